"""The quiz widget in the real JupyterLab: every kind answered with the keyboard alone, legible, and narrow enough."""

import importlib.util
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from workshop_kit.exercises.still import WIDGET_VIEW, fallback_html, fallback_text, keep_still_pictures
from workshop_kit.exercises.widget import QuizWidget


def _neighbour(name: str) -> Any:
    # pytest runs with --import-mode=importlib: a test file's folder is not on the path.
    place = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert place and place.loader
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


widgetpage = _neighbour("widgetpage")
KINDS = [quiz["kind"] for quiz in widgetpage.QUIZZES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quiz")


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The notebook with all its cells run; the tests go on from each other's page, each with its own quiz."""
    widgetpage.write_notebook(folder)
    with widgetpage.lab(folder) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_default_timeout(30_000)
        page.goto(f"{address}/lab/tree/kuis.ipynb?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell .cm-content")
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel")
        command(page, "notebook:run-all-cells")
        expect(page.locator(".wk-quiz")).to_have_count(len(KINDS) + 1)
        yield page
        page.close()
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def command(page: Page, name: str, **arguments: Any) -> None:
    page.evaluate("([name, given]) => void window.jupyterapp.commands.execute(name, given)", [name, arguments])


def quiz(page: Page, kind: str) -> Locator:
    found = page.locator(f".wk-quiz[data-kind={kind}]").first
    found.scroll_into_view_if_needed()
    return found


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def last(folder: Path, kind: str, what: str) -> Any:
    """The last thing of its sort that arrived in the kernel."""
    found = [event[what] for event in widgetpage.events(folder) if event["kind"] == kind and what in event]
    return found[-1] if found else "nothing"


def arrives(folder: Path, kind: str, what: str, wanted: Any) -> None:
    for _attempt in range(100):
        if last(folder, kind, what) == wanted:
            return
        time.sleep(0.05)
    assert last(folder, kind, what) == wanted


def tab_to(page: Page, text: str) -> None:
    """Press Tab until a button with this text has the focus."""
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == text:
            return
    raise AssertionError(f"Tab does not reach {text!r}")


def test_single_choice_by_keyboard_in_two_views(page: Page, folder: Path) -> None:
    first, second = (page.locator(".wk-quiz[data-kind=single]").nth(i) for i in (0, 1))
    cells = page.locator(".jp-Cell").count()
    expect(first.locator(".wk-status")).to_have_text("Belum dijawab")
    first.locator("input").first.focus()
    keys(page, "Space", "ArrowDown", "ArrowDown", "ArrowUp")
    expect(first.locator("input").nth(1)).to_be_checked()
    expect(second.locator("input").nth(1)).to_be_checked()
    arrives(folder, "single", "value", 1)
    keys(page, "d", "d", "x", "a", "b")  # commands of JupyterLab, were they let through
    assert page.locator(".jp-Cell").count() == cells
    tab_to(page, "Periksa")
    keys(page, "Enter")
    for view in (first, second):
        expect(view.locator(".wk-feedback[data-state=right]")).to_have_text("Benar.")
    keys(page, "Shift+Tab", "ArrowUp")
    expect(first.locator(".wk-feedback")).to_have_count(0)  # it was about another answer
    tab_to(page, "Periksa")
    keys(page, "Space")
    expect(first.locator(".wk-feedback[data-state=wrong]")).to_have_text("Belum tepat. Lihat lagi kolom target.")
    assert page.locator(".jp-Cell").count() == cells


def test_hints_come_one_by_one_and_the_answer_can_be_taken_back(page: Page, folder: Path) -> None:
    single = quiz(page, "single")
    single.get_by_role("button", name="Petunjuk").focus()
    for number in (1, 2, 3):
        keys(page, "Enter")
        expect(single.locator(".wk-hint")).to_have_count(number)
    expect(single.locator(".wk-hint-label").nth(2)).to_have_text("Petunjuk 3 dari 3")
    keys(page, "Enter")
    expect(single.locator(".wk-spoken")).to_have_text("Semua petunjuk sudah terbuka.")
    assert page.evaluate("document.activeElement.textContent") == "Petunjuk"
    keys(page, "Tab", "Enter")
    expect(single.locator("input:checked")).to_have_count(0)
    arrives(folder, "single", "value", None)
    arrives(folder, "single", "what", "clear")
    keys(page, "Shift+Tab", "Shift+Tab", "Enter")
    expect(single.locator(".wk-feedback[data-state=incomplete]")).to_contain_text("Pilih satu jawaban dahulu")


def test_multiple_choice_by_keyboard(page: Page, folder: Path) -> None:
    multiple = quiz(page, "multiple")
    multiple.locator("input").first.focus()
    keys(page, "Space", "Tab", "Space", "Space", "Tab", "Space")
    expect(multiple.locator(".wk-status")).to_have_text("2 dipilih")
    arrives(folder, "multiple", "value", [0, 2])
    keys(page, "Space", "Shift+Tab", "Shift+Tab", "Space")
    arrives(folder, "multiple", "value", None)  # nothing chosen is no answer
    expect(multiple.locator(".wk-status")).to_have_text("Belum dijawab")


def test_ordering_by_keyboard_keeps_the_focus_and_tells_the_place(page: Page, folder: Path) -> None:
    ordering = quiz(page, "ordering")
    ordering.get_by_role("button", name="Turunkan: Memeriksa").focus()
    keys(page, "Enter", "ArrowDown")
    expect(ordering.locator(".wk-step-text").last).to_contain_text("Memeriksa")
    assert "Turunkan: Memeriksa" in page.evaluate("document.activeElement.ariaLabel")
    expect(ordering.locator(".wk-spoken")).to_contain_text("urutan 3 dari 3")
    arrives(folder, "ordering", "value", [0, 1, 2])
    keys(page, "Enter")  # at the end: nothing to do, nothing lost
    keys(page, "Alt+ArrowUp", "ArrowDown")
    arrives(folder, "ordering", "value", [0, 1, 2])
    tab_to(page, "Periksa")
    keys(page, "Enter")
    expect(ordering.locator(".wk-feedback[data-state=right]")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "number", "read"),
    [
        ("12,5", 12.5, "Terbaca sebagai 12,5 persen"),
        ("12.5 %", 12.5, "Terbaca sebagai 12,5 persen"),
        ("1.250", 1250, "Terbaca sebagai 1250 persen"),
        ("0.125", 0.125, "Terbaca sebagai 0,125 persen"),
        ("1.250.000,5", 1250000.5, "Terbaca sebagai 1.250.000,5 persen"),
        ("-3", -3, "Terbaca sebagai -3 persen"),
        ("<b>dua</b>", None, "Angka ini belum terbaca. Tulis angkanya saja, misalnya 12,5."),
        ("1,2,3", None, "Angka ini belum terbaca. Tulis angkanya saja, misalnya 12,5."),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(
    page: Page, folder: Path, typed: str, number: float | None, read: str
) -> None:
    field = quiz(page, "number").locator("input")
    field.focus()
    keys(page, "Control+a", "Delete")
    page.keyboard.type(typed)
    keys(page, "Tab")
    expect(quiz(page, "number").locator(".wk-read")).to_have_text(read)
    expect(field).to_have_attribute("aria-invalid", str(number is None).lower())
    expect(field).to_have_value(typed)
    if number is None:
        field.focus()
        keys(page, "Enter")
        expect(quiz(page, "number").locator(".wk-feedback[data-state=incomplete]")).to_contain_text("belum terbaca")
    arrives(folder, "number", "value", number)


def test_enter_checks_a_number_and_a_failed_save_is_told(page: Page) -> None:
    number = quiz(page, "number")
    number.locator("input").focus()
    keys(page, "Control+a", "Delete")
    page.keyboard.type("12,5")
    keys(page, "Enter")
    expect(number.locator(".wk-feedback[data-state=right]")).to_be_visible()
    keys(page, "Backspace", "Backspace", "Backspace", "3")
    expect(number.locator(".wk-feedback[data-state=error]")).to_contain_text("Jawaban belum tersimpan.")
    number.get_by_role("button", name="Hapus jawaban").focus()
    keys(page, "Enter")
    expect(number.locator("input")).to_have_value("")


def test_slider_has_no_answer_until_touched(page: Page, folder: Path) -> None:
    slider = quiz(page, "slider")
    scale = slider.locator("input")
    expect(scale).to_have_attribute("aria-valuetext", "belum digeser")
    slider.get_by_role("button", name="Periksa").focus()
    keys(page, "Enter")
    expect(slider.locator(".wk-feedback[data-state=incomplete]")).to_be_visible()
    expect(scale).to_be_focused()
    keys(page, "Enter")  # takes the middle, where the thumb stands
    arrives(folder, "slider", "value", 50)
    keys(page, "ArrowRight", "ArrowRight")
    expect(slider.locator(".wk-readout")).to_have_text("60 persen")
    expect(scale).to_have_attribute("aria-valuetext", "60 persen")
    arrives(folder, "slider", "value", 60)


def test_sentences_are_marked_by_keyboard_and_shown_as_text(page: Page, folder: Path) -> None:
    sentences = quiz(page, "sentences")
    marks = sentences.locator(".wk-sentence")
    marks.first.focus()
    keys(page, "Enter", "Space", "Tab", "Space")
    expect(marks.nth(0)).to_have_attribute("aria-pressed", "false")
    expect(marks.nth(1)).to_have_attribute("aria-pressed", "true")
    arrives(folder, "sentences", "value", [1])
    expect(sentences.locator(".wk-status")).to_have_text("1 kalimat ditandai")
    expect(marks.nth(2)).to_contain_text("<b>tanpa</b>")


def test_a_prediction_is_committed_once_then_revealed(page: Page, folder: Path) -> None:
    predict = quiz(page, "predict")
    predict.locator("input[type=radio]").first.focus()
    keys(page, "Space", "ArrowDown")
    expect(predict.locator(".wk-reveal")).to_be_hidden()
    tab_to(page, "Kunci tebakan saya")
    keys(page, "Enter")  # the confidence is still missing
    expect(predict.locator("input[type=range]")).to_be_focused()
    keys(page, "ArrowRight")
    arrives(folder, "predict", "value", {"choice": 1, "confidence": 55})
    tab_to(page, "Kunci tebakan saya")
    keys(page, "Enter")
    expect(predict.locator(".wk-reveal")).to_contain_text("Model menjawab 2")
    expect(predict.locator(".wk-reveal")).to_be_focused()
    expect(predict.locator("input:enabled")).to_have_count(0)
    expect(predict.locator("input[type=radio]").nth(1)).to_be_checked()
    expect(predict.locator(".wk-status")).to_have_text("Terkunci")
    expect(predict.locator("button:visible")).to_have_count(0)


def test_calibration_wants_all_statements_then_shows_the_truth(page: Page, folder: Path) -> None:
    calibrate = quiz(page, "calibrate")
    calibrate.locator("input").first.focus()
    keys(page, "End", "Tab", "Home")
    expect(calibrate.locator(".wk-status")).to_have_text("2 dari 3 terisi")
    expect(calibrate.locator(".wk-spoken")).to_have_text("2 dari 3 terisi")
    tab_to(page, "Kunci jawaban saya")
    keys(page, "Enter")
    expect(calibrate.locator(".wk-feedback")).to_contain_text("Masih ada 1 pernyataan")
    expect(calibrate.locator("input").last).to_be_focused()
    keys(page, "Enter")
    arrives(folder, "calibrate", "value", [100, 0, 50])
    tab_to(page, "Kunci jawaban saya")
    keys(page, "Enter")
    expect(calibrate.locator(".wk-truth").nth(1)).to_have_text("Keliru. Kecamatannya sepuluh.")
    expect(calibrate.locator(".wk-truth").first).to_be_focused()
    expect(calibrate.locator("input:enabled")).to_have_count(0)


def test_quizzes_do_not_disturb_each_other(page: Page) -> None:
    quiz(page, "single").locator("input").first.check()
    expect(quiz(page, "predict").locator("input[type=radio]").nth(1)).to_be_checked()
    ids = page.evaluate("[...document.querySelectorAll('.wk-quiz [id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))


def test_the_focus_is_plain_to_see(page: Page) -> None:
    for part in (".wk-button.wk-first", ".wk-move", ".wk-number", ".wk-range", ".wk-sentence", ".wk-option input"):
        held = page.locator(f".wk-quiz {part}:enabled, .wk-quiz span{part}").first
        held.focus()
        keys(page, "Shift")  # a key: so the browser takes the keyboard to be in use
        ring = "node => getComputedStyle(node.closest('label') ?? node).outline"
        assert held.evaluate(ring) == "rgb(179, 71, 0) solid 3px", part


def test_a_kernel_that_does_not_reply_is_told(page: Page, folder: Path) -> None:
    kernel = int((folder / "kernel.pid").read_text())
    multiple = quiz(page, "multiple")
    multiple.locator("input").first.check()
    arrives(folder, "multiple", "value", [0])
    os.kill(kernel, signal.SIGSTOP)
    try:
        multiple.get_by_role("button", name="Periksa").click()
        expect(multiple.locator(".wk-feedback[data-state=error]")).to_contain_text(
            "Belum ada tanggapan", timeout=12_000
        )
    finally:
        os.kill(kernel, signal.SIGCONT)
    expect(multiple.locator(".wk-feedback[data-state=wrong]")).to_be_visible(timeout=12_000)


def test_ctrl_s_in_a_quiz_saves_the_notebook(page: Page, folder: Path) -> None:
    saved = (folder / "kuis.ipynb").stat().st_mtime_ns
    quiz(page, "sentences").locator(".wk-sentence").first.focus()
    keys(page, "Control+s")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    assert (folder / "kuis.ipynb").stat().st_mtime_ns > saved


def test_whatever_takes_the_focus_keeps_its_keys(page: Page) -> None:
    bare = page.locator(
        ".wk-quiz :is(input, button, textarea, select, summary, a[href], [tabindex]):not([data-lm-suppress-shortcuts])"
    )
    assert bare.count() == 0


# Ratio of each text with its ground, by WCAG's formula; a ground is the nearest one that is not see-through.
CONTRASTS = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => c.slice(0, 3).map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
  };
  const found = [];
  for (const node of document.querySelectorAll(".wk-quiz, .wk-quiz *")) {
    const typed = node.matches("input[type=text]");
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if ((!own && !typed) || node.closest(".wk-spoken, [hidden]")) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), `${node.className} ${node.textContent.slice(0, 40)}`]);
  }
  return found;
}"""


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_all_texts_reach_a_contrast_of_4_5(page: Page, theme: str) -> None:
    light = str(theme == "JupyterLab Light").lower()
    command(page, "apputils:change-theme", theme=theme)
    page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")
    quiz(page, "single").locator("input").first.check()
    quiz(page, "sentences").get_by_role("button", name="Periksa").click()
    expect(quiz(page, "sentences").locator(".wk-feedback[data-state=right]")).to_be_visible()
    page.wait_for_timeout(300)  # the buttons' colours fade over
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 60
    assert [entry for entry in ratios if entry[0] < 4.5] == []
    if wanted := os.environ.get("WORKSHOP_SCREENSHOTS"):
        for kind in KINDS:
            quiz(page, kind).screenshot(path=Path(wanted) / f"quiz-{kind}-{'light' if light == 'true' else 'dark'}.png")


@pytest.mark.parametrize("width", [360, 280])
def test_nothing_sticks_out_of_a_narrow_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.add_style_tag(content=f".wk-quiz {{ width: {width}px }}")
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".wk-quiz")].flatMap((quiz) => {
          const edge = quiz.getBoundingClientRect().right;
          return [...quiz.querySelectorAll("*")].filter((node) => node.getBoundingClientRect().right > edge + 0.5)
            .map((node) => `${quiz.dataset.kind} ${node.className}`);
        })"""
    )
    assert wide == []


# ------------------------------------------------------------------------------------- without a browser


ANSWERS = {
    "single": (1, "● Aturan: tanggal habis dikurangi 30 hari (dipilih)"),
    "multiple": ([0, 2], "☑ Riwayat kesehatan pasien (dipilih)"),
    "ordering": ([0, 1, 2], "3. Memeriksa hasil bersama pemilik data di perangkat daerah"),
    "number": (12.5, "→ Jawaban: 12,5 persen"),
    "slider": (60, "→ Jawaban: 60 persen"),
    "sentences": ([1], "☑ Hal ini terjadi karena pegawai kurang disiplin. (dipilih)"),
    "predict": ({"choice": 1, "confidence": 70}, "→ Keyakinan Anda: 70%"),
    "calibrate": ([100, 0, 50], "Keyakinan Anda: 50%"),
}


@pytest.mark.parametrize("spec", widgetpage.QUIZZES, ids=KINDS)
def test_the_still_picture_shows_question_and_answer(spec: dict[str, Any]) -> None:
    value, line = ANSWERS[spec["kind"]]
    text = fallback_text(spec, value, {"n": 1, "state": "wrong", "html": "Lihat <code>lagi</code>."})
    assert spec["title"] in text
    assert line in text
    assert "Belum tepat: Lihat lagi." in text
    page = fallback_html(spec, value, {"n": 1, "state": "right", "html": "Benar."})
    assert page == fallback_html(dict(spec), value, {"n": 7, "state": "right", "html": "Benar."})
    assert "<p>Benar.</p>" in page
    assert "<b>tanpa" not in page


@pytest.mark.parametrize("value", [None, True, "<script>", -1, 99, [], [[]], [None], {}, {"choice": []}, float("nan")])
@pytest.mark.parametrize("spec", widgetpage.QUIZZES, ids=KINDS)
def test_the_still_picture_survives_any_value(spec: dict[str, Any], value: Any) -> None:
    assert "<script>" not in fallback_html(spec, value)
    assert fallback_text(spec, value).startswith(spec["title"])


def test_a_quiz_is_widget_page_and_text_at_once() -> None:
    widget = QuizWidget(spec=widgetpage.QUIZZES[0], value=1)
    bundle, _metadata = widget._repr_mimebundle_()
    assert list(bundle) == [WIDGET_VIEW, "text/html", "text/plain"]
    assert "(dipilih)" in bundle["text/html"]
    assert "VBox" not in bundle["text/plain"] and widget.model_id not in bundle["text/html"]


def test_a_notebook_on_disk_keeps_the_still_picture() -> None:
    bundle, _metadata = QuizWidget(spec=widgetpage.QUIZZES[0])._repr_mimebundle_()
    other = {WIDGET_VIEW: {"model_id": "of another widget"}, "text/plain": "slider"}
    outputs = [{"data": dict(bundle)}, {"data": dict(other)}, {"output_type": "stream"}]
    notebook: dict[str, Any] = {"cells": [{"outputs": outputs}, {"source": "# text"}]}
    keep_still_pictures(notebook)
    assert list(outputs[0]["data"]) == ["text/html", "text/plain"]
    assert outputs[1]["data"] == other

"""m01 as a learner meets it: the real JupyterLab, a quiz by keyboard, a check that fails and then holds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

LESSON = "m01-bisa-dan-tidak"
WITHOUT_SQUARE = "def brier(keyakinan, benar):\n    return abs(keyakinan / 100 - benar).mean()"
RIGHT = "def brier(keyakinan, benar):\n    return ((keyakinan / 100 - benar) ** 2).mean()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("peserta") / "kerja"


def open_lesson(page: Page, address: str, name: str) -> None:
    page.goto(address.replace("/lab?", f"/lab/tree/{name}/{name}.ipynb?reset&"))
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    expect(page.get_by_text("Python 3 (ipykernel) | Siap")).to_be_visible(timeout=60_000)


def run_all(page: Page) -> None:
    """As a learner would by keyboard: select all cells, run them."""
    page.locator(".jp-Notebook .jp-Cell .jp-InputPrompt").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+Enter")


def cell_with(page: Page, code: str) -> Locator:
    found = page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=code)).first
    found.scroll_into_view_if_needed()
    return found


def write(page: Page, cell: Locator, code: str) -> None:
    """Replace an answer cell's code and run it, then the check below it."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def test_a_quiz_by_keyboard_and_a_check_wrong_then_right(
    context: BrowserContext,
    workshop_lab: Callable[..., str],
    folder: Path,
    screenshot: Callable[[Page, str], None],
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 960})
    open_lesson(page, workshop_lab(folder), LESSON)
    run_all(page)

    quiz = page.locator(".wk-quiz").filter(has_text="cocok untuk model terlatih").first
    expect(quiz).to_be_visible(timeout=60_000)
    quiz.scroll_into_view_if_needed()
    boxes = quiz.get_by_role("checkbox")
    boxes.first.focus()
    page.keyboard.press("Space")
    expect(boxes.first).to_be_checked()
    while page.evaluate("document.activeElement.type") == "checkbox":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Periksa
    expect(quiz.get_by_text("Belum tepat", exact=False).first).to_be_visible()
    assert (folder / LESSON / "jawaban.json").is_file()
    screenshot(page, "lesson-quiz")

    answer = cell_with(page, "def brier")
    write(page, answer, WITHOUT_SQUARE)
    verdict = cell_with(page, 'check("skor-brier")').locator(".jp-OutputArea-output [role=status]")
    expect(verdict).to_contain_text("dikuadratkan dulu")
    expect(verdict).to_contain_text("Petunjuk 1 dari 3")
    expect(page.get_by_text("Traceback")).to_have_count(0)

    write(page, answer, RIGHT)
    expect(verdict).to_contain_text("Benar.")
    answer.scroll_into_view_if_needed()
    screenshot(page, "lesson-m01")


def test_a_head_runs_a_lesson_without_seeing_code(
    context: BrowserContext,
    workshop_lab: Callable[..., str],
    folder: Path,
    screenshot: Callable[[Page, str], None],
) -> None:
    page = context.new_page()
    open_lesson(page, workshop_lab(folder), f"{LESSON}-pimpinan")
    page.get_by_role("button", name="Mulai pelajaran").click()

    beliefs = page.locator(".wk-quiz[data-kind=calibrate]").first
    expect(beliefs).to_be_visible(timeout=60_000)
    expect(page.locator(".jp-CodeCell .cm-content:visible")).to_have_count(0)
    figure = page.locator("figure img[alt*='keyakinan']")
    expect(figure).to_have_count(0)  # nothing is given away before the answers are locked

    for number, slider in enumerate(beliefs.get_by_role("slider").all()):
        slider.focus()
        page.keyboard.press("End" if number % 2 else "Home")
    beliefs.get_by_role("button", name="Kunci jawaban saya").click()
    expect(beliefs.get_by_text("Terkunci").first).to_be_visible()
    expect(beliefs.get_by_text("Keliru.", exact=True).first).to_be_visible()
    screenshot(page, "lesson-heads")

    page.get_by_role("button", name="Siapkan ulang").click()
    expect(figure.first).to_be_visible(timeout=60_000)
    expect(beliefs.get_by_text("Terkunci").first).to_be_visible()

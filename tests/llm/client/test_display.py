"""What is shown: text that stays text, in both languages, and the same on every run where it must be."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.llm.client.conftest import Scripted, parts_around
from tests.llm.client.upstream import running
from workshop_kit.authoring.execution import Job, copy_of, run_all
from workshop_kit.language import set_language
from workshop_kit.llm.lesson import words
from workshop_kit.llm.lesson.answer import Answer, Facts, together
from workshop_kit.llm.lesson.card import broken_off, card, progress, summary, waiting
from workshop_kit.llm.sandbox.app import create_app

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror='alert(2)'> **tebal** [tautan](javascript:alert(3)) $x^2$ "
    "\\(y\\) &lt; \x1b[31mmerah\x07 \u202eterbalik"
)
FACTS = Facts("langsung", "qwen-contoh", masked={"NIK": 2, "TELEPON": 1}, prompt_tokens=1200, completion_tokens=34,
              rupiah=0.352, milliseconds=812)  # fmt: skip


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("id")


def tags(html: str) -> set[str]:
    return set(re.findall(r"<\s*/?\s*([a-zA-Z!]+)", html))


@pytest.mark.parametrize(
    "shown", [card(HOSTILE, FACTS), waiting(HOSTILE, 3), broken_off(HOSTILE, HOSTILE), summary(HOSTILE, FACTS, HOSTILE)]
)
def test_nothing_in_an_answer_is_run_or_followed(shown: tuple[str, str]) -> None:
    html, text = shown

    assert tags(html) <= {"div", "pre", "p", "span", "strong", "ul", "li"}
    assert "&lt;script&gt;" in html
    assert not re.search(r"<[^>]*(onerror|javascript)", html)
    assert "\x1b" not in html + text
    assert "\x07" not in html + text


def test_what_an_engine_calls_itself_is_text_as_well() -> None:
    html, _text = card("ya", Facts("<b>", HOSTILE, recorded=HOSTILE, instead_of="<i>", masked={"<u>": 1}))
    html += card("ya", Facts("rekaman", HOSTILE, recorded=HOSTILE))[0]

    assert tags(html) <= {"div", "pre", "p", "span", "strong", "ul", "li"}


def test_a_card_says_who_answered_what_it_cost_and_what_was_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKSHOP_STILL", raising=False)
    html, text = card("Ya.", FACTS)

    assert text == (
        "Ya.\n\n[Langsung dari model qwen-contoh · Token: 1.234 (1.200 masuk, 34 keluar) · Biaya: Rp0,35 · "
        "2 NIK, 1 nomor telepon disamarkan sebelum dikirim]"
    )
    assert "Waktu: 0,8 detik" in html
    for part in ("Langsung dari model qwen-contoh", "Rp0,35", "2 NIK, 1 nomor telepon disamarkan"):
        assert part in html
    monkeypatch.setenv("WORKSHOP_STILL", "1")
    assert card("Ya.", FACTS) == (html.replace("<li>Waktu: 0,8 detik</li>", ""), text)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Facts("simulasi", "simulasi-1"), "Simulator luring, bukan model bahasa (simulasi-1)"),
        (Facts("mini", "mini-1"), "Model mini buatan lokakarya, luring (mini-1)"),
        (Facts("rekaman", "qwen", recorded="2026-10-03"), "Rekaman jawaban qwen, 2026-10-03"),
        (Facts("rekaman", "qwen", instead_of="langsung"), "Menggantikan model langsung, yang sedang tidak tersedia."),
        (Facts("simulasi", "simulasi-1", staged="angka_karangan"), "Sengaja dipentaskan untuk pelajaran: angka"),
        (Facts("simulasi", "simulasi-1", staged="perintah_dituruti"), "Sengaja dipentaskan untuk pelajaran: perintah"),
        (Facts(), "Asal jawaban tidak disebutkan"),
        (Facts(finish="content_filter"), "Jawaban dihentikan oleh saringan isi penyedia model."),
    ],
)
def test_each_origin_has_words(facts: Facts, said: str) -> None:
    html, text = card("Ya.", facts)

    assert said in html
    assert said in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "Rp0"), (0.004, "kurang dari Rp0,01"), (4.8, "Rp4,80"), (12, "Rp12"),
        (1250.4, "Rp1.250"), (2.5e6, "Rp2.500.000"),
    ],
)  # fmt: skip
def test_money_as_people_write_it(value: float, shown: str) -> None:
    assert words.rupiah(value) == shown


@pytest.mark.usefixtures("english")
def test_numbers_in_english() -> None:
    assert words.number(1234.5, 1) == "1,234.5"
    assert "lang='en'" in card("Ya.", FACTS)[0]


def test_who_cannot_see_is_told_once_that_one_waits_and_when_it_is_done() -> None:
    assert "role='status'" in waiting("", 0)[0]
    assert "role='status'" not in waiting("", 1)[0] + waiting("Ya", 0)[0]
    assert "aria-busy='true'" in waiting("Ya", 2)[0]
    assert "role='status'" in card("Ya.", FACTS)[0]
    assert "aria-busy" not in card("Ya.", FACTS)[0]
    assert "<progress value='3' max='8' aria-label='3 dari 8 teks selesai'" in progress(3, 8)[0]


def test_several_answers_are_summed_and_a_stand_in_among_them_is_told() -> None:
    parts = [FACTS, Facts("simulasi", "s", instead_of="langsung", prompt_tokens=1, masked={"NIK": 1}), FACTS]

    whole = together(parts)

    assert (whole.tokens, whole.masked, whole.instead_of) == (2469, {"NIK": 5, "TELEPON": 2}, "langsung")
    assert whole.rupiah == pytest.approx(0.704)
    assert together([]) == Facts()


def test_in_a_terminal_the_answer_is_printed_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    Answer("Ya.", FACTS)._ipython_display_()

    assert capsys.readouterr().out == card("Ya.", FACTS)[1] + "\n"


CELLS = """
import os
os.environ["WORKSHOP_STILL"] = STILL
from workshop_kit import llm
answer = llm.ask("Ringkas:", "Warga melapor.", allow=())
---
llm.ask("Ringkas:", "Warga melapor.", allow=())
---
answer
---
llm.classify(["satu", "dua", "tiga"], ["a", "b"], allow=())
---
llm.ask("Ringkas:", "Warga melapor.", model="tidak-ada", allow=())
---
llm.ask(None)
"""


def outputs_of(folder: Path, times: int, still: str) -> list[list[list[dict[str, Any]]]]:
    """What the cells show, of a notebook run so many times side by side."""
    cells = [
        nbformat.v4.new_code_cell(cell.strip()) for cell in CELLS.replace("STILL\n", f"'{still}'\n").split("---\n")
    ]
    notebooks = [copy_of(nbformat.v4.new_notebook(cells=cells)) for _ in range(times)]
    assert run_all([Job(notebook, folder, allow_errors=True) for notebook in notebooks], times) == []
    return [[cell.outputs for cell in notebook.cells] for notebook in notebooks]


def plain(outputs: list[list[dict[str, Any]]]) -> list[list[str]]:
    return [[o["data"]["text/plain"] if "data" in o else o["evalue"] for o in cell] for cell in outputs]


def test_executed_notebooks_are_the_same_on_every_run_where_that_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(request: Any) -> list[str | float]:
        text = '{"label": "a"}' if request.form == "json_schema" else "Tiga kalimat."
        return [part for letter in text for part in (letter, random.random() / 50)]

    parts = parts_around(Scripted(says), folder=tmp_path)
    with running(create_app(parts)) as service:
        monkeypatch.setenv("WORKSHOP_LLM_URL", service)
        [moving] = outputs_of(tmp_path, 1, "")
        still = outputs_of(tmp_path, 2, "1")

    assert still[0] == still[1]
    assert "Waktu" not in str(still)
    # Alive, an answer is one output that changed while it came; its plain text is the same.
    assert [len(cell) for cell in moving] == [1, 1, 1, 2, 2, 1]
    assert "Waktu" in moving[0][0]["data"]["text/html"]
    assert [cell[0] for cell in plain(moving)][:4] == [cell[0] for cell in plain(still[0])][:4]
    failed = moving[4][-1]
    assert failed["traceback"] == [failed["evalue"]]
    assert "tidak-ada" in failed["evalue"]
    assert len(still[0][4]) == 1  # nothing was shown before, so nothing is left

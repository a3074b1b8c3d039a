"""The start page, from notebooks to HTML."""

import json
import sqlite3
from pathlib import Path

import pytest

from workshop_kit.exercises.progress_store import ProgressStore
from workshop_kit.lab.modules import Shelf, shelf
from workshop_kit.lab.start_page import duration, page
from workshop_kit.language import set_language


@pytest.fixture
def progress(home: Path) -> ProgressStore:
    return ProgressStore(home / "progress.sqlite")


def about(minutes: str, title: str = '"Aneh"') -> str:
    """A notebook that says nothing else of itself."""
    return f'{{"metadata": {{"workshop": {{"track": "O", "module": "m97", "title": {title}, "minutes": {minutes}}}}}}}'


def test_shelf_knows_modules_tracks_and_progress(lessons: Path, progress: ProgressStore) -> None:
    progress.record("m04", "persen", passed=True)
    found = shelf(lessons / "id", progress)
    assert [(card.module, card.track) for card in found.cards] == [("m01", "P"), ("m01", "O"), ("m04", "O")]
    m04 = found.of("O")[1]
    assert (m04.solved, m04.total, m04.minutes_left, m04.finished) == (1, 2, 75, False)


def test_foreign_and_damaged_notebooks(lessons: Path, progress: ProgressStore) -> None:
    strange = {
        "m98-asing": '{"metadata": {}}',
        "m99-rusak": "{",
        "m97-aneh": '{"metadata": {"workshop": {"track": 1}}}',
    }
    for name, text in strange.items():
        (lessons / "id" / name).mkdir()
        (lessons / "id" / name / "buku.ipynb").write_text(text)
    found = shelf(lessons / "id", progress)
    assert len(found.cards) == 3
    assert found.unreadable == ("m97-aneh/buku.ipynb", "m99-rusak/buku.ipynb")
    assert "m99-rusak/buku.ipynb" in page(found, "O", "/")


def test_unreadable_progress_is_no_progress(lessons: Path, progress: ProgressStore) -> None:
    progress.path.parent.mkdir(parents=True)
    progress.path.write_bytes(b"not a database" * 100)
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(progress.path) as connection:
        connection.execute("SELECT * FROM exercise")
    assert shelf(lessons / "id", progress).of("O")[1].solved == 0


def test_page_shows_the_chosen_track_and_the_next_module(lessons: Path, progress: ProgressStore) -> None:
    progress.record("m01", "aturan-atau-model", passed=True)
    html = page(shelf(lessons / "id", progress), "O", "/user/ani/")
    assert 'href="/user/ani/lab/tree/m04-tabel-capaian/m04-tabel-capaian.ipynb"' in html
    assert "m01-apa-itu-ai-pimpinan" not in html
    assert "1 dari 3 latihan benar, sisa sekitar 2 jam 30 menit" in html
    assert html.index("✓ Selesai") < html.index("Berikutnya")


def test_page_without_choice_shows_both_tracks_and_asks(lessons: Path, progress: ProgressStore) -> None:
    html = page(shelf(lessons / "id", progress), None, "/")
    assert "Anda mengikuti jalur yang mana?" in html
    assert html.count('class="open"') == 3


def test_titles_are_text_never_markup(lessons: Path, progress: ProgressStore) -> None:
    path = lessons / "id/m04-tabel-capaian/m04-tabel-capaian.ipynb"
    notebook = json.loads(path.read_text())
    notebook["metadata"]["workshop"]["title"] = "<script>alert(1)</script>"
    path.write_text(json.dumps(notebook))
    assert "<script>alert" not in page(shelf(lessons / "id", progress), "O", "/")


def test_empty_folder_says_so() -> None:
    assert "Belum ada modul untuk jalur ini." in page(Shelf((), ()), "P", "/")


def test_english(lessons: Path, progress: ProgressStore) -> None:
    set_language("en")
    html = page(shelf(lessons / "en", progress), "O", "/")
    assert '<html lang="en">' in html
    assert "0 of 3 exercises right, about 3 hours 45 minutes left" in html


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 menit"), (45, "45 menit"), (60, "1 jam"), (135, "2 jam 15 menit")]
)
def test_duration(minutes: int, words: str) -> None:
    assert duration(minutes) == words


@pytest.mark.parametrize(
    "text",
    [
        *(
            about(minutes)
            for minutes in ("1e999", "1" + "0" * 400, "1" + "0" * 5000, "NaN", "0", "-5", "10000", '"45"')
        ),
        about("45", title='"\\ud800"'),
        '{"metadata": ' + "[" * 100_000,
    ],
    ids=["infinite", "400 digits", "5000 digits", "nan", "0", "-5", "10000", "text", "half a character", "deep"],
)
def test_one_odd_notebook_costs_no_page(lessons: Path, progress: ProgressStore, text: str) -> None:
    (lessons / "id" / "m97-aneh").mkdir()
    (lessons / "id" / "m97-aneh" / "buku.ipynb").write_text(text)
    found = shelf(lessons / "id", progress)
    assert (len(found.cards), found.unreadable) == (3, ("m97-aneh/buku.ipynb",))
    assert "m97-aneh/buku.ipynb" in page(found, None, "/").encode().decode()


def test_file_name_that_is_not_utf8(lessons: Path, progress: ProgressStore) -> None:
    (lessons / "id" / "m97-aneh").mkdir()
    (lessons / "id" / "m97-aneh" / "buku\udcff.ipynb").write_text("{")
    assert "m97-aneh/buku?.ipynb" in page(shelf(lessons / "id", progress), None, "/").encode().decode()


def test_repair_can_be_typed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_COMMAND", ".venv/bin/workshop")
    assert "dengan .venv/bin/workshop lab --fresh m04" in page(Shelf((), ("m97-aneh/buku.ipynb",)), "P", "/")

"""``workshop data check`` as an operator types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.data.readiness import office
from tests.data.readiness.office import HEADER, rows, text
from workshop_kit.cli import app


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the operator stands, beside the data."""
    place = tmp_path / "kerja"
    place.mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(place)
    return place


def typed(*words: str):
    return CliRunner().invoke(app, ["data", "check", *words], env={"COLUMNS": "200"})


def test_ready_data_end_with_0(here: Path) -> None:
    office.changed(lambda whole: whole)(here.parent / "data")

    done = typed("../data")

    assert done.exit_code == 0
    assert "data: siap" in done.stdout
    assert str(here / "laporan-kesiapan" / "laporan.html") in done.stdout
    assert sorted(each.name for each in (here / "laporan-kesiapan").iterdir()) == [
        "laporan.html",
        "laporan.json",
        "templat-metadata.json",
    ]
    assert not list((here.parent / "data").glob("laporan*"))


def test_blocking_findings_end_with_1_and_say_what_to_mend(here: Path) -> None:
    office.added("nik", lambda n: f"9972044104880{n:03d}")(here.parent / "data")

    done = typed("../data")

    assert done.exit_code == 1
    assert "belum siap" in done.stdout
    assert "1. ✗ Data pribadi: data.csv › nik" in done.stdout
    assert "9972044104880" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("../tiada",), "tidak ada. Periksa letaknya"),
        (("../data",), "tidak ada berkas CSV, XLSX, atau Parquet"),
        (("../data", "--language", "xx"), "pilih id atau en"),
    ],
)
def test_what_cannot_run_ends_with_2_and_one_sentence(here: Path, words: tuple[str, ...], sentence: str) -> None:
    done = typed(*words)

    assert done.exit_code == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (here / "laporan-kesiapan").exists()


def test_a_second_report_does_not_replace_the_first(here: Path) -> None:
    office.changed(lambda whole: whole)(here.parent / "data")
    typed("../data")
    first = (here / "laporan-kesiapan" / "laporan.html").stat().st_mtime_ns

    done = typed("../data")

    assert str(here / "laporan-kesiapan-2" / "laporan.html") in done.stdout
    assert (here / "laporan-kesiapan" / "laporan.html").stat().st_mtime_ns == first


def test_standing_in_the_data_the_report_goes_beside_them(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = here.parent / "data"
    office.changed(lambda whole: whole)(folder)
    before = sorted(folder.iterdir())
    monkeypatch.chdir(folder)

    done = typed(".")

    assert done.exit_code == 0
    assert sorted(folder.iterdir()) == before
    assert (here.parent / "laporan-kesiapan" / "laporan.html").exists()


def test_a_place_that_cannot_be_written(here: Path) -> None:
    office.changed(lambda whole: whole)(here.parent / "data")
    (here / "berkas").write_text("", "utf-8")

    done = typed("../data", "--to", "berkas/dalam")

    assert done.exit_code == 2
    assert "Pilih folder lain dengan --to" in done.stderr


def test_key_quasi_and_place_are_heeded(here: Path) -> None:
    office.added("umur", lambda n: 20 + n)(here.parent / "data")

    done = typed("../data", "--key", "id", "--quasi", " umur, kecamatan", "--k", "2", "--to", str(here / "hasil"))

    said = json.loads((here / "hasil" / "laporan.json").read_text("utf-8"))
    assert done.exit_code == 1
    assert said["tabel"][0]["kunci"] == ["id"]
    assert said["tabel"][0]["k"] == said["tabel"][0]["k"] | {"kolom": ["umur", "kecamatan"], "k": 1, "dipilih": True}


def test_english(here: Path) -> None:
    office.changed(lambda whole: whole)(here.parent / "data")

    typed("../data", "--language", "en", "--to", str(here / "report"))

    assert 'lang="en"' in (here / "report" / "laporan.html").read_text("utf-8")


def test_a_terminal_is_not_commanded_by_names(here: Path) -> None:
    name = "a\x1b[2J\x1b]0;x\x07[red]b[/red]"
    table = [[*row, "" if number else "x"] for number, row in enumerate(rows())]
    (here.parent / "data" / "\x1b[31mmerah[bold].csv").write_text(text([*HEADER, name], table), "utf-8")

    done = typed("../data")

    assert "\x1b" not in done.stdout + done.stderr
    assert "merah[bold].csv" in done.stdout

"""What describes a table is found wherever an office puts it."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.data.readiness import office
from tests.data.readiness.office import HEADER, rows, text
from workshop_kit.data.readiness import check
from workshop_kit.data.release import datasets_folder

PAIRS = [["Judul", "Sampah"], ["Produsen Data", "Dinas"], ["Walidata:", "Diskominfo"], ["Periode", "2025"]]
COLUMNS = [
    ["Nama Kolom", "Konsep", "Definisi", "Klasifikasi", "Ukuran", "Satuan"],
    *([name, *["x"] * 5] for name in HEADER),
]
README = "# Sampah 2025\n\n- **Produsen data**: Dinas\n- Walidata: Diskominfo\n\nPeriode: Januari–Desember 2025\n"


def codes(folder: Path) -> set[str]:
    return {each.code for each in check(folder).findings}


def table(folder: Path) -> None:
    (folder / "data.csv").write_text(text(HEADER, rows()), "utf-8")


def test_a_metadata_sheet(tmp_path: Path) -> None:
    def describe(book: openpyxl.Workbook) -> None:
        page = book.create_sheet("Metadata")
        for row in [*PAIRS, [], *COLUMNS]:
            page.append(row)

    office.workbook(describe)(tmp_path)
    (tmp_path / "metadata.json").unlink()

    assert codes(tmp_path) == set()


def test_a_metadata_workbook(tmp_path: Path) -> None:
    table(tmp_path)
    book = openpyxl.Workbook()
    for row in [*PAIRS, [], *COLUMNS]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "metadata.xlsx")

    assert codes(tmp_path) == set()


def test_a_metadata_csv(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "kamus.csv").write_text(text(COLUMNS[0], COLUMNS[1:], ";"), "utf-8")

    assert codes(tmp_path) == {"metadata-incomplete"}


def test_a_readme(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "README.md").write_text(README, "utf-8")

    assert codes(tmp_path) == {"metadata-columns"}


def test_the_workshops_own_package_describes_all_but_the_period(tmp_path: Path) -> None:
    anonim = datasets_folder() / "anonim"
    for name in ("datapackage.json", "kinerja_opd.csv", "kinerja_opd.parquet"):
        (tmp_path / name).write_bytes((anonim / name).read_bytes())

    found = [each for each in check(tmp_path).findings if each.code.startswith("metadata")]

    assert {each.sentence for each in found} == {"Keterangan tabel belum menyebut: periode."}
    assert {each.file for each in found} == {"kinerja_opd.csv", "kinerja_opd.parquet"}


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "null", '"x"', "{", "[" * 200_000),
        json.dumps({"resources": {"a": 1}}),
        json.dumps({"resources": [None, 5, {"schema": []}]}),
        json.dumps({"resources": [{"path": 5, "schema": {"fields": [None, {"name": {}}, {"name": 3, "satuan": []}]}}]}),
    ],
)
def test_broken_metadata_are_no_obstacle(tmp_path: Path, content: str) -> None:
    table(tmp_path)
    (tmp_path / "metadata.json").write_text(content, "utf-8")

    assert codes(tmp_path) <= {
        "metadata-missing",
        "metadata-unreadable",
        "metadata-columns",
        "metadata-incomplete",
        "metadata-stray",
    }


def test_huge_metadata_are_not_read(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "metadata.json").write_text(json.dumps({"judul": "x" * 6_000_000}), "utf-8")

    assert codes(tmp_path) == {"metadata-unreadable", "metadata-missing"}

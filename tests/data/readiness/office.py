"""A small, faultless table of an imaginary office with its metadata, and ways to write it and spoil it."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from workshop_kit import data

HEADER = [
    "id",
    "tanggal",
    "kecamatan",
    "kelurahan",
    "kode_kelurahan",
    "berat_kg",
    "biaya_rp",
    "capaian_persen",
    "layanan",
]
Grid = list[list[Any]]


def rows(count: int = 40) -> Grid:
    """Faultless rows."""
    places = data.load("wilayah")
    services = ("angkut", "sapu", "olah")
    made: Grid = []
    for number in range(count):
        place = places.iloc[number % len(places)]
        made.append(
            [
                f"TPS-{number + 1:03d}",
                f"2025-{number % 12 + 1:02d}-{number % 27 + 1:02d}",
                place["kecamatan"],
                place["kelurahan"],
                place["kode_kelurahan"],
                1000 + 37 * number,
                250_000 + 1500 * number,
                round(60 + number * 0.7, 1),
                services[number % 3],
            ]
        )
    return made


def metadata(header: Sequence[str] = HEADER, path: str = "data") -> dict[str, Any]:
    """All that Satu Data asks for."""
    elements = dict.fromkeys(("konsep", "definisi", "klasifikasi", "ukuran", "satuan"), "terisi")
    general = {"judul": "Sampah", "produsen_data": "Dinas", "walidata": "Diskominfo", "periode": "2025"}
    fields = [{"name": name} | elements for name in header]
    return {"resources": [{"path": path} | general | {"schema": {"fields": fields}}]}


def describe(folder: Path, header: Sequence[str] = HEADER, path: str = "data") -> None:
    """Put the metadata beside the table."""
    (folder / "metadata.json").write_text(json.dumps(metadata(header, path)), "utf-8")


def text(header: Sequence[str], table: Grid, separator: str = ",") -> str:
    """A table as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows([header, *table])
    return stream.getvalue()


def column(name: str, value: Callable[[int, Any], Any]) -> Callable[[Path], None]:
    """A folder in which one column is spoilt: the new value from the row's number and the old value."""

    def build(folder: Path) -> None:
        place = HEADER.index(name)
        table = rows()
        for number, row in enumerate(table):
            row[place] = value(number, row[place])
        (folder / "data.csv").write_text(text(HEADER, table), "utf-8")
        describe(folder)

    return build


def added(name: str, value: Callable[[int], Any]) -> Callable[[Path], None]:
    """A folder in which the table has one more column."""

    def build(folder: Path) -> None:
        header = [*HEADER, name]
        (folder / "data.csv").write_text(text(header, [[*row, value(n)] for n, row in enumerate(rows())]), "utf-8")
        describe(folder, header)

    return build


def changed(change: Callable[[str], str]) -> Callable[[Path], None]:
    """A folder in which the text of the file is spoilt."""

    def build(folder: Path) -> None:
        (folder / "data.csv").write_text(change(text(HEADER, rows())), "utf-8", newline="")
        describe(folder)

    return build


def raw(content: bytes, name: str = "data.csv") -> Callable[[Path], None]:
    """A folder with a file of these bytes."""

    def build(folder: Path) -> None:
        (folder / name).write_bytes(content)
        describe(folder)

    return build


def workbook(
    spoil: Callable[[openpyxl.Workbook], None] = lambda book: None, name: str = "data.xlsx"
) -> Callable[[Path], None]:
    """A folder with the table as a workbook that was spoilt."""

    def build(folder: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "data"
        sheet.append(HEADER)
        for row in rows():
            sheet.append([row[0], datetime.date.fromisoformat(row[1]), *row[2:]])
        spoil(book)
        book.save(folder / name)
        describe(folder)

    return build

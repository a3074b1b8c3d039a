"""Reading workbooks: the archive is looked at first, the values come from calamine."""

import datetime
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pyarrow as pa
import python_calamine as calamine

from workshop_kit.data.readiness import archive, grid
from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.limits import CELLS
from workshop_kit.data.readiness.reading import Reading, assembled
from workshop_kit.data.readiness.table import Column, Stored

_NOTES = re.compile(r"^\W*(?:metadata|kamus|kamus data|keterangan|data dictionary|readme)\W*$", re.IGNORECASE)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Largest old workbook; its format allows no more than 65,536 rows a sheet.
_OLD = 100 << 20


def read(path: Path) -> Reading:
    """Read a workbook of Excel 2007 and later.

    Raises
    ------
    OSError
    """
    unreadable = Reading(findings=[Finding("unreadable", fields={"bentuk": "XLSX"})])
    try:
        archive.parts_of(path)
        sheets = _parts_of_sheets(path)
        findings = list(archive.sheet_findings(path, sheets))
    except archive.Suspicious as problem:
        return Reading(findings=[problem.finding()])
    except archive.Locked:
        return Reading(findings=[Finding("password")])
    except PermissionError:
        raise
    except archive.BROKEN:
        return unreadable
    found = Reading(findings=findings)
    large = {each.sheet for each in findings if each.code == "sheet-too-large"}
    return _values(path, found, large) or unreadable


def read_old(path: Path) -> Reading:
    """Read a workbook of Excel 97 to 2003."""
    if path.stat().st_size > _OLD:
        return Reading(findings=[Finding("format-unsupported", fields={"bentuk": ".xls"})])
    if _ENCRYPTED in path.read_bytes():
        return Reading(findings=[Finding("password")])
    found = Reading(findings=[Finding("format-old")])
    return _values(path, found, set()) or Reading(findings=[Finding("unreadable", fields={"bentuk": "XLS"})])


def rows_of_sheets(path: Path) -> list[list[list[str]]] | None:
    """Rows of cells of every sheet, for small workbooks that describe others; None when it cannot be read."""
    found = Reading()
    try:
        archive.parts_of(path)
        if any(each.code == "sheet-too-large" for each in archive.sheet_findings(path, _parts_of_sheets(path))):
            return None
        book = calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            found.notes.append([[_text(cell) for cell in row] for row in sheet.iter_rows()] if sheet.width else [])
    except (archive.Suspicious, archive.Locked, calamine.CalamineError, *archive.BROKEN):
        return None
    return found.notes


def is_workbook(path: Path) -> str | None:
    """What a zip archive is: ``xlsx``, another office format by its ending, or None for none of them."""
    try:
        with zipfile.ZipFile(path) as opened:
            names = {each.lower() for each in opened.namelist()[:20_000]}
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                return "xlsb"
            kind = opened.read("mimetype")[:80] if "mimetype" in names else b""
            return "ods" if b"spreadsheet" in kind else None
    except archive.BROKEN:
        return "xlsx" if path.suffix.lower() in (".xlsx", ".xlsm") else None


def _values(path: Path, found: Reading, large: set[str]) -> Reading | None:
    """The values of all sheets; None when calamine cannot read them."""
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        for sheet in book.sheets_metadata:
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet or sheet.name in large:
                continue
            if sheet.visible != calamine.SheetVisibleEnum.Visible:
                found.findings.append(Finding("sheet-hidden", sheet=sheet.name))
            _sheet(book.get_sheet_by_name(sheet.name), sheet.name, found)
    except calamine.PasswordError:
        return Reading(findings=[Finding("password")])
    except BaseException as problem:
        # Rust's panics arrive as their own kind, outside Exception.
        if (
            isinstance(problem, calamine.CalamineError | OSError | ValueError)
            or type(problem).__name__ == "PanicException"
        ):
            return None
        raise
    if not found.tables and not found.findings:
        found.findings.append(Finding("file-empty"))
    return found


def _sheet(sheet: Any, name: str, found: Reading) -> None:
    """Add what one sheet holds."""
    if not sheet.width or not sheet.height:
        found.findings.append(Finding("sheet-empty", sheet=name))
        return
    if sheet.width * sheet.height > CELLS:
        fields = {"sel": grouped(sheet.width * sheet.height), "batas": grouped(CELLS)}
        found.findings.append(Finding("sheet-too-large", sheet=name, fields=fields))
        return
    cells = [list(row) for row in sheet.iter_rows()]
    rows = [[_text(cell) for cell in row] for row in cells]
    if _NOTES.match(name):
        found.notes.append(rows)
        return
    tables = grid.blocks(rows)
    if not tables:
        found.findings.append(Finding("sheet-empty", sheet=name))
        return
    if len(tables) > 1:
        found.findings.append(Finding("several-tables", sheet=name, fields={"jumlah": len(tables)}))
    block = max(tables, key=lambda each: each.area)
    # calamine leaves out what is empty above and to the left.
    above = sheet.start[0] if sheet.start else 0
    _table(cells, rows, block, above, name, found)


def _table(
    cells: list[list[Any]], rows: list[list[str]], block: grid.Block, above: int, name: str, found: Reading
) -> None:
    inside = [row[block.left : block.right] for row in rows[block.top : block.bottom]]
    at = grid.header_row(inside)
    below = inside[at + 1 :]
    headless = grid.is_data(inside[at], below)
    header = [""] * (block.right - block.left) if headless else inside[at]
    first = block.top + at + (0 if headless else 1)
    kept = [number for number in range(first, block.bottom) if any(rows[number][block.left : block.right])]
    found.findings += [
        each.at("", name) for each in _shape(block.top + at + above + 1, headless, block.bottom - first - len(kept))
    ]
    columns = []
    for number, title in enumerate(header):
        place = block.left + number
        values = pa.chunked_array([pa.array([rows[row][place] for row in kept], pa.string())])
        stored: Counter[Stored] = Counter(_stored(cells[row][place]) for row in kept if rows[row][place].strip())
        columns.append(Column(title, values, dict(stored)))
    blank = len(kept) < block.bottom - first
    assembled(found, columns, len(kept), None if blank else first + above + 1, len(columns), name)


def _shape(header: int, headless: bool, blank: int) -> Iterator[Finding]:
    if headless:
        yield Finding("header-missing")
    elif header > 1:
        yield Finding("header-not-first", fields={"letak": header})
    if blank:
        yield Finding("rows-blank", rows=blank)


def _text(cell: Any) -> str:
    """A cell as text, numbers without the point that calamine adds."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _stored(cell: Any) -> Stored:
    if isinstance(cell, str):
        return "text"
    if isinstance(cell, bool):
        return "bool"
    return "number" if isinstance(cell, int | float) else "date"


# -- which part is which sheet -----------------------------------------------------------------------------------------


def _parts_of_sheets(path: Path) -> dict[str, str]:
    """The archive's part of each sheet by its name."""
    with zipfile.ZipFile(path) as opened:
        names = {each.lower(): each for each in opened.namelist()}
        book = _elements(opened.read(names["xl/workbook.xml"]), "sheet")
        links = _elements(opened.read(names["xl/_rels/workbook.xml.rels"]), "Relationship")
    targets = {each.get("Id", ""): each.get("Target", "") for each in links}
    found = {}
    for sheet in book:
        link = next((value for name, value in sheet.items() if name.rpartition(":")[2] == "id"), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        found[sheet.get("name", "")] = names.get(part.lower(), part)
    # Every sheet is looked at, also one that nothing points to.
    for name in names.values():
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml") and name not in found.values():
            found[posixpath.basename(name)] = name
    return found


def _elements(content: bytes, wanted: str) -> list[dict[str, str]]:
    """Attributes of all elements of a name. A document that declares types or entities is refused.

    Raises
    ------
    archive.Suspicious
    """
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    def refuse(*_declared: object) -> None:
        raise archive.Suspicious(archive.UNUSUAL)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        raise zipfile.BadZipFile(str(problem)) from problem
    return found

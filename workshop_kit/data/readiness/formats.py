"""What a file is, by its content rather than its name, and who reads it."""

from pathlib import Path

from workshop_kit.data.readiness import columnar, delimited, workbook
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.reading import Reading

TABULAR = frozenset((".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".pq"))
_ENDINGS = {
    "csv": frozenset((".csv", ".tsv", ".tab", ".txt")),
    "xlsx": frozenset((".xlsx", ".xlsm")),
    "xls": frozenset((".xls",)),
    "xlsb": frozenset((".xlsb",)),
    "ods": frozenset((".ods",)),
    "parquet": frozenset((".parquet", ".pq")),
}
_SHOWN = {"csv": "CSV", "xlsx": "XLSX", "xls": "XLS", "xlsb": "XLSB", "ods": "ODS", "parquet": "Parquet"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def may_be_table(path: Path) -> bool:
    """Whether a file is to be read as a table; a plain text is one only if it looks like rows of cells."""
    if path.suffix.lower() == ".txt":
        try:
            return delimited.is_table(path)
        except OSError:
            return False
    return path.suffix.lower() in TABULAR


def read(path: Path) -> Reading:
    """Read a file as whatever it is.

    Raises
    ------
    OSError
        When it may not be read.
    """
    if path.stat().st_size == 0:
        return Reading(findings=[Finding("file-empty")])
    kind = _kind(path)
    if kind is None:
        return Reading(findings=[Finding("unreadable", fields={"bentuk": _wanted(path)})])
    if kind in ("xlsb", "ods"):
        return Reading(findings=[Finding("format-unsupported", fields={"bentuk": _SHOWN[kind]})])
    readers = {"csv": delimited.read, "xlsx": workbook.read, "xls": workbook.read_old, "parquet": columnar.read}
    found = readers[kind](path)
    if path.suffix.lower() not in _ENDINGS[kind] and found.tables:
        found.findings.insert(0, Finding("extension-wrong", fields={"bentuk": _SHOWN[kind]}))
    return found


def _kind(path: Path) -> str | None:
    """The kind of a file; None for what its name promises but its content is not."""
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return workbook.is_workbook(path)
    if head.startswith(_OLE):
        return "xls"
    if head.startswith(b"PAR1"):
        return "parquet"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"{\\rtf")):
        return None
    if path.suffix.lower() in _ENDINGS["csv"]:
        return "csv"
    # Reports exported as text are often called .xls; anything else with such an ending is broken.
    return "csv" if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    return not any(each < 9 or 13 < each < 32 for each in head)


def _wanted(path: Path) -> str:
    ending = path.suffix.lower()
    return next((_SHOWN[kind] for kind, endings in _ENDINGS.items() if ending in endings), ending)

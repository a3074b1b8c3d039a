"""Looking into a workbook's zip archive before anything opens it: bombs, locks, and what its sheets will grow to."""

import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.limits import CELLS, LETTERS, PARTS, SHEETS, SHRINKS, UNPACKED, size_text
from workshop_kit.language import _, translate

_PIECE = 1 << 20
_PREFIX = rb"(?:[A-Za-z]\w{0,20}:)?"
_CELL = re.compile(rb"<" + _PREFIX + rb"c[\s>/]")
# A cell as every spreadsheet program writes it; anything else could hide where it stands or what it points to.
_USUAL_CELL = re.compile(rb"<" + _PREFIX + rb'c(?: [a-z]{1,4}="[A-Za-z0-9]*")*\s*/?>')
_PLACE = re.compile(rb"<" + _PREFIX + rb'c(?: [a-z]{1,4}="[A-Za-z0-9]*")*? r="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb"<" + _PREFIX + rb'row(?: [\w:]+="[^"<]*")*? r="(\d{1,9})"')
_MERGED = re.compile(rb"<" + _PREFIX + rb'mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_FORMULA = re.compile(rb"<" + _PREFIX + rb"f[\s>/]")
_ERROR = re.compile(rb"<" + _PREFIX + rb'c(?: [a-z]{1,4}="[A-Za-z0-9]*")*? t="e"')
_SHARED = re.compile(rb' t="s"[^>]*>\s*<' + _PREFIX + rb"v>(\d{1,9})<")
_ITEM = re.compile(rb"<" + _PREFIX + rb"si[\s>/]")


UNUSUAL = _("lembarnya tidak ditulis seperti oleh Excel")


class Suspicious(Exception):
    """An archive that is not to be opened; says why, in Indonesian with places."""

    def __init__(self, why: str, **fields: object) -> None:
        super().__init__(why)
        self.why, self.fields = why, fields

    def finding(self) -> Finding:
        """The finding for it."""
        return Finding("archive-suspicious", fields={"sebab": translate(self.why, **self.fields)})


class Locked(Exception):
    """An archive with a password."""


def parts_of(path: Path) -> dict[str, int]:
    """Names of an archive's parts and how large each is, after trying that it unpacks to no more than it should.

    Raises
    ------
    Suspicious, Locked
    zipfile.BadZipFile, zlib.error, OSError, and whatever else a broken archive makes the reader raise
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > PARTS:
            raise Suspicious(_("arsipnya berisi {jumlah} bagian"), jumlah=grouped(len(parts)))
        if any(each.flag_bits & 1 for each in parts):
            raise Locked
        _require_apart(parts)
        total = 0
        for each in parts:
            size = _unpacked(archive, each, UNPACKED - total)
            total += size
    return {each.filename: each.file_size for each in parts}


def _require_apart(parts: list[zipfile.ZipInfo]) -> None:
    """Parts that share bytes let a small archive unpack to any size."""
    spans = sorted((each.header_offset, each.header_offset + 30 + each.compress_size) for each in parts)
    for (_start, end), (start, _end) in itertools.pairwise(spans):
        if start < end:
            raise Suspicious(_("bagian-bagian arsipnya bertumpuk"))
    names = [each.filename.lower() for each in parts]
    if len(set(names)) < len(names):
        raise Suspicious(_("dua bagian arsipnya bernama sama"))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Bytes of a part when unpacked, counted rather than believed."""
    if part.file_size > left:
        raise Suspicious(_("isinya mengembang menjadi lebih dari {ukuran}"), ukuran=size_text(UNPACKED))
    if part.file_size > 20 * _PIECE and part.file_size > SHRINKS * max(part.compress_size, 1):
        raise Suspicious(_("isinya mengembang {kali} kali"), kali=grouped(part.file_size // max(part.compress_size, 1)))
    size = 0
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > left:
                raise Suspicious(_("isinya mengembang menjadi lebih dari {ukuran}"), ukuran=size_text(UNPACKED))
    return size


def sheet_findings(path: Path, sheets: dict[str, str]) -> Iterator[Finding]:
    """Merged cells, formulas and errors of each sheet.

    Parameters
    ----------
    path : Path
    sheets : dict of str to str
        Part of each sheet.

    Raises
    ------
    Suspicious
        When a sheet is not written as spreadsheet programs do, or would fill the memory when read.
    """
    with zipfile.ZipFile(path) as archive:
        names = {each.lower(): each for each in archive.namelist()}
        shared = names.get("xl/sharedstrings.xml")
        lengths = _shared_lengths(archive.read(shared)) if shared else np.zeros(0, np.int64)
        if len(sheets) > SHEETS:
            raise Suspicious(_("buku kerjanya berisi {jumlah} lembar"), jumlah=len(sheets))
        for sheet, part in sheets.items():
            if part in names.values():
                yield from _of_sheet(archive.read(part), sheet, lengths)


def _of_sheet(content: bytes, sheet: str, lengths: "np.ndarray") -> Iterator[Finding]:
    _require_usual(content)
    cells = _require_small(content)
    if cells > CELLS:
        yield Finding("sheet-too-large", sheet=sheet, fields={"sel": grouped(cells), "batas": grouped(CELLS)})
        return
    _require_few_letters(content, lengths)
    merged = [each.decode() for each in _MERGED.findall(content)]
    if merged:
        yield Finding("merged-cells", sheet=sheet, examples=tuple(merged[:3]), fields={"jumlah": grouped(len(merged))})
    for code, pattern in (("formulas", _FORMULA), ("formula-errors", _ERROR)):
        count = len(pattern.findall(content))
        if count:
            yield Finding(code, sheet=sheet, fields={"jumlah": grouped(count)})


def _require_usual(content: bytes) -> None:
    """Refuse what could hide from the patterns above: other encodings, comments, entities, odd attributes."""
    start = content[:200].lstrip(b"\xef\xbb\xbf").lower()
    if not start.startswith(b"<") or b"\0" in start or b"<!" in content:
        raise Suspicious(UNUSUAL)
    if len(_CELL.findall(content)) != len(_USUAL_CELL.findall(content)):
        raise Suspicious(UNUSUAL)


def _require_small(content: bytes) -> int:
    """Cells within the outermost ones: what a reader sets memory aside for."""
    columns: set[bytes] = set()
    rows: list[int] = []
    low = high = 0
    for column, row in _PLACE.findall(content):
        columns.add(column)
        number = int(row)
        low, high = min(low or number, number), max(high, number)
    rows += [int(each) for each in _ROW.findall(content)]
    high = max([high, *rows])
    if not columns:
        return len(_CELL.findall(content))
    numbers = [_column_number(each) for each in columns]
    return (high - (low or 1) + 1) * (max(numbers) - min(numbers) + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number


def _shared_lengths(content: bytes) -> "np.ndarray":
    """Bytes of each shared text."""
    if b"<!" in content or b"\0" in content[:200]:
        raise Suspicious(UNUSUAL)
    starts = [each.start() for each in _ITEM.finditer(content)]
    return np.diff(np.array([*starts, len(content)], dtype=np.int64))


def _require_few_letters(content: bytes, lengths: "np.ndarray") -> None:
    """Refuse sheets whose cells repeat long shared texts until they fill the memory."""
    if not len(lengths):
        return
    cells = content.count(b' t="s"')
    if cells * int(lengths.max()) <= LETTERS:
        return
    numbers = np.array([int(each) for each in _SHARED.findall(content)], dtype=np.int64)
    known = numbers[numbers < len(lengths)]
    letters = int(lengths[known].sum()) + (cells - len(known)) * int(lengths.max())
    if letters > LETTERS:
        raise Suspicious(_("teks di lembarnya berulang menjadi {ukuran}"), ukuran=size_text(letters))


# Raised by zipfile for what is no sound archive.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, OSError)

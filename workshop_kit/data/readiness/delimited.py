"""Reading CSV: whatever its letters, its separator and the state of its rows."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from workshop_kit.data.readiness import grid
from workshop_kit.data.readiness.encoding import Cleaned, Scan, scan, text_of
from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.limits import COLUMNS, LINE, TABLE, size_text
from workshop_kit.data.readiness.reading import Reading, assembled
from workshop_kit.data.readiness.table import Column
from workshop_kit.language import _, translate

SEPARATORS = {",": _("koma"), ";": _("titik koma"), "\t": _("tab"), "|": _("garis tegak")}
_SAMPLE = 1 << 20
_SAMPLE_ROWS = 300
_RAGGED_KEPT = 2000
_ENCODINGS = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
# Random bytes hold about one control character in ten.
_BINARY = 0.02


@dataclass
class Form:
    """How the rows of a file are built.

    Attributes
    ----------
    separator : str
    header : list of str
        Names of the columns, as many as most rows have cells.
    skip : int
        Lines above the data.
    header_at : int
        Row of the header, from 1; 0 when there is none.
    """

    separator: str
    header: list[str]
    skip: int
    header_at: int


@dataclass
class Ragged:
    """Rows with another number of cells than the header."""

    rows: int = 0
    other_separator: int = 0
    over_lines: bool = False


def read(path: Path) -> Reading:
    """Read a CSV file.

    Raises
    ------
    OSError
    """
    scanned = scan(path)
    found = Reading()
    if (scanned.controls > _BINARY and not scanned.clean) or scanned.controls > 0.1:
        return Reading(findings=[Finding("unreadable", fields={"bentuk": "CSV"})])
    if scanned.longest > LINE:
        return Reading(findings=[Finding("line-too-long", fields={"ukuran": size_text(scanned.longest)})])
    found.findings += _letters(scanned)
    form = _form(path, scanned)
    if form is None:
        return Reading(findings=[Finding("file-empty")])
    table, ragged, whole = _rows(path, scanned, form, quoted=True)
    odd = scanned.quotes % 2 == 1
    if table is None or (odd and (ragged.over_lines or _swallowed(table, len(form.header)))):
        found.findings.append(Finding("quote-unclosed"))
        table, ragged, whole = _rows(path, scanned, form, quoted=False)
    if table is None:
        return Reading(findings=[Finding("unreadable", fields={"bentuk": "CSV"})])
    found.findings += _shape(form, ragged, table.num_rows)
    if not whole:
        found.findings.append(Finding("partly-read", fields={"terbaca": grouped(table.num_rows)}))
    columns = [Column(name, table.column(number)) for number, name in enumerate(form.header[: table.num_columns])]
    plain = ragged.rows == 0 and not _breaks(scanned, table)
    return assembled(found, columns, table.num_rows, first=form.skip + 1 if plain else None, every=len(form.header))


def is_table(path: Path) -> bool:
    """Whether a text file looks like rows of cells, at least two in each."""
    form = _form(path, scan(path))
    return form is not None and len(form.header) > 1


def sample_rows(path: Path) -> list[list[str]]:
    """The first rows, for files that describe others."""
    scanned = scan(path)
    sample = _sample(path, scanned)
    return [row for row, _line in _parsed(sample, _separator(sample))]


def _letters(scanned: Scan) -> Iterator[Finding]:
    if scanned.encoding in _ENCODINGS:
        yield Finding("encoding-other", fields={"pengodean": _ENCODINGS[scanned.encoding]})
    if scanned.broken:
        yield Finding("bytes-broken", fields={"huruf": grouped(scanned.broken)})
    if scanned.nul:
        yield Finding("nul-bytes", fields={"jumlah": grouped(scanned.nul)})


def _shape(form: Form, ragged: Ragged, rows: int) -> Iterator[Finding]:
    every = rows + ragged.rows
    if ragged.other_separator:
        fields = {"pemisah": translate(SEPARATORS[form.separator])}
        yield Finding("separator-mixed", rows=ragged.other_separator, of=every, fields=fields)
    if ragged.rows > ragged.other_separator:
        fields_ = {"kolom": len(form.header)}
        yield Finding("rows-ragged", rows=ragged.rows - ragged.other_separator, of=every, fields=fields_)
    if form.header_at == 0:
        yield Finding("header-missing")
    elif form.header_at > 1:
        yield Finding("header-not-first", fields={"letak": form.header_at})


# -- how the rows are built --------------------------------------------------------------------------------------------


def _sample(path: Path, scanned: Scan) -> str:
    with text_of(path, scanned) as text:
        return text.read(_SAMPLE).replace("\0", "").lstrip("\ufeff")


def _form(path: Path, scanned: Scan) -> Form | None:
    """The form of a file; None when there is nothing in it."""
    sample = _sample(path, scanned)
    if not sample.strip():
        return None
    told = sample[:5].lower().startswith("sep=") and sample[4:5] in SEPARATORS
    separator = sample[4] if told else _separator(sample)
    lines = _parsed(sample, separator)[1 if told else 0 :]
    rows = [row for row, _line in lines]
    if not rows:
        return None
    at = grid.header_row(rows)
    width = _width(rows[at:])
    before = lines[at - 1][1] if at else (1 if told else 0)
    if grid.is_data(rows[at], rows[at + 1 :]):
        return Form(separator, [""] * width, before, 0)
    header = [*rows[at], *[""] * width][: max(width, 1)]
    return Form(separator, header, lines[at][1], lines[at][1])


def _separator(sample: str) -> str:
    """The separator with which most rows have the same number of cells, the header among them."""
    scores = {}
    for separator in SEPARATORS:
        rows = [row for row, _line in _parsed(sample, separator)]
        widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
        width, count = max(widths.items(), key=lambda each: (each[1] if each[0] > 1 else 0, each[0]), default=(1, 0))
        first = next((len(row) for row in rows if len(row) > 1), 1)
        scores[separator] = (count / max(len(rows), 1) * (width > 1) + 0.3 * (first == width > 1), width)
    return max(scores, key=lambda each: scores[each])


def _width(rows: list[list[str]]) -> int:
    """Cells of most rows below the header; a header's own cells where there are none."""
    below = Counter(len(row) for row in rows[1:] if any(cell.strip() for cell in row))
    if not below or below[len(rows[0])] >= 0.5 * below.total():
        return len(rows[0])
    return max(below, key=lambda width: (below[width], width))


def _parsed(sample: str, separator: str) -> list[tuple[list[str], int]]:
    """The first rows that are not blank, each with the number of its last line."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    found = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((row, reader.line_num))
            if len(found) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        # A cell of more than the allowed length; the rows before it tell enough.
        pass
    if len(sample) >= _SAMPLE and len(found) > 1 and len(found) < _SAMPLE_ROWS:
        found.pop()
    if not found:
        found = [([sample.splitlines()[0][:1000]], 1)]
    return found


# -- all rows ----------------------------------------------------------------------------------------------------------


def _rows(path: Path, scanned: Scan, form: Form, quoted: bool) -> tuple[Any, Ragged, bool]:
    """All rows as columns of text, the rows that do not fit, and whether the end was reached.

    The columns are None when the file cannot be read in this way.
    """
    ragged = Ragged()
    names = [str(number) for number in range(len(form.header))]
    options = {
        "read_options": pyarrow.csv.ReadOptions(
            column_names=names, skip_rows=form.skip, block_size=max(LINE * 2, 1 << 22)
        ),
        "parse_options": pyarrow.csv.ParseOptions(
            delimiter=form.separator,
            quote_char='"' if quoted else False,
            newlines_in_values=quoted and scanned.quotes > 0,
            invalid_row_handler=_collecting(ragged, form),
        ),
        "convert_options": pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names[:COLUMNS], pa.string()),
            include_columns=names[:COLUMNS],
            strings_can_be_null=False,
            null_values=[],
        ),
    }
    batches = []
    size = 0
    whole = True
    try:
        with _source(path, scanned) as source, pyarrow.csv.open_csv(source, **options) as reader:
            for batch in reader:
                batches.append(batch)
                size += batch.nbytes
                if size > TABLE:
                    whole = False
                    break
            schema = reader.schema
    except (pa.ArrowInvalid, pa.ArrowKeyError) as problem:
        if "Empty CSV" in str(problem):
            empty = pa.table({name: pa.array([], pa.string()) for name in names[:COLUMNS]})
            return empty, ragged, True
        return None, ragged, True
    return pa.Table.from_batches(batches, schema), ragged, whole


def _source(path: Path, scanned: Scan) -> Any:
    if scanned.clean:
        return path.open("rb")
    return pa.PythonFile(Cleaned(path, scanned), mode="r")


def _collecting(ragged: Ragged, form: Form) -> Callable[[Any], str]:
    others = [each for each in SEPARATORS if each != form.separator]

    def collect(row: Any) -> str:
        ragged.rows += 1
        ragged.over_lines = ragged.over_lines or row.text.count("\n") > 1
        if ragged.rows <= _RAGGED_KEPT or ragged.other_separator:
            cells = [row.text.count(each) + 1 for each in others]
            if row.actual_columns < row.expected_columns and row.expected_columns in cells:
                ragged.other_separator += 1
        return "skip"

    return collect


def _swallowed(table: Any, width: int) -> bool:
    """Whether a cell holds a whole further row, as after a quotation mark that nobody closed."""
    pattern = r"(?s)\n.*" + r"[,;\t|].*" * max(1, min(width - 1, 50))
    return any(
        bool(pc.any(pc.match_substring_regex(column, pattern)).as_py()) for column in table.columns if len(column)
    )


def _breaks(scanned: Scan, table: Any) -> bool:
    """Whether some cell goes over several lines, so that lines and rows differ."""
    return (scanned.quotes > 0 and scanned.lines > table.num_rows + 50) or (
        scanned.quotes > 0 and any(bool(pc.any(pc.match_substring(column, "\n")).as_py()) for column in table.columns)
    )

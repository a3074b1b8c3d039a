"""What reading a file gives, and what every kind of file has in common."""

from collections import Counter
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from workshop_kit.data.readiness import grid, masking
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.limits import COLUMNS
from workshop_kit.data.readiness.table import Column, Table
from workshop_kit.language import _, translate


@dataclass
class Reading:
    """What was read from a file.

    Attributes
    ----------
    tables : list of Table
    findings : list of Finding
        Without the file's name, which whoever asked for the reading knows.
    notes : list
        Rows of cells of sheets that describe the others.
    """

    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[list[list[str]]] = field(default_factory=list)


def assembled(
    found: Reading, columns: list[Column], rows: int, first: int | None, every: int, sheet: str = ""
) -> Reading:
    """Add a table to what was read, its columns named, with findings about its header.

    Parameters
    ----------
    found : Reading
    columns : list of Column
        Names as in the file, blank for none.
    rows : int
    first : int or None
        As in `Table`.
    every : int
        Number of columns in the file, of which some may not have been read.
    sheet : str
    """
    said: list[Finding] = []
    if every > COLUMNS:
        said.append(Finding("columns-too-many", fields={"kolom": every, "batas": COLUMNS}))
    headless = any(each.code == "header-missing" and each.sheet == sheet for each in found.findings)
    columns = [each for each in columns if each.name.strip() or rows == 0 or _says_something(each)]
    unnamed = sum(not each.name.strip() for each in columns)
    if unnamed and not headless:
        said.append(Finding("columns-unnamed", fields={"jumlah": unnamed}))
    said += _same_names(columns)
    for number, each in enumerate(columns, start=1):
        each.name = " ".join(each.name.split()) or translate(_("kolom {letak}"), letak=number)
    if columns and rows == 0:
        said.append(Finding("rows-absent"))
    elif columns and grid.is_total([str(each.values[rows - 1].as_py()) for each in columns]):
        said.append(Finding("total-row"))
    found.findings += [each.at("", sheet) for each in said]
    if rows and columns:
        found.tables.append(Table(columns, rows, sheet, first))
    return found


def _same_names(columns: list[Column]) -> list[Finding]:
    counts = Counter(each.name.strip().lower() for each in columns if each.name.strip())
    twice = [name for name, count in counts.items() if count > 1]
    if not twice:
        return []
    number = sum(counts[name] for name in twice)
    return [Finding("column-names-duplicate", fields={"jumlah": number, "kolom": listed(twice)})]


def listed(names: list[str], most: int = 8) -> str:
    """Names in a sentence, fit to be shown; of many, the first ones."""
    told = ", ".join(masking.shown(each, longest=40) for each in names[:most])
    return f"{told}, …" if len(names) > most else told


def _says_something(column: Column) -> bool:
    return bool(pc.any(pc.match_substring_regex(column.values, r"\S")).as_py())


def text_column(name: str, values: list[str]) -> Column:
    """A column of texts."""
    return Column(name, pa.chunked_array([pa.array(values, pa.string())]))

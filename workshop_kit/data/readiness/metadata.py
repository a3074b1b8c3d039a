"""What is said about the tables: title, producer, custodian, period, and five elements for every column.

Satu Data Indonesia (Perpres 39/2019) asks of every column its konsep, definisi, klasifikasi, ukuran and satuan.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from workshop_kit.data.readiness import delimited, formats, masking, workbook
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.limits import DESCRIPTION
from workshop_kit.data.readiness.reading import listed
from workshop_kit.language import _, translate

COLUMN_ELEMENTS = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan")
TABLE_ELEMENTS = {
    "judul": _("judul"),
    "produsen_data": _("produsen data"),
    "walidata": _("walidata"),
    "periode": _("periode"),
}
_SYNONYMS = {
    "judul": ("judul", "title", "nama data", "judul data", "nama dataset"),
    "produsen_data": ("produsen_data", "produsen data", "produsen", "producer", "sumber data", "instansi"),
    "walidata": ("walidata", "wali data", "custodian"),
    "periode": (
        "periode",
        "period",
        "temporal",
        "cakupan waktu",
        "rentang waktu",
        "periode data",
        "tahun data",
        "waktu",
    ),
    "konsep": ("konsep", "concept"),
    "definisi": ("definisi", "definition"),
    "klasifikasi": ("klasifikasi", "classification"),
    "ukuran": ("ukuran", "measure"),
    "satuan": ("satuan", "unit"),
}
_COLUMN_HEADS = ("kolom", "nama kolom", "nama_kolom", "field", "column", "variabel", "nama variabel", "name")
_NO = ("tidak", "no", "false", "bukan", "0")


@dataclass
class Described:
    """What was found about tables.

    Attributes
    ----------
    table : dict of str to str
        Elements of the table that are filled.
    columns : dict
        Filled elements of each column by its folded name.
    named : dict of str to str
        Names of those columns as they were written.
    harmless : set of str
        Folded names of columns said to hold no personal data.
    """

    table: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    harmless: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.table or self.columns)

    def says_harmless(self, name: str) -> bool:
        """Whether a column is said to hold no personal data."""
        return folded(name) in self.harmless or folded(masking.shown(name)) in self.harmless


@dataclass
class Metadata:
    """All that describes a folder's tables.

    Attributes
    ----------
    everywhere : Described
        What holds for every table.
    tables : dict of str to Described
        What holds for one, by the file it names.
    """

    everywhere: Described = field(default_factory=Described)
    tables: dict[str, Described] = field(default_factory=dict)

    def of(self, file: str, sheet: str = "", notes: Sequence[Described] = ()) -> Described:
        """What is known of a table: its own description before the folder's."""
        own = [each for name, each in self.tables.items() if _names(name, file, sheet)]
        return merged([self.everywhere, *own, *notes])


def folded(name: str) -> str:
    """A name without case, spaces and signs."""
    return re.sub(r"[\W_]", "", name).lower()


def merged(parts: Sequence[Described]) -> Described:
    """Several descriptions as one; later ones come before earlier ones."""
    whole = Described()
    for each in parts:
        whole.table |= each.table
        whole.named |= each.named
        whole.harmless |= each.harmless
        for name, elements in each.columns.items():
            whole.columns[name] = whole.columns.get(name, {}) | elements
    return whole


def read(paths: Sequence[Path], shown: Mapping[Path, str]) -> tuple[Metadata, list[Finding]]:
    """Read the files that describe others."""
    found, findings = Metadata(), []
    for path in paths:
        try:
            _read_one(path, found)
        except (OSError, ValueError, RecursionError, TypeError, AttributeError):
            findings.append(Finding("metadata-unreadable", file=shown[path]))
    return found, findings


def findings(described: Described, columns: Sequence[str]) -> Iterator[Finding]:
    """What is missing in the description of a table.

    Parameters
    ----------
    described : Described
    columns : sequence of str
        Names of the table's columns.
    """
    if not described:
        yield Finding("metadata-missing")
        return
    missing = [translate(said) for element, said in TABLE_ELEMENTS.items() if element not in described.table]
    if missing:
        yield Finding("metadata-incomplete", fields={"unsur": ", ".join(missing)})
    poor = [name for name in columns if len(_elements_of(described, name)) < len(COLUMN_ELEMENTS)]
    if poor:
        yield Finding("metadata-columns", fields={"jumlah": len(poor), "kolom": listed(poor)})
    present = {folded(name) for name in columns} | {folded(masking.shown(name)) for name in columns}
    stray = [written for name, written in described.named.items() if name not in present]
    if stray:
        yield Finding("metadata-stray", fields={"kolom": listed(stray)})


def from_rows(rows: Sequence[Sequence[str]]) -> Described:
    """What a sheet or CSV says: pairs of element and value, and a table with a row for each column."""
    found = Described()
    heads: dict[str, int] = {}
    for row in rows[:5000]:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        lower = [cell.lower().rstrip(":") for cell in cells]
        if set(lower) & set(_COLUMN_HEADS) and any(_element(each) in COLUMN_ELEMENTS for each in lower):
            heads = {_element(each) or each: number for number, each in enumerate(lower)}
            heads["kolom"] = next(number for number, each in enumerate(lower) if each in _COLUMN_HEADS)
        elif heads:
            _add_column(found, cells[heads["kolom"]] if heads["kolom"] < len(cells) else "", _by_heads(cells, heads))
        else:
            _add_pair(found, cells)
    return found


def from_text(text: str) -> Described:
    """What a README says in lines such as ``Walidata: …``; its first heading is the title."""
    found = Described()
    for line in text.splitlines()[:2000]:
        heading = re.match(r"^#\s+(.{3,})", line)
        if heading and "judul" not in found.table:
            found.table["judul"] = heading[1].strip()[:200]
        pair = re.match(r"^\W*([A-Za-z_ ]{3,30}?)\W*[:|=]\W*(\S.*)$", line)
        if pair:
            _add_pair(found, [pair[1], pair[2]])
    return found


def template(tables: Sequence[tuple[str, str, Sequence[tuple[str, str]]]], described: Sequence[Described]) -> str:
    """A metadata.json to fill in, with what is known already.

    Parameters
    ----------
    tables : sequence of (file, sheet, columns)
        Columns are pairs of name and kind, fit to be shown.
    described : sequence of Described
        What is known of each.
    """
    resources = []
    for (file, sheet, columns), known in zip(tables, described, strict=True):
        fields = [
            {"name": name, "type": kind}
            | {element: _elements_of(known, name).get(element, "") for element in COLUMN_ELEMENTS}
            | {"data_pribadi": ""}
            for name, kind in columns
        ]
        entry: dict[str, Any] = {"path": file} | ({"sheet": sheet} if sheet else {})
        entry |= {element: known.table.get(element, "") for element in TABLE_ELEMENTS}
        resources.append(entry | {"schema": {"fields": fields}})
    return json.dumps({"petunjuk": translate(_GUIDE), "resources": resources}, ensure_ascii=False, indent=2) + "\n"


_GUIDE = _("Isi yang kosong, lalu simpan berkas ini sebagai metadata.json di folder data. data_pribadi: ya atau tidak.")


def _read_one(path: Path, found: Metadata) -> None:
    if path.stat().st_size > DESCRIPTION:
        raise ValueError("too large")
    ending = path.suffix.lower()
    if ending == ".json":
        _add_package(found, json.loads(path.read_text("utf-8-sig")))
    elif ending in (".csv", ".tsv"):
        found.everywhere = merged([found.everywhere, from_rows(delimited.sample_rows(path))])
    elif ending in (".xlsx", ".xlsm"):
        sheets = workbook.rows_of_sheets(path)
        if sheets is None:
            raise ValueError("no workbook")
        found.everywhere = merged([found.everywhere, *map(from_rows, sheets)])
    elif ending in (".md", ".txt", ".rst", ""):
        found.everywhere = merged([found.everywhere, from_text(path.read_text("utf-8", errors="replace"))])
    elif ending in formats.TABULAR:
        raise ValueError("unsupported")


def _add_package(found: Metadata, package: Any) -> None:
    """A data package of Frictionless, or our own template filled in."""
    if not isinstance(package, dict):
        raise ValueError("no object")
    found.everywhere = merged([found.everywhere, _of_object(package)])
    resources = package.get("resources", [])
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        name = str(resource.get("path") or resource.get("name") or "")
        sheet = str(resource.get("sheet") or "")
        key = f"{name}\0{sheet}"
        found.tables[key] = merged([found.tables.get(key, Described()), _of_object(resource)])


def _of_object(entry: dict[str, Any]) -> Described:
    found = Described()
    for name, value in entry.items():
        if isinstance(value, str | int):
            _add_pair(found, [str(name), str(value)])
    schema = entry.get("schema", entry)
    fields = schema.get("fields", schema.get("kolom", [])) if isinstance(schema, dict) else []
    for each in fields if isinstance(fields, list) else []:
        if isinstance(each, dict):
            told = {
                str(name).lower(): str(value) for name, value in each.items() if isinstance(value, str | int | bool)
            }
            _add_column(found, told.get("name") or told.get("nama") or told.get("kolom") or "", told)
    return found


def _add_pair(found: Described, cells: Sequence[str]) -> None:
    element = _element(cells[0].lower().strip(" :"))
    value = next((cell for cell in cells[1:] if cell.strip()), "")
    if element in TABLE_ELEMENTS and value.strip():
        found.table[str(element)] = value.strip()[:500]


def _add_column(found: Described, name: str, told: Mapping[str, str]) -> None:
    if not name:
        return
    elements: dict[str, str] = {}
    for said, value in told.items():
        element = _element(said)
        if element in COLUMN_ELEMENTS and value.strip():
            elements.setdefault(str(element), value.strip()[:500])
    found.columns[folded(name)] = elements
    found.named[folded(name)] = name
    if any(told.get(key, "").strip().lower() in _NO for key in ("data_pribadi", "data pribadi") if key in told):
        found.harmless.add(folded(name))


def _by_heads(cells: Sequence[str], heads: Mapping[str, int]) -> dict[str, str]:
    return {head: cells[number] for head, number in heads.items() if number < len(cells)}


def _element(said: str) -> str | None:
    """The element a word stands for."""
    said = said.strip()
    return next((element for element, words in _SYNONYMS.items() if said in words), None)


def _elements_of(described: Described, name: str) -> dict[str, str]:
    return described.columns.get(folded(name)) or described.columns.get(folded(masking.shown(name))) or {}


def _names(key: str, file: str, sheet: str) -> bool:
    """Whether an entry means a file: by its path, its name, or its name without the ending."""
    name, _zero, of_sheet = key.partition("\0")
    if of_sheet and of_sheet != sheet:
        return False
    # The same table may lie there as CSV and as Parquet.
    mine, theirs = PurePosixPath(file.lower()), PurePosixPath(name.replace("\\", "/").lower())
    return bool(name) and (theirs == mine or theirs.stem == mine.stem)

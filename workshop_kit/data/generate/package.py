"""Write the tables as Frictionless Data Packages: CSV, Parquet, ``datapackage.json``, cards; and the answer keys."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workshop_kit.data.generate.table import Field, Row, Size, Table, Value
from workshop_kit.data.generate.tables import ANONIM, KEYS, MENTAH
from workshop_kit.language import LANGUAGES

ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "year": pa.int64(),
    "yearmonth": pa.string(),
    # A day is read as a time, so that beginners have `.dt` on both.
    "date": pa.timestamp("s"),
    "datetime": pa.timestamp("s"),
    "array": pa.list_(pa.string()),
}
FORMATS = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%dT%H:%M:%S"}
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TITLES = {
    "anonim": "Data lokakarya Samarinda.AI (rilis anonim)",
    "mentah": "Data lokakarya Samarinda.AI (rilis mentah: data pribadi rekaan)",
    "kunci": "Kunci jawaban lokakarya Samarinda.AI (hanya untuk pelatih)",
}


def build(
    folder: Path,
    seed: int,
    size: Size = "full",
    keys: Path | None = None,
    report: Callable[[str], None] = lambda step: None,
) -> None:
    """Make every table and write the releases ``anonim`` and ``mentah``, and the answer keys where they are wanted.

    Parameters
    ----------
    folder : Path
        The datasets folder; each release goes into its subfolder.
    seed : int
        The same seed gives the same bytes.
    size : {"full", "small"}
        Small builds in seconds, with the same columns.
    keys : Path or None
        Folder of the answer keys, which attendees must not have; None leaves them out.
    report : callable
        Told the name of each table before it is made.

    Raises
    ------
    OSError
        If a folder cannot be written.
    """
    _write_release(folder / "mentah", MENTAH, seed, size, report)
    _write_release(folder / "anonim", ANONIM, seed, size, report)
    if keys is not None:
        _write_release(keys, KEYS, seed, size, report, name="kunci")


def steps() -> int:
    """Number of times `build` reports when it writes keys too."""
    return len(MENTAH) + len(ANONIM) + len(KEYS)


def _write_release(
    folder: Path, tables: tuple[Table, ...], seed: int, size: Size, report: Callable[[str], None], name: str = ""
) -> None:
    name = name or folder.name
    folder.mkdir(parents=True, exist_ok=True)
    # Tables that there no longer are go; whatever else lies in the folder is not ours.
    outdated = _files_of(folder / "datapackage.json")
    described = []
    for table in tables:
        report(table.name)
        files, about = _made(table, seed, size)
        if name != "kunci":
            files |= _cards(table)
        for file, content in files.items():
            _write(folder / file, content)
        described.append(about)
        outdated -= set(files)
    _write(folder / "datapackage.json", _json(_package(name, described, seed, size)))
    for file in outdated:
        (folder / Path(file).name).unlink(missing_ok=True)


def _made(table: Table, seed: int, size: Size) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a table by name, and what the package says of it."""
    rows = table.make(seed, size)
    csv_bytes, parquet_bytes = _csv(table, rows), _parquet(table, rows)
    files = {f"{table.name}.csv": csv_bytes, f"{table.name}.parquet": parquet_bytes}
    return files, _resource(table, len(rows), csv_bytes, parquet_bytes)


def _cards(table: Table) -> dict[str, bytes]:
    folder = resources.files("workshop_kit.data.generate.cards")
    names = [f"{table.name}.{language}.md" for language in LANGUAGES]
    return {name: folder.joinpath(name).read_bytes() for name in names}


def _files_of(package: Path) -> set[str]:
    """The files that a package on this disk names; none when there is no readable one."""
    try:
        resources_ = json.loads(package.read_bytes())["resources"]
        tables = {each["name"]: (each["path"], each["parquet"]["path"]) for each in resources_}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    cards = {f"{name}.{language}.md" for name in tables for language in LANGUAGES}
    return cards.union(*tables.values())


def _csv(table: Table, rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.fields])
    for row in rows:
        writer.writerow([_cell(row[column.name], column.kind) for column in table.fields])
    return text.getvalue().encode()


def _cell(value: Value, kind: str) -> str:
    """The shortest text of a value: 80 rather than 80.0, nothing for a missing one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, date):
        return value.strftime(FORMATS[kind])
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _parquet(table: Table, rows: list[Row]) -> bytes:
    # Built without pandas: its version would be written into the file and change its hash.
    arrays = [
        pa.array([_stored(row[column.name]) for row in rows], ARROW_TYPES[column.kind]) for column in table.fields
    ]
    sink = io.BytesIO()
    content = pa.Table.from_arrays(arrays, names=[column.name for column in table.fields])
    pq.write_table(content, sink, compression="zstd", compression_level=9, version="2.6")
    return sink.getvalue()


def _stored(value: Value) -> Value:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _package(name: str, resources_: list[dict[str, Any]], seed: int, size: Size) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"samarinda-ai-{name}",
        "title": TITLES[name],
        "description": ("Data sintetis untuk belajar. Semua angka fiktif dan bukan kinerja perangkat daerah mana pun."),
        "version": "1.0.0",
        "sintetis": True,
        "benih": seed,
        "perintah": f"workshop data build --seed {seed}" + ("" if size == "full" else f" --size {size}"),
        "licenses": [LICENCE],
        "resources": resources_,
    }


def _resource(table: Table, rows: int, csv_bytes: bytes, parquet_bytes: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    schema["missingValues"] = [""]
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(columns),
                "reference": {"resource": resource, "fields": list(columns)},
            }
            for columns, resource in table.foreign_keys
        ]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "profile": "tabular-data-resource",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(csv_bytes),
        "hash": _hash(csv_bytes),
        "parquet": {
            "path": f"{table.name}.parquet",
            "bytes": len(parquet_bytes),
            "hash": _hash(parquet_bytes),
        },
        "baris": rows,
        "modul": list(table.modules),
        "kepekaan": table.sensitivity,
        "produsen_data": table.producer,
        "walidata": table.custodian,
        "licenses": [LICENCE],
        "schema": schema,
    }


def _field(column: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "title": column.concept,
        "description": column.definition,
        "konsep": column.concept,
        "definisi": column.definition,
        "klasifikasi": column.classification,
        "ukuran": column.measure,
        "satuan": column.unit,
    }
    if column.constraints:
        described["constraints"] = column.constraints
    return described


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _hash(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write beside the old file and then replace it: a full disk leaves the old one whole."""
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)

"""Write tables as a Frictionless Data Package: CSV, Parquet, ``datapackage.json``, cards."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workshop_kit.data.generate.kinerja_opd import Row
from workshop_kit.data.generate.tables import TABLES, Field, Table

ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "year": pa.int64(),
}
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def build(folder: Path, seed: int, report: Callable[[str], None] = lambda step: None) -> Path:
    """Make every table and write the ``anonim`` release.

    Parameters
    ----------
    folder : Path
        The datasets folder; the release goes into its subfolder ``anonim``.
    seed : int
        The same seed gives the same bytes.
    report : callable
        Told the name of each finished table.

    Returns
    -------
    Path
        The folder of the release.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    release = folder / "anonim"
    release.mkdir(parents=True, exist_ok=True)
    described = []
    for table in TABLES:
        described.append(_write_table(release, table, table.make(seed)))
        report(table.name)
    _write(release / "datapackage.json", _json(_package(described, seed)))
    return release


def steps() -> int:
    """Number of times `build` reports."""
    return len(TABLES)


def _write_table(release: Path, table: Table, rows: list[Row]) -> dict[str, Any]:
    csv_bytes = _csv(table, rows)
    parquet_bytes = _parquet(table, rows)
    _write(release / f"{table.name}.csv", csv_bytes)
    _write(release / f"{table.name}.parquet", parquet_bytes)
    for language in ("id", "en"):
        card = f"{table.name}.{language}.md"
        text = resources.files("workshop_kit.data.generate.cards").joinpath(card).read_text("utf-8")
        _write(release / card, text.encode())
    return _resource(table, len(rows), csv_bytes, parquet_bytes)


def _csv(table: Table, rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.fields])
    for row in rows:
        writer.writerow([_cell(row[column.name]) for column in table.fields])
    return text.getvalue().encode()


def _cell(value: str | int | float | None) -> str:
    """The shortest text of a value: 80 rather than 80.0, nothing for a missing one."""
    if value is None:
        return ""
    return format(value, ".15g") if isinstance(value, float) else str(value)


def _parquet(table: Table, rows: list[Row]) -> bytes:
    # Built without pandas: its version would be written into the file and change its hash.
    schema = pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in table.fields])
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink, compression="zstd", version="2.6")
    return sink.getvalue()


def _package(resources_: list[dict[str, Any]], seed: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "samarinda-ai-anonim",
        "title": "Data lokakarya Samarinda.AI (rilis anonim)",
        "description": ("Data sintetis untuk belajar. Semua angka fiktif dan bukan kinerja perangkat daerah mana pun."),
        "version": "1.0.0",
        "sintetis": True,
        "benih": seed,
        "perintah": f"workshop data build --seed {seed}",
        "licenses": [LICENCE],
        "resources": resources_,
    }


def _resource(table: Table, rows: int, csv_bytes: bytes, parquet_bytes: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
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

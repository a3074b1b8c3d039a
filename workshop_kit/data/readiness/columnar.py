"""Reading Parquet batch by batch, so that a huge group of rows is never whole in memory."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.limits import COLUMNS, TABLE
from workshop_kit.data.readiness.reading import Reading, assembled
from workshop_kit.data.readiness.table import Column, Stored

_BATCH = 1 << 16


def read(path: Path) -> Reading:
    """Read a Parquet file.

    Raises
    ------
    OSError
        When it may not be read; what is broken is a finding.
    """
    found = Reading()
    try:
        with path.open("rb") as stream, pq.ParquetFile(stream) as opened:
            fields = list(opened.schema_arrow)[:COLUMNS]
            every = len(opened.schema_arrow)
            batches, whole = _batches(opened, len(fields))
    except PermissionError:
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, MemoryError, OverflowError):
        return Reading(findings=[Finding("unreadable", fields={"bentuk": "Parquet"})])
    rows = sum(len(each[0]) for each in batches) if batches and batches[0] else 0
    if not whole:
        found.findings.append(Finding("partly-read", fields={"terbaca": grouped(rows)}))
    columns = []
    for number, each in enumerate(fields):
        if _nested(each.type):
            found.findings.append(Finding("column-nested", column=each.name, fields={"bentuk": str(each.type)[:40]}))
            continue
        values = pa.chunked_array([batch[number] for batch in batches], pa.string())
        columns.append(Column(each.name, values, _stored(each.type, values)))
    return assembled(found, columns, rows, None, every)


def _batches(opened: Any, wanted: int) -> tuple[list[list[Any]], bool]:
    """Batches as columns of text, and whether the end was reached."""
    batches: list[list[Any]] = []
    size = 0
    indices = [opened.schema_arrow.names[number] for number in range(wanted)]
    unique = len(set(indices)) == len(indices)
    for batch in opened.iter_batches(
        batch_size=_BATCH, columns=indices if unique and wanted < len(opened.schema_arrow) else None
    ):
        texts = [_texts(batch.column(number)) for number in range(wanted)]
        batches.append(texts)
        size += sum(each.nbytes for each in texts)
        if size > TABLE:
            return batches, False
    return batches, True


def _nested(kind: Any) -> bool:
    return bool(pa.types.is_nested(kind.value_type if pa.types.is_dictionary(kind) else kind))


def _texts(values: Any) -> Any:
    """A column as text; blank for what is missing."""
    kind = values.type
    if _nested(kind) or pa.types.is_null(kind):
        return pa.array([""] * len(values), pa.string())
    if pa.types.is_dictionary(kind):
        values = values.dictionary_decode()
        kind = values.type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        texts = _decoded(values)
    else:
        texts = _sound(pc.cast(values, pa.string()))
    if pa.types.is_floating(kind):
        texts = pc.replace_substring_regex(texts, r"^(-?\d+)\.0$|^nan$", r"\1")
    return pc.fill_null(texts, "")


def _sound(texts: Any) -> Any:
    """Texts as they are, unless a broken file put other bytes into them: Arrow believes what a file says of itself."""
    raw = pc.cast(texts, pa.binary())
    try:
        return pc.cast(raw, pa.string())
    except pa.ArrowInvalid:
        return _decoded(raw)


def _decoded(values: Any) -> Any:
    """Bytes as text, with a mark in place of what is none."""
    texts = ["" if each is None else each.decode("utf-8", "replace") for each in values.to_pylist()]
    return pa.array(texts, pa.string())


def _stored(kind: Any, values: Any) -> dict[Stored, int]:
    """How the file keeps a column."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_temporal(kind):
        stored: Stored = "date"
    elif pa.types.is_boolean(kind):
        stored = "bool"
    else:
        stored = (
            "number" if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind) else "text"
        )
    return {stored: len(values)}

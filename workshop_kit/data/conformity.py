"""``data.check``: does a table keep what its schema says, row by row and in words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from workshop_kit.data.problems import NotAFrame
from workshop_kit.data.release import Release, open_release
from workshop_kit.data.shelf import load, resource_of
from workshop_kit.language import _, translate

if TYPE_CHECKING:
    import pandas as pd

# A column that is wrong in every row would bury all else.
SHOWN_A_COLUMN = 20


@dataclass(frozen=True)
class _Found:
    column: str
    row: Any
    value: Any
    sentence: str


def check(frame: "pd.DataFrame", name: str, release: str = "anonim") -> "pd.DataFrame":
    """Hold a table against its schema.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table as it is now, for example after mending.
    name : str
        Name of the table whose schema it should keep.
    release : str
        ``anonim`` or ``mentah``: both may describe the table, with other columns.

    Returns
    -------
    pandas.DataFrame
        One row a finding: ``kolom``, ``baris`` (label of the row; missing for a whole column), ``nilai`` and
        ``temuan``, a sentence in the reader's language. Empty when all is well. Of one kind of finding in a column at
        most 20 rows are listed; a last one says how many more there are.

    Raises
    ------
    TableUnknown, ReleaseUnknown, RawReleaseAbsent, NotAFrame

    Examples
    --------
    >>> from workshop_kit import data
    >>> data.check(data.load("apbd"), "apbd").empty
    True
    """
    import pandas as pd

    # Before the name: whoever gave the two in the wrong order hears how to write it.
    if not isinstance(frame, pd.DataFrame):
        raise NotAFrame(frame)
    opened = open_release(release)
    resource = resource_of(name, opened)
    found = list(_findings(frame, resource, opened))
    return pd.DataFrame(
        {
            "kolom": [each.column for each in found],
            "baris": pd.Series([each.row for each in found], dtype=object),
            "nilai": pd.Series([each.value for each in found], dtype=object),
            "temuan": [each.sentence for each in found],
        }
    )


def _findings(frame: "pd.DataFrame", resource: dict[str, Any], opened: Release) -> Iterator[_Found]:
    """All that is wrong with a table: its columns, its values, its keys."""
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    names = [str(column) for column in frame.columns]
    for column in dict.fromkeys(names):
        if names.count(column) > 1:
            yield _Found(column, None, None, translate(_("Kolom ini ada lebih dari sekali; sisakan satu.")))
        elif column not in fields:
            yield _Found(column, None, None, _unknown_column(column, list(fields)))
    for column, field in fields.items():
        if column not in names:
            yield _Found(column, None, None, translate(_("Kolom ini tidak ada; tambahkan, atau betulkan namanya.")))
        elif names.count(column) == 1:
            yield from _column(_plain(frame.iloc[:, names.index(column)]), field)
    kept = {column: frame.iloc[:, names.index(column)] for column in fields if names.count(column) == 1}
    yield from _keys(kept, resource, opened)


def _plain(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column as Python objects: categories and sparse columns cannot be compared like others."""
    import pandas as pd

    return pd.Series(list(values), index=values.index, dtype=object)


def _unknown_column(column: str, known: list[str]) -> str:
    near = get_close_matches(column.lower().strip(), known, n=1, cutoff=0.6)
    if near:
        return translate(_("Kolom ini tidak dikenal. Mungkin maksud Anda {terdekat!r}?"), terdekat=near[0])
    return translate(_("Kolom ini tidak ada dalam skema; hapus, atau catat artinya."))


def _column(values: "pd.Series[Any]", field: dict[str, Any]) -> Iterator[_Found]:
    column, limits = field["name"], field.get("constraints", {})
    empty = values.isna() | values.map(lambda value: isinstance(value, str) and not value.strip()).astype(bool)
    if limits.get("required"):
        yield from _rows(column, values, empty, lambda value: translate(_("Kosong, padahal wajib diisi.")))
    right = values.map(_CHECKS[field["type"]]).astype(bool)
    yield from _rows(column, values, ~(right | empty), lambda value: _wrong_kind(field["type"]))
    sound = values[right & ~empty]
    if "enum" in limits:
        wrong = ~sound.isin(limits["enum"])
        yield from _rows(column, sound, wrong, lambda value: _not_allowed(str(value), limits["enum"]))
    if "pattern" in limits:
        # Python's own patterns: those of pandas' text columns know less and take no broken letters.
        wrong = ~sound.map(re.compile(limits["pattern"]).fullmatch).astype(bool)
        yield from _rows(column, sound, wrong, lambda value: translate(_("Bentuknya tidak seperti yang ditentukan.")))
    if "minimum" in limits:
        sentence = translate(_("Kurang dari {batas}."), batas=limits["minimum"])
        yield from _rows(column, sound, sound < limits["minimum"], lambda value: sentence)
    if "maximum" in limits:
        sentence = translate(_("Lebih dari {batas}."), batas=limits["maximum"])
        yield from _rows(column, sound, sound > limits["maximum"], lambda value: sentence)
    if limits.get("unique"):
        sentence = translate(_("Ada pada lebih dari satu baris, padahal harus berbeda."))
        yield from _rows(column, sound, sound.duplicated(keep=False), lambda value: sentence)


def _rows(
    column: str, values: "pd.Series[Any]", wrong: "pd.Series[bool]", sentence: Callable[[Any], str]
) -> Iterator[_Found]:
    chosen = values[wrong.to_numpy(dtype=bool)]
    for row, value in chosen.iloc[:SHOWN_A_COLUMN].items():
        yield _Found(column, row, value, sentence(value))
    more = len(chosen) - SHOWN_A_COLUMN
    if more > 0:
        yield _Found(column, None, None, translate(_("… dan {lain} baris lagi dengan temuan yang sama."), lain=more))


def _wrong_kind(kind: str) -> str:
    return translate(_("Seharusnya {jenis}."), jenis=translate(_KINDS[kind]))


def _not_allowed(value: str, allowed: list[str]) -> str:
    near = get_close_matches(value.strip().lower(), allowed, n=1, cutoff=0.6)
    if near:
        return translate(_("Bukan salah satu pilihan. Mungkin maksudnya {terdekat!r}?"), terdekat=near[0])
    return translate(_("Bukan salah satu pilihan: {pilihan}."), pilihan=", ".join(map(str, allowed)))


def _keys(columns: dict[str, "pd.Series[Any]"], resource: dict[str, Any], opened: Release) -> Iterator[_Found]:
    types = _types(resource)
    key = resource["schema"].get("primaryKey", [])
    if key and set(key) <= set(columns):
        sentence = translate(_("Baris lain mempunyai kunci yang sama ({kunci})."), kunci=", ".join(key))
        joined = _joined([columns[column] for column in key], [types[column] for column in key])
        yield from _rows(", ".join(key), joined, joined.duplicated(keep=False), lambda value: sentence)
    for foreign in resource["schema"].get("foreignKeys", []):
        own, other = foreign["fields"], foreign["reference"]["resource"]
        if set(own) <= set(columns):
            there = load(other, release=opened.name, consent=True)
            theirs = _types(resource_of(other, opened))
            # Both sides by the other table's types: 2024.0, as a merge leaves it, is the year 2024.
            kinds = [theirs[column] for column in foreign["reference"]["fields"]]
            known = _joined([there[column] for column in foreign["reference"]["fields"]], kinds)
            complete = _complete([columns[column] for column in own])
            yield from _strangers(_joined([columns[column][complete] for column in own], kinds), known, own, other)


def _types(resource: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


def _complete(columns: list["pd.Series[Any]"]) -> Any:
    """Which rows have a value in every column, shape (rows,)."""
    import numpy as np

    return np.logical_and.reduce([_plain(values).notna().to_numpy() for values in columns])


def _strangers(given: "pd.Series[Any]", known: "pd.Series[Any]", columns: list[str], other: str) -> Iterator[_Found]:
    sentence = translate(_("Tidak ada di tabel {tabel}."), tabel=other)
    yield from _rows(", ".join(columns), given, ~given.isin(known), lambda value: sentence)


def _joined(columns: list["pd.Series[Any]"], kinds: list[str]) -> "pd.Series[Any]":
    """Several columns as one text a row; also for values that cannot be sorted or hashed."""
    import pandas as pd

    texts = [[_as_text(value, kind) for value in values] for values, kind in zip(columns, kinds, strict=True)]
    return pd.Series([" / ".join(row) for row in zip(*texts, strict=True)], index=columns[0].index, dtype=object)


def _as_text(value: Any, kind: str) -> str:
    """A value of a key as text, the same however it is held: 2024 and 2024.0, a date and its midnight."""
    from datetime import date, datetime

    if value is None or value != value:  # only what is missing differs from itself
        return "–"
    if kind in ("integer", "year") and _is_whole(value):
        value = int(value)
        # Python writes no endless numbers in tens.
        return str(value) if abs(value) < 10**100 else hex(value)
    if kind == "date" and _is_day(value):
        return date(value.year, value.month, value.day).isoformat()
    if kind == "datetime" and _is_time(value):
        return (value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)).isoformat()
    return str(value)


def _is_whole(value: Any) -> bool:
    from numbers import Integral

    if not _is_number(value):
        return False
    try:
        return isinstance(value, Integral) or float(value).is_integer()
    except OverflowError:
        return False


def _is_number(value: Any) -> bool:
    from numbers import Real

    return isinstance(value, Real) and not isinstance(value, bool) and type(value).__name__ != "bool"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_time(value: Any) -> bool:
    from datetime import date

    return isinstance(value, date)


def _is_day(value: Any) -> bool:
    from datetime import datetime

    return _is_time(value) and (
        not isinstance(value, datetime) or value == datetime(value.year, value.month, value.day)
    )


def _is_month(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value) is not None


def _is_truth(value: Any) -> bool:
    return type(value).__name__ in ("bool", "bool_")


def _is_list(value: Any) -> bool:
    return not isinstance(value, str) and hasattr(value, "__len__")


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "string": _is_text,
    "integer": _is_whole,
    "number": _is_number,
    "boolean": _is_truth,
    "year": _is_whole,
    "yearmonth": _is_month,
    "date": _is_day,
    "datetime": _is_time,
    "array": _is_list,
}
_KINDS = {
    "string": _("teks"),
    "integer": _("bilangan bulat"),
    "number": _("bilangan"),
    "boolean": _("ya atau tidak (True, False)"),
    "year": _("tahun, misalnya 2025"),
    "yearmonth": _("tahun dan bulan, misalnya '2025-03'"),
    "date": _("tanggal tanpa jam"),
    "datetime": _("tanggal dan jam"),
    "array": _("daftar"),
}

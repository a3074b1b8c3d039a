"""Columns of a table as the measures need them: found by name, and with each distinct value as a whole number.

Values are the same when Python finds them equal, and a missing value, however it is written (``None``, ``NaN``,
``NaT``, ``pd.NA``), is a value of its own.
"""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate

Columns = Sequence[Hashable]
Codes = npt.NDArray[np.int64]
MISSING = -1
_SHOWN = 12


class NotATable(WorkshopError):
    """Something else than a DataFrame was given."""

    def __init__(self, given: object) -> None:
        super().__init__(
            _("Yang diperlukan sebuah tabel (DataFrame), bukan {jenis}; muat dahulu, misalnya dengan data.load(...)."),
            jenis=type(given).__name__,
        )


class ColumnUnknown(WorkshopError):
    """There is no column of that name; the sentence names those there are."""

    def __init__(self, name: object, available: Sequence[object]) -> None:
        super().__init__(
            _("Kolom {diminta!r} tidak ada. Yang tersedia: {semua}."), diminta=name, semua=listed(available)
        )


class ColumnTwice(WorkshopError):
    """Two columns share the name that was asked for."""

    def __init__(self, name: object) -> None:
        super().__init__(
            _("Kolom {nama!r} ada lebih dari satu dalam tabel ini; beri setiap kolom nama yang berbeda dahulu."),
            nama=name,
        )


class NumberOutOfRange(WorkshopError):
    """A setting such as k is not a whole number, or too small."""

    def __init__(self, name: str, value: object, least: int) -> None:
        super().__init__(
            _("{nama} = {nilai!r} tidak dapat dipakai; beri bilangan bulat, paling kecil {batas}."),
            nama=name,
            nilai=value,
            batas=least,
        )


def listed(values: Sequence[object]) -> str:
    """Values in one line of a sentence; of a long list, the first ones."""
    shown = ", ".join(str(value) for value in values[:_SHOWN])
    return f"{shown}, …" if len(values) > _SHOWN else shown or "–"


class NotInThisForm(WorkshopError):
    """An argument has another form than the function can use."""

    def __init__(self, name: str, wanted: str, given: object) -> None:
        super().__init__(
            _("{nama} harus berupa {bentuk}, bukan {jenis}."),
            nama=name,
            bentuk=translate(wanted),
            jenis=type(given).__name__,
        )


def whole_number(name: str, value: object, least: int = 1) -> int:
    """Give ``value`` back as an int.

    Raises
    ------
    NumberOutOfRange
        If it is not a whole number of at least ``least``.
    """
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value >= least:
        return int(value)
    raise NumberOutOfRange(name, value, least)


def names(frame: object, columns: Any) -> list[Hashable]:
    """Names of columns, each once, all of them in the table exactly once.

    Parameters
    ----------
    frame : pandas.DataFrame
    columns : list or other collection of names, or one name
        A single name may stand without brackets.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    if not isinstance(frame, pd.DataFrame):
        raise NotATable(frame)
    wanted: list[Any] = list(columns) if pd.api.types.is_list_like(columns) else [columns]
    present = list(frame.columns)
    for name in wanted:
        if name not in present:
            raise ColumnUnknown(name, present)
        if present.count(name) > 1:
            raise ColumnTwice(name)
    return list(dict.fromkeys(wanted))


def values_of(frame: pd.DataFrame, name: Hashable) -> "pd.Series[Any]":
    """One column.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    # A tuple may be the name of one column.
    (known,) = names(frame, [name])
    found: pd.Series[Any] = frame.iloc[:, [each == known for each in frame.columns].index(True)]
    return found


def coded(values: "pd.Series[Any]") -> tuple[Codes, list[Any]]:
    """Number the distinct values of a column in the order they first appear.

    Parameters
    ----------
    values : Series, shape (rows,)
        Of any type. Lists and other values that cannot be compared quickly count as the text they print as.

    Returns
    -------
    codes : ndarray of int64, shape (rows,)
        ``MISSING`` (-1) for a missing value.
    distinct : list
        The value of each code; values that do not occur (unused categories) are not in it.
    """
    try:
        codes, distinct = pd.factorize(values)
    except TypeError:
        codes, distinct = pd.factorize(values.map(repr, na_action="ignore"))
    return np.asarray(codes, dtype=np.int64), list(distinct)


def classes(frame: pd.DataFrame, columns: Columns) -> tuple[Codes, int]:
    """Number the combinations of values that occur in some columns.

    Returns
    -------
    codes : ndarray of int64, shape (rows,)
        The combination of each row, 0 to ``number - 1``. Without columns all rows are one combination.
    number : int
        How many combinations there are.
    """
    wanted = names(frame, columns)
    together = np.zeros(len(frame), dtype=np.int64)
    for name in wanted:
        codes, distinct = coded(values_of(frame, name))
        # Numbered anew after each column, so the product never exceeds rows × distinct values.
        together = np.asarray(pd.factorize(together * (len(distinct) + 1) + codes + 1)[0], dtype=np.int64)
    return together, int(together.max()) + 1 if len(together) else 0


def blanked(values: "pd.Series[Any]", hidden: npt.NDArray[np.bool_]) -> "pd.Series[Any]":
    """A column without some of its values.

    Whole numbers and yes/no values become pandas' types that can be missing (``Int64``, ``boolean``), so that 35 does
    not turn into 35.0. A column of which nothing is hidden keeps its type.
    """
    if not hidden.any():
        return values.copy()
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iub":
        nullable = {"i": pd.Int64Dtype(), "u": pd.UInt64Dtype(), "b": pd.BooleanDtype()}
        values = values.astype(nullable[values.dtype.kind])
    return values.mask(hidden)


def pairs(first: Codes, second: Codes) -> tuple[Codes, Codes, Codes]:
    """Count the pairs of two codings of the same rows.

    Returns
    -------
    first, second, counts : ndarray of int64, shape (distinct pairs,)
        Sorted by ``first``, then by ``second``.
    """
    if not len(first):
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty
    width = int(second.max()) + 2
    number, distinct = pd.factorize(first * width + second + 1)
    counts = np.bincount(number)
    order = np.argsort(distinct)
    both = np.asarray(distinct)[order]
    return both // width, both % width - 1, counts[order].astype(np.int64)

"""Mondrian: quasi-identifiers made coarser only as far as each neighbourhood of the table needs.

References
----------
.. [1] K. LeFevre, D. J. DeWitt, R. Ramakrishnan (2006). Mondrian multidimensional k-anonymity. IEEE 22nd Int. Conf. on
       Data Engineering, 25.
"""

import datetime
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.privacy.anonymity import NoOrder, ranked
from workshop_kit.privacy.columns import Codes, Columns, coded, names, values_of
from workshop_kit.privacy.generalise import asked, replaced

MISSING_LABEL = "kosong"


class TableTooSmall(WorkshopError):
    """Not even the whole table as one class has the k or l that was asked for."""


@dataclass(frozen=True)
class Dimension:
    """One quasi-identifier as Mondrian cuts it.

    Attributes
    ----------
    ranks : ndarray of int64, shape (rows,)
        Place of each row's value in the order of cutting; missing values come last.
    values : list
        The value at each place, without the missing one.
    places : ndarray of float64, shape (different values,)
        Where each value lies between 0 and 1, missing values included; distances tell how wide a class is.
    ordered : bool
        Whether a stretch of values is written as a range, rather than as a set.
    """

    ranks: Codes
    values: list[Any]
    places: npt.NDArray[np.float64]
    ordered: bool

    def label(self, ranks: Codes) -> str | None:
        """What is written for a class: a value, a range, a set, or nothing if all values are missing."""
        present = np.unique(ranks)
        missing = present[-1] == len(self.values)
        known = present[:-1] if missing else present
        if not len(known):
            return None
        if len(known) == 1:
            text = _written(self.values[known[0]])
        elif self.ordered:
            text = _range(self.values[known[0]], self.values[known[-1]])
        elif len(present) == len(self.places):
            return "*"
        else:
            text = " / ".join(_written(self.values[place]) for place in known)
        return f"{text} / {MISSING_LABEL}" if missing else text


def mondrian(
    frame: pd.DataFrame,
    quasi: Columns,
    k: int,
    sensitive: Hashable | None = None,
    l: int = 1,  # noqa: E741 - the literature's letter
) -> pd.DataFrame:
    """Make the quasi-identifiers coarser until every class has k rows and l different sensitive values [1]_.

    Strict multidimensional Mondrian: the table is cut in two across the column in which it is widest, as near to the
    median as k and l allow, and each part again, until no cut is allowed. No row is lost. The same table gives the same
    result, whatever its index and the order of its rows.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
        Numbers, dates and ordered categories are cut between neighbours. Any other column is cut in the order of its
        text (of its categories, if it has some), so codes that share a beginning stay together.
    k : int
        Smallest class allowed.
    sensitive : column name, optional
    l : int
        Smallest number of different sensitive values in a class.

    Returns
    -------
    DataFrame, shape (rows, columns)
        A copy in which the quasi-identifiers are text: a value (``"20"``), a range (``"20-34"``, ``"SD s.d. SMA"``), a
        set (``"Palaran / Sambutan"``) or ``"*"`` for every value of the column. Where missing values are in the class,
        ``"kosong"`` is named with the others; where all are missing, the value stays missing.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NumberOutOfRange, SensitiveNeeded
    TableTooSmall
        If the whole table has fewer than k rows, or fewer than l different sensitive values.

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"umur": [21, 24, 25, 61, 64, 70], "jk": ["L", "L", "P", "P", "P", "P"]})
    >>> mondrian(warga, ["umur", "jk"], k=3)["umur"].tolist()
    ['21-25', '21-25', '21-25', '61-70', '61-70', '61-70']
    """
    k, l = asked(k, l, sensitive)  # noqa: E741
    wanted = names(frame, quasi)
    dimensions = [dimension(values_of(frame, name)) for name in wanted]
    secret = np.zeros(len(frame), dtype=np.int64)
    # A quasi-identifier is the same text throughout a class, so it cannot be what varies there.
    if sensitive is not None and sensitive not in wanted:
        secret = coded(values_of(frame, sensitive))[0] + 1
    if len(frame) and (len(frame) < k or len(np.unique(secret)) < l):
        raise TableTooSmall(
            _("Tabel ini ({baris} baris, {ragam} nilai peka yang berbeda) tidak cukup untuk k = {k} dan l = {l}."),
            baris=len(frame),
            ragam=len(np.unique(secret)),
            k=k,
            l=l,
        )
    labels = np.empty((len(frame), len(wanted)), dtype=object)
    waiting = [np.arange(len(frame))] if len(frame) else []
    while waiting:
        rows = waiting.pop()
        halves = _halves(rows, dimensions, secret, k, l)
        if halves:
            waiting.extend(halves)
            continue
        for place, each in enumerate(dimensions):
            labels[rows, place] = each.label(each.ranks[rows])
    return replaced(
        frame, {name: pd.Series(labels[:, place], name=name, dtype="str") for place, name in enumerate(wanted)}
    )


def dimension(values: "pd.Series[Any]") -> Dimension:
    """Put a column's values in the order in which they are cut."""
    codes, distinct = coded(values)
    measured = _measures(values, distinct)
    ordered = measured is not None or (isinstance(values.dtype, pd.CategoricalDtype) and bool(values.cat.ordered))
    if ordered or isinstance(values.dtype, pd.CategoricalDtype):
        try:
            ranks = ranked(values)
        except NoOrder:  # dates with and without a time zone, for example
            ordered, measured, ranks = False, None, _text_ranks(codes, distinct)
    else:
        ranks = _text_ranks(codes, distinct)
    by_rank: list[Any] = [None] * len(distinct)
    for rank, code in zip(ranks.tolist(), codes.tolist(), strict=True):
        if code >= 0:
            by_rank[rank] = distinct[code]
    has_missing = bool((codes < 0).any())
    number = len(distinct) + has_missing
    places = np.arange(number, dtype=np.float64)
    if measured is not None and len(distinct) > 1 and measured.max() > measured.min():
        places[: len(distinct)] = np.sort(measured) - measured.min()
        # As far from the largest value as values are from each other on average.
        places[len(distinct) :] = places[len(distinct) - 1] * (1 + 1 / (len(distinct) - 1))
    return Dimension(ranks, by_rank, places / max(places.max(initial=0.0), 1e-300), ordered)


def _measures(values: "pd.Series[Any]", distinct: list[Any]) -> npt.NDArray[np.float64] | None:
    """The different values as numbers, if they are numbers or dates; else None."""
    kind = values.dtype
    if pd.api.types.is_bool_dtype(kind) or isinstance(kind, pd.CategoricalDtype):
        return None
    try:
        if not distinct or isinstance(distinct[0], (complex, np.complexfloating)):
            return None
        if pd.api.types.is_numeric_dtype(kind) or all(type(value) in (int, float) for value in distinct):
            found = np.array([float(value) for value in distinct])
        elif all(isinstance(value, datetime.date) for value in distinct):
            found = np.array([pd.Timestamp(value).timestamp() for value in distinct])
        else:
            return None
    except (ValueError, TypeError, OverflowError):
        return None
    return found if np.isfinite(found).all() else None


def _text_ranks(codes: Codes, distinct: list[Any]) -> Codes:
    order = sorted(range(len(distinct)), key=lambda code: (_written(distinct[code]), str(type(distinct[code]))))
    rank = np.empty(len(distinct) + 1, dtype=np.int64)
    rank[order] = np.arange(len(distinct))
    rank[-1] = len(distinct)
    return rank[codes]


def _halves(rows: Codes, dimensions: list[Dimension], secret: Codes, k: int, l: int) -> list[Codes]:  # noqa: E741
    """The two parts of the first cut that is allowed, trying the widest column first; empty if there is none."""
    if len(rows) < 2 * k:
        return []
    spans = [each.places[each.ranks[rows].max()] - each.places[each.ranks[rows].min()] for each in dimensions]
    for number in sorted(range(len(spans)), key=lambda each: (-spans[each], each)):
        ranks = dimensions[number].ranks[rows]
        cut = _cut(ranks, secret[rows], k, l)
        if cut is not None:
            return [rows[ranks > cut], rows[ranks <= cut]]
    return []


def _cut(ranks: Codes, secret: Codes, k: int, l: int) -> int | None:  # noqa: E741
    """The rank after which to cut: of the cuts that leave both sides enough, the one nearest the middle."""
    present, counts = np.unique(ranks, return_counts=True)
    below = np.cumsum(counts)[:-1]
    allowed = (below >= k) & (len(ranks) - below >= k)
    if l > 1 and allowed.any():
        # A sensitive value occurs below a cut if its lowest rank does, and above if its highest rank does.
        order = np.lexsort((ranks, secret))
        first = np.flatnonzero(np.diff(secret[order], prepend=secret[order][0] - 1))
        lowest, highest = ranks[order][first], ranks[order][np.append(first[1:], len(ranks)) - 1]
        allowed &= np.searchsorted(np.sort(lowest), present[:-1], side="right") >= l
        allowed &= len(first) - np.searchsorted(np.sort(highest), present[:-1], side="right") >= l
    if not allowed.any():
        return None
    uneven = np.where(allowed, np.abs(2 * below - len(ranks)), np.iinfo(np.int64).max)
    return int(present[uneven.argmin()])


def _range(low: Any, high: Any) -> str:
    """A stretch of values; a hyphen only where it cannot be read as a minus or as part of a date."""
    begin, end = _written(low), _written(high)
    return f"{begin}-{end}" if (begin + end).replace(".", "").isdigit() else f"{begin} s.d. {end}"


def _written(value: Any) -> str:
    """A value as text: whole numbers without a point, days without an hour."""
    if isinstance(value, datetime.datetime):
        # A pandas Timestamp may be finer than a microsecond; its isoformat shows that.
        return str(value.date()) if value == pd.Timestamp(value).normalize() else value.isoformat(sep=" ")
    if isinstance(value, (float, np.floating)):
        return format(float(value), ".15g")
    return str(value)

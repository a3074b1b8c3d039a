"""Tables of counts: small cells are not published, nor what would give them away by subtraction.

References
----------
.. [1] L. H. Cox (1980). Suppression methodology and statistical disclosure control. J. American Statistical Association
       75(370), 377–385.
.. [2] A. Hundepool et al. (2012). Statistical Disclosure Control. Wiley, chapter 4.
"""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.privacy.columns import Codes, blanked, classes, listed, names, values_of, whole_number
from workshop_kit.privacy.generalise import replaced

Flags = npt.NDArray[np.bool_]


class CountsUnreadable(WorkshopError):
    """A column of counts holds something else than whole numbers from 0."""


class TooManyTotals(WorkshopError):
    """More than two kinds of totals were named."""


class CellUnprotected(WorkshopError):
    """With both kinds of totals published, a small count cannot be hidden."""


def suppress_cells(
    table: pd.DataFrame, count: Hashable, within: Sequence[Hashable] | Sequence[Sequence[Hashable]], limit: int = 5
) -> pd.DataFrame:
    """Leave out small counts, and as many further counts as it takes to keep totals from giving them away.

    What is promised: from the published cells and totals nobody learns more about a small count than the rule itself
    says, that it lies between 1 and ``limit - 1``. Where the counts around it leave less room, because all of them are
    small, at least two values stay possible. Only a group that consists of a single cell cannot hide it: see *total*.

    A *zero* is published, since it counts nobody. It is left out only if no other cell can protect a small count, or if
    the total of its group is itself below ``limit``.

    A *total* below ``limit`` is a small count as well and must not be published; all cells of such a group are left
    out. Treat the table of totals like any other: ``suppress_cells(totals, count, within_of_the_totals)``.

    A count that is *already missing* counts as left out, and as the worst case, 1.

    Parameters
    ----------
    table : DataFrame, shape (cells, columns)
        One row a cell. Cells that are not in it are taken as unknown to nobody: list zeros as zeros.
    count : column name
        The counts: whole numbers from 0.
    within : sequence of column names, or two such sequences
        Which totals are published beside the cells. ``["kelurahan"]``: one total a kelurahan.
        ``["tahun", "kelurahan"]``: one a year and kelurahan. ``[]``: one for the whole table.
        ``[["kelurahan"], ["umur"]]``: both margins of a two-way table.
    limit : int
        Smallest count that may be published.

    Returns
    -------
    DataFrame, shape (cells, columns)
        A copy with ``count`` missing where it is left out. Whole numbers become ``Int64`` if any is.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NumberOutOfRange, CountsUnreadable, TooManyTotals
    CellUnprotected
        If both margins of a two-way table fix a small count whatever else is left out.

    Examples
    --------
    >>> import pandas as pd
    >>> penduduk = pd.DataFrame({"kelurahan": ["A"] * 4, "umur": [0, 5, 10, 15], "jumlah": [31, 2, 12, 0]})
    >>> suppress_cells(penduduk, "jumlah", within=["kelurahan"])["jumlah"].fillna(-1).tolist()
    [31, -1, -1, 0]
    """
    limit = whole_number("limit", limit)
    values = values_of(table, count)
    known, counts = _counts(values)
    families = [classes(table, family)[0] for family in _families(table, within)]
    hidden = ~known | ((counts > 0) & (counts < limit))
    if len(families) == 1:
        _protect_in_groups(families[0], counts, hidden, limit)
    else:
        _protect_in_two_ways(families[0], families[1], counts, hidden, limit)
    return replaced(table, {count: blanked(values, hidden)})


def _counts(values: "pd.Series[Any]") -> tuple[Flags, Codes]:
    """Which counts are known, and the counts, with 1 for an unknown one."""
    known = values.notna().to_numpy()
    try:
        given = values[known].to_numpy()
        exact = [int(each) for each in given]
        wrong = [old for old, new in zip(given, exact, strict=True) if old != new or new < 0 or new > 2**53]
    except (ValueError, TypeError, OverflowError):
        wrong = [values[known].iloc[0]]
    if wrong:
        raise CountsUnreadable(
            _("Kolom {nama!r} harus berisi cacahan, yaitu bilangan bulat mulai 0; {nilai} bukan cacahan."),
            nama=values.name,
            nilai=listed(wrong),
        )
    counts = np.ones(len(values), dtype=np.int64)
    counts[known] = exact
    return known, counts


def _families(table: pd.DataFrame, within: Sequence[Any]) -> list[list[Hashable]]:
    """The sets of columns whose totals are published: one or two."""
    several = not isinstance(within, str) and len(within) > 0 and all(isinstance(each, list | tuple) for each in within)
    families = [names(table, family) for family in (within if several else [within])]
    if len(families) > 2:
        raise TooManyTotals(
            _("Paling banyak dua macam jumlah dapat diterbitkan bersama selnya; di sini ada {banyak}."),
            banyak=len(families),
        )
    return families


def _reach(limit: int) -> int:
    """The value up to which a small count has to stay possible: what the rule tells, but at least two values."""
    return max(limit - 1, 2)


def _protect_in_groups(group: Codes, counts: Codes, hidden: Flags, limit: int) -> None:
    """Hide more cells in each group with a hidden one, until its total tells nothing new."""
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group))
    for number in np.unique(group[hidden]):
        cells = order[ends[number - 1] if number else 0 : ends[number]]
        if counts[cells].sum() < limit:
            hidden[cells] = True
            continue
        open_cells = cells[~hidden[cells]]
        # Counts from small to large, then zeros.
        by_loss = sorted(open_cells.tolist(), key=lambda cell: (counts[cell] == 0, counts[cell]))
        for cell in by_loss:
            if _is_vague(counts[cells[hidden[cells]]], limit):
                break
            hidden[cell] = True


def _is_vague(counts: Codes, limit: int) -> bool:
    """Whether the sum of hidden counts lets each of them be anything up to the limit.

    Where no zero is hidden, everybody knows that each hidden count is at least 1.
    """
    least = int(counts.min() > 0)
    return len(counts) > 1 and int(counts.sum()) - least * (len(counts) - 1) >= _reach(limit)


def _protect_in_two_ways(first: Codes, second: Codes, counts: Codes, hidden: Flags, limit: int) -> None:
    """Give each small count a partner, or three corners of a rectangle, with which it can trade people unseen.

    Adding one to a cell, taking one from another in its row, one from another in its column and adding one to the cell
    where those two meet changes no total. If all four are hidden, the cell may be larger or smaller by as much as the
    others allow. This is sufficient for every table, though not always the least that would do.
    """
    width = int(second.max(initial=0)) + 1
    place = first * width + second
    # Of several cells in one row and column the largest stands for them.
    by_size = np.lexsort((-counts, place))
    keys, tops = np.unique(place[by_size], return_index=True)
    stands = by_size[tops]
    for cell in np.flatnonzero(hidden).tolist():
        same: list[int] = np.flatnonzero(place == place[cell]).tolist()
        others = [each for each in same if each != cell and counts[each] > 0]
        partners = [each for each in others if _is_vague(counts[[cell, each]], limit)]
        if partners:
            hidden[min(partners, key=lambda each: (not hidden[each], counts[each]))] = True
            continue
        corners = _corners(cell, first, second, counts, hidden, keys, stands, limit)
        if corners is None:
            raise CellUnprotected(
                _(
                    "Sebuah cacahan di bawah {batas} tetap dapat dihitung dari kedua macam jumlah; gabungkan kelompok "
                    "yang kecil, atau terbitkan satu macam jumlah saja."
                ),
                batas=limit,
            )
        hidden[corners] = True


def _corners(
    cell: int,
    first: Codes,
    second: Codes,
    counts: Codes,
    hidden: Flags,
    keys: Codes,
    stands: Codes,
    limit: int,
) -> Codes | None:
    """The three cells that protect a small count at the least loss, or None if none leaves it open."""
    width = int(second.max()) + 1
    beside = stands[(first[stands] == first[cell]) & (second[stands] != second[cell])]
    above = stands[(second[stands] == second[cell]) & (first[stands] != first[cell])]
    x, y = (each.ravel() for each in np.meshgrid(beside, above, indexing="ij"))
    wanted = first[y] * width + second[x]
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    there = keys[found] == wanted
    x, y, z = x[there], y[there], stands[found[there]]
    if not len(x):
        return None
    corners: Codes = np.stack([x, y, z], axis=1)
    loss = np.where(hidden[corners], 0, counts[corners] + 1).sum(axis=1)
    small = counts[cell]
    # Everybody knows that a hidden count is at least 1 where zeros are published.
    more, less = np.minimum(counts[x], counts[y]) - 1, np.minimum(small, counts[z]) - 1
    full = (small + more >= _reach(limit)) & (less >= small - 1) & (less >= 0)
    if full.any():
        least: Codes = corners[np.where(full, loss, np.iinfo(np.int64).max).argmin()]
        return least
    # Less room, then; and if need be only the room there is for somebody who does not know that no zero is hidden.
    room = np.where((counts[corners] > 0).all(axis=1), more + less, 0)
    if not (room > 0).any():
        room = np.minimum(counts[x], counts[y]) + np.minimum(small, counts[z])
    best = int(np.lexsort((loss, -np.minimum(room, _reach(limit))))[0])
    chosen: Codes = corners[best]
    return chosen if room[best] > 0 else None

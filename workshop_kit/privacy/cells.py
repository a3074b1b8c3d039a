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
from workshop_kit.privacy.columns import Codes, NotInThisForm, blanked, classes, listed, names, values_of, whole_number
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
        wrong = list(dict.fromkeys(wrong))
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
    if not pd.api.types.is_list_like(within) and not isinstance(within, str):
        raise NotInThisForm("within", _("daftar nama kolom"), within)
    if not isinstance(within, str) and any(isinstance(each, list) for each in within):
        # One margin may be a single name without brackets.
        within = [each if isinstance(each, list | tuple) else [each] for each in within]
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
    """Give each small count companions with which it can trade people unseen, at the least loss.

    Adding one to a cell, taking one from another in its row, one from another in its column and adding one to the cell
    where those two meet changes no total. If all four are hidden, the cell may be larger or smaller by as much as the
    others allow. Two cells in the same row and column can trade directly. This is sufficient for every table, though
    not always the least that would do.
    """
    width = int(second.max(initial=0)) + 1
    place = first * width + second
    # Of several cells in one row and column the largest stands for them.
    by_size = np.lexsort((-counts, place))
    stands = by_size[np.unique(place[by_size], return_index=True)[1]]
    for cell in np.flatnonzero(hidden).tolist():
        companions = _companions(cell, place, width, stands, counts, hidden, limit)
        if companions is None:
            raise CellUnprotected(
                _(
                    "Sebuah cacahan di bawah {batas} tetap dapat dihitung dari kedua macam jumlah; gabungkan kelompok "
                    "yang kecil, atau terbitkan satu macam jumlah saja."
                ),
                batas=limit,
            )
        hidden[companions] = True


def _companions(
    cell: int, place: Codes, width: int, stands: Codes, counts: Codes, hidden: Flags, limit: int
) -> Codes | None:
    """The cells to hide with a small count, or None if nothing leaves it open."""
    rectangles = _rectangles(cell, place, width, stands)
    x, y, z = rectangles.T
    same = np.flatnonzero(place == place[cell])
    partners = same[same != cell]
    # A partner is written as a group of three as well, with the cell itself, which is hidden already.
    groups = np.concatenate([rectangles, np.stack([partners, *[np.full_like(partners, cell)] * 2], axis=1)])
    small = counts[cell]
    more = np.concatenate([np.minimum(counts[x], counts[y]), counts[partners]])
    less = np.concatenate([np.minimum(small, counts[z]), np.full(len(partners), small)])
    loss = np.where(hidden[groups], 0, counts[groups] + 1).sum(axis=1)
    # Where no zero is hidden somebody may know that, so each hidden count keeps at least 1.
    knowing = np.where((counts[groups] > 0).all(axis=1), more + less - 2, 0)
    full = (knowing > 0) & (small + more - 1 >= _reach(limit)) & (less >= small)
    # Best of all full room; else as much as there is; else the room for somebody who does not know about zeros.
    for room in (full.astype(np.int64), np.minimum(knowing, _reach(limit)), np.minimum(more + less, _reach(limit))):
        if (room > 0).any():
            chosen: Codes = groups[np.lexsort((loss, -room))[0]]
            return chosen
    return None


def _rectangles(cell: int, place: Codes, width: int, stands: Codes) -> Codes:
    """For each rectangle with a cell as a corner: the corner in its row, in its column, and opposite, shape (n, 3)."""
    keys = place[stands]
    row, lane = place[cell] // width, place[cell] % width
    beside = stands[(keys // width == row) & (keys % width != lane)]
    above = stands[(keys % width == lane) & (keys // width != row)]
    x, y = (each.ravel() for each in np.meshgrid(beside, above, indexing="ij"))
    wanted = place[y] // width * width + place[x] % width
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    there = keys[found] == wanted
    corners: Codes = np.stack([x[there], y[there], stands[found[there]]], axis=1)
    return corners

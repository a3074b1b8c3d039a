"""What anonymising costs: rows lost and by whom, figures that change, detail that goes.

References
----------
.. [1] E. B. Wilson (1927). Probable inference, the law of succession, and statistical inference. J. American
       Statistical Association 22(158), 209–212.
.. [2] J. Xu, W. Wang, J. Pei, X. Wang, B. Shi, A. W.-C. Fu (2006). Utility-based anonymization using local recoding.
       Proc. 12th ACM SIGKDD, 785–790.
.. [3] R. J. Bayardo, R. Agrawal (2005). Data privacy through optimal k-anonymization. Proc. 21st Int. Conf. on Data
       Engineering, 217–228.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.privacy.columns import Codes, Columns, classes, coded, names, values_of
from workshop_kit.privacy.mondrian import dimension
from workshop_kit.privacy.wording import number

_Z95 = 1.959963984540054


class GroupsDiffer(WorkshopError):
    """The table after anonymising has groups, or rows in a group, that the table before does not have."""


class NotNumbers(WorkshopError):
    """A mean or a correlation was asked of something that is not numbers."""


class RowsUnmatched(WorkshopError):
    """The rows of the two tables cannot be matched."""


@dataclass(frozen=True, repr=False)
class Change:
    """A figure before and after anonymising.

    Attributes
    ----------
    nama : str
        What the figure is.
    sebelum, sesudah : float
        ``nan`` where it cannot be computed.
    """

    nama: str
    sebelum: float
    sesudah: float

    @property
    def selisih(self) -> float:
        """By how much it changed."""
        return self.sesudah - self.sebelum

    def __repr__(self) -> str:
        return translate(
            _("{nama}: {sebelum} sebelum, {sesudah} sesudah (selisih {selisih})"),
            nama=self.nama,
            sebelum=number(self.sebelum, 3),
            sesudah=number(self.sesudah, 3),
            selisih=number(self.selisih, 3),
        )


def lost_by_group(
    before: pd.DataFrame, after: pd.DataFrame, group: Hashable | None = None, column: Hashable | None = None
) -> pd.DataFrame:
    """Who loses rows, or values, and how sure that is.

    Parameters
    ----------
    before, after : DataFrame
        The table before and after anonymising.
    group : column name, optional
        Its values must be written alike in both tables. Without it: the whole table as one row.
    column : column name, optional
        Count the values of this column that are not missing, rather than rows.

    Returns
    -------
    DataFrame
        ``group``, ``sebelum``, ``tersisa``, ``hilang`` (numbers), ``bagian_hilang`` (0 to 1), ``bawah`` and ``atas``
        (95% Wilson interval [1]_ of the share); the largest share first. Rows whose group became missing are lost to
        their group; a group that is missing in both counts as a group.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, GroupsDiffer

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"kerja": ["guru"] * 8 + ["buruh"] * 2})
    >>> lost_by_group(warga, warga.iloc[:9], "kerja")[["kerja", "hilang", "bagian_hilang"]].values.tolist()
    [['buruh', 1, 0.5], ['guru', 0, 0.0]]
    """
    if column is not None:
        before = before[values_of(before, column).notna().to_numpy()]
        after = after[values_of(after, column).notna().to_numpy()]
    if group is None:
        names(before, []), names(after, [])
        values, counts = None, np.array([[len(before)], [len(after)]])
    else:
        values, counts = _counted(before, after, group)
    had, left = counts
    without = np.zeros(len(had), dtype=bool) if values is None else values.isna().to_numpy()
    # Rows whose group was taken away appear among those without a group, who thereby neither lose nor win.
    lost = had - np.where(without, np.minimum(left, had), left)
    if (lost < 0).any():
        raise GroupsDiffer(
            _(
                "Tabel sesudah memuat baris yang tidak ada di tabel sebelum; pastikan urutannya (sebelum, sesudah) dan "
                "nilai kelompoknya ditulis sama di keduanya."
            )
        )
    with np.errstate(invalid="ignore", divide="ignore"):
        share = lost / had
    low, high = _wilson(share, had)
    measured = {"sebelum": had, "tersisa": left, "hilang": lost, "bagian_hilang": share, "bawah": low, "atas": high}
    table = pd.DataFrame(measured) if values is None else pd.concat([values, pd.DataFrame(measured)], axis=1)
    order = np.argsort(-np.nan_to_num(share, nan=-1.0), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _counted(
    before: pd.DataFrame, after: pd.DataFrame, name: Hashable
) -> tuple["pd.Series[Any]", npt.NDArray[np.int64]]:
    """The values of a column in two tables, missing last, and how often each occurs, shape (2, values)."""
    # As plain objects: categories, whole numbers and text compare by value, not by type of column.
    both = pd.concat([values_of(each, name).astype(object) for each in (before, after)], ignore_index=True)
    codes, distinct = coded(both)
    missing = bool((codes < 0).any())
    codes = np.where(codes < 0, len(distinct), codes)
    size = len(distinct) + missing
    counts = np.stack(
        [np.bincount(codes[: len(before)], minlength=size), np.bincount(codes[len(before) :], minlength=size)]
    )
    values = pd.Series([*distinct, *([None] * missing)], dtype=object, name=name).infer_objects()
    return values, counts.astype(np.int64)


def _wilson(share: Any, total: Any) -> tuple[Any, Any]:
    """95% interval of a share; nothing for nobody."""
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = share + _Z95**2 / (2 * total)
        reach = _Z95 * np.sqrt(share * (1 - share) / total + _Z95**2 / (4 * total**2))
        scale = 1 + _Z95**2 / total
        low, high = (middle - reach) / scale, (middle + reach) / scale
    # Exactly 0 and 1 at the ends, where rounding leaves a trace.
    return np.where(share == 0, 0.0, low), np.where(share == 1, 1.0, high)


def share_change(before: pd.DataFrame, after: pd.DataFrame, column: Hashable) -> pd.DataFrame:
    """Share of each value of a column before and after.

    Returns
    -------
    DataFrame
        ``column``, ``sebelum``, ``sesudah``, ``selisih`` (shares of all rows, 0 to 1, missing values included); the
        largest change first.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    values, counts = _counted(before, after, column)
    first, second = (each / max(each.sum(), 1) for each in counts)
    table = pd.concat([values, pd.DataFrame({"sebelum": first, "sesudah": second, "selisih": second - first})], axis=1)
    return table.iloc[np.argsort(-np.abs(second - first).round(12), kind="stable")].reset_index(drop=True)


def mean_change(before: pd.DataFrame, after: pd.DataFrame, column: Hashable) -> Change:
    """Mean of a column before and after; missing values are left out, bands count as their middle (`midpoints`).

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NotNumbers
    """
    means = []
    for frame in (before, after):
        numbers = _numbers(values_of(frame, column))
        means.append(float(np.nanmean(numbers)) if np.isfinite(numbers).any() else float("nan"))
    return Change(translate(_("rata-rata {kolom}"), kolom=column), *means)


def correlation_change(before: pd.DataFrame, after: pd.DataFrame, first: Hashable, second: Hashable) -> Change:
    """Pearson correlation of two columns before and after, over rows that have both; bands count as their middle.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NotNumbers
    """
    pairs = [(_numbers(values_of(each, first)), _numbers(values_of(each, second))) for each in (before, after)]
    found = [_correlation(one, other) for one, other in pairs]
    return Change(translate(_("korelasi {satu} dan {dua}"), satu=first, dua=second), *found)


def _correlation(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> float:
    both = np.isfinite(first) & np.isfinite(second)
    first, second = first[both], second[both]
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def midpoints(values: "pd.Series[Any]", oldest: float = 75.0) -> "pd.Series[float]":
    """Middle of each band, to compute with: ``"20-29"`` → 24.5.

    Parameters
    ----------
    values : Series of str or numbers, shape (rows,)
        Bands as `age_bands` and `mondrian` write them. Missing stays missing, and so does ``"*"``.
    oldest : float
        What an open band such as ``"70+"`` counts as.

    Raises
    ------
    NotNumbers
    """
    codes, distinct = coded(values)
    middles = np.array([*(_middle(value, oldest, values.name) for value in distinct), np.nan])
    return pd.Series(middles[codes], index=values.index, name=values.name)


_BAND = re.compile(r"(-?\d+(?:\.\d+)?)(?:(?:-| s\.d\. )(-?\d+(?:\.\d+)?))?(\+?)(?: / kosong)?")


def _middle(value: Any, oldest: float, name: object) -> float:
    if value == "*":
        return float("nan")
    found = _BAND.fullmatch(value) if isinstance(value, str) else None
    if found:
        begin, end, is_open = found.groups()
        return oldest if is_open else (float(begin) + float(end or begin)) / 2
    try:
        if isinstance(value, str):
            raise TypeError
        return float(value)
    except (TypeError, ValueError) as problem:
        raise NotNumbers(
            _("Kolom {nama!r} memuat {nilai!r}, yang bukan bilangan; pilih kolom bilangan."), nama=name, nilai=value
        ) from problem


def _numbers(values: "pd.Series[Any]") -> npt.NDArray[np.float64]:
    return np.asarray(midpoints(values), dtype=np.float64)


def information_loss(before: pd.DataFrame, after: pd.DataFrame, quasi: Columns) -> float:
    """How much detail of the quasi-identifiers is gone: normalised certainty penalty [2]_, 0 (none) to 1 (all).

    A value of a number, date or ordered category loses the width of its band over the width of the whole column; any
    other value loses (values it may be − 1) / (values of the column − 1). A missing value that was there, and each
    value of a lost row, loses 1. The result is the mean over rows and columns.

    Parameters
    ----------
    before, after : DataFrame
        ``after`` has the index labels of ``before``, or as many rows in the same order. Do not renumber the rows
        (``reset_index``) after some were lost: the labels would then belong to others. It is noticed only where a
        column that is no quasi-identifier has other values.
    quasi : sequence of column names

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, RowsUnmatched

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"jk": ["L", "L", "P", "P"]})
    >>> information_loss(warga, warga, ["jk"]), information_loss(warga, warga.iloc[:3], ["jk"])
    (0.0, 0.25)
    """
    wanted = names(before, quasi)
    names(after, quasi)
    if not wanted or not len(before):
        return 0.0
    rows = _positions(before, after)
    _demand_same_rows(before, after, rows, wanted)
    lost = (len(before) - len(rows)) * len(wanted)
    kept = sum(_column_loss(values_of(before, name), values_of(after, name), rows) for name in wanted)
    return float((lost + kept) / (len(before) * len(wanted)))


def _positions(before: pd.DataFrame, after: pd.DataFrame) -> Codes:
    """Row of ``before`` that each row of ``after`` was."""
    if before.index.is_unique and after.index.is_unique:
        found = before.index.get_indexer(after.index)
        if (found >= 0).all():
            return np.asarray(found, dtype=np.int64)
    if len(before) != len(after):
        raise RowsUnmatched(
            _("Baris kedua tabel tidak dapat dipasangkan; jangan ubah indeksnya sesudah menghilangkan baris.")
        )
    return np.arange(len(before))


def _demand_same_rows(before: pd.DataFrame, after: pd.DataFrame, rows: Codes, quasi: list[Hashable]) -> None:
    """Whether the columns that were not made coarser still say the same of each row, as far as both tables have them.

    Values left out since are no contradiction.
    """
    for name in before.columns:
        if name in quasi or list(after.columns).count(name) != 1 or list(before.columns).count(name) != 1:
            continue
        old = values_of(before, name).astype(object).to_numpy()[rows]
        new = values_of(after, name).astype(object).to_numpy()
        both = pd.notna(old) & pd.notna(new)
        was = values_of(before, name).astype(object).to_numpy()
        together = coded(pd.Series([*old[both], *new[both], *was], dtype=object))[0]
        half = int(both.sum())
        codes, every = together[: 2 * half], together[2 * half :]
        # A column with values that were not there before was made coarser, too, and cannot be compared.
        if set(codes[half:]) <= set(every) and (codes[:half] != codes[half:]).any():
            raise RowsUnmatched(
                _(
                    "Kolom {kolom!r} berbeda antara baris yang berlabel sama; jangan ubah indeks (reset_index) sesudah "
                    "menghilangkan baris, atau bandingkan tanpa kolom itu."
                ),
                kolom=name,
            )


def _column_loss(before: "pd.Series[Any]", after: "pd.Series[Any]", rows: Codes) -> float:
    """Summed loss of one column over the rows that are left."""
    axis = dimension(before)
    if len(axis.places) < 2:
        return 0.0
    ranks = axis.ranks[rows]
    labels, _distinct = coded(after)
    was_missing = ranks == len(axis.values)
    hidden = (labels < 0) & ~was_missing
    # What a label may stand for: the values before anonymising of all rows that carry it.
    stays = labels >= 0
    label, rank = labels[stays], ranks[stays]
    if not len(label):
        return float(hidden.sum())
    if axis.ordered:
        low, high = np.full(label.max() + 1, np.inf), np.full(label.max() + 1, -np.inf)
        np.minimum.at(low, label, axis.places[rank])
        np.maximum.at(high, label, axis.places[rank])
        each = high - low
    else:
        pairs = np.unique(np.stack([label, rank]), axis=1)
        each = (np.bincount(pairs[0]) - 1) / (len(axis.places) - 1)
    return float(hidden.sum() + each[label].sum())


def discernibility(before: pd.DataFrame, after: pd.DataFrame, quasi: Columns) -> int:
    """Discernibility penalty [3]_: each row counts as many as its class has rows, a lost row as the whole table.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    names(before, [])
    codes, _number = classes(after, quasi)
    sizes = [int(size) for size in np.bincount(codes)]
    return sum(size * size for size in sizes) + (len(before) - len(after)) * len(before)

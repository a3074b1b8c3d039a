"""How well a table hides people: k, l and t, measured on the table itself.

The quasi-identifiers are columns an outsider may know of a person: age, sex, district. Rows that agree in all of them
form a *class* (equivalence class). Missing values are a value of their own, in quasi-identifiers and in sensitive
columns alike.

References
----------
.. [1] L. Sweeney (2002). k-anonymity: a model for protecting privacy. Int. J. Uncertainty, Fuzziness and
       Knowledge-Based Systems 10(5), 557–570.
.. [2] A. Machanavajjhala, D. Kifer, J. Gehrke, M. Venkitasubramaniam (2007). l-diversity: privacy beyond k-anonymity.
       ACM Trans. Knowledge Discovery from Data 1(1), article 3.
.. [3] N. Li, T. Li, S. Venkatasubramanian (2007). t-closeness: privacy beyond k-anonymity and l-diversity. IEEE 23rd
       Int. Conf. on Data Engineering, 106–115.
"""

from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.privacy.columns import Codes, Columns, classes, coded, names, pairs, values_of

Floats = npt.NDArray[np.float64]


class NoOrder(WorkshopError):
    """The values of a column cannot be put in order."""

    def __init__(self, name: object) -> None:
        super().__init__(
            _("Kolom {nama!r} bercampur jenisnya sehingga tidak dapat diurutkan; samakan dahulu, atau ordered=False."),
            nama=name,
        )


def class_sizes(frame: pd.DataFrame, quasi: Columns) -> "pd.Series[int]":
    """For each row, how many rows share its values in the quasi-identifiers.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
        Without any, the whole table is one class.

    Returns
    -------
    Series of int, shape (rows,)
        Named ``ukuran``, with the index of ``frame``.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"umur": ["20-29", "20-29", "30-39"], "jk": ["L", "L", "P"]})
    >>> class_sizes(warga, ["umur", "jk"]).tolist()
    [2, 2, 1]
    """
    codes, number = classes(frame, quasi)
    sizes = np.bincount(codes, minlength=number)
    return pd.Series(sizes[codes], index=frame.index, name="ukuran", dtype=np.int64)


def class_table(frame: pd.DataFrame, quasi: Columns, sensitive: Hashable | None = None) -> pd.DataFrame:
    """One row a class: its values, its size and how many different sensitive values it holds.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
    sensitive : column name, optional

    Returns
    -------
    DataFrame, shape (classes, quasi + 2)
        The quasi-identifiers, ``ukuran`` and, with ``sensitive``, ``ragam``; the smallest classes first, classes of
        one size in the order they appear.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    codes, number = classes(frame, quasi)
    firsts = np.unique(codes, return_index=True)[1]
    sizes = np.bincount(codes, minlength=number)
    measured = {"ukuran": sizes}
    if sensitive is not None:
        measured["ragam"] = diversity(codes, coded(values_of(frame, sensitive))[0], number)
    values = frame.iloc[firsts][names(frame, quasi)].reset_index(drop=True)
    # Joined rather than assigned: a quasi-identifier may itself be called "ukuran".
    table = pd.concat([values, pd.DataFrame(measured)], axis=1)
    return table.iloc[np.argsort(sizes, kind="stable")].reset_index(drop=True)


def k_anonymity(frame: pd.DataFrame, quasi: Columns) -> int:
    """Size of the smallest class: nobody hides among fewer rows [1]_.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names

    Returns
    -------
    int
        0 for a table without rows.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"umur": ["20-29", "20-29", "30-39"], "jk": ["L", "L", "P"]})
    >>> k_anonymity(warga, ["umur", "jk"])
    1
    """
    codes, number = classes(frame, quasi)
    return int(np.bincount(codes).min()) if number else 0


def unique_share(frame: pd.DataFrame, quasi: Columns) -> float:
    """Share of rows that are the only one of their class, 0 to 1; 0 for a table without rows.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    codes, number = classes(frame, quasi)
    return float((np.bincount(codes) == 1).sum() / len(frame)) if number else 0.0


def l_diversity(frame: pd.DataFrame, quasi: Columns, sensitive: Hashable) -> int:
    """Smallest number of different sensitive values in a class: distinct l-diversity [2]_.

    A missing sensitive value counts as one more value.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
    sensitive : column name

    Returns
    -------
    int
        0 for a table without rows.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"jk": ["L", "L", "P", "P"], "bansos": ["ya", "tidak", "ya", "ya"]})
    >>> l_diversity(warga, ["jk"], "bansos")
    1
    """
    codes, number = classes(frame, quasi)
    values = coded(values_of(frame, sensitive))[0]
    return int(diversity(codes, values, number).min()) if number else 0


def diversity(codes: Codes, values: Codes, number: int) -> Codes:
    """Number of different values in each of ``number`` classes, shape (number,)."""
    return np.bincount(pairs(codes, values)[0], minlength=number).astype(np.int64)


def entropy_l(frame: pd.DataFrame, quasi: Columns, sensitive: Hashable) -> float:
    """Effective number of sensitive values in the least varied class: entropy l-diversity [2]_.

    A table has entropy l-diversity if every class's entropy is at least log(l); this gives the largest such l. It never
    exceeds `l_diversity`, and is far below it where one value dominates a class.

    Returns
    -------
    float
        0.0 for a table without rows.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    """
    codes, number = classes(frame, quasi)
    if not number:
        return 0.0
    where, _values, counts = pairs(codes, coded(values_of(frame, sensitive))[0])
    shares = counts / np.bincount(codes)[where]
    entropies = np.bincount(where, weights=-shares * np.log(shares), minlength=number)
    return float(np.exp(max(entropies.min(), 0.0)))


def t_closeness(frame: pd.DataFrame, quasi: Columns, sensitive: Hashable, ordered: bool = False) -> float:
    """Largest distance between a class's sensitive values and those of the whole table [3]_.

    The distance is the Earth Mover's Distance, 0 (the same mixture everywhere) to 1.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
    sensitive : column name
    ordered : bool
        ``False``: all values are equally far apart. ``True``: values next to each other in order are
        1 / (number of different values − 1) apart. The order is that of the categories in a categorical column, else
        from small to large; a missing value comes last.

    Returns
    -------
    float
        0.0 for a table without rows.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice
    NoOrder
        If ``ordered`` values cannot be sorted.
    """
    codes, number = classes(frame, quasi)
    values = values_of(frame, sensitive)
    ranks = ranked(values) if ordered else coded(values)[0] + 1
    if not number:
        return 0.0
    where, which, counts = pairs(codes, ranks)
    shares = counts / np.bincount(codes)[where]
    overall = np.bincount(ranks) / len(ranks)
    if ordered:
        distances = _ordered_distances(where, which, shares, overall, number)
    else:
        # Half the summed differences equal the surplus over the table's shares; absent values have no surplus.
        surplus = np.maximum(shares - overall[which], 0.0)
        distances = np.bincount(where, weights=surplus, minlength=number).astype(np.float64)
    return float(min(max(distances.max(), 0.0), 1.0))


def ranked(values: "pd.Series[Any]") -> Codes:
    """Rank of each row's value among the different values, from 0; missing values come last.

    Raises
    ------
    NoOrder
        If the values cannot be sorted.
    """
    codes, distinct = coded(values)
    if isinstance(values.dtype, pd.CategoricalDtype):
        places = values.cat.categories.get_indexer(pd.Index(distinct, dtype=values.cat.categories.dtype))
        order = np.argsort(places)
    else:
        try:
            order = np.array(sorted(range(len(distinct)), key=distinct.__getitem__), dtype=np.int64)
        except TypeError as problem:
            raise NoOrder(values.name) from problem
    rank = np.empty(len(distinct) + 1, dtype=np.int64)
    rank[order] = np.arange(len(distinct))
    rank[-1] = len(distinct)  # the code of a missing value, -1, points at the last place
    return rank[codes]


def _ordered_distances(where: Codes, which: Codes, shares: Floats, overall: Floats, number: int) -> Floats:
    """Ordered distance of each class: the summed gaps between its cumulative shares and the table's.

    Between two values that occur in a class its cumulative share stays the same while the table's grows, so the gaps of
    that stretch are summed at once, below and above the point where the two cross.
    """
    steps = len(overall) - 1
    if steps <= 0:
        return np.zeros(number)
    table = np.cumsum(overall)
    summed = np.concatenate([[0.0], np.cumsum(table)])
    own = np.cumsum(shares)
    first = np.concatenate([[True], where[1:] != where[:-1]])
    # All classes in a row: each class's shares add up to 1, so the class before ends at a whole number.
    own -= np.repeat(own[first] - shares[first], np.diff(np.append(np.flatnonzero(first), len(own))))
    # A stretch goes from a value up to the class's next one; before the first value the class's share is 0.
    begin = which
    end = np.append(which[1:], 0)
    last = np.append(first[1:], True)
    end[last] = steps
    cross = np.clip(np.searchsorted(table, own), begin, end)
    gaps = own * (cross - begin) - (summed[cross] - summed[begin])
    gaps += (summed[end] - summed[cross]) - own * (end - cross)
    gaps[first] += summed[which[first]]
    return np.bincount(where, weights=gaps, minlength=number) / steps

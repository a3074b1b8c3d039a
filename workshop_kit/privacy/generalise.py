"""Making values coarser, and leaving out what stays rare: generalisation and suppression.

A `Hierarchy` says how a value becomes coarser, level by level: day → month → year. `generalise` applies levels to whole
columns. What is then still too rare is left out: whole rows with `suppress_rows`, or single values with
`suppress_values`, which keeps the row.

References
----------
.. [1] L. Sweeney (2002). Achieving k-anonymity privacy protection using generalization and suppression.
       Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 571–588.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.privacy.anonymity import diversity
from workshop_kit.privacy.columns import (
    MISSING,
    Codes,
    Columns,
    NotInThisForm,
    blanked,
    classes,
    coded,
    listed,
    names,
    values_of,
    whole_number,
)

Step = Mapping[Any, Any] | Callable[[Any], Any]


class AgesUnreadable(WorkshopError):
    """Something that should be ages is not."""


class LevelUnknown(WorkshopError):
    """A hierarchy has no such level."""


class NoHierarchy(WorkshopError):
    """A column is to be generalised, but nobody said how."""


class ValueNotInHierarchy(WorkshopError):
    """A hierarchy does not know a value, so it can neither be coarsened nor safely left as it is."""


class SensitiveNeeded(WorkshopError):
    """l was asked for without a sensitive column."""


class TooFewRows(WorkshopError):
    """The other quasi-identifiers alone already make classes too small."""


def ages(births: "pd.Series[Any]", on: datetime.date) -> "pd.Series[Any]":
    """Age in completed years on a day.

    Parameters
    ----------
    births : Series of dates, shape (rows,)
        Dates, or text such as ``"1984-02-29"``. Who was born on 29 February turns older on 1 March.
    on : datetime.date
        Or text such as ``"2025-12-31"``.

    Returns
    -------
    Series of Int64, shape (rows,)
        With the index of ``births``; missing where the birth date is missing.

    Raises
    ------
    AgesUnreadable
        For what is not a date, or lies after ``on``.
    """
    births, on = pd.Series(births), _reference_day(on)
    try:
        if pd.api.types.is_numeric_dtype(births.dtype) and births.notna().any():
            raise TypeError
        # Only year-month-day: pandas would otherwise guess which of 03/04/2024 is the month.
        dates = pd.to_datetime(births, format="ISO8601")
    except (ValueError, TypeError, OverflowError) as problem:
        raise AgesUnreadable(
            _("Ada tanggal lahir yang bukan tanggal; tulis setiap tanggal sebagai TTTT-BB-HH, misalnya 1984-02-29.")
        ) from problem
    had = (dates.dt.month < on.month) | ((dates.dt.month == on.month) & (dates.dt.day <= on.day))
    years = on.year - dates.dt.year - 1 + had
    if (years < 0).any():
        raise AgesUnreadable(
            _("Ada tanggal lahir sesudah {hari}; periksa tanggalnya, atau beri hari yang lain."), hari=on
        )
    return years.where(dates.notna()).astype("Int64")


def _reference_day(on: object) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(on) if isinstance(on, str) else on
    except ValueError:
        day = None
    # A missing date is a datetime to Python, too.
    if isinstance(day, datetime.date) and day == day:
        return day
    raise AgesUnreadable(
        _("Hari acuan {hari!r} bukan tanggal; tulis sebagai TTTT-BB-HH, misalnya 2025-12-31."), hari=on
    )


def age_bands(ages: "pd.Series[Any] | Sequence[Any]", width: int = 10, top: int = 70) -> "pd.Series[Any]":
    """Ages as bands: ``"20-29"``, and ``"70+"`` for the oldest.

    Parameters
    ----------
    ages : Series or sequence of numbers, shape (rows,)
        Years. Fractions are cut off; missing stays missing.
    width : int
        Years in a band, from 1. Bands start at 0.
    top : int
        From this age on, one band for all. The band before it may be narrower than ``width``.

    Returns
    -------
    Series of str, shape (rows,)
        With the index of ``ages``.

    Raises
    ------
    AgesUnreadable
        For values that are not numbers, or are negative or infinite.
    NumberOutOfRange

    Examples
    --------
    >>> age_bands([4, 27, 69, 70, 101]).tolist()
    ['0-9', '20-29', '60-69', '70+', '70+']
    """
    width, top = whole_number("width", width), whole_number("top", top)
    given = ages if isinstance(ages, pd.Series) else pd.Series(ages)
    codes, distinct = coded(given)
    labels = [_band(age, width, top) for age in distinct]
    return _spread(codes, labels, given)


def _band(age: Any, width: int, top: int) -> str:
    try:
        years = int(age)
        if years < 0 or age < 0:
            raise ValueError
    except (ValueError, TypeError, OverflowError) as problem:
        raise AgesUnreadable(
            _("Nilai {nilai!r} bukan umur; umur adalah bilangan, 0 atau lebih."), nilai=age
        ) from problem
    if years >= top:
        return f"{top}+"
    begin = years - years % width
    end = min(begin + width, top) - 1
    return f"{begin}-{end}" if end > begin else f"{begin}"


def _spread(codes: Codes, results: list[Any], like: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column from the result for each code; missing where the code or the result is missing."""
    as_text = all(isinstance(each, str) for each in results)
    pool = np.empty(len(results) + 1, dtype=object)
    pool[:] = [*results, None]  # the code of a missing value, -1, points at the last place
    spread = pd.Series(pool[codes], index=like.index, name=like.name, dtype="str" if as_text else object)
    return spread if as_text else spread.infer_objects()


@dataclass(frozen=True)
class Hierarchy:
    """How values of one column become coarser.

    Parameters
    ----------
    levels : mapping of str to mapping or function
        From fine to coarse. Each gives, for an original value, the coarser one: a mapping ``{value: coarser}`` or a
        function of one value. Missing values stay missing.

    Examples
    --------
    >>> import pandas as pd
    >>> wilayah = Hierarchy({"kecamatan": {"Bukuan": "Palaran", "Sidodadi": "Samarinda Ulu"}})
    >>> wilayah.apply(pd.Series(["Bukuan", "Sidodadi"]), "kecamatan").tolist()
    ['Palaran', 'Samarinda Ulu']
    """

    levels: Mapping[str, Step]

    def apply(self, values: "pd.Series[Any]", level: str | int) -> "pd.Series[Any]":
        """Coarsen a column.

        Parameters
        ----------
        values : Series, shape (rows,)
        level : str or int
            A level's name, or its number from 1; 0 leaves the column as it is.

        Raises
        ------
        LevelUnknown
        ValueNotInHierarchy
            If a value has no coarser one.
        """
        step = self._step(level, values.name)
        if step is None:
            return values.copy()
        codes, distinct = coded(values)
        results = [_coarser(step, value) for value in distinct]
        unknown = [value for value, result in zip(distinct, results, strict=True) if result is _UNKNOWN]
        if unknown:
            raise ValueNotInHierarchy(
                _("Kolom {nama!r}: {nilai} tidak dikenal pada tingkat {tingkat!r}; lengkapi dahulu hierarkinya."),
                nama=values.name,
                nilai=listed(unknown),
                tingkat=level,
            )
        return _spread(codes, results, values)

    def _step(self, level: str | int, name: object) -> Step | None:
        if level == 0 and not isinstance(level, bool):
            return None
        known = list(self.levels)
        if isinstance(level, (int, np.integer)) and not isinstance(level, bool) and 0 < level <= len(known):
            return self.levels[known[level - 1]]
        if isinstance(level, str) and level in known:
            return self.levels[level]
        raise LevelUnknown(
            _("Kolom {nama!r} tidak mempunyai tingkat {diminta!r}. Yang tersedia: 0 (apa adanya), {semua}."),
            nama=name,
            diminta=level,
            semua=listed(known),
        )


_UNKNOWN = object()


def _coarser(step: Step, value: Any) -> Any:
    try:
        return step[value] if isinstance(step, Mapping) else step(value)
    except (LookupError, ValueError, TypeError, AttributeError):
        return _UNKNOWN


def age_levels(widths: Sequence[int] | int = (5, 10, 20), top: int = 70) -> Hierarchy:
    """Ages in years → bands: levels ``"5 tahun"``, ``"10 tahun"``, ``"20 tahun"``.

    Raises
    ------
    NumberOutOfRange
    """
    widths = [whole_number("widths", width) for width in (widths if isinstance(widths, Sequence) else [widths])]
    top = whole_number("top", top)

    def step(width: int) -> Step:
        return lambda age: _band(age, width, top)

    return Hierarchy({f"{width} tahun": step(width) for width in widths})


def area_levels(districts: Mapping[Any, Any], city: str = "Samarinda") -> Hierarchy:
    """Kelurahan → kecamatan → kota: levels ``"kecamatan"`` and ``"kota"``.

    Parameters
    ----------
    districts : mapping
        Kelurahan (name or code, as in the column) to kecamatan.
    city : str
    """
    return Hierarchy({"kecamatan": districts, "kota": dict.fromkeys(districts, city)})


def date_levels() -> Hierarchy:
    """Days → levels ``"bulan"`` (2024-03), ``"triwulan"`` (2024-TW1), ``"tahun"`` (2024); all of them text.

    Dates may be dates, timestamps or text such as ``"2024-03-17"``.
    """
    return Hierarchy(
        {
            "bulan": lambda day: f"{_day(day):%Y-%m}",
            "triwulan": lambda day: f"{_day(day):%Y}-TW{(_day(day).month + 2) // 3}",
            "tahun": lambda day: f"{_day(day):%Y}",
        }
    )


def _day(value: Any) -> datetime.date:
    if isinstance(value, str):
        return datetime.datetime.fromisoformat(value)
    if isinstance(value, datetime.date):  # datetimes and pandas' timestamps are dates as well
        return value
    raise TypeError(type(value))


def tree_levels(parents: Mapping[Any, Any], level_names: Sequence[str] = ()) -> Hierarchy:
    """Levels of a tree: each value's parent, its grandparent, and so on.

    Parameters
    ----------
    parents : mapping
        Child to parent; whoever has no parent is a root. A value that reaches a root early stays there, so that every
        level covers every value.
    level_names : sequence of str, optional
        From fine to coarse; without them ``"1"``, ``"2"``, …

    Raises
    ------
    ValueNotInHierarchy
        If the tree runs in a circle.
    LevelUnknown
        If there are more or fewer names than levels.

    Examples
    --------
    >>> kerja = tree_levels({"bidan": "kesehatan", "perawat": "kesehatan", "kesehatan": "jasa", "sopir": "jasa"})
    >>> kerja.levels["1"]["bidan"], kerja.levels["2"]["bidan"], kerja.levels["2"]["sopir"]
    ('kesehatan', 'jasa', 'jasa')
    """
    paths = {value: _path(value, parents) for value in [*parents, *parents.values()]}
    depth = max((len(path) for path in paths.values()), default=1) - 1
    chosen = list(level_names) or [str(number) for number in range(1, depth + 1)]
    if len(chosen) != depth:
        raise LevelUnknown(
            _("Pohon ini mempunyai {ada} tingkat, tetapi {nama} nama diberikan."), ada=depth, nama=len(chosen)
        )
    return Hierarchy(
        {
            name: {value: path[min(up, len(path) - 1)] for value, path in paths.items()}
            for up, name in enumerate(chosen, start=1)
        }
    )


def _path(value: Any, parents: Mapping[Any, Any]) -> list[Any]:
    path = [value]
    while path[-1] in parents:
        if parents[path[-1]] in path:
            raise ValueNotInHierarchy(_("Pohon nilai berputar di {nilai!r}; periksa induknya."), nilai=path[-1])
        path.append(parents[path[-1]])
    return path


def generalise(
    frame: pd.DataFrame, levels: Mapping[Any, str | int], hierarchies: Mapping[Any, Hierarchy]
) -> pd.DataFrame:
    """Make whole columns coarser.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    levels : mapping of column to level
        Name or number of the level; 0 leaves a column as it is.
    hierarchies : mapping of column to Hierarchy

    Returns
    -------
    DataFrame, shape (rows, columns)
        A copy.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NoHierarchy, LevelUnknown, ValueNotInHierarchy
    NotInThisForm
        If levels or hierarchies are not given by column, or a hierarchy is no `Hierarchy`.

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"umur": [23, 29, 71], "jk": ["L", "P", "P"]})
    >>> generalise(warga, {"umur": "10 tahun"}, {"umur": age_levels()})["umur"].tolist()
    ['20-29', '20-29', '70+']
    """
    for argument, given in (("levels", levels), ("hierarchies", hierarchies)):
        if not isinstance(given, Mapping):
            raise NotInThisForm(argument, _("kamus menurut kolom"), given)
    coarse = {}
    for name in names(frame, list(levels)):
        if name not in hierarchies:
            raise NoHierarchy(
                _("Belum ada hierarki untuk kolom {nama!r}. Yang ada: {semua}."),
                nama=name,
                semua=listed(list(hierarchies)),
            )
        if not isinstance(hierarchies[name], Hierarchy):
            raise NotInThisForm(f"hierarchies[{name!r}]", "Hierarchy", hierarchies[name])
        coarse[name] = hierarchies[name].apply(values_of(frame, name), levels[name])
    return replaced(frame, coarse)


def replaced(frame: pd.DataFrame, columns: Mapping[Any, "pd.Series[Any]"]) -> pd.DataFrame:
    """A copy of a table with some columns replaced; every other column, index and order stay."""
    built = frame.copy()
    for place, name in enumerate(frame.columns):
        if name in columns:
            # By place and without its index: names and index labels may occur twice.
            built.isetitem(place, columns[name].array)
    return built


def suppress_rows(
    frame: pd.DataFrame,
    quasi: Columns,
    k: int,
    sensitive: Hashable | None = None,
    l: int = 1,  # noqa: E741 - the literature's letter
) -> pd.DataFrame:
    """Leave out the rows of every class that is too small or too uniform.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    quasi : sequence of column names
    k : int
        Smallest class that may stay.
    sensitive : column name, optional
    l : int
        Smallest number of different sensitive values in a class that may stay.

    Returns
    -------
    DataFrame, shape (rows that stay, columns)
        A copy with the index labels of ``frame``; its k and l are as asked, or it is empty.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NumberOutOfRange, SensitiveNeeded

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"umur": ["20-29", "20-29", "30-39"], "jk": ["L", "L", "P"]})
    >>> len(suppress_rows(warga, ["umur", "jk"], k=2))
    2
    """
    k, l = asked(k, l, sensitive)  # noqa: E741
    codes, number = classes(frame, quasi)
    good = np.bincount(codes, minlength=number) >= k
    if sensitive is not None:
        good &= diversity(codes, coded(values_of(frame, sensitive))[0], number) >= l
    return frame.loc[good[codes]].copy()


def asked(k: int, l: int, sensitive: Hashable | None) -> tuple[int, int]:  # noqa: E741
    """Check the k and l that were asked for.

    Raises
    ------
    NumberOutOfRange, SensitiveNeeded
    """
    k, l = whole_number("k", k), whole_number("l", l)  # noqa: E741
    if l > 1 and sensitive is None:
        raise SensitiveNeeded(_("Untuk l = {nilai}, sebutkan kolom yang peka: sensitive=..."), nilai=l)
    return k, l


def suppress_values(
    frame: pd.DataFrame,
    column: Hashable,
    quasi: Columns,
    k: int,
    sensitive: Hashable | None = None,
    l: int = 1,  # noqa: E741
) -> pd.DataFrame:
    """Leave out single values of one column until every class is large and varied enough; all rows stay.

    Rows without a value form a class together, so where only a few rows have to lose theirs, some more rows lose it
    too: first rows that their own class can spare, else the smallest class as a whole. With ``l=1`` no fewer values
    could have been left out; with larger ``l`` it is close to that. The same table gives the same result.

    Parameters
    ----------
    frame : DataFrame, shape (rows, columns)
    column : column name
        The column to leave values out of.
    quasi : sequence of column names
        The quasi-identifiers, with or without ``column``.
    k : int
        Smallest class that may stay.
    sensitive : column name, optional
    l : int
        Smallest number of different sensitive values in a class that may stay.

    Returns
    -------
    DataFrame, shape (rows, columns)
        A copy whose k and l are as asked. Whole numbers become ``Int64`` if any is left out.

    Raises
    ------
    NotATable, ColumnUnknown, ColumnTwice, NumberOutOfRange, SensitiveNeeded
    TooFewRows
        If even without the column some class is too small or too uniform.

    Examples
    --------
    >>> import pandas as pd
    >>> warga = pd.DataFrame({"jk": ["L"] * 7, "kerja": ["guru"] * 5 + ["nelayan", "dalang"]})
    >>> suppress_values(warga, "kerja", ["jk"], k=3)["kerja"].fillna("-").tolist()
    ['-', 'guru', 'guru', 'guru', 'guru', '-', '-']
    """
    k, l = asked(k, l, sensitive)  # noqa: E741
    values = values_of(frame, column)
    others = [name for name in names(frame, quasi) if name != column]
    group, groups = classes(frame, others)
    value = coded(values)[0]
    # A column that loses its values cannot at the same time be the one that varies.
    secret = np.zeros_like(value)
    if sensitive is not None and sensitive != column:
        secret = coded(values_of(frame, sensitive))[0]
    lost = ~_enough(group, secret, groups, k, l)[group]
    if lost.any():
        raise TooFewRows(
            _(
                "{jumlah} baris tidak memenuhi k = {k} dan l = {l} sekalipun {kolom!r} dikosongkan; hilangkan dahulu "
                "dengan suppress_rows pada kolom: {lain}."
            ),
            jumlah=int(lost.sum()),
            k=k,
            l=l,
            kolom=column,
            lain=listed(others),
        )
    own = np.asarray(pd.factorize(group * (value.max(initial=0) + 2) + value + 1)[0], dtype=np.int64)
    hidden = (value == MISSING) | ~_enough(own, secret, int(own.max(initial=-1)) + 1, k, l)[own]
    pool = np.bincount(group[hidden], minlength=groups)
    short = (pool > 0) & ~_enough(group[hidden], secret[hidden], groups, k, l)
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group, minlength=groups))
    for number in np.flatnonzero(short):
        rows = order[ends[number - 1] if number else 0 : ends[number]]
        visible = rows[~hidden[rows]]
        joining = _joining(own[visible], secret[visible], secret[rows[hidden[rows]]], k, l)
        hidden[visible[joining]] = True
    return replaced(frame, {column: blanked(values, hidden)})


def _enough(codes: Codes, secret: Codes, number: int, k: int, l: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":  # noqa: E741
    """Which of ``number`` classes have k rows and l different values."""
    large = np.bincount(codes, minlength=number) >= k
    return large & (diversity(codes, secret, number) >= l) if l > 1 else large


def _joining(own: Codes, secret: Codes, pool: Codes, k: int, l: int) -> list[int]:  # noqa: E741
    """Rows that give up their value so that the rows without one have company enough.

    Parameters
    ----------
    own, secret : ndarray, shape (rows,)
        Class and sensitive value of the rows that still have a value; each class has k rows and l values.
    pool : ndarray
        Sensitive values of the rows without a value: fewer than k, or fewer than l different ones.

    Returns
    -------
    list of int
        Positions in ``own``.
    """
    # Rows of a class with one sensitive value, the first row at the end of its list.
    alike: dict[tuple[int, int], list[int]] = {}
    for place in range(len(own) - 1, -1, -1):
        alike.setdefault((int(own[place]), int(secret[place])), []).append(place)
    whole = Counter(own.tolist())
    sizes = whole.copy()
    variety = Counter(which for which, _value in alike)
    have = set(pool.tolist())
    taken: list[int] = []
    while len(have) < l or len(pool) + len(taken) < k:
        spare = [
            (which, value)
            for (which, value), rows in alike.items()
            if sizes[which] > k
            and (len(rows) > 1 or (rows and variety[which] > l))
            and (len(have) >= l or value not in have)
        ]
        if not spare:
            smallest = min(sorted(whole), key=whole.__getitem__)
            return [place for place, which in enumerate(own.tolist()) if which == smallest]
        which, value = max(spare, key=lambda pair: (sizes[pair[0]], -alike[pair][-1]))
        taken.append(alike[which, value].pop())
        have.add(value)
        sizes[which] -= 1
        variety[which] -= not alike[which, value]
    return taken

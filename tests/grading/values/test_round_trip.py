"""What crosses comes out the same."""

import collections
import datetime
import decimal
import fractions
import math
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from tests.grading.values.sameness import Border, assert_same
from workshop_kit import data
from workshop_kit.grading.values import decode, encode

ZONES = st.sampled_from(["UTC", "Asia/Makassar", "Asia/Jakarta", "Europe/Berlin"]).map(zoneinfo.ZoneInfo)
OFFSETS = st.integers(-23, 23).map(lambda hours: datetime.timezone(datetime.timedelta(hours=hours)))
TEXTS = st.text(st.characters(codec=None), max_size=20)  # lone surrogates too
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(2**70), 2**70).map(lambda n: n << 500),
    st.floats(),
    st.complex_numbers(),
    TEXTS,
    st.binary(max_size=20),
    st.dates(),
    st.datetimes(timezones=st.none() | ZONES | OFFSETS),
    st.times(timezones=st.none() | OFFSETS),
    st.timedeltas(),
    st.decimals(places=3),
    st.fractions(),
    st.just(...),
    st.just(pd.NA),
    st.just(pd.NaT),
    st.datetimes(pd.Timestamp("1700-01-01").to_pydatetime(), timezones=st.none() | ZONES).map(pd.Timestamp),
    st.timedeltas(datetime.timedelta(days=-10000), datetime.timedelta(days=10000)).map(pd.Timedelta),
    st.builds(lambda n, freq: pd.Period(ordinal=n, freq=freq), st.integers(-300, 3000), st.sampled_from("YQMWDh")),
    st.builds(
        lambda a, b, closed: pd.Interval(min(a, b), max(a, b), closed=closed),
        st.integers(-99, 99),
        st.integers(-99, 99),
        st.sampled_from(["left", "right", "both", "neither"]),
    ),
    of_numpy.scalar_dtypes().flatmap(lambda dtype: of_numpy.arrays(dtype, 1)).map(lambda array: array[0]),
)
KEYS = st.one_of(st.text(max_size=5), st.integers(), st.dates(), st.tuples(st.text(max_size=3), st.integers()))
ARRAYS = st.one_of(
    of_numpy.arrays(
        st.one_of(
            of_numpy.boolean_dtypes(),
            of_numpy.integer_dtypes(),
            of_numpy.unsigned_integer_dtypes(),
            of_numpy.floating_dtypes(sizes=(16, 32, 64)),
            of_numpy.complex_number_dtypes(sizes=(64, 128)),
            of_numpy.datetime64_dtypes(max_period="D", min_period="ns"),
            of_numpy.timedelta64_dtypes(max_period="D", min_period="ns"),
            of_numpy.unicode_string_dtypes(max_len=5),
            of_numpy.byte_string_dtypes(max_len=5),
        ),
        of_numpy.array_shapes(min_dims=0, min_side=0, max_side=4),
    ),
    st.integers(1, 4).map(lambda n: np.arange(n * 6.0).reshape(n, 6).T),
)
RANGES = st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 9))


def nest(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.lists(inner, max_size=4).map(collections.deque),
        st.dictionaries(KEYS, inner, max_size=4),
        st.dictionaries(KEYS, inner, max_size=4).map(collections.OrderedDict),
        st.dictionaries(KEYS, inner, max_size=4).map(lambda found: collections.defaultdict(list, found)),
    )


VALUES = st.recursive(SCALARS | RANGES | st.sets(KEYS) | st.frozensets(KEYS) | ARRAYS, nest, max_leaves=12)


def columns(rows: int) -> st.SearchStrategy[Any]:
    """Columns of every usual dtype, with missing values of their own kind."""

    def of(values: st.SearchStrategy[Any], dtype: Any) -> st.SearchStrategy[Any]:
        return st.lists(values, min_size=rows, max_size=rows).map(lambda found: pd.Series(found, dtype=dtype))

    def absent(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.none() | values

    small = st.integers(-100, 100)
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    moments = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2030, 1, 1))
    zones = st.sampled_from(["UTC", "Asia/Makassar"])
    return st.one_of(
        of(small, "int64"),
        of(small, "int8"),
        of(st.floats(), "float64"),
        of(st.floats(width=32), "float32"),
        of(st.booleans(), "bool"),
        of(absent(small), "Int64"),
        of(absent(small), "Int16"),
        of(absent(st.floats(-5, 5)), "Float64"),
        of(absent(st.booleans()), "boolean"),
        of(absent(words), "str"),
        of(absent(words), "string"),
        of(absent(words), pd.StringDtype("python", na_value=np.nan)),
        of(absent(words), pd.StringDtype("python", na_value=pd.NA)),
        of(absent(st.sampled_from("abc")), "category"),
        of(absent(st.sampled_from("abc")), pd.CategoricalDtype(["c", "b", "a", "x"], ordered=True)),
        of(absent(moments), "datetime64[us]"),
        of(absent(moments), "datetime64[s]"),
        zones.flatmap(lambda zone: of(absent(moments), f"datetime64[ns, {zone}]")),
        of(absent(st.timedeltas(datetime.timedelta(-99), datetime.timedelta(99))), "timedelta64[us]"),
        of(absent(small), "int64[pyarrow]"),
        of(absent(words), pd.ArrowDtype(__import__("pyarrow").string())),
        of(st.integers(0, 600).map(lambda n: pd.Period(ordinal=n, freq="M")), "period[M]"),
        of(small.map(lambda n: pd.Interval(n, n + 1)), "interval[int64, right]"),
        of(
            st.sampled_from([None, np.nan, pd.NA, pd.NaT, 1, 1.5, "a", True, (1, 2), datetime.date(2024, 1, 1)]), object
        ),
    )


def indexes(rows: int) -> st.SearchStrategy[pd.Index]:
    names = st.none() | st.text(max_size=4) | st.integers(0, 3)
    single = columns(rows).map(pd.Index)
    return st.one_of(
        st.builds(
            lambda start, step, name: pd.RangeIndex(start, start + step * rows, step, name=name),
            st.integers(-5, 5),
            st.integers(1, 3),
            names,
        ),
        st.builds(lambda index, name: index.rename(name), single, names),
        st.builds(lambda a, b, name: pd.MultiIndex.from_arrays([a, b], names=[name, "y"]), single, single, names),
        st.sampled_from(["D", "h", "MS", "QE-DEC"]).map(
            lambda freq: pd.date_range("2024-01-31", periods=rows, freq=freq)
        ),
        st.just(pd.timedelta_range("1h", periods=rows, freq="h")),
        st.just(pd.period_range("2024", periods=rows, freq="Q")),
    )


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(0, 5))
    made = draw(st.lists(columns(rows), max_size=5))
    index = draw(indexes(rows))
    frame = pd.DataFrame({n: column.set_axis(index) for n, column in enumerate(made)}, index=index)
    frame.columns = draw(indexes(len(made)) | st.just(pd.Index(["a"] * len(made))))
    return frame


@st.composite
def series(draw: st.DrawFn) -> pd.Series:
    rows = draw(st.integers(0, 5))
    return draw(columns(rows)).set_axis(draw(indexes(rows))).rename(draw(st.none() | KEYS))


FAST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@FAST
@given(VALUES)
def test_plain_values_come_out_the_same(value: Any) -> None:
    assert_same(value, Border().cross(value))


@FAST
@given(frames())
def test_frames_come_out_the_same(frame: pd.DataFrame) -> None:
    assert_same(frame, Border().cross(frame))


@FAST
@given(series())
def test_series_and_their_arrays_come_out_the_same(found: pd.Series) -> None:
    assert_same(found, Border().cross(found))
    assert_same(found.array, Border().cross(found.array))


@FAST
@given(st.integers(0, 5).flatmap(indexes))
def test_indexes_come_out_the_same(index: pd.Index) -> None:
    assert_same(index, Border().cross(index))


@FAST
@given(frames())
def test_what_came_out_makes_the_same_message_again(value: Any) -> None:
    message = encode(value)

    assert encode(decode(message)) == message


@pytest.mark.parametrize("name", data.list()["nama"])
def test_every_table_of_the_workshop_comes_out_the_same(name: str) -> None:
    table = data.load(name)

    assert_same(table, Border().cross(table))


@pytest.mark.parametrize(
    "value",
    [
        10**100000,
        -(10**5000),
        "\ud800 sendiri",
        "x" * 100_000,
        ["\udfff", "b"],
        {"\ud800": "\udc00"},
        -0.0,
        [1, 1.0, True],
        [float("nan"), float("-inf")],
        decimal.Decimal("-0E-5"),
        decimal.Decimal("sNaN"),
        fractions.Fraction(10**50, 3),
        datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
        datetime.datetime(2023, 10, 29, 2, 30, fold=1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")),
        zoneinfo.ZoneInfo("Asia/Makassar"),
        slice(None, 3),
        bytearray(b"abc"),
        collections.Counter("banjir"),
        collections.deque([1, 2], maxlen=2),
        {(1, "a"): {frozenset({1}): [()]}},
        np.datetime64("NaT"),
        np.array([[1, None], ["a", [1, 2]]], dtype=object),
        np.array([None, None], dtype=object),
        np.zeros((0, 3)),
        np.arange(4)[::-1],
        np.dtype("float32"),
        pd.CategoricalDtype(["b", "a"], ordered=True),
        pd.DatetimeTZDtype("ns", "Asia/Makassar"),
        pd.StringDtype(),
        pd.DataFrame({"a": [1, "b", None]}, dtype=object),
        pd.DataFrame(index=pd.RangeIndex(3)),
        pd.DataFrame(columns=["a", "b"]),
        pd.DataFrame({"a": [[1, 2], [3, 4]], "b": [{"x": 1}, {}]}),
        pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")], names=["p", "q"])),
        pd.DataFrame({"a": [1, 2]}).set_flags(allows_duplicate_labels=False),
        pd.DataFrame({"k": [1, 1, 2], "v": [1.0, 2.0, 3.0]}).groupby("k").agg(["mean", "count"]),
        pd.crosstab(pd.Series(["a", "b"]), pd.Series(["x", "x"])),
        pd.Series(pd.cut(pd.Series([1.0, 5.0]), [0, 2, 6])),
        pd.MultiIndex.from_product([["a", "b"], [1, 2]])[:2],
        pd.Series([10**400, 1], dtype=object),
        pd.array([1.5, None], dtype="Float64"),
        pd.date_range("2024-01-01", periods=3, tz="Asia/Makassar", freq="D").array,
    ],
    ids=lambda value: f"{type(value).__name__}",
)
def test_odd_but_honest_values_come_out_the_same(value: Any) -> None:
    assert_same(value, Border().cross(value))


def test_missing_values_are_kept_apart() -> None:
    found = Border().cross([None, math.nan, pd.NA, pd.NaT, np.float64("nan"), np.datetime64("NaT"), ...])

    assert [type(value).__name__ for value in found] == [
        *("NoneType", "float", "NAType", "NaTType", "float64", "datetime64", "ellipsis"),
    ]


def test_a_named_tuple_keeps_its_names() -> None:
    point = collections.namedtuple("Titik", ["x", "y"])

    found = Border().cross([point(1, 2), *pd.DataFrame({"opd": ["a"]}).itertuples()])

    assert (found[0].x, found[0].y, type(found[0]).__name__) == (1, 2, "Titik")
    assert isinstance(found[0], tuple) and found[0] == (1, 2)
    assert found[1].opd == "a"


def test_views_of_a_dict_stay_views() -> None:
    given_ = {"a": 1, "b": [2]}

    keys, values, items = Border().cross([given_.keys(), given_.values(), given_.items()])

    assert (type(keys), type(values), type(items)) == (type({}.keys()), type({}.values()), type({}.items()))
    assert (list(keys), list(values), list(items)) == (["a", "b"], [1, [2]], [("a", 1), ("b", [2])])


def test_an_array_can_be_written_to_if_it_could_before() -> None:
    fixed = np.arange(3)
    fixed.flags.writeable = False

    assert not Border().cross(fixed).flags.writeable
    found = Border().cross(data.load("kinerja_opd"))
    found.loc[0, "target"] = 5.0
    assert found["target"].iloc[0] == 5.0

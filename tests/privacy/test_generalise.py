"""Coarser values, and values and rows left out: what is promised holds, and no more is lost than needed."""

import datetime
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.privacy import brute_force
from tests.privacy.frames import QUASI, frames, quasi
from workshop_kit.errors import WorkshopError
from workshop_kit.privacy.generalise import (
    Hierarchy,
    TooFewRows,
    age_bands,
    age_levels,
    ages,
    area_levels,
    date_levels,
    generalise,
    suppress_rows,
    suppress_values,
    tree_levels,
)

k_and_l = st.tuples(st.integers(1, 4), st.integers(1, 3))


# Ages


@given(st.lists(st.integers(0, 120), max_size=20), st.integers(1, 30), st.integers(1, 100))
def test_every_age_lies_in_its_band(given_ages, width, top):
    for age, band in zip(given_ages, age_bands(given_ages, width, top), strict=True):
        if band.endswith("+"):
            assert age >= top == int(band[:-1])
        else:
            ends = [int(end) for end in band.split("-")]
            assert ends[0] <= age <= ends[-1] < top
            assert ends[0] % width == 0 and ends[-1] - ends[0] < width


def test_bands_keep_index_name_and_missing_values():
    given_ages = pd.Series([23, None, 70], index=[5, 5, 1], name="umur")
    banded = age_bands(given_ages)
    assert banded.isna().tolist() == [False, True, False]
    assert banded.dropna().tolist() == ["20-29", "70+"]
    assert (banded.index.tolist(), banded.name, str(banded.dtype)) == ([5, 5, 1], "umur", "str")


@pytest.mark.parametrize("kind", ["Int64", "float32", "object", "category", "int8"])
def test_bands_take_every_type_of_number(kind):
    assert age_bands(pd.Series([5, 69], dtype=kind)).tolist() == ["0-9", "60-69"]


def test_no_ages_give_no_bands():
    assert str(age_bands([]).dtype) == "str"
    assert age_bands(pd.Series([None, None])).isna().all()


@pytest.mark.parametrize("wrong", [[-1], [-0.5], [float("inf")], ["dua puluh"], ["23"], [datetime.date(2024, 1, 1)]])
def test_what_is_no_age_is_told(wrong):
    with pytest.raises(WorkshopError, match="bukan umur"):
        age_bands(wrong)


@pytest.mark.parametrize("settings", [{"width": 0}, {"width": 2.5}, {"top": True}])
def test_impossible_bands_are_told(settings):
    with pytest.raises(WorkshopError, match="tidak dapat dipakai"):
        age_bands([1], **settings)


@given(st.dates(datetime.date(1920, 1, 1), datetime.date(2024, 12, 31)), st.integers(0, 40_000))
def test_a_birthday_comes_once_a_year(birth, days):
    day = birth + datetime.timedelta(days)
    age = ages(pd.Series([birth]), day)[0]
    assert (birth.year + age, birth.month, birth.day) <= (day.year, day.month, day.day)
    assert (birth.year + age + 1, birth.month, birth.day) > (day.year, day.month, day.day)


def test_ages_come_from_dates_and_text_and_keep_missing_ones():
    day = datetime.date(2025, 2, 28)
    births = pd.Series([datetime.date(1984, 2, 29), None, datetime.date(2025, 2, 28)], index=[9, 9, 2])
    assert ages(births, day).tolist() == [40, pd.NA, 0]
    assert ages(births.astype("datetime64[ns]"), day).equals(ages(births, day))
    assert ages(pd.Series(["1984-02-29"]), datetime.date(2025, 3, 1)).tolist() == [41]
    assert ages(pd.Series([None, None]), day).isna().all()


@pytest.mark.parametrize("wrong", [["03/04/1984"], ["kemarin"], [19840229], [datetime.date(2030, 1, 1)]])
def test_what_is_no_birth_date_is_told(wrong):
    with pytest.raises(WorkshopError, match="tanggal lahir"):
        ages(pd.Series(wrong, name="lahir"), datetime.date(2025, 1, 1))


# Hierarchies


def test_dates_become_months_quarters_years():
    frame = pd.DataFrame({"t": [datetime.date(2024, 3, 31), pd.Timestamp("2024-10-01 23:59"), "2023-01-05", None]})

    def at(level):
        return generalise(frame, {"t": level}, {"t": date_levels()})["t"].fillna("-").tolist()

    assert at("bulan") == ["2024-03", "2024-10", "2023-01", "-"]
    assert at("triwulan") == ["2024-TW1", "2024-TW4", "2023-TW1", "-"]
    assert at("tahun") == ["2024", "2024", "2023", "-"]
    assert at(3) == at("tahun")


def test_areas_become_districts_and_the_city():
    area = area_levels({"Bukuan": "Palaran", "Sidodadi": "Samarinda Ulu"})
    column = pd.Series(pd.Categorical(["Sidodadi", None], categories=["Bukuan", "Sidodadi", "tak ada"]))
    assert area.apply(column, "kecamatan").fillna("-").tolist() == ["Samarinda Ulu", "-"]
    assert area.apply(column, "kota").fillna("-").tolist() == ["Samarinda", "-"]


def test_a_tree_covers_every_value_at_every_level():
    tree = tree_levels({"bidan": "kesehatan", "kesehatan": "jasa", "sopir": "jasa"}, ["bidang", "sektor"])
    column = pd.Series(["bidan", "sopir", "jasa", "kesehatan"])
    assert tree.apply(column, "bidang").tolist() == ["kesehatan", "jasa", "jasa", "jasa"]
    assert tree.apply(column, "sektor").tolist() == ["jasa"] * 4


@given(frames(), st.sampled_from(QUASI))
def test_a_coarser_column_never_has_smaller_classes(frame, name):
    to_text = Hierarchy({"satu": lambda value: "apa pun"})
    coarse = generalise(frame, {name: "satu"}, {name: to_text})
    finer = brute_force.sizes(frame, QUASI)
    assert all(after >= before for before, after in zip(finer, brute_force.sizes(coarse, QUASI), strict=True))
    assert coarse[name].isna().tolist() == frame[name].isna().tolist()
    others = [each for each in frame if each != name]
    pd.testing.assert_frame_equal(coarse[others], frame[others])


def test_age_levels_name_their_width():
    frame = pd.DataFrame({"umur": [23, 71]})
    assert generalise(frame, {"umur": "20 tahun"}, {"umur": age_levels()})["umur"].tolist() == ["20-39", "70+"]
    assert generalise(frame, {"umur": 0}, {"umur": age_levels()})["umur"].tolist() == [23, 71]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda f: generalise(f, {"kel": "kecamatan"}, {"kel": area_levels({"A": "X"})}), "B, C tidak dikenal"),
        (lambda f: generalise(f, {"kel": "rw"}, {"kel": area_levels({})}), "Yang tersedia: 0 (apa adanya), kecamatan"),
        (lambda f: generalise(f, {"kel": 3}, {"kel": area_levels({})}), "tidak mempunyai tingkat 3"),
        (lambda f: generalise(f, {"kel": 1}, {"umur": age_levels()}), "Belum ada hierarki untuk kolom 'kel'"),
        (lambda f: generalise(f, {"umr": 1}, {}), "Kolom 'umr' tidak ada"),
        (lambda f: tree_levels({"a": "b", "b": "a"}), "berputar"),
        (lambda f: tree_levels({"a": "b"}, ["satu", "dua"]), "1 tingkat"),
        (lambda f: suppress_rows(f, ["kel"], 0), "k = 0 tidak dapat dipakai"),
        (lambda f: suppress_rows(f, ["kel"], 2, l=2), "sebutkan kolom yang peka"),
        (lambda f: suppress_values(f, "kel", ["kel"], 4), "sekalipun 'kel' dikosongkan"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(call, said):
    with pytest.raises(WorkshopError) as problem:
        call(pd.DataFrame({"kel": ["A", "B", "C"]}))
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


# Suppression


@given(frames(), quasi, k_and_l)
def test_rows_that_stay_are_safe_and_no_safe_row_goes(frame, quasi, k_and_l):
    k, l = k_and_l  # noqa: E741
    before = frame.copy(deep=True)
    kept = suppress_rows(frame, quasi, k, "s", l)
    pd.testing.assert_frame_equal(frame, before)
    if len(kept):
        assert brute_force.k(kept, quasi) >= k
        assert brute_force.l_distinct(kept, quasi, "s") >= l
    good = [
        len(values) >= k and len(brute_force.different(values)) >= l
        for values in brute_force.secrets(frame, quasi, "s")
    ]
    pd.testing.assert_frame_equal(kept, frame.loc[np.array(good, dtype=bool)])


@settings(max_examples=150)
@given(frames(), st.sampled_from(QUASI), quasi, k_and_l)
def test_values_left_out_make_every_class_safe(frame, name, quasi, k_and_l):
    k, l = k_and_l  # noqa: E741
    before = frame.copy(deep=True)
    others = [each for each in quasi if each != name]
    possible = brute_force.k(frame, others) >= k and brute_force.l_distinct(frame, others, "s") >= l
    try:
        after = suppress_values(frame, name, quasi, k, "s", l)
    except TooFewRows:
        assert not possible
        return
    pd.testing.assert_frame_equal(frame, before)
    assert possible or not len(frame)
    if len(frame):
        assert brute_force.k(after, [*others, name]) >= k
        assert brute_force.l_distinct(after, [*others, name], "s") >= l
    # Nothing but values of that column is gone.
    unchanged = [each for each in frame if each != name]
    pd.testing.assert_frame_equal(after[unchanged], frame[unchanged])
    for old, new in zip(frame[name], after[name], strict=True):
        assert pd.isna(new) or brute_force.same(old, new)
    pd.testing.assert_frame_equal(after, suppress_values(frame, name, quasi, k, "s", l))


def least_values(sizes, missing, k):
    """Smallest number of values that can go so that every class has k rows: all ways to thin the classes are tried."""
    found = []
    for gone in product(*[range(size + 1) for size in sizes]):
        left = [size - lost for size, lost in zip(sizes, gone, strict=True)]
        if all(size == 0 or size >= k for size in [*left, missing + sum(gone)]):
            found.append(sum(gone))
    return min(found)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 3), st.integers(2, 5))
def test_no_fewer_values_could_have_been_left_out(sizes, missing, k):
    assume(sum(sizes) + missing >= k)
    classes = [letter for letter, size in zip("abcd", sizes, strict=False) for _ in range(size)]
    frame = pd.DataFrame({"a": pd.Series([*classes, *[None] * missing], dtype="str")})
    after = suppress_values(frame, "a", ["a"], k)
    assert after["a"].isna().sum() - missing == least_values(sizes, missing, k)


def test_the_rows_that_join_come_from_a_class_that_can_spare_them():
    frame = pd.DataFrame({"kerja": ["guru"] * 3 + ["buruh"] * 6 + ["dalang"]})
    after = suppress_values(frame, "kerja", ["kerja"], 3)
    assert after["kerja"].fillna("-").value_counts().to_dict() == {"buruh": 4, "guru": 3, "-": 3}


def test_where_no_class_can_spare_enough_the_smallest_goes_as_a_whole():
    frame = pd.DataFrame({"kerja": ["buruh"] * 4 + ["guru"] * 3 + ["dalang"]})
    after = suppress_values(frame, "kerja", ["kerja"], 3)
    assert after["kerja"].fillna("-").value_counts().to_dict() == {"buruh": 4, "-": 4}


def test_a_row_does_not_join_if_its_class_needs_its_sensitive_value():
    frame = pd.DataFrame({"kerja": ["guru"] * 4 + ["dalang"], "s": ["y", "x", "x", "x", "x"]})
    assert suppress_values(frame, "kerja", [], 3, "s", 2)["kerja"].isna().all()


@pytest.mark.parametrize(
    ("kind", "values", "becomes"),
    [
        ("int64", [2**60 + 1, 5, 5, 5], "Int64"),
        ("uint8", [9, 5, 5, 5], "UInt64"),
        ("bool", [True, False, False, False], "boolean"),
        ("Int64", [9, 5, 5, 5], "Int64"),
        ("float32", [9, 5, 5, 5], "float32"),
        ("str", ["b", "a", "a", "a"], "str"),
        ("category", ["b", "a", "a", "a"], "category"),
        ("datetime64[ns, UTC]", ["2024-01-02", *["2024-01-01"] * 3], "datetime64[ns, UTC]"),
        ("period[M]", ["2024-02", *["2024-01"] * 3], "period[M]"),
        ("int64[pyarrow]", [9, 5, 5, 5], "int64[pyarrow]"),
    ],
)
def test_a_column_without_some_values_keeps_the_others_exactly(kind, values, becomes):
    frame = pd.DataFrame({"a": pd.Series(values).astype(kind)})
    after = suppress_values(frame, "a", [], 2)["a"]
    assert str(after.dtype) == becomes
    assert after.isna().tolist() == [True, True, False, False]
    assert after[3] == frame["a"][3]


def test_a_table_that_is_safe_keeps_its_types():
    frame = pd.DataFrame({"a": [1, 1], "b": [True, True]}, index=[7, 7])
    pd.testing.assert_frame_equal(suppress_values(frame, "a", ["b"], 2), frame)


def test_other_columns_of_one_name_do_not_disturb():
    frame = pd.DataFrame([[1, "x", "y"], [1, "x", "z"], [2, "w", "w"]], columns=["a", "b", "b"], index=[0, 0, 0])
    assert len(suppress_rows(frame, ["a"], 2)) == 2
    for after in (
        suppress_values(frame, "a", [], 3),
        generalise(frame, {"a": "semua"}, {"a": Hierarchy({"semua": {1: "*", 2: "*"}})}),
    ):
        pd.testing.assert_frame_equal(after.iloc[:, 1:], frame.iloc[:, 1:])
        assert after.iloc[:, 0].nunique(dropna=False) == 1

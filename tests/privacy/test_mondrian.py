"""Mondrian keeps k and l, loses no row, writes ranges that hold their values, and gives one answer a table."""

import datetime
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.privacy import brute_force
from tests.privacy.frames import QUASI, columns, frames, quasi
from workshop_kit.errors import WorkshopError
from workshop_kit.privacy.mondrian import TableTooSmall, mondrian


@settings(max_examples=150)
@given(frames(most=24), quasi, st.integers(1, 4), st.integers(1, 3))
def test_every_class_is_large_and_varied_enough(frame, quasi, k, l):  # noqa: E741
    before = frame.copy(deep=True)
    varied = brute_force.l_distinct(frame, [], "s")
    try:
        after = mondrian(frame, quasi, k, "s", l)
    except TableTooSmall:
        assert len(frame) < k or varied < l
        return
    pd.testing.assert_frame_equal(frame, before)
    if len(frame):
        assert brute_force.k(after, quasi) >= k
        assert brute_force.l_distinct(after, quasi, "s") >= l
    others = [name for name in frame if name not in quasi]
    pd.testing.assert_frame_equal(after[others], frame[others])
    assert all(str(after[name].dtype) == "str" for name in quasi)
    assert after.index.equals(frame.index)


@given(frames(most=24, least=4), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(frame, chance):
    frame = frame.reset_index(drop=True)
    order = list(range(len(frame)))
    chance.shuffle(order)
    once, again = mondrian(frame, QUASI, 2), mondrian(frame.iloc[order], QUASI, 2)
    pd.testing.assert_frame_equal(once, again.sort_index())


@given(st.data(), st.integers(1, 3))
def test_a_range_holds_the_values_it_stands_for(data, k):
    rows = data.draw(st.integers(3, 20))
    numbers = pd.DataFrame({"n": data.draw(st.lists(st.integers(0, 99), min_size=rows, max_size=rows))})
    for value, label in zip(numbers["n"], mondrian(numbers, ["n"], k)["n"], strict=True):
        ends = [int(end) for end in label.split("-")]
        assert ends[0] <= value <= ends[-1]


@given(st.data(), st.integers(1, 3))
def test_ranges_of_one_column_do_not_overlap(data, k):
    rows = data.draw(st.integers(3, 20))
    numbers = pd.DataFrame({"n": data.draw(st.lists(st.integers(0, 99), min_size=rows, max_size=rows))})
    ends = sorted({tuple(int(end) for end in label.split("-")) for label in mondrian(numbers, ["n"], k)["n"]})
    assert all(low[-1] < high[0] for low, high in pairwise(ends))


@given(st.data(), st.integers(1, 3), st.integers(1, 3))
def test_no_class_could_have_been_cut_once_more(data, k, l):  # noqa: E741
    """With one column a class is final only if no cut between two of its values leaves k and l on both sides."""
    rows = data.draw(st.integers(4, 20))
    frame = pd.DataFrame({"n": data.draw(columns(rows, kinds=("int64", "Int64", "float64"))), "s": "x"})
    frame["s"] = data.draw(st.lists(st.sampled_from("xyz"), min_size=rows, max_size=rows))
    assume(frame["s"].nunique() >= l)
    for _label, part in frame.groupby(mondrian(frame, ["n"], k, "s", l)["n"].fillna("-")):
        for cut in part["n"].dropna().unique():
            below = (part["n"] <= cut).fillna(False)
            sides = [part["s"][below], part["s"][~below]]
            assert not all(len(side) >= k and side.nunique() >= l for side in sides)


def labels(values, k=2, **kind):
    frame = pd.DataFrame({"x": pd.Series(values, **kind)})
    return list(dict.fromkeys(mondrian(frame, ["x"], k)["x"].fillna("<hilang>")))


def test_labels_are_read_as_a_person_would_write_them():
    assert labels([20, 34, 50, 50]) == ["20-34", "50"]
    assert labels([-5, -1, 3.5, 4]) == ["-5 s.d. -1", "3.5-4"]
    days = [datetime.date(2024, 1, 3), datetime.date(2024, 2, 5)]
    assert labels([*days, *days], 4) == labels(pd.to_datetime([*days, *days]), 4) == ["2024-01-03 s.d. 2024-02-05"]
    steps = pd.CategoricalDtype(["TK", "SD", "SMP", "SMA"], ordered=True)
    assert labels(["SMA", "SMP", "SD", "SD"], dtype=steps) == ["SMP s.d. SMA", "SD"]
    assert labels(["L", "P", "L", "P"], 3) == ["*"]


def test_sets_name_their_values_in_order():
    assert labels(["D", "C", "B", "A"]) == ["C / D", "A / B"]


def test_missing_values_are_named_with_the_values_they_hide_among():
    assert labels([20, None, None, 20, 20]) == ["20", "<hilang>"]
    assert labels([20, 20, 21, None]) == ["20", "21 / kosong"]


def test_codes_with_a_common_beginning_stay_together():
    codes = ["64.01", "64.02", "99.01", "99.02"]
    assert labels(codes) == ["64.01 / 64.02", "99.01 / 99.02"]


def test_the_widest_column_is_cut_first():
    # The first cut parts the halves; in the upper one "sempit" spans a hundredth of its column, "lebar" all of it.
    rows = [(0, 1, 0), (0, 2, 10), (0, 1, 90), (0, 2, 100), (9, 1, 0), (9, 100, 0), (9, 1, 0), (9, 100, 0)]
    after = mondrian(pd.DataFrame(rows, columns=["belah", "sempit", "lebar"]), ["belah", "sempit", "lebar"], 2)
    assert after["lebar"].tolist()[:4] == ["0-10", "0-10", "90-100", "90-100"]


def test_a_sensitive_quasi_identifier_cannot_vary_within_its_class():
    with pytest.raises(WorkshopError, match="tidak cukup"):
        mondrian(pd.DataFrame({"a": [1, 2]}), ["a"], 1, "a", 2)


def test_tables_without_rows_or_columns_to_cut_come_back():
    empty = mondrian(pd.DataFrame({"a": [], "b": []}), ["a"], 5)
    assert (len(empty), str(empty["a"].dtype)) == (0, "str")
    frame = pd.DataFrame({"a": [1, 2]})
    pd.testing.assert_frame_equal(mondrian(frame, [], 2), frame)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda frame: mondrian(frame, ["b"], 2), "Kolom 'b' tidak ada"),
        (lambda frame: mondrian(frame, ["a"], 0), "k = 0"),
        (lambda frame: mondrian(frame, ["a"], 3), "Tabel ini (2 baris"),
        (lambda frame: mondrian(frame, ["a"], 2, l=2), "sebutkan kolom yang peka"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(call, said):
    with pytest.raises(WorkshopError) as problem:
        call(pd.DataFrame({"a": [1, 2]}))
    assert said in str(problem.value)


def test_ten_thousand_cuts_need_no_recursion():
    numbers = pd.DataFrame({"n": range(10_000)})
    assert mondrian(numbers, ["n"], 1)["n"].tolist() == [str(number) for number in range(10_000)]

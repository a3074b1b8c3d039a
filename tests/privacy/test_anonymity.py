"""The meters of anonymity agree with their definitions, on every kind of table."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy import brute_force
from tests.privacy.frames import columns, frames, quasi
from workshop_kit.errors import WorkshopError
from workshop_kit.privacy.anonymity import (
    class_sizes,
    class_table,
    entropy_l,
    k_anonymity,
    l_diversity,
    t_closeness,
    unique_share,
)


@given(frames(), quasi)
def test_class_sizes_agree_with_nested_loops(frame, quasi):
    sizes = class_sizes(frame, quasi)
    assert sizes.tolist() == brute_force.sizes(frame, quasi)
    assert sizes.index.equals(frame.index)
    assert k_anonymity(frame, quasi) == brute_force.k(frame, quasi)
    unique = sum(size == 1 for size in brute_force.sizes(frame, quasi))
    assert unique_share(frame, quasi) == pytest.approx(unique / len(frame) if len(frame) else 0.0)


@given(frames(), quasi)
def test_l_agrees_with_nested_loops(frame, quasi):
    assert l_diversity(frame, quasi, "s") == brute_force.l_distinct(frame, quasi, "s")
    assert entropy_l(frame, quasi, "s") == pytest.approx(brute_force.l_entropy(frame, quasi, "s"))
    assert entropy_l(frame, quasi, "s") <= l_diversity(frame, quasi, "s") + 1e-9


@given(frames(), quasi)
def test_t_with_equal_distances_agrees_with_nested_loops(frame, quasi):
    assert t_closeness(frame, quasi, "s") == pytest.approx(brute_force.t(frame, quasi, "s"), abs=1e-9)


@given(frames(), quasi, st.data())
def test_t_with_ordered_distances_agrees_with_nested_loops(frame, quasi, data):
    frame = frame.reset_index(drop=True)
    frame["s"] = data.draw(columns(len(frame), kinds=("Int64", "float64", "datetime64[ns]", "category", "str")))
    values = brute_force.different(frame["s"].tolist())
    known = [value for value in values if not pd.isna(value)]
    rank = ["TK", "SD", "SMP", "SMA", "S3"].index if frame["s"].dtype == "category" else None
    order = sorted(known, key=rank) + [value for value in values if pd.isna(value)]
    assert t_closeness(frame, quasi, "s", ordered=True) == pytest.approx(
        brute_force.t(frame, quasi, "s", order), abs=1e-9
    )


@given(frames(least=1), quasi)
def test_class_table_has_one_row_a_class(frame, quasi):
    table = class_table(frame, quasi, "s")
    assert table["ukuran"].sum() == len(frame)
    assert table["ukuran"].is_monotonic_increasing
    assert table["ukuran"].min() == brute_force.k(frame, quasi)
    assert table["ragam"].min() == brute_force.l_distinct(frame, quasi, "s")
    if quasi:
        assert set(brute_force.sizes(table, quasi)) == {1}


@given(frames(), quasi)
def test_measuring_leaves_the_table_as_it_was(frame, quasi):
    before = frame.copy(deep=True)
    k_anonymity(frame, quasi), l_diversity(frame, quasi, "s"), t_closeness(frame, quasi, "s"), class_table(frame, quasi)
    pd.testing.assert_frame_equal(frame, before)


def test_published_example_of_t_closeness():
    """Table 3 of Li, Li and Venkatasubramanian (2007): salaries 3K to 11K; the class {3K, 4K, 5K} is 0.375 away."""
    salaries = pd.DataFrame({"kelas": [1, 1, 1, 2, 2, 2, 3, 3, 3], "gaji": [3, 4, 5, 6, 11, 8, 7, 9, 10]})
    alone = salaries.assign(kelas=[1, 1, 1, 0, 0, 0, 0, 0, 0])
    assert t_closeness(alone, ["kelas"], "gaji", ordered=True) == pytest.approx(0.375)
    other = salaries.assign(kelas=[0, 0, 0, 1, 1, 1, 0, 0, 0])
    # {6K, 8K, 11K} is 0.167 away; the rest of the table is nearer.
    assert t_closeness(other, ["kelas"], "gaji", ordered=True) == pytest.approx(0.167, abs=0.001)


def test_a_shuffled_index_changes_nothing():
    frame = pd.DataFrame({"a": [1, 1, 2, 2], "s": ["x", "y", "z", "z"]})
    shuffled = frame.set_axis([3, 0, 0, 1])
    assert l_diversity(shuffled, ["a"], "s") == l_diversity(frame, ["a"], "s") == 1


def test_people_without_a_value_form_a_class_of_their_own():
    frame = pd.DataFrame({"a": [1, 1, None], "s": [1, 2, 3]})
    assert class_sizes(frame, ["a"]).tolist() == [2, 2, 1]


def test_without_quasi_identifiers_the_table_is_one_class():
    frame = pd.DataFrame({"s": [1, 2, 2]})
    assert k_anonymity(frame, []) == 3
    assert t_closeness(frame, [], "s") == 0.0


def test_a_table_without_rows_measures_nothing():
    empty = pd.DataFrame({"a": [], "s": []})
    measured = [measure(empty, ["a"], "s") for measure in (l_diversity, entropy_l, t_closeness)]
    assert [k_anonymity(empty, ["a"]), unique_share(empty, ["a"]), *measured] == [0, 0.0, 0, 0.0, 0.0]
    assert class_sizes(empty, ["a"]).tolist() == []
    assert class_table(empty, ["a"]).empty


def test_one_name_needs_no_brackets_and_a_repeated_one_counts_once():
    frame = pd.DataFrame({"jk": list("LLP")})
    assert k_anonymity(frame, "jk") == k_anonymity(frame, ["jk", "jk"]) == k_anonymity(frame, frame.columns) == 1


def test_a_quasi_identifier_may_be_called_like_a_result():
    frame = pd.DataFrame({"ukuran": ["besar", "kecil", "kecil"]})
    assert class_table(frame, ["ukuran"]).values.tolist() == [["besar", 1], ["kecil", 2]]


def test_lists_and_intervals_are_values_too():
    frame = pd.DataFrame({"a": [["x"], ["x"], ["y"]], "b": pd.cut([1, 2, 9], [0, 5, 10])})
    assert class_sizes(frame, ["a", "b"]).tolist() == [2, 2, 1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda frame: k_anonymity(frame, ["umur"]), "Kolom 'umur' tidak ada. Yang tersedia: a, s."),
        (lambda frame: l_diversity(frame, ["a"], "bansos"), "Kolom 'bansos' tidak ada. Yang tersedia: a, s."),
        (lambda frame: k_anonymity(frame, [["a"]]), "Kolom ['a'] tidak ada"),
        (lambda frame: k_anonymity(pd.concat([frame, frame], axis=1), ["a"]), "Kolom 'a' ada lebih dari satu"),
        (lambda frame: k_anonymity(frame["a"], ["a"]), "bukan Series"),
        (lambda frame: t_closeness(frame, ["a"], "s", ordered=True), "tidak dapat diurutkan"),
    ],
)
def test_what_cannot_be_measured_is_told_in_one_sentence(call, said):
    frame = pd.DataFrame({"a": [1, 2], "s": ["x", 1]})
    with pytest.raises(WorkshopError) as problem:
        call(frame)
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_long_list_of_columns_is_cut_short():
    wide = pd.DataFrame(np.zeros((1, 10_000)), columns=[f"k{number}" for number in range(10_000)])
    with pytest.raises(WorkshopError) as problem:
        k_anonymity(wide, ["umur"])
    assert len(str(problem.value)) < 200


def test_many_values_do_not_overflow():
    """Ten columns of 100,000 different values: their product exceeds 64 bits by far."""
    numbers = np.arange(100_000)
    frame = pd.DataFrame({f"k{place}": np.roll(numbers, place) for place in range(10)})
    assert k_anonymity(pd.concat([frame, frame]), list(frame.columns)) == 2
    assert math.isclose(t_closeness(frame.assign(s=numbers), ["k1"], "s", ordered=True), 0.5, abs_tol=0.01)

"""Small counts stay hidden: an outsider with the published cells and totals cannot work them out."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from workshop_kit.errors import WorkshopError
from workshop_kit.privacy.cells import CellUnprotected, suppress_cells

LIMIT = 5


@st.composite
def tables(draw, largest=12):
    """Counts in groups, rows in any order, an index with labels that repeat."""
    rows = draw(st.integers(0, 14))
    small = st.integers(0, largest)
    return pd.DataFrame(
        {
            "kelurahan": draw(st.lists(st.sampled_from(["A", "B", None]), min_size=rows, max_size=rows)),
            "jumlah": np.array(draw(st.lists(small, min_size=rows, max_size=rows)), dtype="int64"),
        },
        index=draw(st.lists(st.integers(0, 3), min_size=rows, max_size=rows)),
    )


def possible(total, cells, least):
    """All values the first of some hidden cells can have, given their sum: every way to split it is tried."""
    found = set()
    for values in product(range(least, total + 1), repeat=min(cells, 3) - 1):
        rest = total - sum(values)
        # With more than three cells, the third stands for all others together.
        if rest >= least * max(cells - 2, 1):
            found.add(values[0])
    return found


@settings(max_examples=150)
@given(tables(), st.integers(1, 6))
def test_a_total_tells_no_more_about_a_small_count_than_the_rule(table, limit):
    before = table.copy(deep=True)
    after = suppress_cells(table, "jumlah", ["kelurahan"], limit)
    pd.testing.assert_frame_equal(table, before)
    kept = after["jumlah"].notna().to_numpy()
    assert (after["jumlah"][kept].astype("int64") == table["jumlah"][kept]).all()
    assert not ((table["jumlah"] > 0) & (table["jumlah"] < limit) & kept).any()
    for group in table["kelurahan"].fillna("-").unique():
        mine = (table["kelurahan"].fillna("-") == group).to_numpy()
        hidden, cells = table["jumlah"][mine & ~kept], table["jumlah"][mine]
        if hidden.empty:
            continue
        total = int(cells.sum())
        if total < limit:
            # The total is a small count itself; then nothing of the group is published.
            assert len(hidden) == len(cells)
            continue
        assert len(hidden) >= 2
        seen = possible(int(hidden.sum()), len(hidden), least=int((hidden > 0).all()))
        if len(hidden) < len(cells):
            assert seen >= set(range(1, limit)), (hidden.tolist(), seen)
        # Nobody can compute a count. Only where all cells of a group are hidden, and each is 1, would knowing that none
        # is zero give them away; but then zeros would be hidden as well, so nobody knows.
        assert len(possible(int(hidden.sum()), len(hidden), least=0)) > 1


@given(tables())
def test_nothing_is_hidden_that_protects_nobody(table):
    after = suppress_cells(table, "jumlah", ["kelurahan"])
    for group in table["kelurahan"].fillna("-").unique():
        mine = (table["kelurahan"].fillna("-") == group).to_numpy()
        cells, hidden = table["jumlah"][mine], after["jumlah"][mine].isna()
        small = (cells > 0) & (cells < LIMIT)
        if not small.any():
            assert not hidden.any()
        elif cells.sum() >= LIMIT:
            # At most one more than the small ones.
            assert (hidden & ~small).sum() <= 1


@given(tables())
def test_the_same_table_gives_the_same_cells(table):
    pd.testing.assert_frame_equal(
        suppress_cells(table, "jumlah", "kelurahan"), suppress_cells(table, "jumlah", [["kelurahan"]])
    )


def hidden(counts, limit=LIMIT, within=()):
    after = suppress_cells(pd.DataFrame({"n": counts}), "n", list(within), limit)
    return after["n"].isna().tolist()


def test_the_smallest_other_count_protects_before_any_zero():
    assert hidden([31, 2, 12, 0]) == [False, True, True, False]


def test_two_small_counts_protect_each_other_only_if_their_sum_leaves_room():
    assert hidden([3, 3, 40]) == [True, True, False]
    assert hidden([1, 1, 40]) == [True, True, True]
    assert hidden([2, 2, 40]) == [True, True, True]


def test_zeros_are_published_until_nothing_else_protects():
    assert hidden([0, 0, 9]) == [False, False, False]
    assert hidden([2, 2, 1, 0, 0]) == [True, True, True, True, False]


def test_a_group_with_a_small_total_goes_as_a_whole():
    assert hidden([3, 0, 0]) == [True, True, True]


def test_limit_one_hides_nothing_and_limit_two_hides_ones_beside_another():
    assert hidden([1, 0, 4], limit=1) == [False] * 3
    assert hidden([1, 9, 4], limit=2) == [True, False, True]


def test_a_count_that_is_missing_already_is_protected_too():
    frame = pd.DataFrame({"n": pd.Series([None, 50, 60], dtype="Int64")})
    assert suppress_cells(frame, "n", [])["n"].isna().tolist() == [True, True, False]


def test_counts_keep_their_form():
    for kind, becomes in [("int64", "Int64"), ("float64", "float64"), ("Int32", "Int32"), ("int64[pyarrow]",) * 2]:
        after = suppress_cells(pd.DataFrame({"n": pd.Series([2, 7, 8], dtype=kind)}), "n", [])["n"]
        assert (str(after.dtype), after[2]) == (becomes, 8)
    assert suppress_cells(pd.DataFrame({"n": []}), "n", []).empty
    assert str(suppress_cells(pd.DataFrame({"n": [7]}), "n", [])["n"].dtype) == "int64"


# Two-way tables


@st.composite
def two_way(draw):
    """A table of 2 to 4 rows and columns, each cell once, at times some cells twice (by sex, say)."""
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    deep = draw(st.sampled_from([["L"], ["L", "P"]]))
    keys = [(row, column, sex) for row in range(rows) for column in range(columns) for sex in deep]
    counts = draw(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 7, 20]), min_size=len(keys), max_size=len(keys)))
    table = pd.DataFrame(keys, columns=["baris", "lajur", "jk"]).assign(n=counts)
    return table.iloc[draw(st.permutations(range(len(table))))]


def bounds(table, hidden, least):
    """Lowest and highest value of each hidden cell that agree with all totals, by linear programming."""
    cells = table[hidden].reset_index(drop=True)
    lines = [cells[name] == value for name in ("baris", "lajur") for value in cells[name].unique()]
    totals = [line.to_numpy(dtype=float) for line in lines]
    sums = [float(row @ cells["n"]) for row in totals]
    for cell in range(len(cells)):
        goal = np.eye(len(cells))[cell]
        found = [linprog(sign * goal, A_eq=totals, b_eq=sums, bounds=(least, None)) for sign in (1, -1)]
        yield cells.iloc[cell], round(found[0].fun, 6), round(-found[1].fun, 6)


def has_room(table, cell):
    """Whether some rectangle, or a cell in the same place, leaves the cell anything from 1 to the limit less one."""
    rows = table.to_dict("records")
    for x in (each for each in rows if each["baris"] == cell["baris"] and each["lajur"] != cell["lajur"]):
        for y in (each for each in rows if each["lajur"] == cell["lajur"] and each["baris"] != cell["baris"]):
            for z in (each for each in rows if (each["baris"], each["lajur"]) == (y["baris"], x["lajur"])):
                if cell["n"] + min(x["n"], y["n"]) - 1 >= LIMIT - 1 and z["n"] >= cell["n"]:
                    return True
    beside = [each for each in rows if (each["baris"], each["lajur"]) == (cell["baris"], cell["lajur"])]
    return any(each["jk"] != cell["jk"] and cell["n"] + each["n"] - 1 >= LIMIT - 1 for each in beside)


@settings(max_examples=40)
@given(two_way())
def test_both_margins_together_do_not_give_a_count_away(table):
    assume(((table["n"] > 0) & (table["n"] < LIMIT)).any())
    try:
        after = suppress_cells(table, "n", [["baris"], ["lajur"]], LIMIT)
    except CellUnprotected:
        return
    gone = after["n"].isna().to_numpy()
    assert not ((table["n"] > 0) & (table["n"] < LIMIT) & ~gone).any()
    for _cell, low, high in bounds(table, gone, least=0):
        assert high - low >= 1 - 1e-6
    # Where no zero is hidden somebody may know that, so that each hidden count is at least 1.
    least = int((table["n"][gone] > 0).all())
    for cell, low, high in bounds(table, gone, least):
        if 0 < cell["n"] < LIMIT and has_room(table, cell):
            assert low <= 1 and high >= LIMIT - 1


@settings(max_examples=30)
@given(two_way())
def test_a_two_way_table_is_given_up_only_if_a_count_cannot_be_hidden(table):
    """Even with every cell hidden, the totals alone must pin a small count down to one value or nearly."""
    try:
        suppress_cells(table, "n", [["baris"], ["lajur"]], LIMIT)
    except CellUnprotected:
        everything = np.ones(len(table), dtype=bool)
        found = bounds(table, everything, least=0)
        narrow = [cell for cell, low, high in found if 0 < cell["n"] < LIMIT and high - low < 1]
        assert narrow


@pytest.mark.parametrize("near", [2, 3])
def test_companions_that_leave_too_little_room_are_passed_over(near):
    """Four small counts protect each other for nothing, but not up to the limit; larger ones have to go with them."""
    counts = [near, 2, 20, 2, near, 20, 20, 20, 20]
    table = pd.DataFrame([(i, j) for i in range(3) for j in range(3)], columns=["baris", "lajur"]).assign(n=counts)
    gone = suppress_cells(table, "n", [["baris"], ["lajur"]], LIMIT)["n"].isna().to_numpy()
    for cell, low, high in bounds(table, gone, least=1):
        assert cell["n"] >= LIMIT or (low <= 1 and high >= LIMIT - 1)


def test_a_count_beside_zeros_in_the_same_place_is_hidden_among_them():
    table = pd.DataFrame({"baris": [0, 0], "lajur": [0, 0], "jk": ["L", "P"], "n": [0, 1]})
    assert suppress_cells(table, "n", [["baris"], ["lajur"]])["n"].isna().all()


def test_a_large_two_way_table_is_protected_without_raising():
    counts = np.random.default_rng(6472).poisson(9, size=(59, 32))
    table = pd.DataFrame([(i, j, counts[i, j]) for i in range(59) for j in range(32)], columns=["baris", "lajur", "n"])
    after = suppress_cells(table, "n", [["baris"], ["lajur"]])
    gone = after["n"].isna()
    small = (table["n"] > 0) & (table["n"] < LIMIT)
    assert gone[small].all()
    for name in ("baris", "lajur"):
        assert gone.groupby(table[name]).sum().isin([1]).sum() == 0
    assert gone.sum() < 4 * small.sum()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda t: suppress_cells(t, "n", ["kota"]), "Kolom 'kota' tidak ada. Yang tersedia: kel, n."),
        (lambda t: suppress_cells(t, "jumlah", ["kel"]), "Kolom 'jumlah' tidak ada"),
        (lambda t: suppress_cells(t, "n", ["kel"], limit=0), "limit = 0"),
        (lambda t: suppress_cells(t, "n", [["kel"], ["kel"], ["kel"]]), "dua macam jumlah"),
        (lambda t: suppress_cells(t.assign(n=[1.5, 2]), "n", ["kel"]), "1.5 bukan cacahan"),
        (lambda t: suppress_cells(t.assign(n=[-1, 2]), "n", ["kel"]), "-1 bukan cacahan"),
        (lambda t: suppress_cells(t.assign(n=["2", "x"]), "n", ["kel"]), "harus berisi cacahan"),
        (lambda t: suppress_cells(t, "n", [["kel"], []]), "gabungkan kelompok yang kecil"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(call, said):
    with pytest.raises(WorkshopError) as problem:
        call(pd.DataFrame({"kel": ["A", "B"], "n": [2, 9]}))
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)

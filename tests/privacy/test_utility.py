"""What anonymising costs is counted as a reader would count it."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy import brute_force
from tests.privacy.frames import QUASI, frames, quasi
from workshop_kit.errors import WorkshopError
from workshop_kit.language import set_language
from workshop_kit.privacy.generalise import age_bands, suppress_rows, suppress_values
from workshop_kit.privacy.mondrian import mondrian
from workshop_kit.privacy.utility import (
    RowsUnmatched,
    correlation_change,
    discernibility,
    information_loss,
    lost_by_group,
    mean_change,
    midpoints,
    share_change,
)


@pytest.fixture(autouse=True)
def in_indonesian():
    set_language("id")
    yield
    set_language("id")


WARGA = pd.DataFrame(
    {
        "kerja": ["guru"] * 50 + ["buruh"] * 10,
        "umur": [*range(20, 70), *range(30, 40)],
        "bansos": [False] * 50 + [True] * 10,
    }
)


# Who loses


@given(frames(least=1), st.sampled_from(QUASI), st.integers(1, 4))
def test_rows_lost_are_counted_by_group(frame, group, k):
    after = suppress_rows(frame, QUASI, k)
    table = lost_by_group(frame, after, group)
    assert table["sebelum"].sum() == len(frame)
    assert table["tersisa"].sum() == len(after)
    for _place, row in table.iterrows():
        before = sum(brute_force.same(value, row[group]) for value in frame[group])
        left = sum(brute_force.same(value, row[group]) for value in after[group])
        assert (row["sebelum"], row["tersisa"], row["hilang"]) == (before, left, before - left)
        assert 0 <= row["bawah"] <= row["bagian_hilang"] <= row["atas"] <= 1
    assert table["bagian_hilang"].is_monotonic_decreasing


def test_the_interval_is_wilsons():
    """Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20: 0 to 0.1611."""
    before = pd.DataFrame({"x": range(263)})
    row = lost_by_group(before, before.iloc[81:]).iloc[0]
    assert (round(row["bawah"], 4), round(row["atas"], 4)) == (0.2553, 0.3662)
    none = lost_by_group(before.iloc[:20], before.iloc[:20]).iloc[0]
    assert (none["bawah"], round(none["atas"], 4)) == (0.0, 0.1611)


def test_values_taken_from_a_group_are_lost_to_it():
    after = suppress_values(WARGA, "kerja", [], 20)
    table = lost_by_group(WARGA, after, "kerja").set_index("kerja")
    assert table.loc["buruh", ["sebelum", "tersisa", "hilang"]].tolist() == [10, 0, 10]
    assert table.loc["guru", "hilang"] == 10
    unnamed = table[table.index.isna()].iloc[0]
    assert unnamed[["sebelum", "tersisa", "hilang"]].tolist() == [0, 20, 0]
    assert math.isnan(unnamed["bagian_hilang"])


def test_values_lost_can_be_counted_by_another_column():
    after = suppress_values(WARGA, "kerja", [], 20)
    table = lost_by_group(WARGA, after, "bansos", column="kerja")
    assert table[["bansos", "sebelum", "hilang"]].values.tolist() == [[True, 10, 10], [False, 50, 10]]


def test_groups_compare_by_value_whatever_the_type_of_the_column():
    before = pd.DataFrame({"g": pd.Categorical(["a", "a", "b"], categories=["z", "b", "a"]), "n": [1, 2, 2]})
    after = pd.DataFrame({"g": ["a"], "n": pd.array([2], dtype="Int64")})
    assert lost_by_group(before, after, "g")["hilang"].tolist() == [1, 1]
    assert sorted(lost_by_group(before, after, "n")["hilang"]) == [1, 1]


def test_a_column_may_be_called_like_a_result():
    frame = pd.DataFrame({"hilang": ["x", "y"]})
    assert lost_by_group(frame, frame.iloc[:1], "hilang").shape == (2, 7)


def test_no_rows_lose_nothing():
    table = lost_by_group(WARGA.iloc[:0], WARGA.iloc[:0])
    assert table[["sebelum", "tersisa", "hilang"]].values.tolist() == [[0, 0, 0]]
    assert lost_by_group(WARGA.iloc[:0], WARGA.iloc[:0], "kerja").empty


# Figures that change


def test_shares_before_and_after():
    changed = share_change(WARGA, WARGA.iloc[:50], "kerja").set_index("kerja")
    assert changed.loc["guru"].round(4).tolist() == [0.8333, 1.0, 0.1667]
    assert changed["selisih"].sum() == pytest.approx(0)


def test_a_mean_before_and_after_says_so_in_the_readers_language():
    change = mean_change(WARGA, WARGA.iloc[:50], "umur")
    assert (change.sebelum, change.sesudah) == (WARGA["umur"].mean(), 44.5)
    assert repr(change) == "rata-rata umur: 42,833 sebelum, 44,500 sesudah (selisih 1,667)"


def test_a_mean_of_bands_uses_their_middles():
    banded = WARGA.assign(umur=age_bands(WARGA["umur"]))
    assert abs(mean_change(WARGA, banded, "umur").selisih) < 0.5


def test_a_correlation_before_and_after():
    change = correlation_change(WARGA, WARGA.iloc[:50], "umur", "bansos")
    assert change.sebelum == pytest.approx(np.corrcoef(WARGA["umur"], WARGA["bansos"])[0, 1])
    assert math.isnan(change.sesudah)
    assert "– sesudah" in repr(change)


def test_no_values_have_no_mean():
    assert math.isnan(mean_change(WARGA, WARGA.iloc[:0], "umur").sesudah)


def test_middles_of_every_way_to_write_a_band():
    bands = pd.Series(["20-29", "70+", "-5 s.d. -1", "7", "2.5-3.5", "20-29 / kosong", "*", None, "0"])
    assert midpoints(bands).fillna(-99).tolist() == [24.5, 75, -3, 7, 3, 24.5, -99, -99, 0]
    assert midpoints(bands.iloc[[1]], oldest=80).tolist() == [80]


@given(st.lists(st.integers(0, 60), min_size=2, max_size=20))
def test_middles_read_what_mondrian_writes(numbers):
    frame = pd.DataFrame({"n": numbers})
    middles = midpoints(mondrian(frame, ["n"], 2)["n"])
    assert middles.between(frame["n"].min(), frame["n"].max()).all()


# Detail


@given(frames(least=1), quasi)
def test_detail_is_lost_between_nothing_and_everything(frame, quasi):
    frame = frame.reset_index(drop=True)
    assert information_loss(frame, frame, quasi) == 0.0
    loss = information_loss(frame, mondrian(frame, quasi, 1 + len(frame) // 3), quasi)
    assert 0 <= loss <= 1
    assert information_loss(frame, frame.iloc[:0], quasi) == (1.0 if quasi else 0.0)


def test_loss_is_the_width_of_a_band_over_the_width_of_the_column():
    before = pd.DataFrame({"n": [0, 10, 60, 100], "s": list("abcd")})
    after = before.assign(n=["0-10", "0-10", "60-100", "60-100"], s=["*", "*", "*", "d"])
    assert information_loss(before, after, ["n"]) == pytest.approx((0.1 + 0.1 + 0.4 + 0.4) / 4)
    assert information_loss(before, after, ["s"]) == pytest.approx((2 / 3) * 3 / 4)
    assert information_loss(before, after.iloc[2:], ["n"]) == pytest.approx((1 + 1 + 0.4 + 0.4) / 4)


def test_a_value_left_out_is_lost_and_a_value_never_there_is_not():
    before = pd.DataFrame({"s": ["a", "a", "b", None]})
    assert information_loss(before, before.assign(s=["a", None, "b", None]), ["s"]) == 0.25


def test_rows_are_matched_by_index_else_by_place():
    before = pd.DataFrame({"n": [0, 50, 100]}, index=[7, 8, 9])
    assert information_loss(before, before.iloc[::-1], ["n"]) == 0
    twice = before.set_axis([1, 1, 1])
    assert information_loss(twice, twice, ["n"]) == 0
    with pytest.raises(WorkshopError, match="tidak dapat dipasangkan"):
        information_loss(twice, twice.iloc[:2], ["n"])


@given(frames(), quasi, st.integers(1, 3))
def test_discernibility_agrees_with_nested_loops(frame, quasi, k):
    after = suppress_rows(frame, quasi, k)
    expected = sum(brute_force.sizes(after, quasi)) + (len(frame) - len(after)) * len(frame)
    assert discernibility(frame, after, quasi) == expected


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: lost_by_group(WARGA.iloc[:5], WARGA), "pastikan urutannya"),
        (lambda: lost_by_group(WARGA, WARGA.assign(kerja="Guru"), "kerja"), "ditulis sama"),
        (lambda: lost_by_group(WARGA, WARGA, "jk"), "Kolom 'jk' tidak ada"),
        (lambda: mean_change(WARGA, WARGA, "kerja"), "memuat 'guru', yang bukan bilangan"),
        (lambda: information_loss(WARGA, WARGA[["umur"]], ["kerja"]), "Kolom 'kerja' tidak ada"),
    ],
)
def test_what_cannot_be_counted_is_told_in_one_sentence(call, said):
    with pytest.raises(WorkshopError) as problem:
        call()
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def test_rows_numbered_anew_after_a_loss_are_noticed_where_an_untouched_column_tells():
    before = pd.DataFrame({"umur": [20, 30, 40], "kode": ["a", "b", "c"]})
    with pytest.raises(RowsUnmatched, match=r"'kode' berbeda .*reset_index"):
        information_loss(before, before.iloc[1:].reset_index(drop=True), ["umur"])

"""The budget table holds the published totals of 2026, its planted truths, and adds up."""

import pandas as pd
import pytest

from tests.data import detectors
from workshop_kit.data.generate.performance.apbd import apbd as make
from workshop_kit.data.generate.performance.planting import Planting

QUARTERS = ["realisasi_tw1_rp", "realisasi_tw2_rp", "realisasi_tw3_rp", "realisasi_tw4_rp"]
SPENDING = [*QUARTERS, "realisasi_desember_rp", "realisasi_rp"]


def planted(seed: int = 6472, **changed: float) -> pd.DataFrame:
    return pd.DataFrame(make(seed, Planting(**changed)))


def test_a_year_an_agency_and_a_programme_name_one_row(apbd):
    assert len(apbd) == 550
    assert not apbd.duplicated(["tahun", "opd", "kode_program"]).any()
    assert not apbd.duplicated(["tahun", "opd", "program"]).any()
    assert (apbd.groupby("tahun").size() == 110).all()


def test_the_totals_of_2026_are_the_published_ones(apbd):
    open_year = apbd[apbd["tahun"] == 2026]
    assert open_year["pagu_murni_rp"].sum() == 5_385_000_000_000
    assert open_year["pagu_perubahan_rp"].sum() == 3_180_000_000_000


def test_2026_is_not_closed_so_its_spending_is_missing_rather_than_zero(apbd):
    assert apbd.loc[apbd["tahun"] == 2026, SPENDING].isna().all(axis=None)
    assert apbd.loc[apbd["tahun"] < 2026, SPENDING].notna().all(axis=None)


def test_quarters_add_up_and_december_is_part_of_the_fourth(apbd):
    closed = apbd[apbd["tahun"] < 2026]
    assert (closed[QUARTERS].sum(axis=1) == closed["realisasi_rp"]).all()
    assert (closed["realisasi_desember_rp"] <= closed["realisasi_tw4_rp"]).all()
    assert (closed[SPENDING] >= 0).all(axis=None)
    assert (closed["realisasi_rp"] <= closed["pagu_perubahan_rp"]).all()


def test_amounts_are_whole_rupiah(apbd):
    assert (apbd[SPENDING].dropna() % 1 == 0).all(axis=None)
    assert apbd[["pagu_murni_rp", "pagu_perubahan_rp"]].dtypes.eq("int64").all()


def test_the_indicators_of_a_programme_share_its_budget_and_spending_exactly(apbd, kinerja):
    key = ["tahun", "opd", "kode_program"]
    of_indicators = kinerja.groupby(key)[["pagu_rp", "serapan_rp"]].sum()
    of_programmes = apbd.set_index(key).loc[of_indicators.index]
    assert (of_indicators["pagu_rp"] == of_programmes["pagu_perubahan_rp"]).all()
    assert (of_indicators["serapan_rp"] == of_programmes["realisasi_rp"]).all()


def test_42_percent_of_spending_falls_in_december(apbd):
    assert detectors.december_share(apbd) == pytest.approx(0.42, abs=0.005)


def test_no_year_is_far_from_42_percent(apbd):
    closed = apbd[apbd["tahun"] < 2026].groupby("tahun")[SPENDING].sum()
    assert (closed["realisasi_desember_rp"] / closed["realisasi_rp"]).between(0.37, 0.47).all()


def test_the_same_measure_sees_spending_that_is_spread_evenly():
    assert detectors.december_share(planted(december_share=1 / 12)) == pytest.approx(1 / 12, abs=0.005)


def test_the_cut_of_2026_falls_unevenly_and_on_capital_first(apbd):
    cuts = detectors.cuts_of_2026(apbd)
    assert cuts.std() > 0.12
    assert cuts.between(0, 0.92).all()
    capital = apbd.loc[cuts.index, "kode_rekening"].str.startswith("5.2")
    staff = apbd.loc[cuts.index, "kode_rekening"] == "5.1.01"
    assert cuts[capital].min() > cuts[staff].max() + 0.3


def test_without_the_planting_the_cut_is_the_same_everywhere():
    assert detectors.cuts_of_2026(planted(cut_spread=0.0)).std() < 0.001


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_totals_hold_whatever_the_seed(seed):
    table = planted(seed)
    open_year = table[table["tahun"] == 2026]
    assert open_year["pagu_perubahan_rp"].sum() == 3_180_000_000_000
    assert open_year["pagu_perubahan_rp"].min() > 0
    assert detectors.december_share(table) == pytest.approx(0.42, abs=0.005)

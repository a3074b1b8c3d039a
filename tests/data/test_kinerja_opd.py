"""The table of indicators holds its planted truths, at their stated strength, and nothing impossible."""

import pandas as pd
import pytest

from tests.data import detectors
from workshop_kit.data.generate.performance.agencies import agencies
from workshop_kit.data.generate.performance.indicators import YEARS, indicators
from workshop_kit.data.generate.performance.kinerja_opd import kinerja_opd
from workshop_kit.data.generate.performance.planting import Planting

OTHER_SEEDS = [1, 2, 3]


def planted(seed: int = 6472, **changed: float) -> pd.DataFrame:
    return pd.DataFrame(kinerja_opd(seed, Planting(**changed)))


def test_a_year_an_agency_and_an_indicator_name_one_row(kinerja):
    assert len(kinerja) == 416
    assert not kinerja.duplicated(["tahun", "opd", "indikator"]).any()
    assert sorted(kinerja["tahun"].unique()) == [2022, 2023, 2024, 2025]


def test_every_agency_has_three_to_six_indicators_in_every_year(kinerja):
    counts = kinerja.groupby(["tahun", "opd"]).size()
    assert counts.between(3, 6).all()
    assert len(counts) == 4 * 23


def test_only_agencies_with_a_sourced_name_appear(kinerja):
    assert set(kinerja["opd"]) == {agency.short for agency in agencies()}
    assert all(agency.source and "ingatan" not in agency.source for agency in agencies())
    assert sum(agency.kind == "kecamatan" for agency in agencies()) == 10
    assert not kinerja["nama_opd"].str.contains("Perumdam").any()


def test_an_indicator_keeps_its_unit_direction_and_programme(kinerja):
    kept = kinerja.groupby(["opd", "indikator"])[["satuan", "arah", "kode_program"]].nunique()
    assert (kept == 1).all(axis=None)


def test_about_a_quarter_of_the_indicators_are_better_when_lower(kinerja):
    assert (kinerja["arah"] == "turun").mean() == pytest.approx(0.27, abs=0.01)


def test_targets_become_more_demanding_or_stay(kinerja):
    steps = kinerja.sort_values("tahun").groupby(["opd", "indikator"])["target"].diff()
    rising = kinerja["arah"] == "naik"
    assert (steps[rising].dropna() >= 0).all()
    assert (steps[~rising].dropna() <= 0).all()


def test_no_target_or_result_is_zero_so_that_every_division_can_be_done(kinerja):
    assert (kinerja[["target", "realisasi"]].min() > 0).all()


def test_percentages_and_indices_stay_within_a_hundred(kinerja):
    bounded = kinerja[kinerja["satuan"].isin(["persen", "indeks 0-100"])]
    assert bounded[["target", "realisasi"]].max().max() <= 100


def test_no_agency_spends_more_than_its_budget(kinerja):
    assert (kinerja["serapan_rp"].between(0, kinerja["pagu_rp"])).all()
    assert kinerja["pagu_rp"].min() > 0


def test_absorption_follows_beta_18_3(kinerja):
    share = kinerja["serapan_rp"] / kinerja["pagu_rp"]
    assert share.mean() == pytest.approx(18 / 21, abs=0.015)
    assert share.std() == pytest.approx(0.0746, abs=0.01)


def test_absorption_says_almost_nothing_about_achievement(kinerja):
    assert detectors.absorption_correlation(kinerja) == pytest.approx(0.05, abs=0.02)


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_absorption_says_almost_nothing_whatever_the_seed(seed):
    assert abs(detectors.absorption_correlation(planted(seed))) <= 0.12


def test_the_same_measure_sees_absorption_that_does_tell_about_achievement():
    assert detectors.absorption_correlation(planted(absorption_correlation=0.6)) > 0.4


def test_47_percent_reach_their_target_when_direction_is_honoured(kinerja):
    assert detectors.reached_share(kinerja) == pytest.approx(0.47, abs=0.01)


def test_the_same_measure_sees_a_city_where_most_targets_are_reached():
    assert detectors.reached_share(planted(reached_share=0.8)) == pytest.approx(0.8, abs=0.02)


def test_ignoring_direction_turns_the_ranking_around(kinerja):
    naive = detectors.ranking(kinerja, detectors.naive_achievement(kinerja))
    fair = detectors.ranking(kinerja, detectors.achievement(kinerja))
    assert naive.corr(fair) < 0.5
    assert ((naive - fair).abs() >= 5).sum() >= 6
    assert naive[fair.idxmin()] == 23, "the best agency comes last"


def test_without_the_trap_the_plain_ranking_needs_no_correction():
    kinerja = planted(lower_is_better=False).assign(arah="naik")
    naive = detectors.ranking(kinerja, detectors.naive_achievement(kinerja))
    fair = detectors.ranking(kinerja, detectors.achievement(kinerja))
    assert naive.equals(fair)


def test_few_targets_and_results_are_missing(kinerja):
    assert kinerja["target"].isna().sum() == 18
    assert kinerja["realisasi"].isna().sum() == 6
    assert kinerja.drop(columns=["target", "realisasi"]).notna().all(axis=None)


def test_in_two_agencies_targets_are_missing_where_results_were_bad(kinerja):
    missing = detectors.missing_targets(kinerja)
    assert (missing.iloc[:2] > 0.25).all()
    assert missing.iloc[2:].max() < 0.1
    hiding = kinerja[kinerja["opd"].isin(missing.index[:2])]
    short_where_target_is_known = 1 - detectors.reached_share(hiding)
    assert detectors.short_of_neighbouring_target(hiding) > short_where_target_is_known + 0.3


def test_every_hidden_target_was_missed(kinerja):
    true = pd.Series(
        {
            (year, indicator.agency.short, indicator.name): target
            for indicator in indicators()
            for year, target in zip(YEARS, indicator.targets, strict=True)
        }
    )
    hiding = kinerja[kinerja["opd"].isin(detectors.missing_targets(kinerja).index[:2])]
    hidden = hiding[hiding["target"].isna()].set_index(["tahun", "opd", "indikator"])
    hidden["target"] = true.loc[hidden.index]
    assert (detectors.achievement(hidden) < 100).all()


def test_without_the_planting_no_agency_stands_out_by_missing_targets():
    assert detectors.missing_targets(planted(agencies_hiding_targets=0)).max() < 0.1


def test_a_missing_target_can_be_guessed_from_other_years(kinerja):
    known = kinerja.groupby(["opd", "indikator"])["target"].count()
    assert known.min() >= 2

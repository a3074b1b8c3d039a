"""Permit tickets: a paradox of averages, and a target that spoils its own measure."""

import pandas as pd
import pytest

from tests.data.services import detectors
from workshop_kit.data.generate.services.izin_antrean import izin_antrean
from workshop_kit.data.generate.services.planting import Planting
from workshop_kit.privacy.anonymity import k_anonymity, l_diversity


def planted(seed: int = 6472, **changed: float) -> pd.DataFrame:
    return pd.DataFrame(izin_antrean(seed, planting=Planting(**changed)))


def since(tickets: pd.DataFrame, year: int) -> pd.DataFrame:
    return tickets[tickets["bulan"].str.startswith(str(year))]


def test_18000_tickets_of_twelve_services_at_three_counters(tickets):
    assert len(tickets) == 18_000
    assert tickets["layanan"].nunique() == 12
    assert set(tickets["loket"]) == {"MPP", "kecamatan", "daring"}


def test_mpp_is_slower_overall_but_faster_for_each_complexity(tickets):
    overall, each = detectors.mean_days(tickets), detectors.mean_days_by_complexity(tickets)
    assert overall[True] > overall[False] + 0.5
    assert (each[True] < each[False]).all()


def test_the_mixture_of_cases_is_the_planted_one(tickets):
    share = (tickets["kompleksitas"] == "kompleks").groupby(tickets["loket"] == "MPP").mean()
    assert share[True] == pytest.approx(0.70, abs=0.02)
    assert share[False] == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_paradox_is_there_whatever_the_seed(seed):
    tickets = planted(seed)
    overall, each = detectors.mean_days(tickets), detectors.mean_days_by_complexity(tickets)
    assert overall[True] > overall[False]
    assert (each[True] < each[False]).all()


def test_with_equal_mixtures_mpp_is_faster_overall_too():
    overall = detectors.mean_days(planted(complex_at_mpp=0.4, complex_elsewhere=0.4))
    assert overall[True] < overall[False]


def test_since_the_target_tickets_pile_up_on_day_seven(tickets):
    assert detectors.pile_at(since(tickets, 2025), 7) > 2.5
    assert detectors.pile_at(since(tickets, 2024), 7) < 1.3


def test_18_percent_of_the_tickets_of_2025_are_closed_on_day_seven_and_opened_again(tickets):
    year = since(tickets, 2025)
    assert ((year["hari_proses"] == 7) & year["dibuka_ulang"]).mean() == pytest.approx(0.18, abs=0.015)
    assert since(tickets, 2024)["dibuka_ulang"].mean() < 0.04


def test_tickets_that_were_quick_before_the_target_stay_as_quick(tickets):
    quick = [(since(tickets, year)["hari_proses"] < 7).mean() for year in (2024, 2025)]
    assert quick[1] == pytest.approx(quick[0], abs=0.02)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_pile_is_there_whatever_the_seed(seed):
    assert detectors.pile_at(since(planted(seed), 2025), 7) > 2.5


def test_without_rush_there_is_no_pile():
    assert detectors.pile_at(since(planted(rushed=0.0), 2025), 7) < 1.3


def test_the_standard_became_seven_days_for_all_in_2025(tickets):
    assert set(since(tickets, 2025)["standar_hari"]) == {7}
    assert set(since(tickets, 2024)["standar_hari"]) == {5, 14}


def test_only_online_tickets_have_no_queue(tickets):
    assert (tickets["menit_tunggu"].isna() == (tickets["loket"] == "daring")).all()
    assert tickets["menit_tunggu"].min() > 0


def test_month_hour_and_counter_single_nobody_out(tickets):
    assert k_anonymity(tickets, ["bulan", "jam", "loket"]) >= 5
    assert l_diversity(tickets, ["bulan", "jam", "loket"], "layanan") >= 3
    assert tickets["jam"].isna().mean() < 0.01

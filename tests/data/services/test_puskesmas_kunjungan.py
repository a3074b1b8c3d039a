"""Visits to health centres: dengue after rain, and a difference of places that is one of ages."""

import pandas as pd
import pytest

from tests.data.services import detectors
from workshop_kit import data
from workshop_kit.data.generate.people.penduduk import penduduk_mentah
from workshop_kit.data.generate.services.planting import Planting
from workshop_kit.data.generate.services.puskesmas_kunjungan import puskesmas_kunjungan_mentah
from workshop_kit.data.generate.water.rain import monthly_rain


def planted(seed: int = 6472, **changed: bool) -> pd.DataFrame:
    return pd.DataFrame(puskesmas_kunjungan_mentah(seed, planting=Planting(**changed)))


def lags(visits: pd.DataFrame, seed: int = 6472) -> pd.Series:
    return detectors.lag_correlations(detectors.monthly_cases(visits, "DBD"), pd.Series(monthly_rain(seed)))


@pytest.fixture(scope="module")
def places() -> tuple[pd.DataFrame, pd.DataFrame]:
    return data.load("penduduk", release="mentah", consent=True), data.load("wilayah")


def test_every_centre_has_every_disease_in_every_month(visits):
    assert len(visits) == 36 * 26 * 5
    assert not visits.duplicated(["bulan", "puskesmas", "penyakit"]).any()


def test_every_kelurahan_belongs_to_one_centre_of_its_kecamatan(visits):
    wilayah = data.load("wilayah")
    assert set(wilayah["puskesmas"]) == set(visits["puskesmas"])
    assert (wilayah.groupby("puskesmas")["kecamatan"].nunique() == 1).all()


def test_dengue_follows_the_rain_of_five_weeks_before(raw_visits):
    found = lags(raw_visits)
    assert found.idxmax() == 1
    assert found[1] > 0.7
    assert found[1] > found[0] + 0.3


def test_the_lag_is_seen_in_the_published_table_too(visits):
    assert lags(visits).idxmax() == 1


def test_the_lag_is_seen_with_the_rain_that_the_gauges_measured(visits):
    readings = data.load("sensor_hidro")
    good = readings[(readings["kualitas"] == "baik") & readings["id_pos"].isin(["Hujan Sambutan", "Hujan Loa Bakung"])]
    rain = good.groupby(good["waktu"].dt.strftime("%Y-%m"))["hujan_mm"].sum()
    cases = detectors.monthly_cases(visits, "DBD").loc["2025-01":]
    found = detectors.lag_correlations(cases, rain, longest=2)
    assert found.idxmax() == 1
    assert found[1] > 0.7


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_lag_is_there_whatever_the_seed(seed):
    found = lags(planted(seed), seed)
    assert found.idxmax() == 1
    assert found[1] > 0.6


def test_without_the_planting_dengue_does_not_follow_rain():
    assert lags(planted(dengue_follows_rain=False)).abs().max() < 0.4


@pytest.mark.parametrize("release", ["visits", "raw_visits"])
def test_tuberculosis_is_high_where_people_are_old_until_ages_are_standardised(release, places, request):
    crude, standardised = detectors.tuberculosis_and_age(request.getfixturevalue(release), *places)
    assert crude > 0.7
    assert abs(standardised) < 0.25


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fallacy_is_there_whatever_the_seed(seed, places):
    residents = pd.DataFrame(penduduk_mentah(seed))
    crude, standardised = detectors.tuberculosis_and_age(planted(seed), residents, places[1])
    assert crude > 0.6
    assert abs(standardised) < 0.5 < crude - abs(standardised) + 0.2


def test_where_age_does_not_matter_old_places_have_no_more_of_it(places):
    crude, _ = detectors.tuberculosis_and_age(planted(tuberculosis_by_age=False), *places)
    assert abs(crude) < 0.35


def test_no_small_count_is_published_nor_one_that_gives_it_away(visits):
    assert not visits["kunjungan"].dropna().between(1, 4).any()
    hidden = visits["kunjungan"].isna().groupby([visits["bulan"], visits["penyakit"]]).sum()
    assert (hidden != 1).all()
    assert (hidden > 0).any()


def test_what_is_published_agrees_with_the_raw_table(visits, raw_visits):
    key = ["bulan", "puskesmas", "penyakit"]
    told = visits.set_index(key)["kunjungan"].dropna()
    assert (told == raw_visits.set_index(key)["kunjungan"].loc[told.index]).all()


def test_the_card_prints_the_rates_that_standardising_needs():
    from workshop_kit.data.generate.services.puskesmas_kunjungan import TB_RATES
    from workshop_kit.data.shelf import card_text

    row = next(line for line in card_text("puskesmas_kunjungan").splitlines() if line.startswith("| kunjungan |"))
    assert [float(cell.replace(",", ".")) for cell in row.split("|")[2:-1]] == list(TB_RATES.values())

"""Hourly readings: rain and tide as they might be, and three failures that the instruments do not report."""

import pandas as pd
import pytest

from tests.data.water import detectors
from workshop_kit.data.generate.water.planting import Planting
from workshop_kit.data.generate.water.rain import daily_rain
from workshop_kit.data.generate.water.sensor_hidro import sensor_hidro

NOTHING_FAILS = Planting(stuck_hours=0, metres_days=0, clock_behind=0)


def made(seed: int, planting: Planting) -> pd.DataFrame:
    return pd.DataFrame(sensor_hidro(seed, planting=planting)).astype({"tma_cm": float, "hujan_mm": float})


@pytest.fixture(scope="module")
def sound() -> pd.DataFrame:
    return made(6472, NOTHING_FAILS)


@pytest.fixture(scope="module")
def other() -> pd.DataFrame:
    return made(1, Planting())


def test_six_posts_report_every_hour_of_2025(readings):
    assert len(readings) == 6 * 8760
    assert (readings.groupby("id_pos").size() == 8760).all()


def test_rain_gauges_have_no_level_and_level_gauges_no_rain(readings):
    gauges = readings["id_pos"].str.startswith("Hujan")
    assert readings.loc[gauges, "tma_cm"].isna().all()
    assert readings.loc[~gauges, "hujan_mm"].isna().all()


def test_a_missing_reading_is_marked_as_such(readings):
    empty = readings["tma_cm"].isna() & readings["hujan_mm"].isna()
    assert (empty == (readings["kualitas"] == "hilang")).all()


def test_four_percent_of_the_readings_are_missing_or_doubtful(readings):
    assert (readings["kualitas"] != "baik").mean() == pytest.approx(0.04, abs=0.004)


@pytest.mark.parametrize("seed", [6472, 1, 2, 3])
def test_a_year_has_about_the_published_rain(seed):
    rain = pd.Series(daily_rain(seed))
    years = rain.groupby([day.year for day in rain.index]).sum().loc[2022:]
    assert years.mean() == pytest.approx(1_980, rel=0.12)


def test_it_rains_more_around_the_turn_of_the_year():
    months = [pd.Series(daily_rain(seed)) for seed in (6472, 1, 2, 3)]
    means = pd.concat(months).groupby(lambda day: day.month).mean()
    assert means[[11, 12, 1]].mean() > 1.3 * means[[7, 8, 9]].mean()


def test_the_mahakam_rises_and_falls_with_the_tide(readings):
    river = detectors.wide(readings, "tma_cm")["Mahakam"].interpolate()
    assert river.autocorr(25) > 0.5
    assert river.autocorr(6) < 0


def test_one_level_gauge_repeats_its_reading_for_nine_hours(readings):
    levels = detectors.wide(readings, "tma_cm")
    lengths = {post: detectors.longest_run(levels[post]) for post in levels}
    hours, begin = lengths.pop("Benanga")
    assert 7 <= hours <= 9
    assert begin.normalize() == pd.Timestamp(2025, 5, 14)
    assert max(hours for hours, _ in lengths.values()) < 5


def test_the_instrument_calls_the_stuck_readings_good(readings):
    stuck = readings[
        (readings["id_pos"] == "Benanga") & readings["waktu"].between("2025-05-14 02:00", "2025-05-14 10:00")
    ]
    assert (stuck["kualitas"] == "baik").mean() > 0.7


def test_another_reports_metres_for_twelve_days(readings):
    levels = detectors.wide(readings, "tma_cm")
    found = {post: len(detectors.days_in_metres(levels[post])) for post in ("Karang Mumus hilir", "Mahakam")}
    assert found["Karang Mumus hilir"] in (11, 12, 13)
    assert found["Mahakam"] == 0


def test_the_clock_of_one_rain_gauge_is_eight_hours_behind(readings):
    rain = detectors.wide(readings, "hujan_mm")
    assert {post: detectors.best_shift(rain[[post, *rest]], post) for post, rest in pairs(rain)} == {
        "Hujan Sempaja": 8,
        "Hujan Sambutan": 0,
        "Hujan Loa Bakung": 0,
    }


def pairs(rain: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Each gauge with one whose clock is right."""
    right = {
        "Hujan Sempaja": "Hujan Sambutan",
        "Hujan Sambutan": "Hujan Loa Bakung",
        "Hujan Loa Bakung": "Hujan Sambutan",
    }
    return [(post, [right[post]]) for post in rain]


def test_the_failures_are_there_for_another_seed_too(other):
    levels, rain = detectors.wide(other, "tma_cm"), detectors.wide(other, "hujan_mm")
    assert detectors.longest_run(levels["Benanga"])[0] >= 6
    assert len(detectors.days_in_metres(levels["Karang Mumus hilir"])) in (11, 12, 13)
    assert detectors.best_shift(rain[["Hujan Sempaja", "Hujan Sambutan"]], "Hujan Sempaja") == 8


def test_without_failures_none_is_found(sound):
    levels, rain = detectors.wide(sound, "tma_cm"), detectors.wide(sound, "hujan_mm")
    assert detectors.longest_run(levels["Benanga"])[0] < 5
    assert detectors.days_in_metres(levels["Karang Mumus hilir"]) == []
    assert detectors.best_shift(rain[["Hujan Sempaja", "Hujan Sambutan"]], "Hujan Sempaja") == 0

"""Floods: rare, and much likelier when heavy rain meets a high river."""

import math

import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, average_precision_score, recall_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.data.water import detectors
from workshop_kit import data
from workshop_kit.data.generate.water.kejadian_banjir import kejadian_banjir
from workshop_kit.data.generate.water.planting import Planting
from workshop_kit.data.generate.water.rain import daily_rain
from workshop_kit.data.generate.water.river import high_water


def planted(seed: int = 6472, **changed: float) -> pd.DataFrame:
    made = pd.DataFrame(kejadian_banjir(seed, planting=Planting(**changed)))
    return made.assign(tanggal=pd.to_datetime(made["tanggal"]))


def true_days(seed: int) -> pd.DataFrame:
    """Rain and river of each day without the instruments' failures."""
    high = pd.Series(high_water(seed)).astype(float)
    rain = pd.Series(daily_rain(seed)).reindex(high.index)
    return pd.DataFrame({"hujan": rain, "mahakam": high}).set_axis(pd.to_datetime(high.index))


def test_a_flood_is_a_day_and_a_kelurahan(floods):
    assert not floods.duplicated(["tanggal", "kode_kelurahan"]).any()
    assert floods["tanggal"].dt.year.eq(2025).all()


def test_three_percent_of_the_kelurahan_days_are_flooded(floods):
    assert len(floods) / (59 * 365) == pytest.approx(0.03, abs=0.003)


def test_river_banks_are_flooded_more_often_than_hills(floods):
    zone = data.load("wilayah").set_index("kode_kelurahan")["zona_topografi"]
    rate = floods["kode_kelurahan"].map(zone).value_counts() / zone.value_counts()
    assert rate["bantaran"] > 2 * rate["datar"] * 0.7 > rate["bukit"]


def test_heavy_rain_floods_three_times_as_often_when_the_river_is_high(floods, days):
    assert detectors.tide_ratio(floods, days) == pytest.approx(3, abs=0.8)


@pytest.mark.parametrize("seed", [6472, 2, 3])
def test_the_interaction_is_there_whatever_the_seed(seed):
    assert 2 < detectors.tide_ratio(planted(seed), true_days(seed)) < 4


def test_a_high_river_matters_on_days_of_heavy_rain_and_hardly_on_others(floods, days):
    grid = detectors.kelurahan_days(floods, days, data.load("wilayah"))
    assert detectors.interaction(grid) == pytest.approx(math.log(3), abs=0.3)


@pytest.mark.parametrize("seed", [6472, 2, 3])
def test_the_two_strengthen_each_other_only_where_that_was_planted(seed):
    def found(strength: float) -> float:
        days = true_days(seed).rename_axis("tanggal")
        return detectors.interaction(
            detectors.kelurahan_days(planted(seed, tide_factor=strength), days, data.load("wilayah"))
        )

    assert found(3.0) > 1
    assert abs(found(1.0)) < 0.4


def test_without_the_planting_the_river_makes_no_difference():
    assert detectors.tide_ratio(planted(tide_factor=1.0), true_days(6472)) == pytest.approx(1, abs=0.35)


def scores(floods: pd.DataFrame, days: pd.DataFrame) -> tuple[float, float, float, float]:
    """Accuracy and recall of never warning, then average precision of a model and the share of floods."""
    grid = detectors.kelurahan_days(floods, days, data.load("wilayah"))
    features = pd.get_dummies(grid[["hujan", "mahakam", "zona_topografi"]], dtype=float)
    train, test, seen, truth = train_test_split(features, grid["banjir"], random_state=0, stratify=grid["banjir"])
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(train, seen)
    never = pd.Series(data=False, index=truth.index)
    ranked = average_precision_score(truth, model.predict_proba(test)[:, 1])
    return accuracy_score(truth, never), recall_score(truth, never), ranked, float(truth.mean())


def test_never_warning_is_97_percent_accurate_and_useless(floods, days):
    accuracy, recall, ranked, share = scores(floods, days)
    assert accuracy == pytest.approx(0.97, abs=0.005)
    assert recall == 0
    assert ranked > 8 * share, "a model that ranks days is far better than that"


def test_where_floods_are_common_accuracy_is_no_trap(days):
    accuracy, _, _, share = scores(planted(flooded=0.2), days)
    assert share == pytest.approx(0.2, abs=0.02)
    assert accuracy < 0.85


def test_residents_report_more_in_the_centre(floods):
    district = data.load("wilayah").set_index("kode_kelurahan")["kecamatan"]
    by = (floods["sumber_lapor"] == "warga").groupby(floods["kode_kelurahan"].map(district)).mean()
    assert by["Samarinda Kota"] > by["Palaran"] + 0.2


def test_few_floods_reach_many_people(floods):
    reached = floods["jiwa_terdampak"].sort_values(ascending=False)
    assert reached.head(len(reached) // 10).sum() > 0.3 * reached.sum()

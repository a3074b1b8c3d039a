"""Waste trucks: guessed weights, and two official numbers that are both right."""

import pandas as pd
import pytest

from tests.data.services import detectors
from workshop_kit import data
from workshop_kit.data.generate.services.planting import Planting
from workshop_kit.data.generate.services.sampah_angkutan import sampah_angkutan


def planted(seed: int = 6472, **changed: float) -> pd.DataFrame:
    return pd.DataFrame(sampah_angkutan(seed, planting=Planting(**changed)))


def test_ninety_points_are_served_on_every_day_of_2025(loads):
    assert len(loads) == 90 * 365
    assert not loads.duplicated(["tanggal", "id_tps"]).any()
    assert loads["tanggal"].min() == pd.Timestamp(2025, 1, 1)


def test_a_points_name_holds_the_code_of_its_kecamatan(loads):
    codes = set(data.load("wilayah")["kode_kecamatan"].str[-2:])
    assert set(loads["id_tps"].str[4:6]) == codes


def test_forty_percent_of_the_weights_are_round_while_the_weighbridge_is_broken(loads):
    share = detectors.round_share(loads)
    assert share[False] == pytest.approx(0.40, abs=0.02)
    assert share[True] < 0.03


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_weights_are_rounded_whatever_the_seed(seed):
    assert detectors.round_share(planted(seed))[False] == pytest.approx(0.40, abs=0.03)


def test_without_guessing_the_broken_weighbridge_leaves_no_trace():
    assert detectors.round_share(planted(rounded=0.0))[False] < 0.03


def test_weighed_loads_have_every_last_digit_alike(loads):
    assert detectors.last_digits_are_even(loads.loc[loads["timbang"], "berat_kg"]) < 0.01
    assert detectors.last_digits_are_even(loads.loc[~loads["timbang"], "berat_kg"]) > 0.2


def test_the_two_official_totals_are_both_in_the_table(loads):
    net, capacity = detectors.tonnes_a_day(loads)
    assert net == pytest.approx(600, abs=15)
    assert capacity > 1_000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_two_totals_differ_whatever_the_seed(seed):
    net, capacity = detectors.tonnes_a_day(planted(seed))
    assert net == pytest.approx(600, abs=20)
    assert capacity > 1_000


def test_were_trucks_full_the_two_totals_would_agree_better():
    net, capacity = detectors.tonnes_a_day(planted(half_full_trucks=False))
    assert capacity / net < 1.35

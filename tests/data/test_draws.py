"""Random numbers: the same everywhere, each name its own stream, and of the distribution that they claim."""

import math
from statistics import fmean, pvariance

import pytest

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.shares import divided

MANY = 20_000
FIRST, SECOND = 0.15901959231276264, 0.46862947984114434


@pytest.fixture
def draws() -> Draws:
    return Draws(6472, "tes")


def test_the_first_numbers_of_a_stream_never_change():
    draws = Draws(6472, "tes")
    assert [round(draws.uniform(), 12) for _ in range(2)] == [round(number, 12) for number in (FIRST, SECOND)]


def test_a_stream_depends_on_seed_and_name_alone():
    assert Draws(1, "a").uniform() == Draws(1, "a").uniform()
    assert len({Draws(seed, name).uniform() for seed in (1, 2) for name in "ab"}) == 4


@pytest.mark.parametrize("mean", [0.3, 4.0, 29.9, 30.1, 400.0])
def test_poisson_has_its_mean_as_variance(draws, mean):
    found = [draws.poisson(mean) for _ in range(MANY)]
    assert min(found) >= 0
    assert fmean(found) == pytest.approx(mean, abs=4 * math.sqrt(mean / MANY))
    assert pvariance(found) == pytest.approx(mean, rel=0.06)


def test_poisson_of_nothing_is_nothing(draws):
    assert {draws.poisson(mean) for mean in (0, -1)} == {0}


@pytest.mark.parametrize("shape", [0.4, 1.0, 7.5])
def test_gamma_has_its_mean_and_variance(draws, shape):
    found = [draws.gamma(shape, 2.0) for _ in range(MANY)]
    assert min(found) >= 0
    assert fmean(found) == pytest.approx(2 * shape, rel=0.05)
    assert pvariance(found) == pytest.approx(4 * shape, rel=0.1)


def test_negative_binomial_spreads_more_than_poisson(draws):
    found = [draws.negative_binomial(10, 5) for _ in range(MANY)]
    assert fmean(found) == pytest.approx(10, rel=0.03)
    assert pvariance(found) == pytest.approx(10 + 100 / 5, rel=0.08)
    assert draws.negative_binomial(0, 5) == 0


def test_weights_decide_how_often_an_item_comes(draws):
    found = [draws.one_of("abc", [1, 0, 3]) for _ in range(MANY)]
    assert found.count("b") == 0
    assert found.count("c") / MANY == pytest.approx(0.75, abs=0.02)


def test_an_item_without_weights_is_as_likely_as_any_other(draws):
    found = [draws.one_of("abcd") for _ in range(MANY)]
    assert all(found.count(item) / MANY == pytest.approx(0.25, abs=0.02) for item in "abcd")


def test_shuffling_keeps_every_item_and_picking_their_order(draws):
    assert sorted(draws.shuffled("lokakarya")) == sorted("lokakarya")
    picked = draws.pick(list(range(100)), 10)
    assert picked == sorted(set(picked))
    assert len(picked) == 10


@pytest.mark.parametrize(
    ("total", "weights", "step"), [(10, [1, 1, 1], 1), (881_225, [3, 0.2, 9], 1), (9_000, [1, 2], 1_000)]
)
def test_parts_add_up_to_the_total(total, weights, step):
    parts = divided(total, weights, step)
    assert sum(parts) == total
    assert all(part % step == 0 for part in parts)

"""Parts of a result add up to it, whatever the unit."""

import math

import pytest

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.indicators import YEARS, indicators
from workshop_kit.data.generate.reports.breakdown import divided, kind, quarters, split, whole
from workshop_kit.data.generate.reports.facts import facts

PLACES = [f"tempat {number}" for number in range(10)]
KNOWN = [fact for fact in facts(6472).values() if fact.value is not None]


def test_all_four_kinds_occur():
    assert {kind(indicator) for indicator in indicators()} == {"bagian", "angka", "rata-rata", "jumlah"}


@pytest.mark.parametrize("count", [3, 10, 26])
def test_the_whole_of_the_parts_is_the_result(count):
    names = [f"tempat {number}" for number in range(count)]
    for fact in KNOWN:
        parts = divided(fact, names, Draws(1, f"{fact.indicator.name}{fact.year}"))
        assert [part.name for part in parts] == names
        assert whole(parts, fact.indicator) == fact.value


def test_parts_stay_within_what_the_unit_allows():
    for fact in KNOWN:
        for part in divided(fact, PLACES, Draws(2, f"{fact.indicator.name}{fact.year}")):
            assert 0 <= part.value <= (100 if fact.indicator.ceiling == 100 else math.inf)
            assert 0 <= part.hits <= part.base or kind(fact.indicator) == "jumlah"


def test_the_last_quarter_is_the_year():
    for fact in KNOWN:
        values = quarters(fact, Draws(1, f"{fact.indicator.name}{fact.year}"))
        assert len(values) == 4
        assert values[-1] == fact.value
        assert min(values) > 0


def test_counts_that_grow_never_shrink_from_quarter_to_quarter():
    grown = [fact for fact in KNOWN if fact.indicator.name.startswith("Panjang drainase")]
    assert len(grown) == len(YEARS)
    for fact in grown:
        values = quarters(fact, Draws(1, str(fact.year)))
        assert values == sorted(values)


def test_splitting_keeps_total_and_limits():
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(split(97, [0.2, 5, 3, 0.01])) == 97
    assert split(5, [9, 1, 1], [2, 2, 2]) == [2, 2, 1]

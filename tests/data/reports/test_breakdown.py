"""Parts of a result add up to it, whatever the unit."""

import math

import pytest

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.indicators import YEARS, indicators
from workshop_kit.data.generate.reports.breakdown import (
    FEWEST,
    kind,
    parts_of,
    quarters,
    rate_by_month,
    split,
    too_rare,
    whole,
)
from workshop_kit.data.generate.reports.facts import facts

PLACES = [f"tempat {number}" for number in range(10)]
KNOWN = [fact for fact in facts(6472).values() if fact.value is not None]


def test_all_four_kinds_occur():
    assert {kind(indicator) for indicator in indicators()} == {"bagian", "angka", "rata-rata", "jumlah"}


def people(count: int) -> list[int]:
    return [9_000 + 700 * number for number in range(count)]


@pytest.mark.parametrize("count", [3, 10, 26])
def test_the_whole_of_the_parts_is_the_result(count):
    names = [f"tempat {number}" for number in range(count)]
    for fact in KNOWN:
        parts = parts_of(fact, names, Draws(1, f"{fact.indicator.name}{fact.year}"), people(count))
        assert [part.name for part in parts] == names
        # No number of cases may give the rate exactly; half a case is the most it misses by.
        half = 50_000 / sum(people(count)) + 0.1 if kind(fact.indicator) == "angka" else 0
        assert whole(parts, fact.indicator) == pytest.approx(fact.value, abs=half + 1e-9)


def test_parts_stay_within_what_the_unit_allows():
    for fact in KNOWN:
        for part in parts_of(fact, PLACES, Draws(2, f"{fact.indicator.name}{fact.year}"), people(10)):
            assert 0 <= part.value <= (100 if fact.indicator.ceiling == 100 else math.inf)
            assert 0 <= part.hits <= part.base or kind(fact.indicator) == "jumlah"


def test_only_what_counts_few_persons_is_too_rare_to_be_divided():
    assert [each.name for each in indicators() if too_rare(each, 26)] == [
        "Angka kematian ibu per 100.000 kelahiran hidup"
    ]
    dengue = next(each for each in indicators() if each.name.startswith("Angka kejadian DBD"))
    drill = next(each for each in indicators() if each.unit == "orang" and "simulasi" in each.name)
    assert too_rare(dengue, 1_000)
    assert too_rare(drill, 1_000)


@pytest.mark.parametrize("count", [10, 26])
def test_neither_those_who_are_hit_nor_the_others_are_few_in_a_part(count):
    names = [f"tempat {number}" for number in range(count)]
    for fact in KNOWN:
        if kind(fact.indicator) == "bagian":
            for part in parts_of(fact, names, Draws(3, f"{fact.indicator.name}{fact.year}"), people(count)):
                assert part.hits >= FEWEST
                assert part.base - part.hits not in range(1, FEWEST)


def test_a_rate_by_month_is_for_all_residents_and_adds_up_to_the_years():
    rates = [fact for fact in KNOWN if "penduduk" in fact.indicator.unit]
    assert rates
    for fact in rates:
        parts = rate_by_month(fact, PLACES, Draws(1, str(fact.year)), 860_000)
        assert {part.base for part in parts} == {860_000}
        assert math.fsum(part.value for part in parts) == pytest.approx(fact.value, abs=0.7)


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
    assert split(20, [9, 1, 1], least=5) == [10, 5, 5]

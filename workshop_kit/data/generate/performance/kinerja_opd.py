"""The table ``kinerja_opd``: targets and results of the agencies' indicators."""

import math
from dataclasses import dataclass

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.budgets import Line, budget_lines
from workshop_kit.data.generate.performance.indicators import YEARS, Indicator
from workshop_kit.data.generate.performance.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.table import Row

TARGETS_LOST_BY_CHANCE = 4
RESULTS_LOST_BY_CHANCE = 6


@dataclass
class Result:
    """One indicator in one year while the table is being made.

    ``luck`` is how well the year went in standard deviations; only its order and size matter.
    """

    line: Line
    indicator: Indicator
    target: float
    luck: float
    target_known: bool = True
    value_known: bool = True


def kinerja_opd(seed: int, planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the table.

    Parameters
    ----------
    seed : int
        Seed of the build.
    planting : Planting
        Strength of the planted truths.

    Returns
    -------
    list of dict
        One row a year, agency and indicator. Rupiah are whole numbers; ``None`` is a missing value.
    """
    draws = Draws(seed, "kinerja_opd")
    results = _results(seed, draws)
    _lose_targets(results, draws, planting.agencies_hiding_targets)
    _lose_by_chance(results, draws)
    wanted = planting.absorption_correlation
    given = wanted
    # Rounding, ceilings and missing targets blur the correlation of luck; a few steps make up for it.
    for _ in range(3):
        _tie_luck_to_absorption(results, given)
        shift = _shift_for_share(results, planting)
        given += wanted - _measured_correlation(results, shift, planting)
    return [_row(result, shift, planting) for result in results]


def _results(seed: int, draws: Draws) -> list[Result]:
    lines = [line for line in budget_lines(seed) if line.indicator is not None]
    # Agencies and indicators differ lastingly, else a ranking would be noise. The lot decides who is good.
    agency_luck: dict[str, float] = {}
    indicator_luck: dict[tuple[str, str], float] = {}
    results = []
    for line in lines:
        indicator = line.indicator
        assert indicator is not None
        agency = indicator.agency.short
        if agency not in agency_luck:
            agency_luck[agency] = draws.normal()
        key = (agency, indicator.name)
        if key not in indicator_luck:
            indicator_luck[key] = draws.normal()
        luck = 0.5 * agency_luck[agency] + 0.4 * indicator_luck[key] + 0.77 * draws.normal()
        target = indicator.targets[YEARS.index(line.year)]
        results.append(Result(line, indicator, target, luck))
    return results


def _tie_luck_to_absorption(results: list[Result], correlation: float) -> None:
    """Replace luck by a mixture whose correlation with absorption is the wanted one, whatever the seed.

    Luck is first freed from the accidental correlation of the draw, then given the planted one.
    """
    absorption = _standardised([result.line.spent / result.line.budget for result in results])
    luck = _standardised([result.luck for result in results])
    accident = math.fsum(a * b for a, b in zip(absorption, luck, strict=True)) / len(results)
    free = _standardised([b - accident * a for a, b in zip(absorption, luck, strict=True)])
    rest = math.sqrt(1 - correlation**2)
    for result, a, b in zip(results, absorption, free, strict=True):
        result.luck = correlation * a + rest * b


def _measured_correlation(results: list[Result], shift: float, planting: Planting) -> float:
    """Correlation of absorption and achievement over the rows that a reader of the table can judge."""
    judged = [result for result in results if result.target_known and result.value_known]
    absorption = _standardised([result.line.spent / result.line.budget for result in judged])
    achievement = []
    for result in judged:
        ratio = _value(result, shift, planting) / result.target
        falls = result.indicator.falls and planting.lower_is_better
        achievement.append(1 / ratio if falls else ratio)
    pairs = zip(absorption, _standardised(achievement), strict=True)
    return math.fsum(a * b for a, b in pairs) / len(judged)


def _standardised(values: list[float]) -> list[float]:
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / spread for value in values]


def _lose_targets(results: list[Result], draws: Draws, agencies: int) -> None:
    """In a few agencies, drawn by lot, the target is missing where the result was bad.

    At most two years of an indicator lose it, so that the neighbouring years still tell what it was.
    """
    candidates = sorted(
        {result.indicator.agency.short for result in results if result.indicator.agency.kind != "kecamatan"}
    )
    for agency in draws.pick(candidates, agencies):
        own = sorted(
            (result for result in results if result.indicator.agency.short == agency),
            key=lambda result: result.luck,
        )
        lost: dict[str, int] = {}
        for result in own[: round(0.4 * len(own))]:
            name = result.indicator.name
            if lost.get(name, 0) < 2:
                lost[name] = lost.get(name, 0) + 1
                result.target_known = False


def _lose_by_chance(results: list[Result], draws: Draws) -> None:
    by_place = {str(place): result for place, result in enumerate(results) if result.target_known}
    lost = draws.pick(list(by_place), TARGETS_LOST_BY_CHANCE + RESULTS_LOST_BY_CHANCE)
    for count, place in enumerate(lost):
        # Alternating keeps both kinds spread over the years.
        if count % 5 in (0, 2):
            by_place[place].target_known = False
        else:
            by_place[place].value_known = False


def _shift_for_share(results: list[Result], planting: Planting) -> float:
    """How much luck all results need so that the wanted share reaches its target after rounding."""
    judged = [result for result in results if result.target_known and result.value_known]

    def distance(shift: float) -> float:
        reached = sum(_reached(result, shift, planting) for result in judged)
        return abs(reached / len(judged) - planting.reached_share)

    return min((step / 100 for step in range(-100, 101)), key=distance)


def _reached(result: Result, shift: float, planting: Planting) -> bool:
    value = _value(result, shift, planting)
    falls = result.indicator.falls and planting.lower_is_better
    return value <= result.target if falls else value >= result.target


def _value(result: Result, shift: float, planting: Planting) -> float:
    """The result in the indicator's unit: above its target when the year went well, below when lower is better."""
    indicator = result.indicator
    gap = indicator.spread * (result.luck + shift)
    falls = indicator.falls and planting.lower_is_better
    value = result.target * (1 - gap if falls else 1 + gap)
    smallest = 10.0**-indicator.decimals
    return round(min(max(value, smallest), indicator.ceiling), indicator.decimals)


def _row(result: Result, shift: float, planting: Planting) -> Row:
    indicator = result.indicator
    return {
        "tahun": result.line.year,
        "opd": indicator.agency.short,
        "nama_opd": indicator.agency.name,
        "kode_program": indicator.programme_code,
        "indikator": indicator.name,
        "satuan": indicator.unit,
        "arah": "turun" if indicator.falls else "naik",
        "target": result.target if result.target_known else None,
        "realisasi": _value(result, shift, planting) if result.value_known else None,
        "pagu_rp": result.line.budget,
        "serapan_rp": result.line.spent,
    }

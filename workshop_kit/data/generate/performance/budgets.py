"""Budgets of programmes and of the indicators they pay for; both tables draw on them, so they agree."""

from dataclasses import dataclass

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.indicators import YEARS, Indicator, indicators
from workshop_kit.data.generate.performance.programmes import Programme, programmes
from workshop_kit.data.generate.shares import divided

# Whole budget of a closed year in rupiah. Invented, rising towards the published plan of 2026.
TOTALS = {
    2022: 3_410_000_000_000,
    2023: 4_060_000_000_000,
    2024: 4_790_000_000_000,
    2025: 5_120_000_000_000,
}
# Budgets are decided in thousands of rupiah, money is spent to the rupiah.
STEP = 1_000


@dataclass
class Line:
    """Budget and spending behind one indicator (or a programme without one) in one year, in rupiah."""

    year: int
    programme: Programme
    indicator: Indicator | None
    budget: int
    spent: int


def budget_lines(seed: int) -> list[Line]:
    """Budget lines of all closed years.

    The share spent is Beta(18, 3) whatever the indicator achieves: absorption says nothing about results.

    Parameters
    ----------
    seed : int
        Seed of the build.

    Returns
    -------
    list of Line
        By year, agency and programme; the lines of a year add up to its total exactly.
    """
    draws = Draws(seed, "budgets")
    pairs = [(programme, indicator) for programme in programmes() for indicator in _paid_by(programme) or (None,)]
    # A line keeps its size over the years, apart from a smaller yearly change.
    sizes = [programme.weight / max(1, len(_paid_by(programme))) * draws.lognormal(0.35) for programme, _ in pairs]
    lines: list[Line] = []
    for year in YEARS:
        weights = [size * draws.lognormal(0.12) for size in sizes]
        for (programme, indicator), budget in zip(pairs, divided(TOTALS[year], weights, STEP), strict=True):
            spent = round(budget * round(draws.beta_of_order(18, 20), 9))
            lines.append(Line(year, programme, indicator, budget, spent))
    return lines


def _paid_by(programme: Programme) -> tuple[Indicator, ...]:
    return tuple(
        indicator
        for indicator in indicators()
        if indicator.agency == programme.agency and indicator.programme_code == programme.code
    )

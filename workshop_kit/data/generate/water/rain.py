"""Daily rain over the city: the one weather that all tables share."""

import math
from datetime import date, timedelta
from functools import lru_cache

from workshop_kit.data.generate.draws import Draws

FIRST, LAST = date(2021, 10, 1), date(2025, 12, 31)
# A published mean year, and a smooth season: wetter around the turn of the year and in April, drier July to October.
YEAR_MM = 1_980
WET_AFTER_WET, WET_AFTER_DRY = 0.62, 0.38
GAMMA_SHAPE = 0.9


@lru_cache(maxsize=4)
def daily_rain(seed: int) -> dict[date, float]:
    """Rain of each day in millimetres, one decimal, 2021-10 to 2025-12: a two-state Markov chain with gamma amounts."""
    draws = Draws(seed, "hujan")
    found: dict[date, float] = {}
    wet, day = False, FIRST
    while day <= LAST:
        season = _season(day.month)
        wet = draws.chance((WET_AFTER_WET if wet else WET_AFTER_DRY) * (0.75 + 0.25 * season))
        mean = YEAR_MM / 365 * season / 0.5
        found[day] = round(draws.gamma(GAMMA_SHAPE, mean / GAMMA_SHAPE), 1) if wet else 0.0
        day += timedelta(days=1)
    return found


def monthly_rain(seed: int) -> dict[str, float]:
    """Rain of each month in millimetres: ``{"2024-03": 171.4, ...}``."""
    sums: dict[str, float] = {}
    for day, amount in daily_rain(seed).items():
        month = f"{day:%Y-%m}"
        sums[month] = round(sums.get(month, 0.0) + amount, 1)
    return sums


def _season(month: int) -> float:
    """Relative wetness of a month; 1 on average over the year."""
    return 1 + 0.26 * math.cos(2 * math.pi * (month - 1) / 12) + 0.12 * math.cos(4 * math.pi * (month - 4.5) / 12)

"""Hourly rain at the gauges and levels of the rivers: what the instruments would show if they never failed."""

import math
from datetime import date, datetime, timedelta
from functools import lru_cache

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.water.rain import daily_rain

YEAR = 2025
GAUGES = ("Hujan Sempaja", "Hujan Sambutan", "Hujan Loa Bakung")
RESERVOIR, TRIBUTARY, RIVER = "Benanga", "Karang Mumus hilir", "Mahakam"
# Tidal constituents: name, height in centimetres, period in hours.
TIDE = (("M2", 52.0, 12.4206), ("S2", 21.0, 12.0), ("K1", 27.0, 23.9345))
# Most rain falls in the afternoon and evening.
START_HOURS = (13, 14, 15, 16, 17, 18, 19, 3)
HIGH_TIDE_QUANTILE = 0.6


@lru_cache(maxsize=1)
def hours() -> tuple[datetime, ...]:
    """All hours of the year, local time."""
    first = datetime(YEAR, 1, 1)
    days = (date(YEAR + 1, 1, 1) - date(YEAR, 1, 1)).days
    return tuple(first + timedelta(hours=hour) for hour in range(24 * days))


@lru_cache(maxsize=4)
def hourly_rain(seed: int) -> dict[str, list[float]]:
    """Rain of every hour of the year at each gauge, in millimetres with one decimal."""
    draws = Draws(seed, "hujan/jam")
    found: dict[str, list[float]] = {gauge: [0.0] * len(hours()) for gauge in GAUGES}
    for day, amount in daily_rain(seed).items():
        if day.year != YEAR or not amount:
            continue
        start = (day - date(YEAR, 1, 1)).days * 24 + draws.one_of(START_HOURS)
        shape = [draws.gamma(1.2) for _ in range(1 + draws.below(4))]
        for gauge in GAUGES:
            # A shower does not hit all parts of the city alike.
            own = amount * draws.lognormal(0.35) * 0.94
            for offset, part in enumerate(shape):
                place = min(start + offset, len(hours()) - 1)
                found[gauge][place] = round(found[gauge][place] + own * part / sum(shape), 1)
    return found


@lru_cache(maxsize=4)
def levels(seed: int) -> dict[str, list[float]]:
    """Level of every hour of the year at the three level gauges, in centimetres."""
    draws = Draws(seed, "tinggi muka air")
    phases = [draws.uniform(0, 2 * math.pi) for _ in TIDE]
    rain = hourly_rain(seed)
    found: dict[str, list[float]] = {RESERVOIR: [], TRIBUTARY: [], RIVER: []}
    stored, runoff, wet = 30.0, 0.0, 0.0
    for hour in range(len(hours())):
        now = math.fsum(rain[gauge][hour] for gauge in GAUGES) / len(GAUGES)
        # Linear reservoirs: what falls is added, a share of what is there runs off each hour.
        stored += 0.75 * now - 0.012 * stored
        runoff += 1.6 * now - 0.09 * runoff
        wet += now - 0.004 * wet
        tide = math.fsum(
            height * math.cos(2 * math.pi * hour / period + phase)
            for (_, height, period), phase in zip(TIDE, phases, strict=True)
        )
        river = 120 + tide + 0.08 * wet
        found[RESERVOIR].append(round(stored + 0.4 * draws.normal(), 1))
        found[TRIBUTARY].append(round(60 + 0.45 * (river - 120) + runoff + draws.normal(), 1))
        found[RIVER].append(round(river + 1.5 * draws.normal(), 1))
    return found


@lru_cache(maxsize=4)
def high_water(seed: int) -> dict[date, bool]:
    """Whether the highest level of the Mahakam on a day is among the highest two fifths of the year."""
    river = levels(seed)[RIVER]
    first = date(YEAR, 1, 1)
    highest = [max(river[day * 24 : day * 24 + 24]) for day in range(len(river) // 24)]
    limit = sorted(highest)[round(HIGH_TIDE_QUANTILE * len(highest))]
    return {first + timedelta(days=day): level >= limit for day, level in enumerate(highest)}

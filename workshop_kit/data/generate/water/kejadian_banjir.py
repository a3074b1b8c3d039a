"""The table ``kejadian_banjir``: floods by day and kelurahan."""

import math
from datetime import date, timedelta

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.wilayah import Village, villages
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.data.generate.water.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.water.rain import daily_rain
from workshop_kit.data.generate.water.river import YEAR, high_water

HEAVY_MM = 25
# How exposed a place is, relative to level ground.
EXPOSED = {"bantaran": 2.4, "datar": 1.0, "bukit": 0.25}
CERTAIN = 0.95
# In the centre residents report themselves, elsewhere one waits for the agency.
REPORTED_BY_RESIDENTS = {"Samarinda Kota": 0.75, "Samarinda Ulu": 0.6, "Samarinda Ilir": 0.55, "Sungai Pinang": 0.55}
ELSEWHERE = 0.3


def kejadian_banjir(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the table: one row a flooded day and kelurahan of 2025; days without flood have no row."""
    draws = Draws(seed, "kejadian_banjir")
    exposed = {village.code: EXPOSED[village.zone] * draws.lognormal(0.4) for village in villages()}
    rain, high = daily_rain(seed), high_water(seed)
    days = [date(YEAR, 1, 1) + timedelta(days=day) for day in range(365)]
    risk = {day: _risk(rain[day], high[day], planting) for day in days}
    scale = _scale(list(risk.values()), list(exposed.values()), planting.flooded)
    rows: list[Row] = []
    for day in days:
        for village in villages():
            # Drawn for every kelurahan, so that a change of one day does not move the others.
            flooded = draws.chance(min(CERTAIN, scale * risk[day] * exposed[village.code]))
            event = _event(draws, day, village, rain[day])
            if flooded:
                rows.append(event)
    return [row for row in rows if size == "full" or str(row["tanggal"]) < f"{YEAR}-03-01"]


def _risk(rain: float, high: bool, planting: Planting) -> float:
    """Relative chance of a flood on a day: hardly any without rain, tripled when heavy rain meets a high river."""
    risk = 0.01 + (rain / HEAVY_MM) ** 2 * 0.2 if rain <= HEAVY_MM else 0.5 + 0.1 * (rain / HEAVY_MM - 1)
    return risk * (planting.tide_factor if high and rain > HEAVY_MM else 1)


def _scale(risks: list[float], exposed: list[float], wanted: float) -> float:
    """The factor that gives the wanted share of flooded days, by bisection."""
    low, high = 0.0, 10.0
    for _ in range(50):
        middle = (low + high) / 2
        share = math.fsum(min(CERTAIN, middle * risk * place) for risk in risks for place in exposed)
        low, high = (middle, high) if share / len(risks) / len(exposed) < wanted else (low, middle)
    return round(low, 9)


def _event(draws: Draws, day: date, village: Village, rain: float) -> Row:
    depth = 18 * draws.lognormal(0.45) * (1 + min(rain, 100) / 80)
    # Pareto: most floods reach a few dozen people, a few reach thousands; deeper ones reach more.
    people = 6 * depth / 18 / math.pow(1 - draws.uniform(), 1 / 1.2)
    by_residents = draws.chance(REPORTED_BY_RESIDENTS.get(village.district, ELSEWHERE))
    return {
        "tanggal": day,
        "kode_kelurahan": village.code,
        "tinggi_cm": max(5, round(depth)),
        "jiwa_terdampak": min(round(people), village.people * 600),
        "sumber_lapor": "warga" if by_residents else "BPBD",
    }

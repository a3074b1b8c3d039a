"""The table ``sensor_hidro``: hourly readings of six posts, with the failures that instruments have."""

from datetime import datetime

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.data.generate.water.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.water.river import GAUGES, RESERVOIR, RIVER, TRIBUTARY, YEAR, hourly_rain, hours, levels

# Where each failure is: instruments fail one at a time, so that each can be found by itself.
STUCK_POST, STUCK_FROM = RESERVOIR, datetime(YEAR, 5, 14, 2)
METRES_POST, METRES_FROM = TRIBUTARY, datetime(YEAR, 8, 4, 9)
LATE_CLOCK_POST = GAUGES[0]
MISSING, DOUBTFUL = 0.025, 0.015
SMALL_HOURS = 24 * 30


def sensor_hidro(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the table: one row an hour and post of 2025, local time as the post's own clock has it."""
    draws = Draws(seed, "sensor_hidro")
    rain = hourly_rain(seed)
    water = _levels(seed, planting)
    stamps = hours() if size == "full" else hours()[:SMALL_HOURS]
    behind = planting.clock_behind
    rows: list[Row] = []
    for place, stamp in enumerate(stamps):
        for post in (*GAUGES, RESERVOIR, TRIBUTARY, RIVER):
            # A clock that is behind shows an hour when it is already later: that row holds the later reading.
            seen = min(place + behind, len(hours()) - 1) if post == LATE_CLOCK_POST else place
            reading = rain[post][seen] if post in GAUGES else water[post][seen]
            rows.append(_row(draws, stamp, post, reading))
    return rows


def _levels(seed: int, planting: Planting) -> dict[str, list[float]]:
    found = {post: list(values) for post, values in levels(seed).items()}
    first = hours()[0]
    stuck = int((STUCK_FROM - first).total_seconds()) // 3600
    for hour in range(stuck, stuck + planting.stuck_hours):
        found[STUCK_POST][hour] = found[STUCK_POST][stuck]
    metres = int((METRES_FROM - first).total_seconds()) // 3600
    for hour in range(metres, metres + 24 * planting.metres_days):
        found[METRES_POST][hour] = round(found[METRES_POST][hour] / 100, 2)
    return found


def _row(draws: Draws, stamp: datetime, post: str, reading: float) -> Row:
    luck = draws.uniform()
    value: float | None = reading
    quality = "baik"
    if luck < MISSING:
        value, quality = None, "hilang"
    elif luck < MISSING + DOUBTFUL:
        # The logger itself distrusts the reading.
        value, quality = round(reading * draws.lognormal(0.5), 1), "meragukan"
    return {
        "waktu": stamp,
        "id_pos": post,
        "hujan_mm": value if post in GAUGES else None,
        "tma_cm": None if post in GAUGES else value,
        "kualitas": quality,
    }

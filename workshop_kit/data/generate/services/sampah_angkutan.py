"""The table ``sampah_angkutan``: waste carried to the landfill, by day and collection point."""

from datetime import date, timedelta

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.wilayah import villages
from workshop_kit.data.generate.services.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.table import Row, Size

YEAR = 2025
POINTS = 90
TRUCKS = 74
CAPACITIES = (3_000, 6_000, 8_000)
# The city's usual load of a day in kilograms: one of the two published totals.
DAY_KG = 600_000
# Loads leave at this share of what the truck could carry, so that trips times capacity comes to over 1,000 tonnes.
USUAL_LOAD = 0.56
GUESS = 500
# Weeks in which the weighbridge was out of order.
BROKEN = (
    (date(2025, 2, 10), date(2025, 3, 16)),
    (date(2025, 7, 1), date(2025, 8, 3)),
    (date(2025, 11, 3), date(2025, 11, 23)),
)


def sampah_angkutan(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the table: one row a day and collection point of 2025; weights in kilograms."""
    draws = Draws(seed, "sampah_angkutan")
    points = _points(draws)
    share = DAY_KG / sum(weight for _, weight, _ in points)
    rows: list[Row] = []
    day = date(YEAR, 1, 1)
    while day <= (date(YEAR, 12, 31) if size == "full" else date(YEAR, 2, 20)):
        # Markets close on Sunday.
        busy = (0.86 if day.weekday() == 6 else 1.02) * draws.lognormal(0.03)
        for name, weight, capacity in points:
            rows.append(_row(draws, day, name, weight * share * busy, capacity, planting))
        day += timedelta(days=1)
    return rows


def _row(draws: Draws, day: date, name: str, usual: float, capacity: int, planting: Planting) -> Row:
    load = usual * draws.lognormal(0.16)
    full = USUAL_LOAD if planting.half_full_trucks else 1.0
    trips = max(1, round(load / (capacity * full)))
    works = not any(first <= day <= last for first, last in BROKEN)
    kilograms = round(load / 10) * 10
    if not works and draws.chance(planting.rounded):
        kilograms = max(GUESS, round(load / GUESS) * GUESS)
    return {
        "tanggal": day,
        "id_tps": name,
        "berat_kg": kilograms,
        "ritase": trips,
        "kapasitas_kg": capacity,
        "truk": f"T-{1 + draws.below(TRUCKS):02d}",
        "timbang": works,
    }


def _points(draws: Draws) -> list[tuple[str, float, int]]:
    """Name, relative load and truck capacity of every collection point; the name holds the code of its kecamatan."""
    people: dict[str, int] = {}
    for village in villages():
        people[village.district_code] = people.get(village.district_code, 0) + village.people
    whole = sum(people.values())
    counts = {code: max(3, round(POINTS * own / whole)) for code, own in people.items()}
    largest = max(counts, key=lambda code: (counts[code], code))
    counts[largest] += POINTS - sum(counts.values())
    return [
        (
            f"TPS-{code[-2:]}{number:02d}",
            people[code] / count * draws.lognormal(0.3),
            draws.one_of(CAPACITIES, (2, 5, 3)),
        )
        for code, count in counts.items()
        for number in range(1, count + 1)
    ]

"""Who complains: persons of ``warga_sampel``, more of them in the centre than at the edge of the city."""

from collections import defaultdict

from workshop_kit.data.generate.complaints.planting import Planting
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.warga_sampel import Person, age_at_year_end, persons
from workshop_kit.data.generate.people.wilayah import districts, villages
from workshop_kit.data.generate.shares import divided
from workshop_kit.data.generate.table import Size

# 1: as eager as the centre, 0: as silent as the edge. Invented.
EAGERNESS = {
    "Palaran": 0.0,
    "Samarinda Seberang": 0.4,
    "Samarinda Ulu": 0.7,
    "Samarinda Ilir": 0.65,
    "Samarinda Utara": 0.35,
    "Sungai Kunjang": 0.5,
    "Sambutan": 0.2,
    "Sungai Pinang": 0.6,
    "Samarinda Kota": 1.0,
    "Loa Janan Ilir": 0.3,
}
YOUNGEST = 17
# Different persons per complaint: most complain once.
PERSONS_PER_COMPLAINT = 0.74


def reporters(draws: Draws, seed: int, size: Size, count: int, planting: Planting) -> list[Person]:
    """One entry of ``warga_sampel`` for each of ``count`` complaints, in an order by lot."""
    people: dict[str, int] = defaultdict(int)
    for village in villages():
        people[village.district] += village.people
    weights = [people[name] * (1 + (planting.reporting_gap - 1) * EAGERNESS[name]) for name in districts()]
    entries: dict[str, dict[str, list[Person]]] = {name: {} for name in districts()}
    for entry in persons(seed, size):
        if age_at_year_end(entry.born) >= YOUNGEST:
            entries[entry.district].setdefault(entry.person, []).append(entry)
    found: list[Person] = []
    for name, own in zip(districts(), divided(count, weights), strict=True):
        found += _of_district(draws, list(entries[name].values()), own, planting)
    return draws.shuffled(found)


def _of_district(draws: Draws, people: list[list[Person]], count: int, planting: Planting) -> list[Person]:
    """Entries of the district's reporters; a double identity speaks under both of its entries (F04)."""
    number = max(1, min(round(PERSONS_PER_COMPLAINT * count), len(people)))
    wanted = number * planting.double_reporters
    doubles = [entries for entries in people if len(entries) > 1]
    twice = draws.pick(doubles, min(int(wanted) + draws.chance(wanted % 1), len(doubles)))
    others = [entries for entries in people if len(entries) == 1]
    once = [entries[0] for entries in draws.pick(others, number - len(twice))]
    found = [entry for entries in twice for entry in entries] + once
    return found[:count] + [draws.one_of(once) for _ in range(count - len(found))]

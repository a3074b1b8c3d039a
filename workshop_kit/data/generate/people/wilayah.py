"""The table ``wilayah``: the city's kelurahan with two code systems."""

import math
from dataclasses import dataclass
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.table import Row

CITY_KM2 = 716.78


@dataclass(frozen=True)
class Village:
    """One kelurahan.

    Attributes
    ----------
    code, name : str
        Code of the Ministry of Home Affairs, and name.
    district_code, district : str
        Its kecamatan.
    statistics_code : str
        Its code at BPS, which is another one.
    zone : str
        ``bantaran``, ``datar`` or ``bukit``: a coarse guess that drives floods; not a survey.
    people : int
        Usual number of residents in thousands: coarse, and shifted at random so that it tells nobody's figures.
    age : float
        How old its people are: above 0 older than the city, below younger. Invented.
    """

    code: str
    name: str
    district_code: str
    district: str
    statistics_code: str
    zone: str
    people: int
    age: float


@lru_cache(maxsize=1)
def villages() -> tuple[Village, ...]:
    """All 59 kelurahan in the order of their codes."""
    return tuple(
        Village(
            row["kode_kelurahan"],
            row["kelurahan"],
            row["kode_kecamatan"],
            row["kecamatan"],
            row["kode_bps"],
            row["zona"],
            int(row["bobot_ribu"]),
            float(row["tua"]),
        )
        for row in catalogue_rows("people", "kelurahan.csv")
    )


def districts() -> tuple[str, ...]:
    """Names of the ten kecamatan in the order of their codes."""
    return tuple(dict.fromkeys(village.district for village in villages()))


@lru_cache(maxsize=1)
def catchments() -> dict[str, tuple[str, ...]]:
    """Codes of the kelurahan that each health centre serves: an invented division within each kecamatan."""
    seats = {row["puskesmas"]: row["kode_kelurahan"] for row in catalogue_rows("people", "puskesmas.csv")}
    served: dict[str, list[str]] = {name: [] for name in seats}
    for village in villages():
        own = [name for name, seat in seats.items() if seat == village.code]
        near = [name for name, seat in seats.items() if seat.startswith(village.district_code)]
        # Without a centre of its own, the one that serves the fewest so far.
        served[own[0] if own else min(near, key=lambda name: (len(served[name]), name))].append(village.code)
    return {name: tuple(codes) for name, codes in served.items()}


def wilayah(seed: int) -> list[Row]:
    """Make the table: one row a kelurahan; areas are fictional and add up to the city's."""
    draws = Draws(seed, "wilayah")
    sparse = {row["kode_kelurahan"]: float(row["bobot_luas"]) for row in catalogue_rows("people", "kelurahan.csv")}
    weights = [sparse[village.code] * math.sqrt(village.people) * draws.lognormal(0.35) for village in villages()]
    scale = CITY_KM2 / math.fsum(weights)
    areas = [round(weight * scale, 2) for weight in weights]
    # Rounding leaves a few hectares; the largest takes them.
    areas[areas.index(max(areas))] += CITY_KM2 - math.fsum(areas)
    centre = {code: name for name, codes in catchments().items() for code in codes}
    return [
        {
            "kode_kelurahan": village.code,
            "kelurahan": village.name,
            "kode_kecamatan": village.district_code,
            "kecamatan": village.district,
            "kode_bps": village.statistics_code,
            "luas_km2": round(area, 2),
            "zona_topografi": village.zone,
            "puskesmas": centre[village.code],
        }
        for village, area in zip(villages(), areas, strict=True)
    ]

"""The table ``penduduk``: residents by year, kelurahan, sex and age."""

import math
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.people.spelling import written
from workshop_kit.data.generate.people.wilayah import Village, villages
from workshop_kit.data.generate.shares import divided
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.privacy.cells import suppress_cells

# Published totals; 2025 is an invented continuation.
TOTALS = {2022: 849_717, 2023: 861_878, 2024: 881_225, 2025: 895_400}
# Single years of age are many rows: the last two years show what there is to see.
RAW_YEARS = (2024, 2025)
OLDEST = 85
BAND = 5
LAST_BAND = 75
SEXES = ("L", "P")
MEN = 0.509
SMALLEST_PUBLISHED = 5
# Relative number of residents per year of age, read off a smooth curve through these ages.
AGES = ((0, 66), (4, 76), (12, 94), (22, 86), (32, 76), (43, 80), (52, 63), (62, 35), (72, 12), (80, 4.2), (85, 1.9))

Cell = tuple[int, str, str, int]


def penduduk_mentah(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the raw table: one row a year, kelurahan, sex and single year of age; 85 means 85 or older."""
    years = RAW_YEARS if size == "full" else RAW_YEARS[-1:]
    return [
        _row(cell, planting) | {"umur": cell[3], "jumlah": count}
        for cell, count in residents(seed, planting).items()
        if cell[0] in years
    ]


def penduduk(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the published table: five-year bands; counts below 5 and their complements are missing.

    No hidden count can be had by subtraction from a kelurahan's number of men or women, nor from the city's pyramid.
    """
    counts: dict[tuple[int, str, str, str], int] = {}
    rows: list[Row] = []
    for cell, count in residents(seed, planting).items():
        year, village, sex, age = cell
        if size == "full" or year == max(TOTALS):
            band = (year, village, sex, age_band(age))
            if band not in counts:
                rows.append(_row(cell, planting) | {"kelompok_umur": band[3]})
            counts[band] = counts.get(band, 0) + count
    frame = pd.DataFrame(rows).assign(jumlah=list(counts.values()))
    totals = [["tahun", "kode_kelurahan", "jk"], ["tahun", "kelompok_umur", "jk"]]
    hidden = suppress_cells(frame, "jumlah", within=totals, limit=SMALLEST_PUBLISHED)
    return [
        row | {"jumlah": None if pd.isna(count) else int(count)}
        for row, count in zip(rows, hidden["jumlah"], strict=True)
    ]


def _row(cell: Cell, planting: Planting) -> Row:
    """What both releases say of a cell, apart from its age and count."""
    year, code, sex, _ = cell
    return {
        "tahun": year,
        "kode_kelurahan": code,
        "nama_kelurahan": written(_names()[code], year, planting.names_drift),
        "jk": sex,
    }


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {village.code: village.name for village in villages()}


def age_band(age: int) -> str:
    """The five-year band of an age: ``0-4`` ... ``75+``."""
    if age >= LAST_BAND:
        return f"{LAST_BAND}+"
    start = age // BAND * BAND
    return f"{start}-{start + BAND - 1}"


@lru_cache(maxsize=4)
def residents(seed: int, planting: Planting = AS_DESIGNED) -> dict[Cell, int]:
    """Residents by year, kelurahan, sex (L, P) and year of age (85: or older); each year adds up to its total."""
    draws = Draws(seed, "penduduk")
    own_age = {village.code: village.age + 0.15 * draws.normal() for village in villages()}
    growth = {village.code: 0.006 * draws.normal() for village in villages()}
    found: dict[Cell, int] = {}
    for year, total in TOTALS.items():
        wanted = divided(
            total, [village.people * (1 + growth[village.code]) ** (year - 2024) for village in villages()]
        )
        for village, people in zip(villages(), wanted, strict=True):
            expected = _expected(village, people, own_age[village.code] * planting.ageing)
            counts = {cell: draws.poisson(mean) for cell, mean in expected.items()}
            _fit(counts, expected, people)
            for (sex, age), count in counts.items():
                found[year, village.code, sex, age] = count
    return found


def _expected(village: Village, people: int, older: float) -> dict[tuple[str, int], float]:
    """Expected residents by sex and age; ``older`` tilts the city's curve."""
    # Hidden sizes are rounded so that the last bit of exp cannot differ between machines.
    weights = [round(_curve(age) * math.exp(older * (age - 30) / 30), 6) for age in range(OLDEST + 1)]
    whole = math.fsum(weights)
    return {
        (sex, age): people * share * weights[age] / whole
        for sex, share in zip(SEXES, (MEN, 1 - MEN), strict=True)
        for age in range(OLDEST + 1)
    }


def _curve(age: int) -> float:
    for (low, left), (high, right) in pairwise(AGES):
        if age <= high:
            return left + (right - left) * (age - low) / (high - low)
    return AGES[-1][1]


def _fit(counts: dict[tuple[str, int], int], expected: dict[tuple[str, int], float], people: int) -> None:
    """Add or take single residents, in the most populous cells, until the kelurahan has its number."""
    missing = people - sum(counts.values())
    large = sorted(expected, key=lambda cell: (-expected[cell], cell))[: len(expected) // 2]
    for step in range(abs(missing)):
        counts[large[step % len(large)]] += 1 if missing > 0 else -1

"""The table ``puskesmas_kunjungan``: visits to health centres by month and disease."""

import math
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.penduduk import residents
from workshop_kit.data.generate.people.wilayah import catchments
from workshop_kit.data.generate.services.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.data.generate.water.rain import daily_rain
from workshop_kit.privacy.cells import suppress_cells

YEARS = (2023, 2024, 2025)
DISEASES = ("ISPA", "DBD", "diare", "hipertensi", "TB")
# Visits a month of 1,000 residents, at every age alike.
RATES = {"ISPA": 9.0, "DBD": 0.35, "diare": 2.2, "hipertensi": 6.5}
# Visits for tuberculosis a year of 1,000 residents, by the age at which a group begins. Invented; printed on the card.
TB_RATES = {0: 2.0, 15: 8.0, 45: 25.0, 60: 85.0}
TB_RATE = 13.0
SMALLEST_PUBLISHED = 5


def puskesmas_kunjungan_mentah(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the raw table: one row a month, health centre and disease."""
    draws = Draws(seed, "puskesmas_kunjungan")
    staff = {name: 9 + draws.below(22) for name in catchments()}
    # Some centres are simply visited more often; that has nothing to do with age.
    popular = {name: draws.lognormal(0.12) for name in catchments()}
    rows: list[Row] = []
    for year in YEARS:
        for month in range(1, 13):
            for name in catchments():
                for disease in DISEASES:
                    expected = _expected(seed, planting, year, month, name, disease) * popular[name]
                    count = draws.negative_binomial(expected, 60 if disease == "TB" else 25)
                    if size == "full" or year == YEARS[-1]:
                        rows.append(
                            {
                                "bulan": f"{year}-{month:02d}",
                                "puskesmas": name,
                                "penyakit": disease,
                                "kunjungan": count,
                                "nakes": staff[name] + (year - YEARS[0]),
                            }
                        )
    return rows


def puskesmas_kunjungan(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the published table: counts of 1 to 4, and those that would give them away, are missing.

    No hidden count can be had from the city's total of a disease. A centre's total over diseases is not published: it
    would cost a quarter of the tuberculosis counts to protect, and adding a cough to a stroke tells nothing.
    """
    rows = puskesmas_kunjungan_mentah(seed, size, planting)
    hidden = suppress_cells(pd.DataFrame(rows), "kunjungan", within=["bulan", "penyakit"], limit=SMALLEST_PUBLISHED)
    return [
        row | {"kunjungan": None if pd.isna(count) else int(count)}
        for row, count in zip(rows, hidden["kunjungan"], strict=True)
    ]


@lru_cache(maxsize=4)
def _people(seed: int) -> dict[tuple[int, str], dict[int, int]]:
    """Residents of each year and catchment by the age at which a group of `TB_RATES` begins."""
    centre_of = {code: name for name, codes in catchments().items() for code in codes}
    starts = sorted(TB_RATES, reverse=True)
    found: dict[tuple[int, str], dict[int, int]] = {}
    for (year, code, _, age), count in residents(seed).items():
        if year in YEARS:
            group = next(start for start in starts if age >= start)
            groups = found.setdefault((year, centre_of[code]), dict.fromkeys(sorted(TB_RATES), 0))
            groups[group] += count
    return found


def _expected(seed: int, planting: Planting, year: int, month: int, name: str, disease: str) -> float:
    groups = _people(seed)[year, name]
    if disease == "TB":
        if not planting.tuberculosis_by_age:
            return TB_RATE * sum(groups.values()) / 1_000 / 12
        return math.fsum(TB_RATES[start] * count for start, count in groups.items()) / 1_000 / 12
    expected = RATES[disease] * sum(groups.values()) / 1_000
    if disease == "DBD" and planting.dengue_follows_rain:
        return expected * _wetness(seed, year, month, planting.dengue_lag_days)
    if disease == "ISPA":
        return expected * (1 + 0.25 * math.cos(2 * math.pi * (month - 9) / 12))
    return expected


@lru_cache(maxsize=512)
def _wetness(seed: int, year: int, month: int, lag: int) -> float:
    """How wet the weeks were that a month's dengue cases come from; 1 in an average month."""
    rain = daily_rain(seed)
    day, amounts = date(year, month, 1), []
    while day.month == month:
        amounts.append(rain[day - timedelta(days=lag)])
        day += timedelta(days=1)
    usual = math.fsum(rain.values()) / len(rain)
    return round(math.pow(math.fsum(amounts) / len(amounts) / usual, 1.5), 6)

"""The table ``izin_antrean``: permit tickets at three kinds of counters."""

import math
from functools import lru_cache

import pandas as pd

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.services.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.table import Row, Size
from workshop_kit.privacy.generalise import suppress_values

ROWS = {"full": 18_000, "small": 1_500}
YEARS = (2024, 2025)
COUNTERS = {"MPP": 0.46, "kecamatan": 0.30, "daring": 0.24}
HOURS = tuple(range(8, 16))
BUSY = (0.8, 1.5, 1.8, 1.5, 0.6, 1.0, 1.0, 0.5)
# Usual working days by complexity; the MPP is a quarter faster than the others in each.
DAYS = {"sederhana": 4.0, "kompleks": 10.5}
FASTER_AT_MPP = 0.75
STANDARD = {"sederhana": 5, "kompleks": 14}
TARGET_DAYS = 7
TARGET_SINCE = "2025-01"
QUASI = ["bulan", "jam", "loket"]
K, L = 5, 3


def izin_antrean(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the table: one row a ticket; no attribute of a person, month and hour instead of the moment.

    The hour is missing where fewer than 5 tickets, or fewer than 3 services, share month, hour and counter.
    """
    draws = Draws(seed, "izin_antrean")
    months = [f"{year}-{month:02d}" for year in YEARS for month in range(1, 13)]
    arrivals = sorted(draws.one_of(months) for _ in range(ROWS[size]))
    rows = [_ticket(draws, month, number, planting) for number, month in enumerate(arrivals, start=1)]
    _close_in_time(draws, rows, planting)
    hours = suppress_values(pd.DataFrame(rows)[[*QUASI, "layanan"]], "jam", QUASI, K, sensitive="layanan", l=L)["jam"]
    for row, hour in zip(rows, hours, strict=True):
        row["jam"] = None if pd.isna(hour) else int(hour)
    return rows


def _ticket(draws: Draws, month: str, number: int, planting: Planting) -> Row:
    counter = draws.one_of(list(COUNTERS), list(COUNTERS.values()))
    share = planting.complex_at_mpp if counter == "MPP" else planting.complex_elsewhere
    complexity = "kompleks" if draws.chance(share) else "sederhana"
    hour = draws.one_of(HOURS, BUSY)
    complete = draws.chance(0.86 if complexity == "sederhana" else 0.7)
    has_target = month >= TARGET_SINCE
    return {
        "id_tiket": f"TKT-{number:05d}",
        "layanan": _service(draws, complexity),
        "loket": counter,
        "bulan": month,
        "jam": hour,
        "menit_tunggu": None if counter == "daring" else _wait(draws, counter, hour),
        "hari_proses": _days(draws, counter, complexity, complete),
        "standar_hari": TARGET_DAYS if has_target else STANDARD[complexity],
        "kompleksitas": complexity,
        "lengkap": complete,
        "dibuka_ulang": draws.chance(0.02),
    }


def _close_in_time(draws: Draws, rows: list[Row], planting: Planting) -> None:
    """Close, on the last day of the target, some of the tickets that would have passed it; the work goes on later."""
    under_target = [row for row in rows if str(row["bulan"]) >= TARGET_SINCE]
    late = [row for row in under_target if int(str(row["hari_proses"])) > TARGET_DAYS]
    for row in draws.pick(late, round(planting.rushed * len(under_target))):
        row["hari_proses"] = TARGET_DAYS
        row["dibuka_ulang"] = True


def _days(draws: Draws, counter: str, complexity: str, complete: bool) -> int:
    usual = DAYS[complexity] * (FASTER_AT_MPP if counter == "MPP" else 1) * (1 if complete else 1.35)
    return max(1, math.floor(usual * round(draws.lognormal(0.42), 6)))


def _wait(draws: Draws, counter: str, hour: int) -> float:
    """Minutes in the queue, longest in the busy hours and at the MPP."""
    usual = 16 * BUSY[HOURS.index(hour)] * (1.3 if counter == "MPP" else 1)
    return round(usual * draws.lognormal(0.5), 1)


def _service(draws: Draws, complexity: str) -> str:
    names, simple, complex_ = services()
    return draws.one_of(names, complex_ if complexity == "kompleks" else simple)


@lru_cache(maxsize=1)
def services() -> tuple[list[str], list[float], list[float]]:
    """Names, and how often each comes among simple and among complex cases."""
    rows = catalogue_rows("services", "layanan.csv")
    shares = [(float(row["bobot"]), float(row["porsi_kompleks"])) for row in rows]
    return (
        [row["layanan"] for row in rows],
        [weight * (1 - share) for weight, share in shares],
        [weight * share for weight, share in shares],
    )

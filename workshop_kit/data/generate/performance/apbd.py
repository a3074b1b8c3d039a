"""The table ``apbd``: budgets and spending of the agencies' programmes."""

import math
from dataclasses import dataclass

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.budgets import STEP, budget_lines
from workshop_kit.data.generate.performance.indicators import YEARS
from workshop_kit.data.generate.performance.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.performance.programmes import Programme, programmes
from workshop_kit.data.generate.shares import divided
from workshop_kit.data.generate.table import Row

# Published for 2026: a plan of Rp5.385 trillion, cut to Rp3.18 trillion.
PLAN_2026 = 5_385_000_000_000
AFTER_CUT_2026 = 3_180_000_000_000

# Share of the year's spending by quarter, December apart from the rest of the fourth quarter,
# and share of the plan that the cut of 2026 takes: staff are paid monthly, capital in December and cut first.
QUARTERS = {
    "5.1.01": (0.23, 0.28, 0.23, 0.15),
    "5.1.02": (0.11, 0.21, 0.24, 0.18),
    "5.2": (0.03, 0.09, 0.17, 0.17),
}
DECEMBER = {"5.1.01": 0.11, "5.1.02": 0.34, "5.2": 0.62}
CUT = {"5.1.01": 0.10, "5.1.02": 0.36, "5.2": 0.56}
LARGEST_CUT = 0.92


@dataclass
class Year:
    """One programme in one closed year, in rupiah."""

    programme: Programme
    year: int
    before: int
    after: int
    spent: int
    december: float


def apbd(seed: int, planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the table.

    Parameters
    ----------
    seed : int
        Seed of the build.
    planting : Planting
        Strength of the planted truths.

    Returns
    -------
    list of dict
        One row a year, agency and programme; whole rupiah. 2026 is not closed: its spending is ``None``.
    """
    draws = Draws(seed, "apbd")
    closed = _closed_years(seed, draws)
    _calibrate_december(closed, planting)
    return [_closed_row(row, draws) for row in closed] + _open_year(closed, draws, planting)


def _closed_years(seed: int, draws: Draws) -> list[Year]:
    budgets: dict[tuple[int, str, str], list[int]] = {}
    for line in budget_lines(seed):
        key = (line.year, line.programme.agency.short, line.programme.code)
        sums = budgets.setdefault(key, [0, 0])
        sums[0] += line.budget
        sums[1] += line.spent
    rows = []
    for year in YEARS:
        for programme in programmes():
            after, spent = budgets[year, programme.agency.short, programme.code]
            before = round(after / (1.03 * draws.lognormal(0.06)) / STEP) * STEP
            december = DECEMBER[_group(programme)] * draws.lognormal(0.15)
            rows.append(Year(programme, year, before, after, spent, december))
    return rows


def _calibrate_december(rows: list[Year], planting: Planting) -> None:
    """Scale the odds of December so that its share of all spending is the planted one; single years differ a little."""
    spent = math.fsum(row.spent for row in rows)

    def total(odds: float) -> float:
        return math.fsum(row.spent * _with_odds(row.december, odds) for row in rows) / spent

    low, high = 0.01, 100.0
    for _ in range(60):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if total(middle) < planting.december_share else (low, middle)
    for row in rows:
        row.december = round(_with_odds(row.december, low), 6)


def _with_odds(share: float, odds: float) -> float:
    share = min(share, 0.9)
    return share * odds / (1 - share + share * odds)


def _closed_row(row: Year, draws: Draws) -> Row:
    december = round(row.spent * row.december)
    weights = [share * draws.lognormal(0.12) for share in QUARTERS[_group(row.programme)]]
    first, second, third, autumn = _whole_parts(row.spent - december, weights)
    return _start(row.programme, row.year, row.before, row.after) | {
        "realisasi_tw1_rp": first,
        "realisasi_tw2_rp": second,
        "realisasi_tw3_rp": third,
        "realisasi_tw4_rp": autumn + december,
        "realisasi_desember_rp": december,
        "realisasi_rp": row.spent,
    }


def _whole_parts(total: int, weights: list[float]) -> list[int]:
    parts = [round(total * round(weight / sum(weights), 9)) for weight in weights[:-1]]
    return [*parts, total - sum(parts)]


def _open_year(closed: list[Year], draws: Draws, planting: Planting) -> list[Row]:
    """2026: the published plan divided like the year before, then cut unevenly to the published remainder."""
    last = [row for row in closed if row.year == YEARS[-1]]
    plans = divided(PLAN_2026, [row.after * draws.lognormal(0.1) for row in last], STEP)
    even = 1 - AFTER_CUT_2026 / PLAN_2026
    cuts = [even + planting.cut_spread * (CUT[_group(row.programme)] * draws.lognormal(0.18) - even) for row in last]
    scale = (PLAN_2026 - AFTER_CUT_2026) / math.fsum(plan * cut for plan, cut in zip(plans, cuts, strict=True))
    kept = [plan * (1 - min(cut * scale, LARGEST_CUT)) for plan, cut in zip(plans, cuts, strict=True)]
    after = divided(AFTER_CUT_2026, kept, STEP)
    spent = dict.fromkeys(
        [
            "realisasi_tw1_rp",
            "realisasi_tw2_rp",
            "realisasi_tw3_rp",
            "realisasi_tw4_rp",
            "realisasi_desember_rp",
            "realisasi_rp",
        ]
    )
    return [_start(row.programme, 2026, plan, left) | spent for row, plan, left in zip(last, plans, after, strict=True)]


def _start(programme: Programme, year: int, before: int, after: int) -> Row:
    return {
        "tahun": year,
        "opd": programme.agency.short,
        "nama_opd": programme.agency.name,
        "kode_program": programme.code,
        "kode_rekening": programme.account,
        "program": programme.name,
        "pagu_murni_rp": before,
        "pagu_perubahan_rp": after,
    }


def _group(programme: Programme) -> str:
    return "5.2" if programme.account.startswith("5.2") else programme.account

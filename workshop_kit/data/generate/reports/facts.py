"""What the tables say about each indicator and programme; the reports' tables print it, the narrative may not agree."""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from workshop_kit.data.generate.performance.apbd import apbd
from workshop_kit.data.generate.performance.indicators import YEARS, Indicator, indicators
from workshop_kit.data.generate.performance.kinerja_opd import kinerja_opd
from workshop_kit.data.generate.table import Row


@dataclass(frozen=True)
class Fact:
    """One indicator in one year as ``kinerja_opd`` has it.

    Attributes
    ----------
    year : int
        Budget year.
    indicator : Indicator
        What is measured.
    target, value, before : float or None
        Target and result of the year, result of the year before; in the indicator's unit, None where missing.
    budget, spent : int
        Rupiah.
    """

    year: int
    indicator: Indicator
    target: float | None
    value: float | None
    before: float | None
    budget: int
    spent: int

    @property
    def absorption(self) -> float:
        """Share of the budget spent, in percent with one decimal."""
        return round(self.spent / self.budget * 100, 1)

    @property
    def achievement(self) -> float | None:
        """Result over target (target over result where lower is better), in percent with one decimal."""
        if self.target is None or self.value is None:
            return None
        ratio = self.target / self.value if self.indicator.falls else self.value / self.target
        return round(ratio * 100, 1)

    @property
    def reached(self) -> bool | None:
        """Whether the target was reached, its direction honoured."""
        if self.target is None or self.value is None:
            return None
        return self.value <= self.target if self.indicator.falls else self.value >= self.target

    @property
    def rose(self) -> bool | None:
        """Whether the result is above that of the year before; None where nothing (or next to nothing) changed."""
        if self.value is None or self.before is None or abs(self.value - self.before) < 0.02 * self.before:
            return None
        return self.value > self.before


@lru_cache(maxsize=4)
def facts(seed: int) -> dict[tuple[str, str, int], Fact]:
    """All facts by agency, indicator and year."""
    rows = {(row["opd"], row["indikator"], row["tahun"]): row for row in kinerja_opd(seed)}
    found = {}
    for indicator in indicators():
        short, name = indicator.agency.short, indicator.name
        for year in YEARS:
            row = rows[short, name, year]
            before = rows[short, name, year - 1]["realisasi"] if year > YEARS[0] else None
            found[short, name, year] = Fact(
                year,
                indicator,
                cast("float | None", row["target"]),
                cast("float | None", row["realisasi"]),
                cast("float | None", before),
                cast(int, row["pagu_rp"]),
                cast(int, row["serapan_rp"]),
            )
    return found


@lru_cache(maxsize=4)
def spending(seed: int) -> dict[tuple[str, int], list[Row]]:
    """The rows of ``apbd`` by agency and year."""
    found: dict[tuple[str, int], list[Row]] = {}
    for row in apbd(seed):
        found.setdefault((str(row["opd"]), cast(int, row["tahun"])), []).append(row)
    return found

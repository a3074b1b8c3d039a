"""The performance indicators of the agencies, with their targets year by year."""

from dataclasses import dataclass
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.performance.agencies import Agency, agencies

YEARS = (2022, 2023, 2024, 2025)


@dataclass(frozen=True)
class Indicator:
    """One indicator of one agency.

    Attributes
    ----------
    agency : Agency
        Who answers for it.
    programme_code : str
        The programme that pays for it.
    name, unit : str
        What is measured, in which unit.
    falls : bool
        Whether lower is better.
    decimals : int
        Digits after the decimal point in target and result.
    spread : float
        Usual distance of a result from its target, as a share of the target.
    targets : tuple of float
        One target for each of `YEARS`; never 0, since achievement divides by it.
    """

    agency: Agency
    programme_code: str
    name: str
    unit: str
    falls: bool
    decimals: int
    spread: float
    targets: tuple[float, ...]

    @property
    def ceiling(self) -> float:
        """The largest value the unit allows."""
        return 100.0 if self.unit in ("persen", "indeks 0-100") else float("inf")


@lru_cache(maxsize=1)
def indicators() -> tuple[Indicator, ...]:
    """All indicators, in the order of the hand-written list."""
    by_name = {agency.short: agency for agency in agencies()}
    return tuple(
        Indicator(
            by_name[row["opd"]],
            row["kode_program"],
            row["indikator"],
            row["satuan"],
            row["arah"] == "turun",
            int(row["desimal"]),
            float(row["ragam"]),
            tuple(float(row[f"target_{year}"]) for year in YEARS),
        )
        for row in catalogue_rows("performance", "indicators.csv")
    )

"""The programmes that agencies spend their budgets on."""

from dataclasses import dataclass
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.performance.agencies import Agency, agencies


@dataclass(frozen=True)
class Programme:
    """One programme of one agency.

    Attributes
    ----------
    agency : Agency
        Who runs it.
    code : str
        Programme code of the pattern X.XX.XX (Permendagri 90/2019).
    name : str
        Name of the programme.
    account : str
        Main account of its spending: 5.1.01 staff, 5.1.02 goods and services, 5.2.xx capital.
    weight : float
        Usual size relative to the other programmes.
    """

    agency: Agency
    code: str
    name: str
    account: str
    weight: float


@lru_cache(maxsize=1)
def programmes() -> tuple[Programme, ...]:
    """All programmes by agency; the districts (kecamatan) share one list."""
    rows = catalogue_rows("performance", "programmes.csv")
    return tuple(
        Programme(
            agency,
            row["kode_program"],
            row["program"],
            row["kode_rekening"],
            float(row["bobot_miliar"]),
        )
        for agency in agencies()
        for row in rows
        if row["opd"] in (agency.short, agency.kind)
    )

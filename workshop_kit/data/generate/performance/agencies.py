"""The agencies (perangkat daerah) the tables speak of."""

from dataclasses import dataclass
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows


@dataclass(frozen=True)
class Agency:
    """One agency whose name a published source confirms.

    Attributes
    ----------
    short, name : str
        Short and full name, as the columns ``opd`` and ``nama_opd`` show them.
    kind : str
        ``sekretariat``, ``inspektorat``, ``badan``, ``dinas`` or ``kecamatan``.
    source : str
        Where the name was found.
    """

    short: str
    name: str
    kind: str
    source: str


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """All agencies, in the order of the hand-written list."""
    return tuple(
        Agency(row["opd"], row["nama_opd"], row["jenis"], row["nama_bersumber_dari"])
        for row in catalogue_rows("performance", "agencies.csv")
    )

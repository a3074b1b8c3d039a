"""What is hidden in the tables of people for the lessons to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planting:
    """Strength of every planted truth; a test switches one off to see that its detector stays silent.

    Attributes
    ----------
    names_drift : bool
        Whether the names of kelurahan are written another way in older years (F13).
    ageing : float
        How much the age structure of kelurahan differs: 1 as designed, 0 the same everywhere. It makes the small cells
        of the outskirts (F14) and the ecological fallacy of the health table.
    double_identities : float
        Share of rows of ``warga_sampel`` that are a second entry of a person who is there already (F04).
    uneven_jobs : bool
        Whether occupations differ in size; if not, anonymising costs every occupation about the same (F21).
    """

    names_drift: bool = True
    ageing: float = 1.0
    double_identities: float = 0.06
    uneven_jobs: bool = True


AS_DESIGNED = Planting()

"""What is hidden in the tables of services for the lessons to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planting:
    """Strength of every planted truth; a test switches one off to see that its detector stays silent.

    Attributes
    ----------
    complex_at_mpp, complex_elsewhere : float
        Share of complex cases at the MPP counter and at the others (F06): unequal shares turn the averages around.
    rushed : float
        Share of the tickets since 2025 that are closed on day 7, the target, and opened again (F07).
    dengue_lag_days : int
        Days from rain to dengue cases (F15).
    dengue_follows_rain : bool
        Whether dengue depends on rain at all.
    tuberculosis_by_age : bool
        Whether tuberculosis depends on age (F16); if so, kelurahan with old people have more of it and nothing else.
    rounded : float
        Share of weights guessed in halves of a tonne while the weighbridge is broken (F17).
    half_full_trucks : bool
        Whether trucks leave far below their capacity (F18), so that trips times capacity is another official total.
    """

    complex_at_mpp: float = 0.70
    complex_elsewhere: float = 0.25
    rushed: float = 0.18
    dengue_lag_days: int = 35
    dengue_follows_rain: bool = True
    tuberculosis_by_age: bool = True
    rounded: float = 0.40
    half_full_trucks: bool = True


AS_DESIGNED = Planting()

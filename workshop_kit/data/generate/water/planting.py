"""What is hidden in the tables of water for the lessons to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planting:
    """Strength of every planted truth; a test switches one off to see that its detector stays silent.

    Attributes
    ----------
    stuck_hours : int
        How long one gauge repeats its last level (F10); 0 for never.
    metres_days : int
        For how many days another one reports metres in the column of centimetres (F10).
    clock_behind : int
        Hours by which the clock of one rain gauge is behind local time: 8, since it was left at UTC (F10).
    tide_factor : float
        How many times likelier a flood is after more than 25 mm of rain when the river is high (F11).
    flooded : float
        Share of days of a kelurahan with a flood (F12).
    """

    stuck_hours: int = 9
    metres_days: int = 12
    clock_behind: int = 8
    tide_factor: float = 3.0
    flooded: float = 0.03


AS_DESIGNED = Planting()

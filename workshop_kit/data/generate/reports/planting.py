"""What is hidden in the reports for the lessons to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planting:
    """Strength of the planted truth F08; a test switches it off to see that its detector stays silent.

    Attributes
    ----------
    contradiction_share : float
        Share of the indicators (of one year, in one report) that one sentence contradicts.
    """

    contradiction_share: float = 0.225


AS_DESIGNED = Planting()

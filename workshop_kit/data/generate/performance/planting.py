"""What is hidden in the tables for the lessons to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planting:
    """Strength of every planted truth; a test switches one off to see that its detector stays silent.

    Attributes
    ----------
    absorption_correlation : float
        Correlation between the share of budget spent and the achievement of an indicator.
    reached_share : float
        Share of indicators that reach their target when "lower is better" is honoured.
    lower_is_better : bool
        Whether indicators marked ``turun`` really fall; if not, they behave like the others.
    agencies_hiding_targets : int
        Number of agencies whose targets are missing where the result was bad.
    december_share : float
        Share of a year's spending that falls in December.
    cut_spread : float
        How unevenly the 2026 cut falls: 1 as designed, 0 the same share everywhere.
    """

    absorption_correlation: float = 0.05
    reached_share: float = 0.47
    lower_is_better: bool = True
    agencies_hiding_targets: int = 2
    december_share: float = 0.42
    cut_spread: float = 1.0


AS_DESIGNED = Planting()

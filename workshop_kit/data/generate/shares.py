"""Dividing a total into whole parts."""

import math
from collections.abc import Sequence


def divided(total: int, weights: Sequence[float], step: int = 1) -> list[int]:
    """Divide a total by weights into multiples of ``step``; the largest part takes what rounding leaves.

    Examples
    --------
    >>> divided(10_000, [1, 1, 1], step=1_000)
    [4000, 3000, 3000]
    """
    whole = math.fsum(weights)
    parts = [round(total * weight / whole / step) * step for weight in weights]
    parts[parts.index(max(parts))] += total - sum(parts)
    return parts

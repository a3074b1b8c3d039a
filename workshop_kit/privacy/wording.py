"""Numbers as the reader writes them: 8.000 and 3,9% in Indonesian, 8,000 and 3.9% in English."""

import math

from workshop_kit.language import language


def number(value: float, decimals: int = 0) -> str:
    """A number with its thousands parted; ``"–"`` for none.

    Examples
    --------
    >>> number(8000), number(-3.456, 2)
    ('8.000', '-3,46')
    """
    if not math.isfinite(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(share: float, decimals: int = 1) -> str:
    """A share of 1 as a percentage; what is small but not nothing is not shown as nothing.

    Examples
    --------
    >>> percent(0.039), percent(0.0001)
    ('3,9%', '<0,1%')
    """
    least: float = 10.0**-decimals
    if 0 < 100 * share < least:
        return f"<{number(least, decimals)}%"
    return f"{number(100 * share, decimals)}%"

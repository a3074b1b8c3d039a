"""What of a request may be shown in a sentence: short, and of printable characters."""

from typing import Any

_LONGEST = 40


def shortened(value: Any) -> str:
    """A value as it may stand in a sentence.

    Examples
    --------
    >>> shortened("a" * 50), shortened("\\x1b[31m")
    ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…', '·[31m')
    """
    text = value if isinstance(value, str) else str(value)[: _LONGEST * 2]
    text = "".join(each if each.isprintable() else "·" for each in text[: _LONGEST + 1])
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""The plainest text that a simple pattern matches."""

import re

_ESCAPES = {
    "d": "0",
    "w": "a",
    "s": " ",
    "D": "a",
    "W": "-",
    "S": "a",
    "b": "",
    "B": "",
    "A": "",
    "Z": "",
    "n": "\n",
    "t": "\t",
}
_LONGEST = 10_000
_COUNT = re.compile(r"\{(\d{1,4})(?:,(\d{0,4}))?\}")


def sample(pattern: str, least: int = 0) -> str | None:
    """A text that a pattern matches; None if the pattern is beyond this.

    Parameters
    ----------
    pattern : str
        Without look-around and references.
    least : int
        Length that the text should have at least, where a repetition without end allows it.

    Examples
    --------
    >>> sample("^[A-Z]{2}-\\\\d{4}$"), sample("^(ya|tidak)$"), sample("^a+$", 3)
    ('AA-0000', 'ya', 'aaa')
    """
    try:
        made, at = _alternative(pattern, 0, least)
    except (IndexError, ValueError, RecursionError):
        return None
    if at != len(pattern):
        return None
    try:
        return made if re.search(pattern, made) else None
    except (re.error, RecursionError):
        return None


def _alternative(pattern: str, at: int, least: int) -> tuple[str, int]:
    """The first of several ways, up to the closing bracket or the end."""
    made = ""
    first: str | None = None
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            first, made, at = first if first is not None else made, "", at + 1
            continue
        one, at = _one(pattern, at)
        times, endless, at = _times(pattern, at)
        if endless and one:
            times = max(times, min(least - len(made), _LONGEST))
        made = (made + one * times)[:_LONGEST]
    return first if first is not None else made, at


def _one(pattern: str, at: int) -> tuple[str, int]:
    sign = pattern[at]
    if sign in "^$":
        return "", at + 1
    if sign == ".":
        return "x", at + 1
    if sign == "\\":
        return _ESCAPES.get(pattern[at + 1], pattern[at + 1]), at + 2
    if sign == "[":
        return _of_class(pattern, at + 1)
    if sign == "(":
        begin = at + 3 if pattern.startswith("(?:", at) else at + 1
        made, end = _alternative(pattern, begin, 0)
        if pattern[end] != ")":
            raise ValueError
        return made, end + 1
    return sign, at + 1


def _of_class(pattern: str, at: int) -> tuple[str, int]:
    end = pattern.index("]", at + 1)
    while pattern[end - 1] == "\\":
        end = pattern.index("]", end + 1)
    inside = pattern[at - 1 : end + 1]
    try_these = [
        chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *range(32, 127))
    ]
    digits = [str(each) for each in range(10)]
    allowed = re.compile(inside)
    order = digits + try_these if "\\d" in inside or "0-9" in inside else try_these + digits
    return next(each for each in order if allowed.fullmatch(each)), end + 1


def _times(pattern: str, at: int) -> tuple[int, bool, int]:
    """How often, whether it may be more without end, and where the pattern goes on."""
    if at >= len(pattern):
        return 1, False, at
    sign = pattern[at]
    counted = _COUNT.match(pattern, at)
    if counted:
        lazy = counted.end() < len(pattern) and pattern[counted.end()] == "?"
        return int(counted.group(1)), counted.group(2) == "", counted.end() + lazy
    if sign in "*+?":
        lazy = at + 1 < len(pattern) and pattern[at + 1] == "?"
        return (1 if sign == "+" else 0), sign != "?", at + 1 + lazy
    return 1, False, at

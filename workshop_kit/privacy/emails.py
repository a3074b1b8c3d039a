"""E-mail addresses, also those with the at sign written in words."""

import re
from collections.abc import Iterator

from workshop_kit.privacy.kinds import Hit

_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"
_LOCAL_LONGEST = 64
_AT = re.compile(
    r" ?[\[({] ?(?:at|et|@) ?[\])}] ?| ?@ ?| (?:at|et) (?=[A-Za-z0-9-]{1,63} (?:dot|titik) )", re.IGNORECASE
)
_DOT = r"(?:\.| ?[\[({] ?(?:dot|titik|\.) ?[\])}] ?| (?:dot|titik) )"
_DOMAIN = re.compile(rf"(?:[A-Za-z0-9-]{{1,63}}{_DOT}){{1,8}}([A-Za-z]{{2,24}})(?![A-Za-z0-9-])", re.IGNORECASE)
_SPOKEN_DOT = re.compile(_DOT, re.IGNORECASE)
# Where spaces or words stand for the sign, only these endings are believed.
_USUAL_ENDINGS = frozenset(("id", "com", "net", "org", "info", "edu", "gov"))


def emails(text: str) -> Iterator[Hit]:
    """Find e-mail addresses in a folded text; none overlaps another."""
    taken = 0
    for at in _AT.finditer(text):
        domain = _DOMAIN.match(text, at.end())
        if domain is None:
            continue
        local = _local(text[max(taken, at.start() - _LOCAL_LONGEST - 1) : at.start()])
        if not local or (at[0] != "@" and domain[1].lower() not in _USUAL_ENDINGS):
            continue
        start, taken = at.start() - len(local), domain.end()
        yield Hit("EMAIL", start, domain.end(), True)


def address(written: str) -> str:
    """An address as it is compared: signs for words, small letters."""
    if " " in written or "[" in written or "(" in written or "{" in written:
        written = _SPOKEN_DOT.sub(".", _AT.sub("@", written))
    return written.lower()


def _local(before: str) -> str:
    """The part before the sign: what can stand there, without dots at its ends; nothing when it is too long."""
    local = before[len(before.rstrip(_LOCAL)) :]
    return local.lstrip(".-%") if len(local) <= _LOCAL_LONGEST and not local.endswith(".") else ""

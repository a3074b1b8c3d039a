"""Dates as offices write them."""

import datetime
import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Mask, Profile
from workshop_kit.language import _, translate

_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?(?:AM|PM|WITA|WIB|Z))?(?:[+-]\d{2}:?\d{2})?)?"
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januari january jan",
            "februari february feb pebruari",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august aug agu agt ags",
            "september sep sept",
            "oktober october okt oct",
            "november nov nopember nop",
            "desember december des dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Ways of writing, tried in this order.
_WAYS: dict[str, str] = {
    "iso": rf"^(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){_TIME}$",
    "iso-slash": rf"^(?P<y>\d{{4}})[/.](?P<m>\d{{1,2}})[/.](?P<d>\d{{1,2}}){_TIME}$",
    "slash": rf"^(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>\d{{4}}){_TIME}$",
    "dash": rf"^(?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})-(?P<y>\d{{4}}){_TIME}$",
    "dot": rf"^(?P<a>\d{{1,2}})\.(?P<b>\d{{1,2}})\.(?P<y>\d{{4}}){_TIME}$",
    "short": rf"^(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<y>\d{{2}}){_TIME}$",
    "words": rf"(?i)^(?:[a-z]{{4,7}}, ?)?(?P<d>\d{{1,2}})[ -]?(?P<w>{_MONTH})\.?[ -]?(?P<y>\d{{4}}|\d{{2}}){_TIME}$",
}
_COMPACT = r"^(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])$"
_SERIAL = r"^(?:[234]\d{4})(?:\.\d+)?$"
_NAMES = {
    "iso": "2025-03-31",
    "iso-slash": "2025/03/31",
    "slash": "31/03/2025",
    "dash": "31-03-2025",
    "dot": "31.03.2025",
    "short": "31/03/25",
    "words": _("31 Maret 2025"),
    "compact": "20250331",
    "serial": "45747",
}
_MOSTLY = 0.6
# Distinct dates that are read one by one; more would be a day for each of many thousand different moments.
_READ = 60_000


class Days:
    """A column's distinct values sorted by the way dates are written.

    Attributes
    ----------
    ways : dict of str to Mask
        Those that occur.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.ways: dict[str, Mask] = {}
        left = profile.given.copy()
        patterns = dict(_WAYS)
        if naming.date(profile.name):
            patterns |= {"compact": _COMPACT, "serial": _SERIAL}
        for way, pattern in patterns.items():
            if not left.any():
                break
            hit = np.zeros(len(left), dtype=np.bool_)
            hit[left] = profile.matching(pattern, profile.trimmed.filter(pa.array(left)))
            if hit.any():
                self.ways[way] = hit
                left &= ~hit
        if set(self.ways) & set(_WAYS) and "serial" not in self.ways:
            serial = left & profile.matching(_SERIAL)
            if serial.any():
                self.ways["serial"] = serial

    @property
    def every(self) -> Mask:
        """All values that are dates in some way."""
        every = np.zeros(len(self.profile.distinct), dtype=np.bool_)
        for mask in self.ways.values():
            every |= mask
        return every

    @property
    def mostly(self) -> bool:
        """Whether this is a column of dates."""
        filled = self.profile.filled
        return filled > 0 and self.profile.rows_of(self.every) >= _MOSTLY * filled


def findings(days: Days, today: datetime.date) -> Iterator[Finding]:
    """What is wrong with a column of dates."""
    profile, ways = days.profile, days.ways
    if len(ways) > 1:
        named = ", ".join(translate(_NAMES[way]) for way in ways)
        rarest = min(ways, key=lambda way: profile.rows_of(ways[way]))
        yield profile.finding("date-formats-mixed", ways[rarest], cara=named)
    if "serial" in ways:
        yield profile.finding("date-serial", ways["serial"])
    two_digits = ways.get("short", np.zeros(len(profile.distinct), np.bool_)) | (
        ways["words"] & profile.matching(r"[A-Za-z][ .-]*\d{2}$") if "words" in ways else np.bool_(False)
    )
    if two_digits.any():
        yield profile.finding("date-two-digit-year", two_digits)
    if profile.stored.get("text"):
        told = days.every
        if profile.rows_of(told):
            rows = min(profile.rows_of(told), profile.stored["text"])
            yield Finding(
                "date-as-text", column=profile.label, rows=rows, of=profile.rows, examples=profile.examples(told)
            )
    yield from _calendar(days, today)


def _calendar(days: Days, today: datetime.date) -> Iterator[Finding]:
    """Dates that do not exist, that lie ahead, and those of which day and month cannot be told apart."""
    profile = days.profile
    size = len(profile.distinct)
    marks = {name: np.zeros(size, dtype=np.bool_) for name in ("wrong", "ahead", "day-first", "month-first", "either")}
    for way in days.ways:
        if way == "serial":
            continue
        pattern = re.compile(_WAYS.get(way, _COMPACT).replace("(?i)", ""), re.IGNORECASE)
        for place in np.flatnonzero(days.ways[way])[:_READ]:
            match = pattern.match(str(profile.trimmed[int(place)].as_py()))
            for name in _judged(match.groupdict(), today) if match else ():
                marks[name][place] = True
    if marks["wrong"].any():
        yield profile.finding("date-impossible", marks["wrong"])
    if marks["ahead"].any():
        yield profile.finding("date-future", marks["ahead"])
    if marks["day-first"].any() and marks["month-first"].any():
        yield profile.finding("date-order-mixed", marks["either"] | marks["month-first"])
    elif marks["either"].any() and not marks["day-first"].any() and not marks["month-first"].any():
        yield profile.finding("date-ambiguous", marks["either"])


def _judged(parts: dict[str, str | None], today: datetime.date) -> Iterator[str]:
    """What is to be said of one date."""
    year = int(parts["y"] or 0)
    if year < 100:
        year += 2000 if year <= (today.year + 1) % 100 else 1900
    if parts.get("a") is not None:
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        if first > 12 >= second:
            yield "day-first"
        elif second > 12 >= first:
            yield "month-first"
            first, second = second, first
        elif first != second:
            yield "either"
        month, day = second, first
    else:
        month = int(parts["m"] or 0) if parts.get("m") else _MONTHS[str(parts["w"]).lower()]
        day = int(parts["d"] or 0)
    try:
        when = datetime.date(year, month, day)
    except ValueError:
        yield "wrong"
        return
    if when > today:
        yield "ahead"

"""The date, time or duration that a field asks for."""

import re
from collections.abc import Mapping

from workshop_kit.llm.engines.simulasi import values
from workshop_kit.llm.engines.simulasi.source import Field, Source, line_value
from workshop_kit.llm.engines.simulasi.values import Value
from workshop_kit.llm.engines.simulasi.words import stems, word_set

# What may stand between a word such as "sejak" and the date.
_DAY = r"(?: tanggal| hari)?[ \t]*(?:\w{4,7},?[ \t]*)?$"
_ROLES: Mapping[str, tuple[frozenset[str], re.Pattern[str]]] = {
    "until": (
        word_set("tenggat batas deadline konfirmasi jatuh tempo due paling lambat"),
        re.compile(r"(?:paling lambat|selambat\S{0,12}|sebelum|before|batas\w{0,8}|tenggat|by)" + _DAY, re.IGNORECASE),
    ),
    "from": (
        word_set("mulai awal start berlaku sejak dimulai"),
        re.compile(r"(?:mulai|sejak|dimulai|terhitung|berlaku|from|starting)" + _DAY, re.IGNORECASE),
    ),
    "to": (
        word_set("selesai akhir end berakhir sampai"),
        re.compile(r"(?:selesai|berakhir|sampai(?: dengan)?|hingga|s\.d\.|until)" + _DAY, re.IGNORECASE),
    ),
}


def date(field: Field, source: Source) -> str | None:
    """The date that a field asks for, as it is written."""
    found = best_date(field, source)
    return None if found is None else found.written


def best_date(field: Field, source: Source) -> Value | None:
    """The date of a text that a field asks for."""
    if not source.dates:
        return None
    role = next((name for name, (asked, _cue) in _ROLES.items() if field.has(*asked)), None)

    def fits(place: int, each: Value) -> tuple[float, int]:
        before = source.text[max(0, each.start - 40) : each.start]
        cued = [name for name, (_asked, cue) in _ROLES.items() if cue.search(before)]
        score = 0.0
        if role is not None:
            score += 2.0 if role in cued else -1.0
        elif "until" in cued:
            score -= 1.5
        score += 0.8 * len(field.telling & set(stems(source.text[max(0, each.start - 90) : each.end + 60])))
        return score, -place

    place, best = max(enumerate(source.dates), key=lambda each: fits(*each))
    needs_own = role is not None and len(source.dates) > 1 and fits(place, best)[0] < 0
    return None if needs_own else best


def duration(field: Field, source: Source) -> str | None:
    """How long something lasts."""
    line = line_value(field, source)
    found = values.durations(line if line is not None else source.text)
    if line is not None and not found:
        return line
    text = line if line is not None else source.text

    def fits(place: int, each: Value) -> tuple[float, int]:
        before = text[max(0, each.start - 30) : each.start].lower()
        score = (
            1.0
            if re.search(
                r"\b(?:sudah|udah|udh|sdh|selama|sejak|setelah|dalam|menunggu|for|after"
                r"|rata-rata)\W{0,3}(?:\w{1,12}\W{1,2}){0,2}$",
                before,
            )
            else 0.0
        )
        score += 0.8 * len(field.telling & set(stems(text[max(0, each.start - 60) : each.end + 30])))
        if re.search(r"\b(?:umur\w{0,3}|usia\w{0,3}|berumur)\W{1,3}(?:\w{1,12}\W{1,2}){0,3}$", before):
            score -= 3
        return score, -place

    if not found:
        return None
    place, best = max(enumerate(found), key=lambda each: fits(*each))
    return best.written if fits(place, best)[0] > -2 else None


def clock(field: Field, source: Source) -> str | None:
    """The time of day."""
    line = line_value(field, source)
    if line is not None:
        return line
    found = values.clocks(source.text)
    return found[0].written if found else None


def moment(field: Field, source: Source) -> str | None:
    """When something is: date and time."""
    line = line_value(field, source)
    if line is not None:
        return line
    found = values.relative_times(source.text) or values.clocks(source.text) or source.dates
    return found[0].written if found else None

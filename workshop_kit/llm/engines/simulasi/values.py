"""Dates, times, amounts, numbers and durations of a text, as written and as values."""

import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    "januari": 1, "februari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "agustus": 8, "september": 9,
    "oktober": 10, "november": 11, "nopember": 11, "desember": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6,
    "jul": 7, "agu": 8, "ags": 8, "sep": 9, "okt": 10, "nov": 11, "des": 12, "january": 1, "february": 2, "march": 3,
    "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
}  # fmt: skip
_UNITS = {
    "nol": 0, "satu": 1, "sebuah": 1, "seorang": 1, "sekali": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6,
    "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "seratus": 100,
}  # fmt: skip
_SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_SCALE = "|".join(_SCALES)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORDED = "|".join(sorted(_UNITS, key=len, reverse=True))
_FIGURE = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,3})?|\d{1,15}(?:,\d{1,3})?|\d{1,15}\.\d{1,2}"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})[ \t]+(?P<month>{_MONTH})\.?[ \t]+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})[ \t]+(?P<day2>\d{{1,2}}),?[ \t]+(?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})"
    r"|(?P<day4>\d{1,2})[/-](?P<month4>\d{1,2})[/-](?P<year4>\d{4}))\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:(?:pukul|jam|pkl\.?|at)[ \t]+\d{1,2}(?:[.:]\d{2})?(?:[ \t]+(?:pagi|siang|sore|malam|dini hari|WITA"
    r"|WIB|WIT|am|pm)\b)?"
    r"|\d{1,2}[.:]\d{2}[ \t]+(?:WITA|WIB|WIT|am|pm)\b|(?<![\d.])[012]\d[.:][0-5]\d(?!\d|[.:]\d))",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"\b(?:Rp\.?[ \t]{{0,3}}(?P<figure>{_FIGURE})(?:[ \t]+(?P<scale>{_SCALE})\b)?"
    rf"|(?P<figure2>{_FIGURE})[ \t]*(?P<scale2>{_SCALE})?[ \t]+rupiah\b"
    rf"|(?P<figure3>{_FIGURE})[ \t]*(?P<scale3>{_SCALE})\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<![\d.,])(?P<figure>{_FIGURE})[ \t]*(?:%|persen\b|percent\b|per cent\b)", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?:(?P<figure>{_FIGURE})(?![\d/]|[.,:-]\d)|(?P<tens>{_WORDED})[ \t]+(?P<scale>belas|puluh"
    rf"|ratus)(?:[ \t]+(?P<ones>{_WORDED}))?\b"
    rf"|(?P<word>{_WORDED})\b)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"\b(?:\d{{1,4}}(?:,\d)?|se|setengah|beberapa|(?:{_WORDED})(?:[ \t]+(?:belas"
    rf"|puluh)(?:[ \t]+(?:{_WORDED}))?)?)[ \t]*"
    r"(?:menit|jam|hari|hr|minggu|mgg|pekan|bulan|bln|tahun|thn|semester|triwulan|minutes?|hours?|days?"
    r"|weeks?|months?|years?)\b"
    r"(?:[ \t]+(?:kerja|kalender|lebih)\b)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:tadi|kemarin|kemaren|kmrn|besok|lusa)(?:[ \t]+(?:pagi|siang|sore|malam))?|(?:pagi|siang|sore"
    r"|malam)(?:[ \t]+ini|[ \t]+tadi)"
    r"|(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)[ \t]+(?:pagi|siang|sore|malam|dini hari|lalu|kemarin)"
    r"|hari ini|semalam"
    r"|(?:minggu|pekan|bulan|tahun)[ \t]+lalu|last (?:night|week|month)|yesterday|this morning)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d{2}(?![\d/]|[.,-]\d)")


@dataclass(frozen=True, slots=True)
class Value:
    """Something found in a text.

    Attributes
    ----------
    start, end : int
        Where, in characters.
    written : str
        As it stands there.
    value : str or float
        ISO date, number in the unit written, rupiah, percent; else as written.
    """

    start: int
    end: int
    written: str
    value: str | float


def dates(text: str) -> list[Value]:
    """Dates of day, month and year.

    Examples
    --------
    >>> [each.value for each in dates("Senin, 5 Mei 2025, sebelum 01/06/2025")]
    ['2025-05-05', '2025-06-01']
    """
    found = []
    for match in _DATE.finditer(text):
        for suffix in ("", "2", "3", "4"):
            if match.group(f"year{suffix}"):
                year, day = int(match.group(f"year{suffix}")), int(match.group(f"day{suffix}"))
                month = match.group(f"month{suffix}")
                iso = _iso(year, int(month) if month.isdigit() else _MONTHS[month.lower()], day)
                if iso:
                    found.append(Value(match.start(), match.end(), match.group(), iso))
    return found


def _iso(year: int, month: int, day: int) -> str | None:
    last = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= last and year else None


def clocks(text: str) -> list[Value]:
    """Times of day, as "09.00 WITA" without the word before."""
    found = []
    for match in _CLOCK.finditer(text):
        written = re.sub(r"^(?:pukul|pkl\.?|at)[ \t]+", "", match.group(), flags=re.IGNORECASE)
        found.append(Value(match.start(), match.end(), written, written))
    return found


def money(text: str) -> list[Value]:
    """Amounts in rupiah.

    Examples
    --------
    >>> [each.value for each in money("Rp1.250.000, Rp 3,4 miliar, 6 ribu")]
    [1250000.0, 3400000000.0, 6000.0]
    """
    found = []
    for match in _MONEY.finditer(text):
        for suffix in ("", "2", "3"):
            if match.group(f"figure{suffix}"):
                scale = match.group(f"scale{suffix}")
                amount = round(figure(match.group(f"figure{suffix}")) * (_SCALES[scale.lower()] if scale else 1), 2)
                found.append(Value(match.start(), match.end(), match.group(), amount))
    return found


def percents(text: str) -> list[Value]:
    """Percentages."""
    return [
        Value(match.start(), match.end(), match.group(), figure(match.group("figure")))
        for match in _PERCENT.finditer(text)
    ]


def numbers(text: str) -> list[Value]:
    """Numbers in figures and words, as "12", "1.250", "tiga", "dua puluh lima"; without those in codes and dates.

    Examples
    --------
    >>> [each.value for each in numbers("Tiga truk dan 1.250 pohon, dua puluh lima warga")]
    [3.0, 1250.0, 25.0]
    """
    found = []
    for match in _NUMBER.finditer(text):
        if match.group("figure"):
            amount = figure(match.group("figure"))
        elif match.group("tens"):
            amount = float(_worded(match.group("tens"), match.group("scale"), match.group("ones")))
        else:
            amount = float(_UNITS[match.group("word").lower()])
        found.append(Value(match.start(), match.end(), match.group(), amount))
    return found


def _worded(tens: str, scale: str, ones: str | None) -> int:
    first = _UNITS[tens.lower()]
    if scale.lower() == "belas":
        return 10 + first
    return first * (10 if scale.lower() == "puluh" else 100) + (_UNITS[ones.lower()] if ones else 0)


def years(text: str) -> list[Value]:
    """Years from 1900 to 2099."""
    return [Value(match.start(), match.end(), match.group(), float(match.group())) for match in _YEAR.finditer(text)]


def durations(text: str) -> list[Value]:
    """Lengths of time, as "tiga minggu" or "17 hari kerja"."""
    return [Value(match.start(), match.end(), match.group(), match.group()) for match in _DURATION.finditer(text)]


def relative_times(text: str) -> list[Value]:
    """Times told from today, as "kemarin sore"."""
    return [Value(match.start(), match.end(), match.group(), match.group()) for match in _RELATIVE.finditer(text)]


@lru_cache(maxsize=2_000)
def figure(written: str) -> float:
    """A number as Indonesians write it, "1.250,5"; "12.5" is taken for a decimal.

    Examples
    --------
    >>> figure("1.250,5"), figure("62,5"), figure("12.5"), figure("15.000")
    (1250.5, 62.5, 12.5, 15000.0)
    """
    whole, comma, fraction = written.partition(",")
    if not comma and re.fullmatch(r"\d{1,15}\.\d{1,2}", whole):
        return float(whole)
    return float(whole.replace(".", "") + ("." + fraction if fraction else ""))

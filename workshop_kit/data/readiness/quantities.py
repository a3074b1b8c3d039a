"""Numbers as offices write them: formats, units, percentages."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.profile import Mask, Profile
from workshop_kit.language import _, language, translate

Floats = npt.NDArray[np.float64]

_SIGN = r"[+-]?\s?"
_ANY = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+|[.,]\d+)"
_UNIT_NAMES = (
    "kilogram|kilo|kg|gram|gr|g|ton|kuintal|kw|mg|meter|km2|km²|km|m2|m²|m3|m³|mtr|m|cm|mm|"
    "hektare?|ha|liter|ltr|lt|ml|l|orang|org|jiwa|unit|buah|bh|paket|keluarga|kk|ekor|pohon|"
    "batang|titik|rit|kali|dokumen|kegiatan|lembar|eksemplar|hari kerja|hari|jam|menit|detik|bulan|"
    "tahun|thn|th|bln|ribu|rb|ribu rupiah|juta rupiah|juta|jt|miliar rupiah|miliar|milyar|triliun|"
    "rupiah|persen|kwh|mwh|watt|°c|derajat|kubik|m kubik|km/jam|mg/l|l/det|liter/detik|poin|ppm"
)
_COMMA = r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}|0,\d+|\d{4,},\d+"
_POINT = r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+"
# Ways of writing, tried in this order; each value belongs to the first that fits.
_WAYS: dict[str, str] = {
    "plain": rf"^{_SIGN}\d+$",
    "indonesian": rf"^{_SIGN}(?:{_COMMA})$",
    "english": rf"^{_SIGN}(?:{_POINT})$",
    "point": rf"^{_SIGN}\d*\.\d+$",
    "comma": rf"^{_SIGN}\d+,\d+$",
    "scientific": rf"^{_SIGN}\d(?:[.,]\d+)?[eE][+-]?\d{{1,3}}$",
    "rupiah": rf"(?i)^(?:rp|idr)\.?\s?{_SIGN}{_ANY}(?:,-)?$",
    "percent": rf"^{_SIGN}{_ANY}\s?%$",
    "unit": rf"(?i)^{_SIGN}{_ANY}\s?(?:{_UNIT_NAMES})\.?$",
}
_NAMES = {
    "plain": "1234",
    "indonesian": "1.234,5",
    "english": "1,234.5",
    "point": "0.5",
    "comma": "0,5",
    "scientific": "1,2E+09",
    "rupiah": "Rp 1.234",
    "percent": "80%",
    "unit": "12 kg",
}
# From this share of the values on a column is one of numbers.
_MOSTLY = 0.7
_UNITS_SHOWN = 6


class Numbers:
    """A column's distinct values sorted by the way they are written.

    Parameters
    ----------
    profile : Profile

    Attributes
    ----------
    ways : dict of str to Mask
        Those that occur.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.ways: dict[str, Mask] = {}
        left = profile.given.copy()
        for way, pattern in _WAYS.items():
            if not left.any():
                break
            hit = _within(profile, left, pattern)
            if hit.any():
                self.ways[way] = hit
                left &= ~hit

    @property
    def every(self) -> Mask:
        """All values that are numbers in some way."""
        every = np.zeros(len(self.profile.distinct), dtype=np.bool_)
        for mask in self.ways.values():
            every |= mask
        return every

    @property
    def mostly(self) -> bool:
        """Whether this is a column of numbers."""
        filled = self.profile.filled
        return filled > 0 and self.profile.rows_of(self.every) >= _MOSTLY * filled

    def values(self) -> Floats:
        """The distinct values as numbers, NaN for what is none; shape (values,)."""
        values = np.full(len(self.profile.distinct), np.nan)
        thousands = self._dots_are_thousands()
        for way, mask in self.ways.items():
            texts = self.profile.trimmed.filter(pa.array(mask))
            values[mask] = _parsed(texts, way, thousands)
        return values

    def _dots_are_thousands(self) -> bool:
        return "indonesian" in self.ways

    def units(self) -> list[str]:
        """The words after the numbers, the most frequent first."""
        mask = self.ways.get("unit")
        if mask is None:
            return []
        texts = self.profile.trimmed.filter(pa.array(mask))
        words = pc.utf8_lower(pc.replace_substring_regex(texts, r"^[+-]?\s?[\d.,]+\s?|\.$", ""))
        rows: dict[str, int] = {}
        for word, count in zip(words.to_pylist(), self.profile.counts[mask], strict=True):
            rows[word] = rows.get(word, 0) + int(count)
        return sorted(rows, key=lambda each: (-rows[each], each))


def findings(numbers: Numbers) -> Iterator[Finding]:
    """What is wrong with how a column of numbers is written."""
    profile, ways = numbers.profile, numbers.ways
    yield from _stored_as_text(numbers)
    yield from _formats(numbers)
    local = _joined(numbers, "indonesian", "comma")
    if local.any():
        yield profile.finding("number-decimal-comma", local)
    if "unit" in ways:
        yield from _units(numbers)
    strange = profile.given & ~numbers.every
    if strange.any():
        yield profile.finding("number-not", strange)


def scale_findings(numbers: Numbers, values: Floats) -> Iterator[Finding]:
    """What is wrong with how large the numbers of a column are."""
    if naming.percentage(numbers.profile.name) or "percent" in numbers.ways:
        yield from _percentages(numbers, values)
    elif not naming.dimension(numbers.profile.name):
        yield from _gap(numbers.profile, values)


def decimal_text(value: float) -> str:
    """A number with at most one decimal, in the reader's way of writing.

    Examples
    --------
    >>> decimal_text(12.34)
    '12,3'
    """
    if 0 < value < 0.1:
        return "< 0.1" if language() == "en" else "< 0,1"
    if round(value, 1) == round(value):
        return grouped(round(value))
    written = f"{value:.1f}"
    return written if language() == "en" else written.replace(".", ",")


def _within(profile: Profile, left: Mask, pattern: str) -> Mask:
    """The values still left in which a pattern is found."""
    hit = np.zeros(len(left), dtype=np.bool_)
    hit[left] = profile.matching(pattern, profile.trimmed.filter(pa.array(left)))
    return hit


def _joined(numbers: Numbers, *ways: str) -> Mask:
    joined = np.zeros(len(numbers.profile.distinct), dtype=np.bool_)
    for way in ways:
        joined |= numbers.ways.get(way, joined)
    return joined


def _stored_as_text(numbers: Numbers) -> Iterator[Finding]:
    """Text cells with numbers in a workbook that could hold numbers."""
    profile = numbers.profile
    stored = profile.stored
    if not stored or not stored.get("text") or naming.code(profile.name):
        return
    plain = _joined(numbers, "plain", "point", "indonesian", "english", "comma")
    rows = min(profile.rows_of(plain), max(0, stored["text"] - profile.rows_of(profile.given & ~plain)))
    if rows:
        yield Finding(
            "number-as-text", column=profile.label, rows=rows, of=profile.rows, examples=profile.examples(plain)
        )


def _formats(numbers: Numbers) -> Iterator[Finding]:
    """Several ways of writing in one column; 7 beside 7,5 is one way, as is 7 beside 7.5."""
    ways = [way for way in numbers.ways if way not in ("plain", "unit")]
    families = {"indonesian": "comma"}
    different = {families.get(way, way) for way in ways}
    amounts_beside_plain = "plain" in numbers.ways and different & {"rupiah", "percent"}
    if len(different) > 1 or amounts_beside_plain:
        named = ", ".join(_NAMES[way] for way in numbers.ways if way != "unit")
        rarest = min(
            (way for way in numbers.ways if way != "unit"), key=lambda way: numbers.profile.rows_of(numbers.ways[way])
        )
        yield numbers.profile.finding("number-formats-mixed", numbers.ways[rarest], cara=named)


def _units(numbers: Numbers) -> Iterator[Finding]:
    profile, mask = numbers.profile, numbers.ways["unit"]
    units = numbers.units()
    named = ", ".join(profile.show(each) for each in units[:_UNITS_SHOWN])
    bare = profile.rows_of(numbers.every & ~mask)
    if len(units) > 1:
        yield profile.finding("units-mixed", mask, satuan=named)
    elif bare and profile.rows_of(mask) >= 0.02 * profile.filled:
        yield profile.finding("units-mixed", mask, satuan=f"{named}, {translate(_('tanpa satuan'))}")
    else:
        yield profile.finding("unit-in-cell", mask, satuan=named)


def _percentages(numbers: Numbers, values: Floats) -> Iterator[Finding]:
    """Shares between 0 and 1 beside percentages; 0 and 1 themselves may be either."""
    profile = numbers.profile
    number = np.isfinite(values)
    percent = numbers.ways.get("percent", np.zeros(len(values), np.bool_))
    parts = number & (values > 0) & (values < 1) & ~percent
    wholes = number & (values > 1.5)
    both = profile.rows_of(parts) + profile.rows_of(wholes)
    if both and 0.03 <= profile.rows_of(parts) / both <= 0.97 and profile.rows_of(parts) > 1:
        yield profile.finding("percent-mixed", parts)


def _gap(profile: Profile, values: Floats) -> Iterator[Finding]:
    """Two groups of positive values with a factor of a hundred between them and nothing in it."""
    positive = np.flatnonzero(np.isfinite(values) & (values > 0))
    if len(positive) < 6:
        return
    order = positive[np.argsort(values[positive], kind="stable")]
    logs = np.log10(values[order])
    widest = int(np.argmax(np.diff(logs)))
    if logs[widest + 1] - logs[widest] < 2:
        return
    below = np.zeros(len(values), dtype=np.bool_)
    below[order[: widest + 1]] = True
    above = np.zeros(len(values), dtype=np.bool_)
    above[order[widest + 1 :]] = True
    smaller = min((below, above), key=profile.rows_of)
    rows = profile.rows_of(smaller)
    # Stray values are no second unit, nor are columns that spread over all magnitudes.
    if rows >= max(3, 0.02 * profile.filled) and max(logs[widest] - logs[0], logs[-1] - logs[widest + 1]) < 2:
        yield profile.finding("unit-gap", smaller)


def _parsed(texts: Any, way: str, thousands: bool) -> Floats:
    """Texts of one way as numbers."""
    bare = pc.replace_substring_regex(texts, r"(?i)^(?:rp|idr)\.?|[^0-9.,eE+-]|,-$", "")
    if way in ("unit", "scientific"):
        bare = pc.replace_substring_regex(texts, r"[^0-9.,+-].*$" if way == "unit" else r"\s", "")
    if way in ("indonesian", "rupiah", "comma") or (way in ("point", "percent", "unit") and thousands):
        bare = pc.replace_substring(pc.replace_substring_regex(bare, r"\.(\d{3})", r"\1"), ",", ".")
    elif way == "english":
        bare = pc.replace_substring(bare, ",", "")
    else:
        bare = pc.replace_substring(bare, ",", ".")
    bare = pc.replace_substring_regex(bare, r"^\+", "")
    sound = pc.match_substring_regex(bare, r"^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
    numbers = pc.cast(pc.if_else(sound, bare, pa.scalar(None, pa.string())), pa.float64())
    found: Floats = pc.fill_null(numbers, float("nan")).to_numpy(zero_copy_only=False)
    return found

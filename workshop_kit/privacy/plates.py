"""Number plates: a code of the region, up to four digits, up to three letters."""

import re
from collections.abc import Iterator

from workshop_kit.privacy import context
from workshop_kit.privacy.kinds import Hit

# Regions by their first letter: A alone, AA, AB, …
_REGIONS = frozenset(
    first + second
    for first, seconds in {
        **dict.fromkeys("FGHLMNRSTWZ", ("",)),
        **{"A": ("", *"ABDEG"), "B": ("", *"ABDEGHKLMNP"), "D": ("", *"ABCDEGHKLMNPRSTW")},
        **{"E": ("", *"ABD"), "K": ("", *"BHTU"), "P": ("", *"ABGS")},
    }.items()
    for second in seconds
)
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})([ .-]{0,3})(\d{1,4})(?![0-9])(?:([ .-]{0,3})([A-Za-z]{1,3})(?![A-Za-z0-9]))?"
)
# Every sign apart, believed after a word for plates only.
_SPACED = re.compile(r"(?<![A-Za-z0-9])([A-Za-z](?: [A-Za-z])?)((?: \d){1,4})((?: [A-Za-z]){1,3})(?![A-Za-z0-9])")
_PARTS = re.compile(r"([A-Z]+)(\d+)([A-Z]*)")
# What follows a number and is no part of a plate: units, and short words in small letters.
_UNITS = frozenset(("kg", "gr", "mg", "mcg", "ml", "iu", "km", "cm", "mm", "ha", "kwh", "va", "mb", "gb", "wib", "wit"))
_SHORT_WORDS = frozenset(
    [
        *("m", "di", "ke", "yg", "dan", "ini", "itu", "ada", "an", "jl", "rt", "rw", "org", "pcs", "lt", "no", "ya"),
        *(
            "nya",
            "dg",
            "dgn",
            "dr",
            "utk",
            "tp",
            "sdh",
            "udh",
            "blm",
            "pak",
            "bu",
            "min",
            "lg",
            "aja",
            "kok",
            "sy",
            "td",
        ),
    ]
)


def plates(text: str) -> Iterator[Hit]:
    """Find number plates in a folded text; none overlaps another."""
    taken = 0
    vehicles = context.Vehicles(text)
    for match in _PLATE.finditer(text):
        hit = _plate(text, match, vehicles)
        if hit is not None and hit.start >= taken:
            taken = hit.end
            yield hit
    vehicles = context.Vehicles(text)
    for match in _SPACED.finditer(text):
        region = match[1].replace(" ", "").upper()
        if region in _REGIONS and vehicles.before(match.start()) == "plate":
            yield Hit("PLAT", match.start(), match.end(), True)


def plate(written: str) -> str:
    """A plate as it is compared: capitals, one space between the parts."""
    parts = _PARTS.fullmatch("".join(character for character in written.upper() if character.isalnum()))
    return " ".join(parts.groups()).rstrip() if parts else written


def _plate(text: str, match: re.Match[str], vehicles: context.Vehicles) -> Hit | None:
    """A plate, when region, shape and what stands before make it one."""
    region, joint, digits, _, suffix = match.groups()
    if region.upper() not in _REGIONS:
        return None
    end = match.end()
    if suffix is None or suffix.lower() in _UNITS or suffix in _SHORT_WORDS:
        suffix, end = "", match.end(3)
    if not suffix and len(digits) < 3:
        return None
    if text[end : end + 1].isalnum() or text[end : end + 1] == "/" or text[match.start() - 1 : match.start()] == "/":
        return None
    told = vehicles.before(match.start())
    if told == "plate":
        believed = True
    elif told == "vehicle":
        believed = len(digits) >= 3 and (bool(suffix) or len(region) == 2)
    else:
        believed = _looks_like_plate(region, joint, digits, suffix)
    return Hit("PLAT", match.start(), end, True) if believed else None


def _looks_like_plate(region: str, joint: str, digits: str, suffix: str) -> bool:
    """Whether a shape alone is enough: capitals (or no spaces), three digits or more, letters behind them."""
    if not suffix or len(digits) < 3 or len(region) + len(suffix) < 3:
        return False
    return (region + suffix).isupper() or (not joint and len(region) == 2)

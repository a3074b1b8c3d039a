"""Finding personal identifiers in Indonesian text, as people write them and as they disguise them.

What is found, how, and what is not: see docs/privacy-coverage.md.
"""

from typing import NamedTuple

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.privacy.emails import address, emails
from workshop_kit.privacy.folding import end_of_marks, fold, letters_as_digits
from workshop_kit.privacy.kinds import KINDS, Hit, Kind
from workshop_kit.privacy.numbers import numbers, telephone
from workshop_kit.privacy.plates import plate, plates
from workshop_kit.privacy.runs import digits_of
from workshop_kit.privacy.structure import FICTIONAL_PROVINCE

__all__ = ["KINDS", "Found", "Kind", "NotText", "find", "is_missing", "value_of"]

_FICTIONAL_DOMAINS = ("contoh.id", "example.id", "example.com", "example.org", "example.net")


class NotText(WorkshopError):
    """Something else than text was given."""

    def __init__(self, given: object) -> None:
        super().__init__(
            _("Yang diperiksa harus teks, bukan {jenis}; ubah dahulu dengan str(...)."), jenis=type(given).__name__
        )


class Found(NamedTuple):
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
        As it is compared: digits without separators, a telephone number as ``+62…``, an e-mail address in small
        letters, a plate in capitals.
    valid : bool
        Whether its structure (and, where there is one, its check digit) is sound. An unsound one is found only where a
        word such as NIK stands before it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: str
    valid: bool

    @property
    def fictional(self) -> bool:
        """Whether it has a form that nobody's identifier has, as in the workshop's data.

        An NIK or KK of the province 99, a telephone number 0800, an e-mail address at contoh.id or example.id, a number
        plate that starts with 0. Such an identifier is found and masked as any other.
        """
        if self.kind in ("NIK", "KK"):
            return self.value.startswith(FICTIONAL_PROVINCE)
        if self.kind == "TELEPON":
            return self.value.startswith("+62800")
        if self.kind == "PLAT":
            return self.value.split()[1].startswith("0")
        domain = self.value.rpartition("@")[2]
        return self.kind == "EMAIL" and any(
            domain == each or domain.endswith(f".{each}") for each in _FICTIONAL_DOMAINS
        )


def is_missing(text: object) -> bool:
    """Whether a cell of a table is empty: ``None``, ``NaN``, ``NaT`` or ``pd.NA``.

    Raises
    ------
    NotText
        If it is neither empty nor text.
    """
    if isinstance(text, str):
        return False
    # By name, since pandas is not imported for a text; NaN alone differs from itself.
    if text is None or type(text).__name__ in ("NAType", "NaTType") or (isinstance(text, float) and text != text):
        return True
    raise NotText(text)


def find(text: str | None) -> list[Found]:
    """Find the identifiers in a text, in the order of their places; none overlaps another.

    Parameters
    ----------
    text : str
        Anything. The time it takes grows with its length and no faster. In a missing value nothing is found.

    Returns
    -------
    list of Found

    Raises
    ------
    NotText
        If it is neither text nor missing.

    Examples
    --------
    >>> [(each.kind, each.text) for each in find("NIK 9901 0141 0385 0001, hp 0800-1234-5678, Rp1.234.567.890,00")]
    [('NIK', '9901 0141 0385 0001'), ('TELEPON', '0800-1234-5678')]
    """
    if text is None or is_missing(text):
        return []
    folded = fold(text)
    digits_read = letters_as_digits(folded.text)
    hits: list[Hit] = []
    # An address may hold a telephone number; digits of a number may look like those of a plate.
    for finder, read in ((emails, folded.text), (numbers, digits_read), (plates, digits_read)):
        hits = _without_overlap(hits, list(finder(read)))
    found = []
    as_it_was = text.isascii()
    for hit in hits:
        start, end = hit.start, hit.end
        if not as_it_was:
            start, end = folded.span(start, end)
            end = end_of_marks(text, end)
        written = text[start:end]
        found.append(Found(hit.kind, start, end, written, value_of(hit.kind, written), hit.valid))
    return found


def value_of(kind: Kind, written: str) -> str:
    """An identifier as it is compared, however it was written.

    Examples
    --------
    >>> value_of("TELEPON", "0800-1234-5678") == value_of("TELEPON", "+62 800 1234 5678")
    True
    """
    plain = fold(written).text
    if kind == "EMAIL":
        return address(plain)
    plain = letters_as_digits(plain)
    if kind == "PLAT":
        return plate(plain)
    return telephone(plain) if kind == "TELEPON" else digits_of(plain)


def _without_overlap(first: list[Hit], second: list[Hit]) -> list[Hit]:
    """Both lists in order of place, without those of the second that overlap one already there."""
    if not second:
        return first
    merged: list[Hit] = []
    own = {id(hit) for hit in first}
    for hit in sorted([*first, *second], key=lambda each: (each.start, each.end)):
        if merged and hit.start < merged[-1].end:
            if id(hit) not in own or id(merged[-1]) in own:
                continue
            merged.pop()
        merged.append(hit)
    return merged

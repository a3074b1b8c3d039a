"""Masking identifiers with placeholders that can be restored, and marking them for good.

A placeholder is written ``<NIK_1>``: the kind, and a number for the value. The same value written in another way, or
cut in pieces over several texts, is ``<NIK_1.2>``, ``<NIK_1.3>``, so that restoring gives back every text to the letter.
What looks like a placeholder in a text itself is masked too, as ``<TEKS_1>``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_kit.privacy.identifiers import KINDS, Found, find

LITERAL = "TEKS"
PLACEHOLDER = re.compile(rf"<(?P<kind>{'|'.join(KINDS)}|{LITERAL})_(?P<number>\d{{1,9}})(?:\.(?P<writing>\d{{1,9}}))?>")


@dataclass(frozen=True)
class Masked:
    """A text without its identifiers.

    Parameters
    ----------
    text : str
        With placeholders.
    placeholders : dict of str to str
        What each placeholder stands for, those handed in as `known` among them. Personal data: never to be logged.
    found : tuple of Found
        What was masked in this text.
    """

    text: str
    placeholders: dict[str, str]
    found: tuple[Found, ...]


@dataclass(frozen=True)
class MaskedTexts:
    """Several texts without their identifiers, as in `Masked`; `found` counts from the start of the texts joined by newlines."""

    texts: tuple[str, ...]
    placeholders: dict[str, str]
    found: tuple[Found, ...]


def mask(text: str, known: Mapping[str, str] | None = None) -> Masked:
    """Mask one text; hand on ``placeholders`` of the one before as `known` to keep the placeholders' identity."""
    masked = mask_together([text], known)
    return Masked(masked.texts[0], masked.placeholders, masked.found)


def mask_together(texts: Sequence[str], known: Mapping[str, str] | None = None) -> MaskedTexts:
    """Mask texts that follow each other, also the identifiers that are split over several of them."""
    placeholders = dict(known or {})
    by_text = {written: placeholder for placeholder, written in placeholders.items()}
    masked, all_found = [], []
    for text in texts:
        parts, last = [], 0
        for each in find(text):
            if each.text not in by_text:
                placeholder = f"<{each.kind}_{sum(p.startswith(f'<{each.kind}_') for p in placeholders) + 1}>"
                by_text[each.text], placeholders[placeholder] = placeholder, each.text
            parts += [text[last : each.start], by_text[each.text]]
            last = each.end
            all_found.append(each)
        masked.append("".join([*parts, text[last:]]))
    return MaskedTexts(tuple(masked), placeholders, tuple(all_found))


def restore(text: str, placeholders: Mapping[str, str]) -> str:
    """Put back what the placeholders stand for; unknown placeholders stay."""
    return PLACEHOLDER.sub(lambda match: placeholders.get(match[0], match[0]), text)


class Restorer:
    """Restores a text that comes in chunks, wherever they are cut."""

    def __init__(self, placeholders: Mapping[str, str]) -> None:
        self._placeholders = placeholders
        self._held = ""

    def feed(self, chunk: str) -> str:
        """Take the next chunk and return what is certain by now."""
        self._held += chunk
        return ""

    def close(self) -> str:
        """Return the rest."""
        rest, self._held = self._held, ""
        return restore(rest, self._placeholders)


def scrub(text: str) -> str:
    """Replace each identifier by a mark of its kind, such as ``[NIK]``, for good."""
    parts, last = [], 0
    for each in find(text):
        parts += [text[last : each.start], f"[{each.kind}]"]
        last = each.end
    return "".join([*parts, text[last:]])

"""Masking identifiers with placeholders that can be restored, and marking them for good.

A placeholder is written ``<NIK_1>``: the kind, and a number for the value. The same value written in another way, or
cut in pieces over several texts, is ``<NIK_1.2>``, ``<NIK_1.3>``, so that restoring gives back each text to the letter.
What looks like a placeholder in a text itself is masked too, as ``<TEKS_1>``; so restoring never mistakes it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from workshop_kit.privacy.identifiers import KINDS, Found, Kind, NotText, find, is_missing, value_of

_LITERAL: Literal["TEKS"] = "TEKS"
_PLACEHOLDER = re.compile(rf"<({'|'.join(KINDS)}|{_LITERAL})_(\d{{1,9}})(?:\.(\d{{1,9}}))?>", re.ASCII)
_BEGINNING = re.compile(r"<(?:[A-Z]{1,8}(?:_(?:\d{1,9}(?:\.\d{0,9})?)?)?)?", re.ASCII)
_DIGIT = re.compile(r"\d")


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
    """Several texts without their identifiers.

    Parameters
    ----------
    texts : tuple of str
        As many as were given, with placeholders.
    placeholders : dict of str to str
        As in `Masked`.
    found : tuple of Found
        What was masked; places are counted in the texts joined by line breaks.
    """

    texts: tuple[str, ...]
    placeholders: dict[str, str]
    found: tuple[Found, ...]


def mask(text: str, known: Mapping[str, str] | None = None) -> Masked:
    """Put placeholders for the identifiers in a text.

    Parameters
    ----------
    text : str
        As a person wrote it. A text that is masked already is not recognised as such: its placeholders count as text.
    known : mapping of str to str, optional
        The `placeholders` of texts masked before, so that the same value gets the same placeholder.

    Examples
    --------
    >>> first = mask("NIK 9901014103850001")
    >>> first.text
    'NIK <NIK_1>'
    >>> mask("lagi: 9901014103850001, dan 9901010101900002", first.placeholders).text
    'lagi: <NIK_1>, dan <NIK_2>'
    """
    masked = mask_together([text], known)
    return Masked(masked.texts[0], masked.placeholders, masked.found)


def mask_together(texts: Sequence[str], known: Mapping[str, str] | None = None) -> MaskedTexts:
    """Put placeholders for the identifiers in texts that follow each other, such as the messages of a conversation.

    A number split over several texts is found as well, also when texts without any digit come between; each of its
    pieces gets a placeholder of its own.

    Examples
    --------
    >>> mask_together(["NIK saya 99010141", "lanjut?", "03850001 ya"]).texts
    ('NIK saya <NIK_1.2>', 'lanjut?', '<NIK_1.3> ya')
    """
    for text in texts:
        if not isinstance(text, str):
            raise NotText(text)
    register = _Register(known or {})
    cuts: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for number, text in enumerate(texts):
        for match in _PLACEHOLDER.finditer(text):
            cuts[number].append((*match.span(), register.placeholder(_LITERAL, match[0], match[0])))
    found = []
    for each, pieces in _find_together(texts):
        found.append(each)
        for piece in pieces:
            written = texts[piece.text][piece.start : piece.end]
            cuts[piece.text].append((piece.start, piece.end, register.placeholder(each.kind, each.value, written)))
    masked = tuple(_cut(text, of_text) for text, of_text in zip(texts, cuts, strict=True))
    return MaskedTexts(masked, register.placeholders, tuple(found))


def restore(text: str, placeholders: Mapping[str, str]) -> str:
    """Put back what placeholders stand for; those that are not among `placeholders` stay.

    Examples
    --------
    >>> masked = mask("hp 0800-1234-5678, bukan <TELEPON_1>")
    >>> restore(masked.text, masked.placeholders)
    'hp 0800-1234-5678, bukan <TELEPON_1>'
    """
    return _PLACEHOLDER.sub(lambda match: placeholders.get(match[0], match[0]), text)


class Restorer:
    """Restores a text that comes in chunks, wherever a placeholder is cut.

    What comes out, put together, is what `restore` makes of the whole. For chunks of JSON, give placeholders whose
    values are escaped as within a JSON string.

    Parameters
    ----------
    placeholders : mapping of str to str
        As in `Masked`.

    Examples
    --------
    >>> restorer = Restorer({"<NIK_1>": "9901014103850001"})
    >>> [restorer.feed("NIK <NI"), restorer.feed("K_1> ada"), restorer.close()]
    ['NIK ', '9901014103850001 ada', '']
    """

    def __init__(self, placeholders: Mapping[str, str]) -> None:
        self._placeholders = placeholders
        self._held = ""

    def feed(self, chunk: str) -> str:
        """Take the next chunk and return what is certain by now: all but what may be a placeholder's beginning."""
        text = self._held + chunk
        last = text.rfind("<")
        keep = last if last >= 0 and _BEGINNING.fullmatch(text, last) else len(text)
        self._held = text[keep:]
        return restore(text[:keep], self._placeholders)

    def close(self) -> str:
        """Return what was held back at the end of the text."""
        rest, self._held = self._held, ""
        return rest


def scrub(text: str) -> str:
    """Replace each identifier by a mark of its kind, for good, as in a release without personal data.

    A missing value is given back as it is, as in ``frame["teks"].map(scrub)``.

    Raises
    ------
    NotText
        If it is neither text nor missing.

    Examples
    --------
    >>> scrub("NIK 9901014103850001, surel budi@contoh.id")
    'NIK [NIK], surel [EMAIL]'
    """
    if is_missing(text):
        return text
    return _cut(text, [(each.start, each.end, f"[{each.kind}]") for each in find(text)])


class _Register:
    """Placeholders given so far, by value and by the way a value was written."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.placeholders = dict(known)
        self._numbers: dict[tuple[str, str], int] = {}
        self._highest: dict[tuple[str, int], int] = {}  # writing of a value; value of a kind, as number 0
        self._writings: dict[tuple[str, int], dict[str, str]] = {}
        for placeholder, written in known.items():
            match = _PLACEHOLDER.fullmatch(placeholder)
            if match is None:
                continue
            kind, number = match[1], int(match[2])
            self._count(kind, 0, number)
            self._count(kind, number, int(match[3] or 1))
            self._writings.setdefault((kind, number), {})[written] = placeholder
            if match[3] is None:
                value = written if kind == _LITERAL else value_of(cast(Kind, kind), written)
                self._numbers[kind, value] = number

    def placeholder(self, kind: Kind | Literal["TEKS"], value: str, written: str) -> str:
        """The placeholder of a value written, or in part written, like this."""
        number = self._numbers.get((kind, value))
        if number is None:
            number = self._highest.get((kind, 0), 0) + 1
            self._count(kind, 0, number)
            self._count(kind, number, 1)
            self._numbers[kind, value] = number
            # The first placeholder stands for the value itself where only a piece of it was written.
            whole = written if kind == _LITERAL or value_of(kind, written) == value else value
            self._add(kind, number, f"<{kind}_{number}>", whole)
        writings = self._writings[kind, number]
        if written not in writings:
            writing = self._highest[kind, number] + 1
            self._count(kind, number, writing)
            self._add(kind, number, f"<{kind}_{number}.{writing}>", written)
        return writings[written]

    def _count(self, kind: str, number: int, reached: int) -> None:
        self._highest[kind, number] = max(self._highest.get((kind, number), 0), reached)

    def _add(self, kind: str, number: int, placeholder: str, written: str) -> None:
        self.placeholders[placeholder] = written
        self._writings.setdefault((kind, number), {})[written] = placeholder


class _Piece(NamedTuple):
    """Part of an identifier in one of several texts."""

    text: int
    start: int
    end: int


def _find_together(texts: Sequence[str]) -> list[tuple[Found, list[_Piece]]]:
    """Identifiers in each text and across texts, in order, none overlapping another."""
    hits = [(each, [_Piece(number, each.start, each.end)]) for number, text in enumerate(texts) for each in find(text)]
    if len(texts) > 1:
        with_digits = [number for number, text in enumerate(texts) if _DIGIT.search(text)]
        joined = [*_find_joined(texts, range(len(texts)))]
        if len(with_digits) < len(texts):
            joined += _find_joined(texts, with_digits)
        # What is split is whole only together; a text alone knows best what stands in it.
        split = [(each, pieces) for each, pieces in joined if len(pieces) > 1]
        hits = [*split, *hits, *((each, pieces) for each, pieces in joined if len(pieces) == 1)]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    chosen: list[tuple[Found, list[_Piece]]] = []
    taken = [bytearray(len(text)) for text in texts]
    for number, text in enumerate(texts):
        for match in _PLACEHOLDER.finditer(text):
            taken[number][match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for each, pieces in hits:
        if any(any(taken[piece.text][piece.start : piece.end]) for piece in pieces):
            continue
        for piece in pieces:
            taken[piece.text][piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
        written = "\n".join(texts[piece.text][piece.start : piece.end] for piece in pieces)
        start, end = starts[pieces[0].text] + pieces[0].start, starts[pieces[-1].text] + pieces[-1].end
        chosen.append((Found(each.kind, start, end, written, each.value, each.valid), pieces))
    return sorted(chosen, key=lambda each: each[0].start)


def _find_joined(texts: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[Found, list[_Piece]]]:
    """Identifiers in some of the texts joined by line breaks, with their pieces in each."""
    offset = 0
    bounds = []
    for number in numbers:
        bounds.append((number, offset, offset + len(texts[number])))
        offset += len(texts[number]) + 1
    first = 0
    for each in find("\n".join(texts[number] for number in numbers)):
        while bounds[first][2] <= each.start:
            first += 1
        pieces = []
        for number, start, end in bounds[first:]:
            if start >= each.end:
                break
            piece = _Piece(number, max(each.start, start) - start, min(each.end, end) - start)
            if piece.start < piece.end:
                pieces.append(piece)
        yield each, pieces


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """The text with other text for some of its spans."""
    parts, last = [], 0
    for start, end, instead in sorted(cuts):
        parts += [text[last:start], instead]
        last = end
    return "".join([*parts, text[last:]])

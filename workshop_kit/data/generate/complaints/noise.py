"""What hands and habits do to a text: own spellings, local words, typing errors, longer words."""

import re
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.complaints.drafts import holds_piece
from workshop_kit.data.generate.complaints.writers import LAXNESS, Writer
from workshop_kit.data.generate.draws import Draws

NEIGHBOURS = {
    "a": "sq",
    "b": "vn",
    "d": "sf",
    "e": "wr",
    "g": "fh",
    "h": "gj",
    "i": "uo",
    "k": "jl",
    "l": "k",
    "m": "n",
    "n": "bm",
    "o": "ip",
    "p": "o",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "u": "yi",
}
STRETCHED = {"banget", "bgt", "tolong", "lama", "capek", "parah", "gelap", "bau", "banar", "terus", "sakit", "susah"}
WORD = re.compile(r"[^\W\d_]+")


def in_local_language(text: str, writer: Writer, draws: Draws) -> str:
    """Words of the list said in Banjar or Kutai, as often as the writer does."""
    if not writer.local:
        return text
    words = _local_words(writer.language if writer.language != "Indonesia" else "Banjar")

    def said(match: re.Match[str]) -> str:
        word = words.get(match[0].lower(), "")
        return _as(match[0], word) if word and draws.chance(writer.local) else match[0]

    return _local_pattern().sub(said, text)


def in_own_spelling(text: str, writer: Writer, channel: str) -> str:
    """The writer's own forms of frequent words; on official channels people take more care."""
    laxness = LAXNESS[channel]

    def spelt(match: re.Match[str]) -> str:
        own, needed = writer.spelling.get(match[0].lower(), ("", 2.0))
        return _as(match[0], own) if own and needed <= laxness else match[0]

    return _spelling_pattern(writer.formal).sub(spelt, text)


def with_slips(text: str, share: float, draws: Draws) -> str:
    """Typing errors in some words of four letters or more; pieces stay whole."""
    if not share:
        return text
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) >= 4 and word.isalpha() and not holds_piece(word) and draws.chance(share):
            words[place] = _slip(word, draws)
    return " ".join(words)


def stretched(text: str, draws: Draws) -> str:
    """One word drawn out: "bangeeet"."""
    places = [match for match in WORD.finditer(text) if match[0].lower() in STRETCHED]
    if not places:
        return text
    match = draws.one_of(places)
    vowel = max(match[0].lower().rfind(each) for each in "aeiou")
    longer = match[0][:vowel] + match[0][vowel] * (3 + draws.below(3)) + match[0][vowel + 1 :]
    return text[: match.start()] + longer + text[match.end() :]


def _slip(word: str, draws: Draws) -> str:
    place = 1 + draws.below(len(word) - 2)
    way = draws.below(4)
    if way == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if way == 1:
        return word[:place] + word[place + 1 :]
    if way == 2:
        return word[:place] + word[place] + word[place:]
    return word[:place] + draws.one_of(NEIGHBOURS.get(word[place], word[place])) + word[place + 1 :]


def _as(model: str, word: str) -> str:
    """A word with the capitals of the one it replaces."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=2)
def _spelling_pattern(formal: bool) -> re.Pattern[str]:
    variety = "baku" if formal else "sehari"
    words = [
        word
        for row in catalogue_rows("complaints", "padanan.csv")
        if row["ragam"] == variety
        for word in row["padanan"].split("/")
    ]
    if not formal:
        words += [form for row in catalogue_rows("complaints", "ejaan.csv") for form in row["bentuk"].split()]
    return _pattern(words)


@lru_cache(maxsize=1)
def _local_pattern() -> re.Pattern[str]:
    return _pattern([row["kata"] for row in catalogue_rows("complaints", "lokal.csv")])


@lru_cache(maxsize=2)
def _local_words(language: str) -> dict[str, str]:
    return {row["kata"]: row[language.lower()] for row in catalogue_rows("complaints", "lokal.csv")}

"""Texts as vectors: stems and runs of letters hashed to places, and what the lexicon takes the text to be about.

Runs of letters alone put complaints of one kind hardly nearer to each other than to others, since people tell the same
trouble in different words; the lexicon's share makes up for that where a text is about the city.
"""

import math
from zlib import crc32

from workshop_kit.llm.engines.simulasi.grams import grams
from workshop_kit.llm.engines.simulasi.lexicon import dimensions
from workshop_kit.llm.engines.simulasi.words import STOPWORDS, stem, words

DEFAULT_DIMENSIONS = 256
LEAST, MOST = 8, 1024
# Of the squared length: the lexicon's share where all of the text's runs are known to it.
_LEXICON_SHARE = 0.5
_RUNS_WEIGHT = 0.5
# Weight of a run of letters that the lexicon has not learnt; those of everyday words weigh less.
_RARE = 160.0
_LONGEST = 60_000


def vector(text: str, size: int = DEFAULT_DIMENSIONS) -> list[float]:
    """A vector of length 1.

    Parameters
    ----------
    text : str
    size : int
        8 to 1024 numbers.

    Returns
    -------
    list of float
        For a text without words the first number is 1.

    Examples
    --------
    >>> water, tap, tax = (vector(text) for text in ("air PDAM keruh", "air keran keruh", "denda pajak bumi"))
    >>> sum(map(float.__mul__, water, tap)) > sum(map(float.__mul__, water, tax))
    True
    """
    letters = _normed(_of_letters(text[:_LONGEST], size))
    if not letters:
        return [1.0, *([0.0] * (size - 1))]
    share = _LEXICON_SHARE * dimensions()["kategori"].evidence(text)
    subject = _normed(_of_subject(text, size))
    built = [
        math.sqrt(1 - share) * letters.get(place, 0.0) + math.sqrt(share) * subject.get(place, 0.0)
        for place in range(size)
    ]
    length = math.sqrt(sum(each * each for each in built)) or 1.0
    return [round(each / length, 7) for each in built]


def _of_letters(text: str, size: int) -> dict[int, float]:
    rarity = dimensions()["kategori"].weights
    counts: dict[str, int] = {}
    for word in words(text):
        if word not in STOPWORDS:
            counts[word] = counts.get(word, 0) + 1
    found: dict[int, float] = {}
    for word, count in counts.items():
        runs = grams(word)
        weights = [rarity[run][0] if run in rarity else _RARE for run in runs]
        mean = math.sqrt(count) * sum(weights) / len(weights)
        _add(found, f"={stem(word)}", mean, size)
        for run in runs:
            _add(found, run, mean * _RUNS_WEIGHT / math.sqrt(len(runs)), size)
    return found


def _of_subject(text: str, size: int) -> dict[int, float]:
    found: dict[int, float] = {}
    shares = dimensions()["kategori"].probabilities(text)
    for label, share in shares.items():
        # Above what it would be by chance.
        _add(found, f"#{label}", max(0.0, share - 1 / len(shares)), size)
    return found


def _add(found: dict[int, float], name: str, weight: float, size: int) -> None:
    code = crc32(name.encode("utf-8", "surrogatepass"))
    place = (code >> 8) % size
    # Two names in one place are as likely to take from each other as to add.
    found[place] = found.get(place, 0.0) + (weight if code & 1 else -weight)


def _normed(found: dict[int, float]) -> dict[int, float]:
    length = math.sqrt(sum(each * each for each in found.values()))
    return {place: each / length for place, each in found.items()} if length else {}

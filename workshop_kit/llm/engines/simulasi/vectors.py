"""Texts as vectors: runs of letters, hashed to places; near each other where texts share words and forms of words."""

import math
from zlib import crc32

from workshop_kit.llm.engines.simulasi.lexicon import dimensions
from workshop_kit.llm.engines.simulasi.words import STOPWORDS, words

DEFAULT_DIMENSIONS = 256
LEAST, MOST = 8, 1024
_LENGTHS = (3, 4, 5)
# Weight of a run of letters that the lexicon has not learnt; those of everyday words weigh less.
_RARE = 160.0
_LONGEST = 60_000


def vector(text: str, dimensions_wanted: int = DEFAULT_DIMENSIONS) -> list[float]:
    """A vector of length 1.

    Parameters
    ----------
    text : str
    dimensions_wanted : int
        8 to 1024.

    Returns
    -------
    list of float
        For a text without words the first place is 1.

    Examples
    --------
    >>> water, tap, tax = (vector(text) for text in ("air PDAM keruh", "air keran keruh", "denda pajak bumi"))
    >>> sum(map(float.__mul__, water, tap)) > sum(map(float.__mul__, water, tax))
    True
    """
    found: dict[int, float] = {}
    weights = dimensions()["kategori"].weights
    counts: dict[str, int] = {}
    for word in words(text[:_LONGEST]):
        if word not in STOPWORDS:
            counts[word] = counts.get(word, 0) + 1
    for word, count in counts.items():
        padded = f" {word} "
        for length in _LENGTHS:
            for start in range(max(1, len(padded) - length + 1)):
                run = padded[start : start + length]
                code = crc32(run.encode())
                weight = (weights[run][0] if run in weights else _RARE) * math.sqrt(count)
                place = code % dimensions_wanted
                # Two runs in one place are as likely to take from each other as to add.
                found[place] = found.get(place, 0.0) + (weight if code & 0x10000 else -weight)
    built = [found.get(place, 0.0) for place in range(dimensions_wanted)]
    size = math.sqrt(sum(each * each for each in built))
    if not size:
        return [1.0, *([0.0] * (dimensions_wanted - 1))]
    return [round(each / size, 7) for each in built]

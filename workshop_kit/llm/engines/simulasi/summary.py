"""The sentences that say most of a text."""

import math
from collections import Counter
from collections.abc import Sequence

from workshop_kit.llm.engines.simulasi.sentences import Sentence
from workshop_kit.llm.engines.simulasi.words import STOPWORDS, stem, tokens, word_set

# What a report decides, finds or asks is told with such words.
_CUES = word_set(
    """karena sehingga akibatnya namun tetapi menetapkan ditetapkan sepakat memutuskan diputuskan hasil menunjukkan
    target penyebab kendala     usul mengusulkan diusulkan wajib dilarang rekomendasi kesimpulan turun naik
    terbanyak biaya anggaran mulai jumlah mencapai utama perlu     direncanakan akan because therefore however
    result cause decided must cost fell rose next mohon segera"""
)
_COURTESIES = word_set("terima kasih hormat wassalam assalamualaikum demikian perhatian yth syukur puji")
_MOST = 1_500


def key_sentences(sentences: Sequence[Sentence], count: int, most_words: int | None = None) -> list[Sentence]:
    """The sentences that say most, in the text's order.

    Parameters
    ----------
    sentences : sequence of Sentence
    count : int
        How many, at most.
    most_words : int, optional
        Words of all together, at most.

    Returns
    -------
    list of Sentence
        Never more than there are.
    """
    given = list(sentences[:_MOST])
    said = [_content(each.text) for each in given]
    in_how_many = Counter(word for words in said for word in words)
    chosen: list[int] = []
    covered: set[str] = set()
    words_left = most_words if most_words is not None else 10**9
    scores = [_weight(each, place, len(given), said[place], in_how_many) for place, each in enumerate(given)]
    open_places = [place for place in range(len(given)) if scores[place] > 0] or list(range(len(given)))
    while open_places and len(chosen) < count:
        # What has been said is worth less a second time.
        place = max(open_places, key=lambda each: (scores[each] * _news(said[each], covered), -each))
        open_places.remove(place)
        length = len(given[place].text.split())
        if length <= words_left:
            chosen.append(place)
            covered |= said[place]
            words_left -= length
    return [given[place] for place in sorted(chosen)]


def _news(said: frozenset[str], covered: set[str]) -> float:
    return 1.0 - 0.6 * len(said & covered) / len(said) if said else 0.0


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(text) if word not in STOPWORDS and not word[0].isdigit())


def _weight(sentence: Sentence, place: int, total: int, said: frozenset[str], in_how_many: Counter[str]) -> float:
    words = tokens(sentence.text)
    if len(words) < 4 or len(_COURTESIES & set(words)) >= 2 or sentence.text.endswith("?"):
        return 0.0
    # How much of what the text keeps coming back to.
    subject = sum(math.log(1 + in_how_many[word]) for word in said) / math.sqrt(len(said) + 2)
    figures = min(2, sum(any(each.isdigit() for each in word) for word in words))
    cues = min(2, len(_CUES & set(words)))
    length = min(1.0, len(words) / 14)
    first = 0.5 if place == 0 else 0.2 * (1 - place / max(total, 1))
    return (0.6 * subject + 0.35 * cues + 0.25 * figures + first) * (0.4 + 0.6 * length)

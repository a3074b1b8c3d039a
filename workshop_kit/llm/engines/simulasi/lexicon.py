"""What the simulator knows of the city's matters: learnt weights, read once."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from workshop_kit.llm.engines.simulasi.grams import grams

# A complaint says what it is about early; a bound keeps the time small.
_LONGEST = 12_000


@dataclass(frozen=True)
class Dimension:
    """One way of sorting texts.

    Attributes
    ----------
    labels : tuple of str
    bias : tuple of float
        One a label.
    weights : mapping of str to tuple of float
        Gram → its weight for the text's length, then one for each label.
    sharpness : float
        Factor of the scores. Cross-validation on the cores would want more for kategori (2.75), but other people's
        texts are harder.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    sharpness: float = 1.0

    def probabilities(self, text: str) -> dict[str, float]:
        """Probability of each label; they sum to 1."""
        scores = self._scores(text)
        return dict(zip(self.labels, softmax([score * self.sharpness for score in scores]), strict=True))

    def evidence(self, text: str) -> float:
        """Share of the text's grams that are known, 0 to 1."""
        found = frozenset(grams(text[:_LONGEST]))
        return sum(gram in self.weights for gram in found) / len(found) if found else 0.0

    def telling(self, text: str, label: str, most: int = 3) -> list[str]:
        """Words of the text that speak most for a label, most telling first."""
        place = 1 + self.labels.index(label)
        said: dict[str, float] = {}
        for word in text[:_LONGEST].split():
            bare = word.strip(".,;:!?()\"'“”")
            found = [self.weights[gram] for gram in frozenset(grams(bare)) if gram in self.weights]
            others = [sum(weights[1:]) / len(self.labels) for weights in found]
            said[bare] = sum(weights[place] - other for weights, other in zip(found, others, strict=True))
        best = sorted((word for word in said if said[word] > 0), key=lambda word: -said[word])
        return best[:most]

    def _scores(self, text: str) -> list[float]:
        found = [self.weights[gram] for gram in sorted(frozenset(grams(text[:_LONGEST]))) if gram in self.weights]
        length = math.sqrt(sum(weights[0] ** 2 for weights in found)) or 1.0
        return [bias + sum(weights[1 + place] for weights in found) / length for place, bias in enumerate(self.bias)]


def softmax(scores: list[float]) -> list[float]:
    """Scores as probabilities, rounded so that machines agree."""
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    total = sum(odds)
    return [round(each / total, 9) for each in odds]


_SHARPNESS = {"kategori": 1.5, "urgensi": 1.0, "sentimen": 2.0, "tugas": 2.0, "jenis": 2.0}


@lru_cache(maxsize=1)
def dimensions() -> Mapping[str, Dimension]:
    """All ways of sorting that are known: kategori, urgensi, sentimen, tugas, jenis."""
    text = (resources.files(__package__) / "lexicon.json").read_text("utf-8")
    stored = json.loads(text)
    scale = stored["scale"]
    return {
        name: Dimension(
            tuple(each["labels"]),
            tuple(bias / scale for bias in each["bias"]),
            {gram: tuple(weights) for gram, weights in each["grams"].items()},
            _SHARPNESS[name],
        )
        for name, each in stored["dimensions"].items()
    }

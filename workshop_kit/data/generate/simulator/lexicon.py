"""The offline engine's lexicon, learnt from the complaints' cores and from phrases written for it.

``python -m workshop_kit.data.generate.simulator.lexicon`` writes it anew. The final test's texts are not used.
"""

import csv
import json
import re
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workshop_kit.llm.engines.simulasi.grams import grams

Matrix = NDArray[np.float64]
TARGET = Path(__file__).parents[3] / "llm" / "engines" / "simulasi" / "lexicon.json"
# Of a dimension with examples in the cores, and of one that has phrases alone.
_MOST_GRAMS = {"kategori": 2400, "urgensi": 1300}
_MOST_GRAMS_OF_PHRASES = 500
_LEAST_TEXTS = {"kategori": 2, "urgensi": 2}
# Inverse strength of the ridge, as scikit-learn has it.
_C = 5.0
_ROUNDS = 250
# Weights are stored as whole numbers.
_SCALE = 25.0
_SLOT = re.compile(r"\{\w+\}")


def lexicon() -> dict[str, object]:
    """Learn all dimensions.

    Returns
    -------
    dict
        ``scale`` and for each dimension ``labels``, ``bias`` and ``grams``: gram → its weight for the text's length
        and one for each label, all times ``scale``.
    """
    phrases = _phrases()
    cores = _cores()
    dimensions = {}
    for name in dict.fromkeys(dimension for dimension, _label, _text in phrases):
        examples = [(label, text) for dimension, label, text in phrases if dimension == name]
        if name in _LEAST_TEXTS:
            examples += [(core[name], core["teks"]) for core in cores]
        dimensions[name] = learn(
            examples, _MOST_GRAMS.get(name, _MOST_GRAMS_OF_PHRASES), _LEAST_TEXTS.get(name, 1), _SCALE
        )
    return {"scale": _SCALE, "dimensions": dimensions}


def learn(examples: list[tuple[str, str]], most: int, least: int, scale: float) -> dict[str, object]:
    """A softmax regression on grams.

    Parameters
    ----------
    examples : list of (label, text)
    most : int
        Grams to keep.
    least : int
        Texts in which a gram must stand.
    scale : float
        Weights are multiplied by it and rounded.
    """
    labels = list(dict.fromkeys(label for label, _text in examples))
    target = np.array([labels.index(label) for label, _text in examples])
    sets = [frozenset(grams(_SLOT.sub(" ", text))) for _label, text in examples]
    kept = _informative(sets, target, len(labels), most, least)
    present = np.array([[gram in grams_of for gram in kept] for grams_of in sets], dtype=float)
    rarity = np.log((1 + len(sets)) / (1 + present.sum(axis=0))) + 1
    rows = present * rarity
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    weights, bias = _softmax_regression(rows, np.eye(len(labels))[target])
    scaled = weights * rarity[:, None] * scale
    return {
        "labels": labels,
        "bias": [round(float(each) * scale) for each in bias],
        "grams": {
            gram: [round(float(rarity[place]) * scale), *(round(float(each)) for each in scaled[place])]
            for place, gram in enumerate(kept)
        },
    }


def _informative(
    sets: list[frozenset[str]], target: NDArray[np.int64], labels: int, most: int, least: int
) -> list[str]:
    """Grams that stand unevenly in the labels' texts, most telling first; ties by letters."""
    counts: dict[str, Matrix] = {}
    for grams_of, label in zip(sets, target, strict=True):
        for gram in grams_of:
            counts.setdefault(gram, np.zeros(labels))[label] += 1
    share = np.bincount(target, minlength=labels) / len(target)

    def told(gram: str) -> float:
        seen = counts[gram]
        expected = seen.sum() * share
        return round(float((np.abs(seen - expected) / np.sqrt(expected + 0.5)).max()), 6)

    often = [gram for gram in sorted(counts) if counts[gram].sum() >= least]
    return sorted(often, key=told, reverse=True)[:most]


def _softmax_regression(rows: Matrix, wanted: Matrix) -> tuple[Matrix, Matrix]:
    """Weights and bias by accelerated gradient descent; the bias is not held back."""
    features = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = np.append(np.ones(rows.shape[1]), 0.0)[:, None]
    step = 1 / (0.5 * _C * float(np.linalg.norm(features, 2)) ** 2 + 1)
    now = np.zeros((features.shape[1], wanted.shape[1]))
    ahead = now.copy()
    for turn in range(_ROUNDS):
        scores = features @ ahead
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        gradient = _C * features.T @ (odds / odds.sum(axis=1, keepdims=True) - wanted) + ridge * ahead
        after = ahead - step * gradient
        ahead = after + (turn / (turn + 3)) * (after - now)
        now = after
    return now[:-1], now[-1]


def _phrases() -> list[tuple[str, str, str]]:
    text = (resources.files(__package__) / "phrases.csv").read_text("utf-8")
    return [
        (row["dimensi"], row["label"], phrase)
        for row in csv.DictReader(text.splitlines())
        for phrase in row["frasa"].split(" | ")
    ]


def _cores() -> list[dict[str, str]]:
    folder = resources.files("workshop_kit.data.generate.complaints") / "cores"
    return [
        {**row, "kategori": file.name.removesuffix(".csv")}
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
        for row in csv.DictReader(file.read_text("utf-8").splitlines())
    ]


def main() -> None:
    """Write the lexicon into the engine's folder."""
    TARGET.write_text(json.dumps(lexicon(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()

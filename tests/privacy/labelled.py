"""The labelled corpus: lines whose identifiers are marked ``[[NIK:…]]``, and what a finder makes of them.

``[[NIK?:…]]`` marks an unsound one that a word announces: finding it is right, missing it is no error.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workshop_kit.privacy.identifiers import Found

CORPUS = Path(__file__).parent / "corpus"
HARD_NEGATIVE = "negatif"
_MARK = re.compile(r"\[\[(?P<kind>[A-Z]+)(?P<unsound>\?)?:(?P<text>.*?)\]\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:n|t|u[0-9a-f]{4})")


@dataclass(frozen=True)
class Label:
    kind: str
    start: int
    end: int
    valid: bool


@dataclass(frozen=True)
class Line:
    sort: str
    text: str
    labels: tuple[Label, ...]


@dataclass
class Score:
    """Counts of one kind; `surplus` and `missed` hold the lines to look at."""

    right: int = 0
    surplus: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.surplus))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def read(name: str) -> list[Line]:
    """The lines of ``ditulis`` (written by hand) or ``dibuat`` (made by ``made.py``)."""
    with (CORPUS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [parse(row["ragam"], row["teks"]) for row in csv.DictReader(file)]


def parse(sort: str, marked: str) -> Line:
    marked = _ESCAPE.sub(lambda match: match[0].encode().decode("unicode_escape"), marked)
    text, labels, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        labels.append(Label(match["kind"], len(text), len(text) + len(match["text"]), not match["unsound"]))
        text += match["text"]
        last = match.end()
    return Line(sort, text + marked[last:], tuple(labels))


def measure(lines: Iterable[Line], find: Callable[[str], list[Found]]) -> dict[str, Score]:
    """Scores by kind. Right is what has the kind and the exact span of a label."""
    scores: dict[str, Score] = defaultdict(Score)
    for line in lines:
        found = {(each.kind, each.start, each.end) for each in find(line.text)}
        for label in line.labels:
            key = (label.kind, label.start, label.end)
            if key in found:
                found.remove(key)
                scores[label.kind].right += label.valid
            elif label.valid:
                scores[label.kind].missed.append(f"{line.text[label.start : label.end]!r} in {line.text!r}")
        for kind, start, end in found:
            scores[kind].surplus.append(f"{line.text[start:end]!r} in {line.text!r}")
    return dict(scores)


def table(scores: dict[str, Score]) -> dict[str, tuple[int, str, str]]:
    """Kind → number of labels, precision, recall, as printed in the documentation."""
    return {
        kind: (score.right + len(score.missed), f"{score.precision:.3f}", f"{score.recall:.3f}")
        for kind, score in sorted(scores.items())
    }

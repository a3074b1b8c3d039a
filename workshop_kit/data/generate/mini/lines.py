"""Pages as tokens, and pages of about equal length as batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_kit.data.generate.mini.examples import Page
from workshop_kit.llm.mini.tasks import ABSENT, ANSWER, END, TASKS, TEXT
from workshop_kit.llm.mini.tokenizer import Tokenizer

Whole = NDArray[np.int64]
# Labels are few tokens among many, and what the scores are about.
_LABELS = 5.0


@dataclass(frozen=True)
class Line:
    """A page as tokens.

    Attributes
    ----------
    tokens, part, place, target : array of int, (length,)
        The token; 0 for the text and 1, 2, ... for the tasks on it; its place as the model counts it, which in each
        task goes on after the text anew; the token that follows it, or -1 where none is to be learnt.
    weight : array of float, (length,)
        How much the target counts: 0 in the text, where the plan says it.
    """

    tokens: NDArray[np.int16]
    part: NDArray[np.int16]
    place: NDArray[np.int16]
    target: NDArray[np.int16]
    weight: NDArray[np.float32]


def line(page: Page, tokenizer: Tokenizer, window: int) -> Line | None:
    """A page as tokens, without the tasks that go beyond the window; None if the text alone does."""
    control = tokenizer.control
    text = [control[TEXT], *tokenizer.encode(page.text)]
    if len(text) >= window:
        return None
    # After its last word a text ends, whatever is asked of it.
    columns = [(token, 0, place, target, 0.0) for place, (token, target) in enumerate(_followed(text, control[END]))]
    for number, wanted in enumerate(page.tasks, 1):
        asked = [control[TASKS[wanted.task]]]
        asked += tokenizer.encode(" " + wanted.question) if wanted.question else []
        asked.append(control[ANSWER])
        said = [control[ABSENT]] if wanted.answer is None else tokenizer.encode(wanted.answer)
        if len(text) + len(asked) + len(said) < window:
            end = -1 if wanted.open else control[END]
            for place, (token, target) in enumerate(_followed([*asked, *said], end)):
                answered = place >= len(asked) - 1
                weight = _LABELS if wanted.task == "golong" else 1.0
                columns.append((token, number, len(text) + place, target if answered else -1, weight))
    tokens, part, place, target = np.array([column[:4] for column in columns], np.int16).T
    return Line(tokens, part, place, target, np.array([column[4] for column in columns], np.float32))


def _followed(tokens: list[int], end: int) -> list[tuple[int, int]]:
    return list(zip(tokens, [*tokens[1:], end], strict=True))


@dataclass(frozen=True)
class Batch:
    """Lines of one batch, each (lines, length), with part -1 where a line is padded."""

    tokens: Whole
    part: Whole
    place: Whole
    target: Whole
    weight: NDArray[np.float32]


def batches(lines: Sequence[Line], budget: int, chance: np.random.Generator) -> Iterator[Batch]:
    """Batches of about ``budget`` tokens, without end, every line once before any comes again."""
    while True:
        order = chance.permutation(len(lines))
        for start in range(0, len(order), 512):
            group = sorted(order[start : start + 512], key=lambda number: len(lines[number].tokens))
            found = []
            while group:
                count = max(1, budget // len(lines[group[-1]].tokens))
                found.append([lines[number] for number in group[-count:]])
                del group[-count:]
            for place in chance.permutation(len(found)):
                yield _batch(found[place])


def _batch(chosen: list[Line]) -> Batch:
    size = (len(chosen), max(len(each.tokens) for each in chosen))
    tokens, part, place, target = (np.full(size, fill, np.int64) for fill in (0, -1, 0, -1))
    weight = np.zeros(size, np.float32)
    for row, each in enumerate(chosen):
        length = len(each.tokens)
        tokens[row, :length] = each.tokens
        part[row, :length] = each.part
        place[row, :length] = each.place
        target[row, :length] = each.target
        weight[row, :length] = each.weight
    return Batch(tokens, part, place, target, weight)

"""Drawing the next token from what the model thinks comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_kit.llm.mini.transformer import Array

Allowed = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Said:
    """One token as it was drawn.

    Attributes
    ----------
    token : int
    logprob : float
        What the model itself thought of it (natural logarithm), before temperature, top_p and any form.
    top : tuple of (int, float)
        The likeliest tokens with theirs.
    """

    token: int
    logprob: float
    top: tuple[tuple[int, float], ...] = ()


@dataclass
class Drawing:
    """How tokens are drawn.

    Attributes
    ----------
    temperature, top_p : float
        As everywhere; at temperature 0 always the likeliest.
    chance : numpy.random.Generator
    frequency, presence : float
        Penalties for tokens said before.
    top : int
        How many alternatives are told.
    """

    chance: np.random.Generator
    temperature: float = 1.0
    top_p: float = 1.0
    frequency: float = 0.0
    presence: float = 0.0
    top: int = 0


def logarithms(logits: Array) -> NDArray[np.float64]:
    """Log probabilities (tokens,) of logits (tokens,)."""
    wide = logits.astype(np.float64)
    wide -= wide.max()
    return np.asarray(wide - np.log(np.exp(wide).sum()))


def drawn(logits: Array, allowed: Allowed | None, drawing: Drawing, before: Sequence[int] = ()) -> Said:
    """Draw one token.

    Parameters
    ----------
    logits : array, (vocabulary,)
    allowed : array of bool, (vocabulary,), optional
        Tokens that the form lets through; at least one.
    drawing : Drawing
    before : sequence of int
        Tokens said so far, for the penalties.
    """
    thought = logarithms(logits)
    scores = thought.copy()
    if before and (drawing.frequency or drawing.presence):
        numbers, counts = np.unique(np.array(before), return_counts=True)
        scores[numbers] -= drawing.frequency * counts + drawing.presence
    if allowed is not None:
        scores[~allowed] = -np.inf
    token = int(scores.argmax())
    if drawing.temperature > 0:
        token = _by_lot(scores / drawing.temperature, drawing)
    best = np.argsort(-thought, kind="stable")[: drawing.top]
    return Said(token, float(thought[token]), tuple((int(each), float(thought[each])) for each in best))


def _by_lot(scores: NDArray[np.float64], drawing: Drawing) -> int:
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")
    sums = np.cumsum(shares[order])
    kept = int(np.searchsorted(sums, drawing.top_p * sums[-1])) + 1
    throw = drawing.chance.random() * sums[min(kept, len(sums)) - 1]
    return int(order[min(int(np.searchsorted(sums, throw, side="right")), kept - 1, len(order) - 1)])

"""The part of the engine that holds the weights."""

from collections.abc import Iterator

import numpy as np

from workshop_kit.llm.engines.engine import Piece
from workshop_kit.llm.engines.mini.speaking import Speaker, pieces
from workshop_kit.llm.engines.mini.wishes import Introduce, Wish
from workshop_kit.llm.mini.failures import NoText, TooLong
from workshop_kit.llm.mini.model import Reading, model
from workshop_kit.llm.problems import Problem

__all__ = ["Speaker", "count", "next_piece", "pieces", "read", "vector", "width"]


def read(wish: Wish) -> Reading | None:
    """The wish's text, read once for all choices; None where the model is not to speak.

    Raises
    ------
    Problem
        400 for a text longer than the window, or for none.
    """
    if isinstance(wish, Introduce):
        return None
    try:
        return model().read(wish.text)
    except (TooLong, NoText) as error:
        raise _problem(error) from None


def next_piece(spoken: Iterator[Piece]) -> Piece | None:
    """The next piece, None after the last.

    Raises
    ------
    Problem
        400 where the text and what is asked of it are longer than the window.
    """
    try:
        return next(spoken, None)
    except (TooLong, NoText) as error:
        raise _problem(error) from None


def vector(text: str) -> list[float]:
    """The mean of what the last layer makes of a text's tokens, of length 1.

    Raises
    ------
    Problem
        400 for a text longer than the window.
    """
    own = model()
    if not text.strip():
        return [1.0] + [0.0] * (own.transformer.width - 1)
    try:
        reading = own.read(text)
    except TooLong as error:
        raise _problem(error) from None
    streams = own.transformer.read(reading.tokens, own.transformer.cache())
    mean = streams.mean(axis=0).astype(np.float64)
    return [round(float(each), 7) for each in mean / np.linalg.norm(mean)]


def width() -> int:
    """How many numbers a vector has."""
    return int(model().transformer.width)


def count(text: str) -> int:
    """Tokens of a text."""
    return len(model().tokenizer.encode(text))


def _problem(error: TooLong | NoText) -> Problem:
    code = "context_length_exceeded" if isinstance(error, TooLong) else "no_text"
    return Problem(400, code, error.message, param="messages", **error.fields)  # type: ignore[arg-type]

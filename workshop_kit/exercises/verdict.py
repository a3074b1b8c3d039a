"""What a check can say: right, wrong, or not answered yet."""

from dataclasses import dataclass
from typing import Literal

from workshop_kit.errors import WorkshopError
from workshop_kit.language import translate

State = Literal["right", "wrong", "missing"]


class Wrong(WorkshopError):
    """Raised by a check: the answer is not right, and one friendly sentence says why."""


class Missing(Wrong):
    """Raised when there is no answer yet."""


class Right:
    """Returned by a check that has something to add to "right".

    Parameters
    ----------
    message : str
        An Indonesian sentence marked with ``_()``.
    **fields : object
        Values for its ``{places}``.
    """

    def __init__(self, message: str, **fields: object) -> None:
        self.message = message
        self.fields = fields

    def __str__(self) -> str:
        return translate(self.message, **self.fields)


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check.

    Attributes
    ----------
    exercise : str
        Name of the exercise.
    state : {"right", "wrong", "missing"}
    sentence : str
        What the learner reads, in the language at the time of the check.
    source : str
        The same sentence as written in Indonesian, its ``{places}`` still open.
    unforeseen : Exception or None
        An error of the check itself. The learner reads a sentence, the tests fail.
    """

    exercise: str
    state: State
    sentence: str
    source: str = ""
    unforeseen: Exception | None = None

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.state == "right"

"""The exercises of one module, as its ``checks.py`` declares them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from workshop_kit.exercises.exercise import CodeExercise, Exercise, ExerciseSet
from workshop_kit.exercises.quizzes import (
    Calibration,
    Choice,
    MultipleChoice,
    Number,
    Ordering,
    Prediction,
    Quiz,
    SentenceMarking,
    Slider,
)
from workshop_kit.exercises.verdict import Right

Q = TypeVar("Q", bound=Quiz)


class Module:
    """All exercises of a module.

    Parameters
    ----------
    id : str
        Such as ``m04``.
    edition : int
        Raised when exercises change so that notebooks handed out before no longer fit.

    Examples
    --------
    >>> module = Module("m99", edition=1)
    >>> @module.code("dua", title="Dua", answers=["x"], hints=["a", "b", "c"])
    ... def dua(x):
    ...     return None
    >>> module["dua"].judge({"x": 2}, {}).passed
    True
    """

    def __init__(self, id: str, *, edition: int) -> None:
        self.id = id
        self.edition = edition
        self.exercises = ExerciseSet()

    def __getitem__(self, name: str) -> Exercise:
        return self.exercises[name]

    def code(
        self, name: str, *, title: str, answers: Sequence[str], hints: Sequence[str]
    ) -> Callable[[Callable[..., Right | None]], CodeExercise]:
        """Declare an exercise answered in code; decorates its check."""

        def declare(examine: Callable[..., Right | None]) -> CodeExercise:
            exercise = CodeExercise(name, title, hints, answers, examine)
            self.exercises.add(exercise)
            return exercise

        return declare

    def single(self, name: str, **definition: Any) -> Choice:
        """Declare a choice of one; see :class:`Choice`."""
        return self._add(Choice(name, **definition))

    def multiple(self, name: str, **definition: Any) -> MultipleChoice:
        """Declare a choice of several; see :class:`MultipleChoice`."""
        return self._add(MultipleChoice(name, **definition))

    def sentences(self, name: str, **definition: Any) -> SentenceMarking:
        """Declare a text whose sentences are marked; see :class:`SentenceMarking`."""
        return self._add(SentenceMarking(name, **definition))

    def ordering(self, name: str, **definition: Any) -> Ordering:
        """Declare steps to put in order; see :class:`Ordering`."""
        return self._add(Ordering(name, **definition))

    def number(self, name: str, **definition: Any) -> Number:
        """Declare a number to enter; see :class:`Number`."""
        return self._add(Number(name, **definition))

    def slider(self, name: str, **definition: Any) -> Slider:
        """Declare a value to set on a scale; see :class:`Slider`."""
        return self._add(Slider(name, **definition))

    def predict(self, name: str, **definition: Any) -> Prediction:
        """Declare a prediction, committed before the answer is shown; see :class:`Prediction`."""
        return self._add(Prediction(name, **definition))

    def calibrate(self, name: str, **definition: Any) -> Calibration:
        """Declare statements to give a confidence to; see :class:`Calibration`."""
        return self._add(Calibration(name, **definition))

    def _add(self, quiz: Q) -> Q:
        self.exercises.add(quiz)
        return quiz

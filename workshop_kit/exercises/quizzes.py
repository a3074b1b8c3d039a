"""Exercises answered without typing code: choice, order, number, slider, marked sentences, predictions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from workshop_kit.exercises.exercise import Example, Exercise
from workshop_kit.exercises.verdict import Missing, Right, Wrong
from workshop_kit.language import _, translate


@dataclass(frozen=True)
class Option:
    """One choice of a quiz.

    Attributes
    ----------
    text : str
        What the learner reads.
    right : bool
    why : str
        Said when it was chosen (single), or wrongly chosen (multiple).
    missed : str
        Said when a right option of a multiple choice was left out.
    """

    text: str
    right: bool = False
    why: str = ""
    missed: str = ""


@dataclass(frozen=True)
class Sentence(Option):
    """One sentence of a text in which sentences are to be marked."""


@dataclass(frozen=True)
class Statement:
    """A claim that a learner gives a confidence to before its truth is shown."""

    text: str
    true: bool
    why: str


class Quiz(Exercise):
    """What all quizzes have: a question, an answer that lies in ``jawaban.json``."""

    def __init__(self, name: str, title: str, question: str, hints: Sequence[str] = ()) -> None:
        super().__init__(name, title, tuple(hints))
        self.question = question

    def given(self, names: Mapping[str, Any], stored: Mapping[str, Any]) -> Any:
        """Take the stored answer, if it has a form that this quiz can have stored."""
        value = stored.get(self.name)
        if value is None or not self.well_formed(value):
            raise Missing(_("Pilih jawaban Anda di kuis di atas, lalu periksa lagi."))
        return value

    def well_formed(self, value: Any) -> bool:
        """Whether ``value`` is an answer this quiz's widget can have written."""
        raise NotImplementedError

    def reference(self) -> Any:
        """The right answer in its stored form."""
        raise NotImplementedError


class Choice(Quiz):
    """Choose the one right option. Stored: its index."""

    kind = "single"

    def __init__(
        self, name: str, *, title: str, question: str, options: Sequence[Option], hints: Sequence[str] = ()
    ) -> None:
        super().__init__(name, title, question, hints)
        self.options = tuple(options)

    def well_formed(self, value: Any) -> bool:
        """An index of an option."""
        return _is_index(value, len(self.options))

    def reference(self) -> int:
        """Index of the right option."""
        return next(i for i, option in enumerate(self.options) if option.right)

    def examine(self, given: int) -> Right | None:
        """Say why the chosen option is right, or why not."""
        option = self.options[given]
        if not option.right:
            raise Wrong(option.why)
        return Right(option.why) if option.why else None

    def all_wrong(self) -> list[Example]:
        """Every wrong option."""
        wrong = [Example(o.text, i, o.why) for i, o in enumerate(self.options) if not o.right]
        return wrong + self.wrong_examples


class MultipleChoice(Quiz):
    """Choose all right options. Stored: their indexes, ascending."""

    kind = "multiple"

    def __init__(
        self, name: str, *, title: str, question: str, options: Sequence[Option], hints: Sequence[str] = ()
    ) -> None:
        super().__init__(name, title, question, hints)
        self.options = tuple(options)

    def well_formed(self, value: Any) -> bool:
        """Distinct indexes of options, at least one."""
        return _are_indexes(value, len(self.options)) and len(value) > 0

    def reference(self) -> list[int]:
        """Indexes of all right options."""
        return [i for i, option in enumerate(self.options) if option.right]

    def examine(self, given: list[int]) -> Right | None:
        """Name the first option wrongly chosen, then the first one missed."""
        chosen = set(given)
        for i, option in enumerate(self.options):
            if i in chosen and not option.right:
                raise Wrong(option.why)
        missed = [o for i, o in enumerate(self.options) if o.right and i not in chosen]
        if missed:
            told = next((o.missed for o in missed if o.missed), "")
            if told:
                raise Wrong(told)
            raise Wrong(_("Yang Anda pilih sudah betul, tetapi belum lengkap: masih ada {n} lagi."), n=len(missed))
        return None

    def all_wrong(self) -> list[Example]:
        """One wrong option too many, for each; one right option missing, for each that has a sentence."""
        right = self.reference()
        extra = [Example(o.text, sorted([*right, i]), o.why) for i, o in enumerate(self.options) if not o.right]
        short = [
            Example(o.text, [j for j in right if j != i], o.missed)
            for i, o in enumerate(self.options)
            if o.right and o.missed and len(right) > 1
        ]
        return extra + short + self.wrong_examples


class SentenceMarking(MultipleChoice):
    """Mark the sentences of a text that the question asks for. Stored: their indexes, ascending."""

    kind = "sentences"

    def __init__(
        self, name: str, *, title: str, question: str, text: Sequence[Sentence], hints: Sequence[str] = ()
    ) -> None:
        super().__init__(name, title=title, question=question, options=text, hints=hints)


class Ordering(Quiz):
    """Put steps in order. Stored: the steps' indexes (in the right order 0, 1, 2, ...) as the learner put them."""

    kind = "ordering"

    def __init__(
        self,
        name: str,
        *,
        title: str,
        question: str,
        steps: Sequence[str],
        shown: Sequence[int],
        traps: Sequence[tuple[int, int, str]] = (),
        hints: Sequence[str] = (),
    ) -> None:
        super().__init__(name, title, question, hints)
        self.steps = tuple(steps)
        self.shown = tuple(shown)
        self.traps = tuple(traps)

    def well_formed(self, value: Any) -> bool:
        """Each step once."""
        return _are_indexes(value, len(self.steps)) and len(value) == len(self.steps)

    def reference(self) -> list[int]:
        """The steps as defined."""
        return list(range(len(self.steps)))

    def examine(self, given: list[int]) -> Right | None:
        """Name the first broken "this before that", else the first step out of place."""
        for earlier, later, why in self.traps:
            if given.index(earlier) > given.index(later):
                raise Wrong(why)
        for place, step in enumerate(given):
            if step != place:
                raise Wrong(
                    _("Langkah di urutan {place} belum pada tempatnya: “{step}”."),
                    place=place + 1,
                    step=translate(self.steps[step]),
                )
        return None

    def all_wrong(self) -> list[Example]:
        """For each trap, the right order with the later step moved before the earlier."""
        found = []
        for earlier, later, why in self.traps:
            order = self.reference()
            order.remove(later)
            order.insert(order.index(earlier), later)
            found.append(Example(why, order, why))
        return found + self.wrong_examples


class Number(Quiz):
    """Enter a number. Stored: the number."""

    kind = "number"

    def __init__(
        self,
        name: str,
        *,
        title: str,
        question: str,
        right: float,
        tolerance: float = 0.0,
        unit: str = "",
        traps: Sequence[tuple[float, str]] = (),
        hints: Sequence[str] = (),
    ) -> None:
        super().__init__(name, title, question, hints)
        self.right_value = right
        self.tolerance = tolerance
        self.unit = unit
        self.traps = tuple(traps)

    def well_formed(self, value: Any) -> bool:
        """A number below 10^15."""
        return _is_number(value)

    def reference(self) -> float:
        """The right number."""
        return self.right_value

    def examine(self, given: float) -> Right | None:
        """Name a known slip, else say on which side the answer lies."""
        if abs(given - self.right_value) <= self.tolerance + 1e-9 * abs(self.right_value):
            return None
        for value, why in self.traps:
            if abs(given - value) <= max(self.tolerance, 1e-9 * abs(value)):
                raise Wrong(why)
        if given < self.right_value:
            raise Wrong(_("Belum tepat: jawaban Anda terlalu kecil. Hitung sekali lagi, pelan-pelan."))
        raise Wrong(_("Belum tepat: jawaban Anda terlalu besar. Hitung sekali lagi, pelan-pelan."))

    def all_wrong(self) -> list[Example]:
        """Every known slip."""
        return [Example(str(value), value, why) for value, why in self.traps] + self.wrong_examples


class Slider(Quiz):
    """Set a value on a scale; a range of values is right. Stored: the number."""

    kind = "slider"

    def __init__(
        self,
        name: str,
        *,
        title: str,
        question: str,
        low: float,
        high: float,
        step: float,
        accept: tuple[float, float],
        too_low: str,
        too_high: str,
        unit: str = "",
        hints: Sequence[str] = (),
    ) -> None:
        super().__init__(name, title, question, hints)
        self.low, self.high, self.step = low, high, step
        self.accept = accept
        self.too_low, self.too_high = too_low, too_high
        self.unit = unit

    def well_formed(self, value: Any) -> bool:
        """A number on the scale."""
        return _is_number(value) and self.low <= value <= self.high

    def reference(self) -> float:
        """The middle of what is accepted, as far as the scale has it."""
        low, high = self.accept
        steps = round(((low + high) / 2 - self.low) / self.step)
        middle = round(self.low + steps * self.step, 9)
        return min(max(middle, low), high)

    def examine(self, given: float) -> Right | None:
        """Say on which side of the accepted range the answer lies."""
        if given < self.accept[0]:
            raise Wrong(self.too_low)
        if given > self.accept[1]:
            raise Wrong(self.too_high)
        return None

    def all_wrong(self) -> list[Example]:
        """Both ends of the scale, where they are wrong."""
        found = []
        if self.low < self.accept[0]:
            found.append(Example(str(self.low), self.low, self.too_low))
        if self.high > self.accept[1]:
            found.append(Example(str(self.high), self.high, self.too_high))
        return found + self.wrong_examples

    def all_right(self) -> list[Example]:
        """Both ends of what is accepted."""
        return [*(Example(str(value), value) for value in self.accept), *self.right_examples]


class Prediction(Quiz):
    """Commit to an answer before it is shown. Never graded. Stored: choice and confidence in percent."""

    kind = "predict"
    graded = False

    def __init__(
        self,
        name: str,
        *,
        title: str,
        question: str,
        options: Sequence[Option],
        reveal: str,
        confidence: bool = False,
        reference: int = 0,
    ) -> None:
        super().__init__(name, title, question)
        self.options = tuple(options)
        self.reveal = reveal
        self.confidence = confidence
        self._reference = reference

    def well_formed(self, value: Any) -> bool:
        """A chosen option, and a confidence where one is asked."""
        if not isinstance(value, dict) or not _is_index(value.get("choice"), len(self.options)):
            return False
        return not self.confidence or _is_percentage(value.get("confidence"))

    def reference(self) -> dict[str, float | None]:
        """What the trainers' notebook shows."""
        return {"choice": self._reference, "confidence": 70 if self.confidence else None}

    def examine(self, given: dict[str, Any]) -> Right | None:
        """Any committed prediction will do."""
        return None


class Calibration(Quiz):
    """Give each statement a confidence from 0 to 100 percent, then see which were true. Never graded.

    Stored: a list of percentages.
    """

    kind = "calibrate"
    graded = False

    def __init__(
        self, name: str, *, title: str, question: str, statements: Sequence[Statement], reference: Sequence[float]
    ) -> None:
        super().__init__(name, title, question)
        self.statements = tuple(statements)
        self._reference = tuple(reference)

    def well_formed(self, value: Any) -> bool:
        """A percentage for each statement."""
        return isinstance(value, list) and len(value) == len(self.statements) and all(_is_percentage(v) for v in value)

    def reference(self) -> list[float]:
        """What the trainers' notebook shows."""
        return list(self._reference)

    def examine(self, given: list[float]) -> Right | None:
        """Any complete list will do."""
        return None


def _is_number(value: Any) -> bool:
    # No quiz asks for more than a city's budget in rupiah; beyond that a number does not fit a float.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _is_percentage(value: Any) -> bool:
    return _is_number(value) and 0 <= cast(float, value) <= 100


def _is_index(value: Any, size: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < size


def _are_indexes(value: Any, size: int) -> bool:
    return isinstance(value, list) and all(_is_index(i, size) for i in value) and len(set(value)) == len(value)

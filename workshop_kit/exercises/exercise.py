"""One exercise, one definition: it serves the feedback, the grading and the tests of the grading."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.exercises.verdict import Missing, Right, Verdict, Wrong
from workshop_kit.language import _, translate

CHECKED_BY_CODE = "code"


@dataclass(frozen=True)
class Example:
    """An answer as a learner might give it, kept to test the check.

    Attributes
    ----------
    label : str
        What the learner did, in a few words.
    value : Any
        Code that replaces the answer cell's region; for a quiz the stored answer.
    says : str
        A piece of the Indonesian sentence that a wrong answer must get. Empty for a right one.
    """

    label: str
    value: Any
    says: str = ""


@dataclass(eq=False)
class Exercise:
    """What all exercises have.

    Attributes
    ----------
    name : str
        Unique in its module, lower case with hyphens.
    title : str
        For the list of progress.
    hints : tuple of str
        Three, from vague to nearly there; none for an exercise that is not graded.
    """

    name: str
    title: str
    hints: tuple[str, ...] = ()
    wrong_examples: list[Example] = field(default_factory=list)
    right_examples: list[Example] = field(default_factory=list)

    kind = ""
    graded = True

    def wrong(self, label: str, value: Any, *, says: str) -> None:
        """List an answer that must earn nothing and get the sentence that contains ``says``."""
        self.wrong_examples.append(Example(label, value, says))

    def right(self, label: str, value: Any) -> None:
        """List an answer of another form that must earn all points."""
        self.right_examples.append(Example(label, value))

    def all_wrong(self) -> list[Example]:
        """Every wrong answer that the tests try."""
        return list(self.wrong_examples)

    def all_right(self) -> list[Example]:
        """Every further right answer that the tests try."""
        return list(self.right_examples)

    def given(self, names: Mapping[str, Any], stored: Mapping[str, Any]) -> Any:
        """Pick the learner's answer out of the notebook's names and the stored answers.

        Raises
        ------
        Missing
            When there is none yet.
        """
        raise NotImplementedError

    def examine(self, given: Any) -> Right | None:
        """Hold an answer against the definition.

        Raises
        ------
        Wrong
            When it is not right.
        """
        raise NotImplementedError

    def judge(self, names: Mapping[str, Any], stored: Mapping[str, Any]) -> Verdict:
        """Check the answer found in ``names`` (the notebook) or ``stored`` (quiz answers).

        Whatever the learner handed in, this returns a verdict and raises nothing.
        """
        try:
            praise = self.examine(self.given(names, stored))
        except Missing as missing:
            return Verdict(self.name, "missing", str(missing), missing.message)
        except Wrong as wrong:
            return Verdict(self.name, "wrong", str(wrong), wrong.message)
        except (SystemExit, KeyboardInterrupt) as stopped:
            # From a function of the learner's that the check called.
            text = _("Fungsi Anda berhenti di tengah jalan ({kind}). Fungsi cukup selesai dengan `return`.")
            return Verdict(self.name, "wrong", translate(text, kind=type(stopped).__name__), text)
        except Exception as error:
            text = _(
                "Jawaban ini belum bisa diperiksa: bentuknya di luar dugaan ({kind}). "
                "Bandingkan lagi dengan yang diminta soal, atau panggil pelatih."
            )
            sentence = translate(text, kind=type(error).__name__)
            return Verdict(self.name, "wrong", sentence, text, unforeseen=error)
        if praise is None:
            return Verdict(self.name, "right", "")
        return Verdict(self.name, "right", str(praise), praise.message)


class CodeExercise(Exercise):
    """An exercise answered by defining names in the notebook.

    Attributes
    ----------
    answers : tuple of str
        The names the learner defines; the check receives them by keyword.
    """

    kind = CHECKED_BY_CODE

    def __init__(
        self,
        name: str,
        title: str,
        hints: Sequence[str],
        answers: Sequence[str],
        examine: Callable[..., Right | None],
    ) -> None:
        super().__init__(name, title, tuple(hints))
        self.answers = tuple(answers)
        self.function = examine

    def given(self, names: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
        """Collect the names the learner was asked to define."""
        found = {}
        for name in self.answers:
            if name not in names or names[name] is ...:
                raise Missing(
                    _(
                        "`{name}` belum ada. Lengkapi sel jawaban di atas, jalankan dengan Shift+Enter, "
                        "lalu periksa lagi."
                    ),
                    name=name,
                )
            found[name] = names[name]
        return found

    def examine(self, given: dict[str, Any]) -> Right | None:
        """Call the check of ``checks.py`` with the learner's values."""
        return self.function(**given)


class ExerciseSet(Mapping[str, Exercise]):
    """The exercises of one module in the order of their definition."""

    def __init__(self) -> None:
        self._exercises: dict[str, Exercise] = {}

    def add(self, exercise: Exercise) -> None:
        """Take in one more exercise.

        Raises
        ------
        ValueError
            When the name is taken.
        """
        if exercise.name in self._exercises:
            raise ValueError(f"exercise {exercise.name!r} is defined twice")
        self._exercises[exercise.name] = exercise

    def __getitem__(self, name: str) -> Exercise:
        return self._exercises[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._exercises)

    def __len__(self) -> int:
        return len(self._exercises)

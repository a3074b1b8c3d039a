"""What a learner touches: check, hint, quiz, answer, progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from workshop_kit.display import shell, show_html
from workshop_kit.errors import WorkshopError
from workshop_kit.exercises import feedback, session
from workshop_kit.exercises.answer_file import AnswersUnreadable
from workshop_kit.exercises.quizzes import Calibration, Quiz
from workshop_kit.exercises.verdict import Verdict
from workshop_kit.language import _, translate


class _Scored:
    """A verdict as a cell output that nbgrader understands.

    nbgrader gives a test cell all its points unless an output is an error, or an execute result that reads as a
    number. So a failed check shows its sentence as HTML and is, as plain text, the number of points: 0.
    """

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_mimebundle_(self, **_unused: Any) -> dict[str, str]:
        return {"text/plain": "0", "text/html": self.html}


def check(name: str = "") -> None:
    """Check the answer to one exercise and say in one sentence how it stands.

    Parameters
    ----------
    name : str
        The exercise's name, as in the lesson.

    Raises
    ------
    UnknownExercise, NotStarted
        Shown as one sentence; under nbgrader they score 0.
    """
    here = session.current()
    exercise = here.exercise(name)
    try:
        stored = here.answers.read()
    except AnswersUnreadable as error:
        if isinstance(exercise, Quiz):
            _show(Verdict(name, "missing", str(error), error.message), exercise.hints)
            return
        stored = {}
    verdict = exercise.judge(session.notebook_names(), stored)
    if verdict.state != "missing":
        here.progress.record(here.module.id, name, passed=verdict.passed)
    _show(verdict, exercise.hints)


def _show(verdict: Verdict, hints: tuple[str, ...]) -> None:
    html = feedback.verdict_html(verdict, hints)
    running = shell()
    if running is None:
        print(feedback.headline(verdict), verdict.sentence)
    elif verdict.passed:
        show_html(html, f"{feedback.headline(verdict)} {verdict.sentence}".strip())
    else:
        # As execute result wherever in the cell the check stands, so that no later line can hide the 0.
        running.displayhook(_Scored(html))


def hint(name: str = "", number: int | None = None) -> None:
    """Show the next hint of an exercise, or all up to ``number``.

    Parameters
    ----------
    name : str
        The exercise's name.
    number : int, optional
        1 to 3. Without it, one more than was shown before.
    """
    here = session.current()
    exercise = here.exercise(name)
    if not exercise.hints:
        show_html(feedback.note_html(translate(_("Latihan ini tidak punya petunjuk: tidak ada jawaban salah."))))
        return
    standing = here.progress.standings(here.module.id).get(name)
    wanted = number if isinstance(number, int) else (standing.hints if standing else 0) + 1
    shown = min(max(wanted, 1), len(exercise.hints))
    here.progress.show_hints(here.module.id, name, at_least=shown)
    show_html(feedback.hint_html(exercise.hints[:shown]))


def quiz(name: str = "") -> Any:
    """Show a quiz; its answer is stored beside the notebook as soon as it is given.

    Returns
    -------
    QuizWidget
        Shown by Jupyter as the cell's output.

    Raises
    ------
    NotAQuiz
        When the exercise is answered in code.
    """
    from workshop_kit.exercises.quiz_desk import open_quiz

    here = session.current()
    exercise = here.exercise(name)
    if not isinstance(exercise, Quiz):
        raise NotAQuiz(_("Latihan “{name}” dijawab dengan kode di sel jawaban, bukan dengan kuis."), name=name)
    return open_quiz(here, exercise)


class NotAQuiz(WorkshopError):
    """A quiz was asked for where the answer is code."""


class HiddenTestFailed(WorkshopError):
    """The answer does not hold on data that learners do not have."""


@contextmanager
def hidden_tests() -> Iterator[None]:
    """Run hidden tests: whatever fails in them is one sentence, which shows nothing of the tests.

    Raises
    ------
    HiddenTestFailed
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        raise HiddenTestFailed(
            _("Jawaban ini belum berlaku pada data lain. Periksa apakah ia hanya cocok untuk contoh di buku kerja.")
        ) from error


def answer(name: str = "", otherwise: Any = None) -> Any:
    """The stored answer to a quiz.

    Parameters
    ----------
    name : str
        The quiz's name.
    otherwise : Any
        Given back when the quiz has not been answered.
    """
    here = session.current()
    exercise = here.exercise(name)
    try:
        value = here.answers.read().get(name)
    except AnswersUnreadable:
        return otherwise
    if isinstance(exercise, Quiz) and value is not None and exercise.well_formed(value):
        return value
    return otherwise


def truth(name: str = "") -> list[bool] | None:
    """Which statements of a calibration quiz are true; None until the learner has committed to an answer.

    Parameters
    ----------
    name : str
        The quiz's name.

    Raises
    ------
    NotAQuiz
        When the exercise has no statements.
    """
    exercise = session.current().exercise(name)
    if not isinstance(exercise, Calibration):
        raise NotAQuiz(_("Latihan “{name}” tidak memuat pernyataan yang benar atau keliru."), name=name)
    return None if answer(name) is None else [statement.true for statement in exercise.statements]


def progress() -> None:
    """Show which exercises of this module are solved."""
    here = session.current()
    standings = here.progress.standings(here.module.id)
    rows = []
    for exercise in here.listed():
        standing = standings.get(exercise.name)
        tries = standing.tries if standing else 0
        rows.append((translate(exercise.title), bool(standing and standing.passed), tries))
    show_html(feedback.progress_html(here.module.id, rows))

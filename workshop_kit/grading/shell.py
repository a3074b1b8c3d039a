"""The shell in which locked cells run: the kit's own names, no kernel, and values on loan."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from workshop_kit.display import show_html
from workshop_kit.exercises import markdown, session
from workshop_kit.exercises.answer_file import AnswersUnreadable
from workshop_kit.exercises.quiz_desk import spec
from workshop_kit.exercises.quizzes import Quiz
from workshop_kit.exercises.still import fallback_html, fallback_text
from workshop_kit.grading.cells import forget_loop, make_shell, run_cell

Output = dict[str, Any]
_PRELUDE = """
from workshop_kit import answer, check, data, hint, llm, progress, show, truth
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
"""


class JudgeShell:
    """A shell for trusted cells.

    Made once, and used after a fork, so that what one judge does to it no other sees.
    """

    def __init__(self) -> None:
        self._shell = make_shell()
        self._own = {"quiz": _still_quiz, "start": _started}
        exec(_PRELUDE, self._shell.user_ns)  # noqa: S102
        self._shell.user_ns.update(self._own)

    def warm(self, imports: str) -> None:
        """Do before the fork what every judge of a notebook would do anew.

        No table is read here: reading starts threads, and a process with threads must not fork.

        Parameters
        ----------
        imports : str
            The lesson's import lines; one that fails is told where a notebook is judged.
        """
        with suppress(Exception):
            exec(imports, dict(self._shell.user_ns))  # noqa: S102
        markdown.line("")

    def prepare(self, imports: str) -> None:
        """Make ready for one notebook, after the fork: import what its lesson imports.

        Parameters
        ----------
        imports : str
            Import lines written by the lesson's author.
        """
        forget_loop()
        exec(imports, self._shell.user_ns)  # noqa: S102
        self._shell.user_ns.update(self._own)

    def names(self) -> set[str]:
        """What a locked cell finds without asking for it."""
        return set(self._shell.user_ns)

    @contextmanager
    def lending(self, values: Mapping[str, Any]) -> Iterator[None]:
        """Have an attendee's values under their names, for one cell."""
        names = self._shell.user_ns
        before = {name: names[name] for name in values if name in names}
        names.update(values)
        try:
            yield
        finally:
            for name in values:
                names.pop(name, None)
            names.update(before)

    def run(self, source: str) -> list[Output]:
        """Run a locked cell; a failure says what it is, and nothing of the cell's text."""
        outputs = [dict(output) for output in run_cell(self._shell, source)]
        for output in outputs:
            if output["output_type"] == "error":
                output["traceback"] = [_last_line(output)]
        return outputs


def _last_line(output: Output) -> str:
    said = str(output.get("evalue", ""))
    # The kit's own errors are sentences; others are told by kind, for their text may quote a hidden test.
    if output.get("ename") in ("HiddenTestFailed", "UnknownExercise", "NotStarted"):
        return said
    output["evalue"] = ""
    return str(output.get("ename", ""))


def _still_quiz(name: str = "") -> None:
    """Show a quiz with the answer that was handed in; there is nobody here to answer it."""
    here = session.current()
    exercise = here.exercise(name)
    if not isinstance(exercise, Quiz):
        return
    try:
        value = here.answers.read().get(name)
    except AnswersUnreadable:
        value = None
    if value is not None and not exercise.well_formed(value):
        value = None
    drawn = spec(exercise)
    show_html(fallback_html(drawn, value), fallback_text(drawn, value))


def _started(*_unused: object, **_also_unused: object) -> None:
    """The judge has opened the module already."""

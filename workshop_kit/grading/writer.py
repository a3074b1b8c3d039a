"""The one writer of the gradebook: a hand-in's grades in one transaction, by nbgrader's own rules."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import parse_utc
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, scoped_session, sessionmaker
from traitlets.config import Config

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _

T = TypeVar("T")
# Formgrader and nbgrader's own commands write too; none of them holds the gradebook for long.
_TRIES = 5
_WAIT_SECONDS = 60


class GradebookBusy(WorkshopError):
    """Another program has held the gradebook for minutes."""


class _Held(Session):
    """A session whose commits only flush, so that what nbgrader writes piece by piece is written at once or not.

    Attributes
    ----------
    waits : bool
        Whether they do not even that: a flush for each cell costs more than all else about its grade.
    """

    waits = False

    def commit(self) -> None:
        if not self.waits:
            self.flush()

    def keep(self) -> None:
        """Write what has been held."""
        super().commit()


class HeldGradebook(Gradebook):  # type: ignore[misc]
    """nbgrader's gradebook, one transaction at a time.

    Parameters
    ----------
    db_url, course_id : str
    """

    def __init__(self, db_url: str, course_id: str) -> None:
        if db_url.startswith("sqlite:") and "?" not in db_url:
            db_url += f"?timeout={_WAIT_SECONDS}"
        super().__init__(db_url, course_id)
        self.close()
        self.db: Any = scoped_session(sessionmaker(class_=_Held, autoflush=True, bind=self.engine, future=True))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written when the block ends, and nothing when it fails."""
        try:
            yield
            self.db().keep()
        except BaseException:
            self.db.rollback()
            raise
        finally:
            self.db.remove()


class Writer:
    """Writes hand-ins into the gradebook.

    Parameters
    ----------
    db_url, course_id : str
    config : Config
        The course's: late penalties, patterns to ignore.
    """

    def __init__(self, db_url: str, course_id: str, config: Config) -> None:
        self.gradebook = HeldGradebook(db_url, course_id)
        self._save = _SaveInto(self.gradebook, config)
        self._penalties = _PenaltiesInto(self.gradebook, config)

    def close(self) -> None:
        """Let go of the gradebook."""
        self.gradebook.close()

    def write(
        self,
        assignment: str,
        student: str,
        *,
        timestamp: str,
        notebooks: dict[str, NotebookNode],
        missing: list[str],
        comment: str = "",
    ) -> None:
        """Write one hand-in's grades: all of it or nothing.

        Parameters
        ----------
        assignment, student : str
        timestamp : str
            When it was handed in; empty when that is not known.
        notebooks : dict of str to NotebookNode
            The graded notebooks by name.
        missing : list of str
            Names of notebooks that were not handed in; they earn nothing, as in nbgrader.
        comment : str
            Added to what the grader's own comments say, when not empty.

        Raises
        ------
        GradebookBusy
        """
        _patiently(lambda: self._write(assignment, student, timestamp, notebooks, missing, comment))

    def _write(
        self,
        assignment: str,
        student: str,
        timestamp: str,
        notebooks: dict[str, NotebookNode],
        missing: list[str],
        comment: str,
    ) -> None:
        book = self.gradebook
        with book.transaction():
            book.update_or_create_student(student)
            told = {"timestamp": timestamp} if timestamp else {}
            with book.db.no_autoflush:
                submission = book.update_or_create_submission(assignment, student, **told)
            by_name = {notebook.name: notebook for notebook in submission.notebooks}
            for name in missing:
                for grade in by_name[name].grades:
                    grade.auto_score = 0
                    grade.needs_manual_grade = False
            for name, notebook in notebooks.items():
                resources = {"nbgrader": {"notebook": name, "assignment": assignment, "student": student}}
                book.db().waits = True
                self._save.into(by_name[name]).preprocess(notebook, resources)
                book.db().waits = False
                if comment:
                    _add_comment(by_name[name], comment)
                book.db.flush()
                self._penalties.preprocess(notebook, resources)


def _add_comment(notebook: SubmittedNotebook, sentence: str) -> None:
    """Say it at every answer, where a grader and an attendee read it."""
    for comment in notebook.comments:
        comment.auto_comment = " ".join(text for text in (comment.auto_comment, sentence) if text)


def readable_timestamp(text: str) -> str:
    """A hand-in's time as nbgrader understands it; empty for what it does not."""
    try:
        return text.strip() if text.strip() and parse_utc(text.strip()) else ""
    except (ValueError, OverflowError, TypeError, AttributeError):
        return ""


def _patiently(action: Callable[[], T]) -> T:
    """Do it, again and again while somebody else holds the gradebook.

    Raises
    ------
    GradebookBusy
    """
    for turn in range(_TRIES):
        try:
            return action()
        except OperationalError as error:
            if "locked" not in str(error) and "busy" not in str(error):
                raise
            time.sleep(0.5 * 2**turn)
    raise GradebookBusy(
        _("Buku nilai terus dipakai program lain. Tutup program itu, lalu ulangi: yang sudah dinilai aman.")
    )


class _SaveInto(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's step for one notebook whose grades are at hand, instead of a search for each cell."""

    def __init__(self, gradebook: HeldGradebook, config: Config) -> None:
        super().__init__(config=config)
        self._db = gradebook.db
        self._grades: dict[str, Grade] = {}
        self._comments: dict[str, Comment] = {}
        self.gradebook = self

    @property
    def db(self) -> Any:
        """What nbgrader's step commits to."""
        return self._db

    def into(self, notebook: SubmittedNotebook) -> "_SaveInto":
        """Choose the notebook of the next hand-in."""
        self._grades = {grade.cell.name: grade for grade in notebook.grades}
        self._comments = {comment.cell.name: comment for comment in notebook.comments}
        return self

    def find_grade(self, name: str, *_unused: str) -> Grade:
        """The grade of a cell."""
        if name not in self._grades:
            raise MissingEntry(name)
        return self._grades[name]

    def find_comment(self, name: str, *_unused: str) -> Comment:
        """The comment on a cell."""
        if name not in self._comments:
            raise MissingEntry(name)
        return self._comments[name]

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        told = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = told["notebook"], told["assignment"], told["student"]
        found: tuple[NotebookNode, dict[str, Any]] = Preprocessor.preprocess(  # type: ignore[no-untyped-call]
            self, nb, resources
        )
        return found


class _PenaltiesInto(AssignLatePenalties):  # type: ignore[misc]
    """nbgrader's step, in the transaction that is open."""

    def __init__(self, gradebook: HeldGradebook, config: Config) -> None:
        super().__init__(config=config)
        self._held = gradebook

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        told = resources["nbgrader"]
        submission = self._held.find_submission(told["assignment"], told["student"])
        notebook = next(n for n in submission.notebooks if n.name == told["notebook"])
        notebook.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            self.init_plugin()
            self._held.db.flush()
            self._held.db.refresh(notebook)
            penalty = self.plugin_inst.late_submission_penalty(
                told["student"], notebook.score, submission.total_seconds_late
            )
            if penalty is not None:
                notebook.late_submission_penalty = self._check_late_penalty(notebook, penalty)
        return nb, resources

"""A course folder as nbgrader knows it, filled with this workshop's modules."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from workshop_kit.authoring.build import Workplace, draft
from workshop_kit.authoring.notebook import source_notebook, written
from workshop_kit.errors import WorkshopError
from workshop_kit.grading.config import configure
from workshop_kit.language import _

_CONFIG = """\
# nbgrader reads this file whenever one of its commands runs in this folder.
from pathlib import Path

from workshop_kit.grading.config import configure

c = get_config()  # noqa: F821
configure(c, Path(__file__).resolve().parent, language="{language}")
c.CourseDirectory.course_id = "{course_id}"
"""


class CourseExists(WorkshopError):
    """The folder already holds something."""


class CourseNotWritten(WorkshopError):
    """The folder cannot be made."""


class NoSources(WorkshopError):
    """The installed package has no lesson sources."""


class ReleaseRefused(WorkshopError):
    """nbgrader did not accept a module."""


def create_course(folder: Path, place: Workplace, language: str, report: Callable[[str], None]) -> list[str]:
    """Make a course folder: settings, gradebook, sources and releases of all modules.

    Parameters
    ----------
    folder : Path
        Made if need be; must be empty.
    place : Workplace
        The checkout with the lessons' sources.
    language : {"id", "en"}
    report : callable
        Told in a line what is going on.

    Returns
    -------
    list of str
        The assignments, one per module and track.

    Raises
    ------
    CourseExists, CourseNotWritten, NoSources, ReleaseRefused
    """
    lessons = place.lesson_files([])
    if not lessons:
        raise NoSources(
            _("Sumber pelajaran tidak ada di sini. Kursus dibuat dari salinan lengkap proyek (git clone), bukan paket.")
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseExists(
            _("Folder {folder} sudah berisi. Pilih folder baru, supaya nilai yang ada tidak tertimpa."), folder=folder
        )
    # Made beside its place and moved there when whole, so that a failure leaves nothing half-made.
    draft_folder = folder.resolve().with_name(f".{folder.resolve().name}.baru")
    try:
        assignments = _fill(draft_folder, folder, lessons, language)
        for name in assignments:
            report(name)
            _release(draft_folder, language, name)
        if folder.exists():
            folder.rmdir()
        draft_folder.rename(folder.resolve())
    except OSError as error:
        raise CourseNotWritten(
            _("Folder {folder} tidak bisa ditulisi ({reason}). Pilih tempat lain atau kosongkan ruang."),
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error
    finally:
        shutil.rmtree(draft_folder, ignore_errors=True)
    return assignments


def _fill(place: Path, folder: Path, lessons: list[Path], language: str) -> list[str]:
    """Write settings and source notebooks; returns the assignments."""
    assignments = []
    shutil.rmtree(place, ignore_errors=True)
    (place / "exchange").mkdir(parents=True)
    (place / "exchange").chmod(0o777)  # nbgrader's exchange refuses a folder that attendees cannot write to
    text = _CONFIG.format(language=language, course_id=_course_id(folder))
    (place / "nbgrader_config.py").write_text(text, encoding="utf-8")
    for path in lessons:
        module = draft(path)
        for track in module.lesson.tracks:
            name = module.lesson.folder(track)
            source = place / "source" / name
            source.mkdir(parents=True)
            notebook = source_notebook(module.lesson, module.module, module.catalog, track, language)
            (source / f"{name}.ipynb").write_text(written(notebook), encoding="utf-8")
            assignments.append(name)
    return assignments


def _course_id(folder: Path) -> str:
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in folder.resolve().name)
    return kept.strip("-") or "samarinda-ai"


def _release(folder: Path, language: str, name: str) -> None:
    config = Config()
    configure(config, folder.resolve(), language)
    with commands_of_this_python():
        outcome = NbGraderAPI(CourseDirectory(config=config), config=config).generate_assignment(name)
    if not outcome["success"]:
        last = [row for row in str(outcome.get("log") or outcome.get("error")).splitlines() if row.strip()][-1:]
        raise ReleaseRefused(
            _("nbgrader menolak {name}: {reason}. Periksa sumber modulnya."), name=name, reason="".join(last)
        )


@contextmanager
def commands_of_this_python() -> Iterator[None]:
    """nbgrader calls ``alembic`` and itself by name; let it find those of this environment first."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before

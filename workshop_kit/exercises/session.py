"""The notebook that is open: which module it belongs to, where it lies, what its learner has done."""

import difflib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop_kit.display import shell
from workshop_kit.errors import WorkshopError
from workshop_kit.exercises.answer_file import AnswerFile
from workshop_kit.exercises.exercise import Exercise
from workshop_kit.exercises.module import Module
from workshop_kit.exercises.progress_store import ProgressStore
from workshop_kit.language import _
from workshop_kit.settings import settings


class NotStarted(WorkshopError):
    """A check was called before the first cell."""


class UnknownExercise(WorkshopError):
    """The notebook asks for an exercise that its module does not have."""


@dataclass(frozen=True)
class Session:
    """One open notebook.

    Attributes
    ----------
    module : Module
    answers : AnswerFile
        The quiz answers beside the notebook.
    progress : ProgressStore
    """

    module: Module
    answers: AnswerFile
    progress: ProgressStore

    def listed(self) -> list[Exercise]:
        """The graded exercises of the open notebook: those of its track, as its own list of exercises says."""
        folder = self.answers.path.parent
        try:
            notebook = json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf-8"))
            names = {entry["name"] for entry in notebook["metadata"]["workshop"]["exercises"]}
        except (OSError, ValueError, KeyError, TypeError):
            names = set(self.module.exercises)  # a renamed or foreign notebook: show the whole module
        return [e for name, e in self.module.exercises.items() if e.graded and name in names]

    def exercise(self, name: str) -> Exercise:
        """Find an exercise of this module.

        Raises
        ------
        UnknownExercise
            With what there is, the nearest name first.
        """
        if isinstance(name, str) and name in self.module.exercises:
            return self.module[name]
        known = list(self.module.exercises)
        near = difflib.get_close_matches(name, known, n=1) if isinstance(name, str) else []
        raise UnknownExercise(
            _(
                "Latihan “{name}” tidak ada di {module}. Yang ada: {known}. Kalau Anda tidak mengubah nama itu, buku "
                "kerja ini dari edisi lain: buka yang baru dari halaman Mulai."
            ),
            name=name if isinstance(name, str) else type(name).__name__,
            module=self.module.id,
            known=", ".join([*near, *(n for n in known if n not in near)]),
        )


_open: Session | None = None


def begin(module: Module, folder: Path | None = None, progress: ProgressStore | None = None) -> Session:
    """Open a session for a notebook.

    Parameters
    ----------
    module : Module
    folder : Path, optional
        Where the notebook lies; the current folder when left out.
    progress : ProgressStore, optional
        Where progress is noted; the learner's own when left out.
    """
    global _open
    store = progress or ProgressStore(settings().home / "progress.sqlite")
    _open = Session(module, AnswerFile(folder or Path.cwd(), module.id), store)
    return _open


def current() -> Session:
    """The open session.

    Raises
    ------
    NotStarted
        When the first cell has not been run.
    """
    if _open is None:
        raise NotStarted(_("Jalankan dahulu sel kode pertama buku kerja ini, yang memuat start(...), lalu ulangi."))
    return _open


def folder_notes(folder: Path, module: str) -> list[str]:
    """What is unusual about where the notebook lies, in sentences; mostly nothing."""
    notes = []
    if not folder.name.startswith(module):
        notes.append(
            _(
                "Buku kerja ini dibuka di luar folder modulnya: jawaban disimpan di folder ini dan tidak ikut "
                "terkumpul. Buka dari halaman Mulai bila hendak dikumpulkan."
            )
        )
    if not os.access(folder, os.W_OK):
        notes.append(
            _(
                "Folder ini hanya bisa dibaca: jawaban kuis dan perubahan Anda tidak akan tersimpan. Salin folder "
                "modul ke tempat milik Anda, lalu buka dari sana."
            )
        )
    return notes


def notebook_names() -> Mapping[str, Any]:
    """The names that the learner has defined in the notebook."""
    running = shell()
    return {} if running is None else running.user_ns

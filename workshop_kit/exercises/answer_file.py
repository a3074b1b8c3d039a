"""The answers given in quizzes, kept in ``jawaban.json`` beside the notebook.

A file beside the notebook is collected and graded by nbgrader like any other part of a hand-in, and does not hang
on widget state, which is lost when a notebook is reopened.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _

FILE_NAME = "jawaban.json"
# Far above any lesson's answers; a larger file is not ours, and reading it would only cost memory.
_LARGEST = 1_000_000


class AnswersNotSaved(WorkshopError):
    """The folder cannot be written, or the disk is full."""


class AnswersUnreadable(WorkshopError):
    """The file holds something else than stored answers."""


class AnswersOfAnotherModule(AnswersUnreadable):
    """The file holds another module's answers; they are left alone."""


class AnswerFile:
    """The stored answers in one folder.

    Parameters
    ----------
    folder : Path
        The notebook's folder.
    module : str
        Such as ``m01``.
    """

    def __init__(self, folder: Path, module: str) -> None:
        self.path = folder / FILE_NAME
        self.module = module

    def read(self) -> dict[str, Any]:
        """All stored answers by exercise; empty when nothing is stored yet.

        Raises
        ------
        AnswersUnreadable
            When the file is there but holds something else.
        """
        try:
            if self.path.stat().st_size > _LARGEST:
                raise ValueError("too large")
            content = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(content, dict) or not isinstance(content.get("answers"), dict):
                raise ValueError("not stored answers")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise AnswersUnreadable(
                _(
                    "Berkas {file} di folder ini tidak terbaca, jadi jawaban kuis belum bisa dipakai. Jawab lagi "
                    "kuisnya: berkas lama akan disimpan dengan nama lain, tidak dihapus."
                ),
                file=FILE_NAME,
            ) from error
        if content.get("module", self.module) != self.module:
            raise AnswersOfAnotherModule(
                _(
                    "Berkas {file} di folder ini milik modul {other}, bukan {module}. Buka buku kerja ini dari "
                    "folder modulnya sendiri."
                ),
                file=FILE_NAME,
                other=str(content.get("module"))[:20],
                module=self.module,
            )
        answers: dict[str, Any] = content["answers"]
        return answers

    def write(self, exercise: str, value: Any) -> None:
        """Store one answer; ``None`` takes it back.

        Raises
        ------
        AnswersNotSaved
            When the folder cannot be written or the disk is full. What was stored before is still there.
        AnswersOfAnotherModule
            When the notebook lies in another module's folder. Nothing is written.
        """
        try:
            answers = self.read()
        except AnswersOfAnotherModule:
            raise
        except AnswersUnreadable:
            self._set_aside()
            answers = {}
        if value is None:
            answers.pop(exercise, None)
        else:
            answers[exercise] = value
        self.replace_all(answers)

    def replace_all(self, answers: dict[str, Any]) -> None:
        """Write all answers at once, so that a reader sees the old file or the new one, never half of one."""
        text = json.dumps({"module": self.module, "answers": answers}, ensure_ascii=False, indent=1, sort_keys=True)
        draft = ""
        try:
            handle, draft = tempfile.mkstemp(prefix=".jawaban-", dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text + "\n")
            Path(draft).chmod(0o644)  # nbgrader's collector is another user than the learner
            Path(draft).replace(self.path)
        except OSError as error:
            if draft:
                Path(draft).unlink(missing_ok=True)
            raise AnswersNotSaved(
                _(
                    "Jawaban kuis belum tersimpan karena folder {folder} tidak bisa ditulisi atau penuh. Kosongkan "
                    "ruang atau pindahkan folder modul ke tempat milik Anda, lalu jawab lagi."
                ),
                folder=self.path.parent,
            ) from error

    def _set_aside(self) -> None:
        number = 1
        while (spare := self.path.with_name(f"jawaban.rusak-{number}.json")).exists():
            number += 1
        try:
            self.path.rename(spare)
        except OSError as error:
            raise AnswersNotSaved(
                _("Berkas {file} rusak dan tidak bisa dipindahkan; ganti namanya dahulu, lalu jawab lagi."),
                file=FILE_NAME,
            ) from error

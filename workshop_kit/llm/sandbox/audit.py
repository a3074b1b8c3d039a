"""The audit: one line of JSON for each request, appended to a file that only the service reads.

Prompts and answers are in it only where the workshop has stated its consent, and then as the model saw them: masked.
"""

import contextlib
import json
import logging
import os
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from workshop_kit.language import _
from workshop_kit.llm.problems import Problem

_LOG = logging.getLogger("workshop.llm")
_MOST_WAITING = 1_000
_LONGEST_TEXT = 20_000


@dataclass(slots=True)
class Entry:
    """What the audit keeps of a request.

    Attributes
    ----------
    reference : str
        The number that the caller was given.
    person, group, endpoint : str
    model, engine, answered_by : str
        The model as asked for, the engine that answered, and its model.
    status : int
        Of the answer.
    outcome : str
        ``ok``, ``left``, or the code of the problem.
    stream : bool
    prompt_tokens, completion_tokens, microrupiah, milliseconds : int
    masked : mapping of str to int
    texts : mapping or None
        Masked prompts and answers; only with consent.
    """

    reference: str
    endpoint: str
    person: str = ""
    group: str = ""
    model: str = ""
    engine: str = ""
    answered_by: str = ""
    instead_of: str | None = None
    status: int = 0
    outcome: str = ""
    stream: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0
    microrupiah: int = 0
    milliseconds: int = 0
    masked: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, list[str]] | None = None


class Audit(Protocol):
    """Keeps entries."""

    @property
    def keeps_texts(self) -> bool:
        """Whether masked texts may be given to it."""
        ...

    def ready(self) -> None:
        """Refuse further requests while entries cannot be kept.

        Raises
        ------
        Problem
            503.
        """
        ...

    def write(self, entry: Entry) -> None:
        """Keep an entry; never raises."""
        ...


class FileAudit:
    """An audit in a file; it may be moved away at any time, a new one is begun.

    Parameters
    ----------
    path : Path
    keeps_texts : bool
        The workshop's stated consent.
    """

    def __init__(self, path: Path, keeps_texts: bool = False) -> None:
        self._path = path
        self._keeps_texts = keeps_texts
        self._file: int | None = None
        self._inode = (0, 0)
        self._waiting: deque[bytes] = deque(maxlen=_MOST_WAITING)

    @property
    def keeps_texts(self) -> bool:
        """Whether masked texts are kept."""
        return self._keeps_texts

    def ready(self) -> None:
        """Try again to write what could not be written, and refuse if it still cannot."""
        if self._waiting:
            self._flush()
        if self._waiting:
            raise Problem(503, "audit_unavailable", _UNAVAILABLE, retry_after=30)

    def write(self, entry: Entry) -> None:
        """Append a line."""
        self._waiting.append(line_of(entry))
        self._flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _flush(self) -> None:
        try:
            self._open_again_if_moved()
            assert self._file is not None
            while self._waiting:
                line = self._waiting[0]
                written = os.write(self._file, line)
                if written < len(line):
                    # The disk is full: half a line must not be taken for one.
                    with contextlib.suppress(OSError):
                        os.ftruncate(self._file, os.fstat(self._file).st_size - written)
                    raise OSError("no room")
                self._waiting.popleft()
        except OSError as error:
            _LOG.error("audit cannot be written: %s", type(error).__name__)

    def _open_again_if_moved(self) -> None:
        try:
            found = self._path.stat()
            here = (found.st_dev, found.st_ino)
        except FileNotFoundError:
            here = (0, 0)
        if self._file is not None and here == self._inode and here != (0, 0):
            return
        self.close()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        opened = os.fstat(self._file)
        self._inode = (opened.st_dev, opened.st_ino)


def line_of(entry: Entry) -> bytes:
    """An entry as one line of ASCII: whatever was sent, no control character reaches a terminal."""
    values: dict[str, Any] = {"when": datetime.now(UTC).isoformat(timespec="milliseconds")}
    for name in Entry.__slots__:
        value = getattr(entry, name)
        if name == "texts":
            if value is not None:
                values[name] = {kind: [text[:_LONGEST_TEXT] for text in texts] for kind, texts in value.items()}
        else:
            values[name] = value
    # ASCII escapes all but DEL.
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).replace("\x7f", "\\u007f").encode() + b"\n"


class NoAudit:
    """Keeps nothing: for one person at their own desk."""

    keeps_texts = False

    def ready(self) -> None:
        """Always."""

    def write(self, entry: Entry) -> None:
        """Forget."""

    def close(self) -> None:
        """Nothing is held."""


_UNAVAILABLE = _("Catatan layanan sedang tidak dapat ditulis, jadi permintaan ditolak; beri tahu pelatih.")

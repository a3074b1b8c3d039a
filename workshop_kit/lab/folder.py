"""The learner's working folder: lessons come in, the learner's own work is never overwritten."""

import errno
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from workshop_kit.errors import WorkshopError
from workshop_kit.lab.lessons import Offered
from workshop_kit.lab.typed import quoted, typed
from workshop_kit.language import LANGUAGES, Language, _

RECORD = ".workshop.json"
BACKUPS = "cadangan"


class FolderUnusable(WorkshopError):
    """The working folder cannot be written."""


class ModuleUnknown(WorkshopError):
    """A module was asked for that there is not."""


@dataclass
class Delivery:
    """What happened to the working folder, by file name.

    Attributes
    ----------
    added, updated, removed : list of str
        New files, files the learner had not touched and that were replaced, and untouched files of lessons that
        are gone.
    outdated : list of str
        Changed by the learner and kept, though a newer edition exists.
    other_language : list of str
        Changed by the learner and kept in the other language.
    backups : list of Path
        Where the learner's earlier work lies.
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    other_language: list[str] = field(default_factory=list)
    backups: list[Path] = field(default_factory=list)


def deliver(
    folder: Path, lessons: Sequence[Offered], language: Language, fresh: Sequence[str] = (), now: datetime | None = None
) -> Delivery:
    """Bring lessons into the working folder.

    A file is replaced only while it is byte for byte what was delivered before.

    Parameters
    ----------
    folder : Path
        Made when missing.
    lessons : sequence of Offered
    language : {"id", "en"}
        The language of ``lessons``.
    fresh : sequence of str
        Modules (``m04``) or module folders to begin anew; what is there is moved to a backup first.
    now : datetime, optional
        The date in a backup's name.

    Raises
    ------
    FolderUnusable
        Read-only, full, or not a folder.
    ModuleUnknown
        ``fresh`` names no module.
    """
    anew = _folders_named(fresh, lessons)
    done = Delivery()
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        record = _read_record(folder)
        _set_aside(folder, anew, record, done, now or datetime.now())
        for lesson in lessons:
            _deliver_one(folder, lesson, language, record, done)
        _withdraw(folder, {lesson.name for lesson in lessons}, record, done)
        _write(folder / RECORD, json.dumps({"language": language, "files": record}, indent=1, sort_keys=True).encode())
    return done


def delivered_language(folder: Path) -> Language | None:
    """The language that was delivered last, or None where that is not known."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))["language"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return next((each for each in LANGUAGES if each == found), None)


def _folders_named(fresh: Sequence[str], lessons: Sequence[Offered]) -> list[str]:
    known = sorted({lesson.folder for lesson in lessons})
    found: list[str] = []
    for name in fresh:
        matching = [each for each in known if name == each or name == each.partition("-")[0]]
        if not matching:
            modules = ", ".join(sorted({each.partition("-")[0] for each in known}))
            raise ModuleUnknown(_("Modul “{name}” tidak ada; yang ada: {known}."), name=name, known=modules)
        found += matching
    return found


def _set_aside(folder: Path, names: Sequence[str], record: dict[str, Any], done: Delivery, now: datetime) -> None:
    for name in names:
        if not (folder / name).exists():
            continue
        backup = folder / BACKUPS / f"{name}-{now:%Y-%m-%d-%H%M%S}"
        backup.parent.mkdir(exist_ok=True)
        (folder / name).rename(backup)
        done.backups.append(backup)
        for file in [file for file in record if file.startswith(f"{name}/")]:
            del record[file]


def _deliver_one(folder: Path, lesson: Offered, language: Language, record: dict[str, Any], done: Delivery) -> None:
    content = lesson.path.read_bytes()
    new = {"sha256": _hash(content), "language": language}
    old = record.get(lesson.name)
    target = folder / lesson.name
    try:
        present = _hash(target.read_bytes())
    except FileNotFoundError:
        present = None
    if present is None:
        _write(target, content)
        done.added.append(lesson.name)
    elif present == new["sha256"]:
        pass
    elif old is not None and present == old["sha256"]:
        _write(target, content)
        done.updated.append(lesson.name)
    elif old is not None and old["sha256"] == new["sha256"]:
        return
    else:
        in_other = old is not None and old["language"] != language
        (done.other_language if in_other else done.outdated).append(lesson.name)
        return
    record[lesson.name] = new


def _withdraw(folder: Path, offered: set[str], record: dict[str, Any], done: Delivery) -> None:
    """Take away what is offered no more and was never changed."""
    for name in [name for name in record if name not in offered]:
        target = folder / name
        if target.is_file() and _hash(target.read_bytes()) == record[name]["sha256"]:
            target.unlink()
            done.removed.append(name)
            if not any(target.parent.iterdir()):
                target.parent.rmdir()
        del record[name]


def _read_record(folder: Path) -> dict[str, Any]:
    """What was delivered before. A damaged record counts as none: then every differing file is the learner's."""
    try:
        files = json.loads((folder / RECORD).read_text(encoding="utf-8"))["files"]
        return {
            str(name): {"sha256": str(entry["sha256"]), "language": entry["language"]} for name, entry in files.items()
        }
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn the system's errors into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = _(
                "Disk tempat {folder} penuh: kosongkan sedikit, lalu mulai lagi. Tidak ada pekerjaan Anda yang hilang."
            )
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            message = _(
                "Folder {folder} tidak bisa ditulisi: sebut folder milik Anda, misalnya {command} lab {example}."
            )
        elif error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
            message = _("{folder} terhalang berkas yang bernama sama: sebut folder lain, atau pindahkan berkas itu.")
        else:
            message = _("Folder {folder} tidak bisa disiapkan ({reason}): sebut folder lain.")
        raise FolderUnusable(
            message,
            folder=folder,
            reason=error.strerror or error,
            command=typed(),
            example=quoted(Path.home() / "Samarinda.AI"),
        ) from error

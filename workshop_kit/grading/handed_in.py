"""Reading what an attendee handed in, within bounds and without trusting any of it."""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from workshop_kit.errors import WorkshopError
from workshop_kit.grading.original import Original
from workshop_kit.language import _, translate

TIMESTAMP = "timestamp.txt"
# Far above what a lesson with its pictures weighs.
LARGEST_NOTEBOOK = 40_000_000
_LARGEST_FILE = 20_000_000
_LARGEST_FOLDER = 60_000_000
_MOST_FILES = 300
_MOST_CELLS = 2_000
_DEEPEST = 8
_IGNORED = {".ipynb_checkpoints", "__pycache__", "feedback"}
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


class NotGradable(WorkshopError):
    """A hand-in that cannot be graded; the sentence says why."""


@dataclass
class HandIn:
    """One attendee's files for one assignment.

    Attributes
    ----------
    files : dict of str to bytes
        All but notebooks, by path.
    notebooks : dict of str to bytes
        By name without ``.ipynb``; a notebook that is too large is empty.
    skipped : list of str
        Sentences on what was left out.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    notebooks: dict[str, bytes] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


def read_hand_in(folder: Path) -> HandIn:
    """Read a hand-in's folder: real files only, no links, within bounds.

    Raises
    ------
    NotGradable
        When the folder itself is not one.
    """
    found = HandIn()
    total = 0
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise NotGradable(_("tempat serahan ini bukan folder"))
        entries = list(_entries(folder, "", 0))
    except OSError as error:
        raise NotGradable(_("folder serahan tidak terbaca ({reason})"), reason=error.strerror or "?") from error
    for path, entry in entries[:_MOST_FILES]:
        content = _content(entry, LARGEST_NOTEBOOK if path.endswith(".ipynb") else _LARGEST_FILE)
        if content is None or total + len(content) > _LARGEST_FOLDER:
            sentence = _("{file} dilewati: bukan berkas biasa, tidak terbaca, atau terlalu besar")
            found.skipped.append(translate(sentence, file=_shown(path)))
            if path.endswith(".ipynb") and "/" not in path and entry.is_file(follow_symlinks=False):
                found.notebooks[path.removesuffix(".ipynb")] = b""
            continue
        total += len(content)
        if path.endswith(".ipynb"):
            if "/" not in path:
                found.notebooks[path.removesuffix(".ipynb")] = content
        else:
            found.files[path] = content
    if len(entries) > _MOST_FILES:
        found.skipped.append(translate(_("{n} berkas dilewati: terlalu banyak berkas"), n=len(entries) - _MOST_FILES))
    return found


def _entries(folder: Path | str, prefix: str, depth: int) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if not _printable(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            # A folder named like a notebook would stand in a notebook's place.
            if entry.name not in _IGNORED and not entry.name.endswith(".ipynb") and depth < _DEEPEST:
                yield from _entries(entry.path, f"{prefix}{entry.name}/", depth + 1)
        elif not entry.name.endswith(".pyc"):
            yield f"{prefix}{entry.name}", entry


def _printable(name: str) -> bool:
    """Whether a name can be written and shown."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _shown(path: str) -> str:
    return path if len(path) <= 60 else f"{path[:57]}..."


def _content(entry: "os.DirEntry[str]", largest: int) -> bytes | None:
    """A regular file's bytes; None for anything else."""
    try:
        # Neither follows a link nor waits for a pipe's other end.
        handle = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as stream:
        known = os.fstat(stream.fileno())
        if not stat.S_ISREG(known.st_mode) or known.st_size > largest:
            return None
        try:
            content = stream.read(largest + 1)
        except OSError:
            return None
    return content if len(content) <= largest else None


def find_notebook(hand_in: HandIn, original: Original, known: Mapping[str, Original]) -> tuple[bytes | None, str]:
    """The bytes of the notebook that answers ``original``, and a sentence when it bears another name.

    A notebook that was renamed is found by its cells, when there is exactly one such.

    Raises
    ------
    NotGradable
        When several notebooks could be meant.
    """
    if original.name in hand_in.notebooks:
        return hand_in.notebooks[original.name], ""
    wanted = {cell.name for cell in original.cells}
    candidates = []
    for name, content in hand_in.notebooks.items():
        if name in known:
            continue
        try:
            named = _grade_ids(parse_json(content))
        except NotGradable:
            continue
        if len(named & wanted) * 2 >= len(wanted) > 0:
            candidates.append(name)
    if len(candidates) > 1:
        raise NotGradable(
            _("ada {n} buku kerja dan tidak satu pun bernama {name}.ipynb: {found}; ganti nama yang dimaksud"),
            n=len(candidates),
            name=original.name,
            found=", ".join(_shown(name) for name in candidates[:5]),
        )
    if candidates:
        sentence = translate(
            _("buku kerja bernama {found}.ipynb dinilai sebagai {name}.ipynb"),
            found=_shown(candidates[0]),
            name=original.name,
        )
        return hand_in.notebooks[candidates[0]], sentence
    return None, ""


def _grade_ids(content: dict[str, Any]) -> set[str]:
    found = set()
    cells = content.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        name = grade_id(cell) if isinstance(cell, dict) else None
        if name:
            found.add(name)
    return found


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """The name that a handed-in cell claims; None without a usable one."""
    metadata = cell.get("metadata")
    claimed = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = claimed.get("grade_id") if isinstance(claimed, dict) else None
    return name if isinstance(name, str) and name else None


def parse_json(content: bytes) -> dict[str, Any]:
    """A notebook's JSON object.

    Raises
    ------
    NotGradable
    """
    if not content:
        raise NotGradable(_("buku kerjanya kosong atau terlalu besar"))
    try:
        text = content.decode("utf-8-sig")
        found: Any = json.loads(text)
    except UnicodeDecodeError as error:
        raise NotGradable(_("buku kerjanya rusak: bukan teks UTF-8")) from error
    except (ValueError, RecursionError) as error:
        raise NotGradable(_("buku kerjanya rusak: bukan JSON yang terbaca")) from error
    if not isinstance(found, dict):
        raise NotGradable(_("buku kerjanya rusak: isinya bukan buku kerja"))
    if _LONE_SURROGATE.search(text):
        # Half a character can be neither hashed nor written.
        found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    assert isinstance(found, dict)
    return found


def parse_notebook(content: bytes) -> NotebookNode:
    """A handed-in notebook in the form of nbformat 4.5: its cells' kinds, sources and names, and nothing else.

    Outputs, widget state and unknown metadata stay behind; cells without a readable source do too.

    Raises
    ------
    NotGradable
    """
    found = parse_json(content)
    if isinstance(found.get("worksheets"), list):
        found = _upgraded(found)
    if not isinstance(found.get("cells"), list):
        raise NotGradable(_("buku kerjanya rusak: tidak memuat sel"))
    if len(found["cells"]) > _MOST_CELLS:
        raise NotGradable(_("buku kerjanya memuat {n} sel, jauh melebihi yang dibagikan"), n=len(found["cells"]))
    used: set[str] = set()
    cells = []
    for number, given in enumerate(found["cells"]):
        cell = _cell(given)
        if cell is not None:
            cell["id"] = _id(given.get("id"), number, used)
            cells.append(cell)
    notebook: NotebookNode = nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells}
    )
    return notebook


def _upgraded(found: dict[str, Any]) -> dict[str, Any]:
    """A notebook of nbformat 3, as one of 4."""
    try:
        upgraded: dict[str, Any] = nbformat.convert(nbformat.from_dict(found), 4)
    except Exception as error:  # nbformat stumbles over malformed notebooks in many ways
        raise NotGradable(_("buku kerjanya rusak: bentuk lama yang tidak terbaca")) from error
    return upgraded


def joined(source: Any) -> Any:
    """A cell's source as one text, where it is a list of lines; anything else as it is."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source


def _cell(given: Any) -> dict[str, Any] | None:
    if not isinstance(given, dict) or given.get("cell_type") not in ("code", "markdown", "raw"):
        return None
    source = joined(given.get("source", ""))
    if not isinstance(source, str):
        return None
    name = grade_id(given)
    cell: dict[str, Any] = {
        "cell_type": given["cell_type"],
        "metadata": {"nbgrader": {"grade_id": name}} if name else {},
        "source": source,
    }
    if given["cell_type"] == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif _are_attachments(given.get("attachments")):
        cell["attachments"] = given["attachments"]
    return cell


def _are_attachments(value: Any) -> bool:
    """Pictures pasted into a text: by name, by kind, as base64."""
    return isinstance(value, dict) and all(
        isinstance(bundle, dict)
        and all(kind.startswith("image/") and isinstance(data, str) for kind, data in bundle.items())
        for bundle in value.values()
    )


def _id(given: Any, number: int, used: set[str]) -> str:
    """A cell's own id where it has a valid one of its own, else a new one."""
    chosen = given if isinstance(given, str) and _CELL_ID.fullmatch(given) and given not in used else f"sel-{number}"
    while chosen in used:
        chosen += "x"
    used.add(chosen)
    return chosen

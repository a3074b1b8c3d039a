"""The files of a folder: never outside of it, never a device, never more than can be looked at."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workshop_kit.data.readiness import formats, masking
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.limits import DEPTH, ENTRIES, FILES

_DESCRIBING = ("metadata", "datapackage", "readme", "baca", "bacasaya", "kamus")
# What programs leave behind: no business of the report.
_LEFT_BEHIND = ("~$", ".~lock.", "thumbs.db", "desktop.ini")


@dataclass
class Listing:
    """What a folder holds.

    Attributes
    ----------
    root : Path
    tables, describing : list of Path
        Files that are read as tables, and those that describe them.
    findings : list of Finding
    """

    root: Path
    tables: list[Path] = field(default_factory=list)
    describing: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """A path within the folder, as it may be shown."""
        return masking.shown(path.relative_to(self.root).as_posix(), longest=120)


def listed(place: Path) -> Listing:
    """List a folder, or the one file that is given."""
    if place.is_file():
        return Listing(place.parent, [place], [each for each in _siblings(place) if _describes(each)])
    found = Listing(place)
    others: list[str] = []
    for path in _walk(found, place, 0):
        if _describes(path):
            found.describing.append(path)
        elif formats.may_be_table(path):
            found.tables.append(path)
        else:
            others.append(found.shown(path))
    if len(found.tables) > FILES:
        del found.tables[FILES:]
        found.findings.append(Finding("files-too-many", fields={"batas": FILES}))
    if others:
        found.findings.append(Finding("not-a-table", examples=tuple(others[:3]), fields={"jumlah": len(others)}))
    return found


def _siblings(path: Path) -> list[Path]:
    try:
        return sorted(
            each for each in path.parent.iterdir() if each.is_file() and not each.is_symlink() and each != path
        )
    except OSError:
        return []


def _describes(path: Path) -> bool:
    stem = path.name.lower().partition(".")[0]
    return stem in _DESCRIBING or stem.startswith("readme")


def _walk(found: Listing, folder: Path, depth: int, budget: list[int] | None = None) -> Iterator[Path]:
    """Plain files of a folder and those below, sorted by name."""
    budget = [ENTRIES] if budget is None else budget
    try:
        with os.scandir(folder) as opened:
            entries = sorted(opened, key=lambda each: each.name)
    except OSError as problem:
        found.findings.append(_not_permitted(found, folder, problem))
        return
    for entry in entries:
        budget[0] -= 1
        if budget[0] == 0:
            found.findings.append(Finding("files-too-many", fields={"batas": ENTRIES}))
        if budget[0] <= 0:
            return
        yield from _entry(found, entry, depth, budget)


def _entry(found: Listing, entry: "os.DirEntry[str]", depth: int, budget: list[int]) -> Iterator[Path]:
    path = Path(entry.path)
    if entry.name.startswith(".") or entry.name.lower().startswith(_LEFT_BEHIND):
        return
    try:
        state = entry.stat(follow_symlinks=False)
        outside = not path.resolve().is_relative_to(found.root.resolve())
    except (OSError, RuntimeError) as problem:
        found.findings.append(_not_permitted(found, path, problem))
        return
    if stat.S_ISLNK(state.st_mode) or outside:
        found.findings.append(Finding("link-skipped", file=found.shown(path)))
    elif stat.S_ISREG(state.st_mode):
        yield path
    elif stat.S_ISDIR(state.st_mode) and depth < DEPTH:
        yield from _walk(found, path, depth + 1, budget)
    elif stat.S_ISDIR(state.st_mode):
        found.findings.append(Finding("folder-too-deep", file=found.shown(path), fields={"batas": DEPTH}))


def _not_permitted(found: Listing, path: Path, problem: Exception) -> Finding:
    file = "" if path == found.root else found.shown(path)
    return Finding("not-permitted", file=file, fields={"sebab": reason(problem)})


def reason(problem: Exception) -> str:
    """What the system says, without paths."""
    return getattr(problem, "strerror", None) or type(problem).__name__

"""Read a lesson's source: front matter, then cells in the py:percent form with short keys."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

TRACKS = ("P", "O")
_HEADER = re.compile(r"^# %%(?P<rest>.*)$")
_KEY = re.compile(r'\s*(?P<key>\w+)=(?:"(?P<text>[^"]*)"|(?P<number>\d+))')
_EXCLUSIVE = ("latihan", "cek", "kuis", "refleksi")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class LessonError(Exception):
    """What is wrong in a lesson, and where.

    Parameters
    ----------
    path : Path
    line : int
        Counted from 1; 0 when the whole file is meant.
    message : str
        One sentence.
    """

    def __init__(self, path: Path, line: int, message: str) -> None:
        place = f"{path.parent.name}/{path.name}"
        super().__init__(f"{place}:{line}: {message}" if line else f"{place}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Cell:
    """One cell as written.

    Attributes
    ----------
    kind : {"text", "latihan", "cek", "kuis", "refleksi", "code"}
        ``text`` and ``refleksi`` are Markdown.
    name : str
        The exercise; empty for ``text`` and ``code``.
    points : int or None
    track : str or None
        ``P`` or ``O``; None when the cell is in both.
    source : str
    line : int
        Of the cell's header.
    """

    kind: str
    source: str
    line: int
    name: str = ""
    points: int | None = None
    track: str | None = None

    @property
    def is_markdown(self) -> bool:
        """Whether the cell is text."""
        return self.kind in ("text", "refleksi")


@dataclass(frozen=True)
class Lesson:
    """A lesson's source."""

    path: Path
    id: str
    slug: str
    title: str
    minutes: dict[str, int]
    objectives: dict[str, list[str]]
    before: dict[str, str]
    cells: list[Cell] = field(default_factory=list)

    @property
    def tracks(self) -> list[str]:
        """The tracks that take this module."""
        return [track for track in TRACKS if track in self.minutes]

    def folder(self, track: str) -> str:
        """Name of the built folder, notebook and nbgrader assignment."""
        name = f"{self.id}-{self.slug}"
        return f"{name}-pimpinan" if track == "P" and len(self.tracks) > 1 else name

    def cells_of(self, track: str) -> list[Cell]:
        """The cells of one track's notebook."""
        return [cell for cell in self.cells if cell.track in (None, track)]


def read_lesson(path: Path) -> Lesson:
    """Read a ``lesson.py``.

    Raises
    ------
    LessonError
        With the line, for anything that is not as CONTRIBUTING describes it.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    front, after = _front_matter(path, lines)
    lesson = _lesson(path, front)
    lesson.cells.extend(_cells(path, lines, after))
    return lesson


def _front_matter(path: Path, lines: list[str]) -> tuple[dict[str, Any], int]:
    if lines[0].strip() != "# ---" or "# ---" not in lines[1:]:
        raise LessonError(path, 1, "the file must begin with front matter between two lines '# ---'")
    end = lines.index("# ---", 1)
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines[1:end])
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + mark.line if mark else 1
        raise LessonError(path, line, "the front matter is not valid YAML") from error
    if not isinstance(front, dict):
        raise LessonError(path, 1, "the front matter must be 'key: value' lines")
    return front, end + 1


def _lesson(path: Path, front: dict[str, Any]) -> Lesson:
    for key in ("id", "slug", "title", "minutes", "objectives"):
        if not front.get(key):
            raise LessonError(path, 1, f"the front matter lacks '{key}'")
    minutes = front["minutes"]
    if not isinstance(minutes, dict) or not minutes or set(minutes) - set(TRACKS):
        raise LessonError(path, 1, "'minutes' must give a number per track, such as {P: 45, O: 75}")
    objectives = _per_track(front["objectives"], minutes)
    for track, goals in objectives.items():
        if not 2 <= len(goals) <= 4:
            raise LessonError(path, 1, f"track {track} has {len(goals)} objectives; a module has 2 to 4")
    expected = f"{front['id']}_{str(front['slug']).replace('-', '_')}"
    if path.parent.name != expected:
        raise LessonError(path, 1, f"id and slug ask for the folder '{expected}', not '{path.parent.name}'")
    return Lesson(
        path=path,
        id=front["id"],
        slug=front["slug"],
        title=front["title"],
        minutes=minutes,
        objectives=objectives,
        before=_per_track(front.get("before", ""), minutes),
    )


def _per_track(value: Any, minutes: dict[str, int]) -> dict[str, Any]:
    """A value given once holds for every track."""
    if isinstance(value, dict):
        return {track: value.get(track, "") for track in minutes}
    return dict.fromkeys(minutes, value)


def _cells(path: Path, lines: list[str], begin: int) -> list[Cell]:
    starts = [i for i in range(begin, len(lines)) if _HEADER.match(lines[i])]
    first = starts[0] if starts else len(lines)
    for i in range(begin, first):
        if lines[i].strip():
            raise LessonError(path, i + 1, "text before the first '# %%' belongs to no cell")
    cells = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        cells.append(_cell(path, lines[start], start + 1, lines[start + 1 : stop]))
    return cells


def _cell(path: Path, header: str, line: int, body: list[str]) -> Cell:
    match = _HEADER.match(header)
    assert match is not None
    rest = match["rest"].strip()
    markdown = rest.startswith("[markdown]")
    keys = _keys(path, line, rest.removeprefix("[markdown]").strip())
    kinds = [key for key in _EXCLUSIVE if key in keys]
    if len(kinds) > 1:
        raise LessonError(path, line, f"a cell has one role, not {' and '.join(kinds)}")
    kind = kinds[0] if kinds else ("text" if markdown else "code")
    if markdown != (kind in ("text", "refleksi")):
        raise LessonError(path, line, f"'{kind}' belongs to a {'code' if markdown else '[markdown]'} cell")
    name = str(keys.get(kind, ""))
    if kinds and not _NAME.fullmatch(name):
        raise LessonError(path, line, f"exercise name '{name}' must be lower-case words joined by hyphens")
    points = keys.get("poin")
    if points is not None and (kind not in ("cek", "kuis", "refleksi") or not isinstance(points, int) or points < 1):
        raise LessonError(path, line, "'poin' is a whole number from 1, on a cell with cek, kuis or refleksi")
    if points is None and kind in ("cek", "refleksi"):
        raise LessonError(path, line, f"'{kind}' needs poin=...")
    track = keys.get("track")
    if track is not None and track not in TRACKS:
        raise LessonError(path, line, f'track is "P" or "O", not "{track}"')
    text = "\n".join(_uncommented(path, line, body) if markdown else body).strip("\n")
    return Cell(kind, text, line, name, points if isinstance(points, int) else None, str(track) if track else None)


def _keys(path: Path, line: int, text: str) -> dict[str, str | int]:
    keys: dict[str, str | int] = {}
    place = 0
    while place < len(text):
        match = _KEY.match(text, place)
        if match is None:
            raise LessonError(path, line, f"cannot read '{text[place:].strip()}' in the cell's header")
        key = match["key"]
        if key not in (*_EXCLUSIVE, "poin", "track"):
            raise LessonError(path, line, f"unknown key '{key}' in the cell's header")
        keys[key] = int(match["number"]) if match["number"] else match["text"]
        place = match.end()
    return keys


def _uncommented(path: Path, line: int, body: list[str]) -> list[str]:
    text = []
    for offset, row in enumerate(body, start=1):
        if row.strip() and not row.startswith("#"):
            raise LessonError(path, line + offset, "a line of a text cell must begin with '#'")
        text.append(row.removeprefix("#").removeprefix(" "))
    return text

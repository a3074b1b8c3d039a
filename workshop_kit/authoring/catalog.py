"""English by gettext: find every text, keep the catalogs in step, compile them."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from workshop_kit.authoring.lesson import Lesson, LessonError
from workshop_kit.authoring.messages import messages, needs_words, paragraphs
from workshop_kit.authoring.translation import expressions
from workshop_kit.language import fills_same_places

_HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True)
class Text:
    """One text to be translated.

    Attributes
    ----------
    text : str
    place : str
        The file it comes from.
    line : int
    kind : {"plain", "places", "fstring"}
        ``places`` has ``{names}`` to keep, ``fstring`` has ``{expressions}`` to keep.
    """

    text: str
    place: str
    line: int
    kind: str = "plain"


def lesson_texts(lesson: Lesson) -> Iterator[Text]:
    """Every text of a ``lesson.py``.

    Raises
    ------
    LessonError
        When a code cell is not Python.
    """
    name = lesson.path.name
    front = [lesson.title]
    for track in lesson.tracks:
        front += [*lesson.objectives[track], str(lesson.before[track] or "")]
    yield from (Text(text, name, 1) for text in front if text)
    for cell in lesson.cells:
        if cell.is_markdown:
            yield from (Text(part, name, cell.line) for part in paragraphs(cell.source) if needs_words(part))
            continue
        try:
            found = messages(cell.source)
        except SyntaxError as error:
            line = cell.line + (error.lineno or 0)
            raise LessonError(lesson.path, line, f"this code cell is not Python: {error.msg}") from error
        for message in found:
            yield Text(message.text, name, cell.line, "fstring" if message.kind == "fstring" else "plain")


def marked_texts(path: Path) -> Iterator[Text]:
    """Every text that a Python file marks with ``_()``.

    Raises
    ------
    LessonError
        When ``_()`` holds anything else than a plain text.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            argument = node.args[0] if node.args else None
            if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                raise LessonError(path, node.lineno, "_() takes one text as it stands, nothing computed")
            text = argument.value
            kind = "places" if re.search(r"\{\w+[^{}]*\}", text) else "plain"
            yield Text(text, path.name, node.lineno, kind)


class Catalog:
    """One ``en.po`` and what it should hold.

    Parameters
    ----------
    path : Path
        The catalog; need not exist yet.
    texts : iterable of Text
    """

    def __init__(self, path: Path, texts: Iterable[Text]) -> None:
        self.path = path
        self.texts: dict[str, Text] = {}
        # A lesson's own words are translated when it is built; only what code says is looked up at run time.
        self.spoken: set[str] = set()
        for text in texts:
            self.texts.setdefault(text.text, text)
            if text.place != "lesson.py":
                self.spoken.add(text.text)
        self.po = polib.pofile(str(path)) if path.is_file() else polib.POFile()
        self.entries = {entry.msgid: entry for entry in self.po if not entry.obsolete}

    def translate(self, text: str) -> str:
        """The English text; Indonesian where there is none yet."""
        entry = self.entries.get(text)
        return entry.msgstr if entry and entry.msgstr and not entry.fuzzy else text

    def update(self) -> None:
        """Bring the catalog in step with the texts: new ones come in empty, lost ones go."""
        fresh = polib.POFile(wrapwidth=110)
        fresh.metadata = dict(_HEADER)
        for text in self.texts.values():
            old = self.entries.get(text.text)
            entry = polib.POEntry(msgid=text.text, msgstr=old.msgstr if old else "", occurrences=[(text.place, "")])
            if old:
                entry.flags = list(old.flags)
                entry.tcomment = old.tcomment
            fresh.append(entry)
        fresh.save(str(self.path), newline="\n")
        self.po = fresh
        self.entries = {entry.msgid: entry for entry in fresh}

    def outdated(self) -> list[str]:
        """Texts that the catalog lacks or has too many of."""
        return sorted(set(self.texts) ^ set(self.entries))

    def faults(self) -> list[str]:
        """What stands against a release, a line each: untranslated, fuzzy, places lost."""
        found = []
        for text in self.texts.values():
            entry = self.entries.get(text.text)
            where = f"{self.path.parent.name}/{text.place}:{text.line}"
            start = text.text.split("\n")[0][:60]
            if entry is None or not entry.msgstr:
                found.append(f"{where}: untranslated: {start}")
            elif entry.fuzzy:
                found.append(f"{where}: fuzzy translation: {start}")
            elif text.kind == "places" and not fills_same_places(text.text, entry.msgstr):
                found.append(f"{where}: the translation has other {{places}}: {start}")
            elif text.kind == "fstring" and expressions(text.text) != expressions(entry.msgstr):
                found.append(f"{where}: the translation has other {{expressions}}: {start}")
        return found

    def compiled(self) -> bytes:
        """What attendees' machines look up, as gettext reads it: no word of the lesson, so no model answer."""
        ready = polib.POFile()
        ready.metadata = dict(_HEADER)
        for text in sorted(self.spoken):
            entry = self.entries.get(text)
            if entry and entry.msgstr and not entry.fuzzy:
                ready.append(polib.POEntry(msgid=text, msgstr=entry.msgstr))
        return bytes(ready.to_binary())


def module_catalog(lesson: Lesson) -> Catalog:
    """The catalog of one module: its lesson and its checks."""
    folder = lesson.path.parent
    return Catalog(folder / "en.po", [*lesson_texts(lesson), *marked_texts(folder / "checks.py")])


def package_catalog(package: Path) -> Catalog:
    """The catalog of the package itself."""
    texts = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if inside.parts[0] == "curriculum" and len(inside.parts) > 2:
            continue
        for text in marked_texts(path):
            texts.append(Text(text.text, inside.as_posix(), text.line, text.kind))
    return Catalog(package / "locale" / "en.po", texts)

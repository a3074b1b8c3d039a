"""Answers that are the same across attendees: told, not judged. Who sat together has every reason to agree."""

import difflib
import io
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

# What an attendee has to have written on their own for sameness to mean anything: tokens of code, words of text.
FEWEST_TOKENS = 40
FEWEST_WORDS = 15
_MOST_TOKENS = 5_000
_SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.DEDENT,
}

Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Alike:
    """One answer that several attendees gave in the same words.

    Attributes
    ----------
    assignment, exercise : str
    students : tuple of str
        Two or more, sorted.
    """

    assignment: str
    exercise: str
    students: tuple[str, ...]


def answers_of(submitted: NotebookNode, released: NotebookNode) -> dict[str, tuple[str, ...]]:
    """An attendee's answers in a form in which layout and comments do not count.

    Parameters
    ----------
    submitted : NotebookNode
    released : NotebookNode
        As it was given out, or the source: there the reference answer counts as given.

    Returns
    -------
    dict
        Tokens by exercise; only of answers of which enough was written by the attendee.
    """
    given = {_grade_id(cell): cell for cell in released.cells if _is_answer(cell)}
    found = {}
    for cell in submitted.cells:
        stub = given.get(_grade_id(cell))
        if stub is None or not isinstance(cell.get("source"), str) or cell.cell_type != stub.cell_type:
            continue
        read, fewest = (_tokens, FEWEST_TOKENS) if cell.cell_type == "code" else (_words, FEWEST_WORDS)
        tokens = read(cell.source)
        if fewest <= len(tokens) <= _MOST_TOKENS and _own(tokens, read(stub.source)) >= fewest:
            found[_grade_id(cell)] = tokens
    return found


def alike(assignment: str, answers: Iterable[tuple[str, Answers]]) -> list[Alike]:
    """Find answers that are the same.

    Parameters
    ----------
    assignment : str
    answers : iterable of (student, answers)
        As `answers_of` gives them.

    Returns
    -------
    list of Alike
        By exercise, the larger groups first.

    Examples
    --------
    >>> alike("m04", [("siti", {"papan": ("a", "b")}), ("budi", {"papan": ("a", "b")}), ("ani", {"papan": ("c",)})])
    [Alike(assignment='m04', exercise='papan', students=('budi', 'siti'))]
    """
    groups: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for student, given in answers:
        for exercise, tokens in given.items():
            groups.setdefault((exercise, tuple(tokens)), set()).add(student)
    same = [
        Alike(assignment, exercise, tuple(sorted(students)))
        for (exercise, _tokens_of), students in groups.items()
        if len(students) > 1
    ]
    return sorted(same, key=lambda group: (group.exercise, -len(group.students), group.students))


def _tokens(source: str) -> tuple[str, ...]:
    """A cell's tokens without layout and comments, strings in one kind of quotes; its words when it is no Python."""
    try:
        read = [t.string for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type not in _SILENT]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return _words(source)
    return tuple(f'"{text[1:-1]}"' if re.fullmatch(r"'[^'\"\\]*'", text) else text for text in read)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def _own(tokens: tuple[str, ...], stub: tuple[str, ...]) -> int:
    """How many tokens are not the stub's."""
    if not stub:
        return len(tokens)
    matcher = difflib.SequenceMatcher(None, stub, tokens, autojunk=False)
    return len(tokens) - sum(block.size for block in matcher.get_matching_blocks())


def _is_answer(cell: NotebookNode) -> bool:
    metadata = cell.metadata.get("nbgrader")
    return isinstance(metadata, Mapping) and bool(metadata.get("solution"))


def _grade_id(cell: NotebookNode) -> str:
    metadata = cell.get("metadata", {}).get("nbgrader")
    grade_id = metadata.get("grade_id") if isinstance(metadata, Mapping) else None
    return grade_id if isinstance(grade_id, str) else ""

"""Which words of a code cell a reader sees: comments, docstrings and the texts of displays. The rest is code."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

_DISPLAY_CALLS = {
    "HTML",
    "Markdown",
    "annotate",
    "print",
    "set_label",
    "set_title",
    "set_xlabel",
    "set_ylabel",
    "suptitle",
    "text",
    "title",
    "xlabel",
    "ylabel",
}
_DISPLAY_KEYWORDS = {
    "alt",
    "annotate",
    "caption",
    "footer",
    "label",
    "labels",
    "note",
    "suptitle",
    "text",
    "title",
    "xlabel",
    "ylabel",
}
_KEPT_COMMENT = re.compile(r"^\s*#(~|##)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Message:
    """One text of a code cell.

    Attributes
    ----------
    text : str
        As a translator reads it; an f-string keeps its ``{expressions}``.
    kind : {"comment", "string", "fstring"}
    start, stop : int
        Character offsets of what is replaced.
    prefix : str
        For a comment block, what each line begins with.
    """

    text: str
    kind: str
    start: int
    stop: int
    prefix: str = ""


def messages(source: str) -> list[Message]:
    """All translatable texts of a code cell, in order.

    Raises
    ------
    SyntaxError
        When the cell is not Python.
    """
    tree = ast.parse(source)
    offsets = _Offsets(source)
    found = [*_comments(source, offsets)]
    for node in display_nodes(tree):
        kind = "fstring" if isinstance(node, ast.JoinedStr) else "string"
        text = fstring_text(node) if isinstance(node, ast.JoinedStr) else str(node.value)
        if _LETTER.search(text):
            start = offsets.at(node.lineno, node.col_offset)
            stop = offsets.at(node.end_lineno or 0, node.end_col_offset or 0)
            found.append(Message(text, kind, start, stop))
    return sorted(found, key=lambda message: message.start)


def display_nodes(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The string nodes that a reader sees."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            yield from _docstring(node)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _DISPLAY_CALLS:
                for argument in node.args:
                    yield from _texts(argument)
            for keyword in node.keywords:
                if keyword.arg in _DISPLAY_KEYWORDS:
                    yield from _texts(keyword.value)


def _docstring(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> Iterator[ast.Constant]:
    # A module's first string is a cell's value rather than a docstring.
    if isinstance(node, ast.Module) or not node.body:
        return
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        yield first.value


def _texts(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Strings in a displayed value, through lists, sums and conditions, not through calls and look-ups."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from _texts(element)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _texts(node.left)
        yield from _texts(node.right)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def fstring_text(node: ast.JoinedStr) -> str:
    """An f-string as a text with its expressions in braces."""
    parts = []
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value).replace("{", "{{").replace("}", "}}"))
        elif isinstance(value, ast.FormattedValue):
            parts.append("{" + _expression(value) + "}")
    return "".join(parts)


def _expression(value: ast.FormattedValue) -> str:
    text = ast.unparse(value.value)
    if value.conversion != -1:
        text += "!" + chr(value.conversion)
    if isinstance(value.format_spec, ast.JoinedStr):
        text += ":" + fstring_text(value.format_spec)
    return text


def _comments(source: str, offsets: "_Offsets") -> Iterator[Message]:
    """Full-line comments that follow one another are one message; a comment behind code is one by itself."""
    block: list[tuple[int, int, str, str]] = []  # line, column, indent, text

    def finished() -> Iterator[Message]:
        if block:
            first, last = block[0], block[-1]
            text = "\n".join(row[3] for row in block)
            if _LETTER.search(text):
                stop = offsets.at_character(last[0], last[1]) + len(_line(source, last[0])[last[1] :])
                yield Message(text, "comment", offsets.at_character(first[0], first[1]), stop, first[2] + "# ")
            block.clear()

    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or _KEPT_COMMENT.match(token.string):
            continue
        line, column = token.start
        before = _line(source, line)[:column]
        text = token.string.lstrip("#").strip()
        if before.strip():
            yield from finished()
            start = offsets.at_character(line, column)
            if _LETTER.search(text):
                yield Message(text, "comment", start, start + len(token.string), "# ")
            continue
        if block and (block[-1][0] != line - 1 or block[-1][1] != column):
            yield from finished()
        block.append((line, column, before, text))
    yield from finished()


def _line(source: str, number: int) -> str:
    return source.split("\n")[number - 1]


class _Offsets:
    """From line and column to a place in the text; ``ast`` counts columns in UTF-8 bytes."""

    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def at_character(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column


def paragraphs(markdown: str) -> list[str]:
    """Split a text cell where blank lines stand; fenced code stays whole."""
    parts: list[list[str]] = [[]]
    fenced = False
    for row in markdown.split("\n"):
        if row.lstrip().startswith("```"):
            fenced = not fenced
        if not row.strip() and not fenced:
            parts.append([])
        else:
            parts[-1].append(row)
    return ["\n".join(part) for part in parts]


def needs_words(text: str) -> bool:
    """Whether there is anything to translate."""
    return bool(_LETTER.search(text))

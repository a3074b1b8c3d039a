"""From blocks to pages: running lines, tables that go on, table of contents, and where each quoted sentence stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

PAGE = "\f"
# A heading or the start of a table needs some room below it, in words.
ROOM = 45
# Rows that a table keeps together at its start.
FIRST_ROWS = 3


@dataclass(eq=False)
class Unit:
    """A sentence (or two that belong together) that no page break divides; ``tag`` marks it to be found again."""

    text: str
    tag: object = None


@dataclass(eq=False)
class Heading:
    """A heading; levels 1 (chapter) and 2 are in the table of contents."""

    text: str
    level: int


@dataclass(eq=False)
class Paragraph:
    """Sentences that follow one another."""

    units: list[Unit]


@dataclass(eq=False)
class Grid:
    """A table.

    Attributes
    ----------
    caption : str
        "Tabel 3.4 …"; repeated with "(lanjutan)" where the table crosses a page.
    header, rows : list
        Cells as text.
    left : int
        Number of columns at the left that are set flush left; the others hold numbers.
    tags : dict
        Row number to a tag.
    """

    caption: str
    header: list[str]
    rows: list[list[str]]
    left: int = 1
    tags: dict[int, object] = field(default_factory=dict)


@dataclass(eq=False)
class Contents:
    """Where the table of contents goes."""


@dataclass(eq=False)
class NewPage:
    """What follows starts a page."""


Block = Heading | Paragraph | Grid | Contents | NewPage


@dataclass(frozen=True)
class Style:
    """How a report is set.

    Attributes
    ----------
    running : str
        Text of the running line; the page number follows it.
    on_top : bool
        Whether the running line opens or closes the page.
    words : int
        Most words on a page.
    pipes : bool
        Whether tables have pipes between columns or blanks.
    """

    running: str
    on_top: bool
    words: int
    pipes: bool


@dataclass(frozen=True)
class Place:
    """Where a tagged piece stands: page from 1, character offsets in the whole text."""

    page: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Laid:
    """A report's text and the places of what was tagged."""

    text: str
    pages: int
    places: dict[int, Place]


Piece = tuple[str, object]


def words_in(text: str) -> int:
    """Number of words; the rules of a table are none.

    Examples
    --------
    >>> words_in("Target | 82,5")
    2
    """
    return sum(any(map(str.isalnum, word)) for word in text.split())


class _Pages:
    """Pages while they are being filled; a line is a list of pieces."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.pages: list[list[list[Piece]]] = [[]]
        self.words = 0

    def turn(self) -> None:
        """Start a page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
            self.words = 0

    def fits(self, words: int) -> bool:
        return self.words + words <= self.limit

    def line(self, pieces: list[Piece]) -> None:
        self.pages[-1].append(pieces)
        self.words += sum(words_in(text) for text, _ in pieces)

    @property
    def number(self) -> int:
        return len(self.pages)


def lay_out(blocks: Sequence[Block], style: Style) -> Laid:
    """Set the blocks on pages.

    Parameters
    ----------
    blocks : sequence
        Headings, paragraphs, tables in order.
    style : Style
        How.

    Returns
    -------
    Laid
        Pages are divided by form feeds; places are found by ``id`` of the tag.
    """
    # The table of contents is as long with wrong numbers as with the right ones.
    _, numbers = _filled(blocks, style, {})
    pages, _ = _filled(blocks, style, numbers)
    return _joined(pages, style)


def _filled(blocks: Sequence[Block], style: Style, numbers: dict[int, int]) -> tuple[_Pages, dict[int, int]]:
    pages = _Pages(style.words)
    found: dict[int, int] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, NewPage):
            pages.turn()
        elif isinstance(block, Heading):
            _heading(pages, block, blocks[place + 1 : place + 3])
            found[id(block)] = pages.number
        elif isinstance(block, Paragraph):
            _paragraph(pages, block)
        elif isinstance(block, Grid):
            _grid(pages, block, style)
        else:
            _contents(pages, blocks, numbers)
    return pages, found


def _heading(pages: _Pages, block: Heading, following: Sequence[Block]) -> None:
    chapter = block.level == 1
    room = ROOM
    if any(isinstance(each, Grid) for each in following[:1]):
        room += ROOM
    if chapter or not pages.fits(words_in(block.text) + room):
        pages.turn()
    pages.line([(block.text.upper() if chapter else block.text, None)])
    pages.line([])


def _paragraph(pages: _Pages, block: Paragraph) -> None:
    pieces: list[Piece] = []
    waiting = 0
    for unit in block.units:
        length = words_in(unit.text)
        if pages.words and not pages.fits(waiting + length):
            if pieces:
                pages.line(pieces)
            pages.turn()
            pieces, waiting = [], 0
        pieces.append((unit.text, unit.tag))
        waiting += length
    pages.line(pieces)
    pages.line([])


def _grid(pages: _Pages, block: Grid, style: Style) -> None:
    lines = _set_grid(block, style.pipes)
    head, rows = lines[:2], lines[2:]
    start = [block.caption, *head, *rows[:FIRST_ROWS]]
    if not pages.fits(sum(words_in(line) for line in start)):
        pages.turn()
    for line in (block.caption, *head):
        pages.line([(line, None)])
    for number, line in enumerate(rows):
        if not pages.fits(words_in(line)) and number >= FIRST_ROWS and len(rows) - number > 1:
            pages.turn()
            name = re.match(r"Tabel [\w.]+", block.caption)
            pages.line([(f"{name[0] if name else block.caption} (lanjutan)", None)])
            for repeated in head:
                pages.line([(repeated, None)])
        pages.line([(line, block.tags.get(number))])
    pages.line([])


def _set_grid(block: Grid, pipes: bool) -> list[str]:
    rows = [block.header, *block.rows]
    if pipes:
        lines = [" | ".join(row) for row in rows]
        return [lines[0], "|".join(["---"] * len(block.header)), *lines[1:]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(block.header))]
    lines = [
        "  ".join(
            cell.ljust(width) if column < block.left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [lines[0], "-" * max(len(line) for line in lines), *lines[1:]]


def _contents(pages: _Pages, blocks: Sequence[Block], numbers: dict[int, int]) -> None:
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            inner = re.match(r"\d|Lampiran \d", block.text)
            line = f"{'  ' if inner else ''}{block.text} ..... {numbers.get(id(block), 0)}"
            if not pages.fits(words_in(line)):
                pages.turn()
            pages.line([(line, None)])
    pages.line([])


def _joined(pages: _Pages, style: Style) -> Laid:
    parts: list[str] = []
    length = 0
    places: dict[int, Place] = {}

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    for number, lines in enumerate(pages.pages, start=1):
        running = f"{style.running} | Halaman {number}"
        if number > 1:
            add(PAGE)
        if style.on_top:
            add(running + "\n\n")
        while lines and not lines[-1]:
            lines.pop()
        for pieces in lines:
            for place, (text, tag) in enumerate(pieces):
                if place:
                    add(" ")
                if tag is not None:
                    places[id(tag)] = Place(number, length, length + len(text), text)
                add(text)
            add("\n")
        if not style.on_top:
            add("\n" + running + "\n")
    return Laid("".join(parts), pages.number, places)

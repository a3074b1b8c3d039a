"""Where on a sheet the table stands: blank rows, a title above it, several tables, a header, a total below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workshop_kit.privacy.identifiers import find

Rows = Sequence[Sequence[str]]

_NUMBER = re.compile(r"^(?:rp\.?\s*)?[+-]?[\d.,]*\d[\d.,]*\s*%?$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_DAY = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$")
_TOTAL = re.compile(r"^\W*(?:grand total|sub ?total|total|jumlah|rata-rata|rerata)\b", re.IGNORECASE)
# Rows at the top in which a header is looked for, and rows below it that show what the columns hold.
_TOP, _BELOW = 30, 8


@dataclass(frozen=True)
class Block:
    """A rectangle of a sheet: first and last row and column, the last ones not included."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def area(self) -> int:
        """Number of cells."""
        return (self.bottom - self.top) * (self.right - self.left)


def blocks(rows: Rows) -> list[Block]:
    """Tables on a sheet, from top to bottom; a note of a few cells is none unless there is nothing else."""
    found: list[Block] = []
    for top, bottom in _stretches(rows):
        for left, right in _sides(rows[top:bottom]):
            block = Block(top, bottom, left, right)
            if found and _goes_on(rows, found[-1], block):
                found[-1] = Block(found[-1].top, bottom, min(found[-1].left, left), max(found[-1].right, right))
            else:
                found.append(block)
    tables = [each for each in found if each.bottom - each.top >= 2 and each.right - each.left >= 2]
    return tables or found[:1]


def header_row(rows: Rows) -> int:
    """The row of the column names: the first that is about as wide as the rows are."""
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows[: _TOP + 20]]
    usual = _usual([width for width in widths if width])
    for number, width in enumerate(widths[:_TOP]):
        if width >= max(1, 0.6 * usual) and (width > 1 or usual == 1):
            return number
    return 0


def is_data(header: Sequence[str], below: Rows) -> bool:
    """Whether what should be the column names are values like those below."""
    cells = [cell.strip() for cell in header]
    if any(find(cell) for cell in cells):
        return True
    told = 0
    for number, cell in enumerate(cells):
        values = [row[number].strip() for row in below[:_BELOW] if number < len(row) and row[number].strip()]
        if not cell or not values or (_YEAR.match(cell) and not all(map(_YEAR.match, values))):
            continue
        for like in (_NUMBER, _DAY):
            if like.match(cell) and all(map(like.match, values)):
                told += 1
                break
        else:
            # One name of letters above numbers or dates is what a header looks like.
            if not any(each.isdigit() for each in cell) and all(
                _NUMBER.match(each) or _DAY.match(each) for each in values
            ):
                return False
    return told > 0


def is_total(row: Sequence[str]) -> bool:
    """Whether a last row sums up those above."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return bool(cells) and any(_TOTAL.match(cell) for cell in cells[:2])


def _stretches(rows: Rows) -> list[tuple[int, int]]:
    """Stretches of rows without a blank one."""
    found = []
    top = None
    for number, row in enumerate(rows):
        blank = not any(cell.strip() for cell in row)
        if blank and top is not None:
            found.append((top, number))
            top = None
        elif not blank and top is None:
            top = number
    if top is not None:
        found.append((top, len(rows)))
    return found


def _sides(rows: Rows) -> list[tuple[int, int]]:
    """Columns of the tables that stand side by side; a column without a name and cells parts them."""
    width = max(map(len, rows))
    used = [False] * width
    for row in rows:
        for number, cell in enumerate(row):
            if not used[number] and cell.strip():
                used[number] = True
    found: list[tuple[int, int]] = []
    left = None
    for number, each in enumerate([*used, False]):
        if each and left is None:
            left = number
        elif not each and left is not None:
            found.append((left, number))
            left = None
    if len(found) > 1 and all(right - left >= 2 for left, right in found):
        return found
    return [(found[0][0], found[-1][1])] if found else []


def _goes_on(rows: Rows, above: Block, below: Block) -> bool:
    """Whether a stretch goes on with the table above: in its columns and without a header of its own."""
    if below.left < above.left or below.right > above.right or above.bottom - above.top < 2:
        return False
    first = [cell.strip() for cell in rows[below.top][below.left : below.right]]
    header = [cell.strip() for cell in rows[above.top][below.left : below.right]]
    if first == header or below.bottom - below.top == 1:
        return first != header
    named = all(cell and not any(each.isdigit() for each in cell) for cell in first) and len(set(first)) == len(first)
    return not named or not _differs(first, rows[below.top + 1 : below.bottom], below.left)


def _differs(first: list[str], below: Rows, left: int) -> bool:
    """Whether some column holds numbers or dates below its first cell."""
    for number in range(len(first)):
        values = [
            row[left + number].strip()
            for row in below[:_BELOW]
            if left + number < len(row) and row[left + number].strip()
        ]
        if values and all(_NUMBER.match(each) or _DAY.match(each) for each in values):
            return True
    return False


def _usual(widths: list[int]) -> int:
    """The most frequent width, the larger one of several."""
    counts = Counter(widths)
    return max(counts, key=lambda width: (counts[width], width)) if counts else 0

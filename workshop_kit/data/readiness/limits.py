"""How much is read. What goes beyond is a finding, so that no file can fill the memory or the day."""

from workshop_kit.data.readiness.quantities import decimal_text

MIB = 1 << 20

# Of a folder: files that are tables, entries of any kind, folders within folders.
FILES, ENTRIES, DEPTH = 200, 20_000, 8
# Of a table: bytes of its text in memory, columns, findings of one kind.
TABLE, COLUMNS, ALIKE = 700 * MIB, 1000, 20
# Of a text file: bytes of a line.
LINE = 8 * MIB
# Of a workbook: bytes when unpacked, parts, sheets, cells within the outermost ones, letters in all cells.
UNPACKED, PARTS, SHEETS, CELLS, LETTERS = 600 * MIB, 5000, 100, 5_000_000, 400 * MIB
# A part that shrinks more than this was made to do so; sheets of nothing but zeros shrink about 150 times.
SHRINKS = 400
# Of a file that describes others.
DESCRIPTION = 5 * MIB


def size_text(size: int) -> str:
    """A size in the reader's way of writing.

    Examples
    --------
    >>> size_text(3 * 1024 * 1024)
    '3 MiB'
    """
    if size >= 1 << 30:
        return f"{decimal_text(size / (1 << 30))} GiB"
    return f"{decimal_text(size / MIB)} MiB" if size >= MIB else f"{decimal_text(size / 1024)} KiB"

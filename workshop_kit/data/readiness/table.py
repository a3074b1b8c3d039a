"""A table as it was read: every cell as text, with what is known of how the file kept it."""

from dataclasses import dataclass, field
from typing import Any, Literal

Stored = Literal["text", "number", "date", "bool"]


@dataclass
class Column:
    """One column.

    Attributes
    ----------
    name : str
        As it stands in the file; hostile.
    values : pyarrow.ChunkedArray of string
        One text a row; an empty text where the file has nothing.
    stored : dict
        Number of cells by how the file kept them. Empty for files that know only text.
    """

    name: str
    values: Any
    stored: dict[Stored, int] = field(default_factory=dict)


@dataclass
class Table:
    """One table of a file.

    Attributes
    ----------
    columns : list of Column
        Those that are examined.
    rows : int
    sheet : str
        Name of the sheet in a workbook.
    first : int or None
        Number of the first data row as a spreadsheet shows it, from 1; None where that cannot be told.
    """

    columns: list[Column]
    rows: int
    sheet: str = ""
    first: int | None = None

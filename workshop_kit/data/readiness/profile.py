"""A column by its distinct values: what every check looks at.

Ten texts that stand in a million rows are looked at ten times.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workshop_kit.data.readiness import masking
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.table import Column, Stored
from workshop_kit.language import _, translate

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Values = Literal["number", "date", "code", "text", "empty"]

EXAMPLES = 3
# What stands for "nothing" in offices' tables, in small letters.
_DISGUISES = frozenset(
    [
        *[
            "-",
            "--",
            "---",
            "–",
            "—",
            "?",
            "??",
            ".",
            "..",
            "...",
            "*",
            "n/a",
            "na",
            "n.a",
            "n.a.",
            "#n/a",
            "nan",
            "nat",
        ],
        *[
            "null",
            "none",
            "nil",
            "tidak ada",
            "tdk ada",
            "tidak ada data",
            "tidak tersedia",
            "tidak diketahui",
            "tidak tahu",
        ],
        *["belum ada", "belum diisi", "belum diketahui", "kosong", "(kosong)", "t/a", "unknown", "no data", "blank"],
        *["0000-00-00", "00/00/0000", "00-00-0000", "0000-00-00 00:00:00", "1900-01-00", "00/01/1900"],
    ]
)
_BLANK = r"^[\s\x{00A0}\x{FEFF}]*$"


@dataclass(eq=False)
class Profile:
    """One column by its distinct values.

    Attributes
    ----------
    name : str
        As it stands in the file; never shown, see `label`.
    distinct : pyarrow.StringArray, shape (values,)
        Each different text once, as it stands in the file.
    codes : ndarray of int32, shape (rows,)
        Which of them stands in each row.
    counts : ndarray of int64, shape (values,)
        In how many rows each of them stands.
    stored : dict
        As in `Column`.
    first : int or None
        As in `Table`.
    kind : str
        What the values are; set once numbers and dates have been looked for.
    personal : str or None
        Personal data in it, in words; its values are shown by their shape only.
    """

    name: str
    distinct: Any
    codes: Codes
    counts: Counts
    stored: dict[Stored, int] = field(default_factory=dict)
    first: int | None = None
    kind: Values = "text"
    personal: str | None = None

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.codes)

    @cached_property
    def label(self) -> str:
        """The name as it may be shown."""
        return masking.shown(self.name, longest=40)

    @cached_property
    def trimmed(self) -> Any:
        """The distinct values without spaces at their ends."""
        trimmed = pc.utf8_trim(self.distinct, " \t\r\n\u00a0\ufeff")
        # Usually nothing was there to trim; then the texts need not be in memory twice.
        return self.distinct if trimmed.equals(self.distinct) else trimmed

    @cached_property
    def alike(self) -> Codes:
        """Codes of the distinct values, the same for those that differ only in case and spaces; shape (values,)."""
        codes: Codes = pc.dictionary_encode(_normalised(self.trimmed)).indices.to_numpy().astype(np.int32)
        return codes

    @cached_property
    def blank(self) -> Mask:
        """Distinct values that are nothing."""
        return self.matching(_BLANK, self.distinct)

    @cached_property
    def disguised(self) -> Mask:
        """Distinct values that stand for nothing."""
        disguised = np.zeros(len(self.distinct), dtype=np.bool_)
        short = pc.less_equal(pc.utf8_length(self.trimmed), max(map(len, _DISGUISES)) + 5)
        texts = _normalised(self.trimmed.filter(short))
        disguised[as_mask(short)] = as_mask(pc.is_in(texts, pa.array(sorted(_DISGUISES))))
        return disguised

    @cached_property
    def given(self) -> Mask:
        """Distinct values that say something."""
        return ~(self.blank | self.disguised)

    @cached_property
    def filled(self) -> int:
        """Rows in which something is said."""
        return self.rows_of(self.given)

    def matching(self, pattern: str, values: Any = None) -> Mask:
        """Distinct values in which a pattern (RE2) is found; without ``values``, after trimming."""
        return as_mask(pc.match_substring_regex(self.trimmed if values is None else values, pattern))

    def rows_of(self, mask: Mask) -> int:
        """Rows in which one of the marked values stands."""
        return int(self.counts[mask].sum())

    def marked_rows(self, mask: Mask) -> Mask:
        """The rows themselves, shape (rows,)."""
        return mask[self.codes]

    def texts(self, mask: Mask, most: int | None = None) -> list[str]:
        """The marked values, the most frequent first, trimmed."""
        places = np.flatnonzero(mask)
        places = places[np.argsort(-self.counts[places], kind="stable")][:most]
        return [str(each) for each in self.trimmed.take(pa.array(places)).to_pylist()]

    def show(self, text: str) -> str:
        """A value as it may be shown."""
        return masking.shape(text) if self.personal else masking.shown(text, self.name, 40)

    def examples(self, mask: Mask, arrows: dict[str, str] | None = None) -> tuple[str, ...]:
        """A few of the marked values, masked, with the row of the first one and what ``arrows`` says of them."""
        told = []
        for place in self._frequent(mask):
            text = str(self.trimmed[int(place)].as_py())
            shown = self.show(text)
            if arrows and text in arrows:
                shown = f"{shown} → {arrows[text]}"
            told.append(shown + self._where(int(place)))
        return tuple(dict.fromkeys(told))

    def finding(
        self, code: str, mask: Mask | None = None, arrows: dict[str, str] | None = None, **fields: object
    ) -> Finding:
        """A finding about the marked values of this column."""
        if mask is None:
            return Finding(code, column=self.label, fields=fields)
        return Finding(
            code,
            column=self.label,
            rows=self.rows_of(mask),
            of=self.rows,
            examples=self.examples(mask, arrows),
            fields=fields,
        )

    def _frequent(self, mask: Mask) -> Iterable[int]:
        places = np.flatnonzero(mask)
        return [int(each) for each in places[np.argsort(-self.counts[places], kind="stable")][:EXAMPLES]]

    def _where(self, place: int) -> str:
        if self.first is None:
            return ""
        row = self.first + int(np.argmax(self.codes == place))
        return translate(_(" (baris {letak})"), letak=row)


def _normalised(texts: Any) -> Any:
    """Texts in small letters, with single spaces."""
    return pc.replace_substring_regex(pc.utf8_lower(texts), r"[\s\x{00A0}]+", " ")


def profile(column: Column, first: int | None = None) -> Profile:
    """Bring a column to its distinct values."""
    encoded = pc.dictionary_encode(column.values)
    chunks = encoded.chunks if isinstance(encoded, pa.ChunkedArray) else [encoded]
    if not chunks:
        return Profile(column.name, pa.array([], pa.string()), np.zeros(0, np.int32), np.zeros(0, np.int64))
    # Later chunks know all values of those before.
    distinct = chunks[-1].dictionary
    codes = np.concatenate([chunk.indices.to_numpy(zero_copy_only=False) for chunk in chunks]).astype(np.int32)
    counts = np.bincount(codes, minlength=len(distinct)).astype(np.int64)
    return Profile(column.name, distinct, codes, counts, column.stored, first)


def as_mask(values: Any) -> Mask:
    """An Arrow array of truths as a mask; what is missing is false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=np.bool_)

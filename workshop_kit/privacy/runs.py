"""Runs of digits with at most a few separators between them, and windows of consecutive groups of a run.

A hostile text is one run of a hundred thousand groups. So all that is known of a run is laid out once by calls that go
through it in C, and a window costs slices.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from operator import add

from workshop_kit.privacy import context

_SEPARATOR = r"(?>[ \t]{0,3}-?\r?\n[ \t>]{0,8}|[ \t._()-]{1,3})"
_RUN = re.compile(rf"\d++(?:{_SEPARATOR}\d++)*+")
_CODE_BEFORE = re.compile(r"[A-Za-z0-9][-_.#/]$")
_TIES = frozenset("-_.")
_APART = re.compile(r"[\s()]")
_GROUP = re.compile(r"\d+")
_BETWEEN = re.compile(r"\D+")
# No identifier is shorter; none is longer than an NPWP with the number of a branch; none has more groups than digits.
SHORTEST, LONGEST = 9, 22
_NINE_DIGITS = re.compile(rf"(?:\d\D*+){{{SHORTEST}}}")
# A group too long to be part of anything, in `Run.shape`.
_OVERLONG = 24


class Run:
    """Digits with separators between them, and what the words around say.

    Parameters
    ----------
    text : str
        The whole folded text.
    start, end : int
        Place of the run in it.
    words : Words
        Of the whole text.

    Attributes
    ----------
    lengths : list of int
        Digits in each group.
    digits : str
        All digits.
    at : list of int
        Where each group starts in `digits`; one more for the end.
    joints : list of str
        The separators between the groups, reduced to what tells them apart: ``""`` for spaces, a line break, a sign.
    starts : list of int
        Places of the groups in the text.
    meaning : Meaning or None
        What the nearest word before says.
    """

    def __init__(self, text: str, start: int, end: int, words: context.Words) -> None:
        self.text = text
        self._start = start
        self.meaning = words.meaning_before(start)
        written = text[start:end]
        groups = _GROUP.findall(written)
        self._between = _BETWEEN.findall(written)
        self.lengths = [*map(len, groups)]
        self.digits = "".join(groups)
        self.at = [0, *accumulate(self.lengths)]
        self.joints = [*map(_joint, self._between)]
        self.starts = [*accumulate(map(add, self.lengths, map(len, self._between)), initial=start)]
        self._taken = bytearray(len(groups))

    def __len__(self) -> int:
        return len(self.lengths)

    def take(self, window: "Window") -> bool:
        """Keep the groups of a window for it; false when some are kept for another."""
        if self._taken.find(1, window.first, window.last + 1) >= 0:
            return False
        self._taken[window.first : window.last + 1] = b"\x01" * len(window.lengths)
        return True

    def all_taken(self, first: int, last: int) -> bool:
        """Whether every one of some groups is kept, so that there is no need to look at them."""
        return self._taken.find(0, first, last + 1) < 0

    @cached_property
    def grown_together(self) -> bool:
        """Whether a word or a code goes over into the run, other than one such as NIK."""
        before = self.text[self._start - 1] if self._start else ""
        return before.isalnum() and not context.joined_to_word(self.text, self._start)

    @cached_property
    def money(self) -> bool:
        """Whether a currency stands before."""
        return context.money_before(self.text, self._start)

    @cached_property
    def sign(self) -> str:
        """What stands right before."""
        return self.text[max(0, self._start - 1) : self._start]

    def tied(self, first: int) -> bool:
        """Whether a sign without a space ties a group to a code before it, as in ``PO-0800123456``."""
        return self._between[first - 1] in _TIES if first else self._tied

    @cached_property
    def _tied(self) -> bool:
        near = self.text[max(0, self._start - 2) : self._start]
        if near[-1:] == "/" or _CODE_BEFORE.search(near) is None:
            return False
        return not context.joined_to_word(self.text, self._start)

    @cached_property
    def shape(self) -> str:
        """A character for each group, that of its length."""
        return bytes([min(length, _OVERLONG) + 64 for length in self.lengths]).decode("ascii")

    @cached_property
    def apart(self) -> bytes:
        """Whether spaces or brackets, not signs alone, part each group from the one before; the first always is.

        One more for what comes after the last.
        """
        return bytes(chain((True,), map(_apart, self._between), (True,)))

    @cached_property
    def line(self) -> str:
        """A character for each separator: a space, a break of the line, or x for a sign."""
        return "".join(map(_sort, self.joints))

    def group(self, number: int) -> str:
        """The digits of one group."""
        return self.digits[self.at[number] : self.at[number + 1]]

    def window(self, first: int, last: int) -> "Window":
        """Some consecutive groups taken together; both numbers included."""
        return Window(self, first, last)


class Window:
    """Some consecutive groups of a run, taken together.

    Parameters
    ----------
    run : Run
    first, last : int
        Numbers of the groups, both included.

    Attributes
    ----------
    digits : str
        All digits.
    lengths : list of int
        Digits in each group.
    joints : list of str
        Separators within.
    start, end : int
        Place in the text.
    """

    __slots__ = ("digits", "end", "first", "joints", "last", "lengths", "start")

    def __init__(self, run: Run, first: int, last: int) -> None:
        self.first = first
        self.last = last
        self.digits = run.digits[run.at[first] : run.at[last + 1]]
        self.lengths = run.lengths[first : last + 1]
        self.joints = run.joints[first:last]
        self.start = run.starts[first]
        self.end = run.starts[last] + run.lengths[last]


def runs(text: str) -> Iterator[Run]:
    """Runs of a folded text that have digits enough for an identifier."""
    words = None
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start >= SHORTEST and _NINE_DIGITS.match(text, start, end):
            words = words or context.Words(text)
            yield Run(text, start, end, words)


def digits_of(written: str) -> str:
    """The digits of a number, without its separators."""
    return "".join(_GROUP.findall(written))


@lru_cache(maxsize=4096)
def _joint(separator: str) -> str:
    if "\n" in separator:
        return "\n"
    return separator.strip(" \t")


@lru_cache(maxsize=4096)
def _apart(separator: str) -> bool:
    return _APART.search(separator) is not None


@lru_cache(maxsize=4096)
def _sort(joint: str) -> str:
    return joint if joint == "\n" else "x" if joint else " "

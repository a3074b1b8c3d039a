"""Identifiers that are numbers: runs of digits, cut where an identifier could begin and end.

A run is digits with at most a few separators between them. Within a run, groups of digits are taken together only as a
writer would join them: one group alone; groups between spaces; all groups with one separator; a customary grouping such
as 4-4-4-4; and any grouping at all where a word before the run says what it is. Every step looks at a bounded number of
groups, so the time grows with the length of the text and no faster.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workshop_kit.privacy import context, structure
from workshop_kit.privacy.kinds import Hit, Kind

_SEPARATOR = r"(?>[ \t]{0,3}-?\r?\n[ \t>]{0,8}|[ \t._()-]{1,3})"
_RUN = re.compile(rf"\d++(?:{_SEPARATOR}\d++)*+")
_APART = re.compile(r"[\s()]")
_GROUP = re.compile(r"\d+")
# No identifier is shorter; none is longer than an NPWP with the number of a branch; none has more groups than digits.
_SHORTEST, _LONGEST = 9, 22
_CUSTOMARY: dict[int, frozenset[tuple[int, ...]]] = {
    15: frozenset([(2, 3, 3, 1, 3, 3)]),
    16: frozenset(
        [
            *[(4, 4, 4, 4), (6, 6, 4), (6, 10), (8, 8), (4, 12), (12, 4), (4, 2, 6, 4), (6, 2, 2, 2, 4)],
            *[(2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4)],
        ]
    ),
    18: frozenset([(8, 6, 1, 3), (8, 6, 4), (8, 10), (4, 2, 2, 4, 2, 1, 3), (14, 1, 3)]),
}
_CUSTOMARY_MOST = 7
_NPWP_GROUPS = (2, 3, 3, 1, 3, 3)
_ACCOUNT_GROUPS = frozenset(
    [
        *[(4, 2, 6, 2, 1), (3, 2, 7, 1), (3, 3, 4), (3, 4, 3), (4, 3, 3), (4, 4, 2), (4, 6), (3, 7), (4, 4, 4)],
        *[(4, 4, 4, 4), (3, 3, 3, 4), (4, 4, 4, 3), (5, 5), (5, 5, 5), (3, 3, 3, 3, 3)],
    ]
)
_TEL_GROUPS_MOST, _TEL_DIGITS_MOST = 6, 17
# A word written on without a space ("…78yg"), as against the rest of a hexadecimal number.
_WORD_AFTER = re.compile(r"(?=[A-Za-z]{0,20}[g-zG-Z])[A-Za-z]{1,20}(?![A-Za-z0-9])")
_CODE_BEFORE = re.compile(r"[A-Za-z0-9][-_.#/]$")


class Run(NamedTuple):
    """Digits with separators between them, and what the words around say.

    Parameters
    ----------
    text : str
        The whole folded text.
    groups : list of (start, end)
        Places of the digits.
    joints : list of str
        The separators between the groups, reduced to what tells them apart: ``""`` for spaces, a line break, a sign.
    meaning : Meaning or None
        What the nearest word before says.
    """

    text: str
    groups: list[tuple[int, int]]
    joints: list[str]
    meaning: context.Meaning | None


class Window(NamedTuple):
    """Some consecutive groups of a run, taken together.

    Parameters
    ----------
    first, last : int
        Numbers of the groups, both included.
    digits : str
        All digits.
    lengths : tuple of int
        Digits in each group.
    joints : list of str
        Separators within.
    start, end : int
        Place in the text.
    """

    first: int
    last: int
    digits: str
    lengths: tuple[int, ...]
    joints: list[str]
    start: int
    end: int


def numbers(text: str) -> Iterator[Hit]:
    """Find numbers in a folded text; none overlaps another."""
    for match in _RUN.finditer(text):
        if match.end() - match.start() >= _SHORTEST:
            groups = [group.span() for group in _GROUP.finditer(text, match.start(), match.end())]
            if sum(end - start for start, end in groups) >= _SHORTEST:
                yield from _in_run(_run(text, groups))


def digits_of(written: str) -> str:
    """The digits of a number, without its separators."""
    return "".join(_GROUP.findall(written))


def telephone(written: str) -> str:
    """A telephone number as it is compared: with +62 for the country."""
    return "+62" + structure.national(digits_of(written), abroad="+" in written, told=True)


def _run(text: str, groups: list[tuple[int, int]]) -> Run:
    joints = [_joint(text[groups[i][1] : groups[i + 1][0]]) for i in range(len(groups) - 1)]
    return Run(text, groups, joints, context.meaning_before(text, groups[0][0]))


def _joint(separator: str) -> str:
    if "\n" in separator:
        return "\n"
    return separator.strip(" \t")


def _in_run(run: Run) -> Iterator[Hit]:
    """Hits of one run: the surest way of taking groups together comes first and keeps its groups."""
    taken = bytearray(len(run.groups))
    for ways in (_told_soundly, _alone, _between_spaces, _whole, _customary, _telephones, _told):
        for window, hit in ways(run):
            if not any(taken[window.first : window.last + 1]):
                taken[window.first : window.last + 1] = b"\x01" * (window.last + 1 - window.first)
                yield hit


def _window(run: Run, first: int, last: int) -> Window:
    groups = run.groups[first : last + 1]
    return Window(
        first,
        last,
        "".join(run.text[start:end] for start, end in groups),
        tuple(end - start for start, end in groups),
        run.joints[first:last],
        groups[0][0],
        groups[-1][1],
    )


# -- ways of taking groups together ------------------------------------------------------------------------------------

Ways = Iterator[tuple[Window, Hit]]


def _growing(run: Run, first: int, groups: int = _LONGEST, digits: int = _LONGEST) -> Iterator[Window]:
    """Windows from one group on, of so many groups and digits at most."""
    length = 0
    for last in range(first, min(first + groups, len(run.groups))):
        start, end = run.groups[last]
        length += end - start
        if length > digits:
            return
        if length >= _SHORTEST:
            yield _window(run, first, last)


def _told_soundly(run: Run) -> Ways:
    """Any grouping right after a word that names the kind, when the number is soundly built."""
    return _told(run, soundly=True)


def _told(run: Run, soundly: bool = False) -> Ways:
    """Any grouping right after a word that names the kind."""
    for window in reversed(list(_growing(run, 0))):
        hit = _by_word(run, window)
        if hit is not None and (hit.valid or not soundly):
            yield window, hit


def _alone(run: Run) -> Ways:
    """One group."""
    for number, (start, end) in enumerate(run.groups):
        if _SHORTEST <= end - start <= _LONGEST:
            window = _window(run, number, number)
            hit = _by_structure(run, window)
            if hit is not None:
                yield window, hit


def _between_spaces(run: Run) -> Ways:
    """Groups that are joined by signs, with spaces around them; then groups on one line."""
    for inner in (lambda joint: joint not in ("", "\n"), lambda joint: joint != "\n"):
        first = 0
        for last in range(len(run.groups)):
            if last < len(run.joints) and inner(run.joints[last]):
                continue
            if first < last < first + _LONGEST:
                yield from _uniform(run, first, last)
            first = last + 1


def _whole(run: Run) -> Ways:
    """All groups."""
    if 1 < len(run.groups) <= _LONGEST:
        yield from _uniform(run, 0, len(run.groups) - 1)


def _uniform(run: Run, first: int, last: int) -> Ways:
    """Groups from one to another, when the same separator joins all of them; a line may be broken once."""
    window = _window(run, first, last)
    if len(window.digits) <= _LONGEST and not _ends_of_rows(run, window):
        hit = _by_structure(run, window)
        if hit is not None and (_evenly(window.joints) or hit.kind == "TELEPON"):
            yield window, hit


def _ends_of_rows(run: Run, window: Window) -> bool:
    """Whether a window is the last cell of one row of a table and the first of the next."""
    around = run.text[max(0, window.start - 1) : window.start] + run.text[window.end : window.end + 1]
    return "\n" in window.joints and any(sign in around for sign in ",;|")


def _customary(run: Run) -> Ways:
    """Groupings that are usual for a kind, wherever they start."""
    after = 0
    for first in range(len(run.groups)):
        if first < after:
            continue
        length = 0
        lengths: list[int] = []
        for last in range(first, min(first + _CUSTOMARY_MOST, len(run.groups))):
            start, end = run.groups[last]
            length += end - start
            lengths.append(end - start)
            if length > 18:
                break
            if length in _CUSTOMARY and tuple(lengths) in _CUSTOMARY[length] and _loose(run, first, last):
                window = _window(run, first, last)
                hit = None if _ends_of_rows(run, window) else _by_structure(run, window)
                if hit is not None:
                    yield window, hit
                    after = last + 1


def _telephones(run: Run) -> Ways:
    """Telephone numbers among other numbers: the longest that starts at a group that may be a prefix."""
    after = 0
    for first, (start, _) in enumerate(run.groups):
        if first < after or (run.text[start] not in "06" and run.meaning != "TELEPON"):
            continue
        longest = None
        for window in _growing(run, first, _TEL_GROUPS_MOST, _TEL_DIGITS_MOST):
            if _loose(run, window.first, window.last):
                hit = _telephone(run, window)
                if hit is not None:
                    longest = window, hit
        if longest is not None:
            yield longest
            after = longest[0].last + 1


def _evenly(joints: list[str]) -> bool:
    """Whether one separator joins all groups, but for one break of the line."""
    return len(set(joints)) <= 1 or (joints.count("\n") == 1 and len(set(joints)) == 2)


def _loose(run: Run, first: int, last: int) -> bool:
    """Whether spaces or brackets, not signs alone, part the groups from those before and after."""
    for gap in (first - 1, last):
        if 0 <= gap < len(run.joints) and not _APART.search(run.text, run.groups[gap][1], run.groups[gap + 1][0]):
            return False
    return True


# -- what a window is --------------------------------------------------------------------------------------------------


def _hit(kind: Kind, window: Window, valid: bool) -> Hit:
    return Hit(kind, window.start, window.end, valid)


def _by_word(run: Run, window: Window) -> Hit | None:
    """What a number is after a word that names its kind, however it is grouped."""
    digits, length = window.digits, len(window.digits)
    if not _stands_free(run.text, window, firmly=False):
        return None
    if run.meaning in ("NIK", "KK") and length == 16:
        return _person(run, window, structure.is_nik(digits))
    if run.meaning == "NPWP" and length in (15, 16):
        return _hit("NPWP", window, structure.is_npwp(digits))
    if run.meaning == "NPWP" and length == 22 and _is_branch(digits):
        return _hit("NPWP", window, True)
    if run.meaning == "NIP" and length == 18 and structure.is_nip(digits):
        return _hit("NIP", window, True)
    if run.meaning == "TELEPON" and (digits[0] in "068") and len(set(window.lengths)) == 1 and window.lengths[0] <= 2:
        return _telephone(run, window)
    return _health(run, window)


def _by_structure(run: Run, window: Window) -> Hit | None:
    """What a number is by its own structure, with words where structure does not suffice."""
    digits, length = window.digits, len(window.digits)
    if length == 16 and structure.is_nik(digits) and _stands_free(run.text, window, firmly=False):
        return _person(run, window, True)
    if length == 18 and structure.is_nip(digits) and _stands_free(run.text, window, firmly=False):
        return _hit("NIP", window, True)
    if length == 22 and _is_branch(digits) and _stands_free(run.text, window, firmly=True):
        return _hit("NPWP", window, True)
    return (
        _account(run, window, "REKENING")
        or _tax(run, window)
        or _telephone(run, window)
        or _health(run, window)
        or (_account(run, window, "BANK"))
    )


def _person(run: Run, window: Window, sound: bool) -> Hit:
    """An NIK, or what else has its structure, by the word before."""
    if run.meaning == "KK" and (structure.is_kk(window.digits) or not sound):
        return _hit("KK", window, sound)
    if run.meaning == "NPWP":
        return _hit("NPWP", window, sound)
    return _hit("NIK", window, sound)


def _tax(run: Run, window: Window) -> Hit | None:
    """An NPWP by its grouping, or by its check digit together with the usual number of a head office."""
    digits = window.digits
    if window.lengths == _NPWP_GROUPS and _stands_free(run.text, window, firmly=True):
        return _hit("NPWP", window, structure.is_npwp(digits))
    if run.meaning == "LAIN" or len(window.lengths) > 1 or not digits.endswith("000"):
        return None
    if not (len(digits) == 15 or (len(digits) == 16 and digits[0] == "0")) or not structure.is_npwp(digits):
        return None
    return _hit("NPWP", window, True) if _stands_free(run.text, window, firmly=True) else None


def _is_branch(digits: str) -> bool:
    """Whether 22 digits are the number of a branch: an NPWP of 16 digits and a serial number that is never large."""
    return digits[16:18] == "00" and structure.is_npwp(digits[:16])


def _telephone(run: Run, window: Window) -> Hit | None:
    """A telephone number by its prefix, length and grouping."""
    text, start = run.text, window.start
    told = run.meaning == "TELEPON"
    abroad = text[max(0, start - 1) : start] == "+"
    number = structure.national(window.digits, abroad=abroad, told=told)
    if not number:
        return None
    mobile = structure.is_mobile(number)
    if not mobile and not (structure.is_landline(number) and (told or abroad or _written_as_landline(text, window))):
        return None
    if not _stands_free(text, window, firmly=not mobile) or not _grouped_as_telephone(window, told):
        return None
    if context.is_amount(text, start, window.end) or (_tied(text, start) and not told):
        return None
    if window.digits[0] == "8" and window.first and text[slice(*run.groups[window.first - 1])] in ("62", "0"):
        return None  # it began earlier
    if abroad:
        start -= 1
    if ")" in window.joints[:2] and text[max(0, start - 1) : start] == "(":
        start -= 1
    return Hit("TELEPON", start, window.end, True)


def _written_as_landline(text: str, window: Window) -> bool:
    """Whether the area code stands apart, in brackets or before a dash."""
    return len(window.lengths) > 1 and window.lengths[0] in (3, 4) and window.joints[0] in (")", "-")


def _grouped_as_telephone(window: Window, told: bool) -> bool:
    """Whether somebody would write a telephone number in such groups."""
    lengths, joints = window.lengths, window.joints
    digits = window.digits
    # The country code, and a 0 in brackets after it, stand before the number proper.
    while len(lengths) > 1 and lengths[0] != lengths[1]:
        if not ((lengths[0] == 2 and digits.startswith("62")) or (lengths[0] == 1 and digits[0] == "0")):
            break
        digits, lengths, joints = digits[lengths[0] :], lengths[1:], joints[1:]
    if len(lengths) == 1 or lengths == (4, 1, 6):
        return True
    if len(set(lengths)) == 1 and lengths[0] <= 2:
        return _evenly(joints)
    pairs_after_prefix = lengths[0] in (3, 4) and set(lengths[1:]) == {2}
    if lengths[0] < 3 or not (min(lengths[1:]) >= 3 or pairs_after_prefix):
        return False
    # A space after the prefix and dashes after that are usual; "0800-1600 0800" is two times of day.
    return _evenly(joints) or joints[0] == ")" or (joints[0] == "" and _evenly(joints[1:])) or told


def _health(run: Run, window: Window) -> Hit | None:
    """A BPJS number, of which only the word before and the length tell."""
    length = {"BPJS": 13, "KPJ": 11}.get(run.meaning or "")
    if length != len(window.digits) or not _stands_free(run.text, window, firmly=True) or not _evenly(window.joints):
        return None
    if window.digits.startswith("08") or context.is_amount(run.text, window.start, window.end):
        return None
    return _hit("BPJS", window, True)


def _account(run: Run, window: Window, meaning: context.Meaning) -> Hit | None:
    """A bank account, of which only words and customary groupings tell."""
    if not 10 <= len(window.digits) <= 16:
        return None
    told_after = run.meaning in (None, "BANK") and context.account_after(run.text, window.end)
    if run.meaning != meaning and not (meaning == "BANK" and told_after):
        return None
    if len(window.lengths) > 1 and not (window.lengths in _ACCOUNT_GROUPS and _evenly(window.joints)):
        return None
    if not _stands_free(run.text, window, firmly=True) or context.is_amount(run.text, window.start, window.end):
        return None
    return _hit("REKENING", window, True)


def _stands_free(text: str, window: Window, firmly: bool) -> bool:
    """Whether a number is not part of a longer word or code; `firmly` where its structure alone proves little."""
    start, end = window.start, window.end
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() and not context.joined_to_word(text, start):
        return False
    if after.isalpha() and (firmly or _WORD_AFTER.match(text, end) is None):
        return False
    return not firmly or ("/" not in (before, after) and not _tied(text, start))


def _tied(text: str, start: int) -> bool:
    """Whether a sign without a space ties a number to a code before it, as in ``PO-0800123456``."""
    near = text[max(0, start - 2) : start]
    return near[-1:] != "/" and _CODE_BEFORE.search(near) is not None and not context.joined_to_word(text, start)

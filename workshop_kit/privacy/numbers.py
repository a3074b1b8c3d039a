"""Identifiers that are numbers: runs of digits, cut where an identifier could begin and end.

Within a run, groups of digits are taken together only as a writer would join them: one group alone; groups between
spaces; all groups with one separator; a customary grouping such as 4-4-4-4; and any grouping at all where a word before
the run says what it is. Every step looks at a bounded number of groups, so the time grows with the length of the text
and no faster; and only where a pattern over the whole run says that there may be something.
"""

import re
from collections.abc import Iterator

from workshop_kit.privacy import context, structure
from workshop_kit.privacy.kinds import Hit, Kind
from workshop_kit.privacy.runs import LONGEST, SHORTEST, Run, Window, digits_of, runs

# Digits in each group.
_CUSTOMARY = (
    (2, 3, 3, 1, 3, 3),
    *((4, 4, 4, 4), (6, 6, 4), (6, 10), (8, 8), (4, 12), (12, 4), (4, 2, 6, 4), (6, 2, 2, 2, 4)),
    *((2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4)),
    *((8, 6, 1, 3), (8, 6, 4), (8, 10), (4, 2, 2, 4, 2, 1, 3), (14, 1, 3)),
)
_NPWP_GROUPS = (2, 3, 3, 1, 3, 3)
_ACCOUNT_GROUPS = frozenset(
    [
        *[(4, 2, 6, 2, 1), (3, 2, 7, 1), (3, 3, 4), (3, 4, 3), (4, 3, 3), (4, 4, 2), (4, 6), (3, 7), (4, 4, 4)],
        *[(4, 4, 4, 4), (3, 3, 3, 4), (4, 4, 4, 3), (5, 5), (5, 5, 5), (3, 3, 3, 3, 3)],
    ]
)
_HEALTH_DIGITS: dict[context.Meaning | None, int] = {"BPJS": 13, "KPJ": 11}
_TEL_GROUPS_MOST = 6
# A word written on without a space ("…78yg"), as against the rest of a hexadecimal number.
_WORD_AFTER = re.compile(r"(?=[A-Za-z]{0,20}[g-zG-Z])[A-Za-z]{1,20}(?![A-Za-z0-9])")


_TOLD = frozenset(("NIK", "KK", "NPWP", "NIP", "TELEPON", "BPJS", "KPJ"))


def _shape(lengths: tuple[int, ...]) -> str:
    return "".join(chr(64 + length) for length in lengths)


# Over `Run.shape` and `Run.line`: where a way of taking groups together has something to look at.
_IS_ALONE = re.compile(f"[{_shape((SHORTEST,))}-{_shape((LONGEST,))}]")
_CUSTOMARY_SHAPES = frozenset(map(_shape, _CUSTOMARY))
_CUSTOMARY_SIZES = tuple(sorted({*map(len, _CUSTOMARY)}))
_IS_CUSTOMARY = re.compile(f"(?={'|'.join(map(_shape, _CUSTOMARY))})")
_BY_SIGNS = re.compile(rf"(?<!x)x{{1,{LONGEST - 1}}}(?!x)")
_ON_A_LINE = re.compile(rf"(?<![ x])[ x]{{1,{LONGEST - 1}}}(?![ x])")
# As far as `_grouped_as_telephone` could go along.
_GROUPED = re.compile("[AB]{0,6}(?:DAF|[C-X]{2,6}|[CD]B{0,5}|[C-X])?")
# Over `Run.digits`: how a telephone number starts; a landline's only where a word, or the country's code, tells.
_MOBILE_START = re.compile(r"(?:0062|0|62)0?8(?:[1-9]|00)")
_LANDLINE_START = re.compile(r"0?0?(?:62)?0?[2-79]")
_TOLD_START = re.compile(r"(?:0|0?0?620?)?(?:8(?:[1-9]|00)|[2-79])")


def numbers(text: str) -> Iterator[Hit]:
    """Find numbers in a folded text; none overlaps another."""
    for run in runs(text):
        yield from _in_run(run)


def telephone(written: str) -> str:
    """A telephone number as it is compared: with +62 for the country."""
    return "+62" + structure.national(digits_of(written), abroad="+" in written, told=True)


def _in_run(run: Run) -> Iterator[Hit]:
    """Hits of one run: the surest way of taking groups together comes first and keeps its groups."""
    if len(run) == 1:
        yield from _in_one_group(run)
        return
    for ways in (_told_soundly, _alone, _between_spaces, _whole, _customary, _telephones, _told):
        for window, hit in ways(run):
            if run.take(window):
                yield hit


def _in_one_group(run: Run) -> Iterator[Hit]:
    """The same for a run of one group, which can be taken in one way only."""
    if len(run.digits) > LONGEST:
        return
    window = run.window(0, 0)
    told = _by_word(run, window) if run.meaning in _TOLD else None
    hit = told if told is not None and told.valid else _by_structure(run, window) or told
    if hit is not None:
        yield hit


# -- ways of taking groups together ------------------------------------------------------------------------------------

Ways = Iterator[tuple[Window, Hit]]


def _growing(run: Run, first: int, groups: int = LONGEST, digits: int = LONGEST) -> Iterator[int]:
    """Last groups of the windows from one group on, of so many groups and digits at most."""
    begin = run.at[first]
    for last in range(first, min(first + groups, len(run))):
        length = run.at[last + 1] - begin
        if length > digits:
            return
        if length >= SHORTEST:
            yield last


def _told_soundly(run: Run) -> Ways:
    """Any grouping right after a word that names the kind, when the number is soundly built."""
    return _told(run, soundly=True)


def _told(run: Run, soundly: bool = False) -> Ways:
    """Any grouping right after a word that names the kind."""
    if run.meaning not in _TOLD:
        return
    for last in reversed(list(_growing(run, 0))):
        window = run.window(0, last)
        hit = _by_word(run, window)
        if hit is not None and (hit.valid or not soundly):
            yield window, hit


def _alone(run: Run) -> Ways:
    """One group."""
    for match in _IS_ALONE.finditer(run.shape):
        window = run.window(match.start(), match.start())
        hit = _by_structure(run, window)
        if hit is not None:
            yield window, hit


def _between_spaces(run: Run) -> Ways:
    """Groups that are joined by signs, with spaces around them; then groups on one line."""
    for stretches in (_BY_SIGNS, _ON_A_LINE):
        for match in stretches.finditer(run.line):
            yield from _uniform(run, *match.span())


def _whole(run: Run) -> Ways:
    """All groups."""
    if len(run) <= LONGEST:
        yield from _uniform(run, 0, len(run) - 1)


def _uniform(run: Run, first: int, last: int) -> Ways:
    """Groups from one to another, when the same separator joins all of them; a line may be broken once."""
    if not SHORTEST <= run.at[last + 1] - run.at[first] <= LONGEST or run.all_taken(first, last):
        return
    window = run.window(first, last)
    if not _ends_of_rows(run, window):
        hit = _by_structure(run, window)
        if hit is not None and (_evenly(window.joints) or hit.kind == "TELEPON"):
            yield window, hit


def _ends_of_rows(run: Run, window: Window) -> bool:
    """Whether a window is the last cell of one row of a table and the first of the next."""
    if "\n" not in window.joints:
        return False
    around = run.text[max(0, window.start - 1) : window.start] + run.text[window.end : window.end + 1]
    return any(sign in around for sign in ",;|")


def _customary(run: Run) -> Ways:
    """Groupings that are usual for a kind, wherever they start."""
    after = 0
    shape, apart = run.shape, run.apart
    for match in _IS_CUSTOMARY.finditer(shape):
        first = match.start()
        if first < after or not apart[first]:
            continue
        for size in _CUSTOMARY_SIZES:
            last = first + size - 1
            if last >= len(run):
                break
            if shape[first : last + 1] not in _CUSTOMARY_SHAPES or not apart[last + 1] or run.all_taken(first, last):
                continue
            window = run.window(first, last)
            hit = None if _ends_of_rows(run, window) else _by_structure(run, window)
            if hit is not None:
                yield window, hit
                after = last + 1


def _telephones(run: Run) -> Ways:
    """Telephone numbers among other numbers: the longest that starts at a group that may be a prefix."""
    after = 0
    for first in _prefixes(run):
        if first < after:
            continue
        grouped = _GROUPED.match(run.shape, first)
        assert grouped is not None
        groups = min(_TEL_GROUPS_MOST, grouped.end() - first)
        for last in reversed(list(_growing(run, first, groups, _most_digits(run.digits, run.at[first])))):
            if run.apart[last + 1] and not run.all_taken(first, last):
                window = run.window(first, last)
                hit = _telephone(run, window)
                if hit is not None:
                    yield window, hit
                    after = last + 1
                    break


def _most_digits(digits: str, place: int = 0) -> int:
    """How many digits a telephone number may have that starts at a place, with the country's code or without."""
    return 17 if digits.startswith(("62", "00"), place) else 13


def _prefixes(run: Run) -> Iterator[int]:
    """Groups that a telephone number may start with."""
    told = run.meaning == "TELEPON"
    for first, apart in enumerate(run.apart[:-1]):
        if not apart:
            continue
        place = run.at[first]
        if told or first == 0:
            if _TOLD_START.match(run.digits, place):
                yield first
        elif run.digits[place] in "06" and (
            _MOBILE_START.match(run.digits, place)
            or (_stands_apart(run.lengths, run.joints, first) and _LANDLINE_START.match(run.digits, place))
        ):
            yield first


def _evenly(joints: list[str]) -> bool:
    """Whether one separator joins all groups, but for one break of the line."""
    return len(set(joints)) <= 1 or (joints.count("\n") == 1 and len(set(joints)) == 2)


# -- what a window is --------------------------------------------------------------------------------------------------


def _hit(kind: Kind, window: Window, valid: bool) -> Hit:
    return Hit(kind, window.start, window.end, valid)


def _by_word(run: Run, window: Window) -> Hit | None:
    """What a number is after a word that names its kind, however it is grouped."""
    digits, length = window.digits, len(window.digits)
    if not _stands_free(run, window, firmly=False):
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
    if length == 16 and structure.is_nik(digits) and _stands_free(run, window, firmly=False):
        return _person(run, window, True)
    if length == 18 and structure.is_nip(digits) and _stands_free(run, window, firmly=False):
        return _hit("NIP", window, True)
    if length == 22 and _is_branch(digits) and _stands_free(run, window, firmly=True):
        return _hit("NPWP", window, True)
    return (
        (_account(run, window) if run.meaning == "REKENING" else None)
        or _tax(run, window)
        or _telephone(run, window)
        or _health(run, window)
        or (_account(run, window) if _bank_named(run, window) else None)
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
    if len(digits) == 15 and tuple(window.lengths) == _NPWP_GROUPS and _stands_free(run, window, firmly=True):
        return _hit("NPWP", window, structure.is_npwp(digits))
    if not digits.endswith("000") or len(window.lengths) > 1 or run.meaning == "LAIN":
        return None
    if not (len(digits) == 15 or (len(digits) == 16 and digits[0] == "0")) or not structure.is_npwp(digits):
        return None
    return _hit("NPWP", window, True) if _stands_free(run, window, firmly=True) else None


def _is_branch(digits: str) -> bool:
    """Whether 22 digits are the number of a branch: an NPWP of 16 digits and a serial number that is never large."""
    return digits[16:18] == "00" and structure.is_npwp(digits[:16])


def _telephone(run: Run, window: Window) -> Hit | None:
    """A telephone number by its prefix, length and grouping."""
    start, told = window.start, run.meaning == "TELEPON"
    if window.digits[0] not in ("068" if told else "06") or len(window.digits) > _most_digits(window.digits):
        return None
    abroad = not window.first and run.sign == "+"
    number = structure.national(window.digits, abroad=abroad, told=told)
    if not number:
        return None
    mobile = structure.is_mobile(number)
    if not mobile and not (
        (told or abroad or _stands_apart(window.lengths, window.joints)) and structure.is_landline(number)
    ):
        return None
    if not _stands_free(run, window, firmly=not mobile) or not _grouped_as_telephone(window, told):
        return None
    if _is_amount(run, window) or (not told and run.tied(window.first)):
        return None
    if window.digits[0] == "8" and window.first and run.group(window.first - 1) in ("62", "0"):
        return None  # it began earlier
    if abroad:
        start -= 1
    if ")" in window.joints[:2] and run.text[max(0, start - 1) : start] == "(":
        start -= 1
    return Hit("TELEPON", start, window.end, True)


def _stands_apart(lengths: list[int], joints: list[str], first: int = 0) -> bool:
    """Whether a group that may be an area code stands apart, in brackets or before a dash."""
    return first < len(joints) and lengths[first] in (3, 4) and joints[first] in (")", "-")


def _grouped_as_telephone(window: Window, told: bool) -> bool:
    """Whether somebody would write a telephone number in such groups."""
    lengths, joints = window.lengths, window.joints
    digits = window.digits
    # The country code, and a 0 in brackets after it, stand before the number proper.
    while len(lengths) > 1 and lengths[0] != lengths[1]:
        if not ((lengths[0] == 2 and digits.startswith("62")) or (lengths[0] == 1 and digits[0] == "0")):
            break
        digits, lengths, joints = digits[lengths[0] :], lengths[1:], joints[1:]
    if len(lengths) == 1 or lengths == [4, 1, 6]:
        return True
    if lengths[0] <= 2:
        return len(set(lengths)) == 1 and _evenly(joints)
    pairs_after_prefix = lengths[0] in (3, 4) and set(lengths[1:]) == {2}
    if not (min(lengths[1:]) >= 3 or pairs_after_prefix):
        return False
    # A space after the prefix and dashes after that are usual; "0800-1600 0800" is two times of day.
    return _evenly(joints) or joints[0] == ")" or (joints[0] == "" and _evenly(joints[1:])) or told


def _health(run: Run, window: Window) -> Hit | None:
    """A BPJS number, of which only the word before and the length tell."""
    if (
        len(window.digits) != _HEALTH_DIGITS.get(run.meaning)
        or not _stands_free(run, window, firmly=True)
        or not _evenly(window.joints)
    ):
        return None
    if window.digits.startswith("08") or _is_amount(run, window):
        return None
    return _hit("BPJS", window, True)


def _bank_named(run: Run, window: Window) -> bool:
    """Whether a bank, or a holder, is named before or right after a number that nothing else is known of."""
    if run.meaning is not None or _goes_on(run, window):
        return run.meaning == "BANK"
    return context.account_after(run.text, window.end)


def _account(run: Run, window: Window) -> Hit | None:
    """A bank account, of which only words and customary groupings tell."""
    if not 10 <= len(window.digits) <= 16:
        return None
    if len(window.lengths) > 1 and not (tuple(window.lengths) in _ACCOUNT_GROUPS and _evenly(window.joints)):
        return None
    if not _stands_free(run, window, firmly=True) or _is_amount(run, window):
        return None
    return _hit("REKENING", window, True)


def _goes_on(run: Run, window: Window) -> bool:
    """Whether further groups come after, so that no word does."""
    return window.last < len(run) - 1


def _is_amount(run: Run, window: Window) -> bool:
    """Whether a currency or a unit of counting makes a number an amount."""
    if not window.first and run.money:
        return True
    return not _goes_on(run, window) and context.money_after(run.text, window.end)


def _stands_free(run: Run, window: Window, firmly: bool) -> bool:
    """Whether a number is not part of a longer word or code; `firmly` where its structure alone proves little."""
    if not window.first and (run.grown_together or (firmly and run.sign == "/")):
        return False
    if not _goes_on(run, window):
        after = run.text[window.end : window.end + 1]
        if after.isalpha() and (firmly or _WORD_AFTER.match(run.text, window.end) is None):
            return False
        if firmly and after == "/":
            return False
    return not (firmly and run.tied(window.first))

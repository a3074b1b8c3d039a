"""Which columns tell rows apart, and rows that stand there twice."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Mask, Profile

Hashes = npt.NDArray[np.uint64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
# Texts of more letters on average are a description, not a key, even if no two are alike.
_KEY_LONGEST = 80
# Rows on which a key is tried before it is tried on all.
_TRIED = 20_000


def duplicates(profiles: Sequence[Profile]) -> tuple[Mask, Mask]:
    """Rows that repeat an earlier one exactly, and those that do so when case and spaces are put aside.

    Returns
    -------
    exact, alike : ndarray of bool, shape (rows,)
    """
    rows = profiles[0].rows
    exact, alike = np.zeros(rows, np.uint64), np.zeros(rows, np.uint64)
    for number, each in enumerate(profiles):
        exact = _mixed(exact, each.codes.astype(np.uint64), number)
        alike = _mixed(alike, _alike_codes(each), number)
    return _repeated(exact), _repeated(alike)


def duplicate_findings(exact: Mask, alike: Mask) -> Iterator[Finding]:
    """Findings about repeated rows."""
    rows = len(exact)
    if exact.any():
        yield Finding("rows-duplicate", rows=int(exact.sum()), of=rows)
    more = int((alike & ~exact).sum())
    if more:
        yield Finding("rows-duplicate-normalised", rows=more, of=rows)


def detected(profiles: Sequence[Profile], within: Mask | None = None) -> list[Profile]:
    """The fewest columns that tell all rows apart; empty if none do.

    Parameters
    ----------
    profiles : sequence of Profile
    within : ndarray of bool, shape (rows,), optional
        Rows that count; the repetitions of others may be left out.
    """
    able = [each for each in profiles if _able(each)]
    rows = profiles[0].rows if profiles else 0
    kept = np.arange(rows) if within is None else np.flatnonzero(within)
    singles = [each for each in able if _unique([each], kept)]
    if singles:
        return [min(singles, key=lambda each: (not naming.code(each.name), profiles.index(each)))]
    wanted = [each for each in able if len(each.distinct) > 1]
    if not wanted or not _unique(wanted, kept):
        return []
    # From the right: what tells rows apart usually stands to the left.
    for each in reversed(wanted.copy()):
        fewer = [other for other in wanted if other is not each]
        if fewer and _unique(fewer, kept):
            wanted = fewer
    return wanted


def chosen_findings(key: Sequence[Profile]) -> Iterator[Finding]:
    """Whether a key that was chosen is one."""
    label = " + ".join(each.label for each in key)
    empty = np.zeros(key[0].rows, dtype=np.bool_)
    for each in key:
        empty |= each.marked_rows(~each.given)
    if empty.any():
        yield Finding("key-empty", column=label, rows=int(empty.sum()), of=len(empty), fields={"kunci": label})
    same = _all_repeated(_combined(key)) & ~empty
    if same.any():
        row = int(np.argmax(same))
        example = " / ".join(each.show(str(each.trimmed[int(each.codes[row])].as_py())) for each in key)
        yield Finding(
            "key-not-unique",
            column=label,
            rows=int(same.sum()),
            of=len(same),
            examples=(example,),
            fields={"kunci": label},
        )


def repeated_key_findings(key: Sequence[Profile], rows: int, repeated: int) -> Iterator[Finding]:
    """A key that would be one without the repeated rows."""
    label = " + ".join(each.label for each in key)
    yield Finding("key-not-unique", column=label, rows=repeated, of=rows, fields={"kunci": label})


def _able(profile: Profile) -> bool:
    """Whether a column may be part of a key: complete, no measurement, no description."""
    if not profile.rows or profile.rows_of(profile.given) < profile.rows:
        return False
    if profile.kind == "number":
        return _whole(profile) and (naming.dimension(profile.name) or _consecutive(profile))
    return profile.kind == "date" or _short(profile)


def _short(profile: Profile) -> bool:
    lengths = pc.utf8_length(profile.trimmed).to_numpy(zero_copy_only=False)
    return float(np.dot(lengths, profile.counts)) <= _KEY_LONGEST * profile.rows


def _whole(profile: Profile) -> bool:
    return bool(profile.matching(r"^\d+(?:\.0+)?$")[profile.given].all())


def _consecutive(profile: Profile) -> bool:
    """Whether the numbers run from the first to the last without a gap, each once."""
    if len(profile.distinct) != profile.rows or not profile.matching(r"^\d{1,15}$").all():
        return False
    numbers = pc.cast(profile.trimmed, pa.int64()).to_numpy()
    return int(numbers.max() - numbers.min()) == profile.rows - 1


def _unique(columns: Sequence[Profile], kept: npt.NDArray[np.int64]) -> bool:
    """Whether the columns together differ in all kept rows."""
    possible = 1
    for each in columns:
        possible = min(possible * len(each.distinct), len(kept))
    if possible < len(kept):
        return False
    tried = kept[:_TRIED]
    if len(tried) < len(kept) and len(np.unique(_combined(columns, tried))) < len(tried):
        return False
    combined = _combined(columns, kept)
    return len(np.unique(combined)) == len(combined)


def _combined(columns: Sequence[Profile], kept: npt.NDArray[np.int64] | None = None) -> Hashes:
    rows = columns[0].rows if kept is None else len(kept)
    hashes = np.zeros(rows, np.uint64)
    for number, each in enumerate(columns):
        codes = _alike_codes(each)
        hashes = _mixed(hashes, codes if kept is None else codes[kept], number)
    return hashes


def _alike_codes(profile: Profile) -> Hashes:
    """Codes of the rows, the same for values that differ only in case and spaces."""
    return profile.alike[profile.codes].astype(np.uint64)


def _mixed(hashes: Hashes, codes: Hashes, number: int) -> Hashes:
    """Take one more column into the rows' hashes (splitmix64's finaliser)."""
    mixed = (codes + np.uint64(1)) * _ODD + np.uint64(number)
    mixed ^= hashes * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _repeated(hashes: Hashes) -> Mask:
    """Rows that are not the first with their hash."""
    order = np.argsort(hashes, kind="stable")
    same = np.zeros(len(hashes), dtype=np.bool_)
    same[order[1:]] = hashes[order][1:] == hashes[order][:-1]
    return same


def _all_repeated(hashes: Hashes) -> Mask:
    """Rows whose hash occurs more than once."""
    _values, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    repeated: Mask = counts[inverse] > 1
    return repeated

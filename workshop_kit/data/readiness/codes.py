"""Codes that lost their zeros in front."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Profile


def findings(profile: Profile) -> Iterator[Finding]:
    """Codes of digits that are shorter than the others, where the others start with a zero or are all of one length."""
    if not naming.code(profile.name) or naming.place(profile.name):
        return
    digits = profile.given & profile.matching(r"^\d+$")
    if profile.rows_of(digits) < 0.8 * profile.filled:
        return
    lengths = pc.utf8_length(profile.trimmed).to_numpy(zero_copy_only=False)
    longest = int(lengths[digits].max())
    full = digits & (lengths == longest)
    zeros = full & profile.matching(r"^0")
    short = digits & ~full
    # Numbers that simply grow (1, 2, … 10) have no zero in front anywhere.
    if short.any() and zeros.any() and profile.rows_of(full) > profile.rows_of(short) and not _counts(profile):
        yield profile.finding("code-zero-lost", short)


def _counts(profile: Profile) -> bool:
    """Whether the shorter ones start with a zero themselves: then the lengths simply differ."""
    lengths = pc.utf8_length(profile.trimmed).to_numpy(zero_copy_only=False)
    short = profile.given & (lengths < np.max(lengths))
    return bool((short & profile.matching(r"^0\d")).any())

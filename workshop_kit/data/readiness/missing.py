"""Values that are not there, and those that only look as if they were."""

from collections.abc import Iterator

import numpy as np

from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Profile
from workshop_kit.data.readiness.quantities import decimal_text

# Numbers that stand for "not known" in offices' tables, when they stand apart from the others.
_SENTINELS = (-1.0, -9.0, -99.0, -999.0, -9999.0, 99.0, 999.0, 9999.0, 99999.0, 999999.0, 9999999.0)
_FAR = 2.0
_NO_DAY = r"^(?:1900-01-0[01]|0?1/0?1/1900|1899-12-3\d|30/12/1899|1970-01-01|01/01/1970)(?:[ T]00:00(?::00)?)?$"


def findings(profile: Profile) -> Iterator[Finding]:
    """Blank cells and words that stand for them."""
    blank = profile.rows_of(profile.blank)
    if blank and blank < profile.rows:
        percent = decimal_text(100 * blank / profile.rows)
        yield Finding("missing-values", column=profile.label, rows=blank, of=profile.rows, fields={"persen": percent})
    if profile.disguised.any():
        yield profile.finding("missing-disguised", profile.disguised)


def sentinels(profile: Profile, values: np.ndarray) -> Iterator[Finding]:
    """Numbers such as 9999 that lie far from all others.

    Parameters
    ----------
    profile : Profile
    values : ndarray of float, shape (values,)
        The distinct values as numbers, NaN for what is none.
    """
    others = values[np.isfinite(values) & ~np.isin(values, _SENTINELS)]
    if len(others) < 5:
        return
    low, high = others.min(), others.max()
    span = max(high - low, abs(high), 1.0)
    negative = np.isin(values, [each for each in _SENTINELS if each < 0]) & (low >= 0)
    large = np.isin(values, [each for each in _SENTINELS if each > 0]) & (values > high + (_FAR - 1) * span)
    if (negative | large).any():
        yield profile.finding("missing-sentinel", negative | large)


def empty_days(profile: Profile) -> Iterator[Finding]:
    """Days that programs write for no day at all."""
    mask = profile.given & profile.matching(_NO_DAY)
    if mask.any():
        yield profile.finding("missing-sentinel", mask)

"""Can people be recognised from columns that are harmless one by one: k for the chosen quasi-identifiers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Profile
from workshop_kit.privacy.anonymity import class_sizes

# Groups a report's picture shows.
BANDS = ((1, 1), (2, 4), (5, 9), (10, 49), (50, None))


@dataclass(frozen=True)
class Disclosure:
    """How well a table hides people.

    Attributes
    ----------
    quasi : tuple of str
        Names of the columns, as they may be shown.
    chosen : bool
        Whether they were chosen, or proposed by their names.
    k : int
        Rows in the smallest group.
    small : int
        Rows in groups smaller than the limit.
    bands : tuple of int
        Rows in groups of the sizes in `BANDS`.
    """

    quasi: tuple[str, ...]
    chosen: bool
    k: int
    small: int
    bands: tuple[int, ...]


def measured(columns: Sequence[Profile], chosen: bool, limit: int) -> Disclosure:
    """Measure k for some columns, values that differ only in case and spaces taken as one."""
    frame = pd.DataFrame({number: _codes(each) for number, each in enumerate(columns)})
    sizes = class_sizes(frame, list(frame.columns)).to_numpy()
    bands = [int(((sizes >= low) & (sizes <= (high or np.inf))).sum()) for low, high in BANDS]
    k = int(sizes.min()) if len(sizes) else 0
    return Disclosure(tuple(each.label for each in columns), chosen, k, int((sizes < limit).sum()), tuple(bands))


def findings(found: Disclosure, rows: int, limit: int) -> Iterator[Finding]:
    """What a measured k means."""
    if found.k >= limit or not rows:
        return
    named = ", ".join(found.quasi)
    if found.chosen:
        fields = {"kolom": named, "k": found.k, "batas": limit}
        yield Finding("k-small", column=" + ".join(found.quasi), rows=found.small, of=rows, fields=fields)
    else:
        fields = {"kolom": named, "k": found.k}
        yield Finding("quasi-suggested", column=" + ".join(found.quasi), rows=found.small, of=rows, fields=fields)


def proposed(profiles: Sequence[Profile]) -> list[Profile]:
    """Columns that together may tell who somebody is; empty for tables whose rows are not people."""
    known = [each for each in profiles if each.filled and (naming.quasi(each.name) or _birth(each))]
    about = [each for each in known if naming.about_persons(each.name) or _birth(each)]
    if len(about) < 2 or any(naming.counted(each.name) for each in profiles):
        return []
    return known


def _birth(profile: Profile) -> bool:
    return "lahir" in naming.words(profile.name) and profile.kind == "date"


def _codes(profile: Profile) -> pd.Series:
    """A number for each different value; missing is missing, whatever stands there."""
    groups = np.where(profile.given, profile.alike, -1)
    return pd.Series(groups[profile.codes])

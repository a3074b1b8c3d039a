"""Tables of counts: small cells are not published, nor what would give them away by subtraction."""

from collections.abc import Hashable, Sequence

import pandas as pd


def suppress_cells(
    table: pd.DataFrame, count: Hashable, within: Sequence[Hashable] | Sequence[Sequence[Hashable]], limit: int = 5
) -> pd.DataFrame:
    """Leave out small counts and, where totals are published, further counts that protect them."""
    raise NotImplementedError

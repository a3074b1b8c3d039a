"""How long a learner waits for a table: ``data.load``, beside pandas reading the same file without any check.

Run with ``make bench``. Prints medians in seconds, and ratios measured in the same run.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from workshop_kit import data
from workshop_kit.data import shelf

DATASETS = Path(__file__).resolve().parents[1] / "datasets"
RUNS = 7
# The bar the product promises for its largest table, in seconds.
BAR = 0.3


def timed(work: Callable[[], object]) -> float:
    """Median wall time of a call, in seconds."""
    spent = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


def first_load(name: str, release: str) -> None:
    """Load a table as if nobody had asked for it yet."""
    shelf._decoded.cache_clear()
    data.load(name, release=release, consent=True)


def main() -> None:
    """Print one row a table, the largest first."""
    tables = [
        (release, path.stem) for release in ("anonim", "mentah") for path in (DATASETS / release).glob("*.parquet")
    ]
    rows = []
    for release, name in tables:
        own = timed(lambda release=release, name=name: first_load(name, release))  # type: ignore[misc]
        plain = timed(lambda release=release, name=name: pd.read_parquet(DATASETS / release / f"{name}.parquet"))  # type: ignore[misc]
        rows.append((len(data.load(name, release=release, consent=True)), release, name, own, plain))
    slow = [name for _, _, name, own, _ in rows if own > BAR]
    for count, release, name, own, plain in sorted(rows, reverse=True):
        print(
            f"{release + '/' + name:<36}{count:8} rows {own:7.3f} s   {own / plain:5.2f} × pandas alone   bar {BAR} s"
        )
    if slow:
        sys.exit(f"slower than the bar: {', '.join(slow)}")


if __name__ == "__main__":
    main()

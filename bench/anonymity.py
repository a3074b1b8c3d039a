"""How long a million rows take to measure and to anonymise, beside what the same rests on.

Run with ``make bench``. Prints medians in seconds and ratios measured in the same run.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from workshop_kit.privacy.anonymity import class_sizes, entropy_l, k_anonymity, l_diversity, t_closeness
from workshop_kit.privacy.attacks import crack_hashes, hashed, nik_space, risk
from workshop_kit.privacy.generalise import age_bands, suppress_rows, suppress_values
from workshop_kit.privacy.mondrian import mondrian

ROWS, SMALL, RUNS = 1_000_000, 2_000, 3
QUASI = ["kelurahan", "umur", "jk", "pekerjaan", "bulan"]
# The readiness check measures k of a table of a million rows; more than this would be felt.
MEASURE_BAR = 3.0


def people(rows: int) -> pd.DataFrame:
    """People of a city: five quasi-identifiers, some of them missing, and a sensitive column."""
    chance = np.random.default_rng(6472)
    frame = pd.DataFrame(
        {
            "kelurahan": chance.integers(1001, 1060, rows).astype(str),
            "umur": chance.integers(0, 90, rows),
            "jk": chance.choice(["L", "P"], rows),
            "pekerjaan": chance.choice([f"kerja {number}" for number in range(12)], rows),
            "bulan": chance.integers(1, 13, rows),
            "penyakit": chance.choice(["ISPA", "DBD", "diare", "hipertensi", "TB"], rows),
            "biaya": chance.lognormal(12, 1, rows).round(),
        }
    )
    frame.loc[chance.random(rows) < 0.02, "pekerjaan"] = None
    return frame


def timed(work: Callable[[], object]) -> float:
    """Median wall time of some work, in seconds."""
    spent = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


def by_comparing(frame: pd.DataFrame) -> int:
    """k by its definition: every row compared with every other."""
    rows = list(frame[QUASI].astype(str).itertuples(index=False))
    return min(sum(row == other for other in rows) for row in rows)


def main() -> None:
    """Print one row per thing measured."""
    frame = people(ROWS)
    grouped = timed(lambda: frame.groupby(QUASI, dropna=False, observed=True).size().min())
    print(f"{ROWS:,} rows, {len(QUASI)} quasi-identifiers")
    print(f"{'groupby(...).size()':<48}{grouped:7.3f} s")
    coarse = frame.assign(umur=age_bands(frame["umur"]))
    coarse_quasi = ["kelurahan", "umur", "jk", "pekerjaan"]
    safe = suppress_rows(coarse, coarse_quasi[:3], 5)
    work: dict[str, Callable[[], object]] = {
        "k_anonymity": lambda: k_anonymity(frame, QUASI),
        "class_sizes": lambda: class_sizes(frame, QUASI),
        "risk": lambda: risk(frame, QUASI),
        "l_diversity": lambda: l_diversity(frame, QUASI, "penyakit"),
        "entropy_l": lambda: entropy_l(frame, QUASI, "penyakit"),
        "t_closeness, 5 values": lambda: t_closeness(frame, QUASI, "penyakit"),
        "t_closeness, ordered amounts": lambda: t_closeness(frame, QUASI, "biaya", ordered=True),
        "age_bands": lambda: age_bands(frame["umur"]),
        "suppress_rows, k=5 l=3": lambda: suppress_rows(frame, QUASI, 5, "penyakit", 3),
        "suppress_values, k=5 l=3": lambda: suppress_values(safe, "pekerjaan", coarse_quasi, 5, "penyakit", 3),
    }
    for name, each in work.items():
        spent = timed(each)
        print(f"{name:<48}{spent:7.3f} s   {spent / grouped:5.2f} × groupby   bar {MEASURE_BAR} s")
    few = people(SMALL)
    compared, measured = timed(lambda: by_comparing(few)), timed(lambda: k_anonymity(few, QUASI))
    row = f"k by comparing {SMALL:,} rows with each other"
    print(f"{row:<48}{compared:7.3f} s   {compared / measured:5.0f} × k_anonymity")
    cut = timed(lambda: mondrian(few, QUASI, 5, "penyakit", 3))
    print(f"{f'mondrian, {SMALL:,} rows':<48}{cut:7.3f} s")
    begin = time.perf_counter()
    outcome = crack_hashes(hashed(["9972017112840100"]), nik_space("997201", [1984]))
    spent = time.perf_counter() - begin
    print(f"{'hash of a NIK undone, one birth year':<48}{spent:7.3f} s   {outcome.dicoba / spent:,.0f} tries a second")


if __name__ == "__main__":
    main()

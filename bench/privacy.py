"""Finding identifiers: what the import costs beside bare Python, and how fast a text is read beside one plain pattern.

Run with ``make bench``. Ratios are measured in the same run; the two sides of each take turns.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from workshop_kit.privacy import find

RUNS = 9
IMPORT_BAR = 0.05
SIZE = 500_000
CORPUS = Path(__file__).resolve().parents[1] / "tests" / "privacy" / "corpus"
PLAIN = re.compile(r"(?<!\d)\d{16}(?!\d)")


def in_turns(*calls: Callable[[], float], runs: int = RUNS) -> list[float]:
    """Median of what each call says it took, in seconds."""
    spent = [[call() for call in calls] for _ in range(runs)]
    return [statistics.median(times) for times in zip(*spent, strict=True)]


def python(code: str) -> Callable[[], float]:
    """Processor time of a fresh Python running ``code``: a busy machine changes it less than wall time."""

    def run() -> float:
        process = subprocess.Popen([sys.executable, "-c", code])
        _, status, used = os.wait4(process.pid, 0)
        assert status == 0
        return used.ru_utime + used.ru_stime

    return run


def here(work: Callable[[], object]) -> Callable[[], float]:
    """Processor time of a call in this process."""

    def run() -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    return run


def repeated(piece: str, size: int = SIZE) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def main() -> None:
    """Print one row per thing measured."""
    bare, standard, own, nik, tables = in_turns(
        python("pass"),
        python("import dataclasses, importlib, typing"),
        python("import workshop_kit.privacy.identifiers"),
        python("import stdnum.id.nik"),
        python("import pandas"),
    )
    print(f"{'bare Python':<48}{bare:7.3f} s")
    print(f"{'import workshop_kit.privacy.identifiers':<48}{own - bare:+7.3f} s   bar {IMPORT_BAR} s")
    for name, other in (
        ("import dataclasses, importlib, typing", standard),
        ("import stdnum.id.nik", nik),
        ("import pandas", tables),
    ):
        print(f"{name:<48}{other - bare:+7.3f} s   the finder's import is {(own - bare) / (other - bare):4.2f} × it")

    lines = (CORPUS / "ditulis.csv").read_text(encoding="utf-8")
    texts = {
        "prose without identifiers": repeated(
            "Bapak dan Ibu yang kami hormati, jalan di depan pasar rusak sejak 3 minggu. "
        ),
        "the hand-written corpus, over and over": repeated(lines),
        "full-width digits": repeated(lines.translate({48 + digit: 0xFF10 + digit for digit in range(10)})),
        "hostile: one digit and a space": repeated("0 "),
        "hostile: 0800 and a space": repeated("0800 "),
        "hostile: digits mixed with letters": repeated("0O "),
    }
    for name, text in texts.items():
        runs = 1 if name.startswith("hostile") else 3
        ours, double, plain = in_turns(
            here(partial(find, text)), here(partial(find, text + text)), here(partial(PLAIN.findall, text)), runs=runs
        )
        print(
            f"{name:<48}{len(text) / 1e6 / ours:7.2f} MB/s   {ours / plain:7.1f} × one plain pattern"
            f"   twice the text: {double / ours:4.1f} × the time"
        )


if __name__ == "__main__":
    main()

"""Finding identifiers: what the import costs beside bare Python, how fast a text is read beside one plain pattern, and
how much longer than a usual text of the same size the worst texts take that anybody could send to the sandbox.

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
from workshop_kit.privacy.masking import mask_together

RUNS = 9
IMPORT_BAR = 0.05
SIZE = 500_000
# Of the largest request that the sandbox reads, in bytes.
BODY = 262_144
HOSTILE = (
    *("0800 ", "0800   ", "(0800) ", "0800.123.456 ", "0800 12 34 56 ", "021-5551234 ", "62 811 ", "0 ", "0O ", "08 "),
    *("12.345.678.9-012.000 ", "0990123457999000 ", "9901 0141 0385 0001 ", "9901014103850001 "),
    *("a@b.co ", "@", " at a dot ", "KT 0123 AB ", "plat B 1 A ", "B1 ", "k t 1 2 a ", "0\u200b", "1²", "\u0301"),
    *("rek 1234567890 bank ", "0\n", "1-\n> ", "1_", "(1)(", "nik ", "bank ", "x ", "<NIK_1>", "<"),
)
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
    }
    for name, text in texts.items():
        ours, double, plain = in_turns(
            here(partial(find, text)), here(partial(find, text + text)), here(partial(PLAIN.findall, text)), runs=3
        )
        print(
            f"{name:<48}{len(text) / 1e6 / ours:7.2f} MB/s   {ours / plain:7.1f} × one plain pattern"
            f"   twice the text: {double / ours:4.1f} × the time"
        )
    worst(repeated(lines, BODY))


def worst(usual: str) -> None:
    """Print what hostile texts of the largest body cost, the worst ones first, beside a usual text of that size."""
    texts = [repeated(piece, BODY // len(piece.encode()) * len(piece)) for piece in HOSTILE]
    base, *spent = in_turns(*(here(partial(find, text)) for text in (usual, *texts)), runs=3)
    print(f"{'a usual text of the largest body':<48}{base:7.3f} s")
    for seconds, piece in sorted(zip(spent, HOSTILE, strict=True), reverse=True)[:8]:
        print(f"{f'hostile: {piece!r} over and over':<48}{seconds:7.3f} s   {seconds / base:4.1f} × the usual text")
    whole = texts[0]
    for name, messages in (("one message", [whole]), ("two messages", [whole[: BODY // 2], whole[BODY // 2 :]])):
        (masked,) = in_turns(here(partial(mask_together, messages)), runs=3)
        print(f"{f'masking {HOSTILE[0]!r}, {name}':<48}{masked:7.3f} s   {masked / base:4.1f} × reading the usual text")


if __name__ == "__main__":
    main()

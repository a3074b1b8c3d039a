"""A class graded by nbgrader as it comes, by several of them side by side, by otter-grader, and by ``workshop grade``.

Run with ``make bench``, or ``python bench/grading.py``. The class of 60 on m04 is generated: right, wrong and failing
answers, and one endless loop; it is graded with that one and without. Printed are seconds, processor seconds, the
highest memory and the ratios to nbgrader as it comes, all of one run. ``CLASS=12`` takes a smaller class. With
``OTTER=/path/to/otter``, the command of an environment that has otter-grader, its command grades the first six.
The program ends with 1 when ours is less than ten times as fast.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.grading.classes import OURS, STOCK, Class, Work, work  # noqa: E402

ASSIGNMENT = "m04-tabel-capaian"
ENDLESS = "zz-endless"
WANTED = 10.0
OTTERS = 6
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Measured:
    """One way of grading.

    Attributes
    ----------
    seconds, processor : float
    memory : int
        Highest, in bytes, of all its processes together; shared pages count once.
    graded : int
        Hand-ins that have a grade afterwards.
    """

    name: str
    seconds: float
    processor: float
    memory: int
    graded: int


def answers(number: int) -> Work:
    """One attendee of the class: a third right, a third with wrong answers, a third with some that fail."""
    given = work("m04").answer_right()
    names = given.graded()
    if number % 3 == 1:
        given.answer_wrong(*names[number % 4 :: 2])
    elif number % 3 == 2:
        for name in ("kelompok", "papan"):
            given.cell(name).source += "\nraise ValueError('belum selesai')"
        given.cell("capaian").source = "capaian = kolom_yang_tidak_ada * 100"
    # Nobody hands in the same text.
    given.cell("saring").source += f"\n# catatan {number}"
    return given


def endless() -> Work:
    given = work("m04").answer_right()
    given.cell("kelompok").source = "while True:\n    pass"
    return given


class Watch:
    """Adds up what a command's processes use, also of those that nobody waits for."""

    def __init__(self, root: int) -> None:
        self._root = root
        self.memory = 0
        self.apart: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(0.2):
            found = descendants(self._root)
            memory = 0
            for pid, (_parent, processor) in found.items():
                with suppress(OSError):
                    memory += held(pid)
                    # Process 1 of a cage ends with it, and its account with nobody.
                    if b"cage.zygote" in Path(f"/proc/{pid}/cmdline").read_bytes():
                        self.apart[pid] = processor
            self.memory = max(self.memory, memory)


def held(pid: int) -> int:
    """A process's memory; pages that several share count in parts."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
    except (OSError, StopIteration):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def descendants(root: int) -> dict[int, tuple[int, float]]:
    """The processes below one, itself included: parent and processor seconds, those of its ended children included."""
    everybody = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rsplit(")", 1)[1].split()
            everybody[int(path.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / TICK)
    found = {pid: facts for pid, facts in everybody.items() if pid == root}
    while more := {p: f for p, f in everybody.items() if f[0] in found and p not in found}:
        found |= more
    return found


def measure(name: str, commands: list[tuple[list[str], Path]], count: Path | list[Path]) -> Measured:
    """Run commands side by side, each in its folder."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment["WORKSHOP_HOME"] = tempfile.mkdtemp(prefix="bench-home-")

    def run(command: tuple[list[str], Path]) -> None:
        subprocess.run(
            command[0], cwd=command[1], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with Watch(os.getpid()) as watch, ThreadPoolExecutor(len(commands)) as side_by_side:
        list(side_by_side.map(run, commands))
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + sum(watch.apart.values())
    shutil.rmtree(environment["WORKSHOP_HOME"], ignore_errors=True)
    folders = [count] if isinstance(count, Path) else count
    graded = sum(len(list(folder.glob(f"autograded/*/{ASSIGNMENT}/*.ipynb"))) for folder in folders)
    return Measured(name, seconds, processor, watch.memory, graded)


def copy(course: Class, name: str, settings: str) -> Class:
    folder = course.folder.with_name(name)
    shutil.rmtree(folder, ignore_errors=True)  # of the class before
    shutil.copytree(course.folder, folder)
    return Class(folder).settings(settings)


AUTOGRADE = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT]


def stock(course: Class) -> Measured:
    copied = copy(course, f"{course.folder.name}-stock", STOCK)
    return measure("nbgrader autograde", [(AUTOGRADE, copied.folder)], copied.folder)


def split(course: Class, parts: int) -> Measured:
    """The class cut in as many courses as there are processors."""
    copies = [copy(course, f"{course.folder.name}-part-{part}", STOCK) for part in range(parts)]
    for place, path in enumerate(sorted((course.folder / "submitted").iterdir())):
        for part, copied in enumerate(copies):
            if place % parts != part:
                shutil.rmtree(copied.folder / "submitted" / path.name)
    folders = [copied.folder for copied in copies]
    return measure(f"nbgrader in {parts} processes", [(AUTOGRADE, folder) for folder in folders], folders)


def ours(course: Class) -> Measured:
    copied = copy(course, f"{course.folder.name}-ours", OURS)
    command = [sys.executable, "-m", "workshop_kit.cli", "grade", str(copied.folder)]
    return measure("workshop grade", [(command, copied.folder)], copied.folder)


def otter(course: Class, command: str) -> Measured:
    """otter's own command on the first hand-ins; its tests ask this project's checks."""
    place = course.folder.with_name(f"{course.folder.name}-otter")
    tests = place / "tests"
    tests.mkdir(parents=True)
    for cell in work("m04").made.lesson.cells_of("O"):
        if cell.kind == "cek":
            case = (
                ">>> from workshop_kit.curriculum import load_module\n"
                f">>> load_module('m04')[{cell.name!r}].judge(globals(), {{}}).passed\nTrue"
            )
            test = {
                "name": cell.name,
                "points": cell.points,
                "suites": [{"cases": [{"code": case}], "type": "doctest"}],
            }
            (tests / f"{cell.name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
    (place / "otter_config.json").write_text(json.dumps({"pdf": False}))
    subprocess.run([command, "generate", "-t", "tests", "-o", "."], cwd=place, capture_output=True, check=True)
    archive = next(place.glob("*.zip"))
    commands = []
    for path in sorted((course.folder / "submitted").iterdir())[:OTTERS]:
        folder = place / path.name
        shutil.copytree(path / ASSIGNMENT, folder)
        shutil.copy(archive, folder / "autograder.zip")
        commands.append(f"(cd {path.name} && {command} run -a autograder.zip -o . {ASSIGNMENT}.ipynb)")
    # One after another, as its command does for a folder.
    script = "; ".join(commands)
    one = measure("otter run", [(["/bin/sh", "-c", script], place)], place)
    return Measured(one.name, one.seconds, one.processor, one.memory, len(list(place.glob("*/results.json"))))


def main() -> int:
    size = int(os.environ.get("CLASS", "60"))
    processors = os.cpu_count() or 1
    enough = True
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        course = Class(Path(scratch) / "class")
        course.folder.mkdir()
        course.settings(OURS)
        course.release("m04")
        for number in range(size - 1):
            course.hand_in(f"attendee-{number:02}", answers(number))
        for title in (f"{size - 1} hand-ins", f"{size} hand-ins, one of them endless"):
            print(f"\nm04, {title}, {processors} processors")
            print(f"{'':28}{'s':>8}{'CPU s':>8}{'s each':>8}{'CPU each':>9}{'MB':>7}{'graded':>8}{'ratio':>7}")
            first = stock(course)
            tell(first, first)
            tell(split(course, processors), first)
            if command := os.environ.get("OTTER"):
                tell(otter(course, command), first)
            mine = ours(course)
            tell(mine, first)
            enough = enough and per_hand_in(first) / per_hand_in(mine) >= WANTED
            course.hand_in(ENDLESS, endless())
    print(f"\nworkshop grade is at least {WANTED:.0f} times as fast: {'yes' if enough else 'NO'}")
    return 0 if enough else 1


def per_hand_in(one: Measured) -> float:
    return one.seconds / max(one.graded, 1)


def tell(one: Measured, first: Measured) -> None:
    each, processor = per_hand_in(one), one.processor / max(one.graded, 1)
    ratio = per_hand_in(first) / each
    numbers = f"{one.seconds:8.1f}{one.processor:8.1f}{each:8.2f}{processor:9.2f}"
    print(f"{one.name:28}{numbers}{one.memory / 1e6:7.0f}{one.graded:8}{ratio:7.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

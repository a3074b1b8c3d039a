"""How long a learner waits: the package's import and the first cell of every lesson, beside what they rest on.

Run with ``make bench``. Prints medians in seconds and ratios measured in the same run.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

LESSONS = Path(__file__).resolve().parents[1] / "lessons" / "id"
RUNS = 7
# The bars the product promises, in seconds.
IMPORT_BAR, FIRST_CELL_BAR = 0.2, 2.0


def timed(code: str, folder: Path | None = None) -> float:
    """Median wall time of a fresh Python running ``code``, in seconds."""
    spent = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, cwd=folder, capture_output=True)
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


def first_cell(path: Path) -> str:
    """Code that runs a lesson's first code cell in an IPython shell, as a kernel would."""
    notebook = nbformat.read(path, as_version=4)
    source = next(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"result = InteractiveShell.instance().run_cell({source!r})\n"
        "result.raise_error()"
    )


def main() -> None:
    """Print one row per thing measured."""
    bare = timed("pass")
    shell = timed("from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.instance()")
    pandas = timed("import pandas")
    package = timed("import workshop_kit")
    print(f"{'bare Python':<48}{bare:7.3f} s")
    print(f"{'import pandas':<48}{pandas - bare:7.3f} s")
    share = (package - bare) / (pandas - bare)
    print(f"{'import workshop_kit':<48}{package - bare:7.3f} s   {share:6.1%} of pandas   bar {IMPORT_BAR} s")
    for path in sorted(LESSONS.glob("*/*.ipynb")):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / path.parent.name
            folder.mkdir()
            spent = timed(first_cell(path), folder) - shell
        ratio = spent / (pandas - bare)
        print(f"{'first cell of ' + path.stem:<48}{spent:7.3f} s   {ratio:5.2f} × pandas   bar {FIRST_CELL_BAR} s")


if __name__ == "__main__":
    main()

"""Run notebooks in real kernels and keep outputs that are the same on every run."""

import asyncio
import os
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from workshop_kit.exercises.still import keep_still_pictures

_SECONDS_PER_CELL = 60
_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")


@dataclass(frozen=True)
class Job:
    """One notebook to run.

    Attributes
    ----------
    notebook : NotebookNode
        Changed in place: outputs are filled in.
    folder : Path
        Where it runs; quiz answers lie here.
    allow_errors : bool
        Go on after a cell that fails.
    """

    notebook: NotebookNode
    folder: Path
    allow_errors: bool = False


@dataclass(frozen=True)
class CellFailure:
    """A cell that ended in an error, or whose output differs from run to run."""

    job: Job
    cell_id: str
    reason: str


def run_all(jobs: list[Job], at_once: int | None = None) -> list[CellFailure]:
    """Run notebooks side by side.

    Parameters
    ----------
    jobs : list of Job
    at_once : int, optional
        Kernels at a time; the number of processors when left out.

    Returns
    -------
    list of CellFailure
        Empty when every cell of every notebook ran.
    """
    work = _run_all(jobs, at_once or os.cpu_count() or 1)
    # In a thread of its own, because the caller (a notebook, a browser test) may have an event loop running.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


async def _run_all(jobs: list[Job], at_once: int) -> list[CellFailure]:
    turn = asyncio.Semaphore(at_once)

    async def one(job: Job) -> list[CellFailure]:
        async with turn:
            return await _run(job)

    return [failure for failures in await asyncio.gather(*map(one, jobs)) for failure in failures]


async def _run(job: Job) -> list[CellFailure]:
    with tempfile.TemporaryDirectory() as home:
        client = NotebookClient(
            job.notebook,
            timeout=_SECONDS_PER_CELL,
            kernel_name="python3",
            resources={"metadata": {"path": str(job.folder)}},
            allow_errors=job.allow_errors,
            store_widget_state=False,
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
        )
        failures = []
        try:
            # Progress goes to an empty home, so that nobody's own shows in a lesson's output; a model's answer does not
            # say how long it took.
            still = {"WORKSHOP_HOME": home, "MPLBACKEND": "agg", "WORKSHOP_STILL": "1"}
            # What a kernel says to itself while it ends is no news of a lesson.
            await client.async_execute(env={**os.environ, **still}, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            failures.append(CellFailure(job, _failed_cell(job.notebook), f"{error.ename}: {error.evalue}"))
    keep_still_pictures(job.notebook)
    for cell in job.notebook.cells:
        if cell.cell_type == "code":
            _settle(cell)
            for output in cell.outputs:
                if _ADDRESS.search(str(output.get("data", {}).get("text/plain", "")) + str(output.get("text", ""))):
                    reason = "the output holds a memory address, which differs on every run"
                    failures.append(CellFailure(job, cell.id, reason))
    return failures


def _failed_cell(notebook: NotebookNode) -> str:
    for cell in notebook.cells:
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return str(cell.id)
    return ""


def _settle(cell: NotebookNode) -> None:
    """Join the pieces of one print: a kernel may cut it differently on each run."""
    merged: list[NotebookNode] = []
    for output in cell.outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == "stream" == last.output_type and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    cell.outputs = merged


def copy_of(notebook: NotebookNode) -> NotebookNode:
    """An independent copy of a notebook."""
    copy: NotebookNode = nbformat.from_dict(notebook)
    return copy

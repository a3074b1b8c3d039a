"""Cells without a kernel show what they show in a kernel."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from workshop_kit.exercises.still import keep_still_pictures
from workshop_kit.grading.cage import Cage, new_cage
from workshop_kit.grading.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("*/*/*.ipynb"))
Output = dict[str, Any]

_RUN_ALL = """
import json, sys
from workshop_kit.grading.cells import make_shell, run_cell
shell = make_shell()
with shell.builtin_trap:
    import pandas
print(json.dumps([run_cell(shell, source) for source in json.load(sys.stdin)]))
"""

# Each of these is one cell; together they are a notebook.
CELLS = {
    "nothing": "",
    "a result": "1 + 1",
    "a hidden result": "1 + 1;",
    "print and result": "print('a'); print('b', end=''); 'c'",
    "both streams": "import sys\nprint('keluar')\nprint('galat', file=sys.stderr)\nprint('lagi')",
    "the last results": "_, __, Out[2], In[2]",
    "an error": "def f(n):\n    return 1 / n\n\nf(0)",
    "an error from an error": "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('b') from error",
    "a sentence instead of a traceback": "from workshop_kit.errors import WorkshopError as E\nraise E('Kalimat.')",
    "no Python": "for",
    "wrong indent": "if True:\nx = 1",
    "an error in a representation": "class Aneh:\n    def __repr__(self): raise ValueError('aneh')\n\nAneh()",
    "leaving": "import sys\nsys.exit(1)",
    "an assertion": "assert 1 == 2, 'tidak sama'",
    "display": (
        "from IPython.display import HTML, Markdown, display\n"
        "display(1, 'dua')\ndisplay(HTML('<b>x</b>'))\nMarkdown('*a*')"
    ),
    "display with bytes": "from IPython.display import Image\nImage(data=bytes(10), format='png')",
    "raw display": "display({'text/html': '<i>x</i>', 'text/plain': 'x'}, raw=True)",
    "json": "from IPython.display import JSON\nJSON({'a': [1, None, 'x']})",
    "update": "handle = display('lama', display_id='satu')\nhandle.update('baru')",
    "clear": "from IPython.display import clear_output\nprint('hilang')\nclear_output()\nprint('tinggal')",
    "clear and wait": "print('hilang')\nclear_output(wait=True)\nprint('tinggal')",
    "a magic": "%precision 3\n3.14159",
    "a cell magic": "%%capture hasil\nprint('tertangkap')",
    "captured": "print(hasil.stdout)",
    "inline": "%matplotlib inline",
    "an unknown magic": "%tidakada",
    "help": "len?",
    "asking": "input('Nama? ')",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\nprint('selesai')",
    "await with a result": "async def dua(): return 2\n\nawait dua()",
    "a running loop": "asyncio.get_running_loop().is_running()",
    "a loop inside": "asyncio.run(dua())",
    "a frame": "import pandas as pd\nframe = pd.DataFrame({'a': range(100), 'b': 1.5, 'c': 'teks' * 20})\nframe",
    "a series": "frame['a'].head()",
    "a wide frame": "pd.DataFrame([range(60)])",
    "a figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);",
    "a figure and its result": "fig, ax = plt.subplots()\nax.bar(['a', 'b'], [1, 2])",
    "two figures": "plt.figure(); plt.plot([1]); plt.figure(); plt.plot([2]); plt.show()\nprint('sesudah')",
    "a figure as a result": "fig",
    "a closed figure": "plt.plot([1]); plt.close()",
    "pandas plot": "frame['a'].plot()",
    "a figure that cannot be drawn": "plt.title('$\\\\frac{'); None",
    "a widget": "import ipywidgets\nipywidgets.IntSlider(value=3)",
    "blanks": "from workshop_kit import start\nstart('m04', edition=1)",
    "a cell with blanks": "x = ____",
    "a warning": "import warnings\nwarnings.warn('awas')",
    "logging": "import logging\nlogging.warning('catatan')",
    "name and file": "__name__, '__file__' in globals()",
    "what libraries ask": "get_ipython().__class__.__name__",
    "a thread": "import threading\nt = threading.Thread(target=print, args=('utas',)); t.start(); t.join()",
    "an error in a thread": (
        "def gagal(): raise ValueError('utas')\nt = threading.Thread(target=gagal, name='benang'); t.start(); t.join()"
    ),
    "time": "%%capture waktu\n%time x = 1\nprint(x)",
    "unicode": "print('日本 é \\ud800'.encode('utf-8', 'replace').decode()); 'é'",
    "pickle of an own class": "import pickle\nclass A: pass\n\ntype(pickle.loads(pickle.dumps(A()))) is A",
}


def settled(outputs: list[Output]) -> list[Output]:
    """Without what differs from run to run: addresses, times, numbers of widgets and cells, the order of streams."""
    streams = {"stdout": "", "stderr": ""}
    found = []
    for output in json.loads(json.dumps(outputs)):
        if output.get("ename") == "StdinNotImplementedError":
            output["traceback"] = []  # raised inside the kernel's own code
        if output["output_type"] == "stream":
            streams[output["name"]] += "".join(output["text"])
        else:
            found.append(output)
    text = json.dumps([streams, found], ensure_ascii=False, sort_keys=True)
    text = re.sub(r"0x[0-9a-f]{6,}", "0x…", text)
    text = re.sub(r'"model_id": "[0-9a-f]{32}"', '"model_id": "…"', text)
    text = re.sub(r"[\d.]+ [mμµn]?s\b", "… s", text)
    text = re.sub(r"(/[\w/]*/ipykernel_\d+/)?\b\d{5,}\.py", "<cell>", text)
    text = re.sub(r"Thread-\d+", "Thread-…", text)
    result: list[Output] = json.loads(text)
    return result


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Output], list[Output]]]:
    """The outputs of ``CELLS`` in a kernel and without one."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()])
    folder = tmp_path_factory.mktemp("m04-tabel-capaian")
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        allow_errors=True,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=environment)
    keep_still_pictures(notebook)
    ours = subprocess.run(
        [sys.executable, "-c", _RUN_ALL],
        input=json.dumps([source for source in CELLS.values() if source]),
        cwd=folder,
        env=environment | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
        capture_output=True,
        text=True,
        check=True,
    )
    outputs = iter(json.loads(ours.stdout.splitlines()[-1]))
    return {
        name: (cell.outputs, next(outputs) if cell.source else [])
        for name, cell in zip(CELLS, notebook.cells, strict=True)
    }


@pytest.mark.parametrize("name", list(CELLS))
def test_a_cell_shows_what_it_shows_in_a_kernel(both: dict[str, tuple[list[Output], list[Output]]], name: str) -> None:
    kernel, ours = both[name]

    assert settled(ours) == settled(kernel)


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    made = new_cage(Limits(cell_cpu_seconds=60, cell_seconds=120), sandboxed=True)()
    made.start()
    yield made
    made.close()


def without_counts(outputs: list[Output]) -> list[Output]:
    return [{key: value for key, value in output.items() if key != "execution_count"} for output in outputs]


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_whole_lesson_shows_in_the_cage_what_it_shows_in_a_kernel(cage: Cage, path: Path) -> None:
    """The solutions' outputs were made by a kernel; of their cells, those with checks belong to the judge."""
    notebook = nbformat.read(path, as_version=4)
    stored = path.with_name("jawaban.json")
    files = {stored.name: stored.read_bytes()} if stored.exists() else {}
    files[path.name] = json.dumps({"metadata": notebook.metadata}).encode()
    visit = cage.admit(files, folder=path.stem)
    try:
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            checked = re.search(r'check\("(.*)"\)', cell.source)
            if checked:
                visit.record(checked[1], passed=True)
                continue
            outcome = visit.run(cell.source)

            assert outcome.stopped is None
            assert outcome.events == []
            assert without_counts(outcome.outputs) == without_counts(json.loads(json.dumps(cell.outputs))), cell.id
    finally:
        visit.leave()

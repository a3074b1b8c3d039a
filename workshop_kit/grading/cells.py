"""Cells without a kernel: one IPython shell in this process, whose outputs have a notebook's form.

What a cell shows is gathered as a kernel and nbclient would: streams, displays and their updates, results, errors. Used
by the attendee's process and by the judge.
"""

import asyncio
import base64
import builtins
import io
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from IPython.core import page
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell, InteractiveShellABC
from traitlets import Type
from traitlets.config import Config

from workshop_kit.exercises.still import WIDGET_VIEW

Output = dict[str, Any]
Sink = Callable[[Output], None]

_PIECE = 8192
_AT_LEAST_EVERY = 0.1
_LINES_AT_ONCE = 200


class Outputs:
    """The outputs of one cell, put together from what it says while it runs.

    Attributes
    ----------
    found : list of dict
        In the form of nbformat 4.
    """

    def __init__(self) -> None:
        self.found: list[Output] = []
        self._shown: dict[str, list[Output]] = {}
        self._clear_first = False

    def add(self, said: Output) -> None:
        """Take in the next thing said: an output, ``clear_output`` or ``update_display_data``."""
        kind = said["output_type"]
        if kind == "clear_output":
            self._clear_first = bool(said.get("wait"))
            if not self._clear_first:
                self.found.clear()
            return
        if kind == "update_display_data":
            for output in self._shown.get(said["display_id"], []):
                output["data"], output["metadata"] = said["data"], said["metadata"]
            return
        if self._clear_first:
            self.found.clear()
            self._clear_first = False
        last = self.found[-1] if self.found else None
        if kind == "stream" and last and last["output_type"] == "stream" and last["name"] == said["name"]:
            last["text"] += said["text"]
            return
        output = {key: value for key, value in said.items() if key != "display_id"}
        if said.get("display_id"):
            self._shown.setdefault(said["display_id"], []).append(output)
        self.found.append(output)


class _Speaker:
    """What a running cell says goes through here, in its order.

    Lines are said at once at first, so that a cell that is ended by force has said them; later more come together.
    """

    def __init__(self) -> None:
        self.sink: Sink | None = None
        self._name = ""
        self._pieces: list[str] = []
        self._length = 0
        self._lines = 0
        self._last = 0.0

    def begin(self, sink: Sink) -> None:
        self.sink = sink
        self._lines = 0

    def write(self, name: str, text: str) -> None:
        if name != self._name:
            self.flush()
            self._name = name
        self._pieces.append(text)
        self._length += len(text)
        if text.endswith("\n") and self._lines < _LINES_AT_ONCE:
            self._lines += 1
            self.flush()
        elif self._length >= _PIECE or monotonic() - self._last > _AT_LEAST_EVERY:
            self.flush()

    def flush(self) -> None:
        pieces, self._pieces, self._length = self._pieces, [], 0
        self._last = monotonic()
        if pieces and self.sink:
            self.sink({"output_type": "stream", "name": self._name, "text": "".join(pieces)})

    def say(self, said: Output) -> None:
        self.flush()
        if self.sink:
            self.sink(said)


class _Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    def __init__(self, name: str, speaker: _Speaker) -> None:
        self._kind = name
        self._speaker = speaker
        self.name = f"<{name}>"

    encoding = "UTF-8"
    errors = "strict"

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if text:
            self._speaker.write(self._kind, text)
        return len(text)

    def flush(self) -> None:
        """Nothing: order is kept without it."""

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


def plain(value: Any) -> Any:
    """A value as JSON has it; bytes become base64."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    return str(value)


def _bundle(data: Any) -> dict[str, Any]:
    """The kinds of one display, without a live widget where a still picture of it lies beside it."""
    kinds = {str(kind): plain(content) for kind, content in data.items()}
    if WIDGET_VIEW in kinds and "text/html" in kinds:
        del kinds[WIDGET_VIEW]
    return kinds


class _Hook(DisplayHook):
    """Shows the value of a cell's last expression."""

    shell: Any

    def start_displayhook(self) -> None:
        self._is_active = True

    def write_output_prompt(self) -> None:
        """The number goes with the output."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        data = _bundle(format_dict)
        if data:
            self.shell.speaker.say(
                {
                    "output_type": "execute_result",
                    "execution_count": self.prompt_count,
                    "data": data,
                    "metadata": plain(md_dict or {}),
                }
            )

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Publisher(DisplayPublisher):
    """``display``."""

    shell: Any

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_unused: Any,
    ) -> None:
        self._validate_data(data, metadata)  # type: ignore[no-untyped-call]
        self.shell.speaker.say(
            {
                "output_type": "update_display_data" if update else "display_data",
                "data": _bundle(data),
                "metadata": plain(metadata or {}),
                "display_id": str((transient or {}).get("display_id") or ""),
            }
        )

    def clear_output(self, wait: bool = False) -> None:
        self.shell.speaker.say({"output_type": "clear_output", "wait": bool(wait)})


class _Compiler(CachingCompiler):
    """Names a cell's code as a kernel does; how IPython draws a traceback depends on it."""

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        return f"{tempfile.gettempdir()}/ipykernel_{os.getpid()}/{zlib.crc32(raw_code.encode('utf-8', 'replace'))}.py"


class CellShell(InteractiveShell):
    """An IPython shell that behaves as a kernel's."""

    compiler_class = Type(_Compiler)
    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    # pandas looks whether this is there, to know whether it writes for a terminal.
    kernel = None

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self.speaker = _Speaker()
        self.transformed: tuple[str, str] | None = None
        super().__init__(*arguments, **settings)  # type: ignore[no-untyped-call]
        self.set_hook("show_in_pager", page.as_hook(lambda *_unused, **_also_unused: None), 99)  # type: ignore[no-untyped-call]

    def transform_cell(self, raw_cell: str) -> str:
        """A cell as Python; asked twice in a row, as happens with every cell, only the first is work."""
        known, self.transformed = self.transformed, None
        if known is not None and known[0] == raw_cell:
            return known[1]
        found: str = super().transform_cell(raw_cell)  # type: ignore[no-untyped-call]
        self.transformed = raw_cell, found
        return found

    def init_virtualenv(self) -> None:
        """A kernel does not look for one."""

    def init_sys_modules(self) -> None:
        """Leave ``__main__`` to the program; :func:`run_cell` lends it to a cell."""

    def enable_gui(self, gui: Any = None) -> None:
        """Nobody looks at windows here."""

    def ask_exit(self) -> None:
        """A notebook is not left from within."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        try:
            said = str(evalue)
        except Exception:
            said = ""
        self.speaker.say(
            {
                "output_type": "error",
                "ename": str(etype.__name__),
                "evalue": said,
                "traceback": [str(line) for line in stb],
            }
        )


# Libraries look at this name to know that they are in a notebook.
CellShell.__name__ = CellShell.__qualname__ = "ZMQInteractiveShell"
InteractiveShellABC.register(CellShell)


def make_shell() -> CellShell:
    """The shell of this process, made at the first call."""
    # What was typed is kept in memory: for a file there would be a thread, and a process with threads must not fork.
    shell: CellShell = CellShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    return shell


def run_cell(shell: CellShell, source: str, sink: Sink | None = None) -> list[Output]:
    """Run one cell; whatever it raises is an output.

    Parameters
    ----------
    shell : CellShell
    source : str
    sink : callable, optional
        Told everything at once, for :class:`Outputs`. Without it, the outputs are given back.

    Returns
    -------
    list of dict
        Outputs in the form of nbformat 4; empty where there is a sink.
    """
    gathered = Outputs()
    shell.speaker.begin(sink or gathered.add)
    try:
        with as_in_a_kernel(shell):
            _loop().run_until_complete(_execute(shell, source))
    finally:
        shell.speaker.flush()
        shell.speaker.sink = sink
    return gathered.found


async def _execute(shell: CellShell, source: str) -> None:
    """Run a cell inside a running event loop, as a kernel does."""
    failed = None
    shell.transformed = None  # of an earlier cell, which may have changed how cells are read
    try:
        transformed = shell.transform_cell(source)
    except Exception:
        transformed, failed = source, sys.exc_info()
    if not shell.should_run_async(source, transformed_cell=transformed, preprocessing_exc_tuple=failed):
        shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        return
    result = None
    try:
        result = await shell.run_cell_async(
            source, store_history=True, transformed_cell=transformed, preprocessing_exc_tuple=failed
        )
    finally:
        shell.events.trigger("post_execute")
        if result is not None:
            shell.events.trigger("post_run_cell", result)


_loops: list[asyncio.AbstractEventLoop] = []


def _loop() -> asyncio.AbstractEventLoop:
    """One loop for all cells, so that a task started in one may be awaited in another."""
    if not _loops or _loops[0].is_closed():
        _loops[:] = [asyncio.new_event_loop()]
        asyncio.set_event_loop(_loops[0])
    return _loops[0]


def forget_loop() -> None:
    """After a fork: the parent's loop is not this process's."""
    _loops.clear()


@contextmanager
def as_in_a_kernel(shell: CellShell) -> Iterator[None]:
    """Lend the process's streams, ``input`` and ``__main__`` to a cell."""
    before = sys.stdout, sys.stderr, builtins.input, sys.modules["__main__"], sys.displayhook
    sys.stdout, sys.stderr = _Stream("stdout", shell.speaker), _Stream("stderr", shell.speaker)
    builtins.input = _no_input
    sys.modules["__main__"] = shell.user_module
    try:
        yield
    finally:
        sys.stdout, sys.stderr, builtins.input, sys.modules["__main__"], sys.displayhook = before


def _no_input(prompt: object = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")

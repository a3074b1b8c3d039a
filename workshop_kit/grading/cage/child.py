"""An attendee's process: it takes its limits on, then runs what it is sent, cell by cell.

From the first cell on it is the attendee's, and nothing that it says is believed.
"""

import json
import os
import random
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from workshop_kit.grading.cage import confinement, sightings
from workshop_kit.grading.cage.frames import Incoming, packed
from workshop_kit.grading.limits import Limits, sentence

_REQUESTS = {b"C": 1 << 28, b"N": 1 << 24, b"A": 1 << 30, b"P": 1000}


class Line:
    """The connection to the trusted side. A message is sent whole, also when it is interrupted."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._lock = threading.Lock()
        self._late = False
        signal.signal(signal.SIGINT, self._not_now)

    def send(self, kind: bytes, content: bytes = b"") -> None:
        """Send one message."""
        if threading.current_thread() is not threading.main_thread():
            with self._lock:
                self.connection.sendall(packed(kind, content))
            return
        before = signal.signal(signal.SIGINT, self._not_now)
        try:
            with self._lock:
                self.connection.sendall(packed(kind, content))
        finally:
            signal.signal(signal.SIGINT, before)
        if self._late and before == signal.default_int_handler:
            self._late = False
            raise KeyboardInterrupt

    def _not_now(self, _number: int, _frame: FrameType | None) -> None:
        self._late = True

    @contextmanager
    def working(self) -> Iterator[None]:
        """While this lasts, an interrupt is heard, as in a kernel."""
        self._late = False
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            yield
        except KeyboardInterrupt:
            pass
        finally:
            signal.signal(signal.SIGINT, self._not_now)


def live(
    data: socket.socket,
    home: Path,
    folder: Path,
    environment: Mapping[str, str],
    limits: Limits,
    not_ours: Sequence[socket.socket],
) -> NoReturn:
    """Be an attendee's process from the fork to the end."""
    try:
        for connection in not_ours:
            connection.close()
        _forget_files(data.fileno())
        line = Line(data)
        os.environ.update(environment)
        os.chdir(folder)
        sys.path[0] = ""  # a kernel finds modules beside the notebook
        _own_chance()
        confinement.confine(limits)
        attendee = _Attendee(line, limits)
        sightings.watch(attendee.saw, home)
        attendee.serve()
    except BaseException:  # noqa: S110 - whatever it is, only this process ends
        pass
    finally:
        os._exit(1)


def _forget_files(kept: int) -> None:
    """Close everything but one connection; read from nothing, write into nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.closerange(3, kept)
    os.closerange(kept + 1, 65536)


def _own_chance() -> None:
    """Nobody shares the zygote's random numbers."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


class _Attendee:
    def __init__(self, line: Line, limits: Limits) -> None:
        from workshop_kit.grading import values
        from workshop_kit.grading.cells import forget_loop, make_shell

        forget_loop()
        self.line = line
        self.limits = limits
        self.shell = make_shell()
        self.functions = values.Functions()
        self.room = 0
        self.outputs = 0
        self.builtins = sightings.builtins()

    def serve(self) -> None:
        incoming = Incoming(self.line.connection, _REQUESTS)
        answers = {b"C": self._cell, b"N": self._values, b"A": self._call, b"P": self._progress}
        while True:
            kind, content = incoming.wait()
            answers[kind](content)

    def saw(self, kind: str, detail: str) -> None:
        self.line.send(b"E", json.dumps([kind, detail[:300]]).encode())

    def _cell(self, source: bytes) -> None:
        from workshop_kit.grading.cells import run_cell

        self.room, self.outputs = self.limits.output_kb << 10, self.limits.outputs
        with self.line.working():
            run_cell(self.shell, source.decode(), self._show)
        for name in sightings.changed(self.builtins):
            self.saw("builtins", name)
        self.line.send(b"D")

    def _show(self, said: dict[str, Any]) -> None:
        """Send what a cell says, as long as there is room for it."""
        if self.room <= 0:
            return
        content = _json(said)
        self.outputs -= said["output_type"] != "stream"
        if len(content) > self.room or self.outputs < 0:
            if said["output_type"] == "stream":
                content = _json(said | {"text": said["text"][: self.room // 4]})
                self.line.send(b"O", content)
            self.room = 0
            cut = {"output_type": "stream", "name": "stderr", "text": "\n" + sentence("output", self.limits) + "\n"}
            self.line.send(b"O", _json(cut))
            return
        self.room -= len(content)
        self.line.send(b"O", content)

    def _values(self, content: bytes) -> None:
        from workshop_kit.grading import values

        with self.line.working(), self._unheard():
            for name in json.loads(content):
                if name in self.shell.user_ns:
                    found = values.encode(self.shell.user_ns[name], self.functions, self.limits.value_mb << 20)
                    label = name.encode()
                    self.line.send(b"V", len(label).to_bytes(2, "big") + label + found)
        self.line.send(b"D")

    def _call(self, request: bytes) -> None:
        from workshop_kit.grading import values

        reply = b""
        with self.line.working(), self._unheard():
            reply = values.answer(request, self.functions, self.limits.value_mb << 20)
        self.line.send(b"R", reply)

    def _progress(self, content: bytes) -> None:
        """Note how a check went, so that the attendee's own ``progress()`` shows it."""
        from workshop_kit.exercises import session

        exercise, passed = json.loads(content)
        with self.line.working(), suppress(Exception):
            here = session.current()
            here.progress.record(here.module.id, exercise, passed=passed)
        self.line.send(b"D")

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        """What a function prints or draws while a check calls it would show what it was called with."""
        from workshop_kit.grading.cells import as_in_a_kernel

        pyplot = sys.modules.get("matplotlib.pyplot")
        before = set(pyplot.get_fignums()) if pyplot else set()
        self.shell.speaker.sink = None
        try:
            with as_in_a_kernel(self.shell):
                yield
        finally:
            pyplot = sys.modules.get("matplotlib.pyplot")
            if pyplot:
                for number in set(pyplot.get_fignums()) - before:
                    pyplot.close(number)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode()

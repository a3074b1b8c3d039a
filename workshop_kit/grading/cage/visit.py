"""One attendee's stay in a cage, as the trusted side sees it: every byte from there may be meant to harm."""

import json
import math
import select
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.errors import WorkshopError
from workshop_kit.grading import values
from workshop_kit.grading.cage.frames import Closed, Garbled, Incoming, close, packed
from workshop_kit.grading.cells import Outputs
from workshop_kit.grading.limits import Limits, sentence

# Beyond what process 1 of the cage grants; then the cage itself is given up.
_SLACK_SECONDS = 15
_SLACK_BYTES = 1 << 16
_MOST_EVENTS = 1000
_MOST_TEXT = 500
_MOST_DEPTH = 60
_LOOK_EVERY = 0.25


@dataclass(frozen=True)
class Event:
    """Something that the attendee's process was seen doing; for the trainer only.

    Attributes
    ----------
    kind : str
        ``network``, ``process``, ``file``, ``ctypes``, ``builtins``, ...
    detail : str
    """

    kind: str
    detail: str


@dataclass(frozen=True)
class Outcome:
    """How a cell went.

    Attributes
    ----------
    outputs : list of dict
        In the form of nbformat 4.
    stopped : str or None
        The sentence for the attendee when a limit ended the cell.
    events : list of Event
        Seen since the last outcome.
    """

    outputs: list[dict[str, Any]]
    stopped: str | None = None
    events: list[Event] = field(default_factory=list)


class VisitEnded(WorkshopError):
    """The attendee's process is gone; its sentence says why."""


class Visit:
    """An attendee's process.

    Parameters
    ----------
    data, watch : socket
        To the process, and to process 1 of the cage, which watches it.
    limits : Limits
    give_up : callable
        Ends the whole cage.

    Attributes
    ----------
    ended : str or None
        The sentence for the attendee once the process is gone.
    fell : bool
        Whether it went without reaching a limit: by its own doing or by the machine's, which cannot be told from here.
    """

    def __init__(self, data: socket.socket, watch: socket.socket, limits: Limits, give_up: Callable[[], None]) -> None:
        self.limits = limits
        self.ended: str | None = None
        self.fell = False
        self._data = data
        self._watch = watch
        self._give_up = give_up
        self._events: list[Event] = []
        self._told = 0
        value = (limits.value_mb << 20) + _SLACK_BYTES
        output = (limits.output_kb << 10) + _SLACK_BYTES
        self._from_process = Incoming(data, {b"O": output, b"D": 0, b"V": value, b"R": value, b"E": 4096})
        self._from_watch = Incoming(watch, {b"I": 16, b"K": 16})
        self._interrupted = ""
        for connection in (data, watch):
            connection.setblocking(False)

    @property
    def alive(self) -> bool:
        """Whether cells can still be run."""
        return self.ended is None

    def run(self, source: str) -> Outcome:
        """Run a cell. When the process is gone, before or by it, the outcome says so."""
        if self.ended is not None:
            return Outcome([], self.ended, self._take_events())
        outputs = Outputs()
        room = (self.limits.output_kb << 10) + _SLACK_BYTES

        def take(kind: bytes, content: bytes) -> bool:
            nonlocal room
            if kind == b"O":
                room -= len(content)
                if room < 0:
                    raise Garbled
                outputs.add(read_output(content))
            elif kind != b"D":
                raise Garbled
            return kind == b"D"

        with suppress(VisitEnded):
            self._exchange(b"C", source.encode("utf-8", "replace"), take)
        stopped = self.ended or (sentence(self._interrupted, self.limits) if self._interrupted else None)
        return Outcome(outputs.found, stopped or self._spent(outputs.found), self._take_events())

    def values(self, names: Sequence[str]) -> dict[str, Any]:
        """Fetch values by name; absent names are absent.

        Raises
        ------
        VisitEnded
        """
        found: dict[str, Any] = {}
        room = 2 * (self.limits.value_mb << 20)

        def take(kind: bytes, content: bytes) -> bool:
            nonlocal room
            if kind == b"V":
                room -= len(content)
                length = int.from_bytes(content[:2], "big")
                name = content[2 : 2 + length].decode("utf-8", "replace")
                if room < 0 or name not in names or name in found:
                    raise Garbled
                found[name] = self._read(content[2 + length :])
            elif kind != b"D":
                raise Garbled
            return kind == b"D"

        if self.ended is not None:
            raise VisitEnded("{sentence}", sentence=self.ended)
        self._exchange(b"N", json.dumps(list(names)).encode(), take)
        return found

    def _read(self, content: bytes) -> Any:
        try:
            return values.decode(content, self.call, most=(self.limits.value_mb << 20) + _SLACK_BYTES)
        except values.ValueUnreadable:
            return values.Opaque()

    def call(self, number: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of the attendee's process.

        Raises
        ------
        VisitEnded
        BaseException
            What the function raised.
        """
        return values.Caller(self._ask, self.limits.value_mb << 20)(number, arguments, named)

    def _ask(self, request: bytes) -> bytes:
        reply = b""

        def take(kind: bytes, content: bytes) -> bool:
            nonlocal reply
            if kind != b"R":
                raise Garbled
            reply = content
            return True

        if self.ended is not None:
            raise VisitEnded("{sentence}", sentence=self.ended)
        self._exchange(b"A", request, take)
        if not reply and self._interrupted:
            raise TooSlow(sentence(self._interrupted, self.limits))
        return reply

    def record(self, exercise: str, *, passed: bool) -> None:
        """Let ``progress()`` in later cells show how a check went; nothing else comes of it."""

        def take(kind: bytes, _content: bytes) -> bool:
            if kind != b"D":
                raise Garbled
            return True

        if self.ended is None:
            with suppress(VisitEnded):
                self._exchange(b"P", json.dumps([exercise, passed]).encode(), take)

    def leave(self) -> list[Event]:
        """End the stay: the process is killed, and nothing of it is left. What was seen last is given back."""
        with suppress(OSError, Closed, Garbled):
            self._watch.setblocking(False)
            self._watch.send(packed(b"X"))
            self._from_process.receive()
            while message := self._from_process.next():
                if message[0] == b"E":
                    self._note_event(message[1])
        close(self._data, self._watch)
        if self.ended is None:
            self.ended = ""
        return self._take_events()

    def _exchange(self, kind: bytes, content: bytes, take: Callable[[bytes, bytes], bool]) -> None:
        """Send a request, and take in what comes until ``take`` says that it was the last.

        Raises
        ------
        VisitEnded
        """
        self._interrupted = ""
        allowed = self.limits.cell_seconds + self.limits.grace_seconds + _SLACK_SECONDS
        try:
            self._watch.sendall(packed(b"B"))
            self._converse(packed(kind, content), take, time.monotonic() + allowed)
            self._watch.sendall(packed(b"E"))
        except Garbled:
            self._end("garbled")
        except (Closed, OSError):
            self._end(self._why_closed())
        except TimeoutError:
            self._give_up()
            self._end("lost")
        if self.ended is not None:
            raise VisitEnded("{sentence}", sentence=self.ended)

    def _converse(self, request: bytes, take: Callable[[bytes, bytes], bool], until: float) -> None:
        left = memoryview(request)
        poll = select.poll()
        poll.register(self._watch, select.POLLIN)
        poll.register(self._data, select.POLLIN | select.POLLOUT)
        while True:
            while message := self._from_process.next():
                if message[0] == b"E":
                    self._note_event(message[1])
                elif take(*message):
                    self._hear_watch()
                    return
            if (seconds := until - time.monotonic()) <= 0:
                raise TimeoutError
            for handle, happened in poll.poll(min(seconds, _LOOK_EVERY) * 1000):
                if handle == self._watch.fileno():
                    self._hear_watch()
                    continue
                if happened & select.POLLOUT and left:
                    left = left[self._data.send(left) :]
                    if not left:
                        poll.modify(self._data, select.POLLIN)
                if happened & (select.POLLIN | select.POLLHUP | select.POLLERR):
                    self._from_process.receive()

    def _hear_watch(self) -> None:
        """What process 1 of the cage says.

        Raises
        ------
        Closed
            Also when it says that the attendee's process is gone.
        """
        self._from_watch.receive()
        while message := self._from_watch.next():
            why = message[1].decode("ascii", "replace")
            if message[0] == b"I":
                self._interrupted = why
            else:
                self._killed = why
                raise Closed

    _killed = ""

    def _why_closed(self) -> str:
        """Why a connection ended; process 1 may be about to say it."""
        until = time.monotonic() + 2
        with suppress(Closed, Garbled, OSError):
            while not self._killed and time.monotonic() < until:
                select.select([self._watch], [], [], 0.1)
                self._hear_watch()
        return self._killed or "lost"

    def _end(self, why: str) -> None:
        self.ended = sentence(why, self.limits)
        self.fell = why in ("died", "lost")
        with suppress(OSError):
            self._watch.send(packed(b"X"))

    def _spent(self, outputs: list[dict[str, Any]]) -> str | None:
        """A sentence for an error that means that memory or room for files was spent."""
        for output in outputs:
            # Where there is no memory left for drawing a traceback, IPython prints it.
            if output["output_type"] == "stream" and output["text"].endswith("\nMemoryError\n"):
                return sentence("memory", self.limits)
            if output["output_type"] == "error":
                if output["ename"] in ("MemoryError", "_ArrayMemoryError", "ArrowMemoryError"):
                    return sentence("memory", self.limits)
                if output["ename"] == "OSError" and output["evalue"].startswith(("[Errno 28]", "[Errno 27]")):
                    return sentence("space", self.limits)
        return None

    def _note_event(self, content: bytes) -> None:
        self._told += 1
        if self._told > _MOST_EVENTS:
            return
        try:
            kind, detail = json.loads(content)
        except (ValueError, TypeError, RecursionError):
            raise Garbled from None
        self._events.append(Event(_text(kind)[:40], _text(detail)[:_MOST_TEXT]))

    def _take_events(self) -> list[Event]:
        found, self._events = self._events, []
        return found


class TooSlow(WorkshopError):
    """A function of the attendee's took longer than a cell may, while a check called it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("{sentence}", sentence=sentence)


def read_output(content: bytes) -> dict[str, Any]:
    """An output as the attendee's process describes it, made anew of plain parts.

    Raises
    ------
    Garbled
        When it is no output.
    """
    try:
        said = json.loads(content, parse_constant=lambda _name: None)
        return _output(said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Garbled from None


def _output(said: dict[str, Any]) -> dict[str, Any]:
    kind = said["output_type"]
    if kind == "stream" and said["name"] in ("stdout", "stderr"):
        return {"output_type": kind, "name": said["name"], "text": _text(said["text"])}
    if kind == "error":
        lines = [_text(line) for line in said["traceback"]]
        return {"output_type": kind, "ename": _text(said["ename"]), "evalue": _text(said["evalue"]), "traceback": lines}
    if kind == "clear_output":
        return {"output_type": kind, "wait": said["wait"] is True}
    if kind not in ("display_data", "update_display_data", "execute_result"):
        raise Garbled
    output = {"output_type": kind, "data": _data(said["data"]), "metadata": _json(_dict(said["metadata"]))}
    if kind == "execute_result":
        count = said["execution_count"]
        output["execution_count"] = count if type(count) is int and 0 <= count < 10**6 else None
    else:
        output["display_id"] = _text(said.get("display_id") or "")
    return output


def _data(data: Any) -> dict[str, Any]:
    """A display's kinds: text, but JSON where the kind says so."""
    found = {}
    for kind, content in _dict(data).items():
        kind = _text(kind)
        structured = kind == "application/json" or kind.endswith("+json")
        found[kind] = _json(content) if structured else _text(content)
    return found


def _dict(value: Any) -> dict[str, Any]:
    if type(value) is not dict:
        raise TypeError
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    # Half a pair of surrogates is no text that a file could hold.
    return value.encode("utf-8", "replace").decode("utf-8")


def _json(value: Any, depth: int = 0) -> Any:
    if depth > _MOST_DEPTH:
        raise TypeError
    if type(value) is str:
        return _text(value)
    if type(value) is list:
        return [_json(item, depth + 1) for item in value]
    if type(value) is dict:
        return {_text(key): _json(item, depth + 1) for key, item in value.items()}
    if type(value) is float and not math.isfinite(value):
        return None
    return value

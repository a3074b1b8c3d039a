"""One request and its answer over ASGI: whatever goes wrong becomes one sentence, and nothing becomes a 500."""

import asyncio
import logging
import secrets
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import orjson
from starlette.types import Receive, Scope, Send

from workshop_kit.language import _, speaking
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.audit import Audit, Entry
from workshop_kit.llm.sandbox.metrics import Metrics
from workshop_kit.llm.sandbox.reading import Bounds, Gone, drain, expect_no_body, headers_of, read

_LOG = logging.getLogger("workshop.llm")
_JSON = b"application/json"
_EVENTS = b"text/event-stream; charset=utf-8"
_LEFT = 499
_PATIENT_SECONDS = 60


class Exchange:
    """One request being answered.

    Attributes
    ----------
    scope : dict
        ASGI's.
    headers : dict of bytes to bytes
    entry : Entry
        What the audit will keep.
    started : bool
        Whether the answer has begun, so that its status can no longer change.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send, bounds: Bounds, endpoint: str) -> None:
        self.scope = scope
        self.headers: dict[bytes, bytes] = {}
        self.entry = Entry(secrets.token_hex(8), endpoint)
        self.started = False
        self.begun_at = time.perf_counter()
        self.receive = receive
        self._send = send
        self._bounds = bounds
        self._ended = False
        self._body_read = False
        self.fail: Callable[[Problem], bytes] | None = None

    async def body(self) -> bytes:
        """The request's body, read once."""
        body = await read(self.headers, self.receive, self._bounds)
        self._body_read = True
        return body

    def milliseconds(self) -> int:
        """Since the request came."""
        return round((time.perf_counter() - self.begun_at) * 1000)

    async def reply(
        self, body: bytes, status: int = 200, kind: bytes = _JSON, more: Mapping[bytes, bytes] | None = None
    ) -> None:
        """Send a whole answer."""
        await self._start(status, kind, {b"content-length": b"%d" % len(body), **(more or {})})
        self._ended = True
        await self._send({"type": "http.response.body", "body": body, "more_body": False})

    async def write(self, body: bytes) -> None:
        """Send a piece of a stream, begun with the first."""
        if not self.started:
            # Proxies must not collect what is meant to come piece by piece.
            await self._start(200, _EVENTS, {b"x-accel-buffering": b"no"})
        if not self._ended:
            await self._send({"type": "http.response.body", "body": body, "more_body": True})

    async def end(self, body: bytes = b"") -> None:
        """Send the last piece of a stream."""
        if not self.started:
            await self.write(b"")
        if not self._ended:
            self._ended = True
            await self._send({"type": "http.response.body", "body": body, "more_body": False})

    async def tell(self, problem: Problem) -> None:
        """Answer with a problem, or end a stream with it."""
        self.entry.outcome = problem.code
        if self.started:
            await self.end(self.fail(problem) if self.fail else b"")
            return
        more: dict[bytes, bytes] = {}
        if problem.retry_after is not None:
            more[b"retry-after"] = b"%d" % problem.retry_after
        if problem.status == 429 or (problem.retry_after or 0) > _PATIENT_SECONDS:
            # A quota does not come back by asking again.
            more[b"x-should-retry"] = b"false"
        if problem.status == 401:
            more[b"www-authenticate"] = b"Bearer"
        if problem.status == 405:
            more[b"allow"] = str(problem.fields["methods"]).encode()
        if not self._body_read and self._has_body() and not await drain(self.receive, self._bounds):
            more[b"connection"] = b"close"
        await self.reply(orjson.dumps(problem.body()), problem.status, more=more)

    def _has_body(self) -> bool:
        names = {name for name, _value in self.scope["headers"]}
        return b"transfer-encoding" in names or b"content-length" in names

    async def _start(self, status: int, kind: bytes, more: Mapping[bytes, bytes]) -> None:
        self.started = True
        self.entry.status = status
        headers = [
            (b"content-type", kind),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-request-id", self.entry.reference.encode()),
            *more.items(),
        ]
        await self._send({"type": "http.response.start", "status": status, "headers": headers})


Work = Callable[[Exchange], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all endpoints share."""

    bounds: Bounds
    audit: Audit
    metrics: Metrics
    hosts: frozenset[bytes] | None = None
    most_running: int = 256


class Endpoint:
    """An address of the application.

    Parameters
    ----------
    surroundings : Surroundings
    name : str
        As counted and audited.
    work : dict of str to coroutine function
        By method. Empty: there is nothing here.
    """

    def __init__(self, surroundings: Surroundings, name: str, **work: Work) -> None:
        self._around = surroundings
        self._name = name
        self._work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; ASGI."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        exchange = Exchange(scope, receive, send, self._around.bounds, self._name)
        entry = exchange.entry
        self._around.metrics.running += 1
        with speaking(language_of(scope)):
            try:
                await self._answer(exchange)
            except asyncio.CancelledError:
                entry.outcome = entry.outcome or "stopped"
                raise
            finally:
                self._around.metrics.running -= 1
                entry.milliseconds = exchange.milliseconds()
                self._around.metrics.count(entry)
                if entry.person:
                    self._around.audit.write(entry)

    async def _answer(self, exchange: Exchange) -> None:
        try:
            try:
                await self._do(exchange)
                exchange.entry.outcome = exchange.entry.outcome or "ok"
            except Problem as problem:
                await exchange.tell(problem)
            except Gone:
                raise
            except Exception as error:
                # Without the error's words, which may hold what was asked; with the place, which finds the defect.
                _LOG.error("request %s failed: %s at %s", exchange.entry.reference, type(error).__name__, _place(error))
                await exchange.tell(Problem(503, "internal", _INTERNAL, reference=exchange.entry.reference))
        except (Gone, OSError):
            exchange.entry.outcome = "left"
            exchange.entry.status = exchange.entry.status or _LEFT

    async def _do(self, exchange: Exchange) -> None:
        method = exchange.scope["method"]
        work = self._work.get(method) or (self._work.get("GET") if method == "HEAD" else None)
        if not self._work or _disguised(exchange.scope):
            raise Problem(404, "not_found", _NOT_FOUND)
        if work is None:
            methods = ", ".join(sorted(self._work))
            raise Problem(405, "wrong_method", _WRONG_METHOD, methods=methods)
        exchange.headers = headers_of(exchange.scope, self._around.bounds)
        if self._around.hosts is not None and _host(exchange.headers) not in self._around.hosts:
            raise Problem(421, "wrong_host", _WRONG_HOST)
        if method in ("GET", "HEAD"):
            expect_no_body(exchange.headers)
        elif self._around.metrics.running > self._around.most_running:
            raise Problem(503, "busy", _BUSY, retry_after=2)
        await work(exchange)


def language_of(scope: Scope) -> str | None:
    """The reader's language by ``Accept-Language``: the first of ours that is named; None if there is none."""
    for name, value in scope["headers"]:
        if name == b"accept-language":
            for part in value[:200].lower().split(b","):
                wanted = part.strip()[:2]
                if wanted in (b"id", b"en"):
                    return str(wanted, "ascii")
            return None
    return None


def _host(headers: Mapping[bytes, bytes]) -> bytes:
    """The name in ``Host`` without its port."""
    host = headers.get(b"host", b"").lower()
    return host.partition(b"]")[0] + b"]" if host.startswith(b"[") else host.partition(b":")[0]


def _disguised(scope: Scope) -> bool:
    """Whether an address is written with escapes where none are needed: a proxy in front may have read it otherwise."""
    raw = scope.get("raw_path") or b""
    return b"%" in raw and b"/models/" not in raw


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))


_INTERNAL = _(
    "Terjadi kesalahan di dalam layanan; coba lagi, dan bila berulang sebutkan nomor {reference} kepada pelatih."
)
_NOT_FOUND = _("Alamat ini tidak ada; periksa penulisannya, misalnya /v1/chat/completions tanpa garis miring di akhir.")
_WRONG_METHOD = _("Metode ini tidak berlaku untuk alamat ini; yang berlaku: {methods}.")
_WRONG_HOST = _("Nama host ini tidak dikenal; buka lewat 127.0.0.1 atau localhost.")
_BUSY = _("Terlalu banyak permintaan sedang dijawab; coba lagi beberapa detik lagi.")

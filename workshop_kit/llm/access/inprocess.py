"""The sandbox in this very process: httpx2 transports that call its ASGI application, without a server or a port.

The application runs in the background's loop. Transports find it through this module and know answers by number only:
what holds a client, or an answer half read, does not hold the application, its settings, or a key in them.
"""

import asyncio
import itertools
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, MutableMapping
from contextlib import suppress
from typing import Any, TypeVar

import httpx2

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.llm.access.background import Background, background, running

T = TypeVar("T")
Message = MutableMapping[str, Any]
App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

BASE_URL = "http://sandbox.invalid/v1"
# As a socket's buffer would: an answer that nobody reads stops being made.
_MESSAGES_AHEAD = 32
_SECONDS_TO_NOTICE = 5.0
# Of all answers of this process, so that a new sandbox never mistakes an old one's.
_numbers = itertools.count()


class SandboxFailed(WorkshopError):
    """The sandbox of this process could not start."""


class NeedsService(WorkshopError):
    """The workshop's model is a live one, which a notebook's own process does not reach."""


class Exchange:
    """One request to the application and its answer. All methods run in the background's loop.

    Parameters
    ----------
    app : callable
        An ASGI application.
    scope : dict
    body : bytes
    """

    def __init__(self, app: App, scope: Message, body: bytes) -> None:
        self._answers: asyncio.Queue[Message | None] = asyncio.Queue(_MESSAGES_AHEAD)
        self._body: bytes | None = body
        self._gone = asyncio.Event()
        self._ended = False
        self._task = asyncio.create_task(self._run(app, scope))

    async def begin(self) -> Message:
        """The message with status and headers.

        Raises
        ------
        httpx2.RemoteProtocolError
            If the application ends without.
        """
        message = await self._answers.get()
        if message is None:
            raise httpx2.RemoteProtocolError("the sandbox ended without an answer")
        return message

    async def more(self) -> bytes | None:
        """The next piece of the body, or None after the last.

        Raises
        ------
        httpx2.RemoteProtocolError
            If the application ends before the body does.
        """
        body = b""
        while not self._ended and not (body and self._answers.empty()):
            message = await self._answers.get()
            if message is None:
                raise httpx2.RemoteProtocolError("the sandbox ended in the midst of an answer")
            body += message.get("body", b"")
            self._ended = not message.get("more_body", False)
        return body or None

    async def close(self) -> None:
        """The reader goes: the application is told, and stopped if it does not notice."""
        self._gone.set()
        await asyncio.wait([self._task], timeout=_SECONDS_TO_NOTICE)
        self._task.cancel()
        await asyncio.wait([self._task], timeout=_SECONDS_TO_NOTICE)

    async def _run(self, app: App, scope: Message) -> None:
        try:
            await app(scope, self._receive, self._send)
        except Exception:  # noqa: S110 - the application has its own log; its traceback is not the reader's
            pass
        finally:
            await self._send(None)

    async def _receive(self) -> Message:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message | None) -> None:
        if self._answers.full():
            room = asyncio.ensure_future(self._answers.put(message))
            gone = asyncio.ensure_future(self._gone.wait())
            try:
                await asyncio.wait([room, gone], return_when=asyncio.FIRST_COMPLETED)
            finally:
                room.cancel()
                gone.cancel()
        elif not self._gone.is_set():
            self._answers.put_nowait(message)


class Mounted:
    """The application in a background, with its start and its end (ASGI's lifespan).

    Parameters
    ----------
    home : Background
    """

    def __init__(self, home: Background) -> None:
        self.home = home
        self._app: App | None = None
        self._open: dict[int, Exchange] = {}
        # The loop itself holds tasks only weakly.
        self._closing: set[asyncio.Future[None]] = set()
        self._orders: asyncio.Queue[str] = asyncio.Queue()
        self._life: asyncio.Task[None] | None = None

    async def start(self, make: Callable[[], App]) -> None:
        """Make the application and let it start."""
        app = make()
        started: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._orders.put_nowait("lifespan.startup")
        self._life = asyncio.create_task(self._live(app, started))
        if not await started:
            raise SandboxFailed(
                _("Penghubung ke model bahasa tidak dapat disiapkan. Jalankan ulang kernel, lalu coba lagi.")
            )
        self._app = app
        self.home.at_end.append(self._stop)

    async def open(self, scope: Message, body: bytes) -> tuple[int, Message]:
        """Begin a request: its number, and the message with status and headers."""
        assert self._app is not None
        number = next(_numbers)
        self._open[number] = Exchange(self._app, scope, body)
        try:
            return number, await self._open[number].begin()
        except BaseException:
            self.abandon(number)
            raise

    async def more(self, number: int) -> bytes | None:
        """The next piece of an answer's body, or None after the last."""
        if number not in self._open:
            raise httpx2.RemoteProtocolError("the sandbox was stopped in the midst of an answer")
        return await self._open[number].more()

    async def close(self, number: int) -> None:
        """End an answer, read to its end or not; a second time does nothing."""
        exchange = self._open.pop(number, None)
        if exchange is not None:
            await exchange.close()

    def abandon(self, number: int) -> None:
        """The same from a callback of the loop."""
        if number in self._open:
            closing = asyncio.ensure_future(self.close(number))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)

    async def _live(self, app: App, started: "asyncio.Future[bool]") -> None:
        async def receive() -> Message:
            return {"type": await self._orders.get()}

        async def send(message: Message) -> None:
            if message["type"].startswith("lifespan.startup") and not started.done():
                started.set_result(message["type"] == "lifespan.startup.complete")

        try:
            await app({"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}}, receive, send)
        except Exception:  # noqa: S110 - by ASGI's rule, an application without a lifespan raises
            pass
        finally:
            if not started.done():
                started.set_result(True)

    async def _stop(self) -> None:
        await asyncio.gather(*(self.close(number) for number in list(self._open)))
        self._orders.put_nowait("lifespan.shutdown")
        if self._life is not None:
            await self._life


def local_app() -> App:
    """The sandbox of the person at this machine, by their own settings, without a live model.

    Raises
    ------
    NeedsService
        If the settings let a live model answer.
    """
    from workshop_kit.llm.sandbox.app import create_app
    from workshop_kit.llm.sandbox.assembly import parts_of
    from workshop_kit.llm.settings import llm_settings

    settings = llm_settings()
    if settings.engine == "langsung":
        raise NeedsService(
            _(
                "Model langsung dilayani di luar buku kerja, supaya kuncinya tidak terjangkau dari sini. Ketik di "
                "terminal: workshop llm serve, biarkan berjalan, lalu jalankan sel ini lagi."
            )
        )
    return create_app(parts_of(settings, in_process=True))


# Those of a fork's parent and of ended backgrounds stay: what they hold is not to be touched from here.
_sandboxes: dict[Background, Mounted] = {}


def mounted() -> Mounted:
    """This process's sandbox, started at the first call.

    Raises
    ------
    WorkshopError
        If the settings cannot be understood, or the application does not start.
    """
    home = background()
    with home.lock:
        if home not in _sandboxes:
            starting = Mounted(home)
            home.wait(starting.start(local_app))
            _sandboxes[home] = starting
        return _sandboxes[home]


class InProcess(httpx2.BaseTransport):
    """For `httpx2.Client`."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request to the application; returns as soon as it has begun to answer."""
        sandbox, body = mounted(), request.read()
        number, start = _wait(request, sandbox.open(_scope(request), body))
        return _response(start, _Pieces(number, request))


class InProcessAsync(httpx2.AsyncBaseTransport):
    """For `httpx2.AsyncClient`, in any loop."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request to the application; returns as soon as it has begun to answer."""
        # Starting it waits for the background's loop, which may be the one that asks.
        running = _sandboxes.get(background())
        sandbox = running if running is not None else await asyncio.to_thread(mounted)
        body = await request.aread()
        number, start = await _join(request, sandbox.open(_scope(request), body))
        return _response(start, _AsyncPieces(number, request))


class _Numbered:
    """An answer being read; if it is forgotten half-way, it is closed all the same."""

    def __init__(self, number: int, request: httpx2.Request) -> None:
        self._number = number
        self._request = request
        weakref.finalize(self, _abandon, number).atexit = False


class _Pieces(_Numbered, httpx2.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        while (piece := _wait(self._request, mounted().more(self._number))) is not None:
            yield piece

    def close(self) -> None:
        background().wait(mounted().close(self._number))


class _AsyncPieces(_Numbered, httpx2.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (piece := await _join(self._request, mounted().more(self._number))) is not None:
            yield piece

    async def aclose(self) -> None:
        await background().join(mounted().close(self._number))


def _abandon(number: int) -> None:
    home = running()
    sandbox = _sandboxes.get(home) if home is not None else None
    if home is not None and sandbox is not None:
        with suppress(RuntimeError):  # it has just ended, and the answer with it
            home.loop.call_soon_threadsafe(sandbox.abandon, number)


def _wait(request: httpx2.Request, work: Coroutine[Any, Any, T]) -> T:
    try:
        return background().wait(work, _read_timeout(request))
    except TimeoutError:
        raise httpx2.ReadTimeout("the sandbox took too long", request=request) from None


async def _join(request: httpx2.Request, work: Coroutine[Any, Any, T]) -> T:
    try:
        return await asyncio.wait_for(background().join(work), _read_timeout(request))
    except TimeoutError:
        raise httpx2.ReadTimeout("the sandbox took too long", request=request) from None


def _read_timeout(request: httpx2.Request) -> float | None:
    seconds: float | None = request.extensions.get("timeout", {}).get("read")
    return seconds


def _scope(request: httpx2.Request) -> Message:
    return {
        "type": "http",
        # As uvicorn: an application hears of a disconnect by asking, not by an error when it sends.
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": None,
        "server": (request.url.host, request.url.port),
    }


def _response(start: Message, stream: httpx2.SyncByteStream | httpx2.AsyncByteStream) -> httpx2.Response:
    return httpx2.Response(start["status"], headers=list(start.get("headers", [])), stream=stream)

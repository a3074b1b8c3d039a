"""Serving the sandbox over HTTP: uvicorn with httptools, bounded where they are not.

httptools refuses what is ambiguous (two lengths, folded headers, bare line feeds), but reads headers of any size for
any time. Here heads are bounded in bytes, number and seconds, and what is refused is told in the sandbox's own shape.
"""

import asyncio
import gc
import importlib.util
import logging
import socket
from typing import Any

import orjson
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, speaking
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.exchange import language_of
from workshop_kit.llm.sandbox.reading import HEADERS_TOO_LARGE, Bounds

HEAD_SECONDS = 10.0
_LINGER_SECONDS = 1.0
_LONGEST_URL = 4_096
_BOUNDS = Bounds()
_MOST_CONNECTIONS = 1_024
_REASONS = {400: b"Bad Request", 408: b"Request Timeout", 414: b"URI Too Long", 431: b"Request Header Fields Too Large"}


class PortTaken(WorkshopError):
    """Another program listens there."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's httptools protocol with bounds for the head of a request."""

    _in_head = False
    _head_bytes = 0
    _problem: Problem | None = None
    _refused = False
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; what follows a refusal is thrown away."""
        if self._refused:
            return
        self._head_bytes += len(data) if self._in_head else 0
        super().data_received(data)
        if self._in_head and self._head_bytes > _BOUNDS.header_bytes and not self._refused:
            self._problem = _too_large()
            self.send_400_response("")
        idle = self.cycle is None or self.cycle.response_complete
        if idle and not self._in_head and self._head_timer is None and self.timeout_keep_alive_task is None:
            # Line breaks between requests are no request.
            self._wait_for_head()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._in_head = True
        self._head_bytes = 0
        if self._head_timer is None:
            self._wait_for_head()

    def on_url(self, url: bytes) -> None:
        """A piece of the address."""
        super().on_url(url)
        if len(self.url) > _LONGEST_URL:
            self._refuse(Problem(414, "url_too_long", _URL_TOO_LONG))

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header; one that comes after the body is none."""
        if not self._in_head:
            return
        self._head_bytes += len(name) + len(value)
        super().on_header(name, value)
        if len(self.headers) > _BOUNDS.headers or self._head_bytes > 2 * _BOUNDS.header_bytes:
            self._refuse(_too_large())

    def on_headers_complete(self) -> None:
        """The head is whole: the request begins, if it is an ordinary one."""
        self._in_head = False
        self._stop_waiting()
        # An address with a host in it, another protocol, a tunnel: nothing that this service is for.
        if not self.url.startswith(b"/") or self.parser.should_upgrade():
            self._refuse(Problem(400, "unsupported_http", _UNSUPPORTED))
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Tell what was refused, and close once the caller had time to read it."""
        if self._refused or self.transport.is_closing():
            return
        self._refused = True
        self._in_head = False
        self._stop_waiting()
        cycle = self.cycle
        if cycle is not None and cycle.response_started and not cycle.response_complete:
            # In the midst of an answer no other answer can be told.
            self.transport.close()
            return
        if cycle is not None:
            cycle.disconnected = True
            cycle.message_event.set()
        problem = self._problem or Problem(400, "bad_http", _BAD_HTTP)
        with speaking(language_of({"headers": self.headers or []})):
            body = orjson.dumps(problem.body())
        self.transport.write(
            b"HTTP/1.1 %d %b\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%b"
            % (problem.status, _REASONS.get(problem.status, b"Error"), len(body), body)
        )
        if self.transport.can_write_eof():
            self.transport.write_eof()
        # Closed with bytes unread, the caller's system would throw the answer away.
        self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    def _refuse(self, problem: Problem) -> None:
        """Stop the parser; `send_400_response` follows."""
        self._problem = problem
        raise problem

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        if self._in_head:
            self._problem = Problem(408, "slow_head", _SLOW_HEAD)
            self.send_400_response("")
        elif self.cycle is None or self.cycle.response_complete:
            self.transport.close()


def config_of(app: Any) -> uvicorn.Config:
    """How uvicorn serves the sandbox: httptools always, uvloop where it is."""
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        loop="uvloop" if importlib.util.find_spec("uvloop") else "asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        # Who calls is known by token, not by what a header says.
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises
    ------
    PortTaken
        If it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(512)
    except OSError as error:
        opened.close()
        raise PortTaken(
            _("Tidak dapat melayani di {host}:{port}; pilih port lain dengan --port."), host=host, port=port
        ) from error
    return opened


def serve(app: Any, listening: socket.socket) -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    server = uvicorn.Server(config_of(app))
    # What is loaded by now stays: looking through it again and again for garbage took a fifth of each request's time.
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    server.run(sockets=[listening])


def _too_large() -> Problem:
    return Problem(431, "headers_too_large", HEADERS_TOO_LARGE)


_URL_TOO_LONG = _("Alamat permintaan terlalu panjang; kirim datanya di isi permintaan.")
_UNSUPPORTED = _(
    "Bentuk permintaan HTTP ini tidak didukung; kirim permintaan HTTP/1.1 biasa ke alamat yang diawali “/”."
)
_BAD_HTTP = _("Permintaan HTTP ini tidak sah; kirim dengan klien HTTP biasa, misalnya llm.client().")
_SLOW_HEAD = _("Permintaan tidak selesai dikirim pada waktunya; periksa jaringan, lalu kirim ulang.")

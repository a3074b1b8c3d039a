"""A sandbox of real parts, with engines for tests, called over ASGI or over a real socket."""

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from tests.llm.sandbox.engines import Echo
from workshop_kit.llm.ledger.quota import Quotas
from workshop_kit.llm.ledger.sqlite import SqliteLedger
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.assembly import LOOPBACK
from workshop_kit.llm.sandbox.audit import FileAudit
from workshop_kit.llm.sandbox.conversation import Parts
from workshop_kit.llm.sandbox.identity import LocalIdentity
from workshop_kit.llm.sandbox.policy import ATTENDEE, TRAINER, Policy, Route
from workshop_kit.llm.sandbox.serving import config_of, listen

ROUTES = {
    "workshop": Route("simulasi", "simulasi"),
    "simulasi": Route("simulasi", "simulasi"),
    "rekaman": Route("rekaman", "m-1"),
    "langsung": Route("langsung", "m-1"),
}
HELLO = {"model": "workshop", "messages": [{"role": "user", "content": "Halo"}]}


def make_parts(folder: Path, quotas: Quotas | None = None, **given: Any) -> Parts:
    values: dict[str, Any] = {
        "engines": {"simulasi": Echo()},
        "ledger": SqliteLedger(folder / "ledger.sqlite", quotas or Quotas()),
        "identify": LocalIdentity(),
        "policy": Policy(ROUTES, {"attendee": ATTENDEE, "trainer": TRAINER}),
        "audit": FileAudit(folder / "audit.jsonl"),
    }
    return Parts(**{**values, **given})


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def events(self) -> list[Any]:
        lines = [line[6:] for line in self.body.decode().split("\n") if line.startswith("data: ")]
        return [line if line == "[DONE]" else json.loads(line) for line in lines]

    @property
    def error(self) -> dict[str, Any]:
        return dict(self.json["error"])

    def sentence(self) -> str:
        return str(self.error["message"])


Call = Callable[..., Awaitable[Answer]]


async def call(
    app: Any,
    path: str = "/v1/chat/completions",
    body: Any = None,
    method: str | None = None,
    headers: Mapping[str, str] | None = None,
    more_headers: list[tuple[bytes, bytes]] | None = None,
    client: tuple[str, int] | None = ("127.0.0.1", 5),
    leave_after: int | None = None,
) -> Answer:
    """Call an application over ASGI; `leave_after` so many pieces of the answer the caller hangs up."""
    raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    method = method or ("GET" if body is None else "POST")
    wanted = {"host": "127.0.0.1"}
    if body is not None:
        wanted |= {"content-type": "application/json", "content-length": str(len(raw))}
    wanted |= dict(headers or {})
    pairs = [(name.encode(), value.encode()) for name, value in wanted.items()] + (more_headers or [])
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": pairs,
        "client": client,
        "server": ("127.0.0.1", 80),
    }
    answer, gone, sent = Answer(), asyncio.Event(), False
    pieces = 0

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": raw, "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        nonlocal pieces
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        answer.body += message.get("body", b"")
        pieces += 1
        if leave_after is not None and pieces >= leave_after:
            gone.set()
            # As over a socket, the caller's leaving is noticed a little later.
            await asyncio.sleep(0)

    await app(scope, receive, send)
    return answer


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return make_parts(tmp_path)


@pytest.fixture
def sandbox(parts: Parts) -> Iterator[Sandbox]:
    app = Sandbox(parts)
    yield app
    asyncio.run(app.close())


class Served:
    """The sandbox over a real socket, served as `workshop llm serve` does, in a thread of this process."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.socket = listen("127.0.0.1", 0)
        self.port = int(self.socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self._server = uvicorn.Server(config_of(app))
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(15)

    def say(self, raw: bytes, seconds: float = 5.0) -> bytes:
        """Send bytes as they are and return all that comes back until the other side closes or `seconds` are over."""
        with socket.create_connection(("127.0.0.1", self.port), seconds) as connection:
            with contextlib.suppress(OSError):
                connection.sendall(raw)
            return heard(connection)


def heard(connection: socket.socket) -> bytes:
    parts = []
    with contextlib.suppress(OSError):
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(Sandbox(make_parts(tmp_path_factory.mktemp("served"), hosts=LOOPBACK)))
    yield server
    server.close()

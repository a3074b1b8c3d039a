"""An upstream on loopback that sends what a script says, to the byte."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.llm.engines.engine import ChatRequest, Engine, Message, Origin, Piece, Usage
from workshop_kit.llm.engines.langsung import Langsung
from workshop_kit.llm.engines.secret import Secret
from workshop_kit.llm.engines.upstream import Upstream

KEY = "sk-hulu-Rahasia-0123456789"
QUESTION = ChatRequest("hulu-1", (Message("user", "Berapa lama izin usaha terbit?"),), max_tokens=50)


@dataclass
class Call:
    """One request as it arrived, and the connection to answer it."""

    path: str
    headers: dict[str, str] = field(repr=False)
    body: Any
    writer: asyncio.StreamWriter = field(repr=False)

    async def send(self, *parts: bytes | str, pause: float = 0.0) -> None:
        for part in parts:
            self.writer.write(part.encode() if isinstance(part, str) else part)
            await self.writer.drain()
            if pause:
                await asyncio.sleep(pause)

    def reset(self) -> None:
        """End the connection with a TCP reset instead of an orderly end."""
        self.writer.transport.abort()


Script = Callable[[Call], Awaitable[None]]


@dataclass
class Server:
    """A running upstream."""

    address: str
    calls: list[Call] = field(default_factory=list)
    connections: int = 0


@asynccontextmanager
async def serving(*scripts: Script) -> AsyncIterator[Server]:
    """Answer the first request by the first script, and so on; the last script serves all that follow."""
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        tasks.add(asyncio.current_task())  # type: ignore[arg-type]
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {
                    name.strip().lower(): value.strip()
                    for name, _, value in (line.partition(":") for line in head[1:] if line)
                }
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                call = Call(head[0].split()[1], headers, json.loads(body), writer)
                server.calls.append(call)
                await scripts[min(len(server.calls), len(scripts)) - 1](call)
                if not getattr(writer, "keep", False):
                    return
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            return
        finally:
            writer.close()

    listener = await asyncio.start_server(connected, "127.0.0.1", 0)
    server = Server(f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/v1")
    try:
        yield server
    finally:
        listener.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def head(status: str = "200 OK", kind: str = "text/event-stream", *more: str) -> str:
    """A response's head; its body ends where the connection ends."""
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *more, "", ""])


def chunk(text: str | None = None, finish: str | None = None, index: Any = 0, **more: Any) -> str:
    """One event of a stream with one choice."""
    delta = {} if text is None else {"content": text}
    choice = {"index": index, "delta": delta | more.pop("delta", {}), "finish_reason": finish} | more
    return event({"id": "x", "object": "chat.completion.chunk", "model": "hulu-1", "choices": [choice]})


def used(prompt: Any = 12, completion: Any = 3) -> str:
    """The event that says what was used."""
    return event({"choices": [], "usage": {"prompt_tokens": prompt, "completion_tokens": completion}})


def event(data: Any) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


DONE = "data: [DONE]\n\n"


def saying(*parts: bytes | str, pause: float = 0.0, status: str = "200 OK", kind: str = "text/event-stream") -> Script:
    """A script that answers with these parts."""

    async def script(call: Call) -> None:
        await call.send(head(status, kind), *parts, pause=pause)

    return script


well = saying(chunk("Tiga "), chunk("hari."), chunk(finish="stop"), used(), DONE)


@dataclass
class Heard:
    """All that an engine answered."""

    origin: Origin | None = None
    pieces: list[Piece] = field(default_factory=list)
    usage: Usage | None = None

    def text(self, index: int = 0) -> str:
        return "".join(piece.text for piece in self.pieces if piece.index == index)

    def finish(self, index: int = 0) -> str | None:
        ends = [piece.finish for piece in self.pieces if piece.index == index and piece.finish]
        assert len(ends) <= 1, "a choice ends once"
        return ends[0] if ends else None


async def hear(engine: Engine, request: ChatRequest = QUESTION, heard: Heard | None = None) -> Heard:
    """Listen to the whole answer, and to the order of its parts."""
    heard = Heard() if heard is None else heard
    async for said in engine.chat(request):
        assert heard.usage is None, "usage comes last"
        if isinstance(said, Origin):
            assert heard.origin is None and not heard.pieces, "the origin comes first, and once"
            heard.origin = said
        elif isinstance(said, Piece):
            assert heard.origin is not None
            heard.pieces.append(said)
        else:
            heard.usage = said
    assert heard.usage is not None
    return heard


def quick(address: str, **changes: Any) -> Upstream:
    """Settings with little patience."""
    bounds: dict[str, Any] = {
        "connect_seconds": 0.5,
        "first_byte_seconds": 0.5,
        "chunk_seconds": 0.3,
        "whole_seconds": 1.2,
        "queue_seconds": 0.2,
        "most_bytes": 1_000_000,
        "most_event_bytes": 20_000,
        "retries": 0,
        "key": Secret(KEY),
    }
    return Upstream(address, **bounds | changes)


@asynccontextmanager
async def asking(*scripts: Script, **changes: Any) -> AsyncIterator[tuple[Langsung, Server]]:
    """An engine and the scripted upstream that it asks."""
    async with serving(*scripts) as server:
        engine = Langsung(quick(server.address, **changes))
        try:
            yield engine, server
        finally:
            await engine.close()

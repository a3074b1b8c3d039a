"""A live model behind any OpenAI-compatible address: a provider, or a server of one's own.

The upstream is not trusted. Its words reach the reader only as the answer's text; its errors, headers, cookies and
redirects never do, nor do they reach the log. The key goes into one header and is taken out of all that comes back.
"""

import asyncio
import base64
import datetime
import email.utils
import logging
import math
import random
import socket
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any

import aiohttp
import orjson

from workshop_kit.llm.engines import failures
from workshop_kit.llm.engines.breaker import Breaker
from workshop_kit.llm.engines.completions import Answer, chat_body, model_name, read_json
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Embeddings, Event, Origin, Usage
from workshop_kit.llm.engines.events import EventReader, TooLong
from workshop_kit.llm.engines.secret import HiddenText
from workshop_kit.llm.engines.upstream import Upstream
from workshop_kit.llm.problems import Problem

_log = logging.getLogger(__name__)

# From the best to the least that an upstream may understand: a stream that says what it used, a stream, one answer.
_WAYS: tuple[dict[str, Any], ...] = ({"stream": True, "stream_options": {"include_usage": True}}, {"stream": True}, {})
# Shorter than the 5 s after which most servers close an idle connection: a request never meets a closing one.
_IDLE_SECONDS = 4.0
# How long an upstream may take to say what it used, or to end, after the answer itself has ended.
_AFTERWORD_SECONDS = 5.0
_END_SECONDS = 0.1
_MOST_RETRY_AFTER = 3600
_FIRST_PAUSE_SECONDS = 0.2
_MOST_DIMENSIONS = 16_384


class Langsung:
    """The engine that asks an upstream.

    It belongs to the event loop in which it is first used.

    Parameters
    ----------
    upstream : Upstream
        Where it is, and our bounds for it.
    clock : callable
        Seconds that never go back.
    chance : callable, optional
        Numbers from 0 to 1, for pauses between tries.
    """

    name = "langsung"

    def __init__(
        self,
        upstream: Upstream,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._upstream = upstream
        self._clock = clock
        self._chance = chance or random.SystemRandom().random
        self._breaker = Breaker(upstream.failures_to_open, upstream.open_seconds, clock)
        self._places = asyncio.Semaphore(upstream.parallel)
        self._session: aiohttp.ClientSession | None = None
        self._way = 0
        self._way_is_known = False

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        """Ask for a stream where it is wanted and the upstream can, and give the answer piece by piece."""
        body = chat_body(request, self._model(request.model), self._upstream.token_field)
        deadline = self._clock() + self._upstream.whole_seconds
        async with self._turn():
            reply, sent_bytes = await self._ask(body, deadline, stream=request.stream)
            answer = Answer(request, sent_bytes, self._upstream.key)
            try:
                async with aclosing(self._events(reply, answer, request.model)) as events:
                    async for event in events:
                        yield event
            finally:
                reply.close()
                if answer.strays:
                    _log.warning("model hulu memberi %d potongan untuk pilihan yang tidak diminta", answer.strays)

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        """Ask for vectors, put them into the order of the texts, and give each length 1."""
        body: dict[str, Any] = {"model": self._model(request.model), "input": list(request.texts)}
        body["encoding_format"] = "float"
        if request.dimensions is not None:
            body["dimensions"] = request.dimensions
        raw = orjson.dumps(body)
        deadline = self._clock() + self._upstream.whole_seconds
        async with self._turn():
            reply = await self._send("embeddings", raw, deadline)
            try:
                said = read_json(await reply.rest())
            finally:
                reply.close()
            vectors = _vectors(said, request)
        model = model_name(said.get("model"), request.model, self._upstream.key)
        usage = said.get("usage")
        prompt = usage.get("prompt_tokens") if isinstance(usage, dict) else None
        # Half as many tokens again as bytes: each text may get marks of its own.
        true = type(prompt) is int and 0 < prompt <= len(raw) * 3 // 2
        return Embeddings(Origin(self.name, model), vectors, Usage(prompt if true else None, 0))

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _model(self, name: str) -> str:
        return self._upstream.models.get(name, name)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """One of the places at the upstream; how it goes is noted by the circuit breaker."""
        permit = self._breaker.enter()
        try:
            await self._take_place()
            try:
                yield
            finally:
                self._places.release()
        except Problem as problem:
            if problem.code in failures.FAILED:
                permit.failed()
            elif problem.code != "upstream_busy":
                permit.succeeded()
            raise
        else:
            permit.succeeded()
        finally:
            permit.left()

    async def _take_place(self) -> None:
        if not self._places.locked():
            await self._places.acquire()  # at once
            return
        try:
            async with asyncio.timeout(self._upstream.queue_seconds):
                await self._places.acquire()
                return
        except TimeoutError:
            pass
        raise failures.busy(None)

    async def _ask(self, body: dict[str, Any], deadline: float, *, stream: bool) -> tuple["_Reply", int]:
        """Send a chat request in the best way that the upstream takes, and remember which that is."""
        if not stream:
            # Fifty pieces cost the upstream and us many times what one does.
            raw = orjson.dumps(body, default=dict)
            return await self._send("chat/completions", raw, deadline, self._upstream.plain_seconds), len(raw)
        last = self._way if self._way_is_known else len(_WAYS) - 1
        for way in range(self._way, last + 1):
            raw = orjson.dumps(body | _WAYS[way], default=dict)
            refusal = None
            try:
                reply = await self._send("chat/completions", raw, deadline)
            except Problem as problem:
                if problem.code != "upstream_refused":
                    raise
                refusal = problem
            if refusal is None:
                self._way, self._way_is_known = way, True
                return reply, len(raw)
        assert refusal is not None
        raise refusal

    async def _events(self, reply: "_Reply", answer: Answer, asked: str) -> AsyncGenerator[Event, None]:
        """Origin, pieces and usage of an answer that has begun."""
        origin = None
        async with aclosing(reply.chunks()) as chunks:
            async for raw, part in chunks:
                if raw.strip() == b"[DONE]":
                    for piece in answer.finish():
                        yield piece
                    reply.done = True
                    break
                chunk = read_json(raw)
                pieces = answer.take(chunk, part)
                if origin is None and answer.begun:
                    origin = Origin(self.name, answer.model(chunk))
                    self._note_model(asked, origin.model)
                    yield origin
                for piece in pieces:
                    yield piece
                if any(piece.finish for piece in pieces) and answer.complete:
                    if answer.overrun:
                        break
                    reply.hurry()
        if origin is None:
            raise failures.broken()
        if not answer.closed:
            raise failures.cut()
        yield answer.usage()
        if reply.done:
            await reply.end()

    def _note_model(self, asked: str, answered: str) -> None:
        if not answered.startswith(self._model(asked)):
            _log.info("model hulu yang menjawab bernama lain daripada yang diminta")

    async def _send(self, path: str, raw: bytes, deadline: float, patience: float | None = None) -> "_Reply":
        """Send a request; try again only where the upstream cannot have begun to work on it."""
        for tries in range(self._upstream.retries + 1):
            reply, problem, pause = await self._try(path, raw, deadline, patience or self._upstream.first_byte_seconds)
            if reply is not None:
                return reply
            assert problem is not None
            if pause is None or tries == self._upstream.retries:
                raise problem
            if not problem.retry_after:
                pause *= 2**tries
            pause *= 1 + self._chance() / 2
            if pause > self._upstream.patience_seconds or self._clock() + pause > deadline:
                raise problem
            await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _try(
        self, path: str, raw: bytes, deadline: float, patience: float
    ) -> tuple["_Reply | None", Problem | None, float | None]:
        """Send once: a reply, or what went wrong and, where trying again is safe, the seconds to wait before it.

        Errors of the client are not chained to ours: they hold the request's headers.
        """
        upstream = self._upstream
        try:
            async with asyncio.timeout(max(0.0, min(patience, deadline - self._clock()))):
                response = await self._client().post(
                    f"{upstream.address.rstrip('/')}/{path}",
                    data=raw,
                    headers={"Authorization": HiddenText(f"Bearer {upstream.key.reveal()}")} if upstream.key else None,
                    allow_redirects=False,
                )
        except aiohttp.ConnectionTimeoutError:
            _log.warning("model hulu tidak tersambung dalam %g detik", upstream.connect_seconds)
            return None, failures.timed_out(), _FIRST_PAUSE_SECONDS
        except aiohttp.ClientConnectorError as error:
            _log.warning("model hulu tidak tersambung (%s)", type(error).__name__)
            return None, failures.unavailable(), _FIRST_PAUSE_SECONDS
        except TimeoutError:
            _log.warning("model hulu tidak mulai menjawab dalam waktunya")
            return None, failures.timed_out(), None
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            # It may have begun to work, and to charge, before it hung up.
            _log.warning("model hulu memutus sambungan tanpa jawaban (%s)", type(error).__name__)
            return None, failures.cut(), None
        except Exception as error:
            _log.warning("model hulu menjawab tidak menurut HTTP (%s)", type(error).__name__)
            return None, failures.broken(), None
        if response.status == 200 and response.headers.get("Content-Encoding", "identity").lower() == "identity":
            return _Reply(response, upstream, self._clock, deadline), None, None
        status, after = response.status, _retry_after(response.headers.get("Retry-After"))
        response.close()
        problem = failures.broken() if status == 200 else failures.of_status(status, after)
        reason = " (kunci, saldo, atau nama model perlu diperiksa)" if status in (401, 402, 403, 404) else ""
        _log.warning("model hulu menjawab dengan status %d%s", status, reason)
        return None, problem, float(after) if after is not None and status in (429, 503) else None

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0,
                    keepalive_timeout=_IDLE_SECONDS,
                    ttl_dns_cache=60,
                    socket_factory=_socket,
                ),
                timeout=aiohttp.ClientTimeout(total=None, connect=self._upstream.connect_seconds),
                headers={
                    "Accept": "text/event-stream, application/json",
                    # What is compressed can be a bomb, and compresses nothing worth in a stream of small pieces.
                    "Accept-Encoding": "identity",
                    "Content-Type": "application/json",
                    "User-Agent": "workshop-kit",
                },
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=self._upstream.trust_environment,
                auto_decompress=False,
            )
        return self._session


class _Reply:
    """A response of which the body is still to come, read within bounds of time and size."""

    def __init__(
        self, response: aiohttp.ClientResponse, upstream: Upstream, clock: Callable[[], float], deadline: float
    ) -> None:
        self._response = response
        self._upstream = upstream
        self._clock = clock
        self._deadline = deadline
        self._patience = upstream.first_byte_seconds
        self._read_bytes = 0
        self._hurried = False
        self.done = False

    async def chunks(self) -> AsyncGenerator[tuple[bytes, str], None]:
        """Chunks of an answer as JSON, with where each keeps its text: ``delta`` in a stream, else ``message``.

        What it is shows in its first bytes; the content type is not to be trusted.
        """
        head = b""
        while not head:
            received = await self._read()
            if not received:
                return
            head = received.removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith(b"{"):
            yield head + await self.rest(), "message"
            return
        if head[:1] not in b"deir:":  # data, event, id, retry, or a comment
            raise failures.broken()
        reader = EventReader(self._upstream.most_event_bytes)
        while head:
            try:
                events = reader.feed(head)
            except TooLong:
                events = None
            if events is None:
                raise failures.too_long()
            for event in events:
                yield event, "delta"
            head = await self._read()
        for event in reader.close():
            yield event, "delta"

    async def rest(self) -> bytes:
        """All that is still to come."""
        parts = []
        while part := await self._read():
            parts.append(part)
        return b"".join(parts)

    def hurry(self) -> None:
        """The answer itself is complete: only what the upstream used is still to come, and not worth a long wait."""
        if not self._hurried:
            self._hurried = True
            self._deadline = min(self._deadline, self._clock() + _AFTERWORD_SECONDS)

    async def end(self) -> None:
        """Read the end of a stream that has said its last word, so that the connection can be used again."""
        try:
            async with asyncio.timeout(_END_SECONDS):
                while not self._response.content.at_eof():
                    await self._response.content.readany()
                    self._read_bytes += 1
                    if self._read_bytes > self._upstream.most_bytes:
                        return
        except Exception:
            # The answer is whole; what comes after it concerns nobody.
            return

    def close(self) -> None:
        """Leave the connection to the next request if all was read, else close it."""
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()

    async def _read(self) -> bytes:
        """The next bytes; none at the end, also if it is the end of our patience for an answer that is complete."""
        left = self._deadline - self._clock()
        problem = failures.timed_out()
        try:
            # What has come already needs no clock.
            received = self._response.content.read_nowait() if left > 0 else b""
            if not received and not self._response.content.at_eof():
                async with asyncio.timeout(max(0.0, min(self._patience, left))):
                    received = await self._response.content.readany()
        except TimeoutError:
            pass
        except Exception as error:
            _log.warning("sambungan dari model hulu putus di tengah jawaban (%s)", type(error).__name__)
            problem = failures.cut()
        else:
            self._patience = self._upstream.chunk_seconds
            self._read_bytes += len(received)
            if self._read_bytes <= self._upstream.most_bytes:
                return received
            problem = failures.too_long()
        if self._hurried:
            return b""
        if problem.code == "upstream_timeout":
            _log.warning("model hulu terlalu lama diam atau terlalu lama menjawab")
        raise problem


def _socket(address: aiohttp.AddrInfoType) -> socket.socket:
    """A socket that notices when the other side has vanished."""
    family, kind, protocol, _name, _place = address
    made = socket.socket(family, kind, protocol)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return made


def _retry_after(said: str | None) -> int | None:
    """Seconds from a ``Retry-After`` header, which may be a number or a date; None for what means nothing."""
    if said is None or len(said) > 40:
        return None
    if said.isascii() and said.isdigit():
        seconds = int(said)
    else:
        try:
            date = email.utils.parsedate_to_datetime(said)
            seconds = math.ceil((date - datetime.datetime.now(datetime.UTC)).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(seconds, 0), _MOST_RETRY_AFTER)


def _vectors(said: Any, request: EmbeddingRequest) -> tuple[tuple[float, ...], ...]:
    """Vectors in the order of the texts, each of length 1.

    Raises
    ------
    workshop_kit.llm.problems.Problem
        502 for missing, repeated or unequal ones, and for numbers that are none.
    """
    rows = said.get("data") if isinstance(said, dict) else None
    if not isinstance(rows, list) or len(rows) != len(request.texts):
        raise failures.broken()
    found: dict[int, tuple[float, ...]] = {}
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            raise failures.broken()
        index = row.get("index", place)
        vector = _unit(row.get("embedding"))
        if type(index) is not int or index in found or vector is None:
            raise failures.broken()
        found[index] = vector
    lengths = {len(vector) for vector in found.values()}
    wanted = {request.dimensions} if request.dimensions is not None else lengths
    if sorted(found) != list(range(len(rows))) or len(lengths) != 1 or lengths != wanted:
        raise failures.broken()
    return tuple(found[index] for index in range(len(rows)))


def _unit(said: Any) -> tuple[float, ...] | None:
    """A vector of length 1 from a list of numbers, or from their base64, which some servers give unasked."""
    if isinstance(said, str):
        said = _decoded(said)
    if not isinstance(said, list) or not 0 < len(said) <= _MOST_DIMENSIONS:
        return None
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in said):
        return None
    try:
        length = math.hypot(*said)
    except OverflowError:
        return None
    # A sum that is finite has no NaN and no infinity in it.
    return tuple(number / length for number in said) if 0 < length < math.inf else None


def _decoded(text: str) -> list[float] | None:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return list(memoryview(raw).cast("f")) if len(raw) % 4 == 0 and raw else None

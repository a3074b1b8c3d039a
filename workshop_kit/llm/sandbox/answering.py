"""Letting an engine answer: in bounded time, in bounded length, in good order, and stopped when the caller leaves.

Engines may misbehave, and upstreams do: what is passed on is one origin, then pieces with one ending for each choice.
"""

import asyncio
import math
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, Engine, Event, Origin, Piece, TokenLogprob, ToolCall, Usage
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.leaving import Caller
from workshop_kit.llm.sandbox.reading import Gone

# Longest answers by characters: a token is seldom longer, and an upstream may ignore `max_tokens`.
_CHARACTERS_A_TOKEN = 24
_ALLOWANCE = 256
_EVENTS_A_TURN = 32
_LOWEST_LOGPROB = -9999.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for an engine, and for a caller who reads slowly.

    Engines have shorter bounds of their own; these are for an engine that does not keep them.
    """

    first: float = 150.0
    between: float = 45.0
    total: float = 330.0
    caller: float = 30.0
    closing: float = 5.0


@dataclass(slots=True)
class Told:
    """What an engine has said so far; filled while it speaks, so that it is there when it is cut short.

    Attributes
    ----------
    origin, usage : Origin, Usage or None
    asked : bool
        Whether the engine was asked at all, and may have cost something.
    texts : list of str
        All that it said, of all choices, with the calls that it asked for; masked.
    """

    origin: Origin | None = None
    usage: Usage | None = None
    asked: bool = False
    texts: list[str] = field(default_factory=list, repr=False)


Tell = Callable[[Origin | Piece], Awaitable[None]]


async def answer(
    engine: Engine,
    request: ChatRequest,
    tell: Tell,
    told: Told,
    caller: Caller,
    patience: Patience,
) -> None:
    """Let an engine answer.

    Parameters
    ----------
    engine : Engine
    request : ChatRequest
        Masked.
    tell : coroutine function
        Takes the origin and then the pieces.
    told : Told
        Filled on the way.
    caller : Caller
        Knows when the caller leaves.
    patience : Patience

    Raises
    ------
    Problem
        The engine's own, 504 when it takes too long, 502 when it does not keep to the interface.
    Gone
        The caller left; the engine was stopped.
    """
    speaker = _Speaker(request, tell, told)
    events = cast(AsyncGenerator[Event, None], engine.chat(request))
    waiting_for_caller = ended = False
    told.asked = True
    try:
        async with asyncio.timeout(None) as timer:
            watch = _Watch(timer, patience)
            caller.call_when_gone(watch.ring)
            try:
                async for event in events:
                    waiting_for_caller = True
                    watch.wait(patience.caller)
                    if not await speaker.hear(event):
                        break
                    waiting_for_caller = False
                    watch.wait(patience.between)
                    if caller.gone:
                        raise Gone
                else:
                    ended = True
                waiting_for_caller = True
                await speaker.finish()
            finally:
                watch.close()
                caller.call_when_gone(None)
    except TimeoutError as error:
        # Also an engine's own: whose it is does not matter to the reader.
        if caller.gone or waiting_for_caller:
            raise Gone from error
        raise _too_slow() from error
    finally:
        if not ended:
            await _close(events, patience.closing)


class _Watch:
    """Rings when something takes too long; moving its time costs next to nothing, since a piece comes every moment."""

    def __init__(self, timer: asyncio.Timeout, patience: Patience) -> None:
        self._timer = timer
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.time() + patience.total
        self._until = self._loop.time() + min(patience.first, patience.total)
        self._handle = self._loop.call_at(self._until, self._look)

    def wait(self, seconds: float) -> None:
        """Ring in so many seconds, but at the end of all patience at the latest."""
        self._until = min(self._end, self._loop.time() + seconds)
        if self._until < self._handle.when():
            self._handle.cancel()
            self._handle = self._loop.call_at(self._until, self._look)

    def ring(self) -> None:
        """Ring now."""
        self.close()
        self._timer.reschedule(self._loop.time())

    def close(self) -> None:
        """Ring no more."""
        self._handle.cancel()

    def _look(self) -> None:
        if self._loop.time() < self._until:
            self._handle = self._loop.call_at(self._until, self._look)
        else:
            self.ring()


async def within(patience: Patience, caller: Caller, work: Awaitable[Any]) -> Any:
    """Wait for work that has no pieces, such as embeddings."""
    try:
        async with asyncio.timeout(patience.first) as timer:
            caller.call_when_gone(lambda: timer.reschedule(asyncio.get_running_loop().time()))
            return await work
    except TimeoutError:
        raise (Gone() if caller.gone else _too_slow()) from None
    finally:
        caller.call_when_gone(None)


async def _close(events: AsyncGenerator[Event, None], seconds: float) -> None:
    close = getattr(events, "aclose", None)
    if close is None:
        return
    try:
        async with asyncio.timeout(seconds):
            await close()
    except (TimeoutError, Exception):  # noqa: S110 - it is stopped, and what it says about that is of no use
        pass


class _Speaker:
    """Passes on what an engine says, in good order and within bounds."""

    def __init__(self, request: ChatRequest, tell: Tell, told: Told) -> None:
        self.request = request
        self.told = told
        self._tell = tell
        self._open = set(range(request.n))
        self._left = [request.max_tokens * _CHARACTERS_A_TOKEN + _ALLOWANCE] * request.n
        self._events = 0

    async def hear(self, event: Event) -> bool:
        """Take an event; false when nothing more is wanted."""
        self._events += 1
        if self._events % _EVENTS_A_TURN == 0:
            # An engine that never waits must not keep everybody else waiting.
            await asyncio.sleep(0)
        if self._events > self.request.n * (self.request.max_tokens * _CHARACTERS_A_TOKEN + 2 * _ALLOWANCE):
            return False
        if type(event) is Piece:
            return await self._piece(event)
        if type(event) is Usage:
            self.told.usage = self.told.usage or event
            return True
        if type(event) is Origin:
            if self.told.origin is None:
                self.told.origin = event
                await self._tell(self.told.origin)
            return True
        raise broken()

    async def finish(self) -> None:
        """End the choices that the engine did not end."""
        if self.told.origin is None:
            raise broken()
        for index in sorted(self._open):
            await self._tell(Piece(index, finish="stop"))
        self._open.clear()

    async def _piece(self, piece: Piece) -> bool:
        if self.told.origin is None or type(piece.index) is not int or not 0 <= piece.index < self.request.n:
            raise broken()
        if piece.index not in self._open:
            # After its end; the usage may still come.
            return True
        piece = _clean(piece)
        # An empty piece counts as well, or an engine could send them for ever.
        self._left[piece.index] -= 1 + len(piece.text)
        for call in piece.tool_calls:
            self._left[piece.index] -= len(call.name) + len(call.arguments)
        if self._left[piece.index] < 0:
            piece = replace(piece, tool_calls=(), logprobs=(), text="", finish="length")
        self.told.texts.append(piece.text)
        if piece.tool_calls:
            self.told.texts += [f" {call.name} {call.arguments} " for call in piece.tool_calls]
        if piece.finish:
            self._open.discard(piece.index)
        await self._tell(piece)
        # When cut, the engine goes on where it should not: enough.
        return self._left[piece.index] >= 0 or bool(self._open)


def _clean(piece: Piece) -> Piece:
    """The piece as it can be told: whole characters, calls with an id, finite numbers."""
    text, calls, logprobs = piece.text, piece.tool_calls, piece.logprobs
    if type(text) is not str:
        raise broken()
    if not text.isascii():
        text = _whole(text)
    if calls:
        calls = tuple(ToolCall(_whole(call.id), _whole(call.name), _whole(call.arguments)) for call in calls)
    if logprobs:
        logprobs = tuple(
            TokenLogprob(_whole(each.token), _finite(each.logprob), tuple((_whole(t), _finite(p)) for t, p in each.top))
            for each in logprobs
        )
    if text is piece.text and calls is piece.tool_calls and logprobs is piece.logprobs:
        return piece
    return replace(piece, text=text, tool_calls=calls, logprobs=logprobs)


def _whole(text: str) -> str:
    if type(text) is not str:
        raise broken()
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _finite(value: float) -> float:
    return max(_LOWEST_LOGPROB, min(0.0, float(value))) if not math.isnan(value) else _LOWEST_LOGPROB


def broken() -> Problem:
    """What is answered when an engine does not keep to the interface."""
    return Problem(502, "engine_broken", _BROKEN)


def _too_slow() -> Problem:
    """What is answered when an engine takes too long."""
    return Problem(504, "engine_timeout", _TOO_SLOW)


_BROKEN = _("Mesin memberi jawaban yang rusak; coba lagi, atau pakai model simulasi.")
_TOO_SLOW = _("Mesin terlalu lama menjawab; coba lagi dengan permintaan yang lebih pendek.")

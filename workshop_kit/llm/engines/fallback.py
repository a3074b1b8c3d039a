"""Another engine stands in where the wanted one has no answer: only if allowed, and always told."""

from collections.abc import AsyncGenerator, AsyncIterator, Collection, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import cast

from workshop_kit.llm.engines.engine import (
    ChatRequest,
    EmbeddingRequest,
    Embeddings,
    Engine,
    Event,
    Origin,
    Piece,
)
from workshop_kit.llm.engines.failures import UNAVAILABLE
from workshop_kit.llm.problems import Problem


def with_fallback(engines: Sequence[Engine], allowed: Collection[str]) -> Engine:
    """The first engine, with those of the others that are allowed standing in for it, in their order.

    An engine is left for the next one only before its first piece, and only if it has no answer to give: an upstream
    that cannot be reached or is broken, a question that is not recorded. A request that it refuses, it refuses.

    Parameters
    ----------
    engines : sequence of Engine
        The wanted one, then those that may stand in.
    allowed : collection of str
        Names of engines that this request may be answered by instead.
    """
    chosen = [engines[0], *(each for each in engines[1:] if each.name in allowed)]
    return chosen[0] if len(chosen) == 1 else _WithFallback(chosen)


class _WithFallback:
    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = engines
        self.name = engines[0].name

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        first: Problem | None = None
        for engine in self._engines:
            problem: Problem | None = None
            begun = False
            held: list[Event] = []
            # Engines are asynchronous generators, whose connection is given back by closing them.
            async with aclosing(cast(AsyncGenerator[Event, None], engine.chat(request))) as events:
                try:
                    async for event in events:
                        begun = begun or isinstance(event, Piece)
                        held.append(self._told(event, engine))
                        if begun:
                            for each in held:
                                yield each
                            held.clear()
                except Problem as caught:
                    if begun or caught.code not in UNAVAILABLE:
                        raise
                    problem = caught
            if problem is None:
                for each in held:
                    yield each
                return
            first = first or problem
        assert first is not None
        raise first

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        first: Problem | None = None
        for engine in self._engines:
            try:
                found = await engine.embed(request)
                return replace(found, origin=cast(Origin, self._told(found.origin, engine)))
            except Problem as caught:
                if caught.code not in UNAVAILABLE:
                    raise
                first = first or caught
        assert first is not None
        raise first

    async def close(self) -> None:
        """Nothing: the engines are closed by whoever made them."""

    def _told(self, event: Event, engine: Engine) -> Event:
        if isinstance(event, Origin) and engine is not self._engines[0]:
            return replace(event, instead_of=self.name)
        return event

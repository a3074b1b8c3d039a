"""Engines for tests: one that says what it is told to say, one that repeats the question, and ones that misbehave."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from workshop_kit.llm.engines.engine import (
    ChatRequest,
    EmbeddingRequest,
    Embeddings,
    Event,
    Origin,
    Piece,
    TokenLogprob,
    ToolCall,
    Usage,
)
from workshop_kit.llm.problems import Problem


class Echo:
    """Answers with the last message, in pieces of a few characters; calls the first tool if there is one."""

    name = "simulasi"

    def __init__(self, size: int = 5) -> None:
        self.size = size
        self.seen: list[ChatRequest | EmbeddingRequest] = []
        self.closed = False

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        self.seen.append(request)
        yield Origin(self.name, "gema-1")
        text = request.messages[-1].text
        used = 0
        for index in range(request.n):
            if request.tools and request.tool_choice != "none" and request.messages[-1].role != "tool":
                chosen = request.tools[0].name if request.tool_choice in ("auto", "required") else request.tool_choice
                yield Piece(index, tool_calls=(ToolCall("", chosen, text),), finish="tool_calls")
                continue
            allowed = text[: request.max_tokens * 4]
            for start in range(0, len(allowed), self.size):
                piece = allowed[start : start + self.size]
                logprobs: tuple[TokenLogprob, ...] = ()
                if request.top_logprobs is not None:
                    logprobs = (TokenLogprob(piece, -0.1, ((piece, -0.1),) * request.top_logprobs),)
                used += 1
                yield Piece(index, piece, logprobs=logprobs)
            yield Piece(index, finish="stop" if allowed == text else "length")
        yield Usage(7, used)

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        self.seen.append(request)
        size = request.dimensions or 4
        vectors = [[1.0 if n == len(text) % size else 0.0 for n in range(size)] for text in request.texts]
        return Embeddings(Origin(self.name, "gema-1"), vectors, Usage(len(request.texts), 0))

    async def close(self) -> None:
        self.closed = True


class Scripted(Echo):
    """Says what it is given, whatever is asked: events are given on, errors raised, numbers waited, calls called."""

    def __init__(self, script: Sequence[Any], vectors: Any = None) -> None:
        super().__init__()
        self.script = script
        self.vectors = vectors
        self.stopped = False

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        self.seen.append(request)
        try:
            for each in self.script:
                if isinstance(each, BaseException):
                    raise each
                if isinstance(each, int | float):
                    await asyncio.sleep(each)
                elif callable(each):
                    for event in each():
                        yield event
                else:
                    yield each
        finally:
            self.stopped = True

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        if isinstance(self.vectors, BaseException):
            raise self.vectors
        return Embeddings(Origin(self.name, "gema-1"), self.vectors)


ORIGIN = Origin("simulasi", "gema-1")


def endless(piece: Piece) -> Callable[[], Any]:
    def pieces() -> Any:
        while True:
            yield piece

    return pieces


def refusing(status: int = 503, code: str = "upstream_unavailable") -> Problem:
    return Problem(status, code, "Model sedang tidak tersedia.")

"""The engine ``simulasi``: rules, offline, and honest about being no language model."""

import asyncio
import json
from collections.abc import AsyncIterator

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Embeddings, Event, Origin, Piece, Usage
from workshop_kit.llm.engines.simulasi import vectors
from workshop_kit.llm.engines.simulasi.composing import composed
from workshop_kit.llm.engines.simulasi.drafts import spoken
from workshop_kit.llm.engines.simulasi.inventions import STAGED
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.tokens import count

MODEL = "simulasi-1"
_PER_MESSAGE = 4
# What takes longer than a blink is reckoned beside the event loop.
_SHORT = 6_000


class Simulasi:
    """Answers by rules what the lessons ask, on any text, and refuses the rest.

    The same request gets the same answer on every machine; ``seed``, ``temperature`` and the place among ``n`` choices
    vary wordings and near-equal labels. ``frequency_penalty`` and ``presence_penalty`` change nothing.

    Examples
    --------
    >>> import asyncio
    >>> from workshop_kit.llm.engines.engine import Message
    >>> async def ask(text):
    ...     events = Simulasi().chat(ChatRequest("simulasi", (Message("user", text),), 50, temperature=0))
    ...     return "".join([event.text async for event in events if isinstance(event, Piece)])
    >>> asyncio.run(ask("Sampah atau jalan? Pilih satu label (sampah, jalan):\\n\\nTruk tak datang, TPS meluber."))
    'sampah'
    """

    name = "simulasi"

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        """Answer; what is a staged failure says so in the origin.

        Raises
        ------
        Problem
            400 for a schema that it cannot fill.
        """
        size = sum(len(message.text) for message in request.messages)
        if size <= _SHORT and request.n == 1:
            staged, pieces = _reply(request)
        else:
            staged, pieces = await asyncio.to_thread(_reply, request)
        yield Origin(self.name, MODEL, staged=staged)
        used = 0
        for piece in pieces:
            used += count(piece.text) + sum(
                _PER_MESSAGE + count(call.name) + count(call.arguments) for call in piece.tool_calls
            )
            yield piece
        yield Usage(_prompt_tokens(request), used)

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        """Turn texts into vectors of 256 places, or as many as are asked for.

        Raises
        ------
        Problem
            400 for fewer than 8 places or more than 1024.
        """
        wanted = vectors.DEFAULT_DIMENSIONS if request.dimensions is None else request.dimensions
        if not vectors.LEAST <= wanted <= vectors.MOST:
            raise Problem(
                400, "bad_dimensions", _BAD_DIMENSIONS, param="dimensions", least=vectors.LEAST, most=vectors.MOST
            )
        made = await asyncio.to_thread(lambda: [vectors.vector(text, wanted) for text in request.texts])
        return Embeddings(Origin(self.name, MODEL), made, Usage(sum(map(count, request.texts)), 0))

    async def close(self) -> None:
        """Nothing is held open."""


def _reply(request: ChatRequest) -> tuple[str | None, list[Piece]]:
    reply = composed(request)
    pieces: list[Piece] = []
    for index in range(request.n):
        if index and reply.draft.staged == STAGED:
            reply = composed(request, index)
        if reply.calls:
            pieces.append(Piece(index, tool_calls=reply.calls, finish="tool_calls"))
        else:
            pieces += spoken(reply.draft, request, index)
    return reply.draft.staged, pieces


def _prompt_tokens(request: ChatRequest) -> int:
    tokens = sum(
        _PER_MESSAGE
        + count(message.text)
        + sum(_PER_MESSAGE + count(call.name) + count(call.arguments) for call in message.tool_calls)
        for message in request.messages
    )
    for tool in request.tools:
        tokens += _PER_MESSAGE + count(tool.name) + count(tool.description) + count(json.dumps(tool.parameters))
    return tokens + (count(json.dumps(request.schema)) if request.schema is not None else 0)


_BAD_DIMENSIONS = _("Mesin simulasi membuat vektor dengan {least} sampai {most} bilangan; ubah “dimensions”.")

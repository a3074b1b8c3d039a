"""The engine ``mini``: the project's own small transformer, offline, with true probabilities."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Embeddings, Event, Origin, Usage
from workshop_kit.llm.engines.mini.wishes import wish_of
from workshop_kit.llm.mini.tasks import NAME
from workshop_kit.llm.problems import Problem


class Mini:
    """Says what the small model thinks comes next, in the tasks that it was taught.

    ``temperature``, ``top_p``, ``seed``, ``stop`` and ``logprobs`` are the model's own; the same seed gives the same
    text on one machine. With a JSON schema the form is always valid; what stands in it may be wrong.

    Examples
    --------
    >>> import asyncio
    >>> from workshop_kit.llm.engines.engine import Message, Piece
    >>> async def ask(text):
    ...     events = Mini().chat(ChatRequest("mini", (Message("user", text),), 50, temperature=0))
    ...     return "".join([event.text async for event in events if isinstance(event, Piece)])
    >>> said = asyncio.run(ask("Golongkan aduan ini (jalan, sampah):\\n\\nTruk tak datang, TPS meluber."))
    >>> said in ("jalan", "sampah")
    True
    """

    name = "mini"

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        """Answer.

        Raises
        ------
        Problem
            400 for a text longer than the window, a schema that cannot be guaranteed, calls of tools.
        """
        wish = wish_of(request)
        answering = await asyncio.to_thread(_answering)
        reading = await asyncio.to_thread(answering.read, wish)
        prompt = said = 0
        told = False
        for index in range(request.n):
            speaker = answering.Speaker(request, index, reading)
            spoken = answering.pieces(speaker, wish)
            while (piece := await asyncio.to_thread(answering.next_piece, spoken)) is not None:
                if not told:
                    told = True
                    yield Origin(self.name, NAME)
                yield piece
            prompt, said = max(prompt, speaker.count.prompt), said + min(speaker.count.said, request.max_tokens)
        yield Usage(prompt, said)

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        """Turn texts into vectors: the mean of what the last layer makes of their tokens.

        Raises
        ------
        Problem
            400 for other dimensions than the model's width, or a text longer than the window.
        """
        answering = await asyncio.to_thread(_answering)
        width = answering.width()
        if request.dimensions not in (None, width):
            raise Problem(400, "bad_dimensions", _BAD_DIMENSIONS, param="dimensions", width=width)
        made = await asyncio.to_thread(lambda: [answering.vector(text) for text in request.texts])
        return Embeddings(Origin(self.name, NAME), made, Usage(sum(map(answering.count, request.texts)), 0))

    async def close(self) -> None:
        """Nothing is held open."""


def _answering() -> Any:
    """What needs numpy and the weights; read when first asked, since a sandbox starts without them."""
    from workshop_kit.llm.engines.mini import answering

    return answering


_BAD_DIMENSIONS = _("Model mini membuat vektor dengan {width} bilangan; hapus “dimensions”.")

"""Asking the engine in tests, whole answers with everything that comes with them."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.llm.engines.engine import ChatRequest, Message, Origin, Piece, Tool, ToolCall, Usage
from workshop_kit.llm.engines.simulasi import Simulasi


@dataclass
class Answer:
    """What came, by choice."""

    origin: Origin | None = None
    pieces: list[Piece] = field(default_factory=list)
    usage: Usage | None = None

    def text(self, index: int = 0) -> str:
        return "".join(piece.text for piece in self.pieces if piece.index == index)

    @property
    def finish(self) -> str | None:
        return self.pieces[-1].finish

    @property
    def calls(self) -> list[ToolCall]:
        return [call for piece in self.pieces for call in piece.tool_calls]


def ask(*messages: Any, **options: Any) -> Answer:
    """Ask: texts are the user's, pairs (role, text), or messages; options as in ChatRequest."""
    given = tuple(
        each if isinstance(each, Message) else Message(*(each if isinstance(each, tuple) else ("user", each)))
        for each in messages
    )
    options = {"max_tokens": 1_000, "temperature": 0.0, **options}
    if "schema" in options:
        options["form"] = "json_schema"
    request = ChatRequest("simulasi", given, **options)
    answer = Answer()

    async def collect() -> None:
        async for event in Simulasi().chat(request):
            if isinstance(event, Origin):
                assert answer.origin is None and not answer.pieces
                answer.origin = event
            elif isinstance(event, Piece):
                answer.pieces.append(event)
            else:
                answer.usage = event

    asyncio.run(collect())
    assert answer.origin is not None and answer.usage is not None
    return answer


WEATHER = Tool(
    "prakiraan_cuaca",
    "Prakiraan cuaca suatu kelurahan pada suatu tanggal",
    {
        "type": "object",
        "properties": {
            "kelurahan": {"type": "string", "description": "nama kelurahan"},
            "tanggal": {"type": "string", "format": "date"},
        },
        "required": ["kelurahan"],
        "additionalProperties": False,
    },
    strict=True,
)
STATUS = Tool(
    "cari_status_aduan",
    "Mencari status aduan menurut nomor tiket",
    {"type": "object", "properties": {"nomor_tiket": {"type": "string"}}, "required": ["nomor_tiket"]},
)

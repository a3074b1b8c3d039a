"""A sandbox in this process, made of whatever a test gives."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from workshop_kit.llm.access import background, inprocess
from workshop_kit.llm.access.inprocess import App
from workshop_kit.llm.engines.engine import (
    ChatRequest,
    EmbeddingRequest,
    Embeddings,
    Engine,
    Event,
    Origin,
    Piece,
    Usage,
)
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.ledger.sqlite import SqliteLedger
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.app import create_app
from workshop_kit.llm.sandbox.audit import NoAudit
from workshop_kit.llm.sandbox.conversation import Parts
from workshop_kit.llm.sandbox.identity import LocalIdentity
from workshop_kit.llm.sandbox.policy import ATTENDEE, Policy, Route

Mount = Callable[[App], None]
Sandbox = Callable[..., None]


@dataclass
class Scripted:
    """An engine that says what it is told to, and keeps what it is asked.

    Attributes
    ----------
    says : callable
        Makes the pieces of the answer; a number among them is seconds of silence, a Problem is raised.
    """

    says: Callable[[ChatRequest], Sequence[str | float | Problem]] = lambda _request: ["Tiga ", "kalimat."]
    name: str = "langsung"
    origin: Origin = field(default_factory=lambda: Origin("langsung", "qwen-contoh"))
    finish: Any = "stop"
    usage: Usage = field(default_factory=lambda: Usage(40, 8))
    asked: list[ChatRequest] = field(default_factory=list)
    embedded: list[EmbeddingRequest] = field(default_factory=list)
    stopped: int = 0

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        self.asked.append(request)
        try:
            yield self.origin
            for part in self.says(request):
                if isinstance(part, Problem):
                    raise part
                if isinstance(part, str):
                    yield Piece(text=part)
                else:
                    await asyncio.sleep(part)
            yield Piece(finish=self.finish)
            yield self.usage
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped += 1
            raise

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        self.embedded.append(request)
        vectors = [[1.0, 0.0] if "air" in text.lower() else [0.0, 1.0] for text in request.texts]
        return Embeddings(self.origin, vectors, Usage(len(vectors), 0))

    async def close(self) -> None:
        pass


@pytest.fixture
def mount(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mount]:
    """Put an application in the place of the person's own sandbox, and end it with the test."""
    for name in ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_PUBLIC_HUB_URL", "WORKSHOP_LLM_URL", "WORKSHOP_STILL"):
        monkeypatch.delenv(name, raising=False)
    background.stop()
    yield lambda app: monkeypatch.setattr(inprocess, "local_app", lambda: app)
    background.stop()


def parts_around(*engines: Engine, folder: Path, day: Quota | None = None, **changes: Any) -> Parts:
    """The real application's parts around engines; the model ``workshop`` is the first of them."""
    routes = {"workshop": Route(engines[0].name, "contoh")}
    routes |= {engine.name: Route(engine.name, "contoh") for engine in engines}
    given: dict[str, Any] = {
        "engines": {engine.name: engine for engine in engines},
        "ledger": SqliteLedger(folder / "buku.sqlite", Quotas(day={"attendee": day or Quota()})),
        "identify": LocalIdentity(),
        "policy": Policy(routes, {"attendee": ATTENDEE}),
        "audit": NoAudit(),
        # Tenths of a rupiah for a token.
        "price": lambda _engine, _model, prompt, completion: 100_000 * (prompt + completion),
    }
    return Parts(**given | changes)


@pytest.fixture
def sandbox(mount: Mount, tmp_path: Path) -> Sandbox:
    """Mount the real application around engines: ``sandbox(engine, ..., day=Quota(requests=3))``."""

    def start(*engines: Engine, **changes: Any) -> None:
        mount(create_app(parts_around(*engines, folder=tmp_path, **changes)))

    return start

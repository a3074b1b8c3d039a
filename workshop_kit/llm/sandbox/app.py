"""The application: its addresses, and what stands behind each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from workshop_kit.language import _
from workshop_kit.llm.ledger.amount import MICRO, Amount
from workshop_kit.llm.ledger.quota import Quota
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.answers import model_shape
from workshop_kit.llm.sandbox.conversation import Parts, chat, embeddings, responses
from workshop_kit.llm.sandbox.exchange import Endpoint, Exchange, Surroundings, Work
from workshop_kit.llm.sandbox.metrics import Metrics
from workshop_kit.llm.sandbox.wording import shortened

if TYPE_CHECKING:
    from workshop_kit.llm.settings import LlmSettings

_LOOPBACK = ("127.0.0.1", "::1")
_PROMETHEUS = b"text/plain; version=0.0.4; charset=utf-8"


class Sandbox(Router):
    """The sandbox of a set of parts; closes them when it ends.

    A router alone: each endpoint answers whatever goes wrong itself, so nothing need stand around them.

    Parameters
    ----------
    parts : Parts
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.metrics = Metrics()
        self._around = Surroundings(parts.bounds, parts.audit, self.metrics, parts.hosts, parts.most_running)
        super().__init__(
            routes=self._routes(),
            # An address with a slash at its end is another address; no redirect, which would lose a body.
            redirect_slashes=False,
            default=Endpoint(self._around, "unknown"),
            lifespan=self._lifespan,
        )

    @classmethod
    def from_settings(cls, settings: "LlmSettings", *, in_process: bool = False) -> "Sandbox":
        """The sandbox that settings describe; as `workshop_kit.llm.sandbox.assembly.parts_of`."""
        from workshop_kit.llm.sandbox.assembly import parts_of

        return cls(parts_of(settings, in_process=in_process))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; ASGI. A hub's proxy passes paths on with their prefix."""
        prefix = self.parts.prefix
        if prefix and scope["type"] == "http" and scope["path"].startswith(prefix + "/"):
            scope["root_path"] = prefix
        await super().__call__(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: Any) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await self.close()

    async def close(self) -> None:
        """Close engines, ledger, connections and files."""
        for engine in self.parts.engines.values():
            await engine.close()
        await self.parts.identify.close()
        await self.parts.ledger.close()
        close = getattr(self.parts.audit, "close", None)
        if close is not None:
            close()

    def _routes(self) -> list[Route]:
        parts = self.parts
        work: dict[str, dict[str, Work]] = {
            "/v1/chat/completions": {"POST": partial(chat, parts)},
            "/v1/responses": {"POST": partial(responses, parts)},
            "/v1/embeddings": {"POST": partial(embeddings, parts)},
            "/v1/models": {"GET": self._models},
            "/v1/models/{name:path}": {"GET": self._model},
            "/v1/usage": {"GET": self._usage},
            "/healthz": {"GET": self._health},
            "/metrics": {"GET": self._metrics},
            "/openapi.json": {"GET": self._openapi},
        }
        return [Route(path, endpoint=Endpoint(self._around, path, **of)) for path, of in work.items()]

    async def _models(self, exchange: Exchange) -> None:
        person = await self.parts.identify(exchange.headers)
        routes = self.parts.policy.routes
        names = self.parts.policy.models(person.group)
        listed = [model_shape(name, routes[name].engine) for name in names]
        await exchange.reply(orjson.dumps({"object": "list", "data": listed}))

    async def _model(self, exchange: Exchange) -> None:
        person = await self.parts.identify(exchange.headers)
        name = exchange.scope["path_params"]["name"]
        if name not in self.parts.policy.models(person.group):
            raise Problem(404, "unknown_model", _UNKNOWN_MODEL, param="model", model=shortened(name))
        await exchange.reply(orjson.dumps(model_shape(name, self.parts.policy.routes[name].engine)))

    async def _usage(self, exchange: Exchange) -> None:
        person = await self.parts.identify(exchange.headers)
        day, workshop = await self.parts.ledger.used_by(person.name)
        day_quota, workshop_quota = await self.parts.ledger.quotas_of(person.name, person.group)
        shape = {
            "object": "workshop.usage",
            "person": person.name,
            "group": person.group,
            "day": _used(day, day_quota),
            "workshop": _used(workshop, workshop_quota),
        }
        await exchange.reply(orjson.dumps(shape))

    async def _health(self, exchange: Exchange) -> None:
        await exchange.reply(b'{"status":"ok"}')

    async def _metrics(self, exchange: Exchange) -> None:
        """Totals for who sits at the machine, and for trainers; behind a hub's proxy everybody seems to sit there."""
        client = exchange.scope.get("client")
        forwarded = b"x-forwarded-for" in exchange.headers or b"forwarded" in exchange.headers
        if forwarded or client is None or client[0] not in _LOOPBACK:
            person = await self.parts.identify(exchange.headers)
            if person.group != "trainer":
                raise Problem(403, "trainers_only", _TRAINERS_ONLY)
        await exchange.reply(self.metrics.text(), kind=_PROMETHEUS)

    async def _openapi(self, exchange: Exchange) -> None:
        # Built when it is asked for: nearly nobody does.
        from workshop_kit.llm.sandbox.openapi import document

        await exchange.reply(document(exchange.scope.get("root_path", "")))


def create_app(parts: Parts) -> Sandbox:
    """The application of these parts."""
    return Sandbox(parts)


def _used(amount: Amount, quota: Quota) -> dict[str, Any]:
    return {
        "requests": amount.requests,
        "prompt_tokens": amount.prompt_tokens,
        "completion_tokens": amount.completion_tokens,
        "tokens": amount.tokens,
        "rupiah": amount.rupiah,
        "quota": {
            "requests": quota.requests,
            "tokens": quota.tokens,
            "rupiah": None if quota.microrupiah is None else quota.microrupiah / MICRO,
        },
    }


_UNKNOWN_MODEL = _("Model “{model}” tidak tersedia untuk Anda; lihat daftarnya di /v1/models.")
_TRAINERS_ONLY = _("Angka layanan hanya untuk pelatih; pemakaian Anda sendiri ada di /v1/usage.")

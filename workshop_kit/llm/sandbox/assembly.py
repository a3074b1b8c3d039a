"""From settings to a sandbox's parts."""

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _
from workshop_kit.llm.engines.engine import Engine
from workshop_kit.llm.engines.rekaman import Rekaman
from workshop_kit.llm.ledger.ledger import Ledger
from workshop_kit.llm.sandbox.audit import FileAudit
from workshop_kit.llm.sandbox.booking import Price
from workshop_kit.llm.sandbox.conversation import Parts
from workshop_kit.llm.sandbox.identity import HubIdentity, Identify, LocalIdentity
from workshop_kit.llm.sandbox.policy import Policy, Route
from workshop_kit.llm.settings import LlmSettings

_LEDGER_FILE = "llm-ledger.sqlite"
_AUDIT_FILE = "llm-audit.jsonl"
LOOPBACK = frozenset((b"127.0.0.1", b"localhost", b"[::1]"))
WORKSHOP = "workshop"


class NotSetUp(WorkshopError):
    """An engine that the settings want cannot be had."""


def parts_of(settings: LlmSettings, *, in_process: bool = False) -> Parts:
    """A sandbox's parts by its settings.

    Parameters
    ----------
    settings : LlmSettings
    in_process : bool
        Whether it is inside a notebook's own process: then it has no live model, whose key would be in reach, and it
        does not matter under which name it is called.

    Raises
    ------
    WorkshopError
        If an engine, or the address of an upstream, cannot be used.
    """
    if in_process:
        settings = settings.without_upstream()
    engines = _engines(settings)
    hub = settings.hub
    identify: Identify = LocalIdentity()
    if hub is not None:
        identify = HubIdentity(hub.api_url, settings.trainer_groups, settings.attendee_groups, hub.access_scopes)
    return Parts(
        engines=engines,
        ledger=ledger_of(settings),
        identify=identify,
        policy=Policy(_routes(settings, engines), settings.limits),
        audit=FileAudit(settings.audit or settings.home / _AUDIT_FILE, settings.keep_texts),
        price=_price(settings),
        # A page in a browser could have its own name lead here.
        hosts=None if in_process or hub is not None else LOOPBACK,
        prefix=hub.prefix if hub is not None else "",
    )


def ledger_of(settings: LlmSettings) -> Ledger:
    """The ledger that the settings name."""
    address = settings.ledger.reveal()
    if address.startswith(("postgresql://", "postgres://")):
        # Imported here: only rooms with several replicas have it.
        from workshop_kit.llm.ledger.postgres import PostgresLedger

        return PostgresLedger(address, settings.quotas)
    from pathlib import Path

    from workshop_kit.llm.ledger.sqlite import SqliteLedger

    return SqliteLedger(Path(address).expanduser() if address else settings.home / _LEDGER_FILE, settings.quotas)


def _engines(settings: LlmSettings) -> dict[str, Engine]:
    from workshop_kit.llm.engines.mini import Mini
    from workshop_kit.llm.engines.simulasi import Simulasi

    engines: dict[str, Engine] = {"simulasi": Simulasi(), "mini": Mini(), "rekaman": Rekaman(settings.recordings)}
    if settings.upstream:
        # Imported here: the client that it needs takes a third of a second.
        from workshop_kit.llm.engines.langsung import Langsung
        from workshop_kit.llm.engines.upstream import Upstream

        engines["langsung"] = Langsung(
            Upstream(settings.upstream, settings.key(), token_field=settings.token_field)  # type: ignore[arg-type]
        )
    if settings.engine not in engines:
        raise NotSetUp(
            _("Mesin “{engine}” belum disiapkan; isi setelan upstream dengan alamat modelnya."), engine=settings.engine
        )
    return engines


def _routes(settings: LlmSettings, engines: dict[str, Engine]) -> dict[str, Route]:
    """The names that callers may write: the workshop's, each engine's, and further models of the upstream."""
    live = settings.model or WORKSHOP
    own = {"simulasi": "simulasi", "mini": "mini", "rekaman": live, "langsung": live}
    routes = {WORKSHOP: Route(settings.engine, own[settings.engine])}
    routes |= {name: Route(name, own[name]) for name in engines}
    if "langsung" in engines:
        routes |= {name: Route("langsung", model) for name, model in settings.models.items() if name not in routes}
    return routes


def _price(settings: LlmSettings) -> Price:
    prices = settings.prices

    def price(engine: str, model: str, prompt: int, completion: int) -> int:
        of = prices.get(model) if engine == "langsung" else None
        # Rupiah for a million tokens are millionths of a rupiah for one.
        return round(prompt * of.prompt + completion * of.completion) if of else 0

    return price

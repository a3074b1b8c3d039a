"""What each group may ask for: which models, and how much at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.wording import shortened


@dataclass(frozen=True, slots=True)
class GroupPolicy:
    """The limits of one group.

    Attributes
    ----------
    models : tuple of str or None
        Names of models that the group may ask for; None: all that there are.
    max_tokens, default_max_tokens : int
        Most tokens of one answer, and how many where the caller says nothing.
    max_prompt_tokens, max_messages, max_n, max_tools, max_texts : int
        Most of these in one request; texts are those to be embedded.
    """

    models: tuple[str, ...] | None = None
    max_tokens: int = 2_048
    default_max_tokens: int = 512
    max_prompt_tokens: int = 16_384
    max_messages: int = 64
    max_n: int = 3
    max_tools: int = 16
    max_texts: int = 128


ATTENDEE = GroupPolicy()
TRAINER = GroupPolicy(
    max_tokens=8_192,
    default_max_tokens=1_024,
    max_prompt_tokens=65_536,
    max_messages=256,
    max_n=8,
    max_tools=64,
    max_texts=512,
)


@dataclass(frozen=True, slots=True)
class Route:
    """Which engine answers for a model, and the model's name there."""

    engine: str
    model: str


@dataclass(frozen=True)
class Policy:
    """What may be asked for, and by whom.

    Attributes
    ----------
    routes : mapping of str to Route
        By the name that callers write.
    groups : mapping of str to GroupPolicy
    """

    routes: Mapping[str, Route]
    groups: Mapping[str, GroupPolicy]

    def models(self, group: str) -> tuple[str, ...]:
        """The names of models that a group may ask for."""
        limits = self.groups.get(group)
        if limits is None:
            return ()
        return tuple(name for name in self.routes if limits.models is None or name in limits.models)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the policy allows: which engine answers, which others may stand in for it, and within which limits."""

    route: Route
    stand_ins: tuple[str, ...] = ()
    limits: GroupPolicy = ATTENDEE


def allow_chat(policy: Policy, group: str, request: ChatRequest, stand_ins: bytes = b"") -> tuple[Allowed, ChatRequest]:
    """A conversation within the limits of a group, with the tokens it may use.

    Parameters
    ----------
    policy : Policy
    group : str
    request : ChatRequest
        As asked for.
    stand_ins : bytes
        Engines that may answer instead, separated by commas.

    Raises
    ------
    Problem
        404 for a model that is not there for the group, 400 for more than the group may ask for.
    """
    allowed = _route(policy, group, request.model, stand_ins)
    limits = allowed.limits
    _at_most("messages", len(request.messages), limits.max_messages)
    _at_most("n", request.n, limits.max_n)
    _at_most("tools", len(request.tools), limits.max_tools)
    _at_most("max_tokens", request.max_tokens, limits.max_tokens)
    return allowed, replace(
        request, model=allowed.route.model, max_tokens=request.max_tokens or limits.default_max_tokens
    )


def allow_embeddings(
    policy: Policy, group: str, request: EmbeddingRequest, stand_ins: bytes = b""
) -> tuple[Allowed, EmbeddingRequest]:
    """Texts to be embedded within the limits of a group; as `allow_chat`."""
    allowed = _route(policy, group, request.model, stand_ins)
    _at_most("input", len(request.texts), allowed.limits.max_texts)
    return allowed, replace(request, model=allowed.route.model)


def allow_prompt(limits: GroupPolicy, tokens: int) -> None:
    """Refuse a prompt of more tokens than a group may send.

    Raises
    ------
    Problem
        400.
    """
    if tokens > limits.max_prompt_tokens:
        raise Problem(400, "prompt_too_long", _PROMPT, tokens=tokens, most=limits.max_prompt_tokens)


def _route(policy: Policy, group: str, model: str, stand_ins: bytes) -> Allowed:
    mine = policy.models(group)
    if model not in mine:
        raise Problem(
            404, "unknown_model", _UNKNOWN_MODEL, param="model", model=shortened(model), models=", ".join(mine) or "-"
        )
    route = policy.routes[model]
    others: list[str] = []
    for name in stand_ins.decode("latin-1").split(","):
        name = name.strip()
        if not name:
            continue
        if name not in mine or policy.routes[name].engine != name:
            raise Problem(400, "unknown_stand_in", _UNKNOWN_STAND_IN, engine=shortened(name))
        if name not in (route.engine, *others):
            others.append(name)
    return Allowed(route, tuple(others), policy.groups[group])


def _at_most(field: str, given: int, most: int) -> None:
    if given > most:
        raise Problem(400, "over_limit", _OVER_LIMIT, param=field, field=field, given=given, most=most)


_UNKNOWN_MODEL = _("Model “{model}” tidak tersedia untuk Anda; yang tersedia: {models}.")
_UNKNOWN_STAND_IN = _("Mesin pengganti “{engine}” tidak ada; pakai rekaman atau simulasi.")
_OVER_LIMIT = _("“{field}” bernilai atau berjumlah {given}; paling banyak {most}.")
_PROMPT = _("Permintaan ini kira-kira {tokens} token, padahal paling banyak {most}; perpendek teksnya.")

"""A request's way: identify, read, parse, allow, mask, reserve, answer, settle, restore, tell."""

import asyncio
import contextlib
import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Embeddings, Engine, Origin, Piece
from workshop_kit.llm.engines.fallback import with_fallback
from workshop_kit.llm.ledger.ledger import Ledger
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox import booking as books
from workshop_kit.llm.sandbox.answering import Patience, Told, answer, broken, within
from workshop_kit.llm.sandbox.answers import Receipt, StreamedChat, Teller, WholeChat, embeddings_shape
from workshop_kit.llm.sandbox.audit import Audit
from workshop_kit.llm.sandbox.booking import Booking, Price, prompt_tokens
from workshop_kit.llm.sandbox.decoding import decode
from workshop_kit.llm.sandbox.exchange import Exchange
from workshop_kit.llm.sandbox.identity import Identify, Person
from workshop_kit.llm.sandbox.leaving import Caller
from workshop_kit.llm.sandbox.masking import Secrets, mask_chat, mask_embeddings
from workshop_kit.llm.sandbox.parsing import Asked, parse_chat, parse_embeddings
from workshop_kit.llm.sandbox.policy import Allowed, Policy, allow_chat, allow_embeddings, allow_prompt
from workshop_kit.llm.sandbox.reading import Bounds, Gone
from workshop_kit.llm.sandbox.response_answers import StreamedResponse, WholeResponse
from workshop_kit.llm.sandbox.responses import parse_responses
from workshop_kit.llm.sandbox.restoring import Restoring
from workshop_kit.llm.tokens import count
from workshop_kit.privacy.masking import scrub

_FALLBACK = b"x-workshop-fallback"
_COMMENT = b": menunggu\n\n"
# Bytes of a request from which on masking may take more than a moment; a usual request is smaller.
_LARGE = 16_384
# One at a time: several would only take turns, and leave less to everybody else.
_masking = ThreadPoolExecutor(1, "workshop-masking")
R = TypeVar("R", ChatRequest, EmbeddingRequest)


def free(engine: str, model: str, prompt: int, completion: int) -> int:
    """The price where nothing costs anything."""
    return 0


@dataclass(slots=True)
class Parts:
    """What a sandbox is made of.

    Attributes
    ----------
    engines : mapping of str to Engine
    ledger : Ledger
    identify : Identify
    policy : Policy
    audit : Audit
    price : callable
        Engine, the model that it was asked for, prompt and completion tokens to millionths of a rupiah.
    bounds : Bounds
    patience : Patience
    hosts : frozenset of bytes or None
        Names under which it may be called; None: any.
    prefix : str
        Path under which a hub's proxy reaches it, without the last slash.
    beat_seconds : float
        Between comments in a stream that waits.
    most_running : int
        Requests answered at the same time.
    """

    engines: Mapping[str, Engine]
    ledger: Ledger
    identify: Identify
    policy: Policy
    audit: Audit
    price: Price = free
    bounds: Bounds = field(default_factory=Bounds)
    patience: Patience = field(default_factory=Patience)
    hosts: frozenset[bytes] | None = None
    prefix: str = ""
    beat_seconds: float = 10.0
    most_running: int = 256


async def chat(parts: Parts, exchange: Exchange) -> None:
    """Answer ``POST /v1/chat/completions``."""

    def teller(asked: Asked) -> Teller:
        if asked.stream:
            return StreamedChat(exchange.write, asked.request.n, asked.include_usage)
        return WholeChat(asked.request.n)

    await _converse(parts, exchange, parse_chat, teller)


async def responses(parts: Parts, exchange: Exchange) -> None:
    """Answer ``POST /v1/responses``."""

    def teller(asked: Asked) -> Teller:
        return StreamedResponse(asked.echoed, exchange.write) if asked.stream else WholeResponse(asked.echoed)

    await _converse(parts, exchange, parse_responses, teller)


async def embeddings(parts: Parts, exchange: Exchange) -> None:
    """Answer ``POST /v1/embeddings``."""
    person = await _who(parts, exchange)
    body = await exchange.body()
    asked = parse_embeddings(decode(body, parts.bounds))
    allowed, request = allow_embeddings(parts.policy, person.group, asked.request, exchange.headers.get(_FALLBACK, b""))
    exchange.entry.model = asked.request.model
    prompt = sum(map(count, request.texts))
    allow_prompt(allowed.limits, prompt)
    request, secrets = await _aside(len(body), mask_embeddings, request)
    exchange.entry.masked = secrets.kinds
    if parts.audit.keeps_texts:
        exchange.entry.texts = {"asked": list(request.texts), "answered": []}
    booking = await _reserve(parts, person, asked.request.model, allowed, prompt, 0)
    caller = Caller(exchange.receive)
    told = Told()
    try:
        told.asked = True
        found: Embeddings = await within(parts.patience, caller, _engine(parts, allowed).embed(request))
        _check(found, len(request.texts))
        told.origin, told.usage = found.origin, found.usage
    except BaseException as error:
        await _settle(parts, exchange, allowed, booking, told, error)
        raise
    finally:
        caller.close()
    receipt = await _settle(parts, exchange, allowed, booking, told, None, secrets)
    assert receipt is not None
    await exchange.reply(embeddings_shape(found.vectors, asked.base64, receipt))


async def _converse(
    parts: Parts,
    exchange: Exchange,
    parse: Callable[[dict[str, Any]], Asked],
    teller_for: Callable[[Asked], Teller],
) -> None:
    person = await _who(parts, exchange)
    body = await exchange.body()
    asked = parse(decode(body, parts.bounds))
    entry = exchange.entry
    entry.stream = asked.stream
    allowed, request = allow_chat(parts.policy, person.group, asked.request, exchange.headers.get(_FALLBACK, b""))
    # Only now: any other name is whatever the caller wrote.
    entry.model = asked.request.model
    # Before masking, which takes longer than counting.
    prompt = prompt_tokens(request)
    allow_prompt(allowed.limits, prompt)
    request, secrets = await _aside(len(body), mask_chat, request)
    entry.masked = secrets.kinds
    booking = await _reserve(parts, person, asked.request.model, allowed, prompt, request.max_tokens * request.n)
    teller = teller_for(asked)
    exchange.fail = teller.fail
    told = Told()
    try:
        await _speak(parts, exchange, asked, request, allowed, secrets, teller, told)
    except BaseException as error:
        await _settle(parts, exchange, allowed, booking, told, error)
        raise
    finally:
        if parts.audit.keeps_texts:
            # A model may say what looks like an identifier of its own accord.
            answered = scrub("".join(told.texts))
            entry.texts = {"asked": [message.text for message in request.messages], "answered": [answered]}
    receipt = await _settle(parts, exchange, allowed, booking, told, None, secrets)
    assert receipt is not None
    last = await teller.end(receipt)
    await (exchange.end(last) if asked.stream else exchange.reply(last))


async def _aside(size: int, mask: Callable[[R], tuple[R, Secrets]], request: R) -> tuple[R, Secrets]:
    """Mask a request; one made to be slow takes a good part of a second, in which others are served."""
    if size < _LARGE:
        return mask(request)
    return await asyncio.get_running_loop().run_in_executor(_masking, mask, request)


async def _who(parts: Parts, exchange: Exchange) -> Person:
    person = await parts.identify(exchange.headers)
    exchange.entry.person, exchange.entry.group = person.name, person.group
    parts.audit.ready()
    return person


def _engine(parts: Parts, allowed: Allowed) -> Engine:
    """The engine that answers, with those that may stand in for it."""
    engine = parts.engines.get(allowed.route.engine)
    others = [parts.engines[name] for name in allowed.stand_ins if name in parts.engines]
    if engine is None:
        raise Problem(503, "engine_not_set_up", _NOT_SET_UP, engine=allowed.route.engine)
    return with_fallback([engine, *others], allowed.stand_ins)


def _cost(parts: Parts, allowed: Allowed, engine: str, prompt: int, completion: int) -> int:
    return parts.price(engine, allowed.route.model, prompt, completion)


async def _reserve(parts: Parts, person: Person, model: str, allowed: Allowed, prompt: int, completion: int) -> Booking:
    engines = (allowed.route.engine, *allowed.stand_ins)
    costs = [_cost(parts, allowed, engine, prompt, completion) for engine in engines]
    return await books.reserve(parts.ledger, person, model, prompt, completion, costs)


async def _speak(
    parts: Parts,
    exchange: Exchange,
    asked: Asked,
    request: ChatRequest,
    allowed: Allowed,
    secrets: Secrets,
    teller: Teller,
    told: Told,
) -> None:
    restoring = Restoring(secrets.placeholders, is_json=request.form != "text")
    calls_left = [1 if asked.one_call else math.inf] * request.n

    async def tell(event: Origin | Piece) -> None:
        if type(event) is Piece:
            event = restoring.piece(event)
            if event.tool_calls:
                event = _fewer_calls(event, calls_left)
        await teller.tell(event)

    engine = _engine(parts, allowed)
    caller = Caller(exchange.receive)
    if asked.stream:
        caller.beat(parts.beat_seconds, lambda: exchange.write(_COMMENT))
    try:
        await answer(engine, request, tell, told, caller, parts.patience)
    finally:
        caller.close()


def _fewer_calls(piece: Piece, left: list[float]) -> Piece:
    """Only as many tool calls as the caller wants."""
    number = len(piece.tool_calls)
    if number > left[piece.index]:
        piece = Piece(piece.index, piece.text, piece.tool_calls[: int(left[piece.index])], piece.logprobs, piece.finish)
    left[piece.index] -= number
    return piece


def _check(found: Embeddings, texts: int) -> None:
    finite = all(len(vector) > 0 and all(map(math.isfinite, vector)) for vector in found.vectors)
    if len(found.vectors) != texts or not finite:
        raise broken()


async def _settle(
    parts: Parts,
    exchange: Exchange,
    allowed: Allowed,
    booking: Booking,
    told: Told,
    error: BaseException | None,
    secrets: Secrets | None = None,
) -> Receipt | None:
    """Put down what was used; the receipt if there is an answer to go with."""
    entry = exchange.entry
    if told.origin is None and not (told.asked and _may_have_cost(error)):
        await _on_the_books(books.refund(parts.ledger, booking))
        return None
    tokens = books.used(booking, told.usage, "".join(told.texts))
    engine = told.origin.engine if told.origin else allowed.route.engine
    cost = _cost(parts, allowed, engine, *tokens)
    await _on_the_books(books.settle(parts.ledger, booking, tokens, cost))
    entry.prompt_tokens, entry.completion_tokens, entry.microrupiah = *tokens, cost
    entry.engine = engine
    if told.origin is None or secrets is None:
        return None
    entry.answered_by, entry.instead_of = told.origin.model, told.origin.instead_of
    return Receipt(told.origin, *tokens, secrets.kinds, cost, exchange.milliseconds())


async def _on_the_books(work: Any) -> None:
    """Wait for the ledger; if it cannot write, all that was set aside stays counted, and the answer is still given."""
    with contextlib.suppress(Problem):
        await work


def _may_have_cost(error: BaseException | None) -> bool:
    """Whether an engine was stopped while it may have been at work: what it was sent counts then."""
    if isinstance(error, Gone | asyncio.CancelledError):
        return True
    return isinstance(error, Problem) and error.status == 504


_NOT_SET_UP = _("Mesin “{engine}” belum disiapkan di sini; pakai model simulasi, atau beri tahu pelatih.")

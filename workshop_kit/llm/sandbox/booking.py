"""Setting aside the most that a request can use, and putting down afterwards what it used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import orjson

from workshop_kit.llm.engines.engine import ChatRequest, Usage
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.ledger.ledger import Ledger, Reservation
from workshop_kit.llm.sandbox.identity import Person
from workshop_kit.llm.tokens import count

# Engine, its model, prompt tokens, completion tokens -> millionths of a rupiah.
Price = Callable[[str, str, int, int], int]
_PER_MESSAGE = 4
# What an upstream says it counted is believed between a quarter and four times our own count, and a little more.
_BELIEVED = 4
_ALLOWANCE = 64


@dataclass(frozen=True, slots=True)
class Booking:
    """What was set aside, and what it was set aside for."""

    reservation: Reservation
    prompt_tokens: int
    most_completion_tokens: int


def prompt_tokens(request: ChatRequest) -> int:
    """Tokens of everything that an engine is sent, by our own count."""
    tokens = 0
    for message in request.messages:
        tokens += _PER_MESSAGE + count(message.text)
        for call in message.tool_calls:
            tokens += _PER_MESSAGE + count(call.name) + count(call.arguments)
    for tool in request.tools:
        tokens += _PER_MESSAGE + count(tool.name) + count(tool.description)
        tokens += count(orjson.dumps(tool.parameters).decode())
    if request.schema is not None:
        tokens += count(orjson.dumps(request.schema).decode())
    return tokens


async def reserve(
    ledger: Ledger,
    person: Person,
    model: str,
    prompt: int,
    completion: int,
    costs: Iterable[int],
) -> Booking:
    """Set aside the most that a request can use.

    Parameters
    ----------
    ledger : Ledger
    person : Person
    model : str
        For the books.
    prompt, completion : int
        Tokens of the prompt, and most tokens of the answer.
    costs : iterable of int
        What the engine and each of its stand-ins would cost at most, in millionths of a rupiah.

    Raises
    ------
    Problem
        429 where a quota is used up, 503 where the books cannot be written.
    """
    most = Amount(1, prompt, completion, max(costs, default=0))
    return Booking(await ledger.reserve(person.name, person.group, most, model), prompt, completion)


def used(booking: Booking, told: Usage | None, answer: str) -> tuple[int, int]:
    """Prompt and completion tokens of an answer: as the engine told them, if they can be believed.

    Parameters
    ----------
    booking : Booking
    told : Usage or None
        What the engine said, if it did.
    answer : str
        All that the engine said, to be counted by ourselves.
    """
    counted = count(answer)
    prompt = _believable(told.prompt_tokens if told else None, booking.prompt_tokens, booking.prompt_tokens)
    completion = _believable(told.completion_tokens if told else None, counted, booking.most_completion_tokens)
    return prompt, completion


async def settle(ledger: Ledger, booking: Booking, tokens: tuple[int, int], cost: int) -> None:
    """Put down what was used.

    Raises
    ------
    Problem
        503 where the books cannot be written; what was set aside then stays counted in full.
    """
    await ledger.settle(booking.reservation, Amount(1, *tokens, cost))


async def refund(ledger: Ledger, booking: Booking) -> None:
    """Give back what was set aside, where no engine was used."""
    await ledger.refund(booking.reservation)


def _believable(told: int | None, counted: int, expected: int) -> int:
    if type(told) is int and -(-counted // _BELIEVED) <= told <= max(counted, expected) * _BELIEVED + _ALLOWANCE:
        return told
    return counted

"""Another engine stands in only if allowed, only before the first piece, and it is always told."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.llm.engines.scripted import QUESTION, hear
from workshop_kit.llm.engines import failures
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
from workshop_kit.llm.engines.fallback import with_fallback
from workshop_kit.llm.problems import Problem

TEXTS = EmbeddingRequest("a", ("b",))


class Fake:
    """An engine that says what it is given."""

    def __init__(self, name: str, *events: Event | Problem) -> None:
        self.name = name
        self.events = events or (Origin(name, f"{name}-1"), Piece(0, name), Piece(0, "", finish="stop"), Usage(1, 1))
        self.asked = 0
        self.open = 0
        self.closed = False

    async def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        self.asked += 1
        self.open += 1
        try:
            for event in self.events:
                if isinstance(event, Problem):
                    raise event
                yield event
        finally:
            self.open -= 1

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        self.asked += 1
        for event in self.events:
            if isinstance(event, Problem):
                raise event
        return Embeddings(Origin(self.name, f"{self.name}-1"), ((1.0,),))

    async def close(self) -> None:
        self.closed = True


def down() -> Fake:
    return Fake("langsung", failures.unavailable())


def no_recording() -> Fake:
    return Fake("rekaman", Problem(404, "no_recording", "Tidak ada rekaman."))


def text_and_origin(*engines: Any, allowed: tuple[str, ...] = ("rekaman", "simulasi")) -> tuple[str, Origin | None]:
    heard = asyncio.run(hear(with_fallback(engines, allowed)))
    return heard.text(), heard.origin


def test_an_engine_that_answers_needs_nobody() -> None:
    other = Fake("simulasi")
    assert text_and_origin(Fake("langsung"), other) == ("langsung", Origin("langsung", "langsung-1"))
    assert other.asked == 0


def test_the_next_one_that_is_allowed_stands_in_and_says_for_whom() -> None:
    for engines in ([down(), Fake("rekaman"), Fake("simulasi")], [down(), Fake("mini"), Fake("rekaman")]):
        text, origin = text_and_origin(*engines)
        assert (text, origin) == ("rekaman", Origin("rekaman", "rekaman-1", instead_of="langsung"))
    text, origin = text_and_origin(down(), no_recording(), Fake("simulasi"))
    assert (text, origin) == ("simulasi", Origin("simulasi", "simulasi-1", instead_of="langsung"))


def test_the_date_of_a_recording_stays() -> None:
    said = (Origin("rekaman", "m", recorded="2026-05-04"), Piece(0, "a", finish="stop"), Usage(1, 1))
    assert text_and_origin(down(), Fake("rekaman", *said))[1] == Origin("rekaman", "m", "2026-05-04", "langsung")


@pytest.mark.parametrize("allowed", [(), ("mini",), ("langsung",)])
def test_who_is_not_allowed_does_not_stand_in(allowed: tuple[str, ...]) -> None:
    other = Fake("simulasi")
    with pytest.raises(Problem) as caught:
        text_and_origin(down(), other, allowed=allowed)
    assert caught.value.code == "upstream_unavailable" and other.asked == 0


def test_when_nobody_answers_the_first_ones_reason_is_told() -> None:
    with pytest.raises(Problem) as caught:
        text_and_origin(Fake("langsung", failures.busy(7)), no_recording(), Fake("simulasi", failures.broken()))
    assert (caught.value.code, caught.value.retry_after) == ("upstream_busy", 7)


@pytest.mark.parametrize(
    "problem",
    [
        failures.refused(),
        failures.too_long(),
        Problem(429, "quota_exhausted", "Jatah habis."),
        Problem(400, "unknown_field", "Tidak dikenal."),
        Problem(422, "out_of_reach", "Di luar kemampuan."),
    ],
)
def test_a_refusal_is_an_answer(problem: Problem) -> None:
    other = Fake("simulasi")
    with pytest.raises(Problem) as caught:
        text_and_origin(Fake("langsung", problem), other)
    assert caught.value is problem and other.asked == 0


@pytest.mark.parametrize(
    "problem",
    [
        failures.unavailable(),
        failures.busy(None),
        failures.resting(3),
        failures.failed(),
        failures.broken(),
        failures.cut(),
        failures.timed_out(),
    ],
)
def test_whatever_means_not_available_lets_another_one_in(problem: Problem) -> None:
    assert text_and_origin(Fake("langsung", problem), Fake("simulasi"))[0] == "simulasi"
    # Its name alone is no piece.
    named = Fake("langsung", Origin("langsung", "m"), problem)
    assert text_and_origin(named, Fake("simulasi")) == ("simulasi", Origin("simulasi", "simulasi-1", None, "langsung"))


def test_after_the_first_piece_nobody_stands_in() -> None:
    other = Fake("simulasi")
    with pytest.raises(Problem) as caught:
        text_and_origin(Fake("langsung", Origin("langsung", "m"), Piece(0, "a"), failures.cut()), other)
    assert caught.value.code == "upstream_cut" and other.asked == 0


def test_pieces_come_as_they_are_said() -> None:
    async def first_of(engine: Engine) -> Event:
        answer = engine.chat(QUESTION)
        await anext(answer)
        piece = await anext(answer)
        await answer.aclose()  # type: ignore[attr-defined]
        return piece

    wanted = Fake("langsung", Origin("langsung", "m"), Piece(0, "a"), failures.cut())
    assert asyncio.run(first_of(with_fallback([wanted, Fake("simulasi")], ["simulasi"]))) == Piece(0, "a")
    assert wanted.open == 0


def test_embeddings_fall_back_the_same_way() -> None:
    found = asyncio.run(with_fallback([down(), no_recording(), Fake("simulasi")], ["rekaman", "simulasi"]).embed(TEXTS))
    assert found.origin == Origin("simulasi", "simulasi-1", instead_of="langsung")
    for engines, allowed in (([down(), Fake("simulasi")], []), ([Fake("langsung", failures.refused())], ["simulasi"])):
        with pytest.raises(Problem):
            asyncio.run(with_fallback(engines, allowed).embed(TEXTS))


def test_the_engines_of_all_requests_are_not_closed_with_one() -> None:
    first, second = down(), Fake("simulasi")
    engine = with_fallback([first, second], ["simulasi"])
    assert engine.name == "langsung"
    asyncio.run(engine.close())
    assert not first.closed and not second.closed

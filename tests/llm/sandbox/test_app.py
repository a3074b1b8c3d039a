"""Addresses beside the answers themselves, and the steps that have no file of their own."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.sandbox.conftest import HELLO, ROUTES, call, make_parts
from tests.llm.sandbox.engines import Echo
from workshop_kit.language import language, speaking
from workshop_kit.llm.engines.engine import ChatRequest, Message, Tool, ToolCall
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.booking import prompt_tokens
from workshop_kit.llm.sandbox.policy import GroupPolicy, Policy, allow_chat
from workshop_kit.llm.sandbox.reading import Bounds, Gone, drain, headers_of, read


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    app = Sandbox(make_parts(tmp_path, Quotas(day={"attendee": Quota(requests=5, microrupiah=2_500_000)})))
    yield app
    asyncio.run(app.close())


def test_it_says_that_it_runs(sandbox: Sandbox) -> None:
    assert asyncio.run(call(sandbox, "/healthz")).json == {"status": "ok"}


def test_one_sees_ones_own_usage_and_quotas(sandbox: Sandbox) -> None:
    asyncio.run(call(sandbox, body=HELLO))
    usage = asyncio.run(call(sandbox, "/v1/usage")).json
    assert usage["day"]["requests"] == usage["workshop"]["requests"] == 1
    assert usage["day"]["tokens"] == usage["day"]["prompt_tokens"] + usage["day"]["completion_tokens"] > 0
    assert usage["day"]["quota"] == {"requests": 5, "tokens": None, "rupiah": 2.5}
    assert usage["workshop"]["quota"] == {"requests": None, "tokens": None, "rupiah": None}


def test_only_the_head_is_given_where_only_the_head_is_wanted(sandbox: Sandbox) -> None:
    assert asyncio.run(call(sandbox, "/v1/models", method="HEAD")).status == 200


def test_a_hubs_prefix_leads_to_the_same(tmp_path: Path) -> None:
    app = Sandbox(make_parts(tmp_path, prefix="/services/llm"))
    assert asyncio.run(call(app, "/services/llm/v1/chat/completions", HELLO)).status == 200
    assert asyncio.run(call(app, "/services/llm/healthz")).status == 200
    assert asyncio.run(call(app, "/services/lain/healthz")).status == 404
    assert asyncio.run(call(app, "/services/llm/openapi.json")).json["servers"] == [{"url": "/services/llm"}]
    asyncio.run(app.close())


def test_at_its_end_all_is_closed(tmp_path: Path) -> None:
    engine = Echo()
    app = Sandbox(make_parts(tmp_path, engines={"simulasi": engine}))

    async def live() -> list[str]:
        orders = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
        heard: list[str] = []

        async def receive() -> Any:
            return orders.pop(0)

        async def send(message: Any) -> None:
            heard.append(message["type"])

        await app({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send)
        return heard

    assert asyncio.run(live()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert engine.closed


def test_a_websocket_is_closed(sandbox: Sandbox) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    scope = {"type": "websocket", "path": "/v1/chat/completions", "headers": [], "root_path": ""}
    asyncio.run(sandbox(scope, receive, send))
    assert sent == ["websocket.close"]


POLICY = Policy(
    ROUTES,
    {
        "attendee": GroupPolicy(models=("workshop", "simulasi"), max_tokens=100, default_max_tokens=10),
        "trainer": GroupPolicy(),
    },
)
QUESTION = ChatRequest("workshop", (Message("user", "a"),), 0)


def test_each_group_has_models_and_limits_of_its_own() -> None:
    assert POLICY.models("attendee") == ("workshop", "simulasi")
    assert POLICY.models("trainer") == tuple(ROUTES)
    assert POLICY.models("tamu") == ()
    allowed, request = allow_chat(POLICY, "attendee", QUESTION, b"")
    assert (allowed.route.engine, request.model, request.max_tokens) == ("simulasi", "simulasi", 10)
    for group, model in (("attendee", "langsung"), ("tamu", "workshop")):
        with pytest.raises(Problem, match="tidak tersedia") as caught:
            allow_chat(POLICY, group, ChatRequest(model, QUESTION.messages, 0), b"")
        assert caught.value.status == 404


def test_who_may_not_ask_an_engine_may_not_have_it_stand_in_either() -> None:
    with pytest.raises(Problem, match="Mesin pengganti “rekaman” tidak ada"):
        allow_chat(POLICY, "attendee", QUESTION, b"rekaman")
    langsung = ChatRequest("langsung", QUESTION.messages, 0)
    assert allow_chat(POLICY, "trainer", langsung, b"rekaman,, simulasi,rekaman,langsung")[0].stand_ins == (
        "rekaman",
        "simulasi",
    )


def test_all_that_an_engine_is_sent_is_counted() -> None:
    bare = prompt_tokens(QUESTION)
    longer = ChatRequest("m", (Message("user", "kata " * 100),), 1)
    assert prompt_tokens(longer) > bare + 50
    tool = Tool("cari", "Cari surat", {"properties": {"nomor surat": {"description": "kata " * 100}}})
    assert prompt_tokens(ChatRequest("m", QUESTION.messages, 1, tools=(tool,))) > bare + 50
    calls = (Message("assistant", "", (ToolCall("c", "cari", '{"a": "' + "kata " * 100 + '"}'),)),)
    assert prompt_tokens(ChatRequest("m", QUESTION.messages + calls, 1)) > bare + 50
    schema = {"description": "kata " * 100}
    assert prompt_tokens(ChatRequest("m", QUESTION.messages, 1, form="json_schema", schema=schema)) > bare + 50


JSON = {b"content-type": b"application/json"}


def pieces(*messages: Any) -> Any:
    left = list(messages)

    async def receive() -> Any:
        if not left:
            await asyncio.sleep(60)
        return left.pop(0)

    return receive


def piece(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


LEFT = {"type": "http.disconnect"}


def test_a_body_is_read_in_pieces_within_bounds() -> None:
    bounds = Bounds(body_bytes=10, body_seconds=0.05)
    assert asyncio.run(read(JSON, pieces(piece(b"12345", True), piece(b"67890")), bounds)) == b"1234567890"
    for messages, status in (
        ([piece(b"123456", True), piece(b"78901", True)], 413),
        ([piece(b"12345678901")], 413),
        ([piece(b"1", True)], 408),
    ):
        with pytest.raises(Problem) as caught:
            asyncio.run(read(JSON, pieces(*messages), bounds))
        assert caught.value.status == status
    with pytest.raises(Gone):
        asyncio.run(read(JSON, pieces(piece(b"1", True), LEFT), bounds))


@pytest.mark.parametrize("told", [b"3", b"5", b"-4", b"+4", b"four", b"4" * 20, b""])
def test_a_length_that_is_told_wrongly_is_refused(told: bytes) -> None:
    with pytest.raises(Problem) as caught:
        asyncio.run(read({**JSON, b"content-length": told}, pieces(piece(b"1234")), Bounds()))
    assert caught.value.code == "wrong_length"


@pytest.mark.parametrize(
    "kind",
    [
        b"application/json",
        b"APPLICATION/JSON",
        b'application/json; charset="UTF-8"',
        b" application/json ;charset=utf-8",
    ],
)
def test_json_is_json_however_it_is_called(kind: bytes) -> None:
    assert asyncio.run(read({b"content-type": kind}, pieces(piece(b"1")), Bounds())) == b"1"


def test_what_is_refused_is_taken_within_bounds() -> None:
    bounds = Bounds(drained_bytes=10, drained_seconds=0.05)
    assert asyncio.run(drain(pieces(piece(b"1", True), piece(b"2")), bounds))
    assert not asyncio.run(drain(pieces(*[piece(b"123456", True)] * 9), bounds))
    assert not asyncio.run(drain(pieces(piece(b"1", True), LEFT), bounds))
    assert not asyncio.run(drain(pieces(piece(b"1", True)), bounds))


def test_headers_are_bounded_in_process_too() -> None:
    for headers in ([(b"a", b"b")] * 101, [(b"a", b"b" * 40_000)]):
        with pytest.raises(Problem) as caught:
            headers_of({"headers": headers}, Bounds())
        assert caught.value.status == 431


def test_each_reader_has_a_language_of_their_own_at_the_same_time() -> None:
    async def reader(code: str, seen: list[str]) -> None:
        with speaking(code):
            for _ in range(5):
                seen.append(language())
                await asyncio.sleep(0)

    async def both() -> tuple[list[str], list[str]]:
        one: list[str] = []
        other: list[str] = []
        await asyncio.gather(reader("id", one), reader("en", other))
        return one, other

    before = language()
    assert asyncio.run(both()) == (["id"] * 5, ["en"] * 5)
    assert language() == before
    with pytest.raises(ValueError, match="fr"), speaking("fr"):
        pass

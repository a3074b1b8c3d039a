"""Engines that misbehave, callers who leave: what is told, what is stopped, what is paid."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.llm.sandbox.conftest import HELLO, Answer, call, make_parts
from tests.llm.sandbox.engines import ORIGIN, Echo, Scripted, endless, refusing
from workshop_kit.llm.engines.engine import Origin, Piece, TokenLogprob, ToolCall, Usage
from workshop_kit.llm.ledger.amount import Amount
from workshop_kit.llm.ledger.quota import Quota, Quotas
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.answering import Patience
from workshop_kit.llm.sandbox.app import Sandbox

STREAM = {**HELLO, "stream": True, "stream_options": {"include_usage": True}}
HASTE = Patience(first=0.2, between=0.2, total=0.6, caller=0.3, closing=0.1)
DONE = (Piece(0, finish="stop"), Usage(1, 1))


class Room:
    """A sandbox around one engine, and what its ledger and audit hold afterwards."""

    def __init__(self, folder: Path, engine: Any, **given: Any) -> None:
        self.folder = folder
        self.engine = engine
        engines = given.pop("engines", {"simulasi": engine})
        self.app = Sandbox(make_parts(folder, engines=engines, patience=given.pop("patience", HASTE), **given))

    def ask(self, body: Any = HELLO, path: str = "/v1/chat/completions", **how: Any) -> Answer:
        return asyncio.run(call(self.app, path, body, **how))

    def used(self) -> Amount:
        day, _workshop = asyncio.run(self.app.parts.ledger.used_by(self.person))
        return day

    @property
    def person(self) -> str:
        return str(asyncio.run(self.app.parts.identify({})).name)

    def audit(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "audit.jsonl").read_text().splitlines()]


def texts(answer: Answer) -> str:
    return "".join(
        choice["delta"].get("content") or ""
        for event in answer.events
        if event != "[DONE]"
        for choice in event.get("choices", [])
    )


BROKEN: dict[str, tuple[list[Any], int, str]] = {
    "an error of its own": ([ValueError("NIK 9901014103850001")], 503, "internal"),
    "an error after the origin": ([ORIGIN, RuntimeError("rahasia")], 503, "internal"),
    "nothing at all": ([], 502, "engine_broken"),
    "no origin": ([Piece(0, "a")], 502, "engine_broken"),
    "usage alone": ([Usage(1, 1)], 502, "engine_broken"),
    "something else": ([ORIGIN, "halo"], 502, "engine_broken"),
    "a choice too many": ([ORIGIN, Piece(1, "a")], 502, "engine_broken"),
    "a choice below": ([ORIGIN, Piece(-1, "a")], 502, "engine_broken"),
    "a text that is none": ([ORIGIN, Piece(0, 5)], 502, "engine_broken"),  # type: ignore[arg-type]
    "arguments that are no text": ([ORIGIN, Piece(0, tool_calls=(ToolCall("a", "b", {}),))], 502, "engine_broken"),  # type: ignore[arg-type]
    "a refusal": ([refusing()], 503, "upstream_unavailable"),
    "a refusal in the midst": ([ORIGIN, Piece(0, "a"), refusing(502, "upstream_cut")], 502, "upstream_cut"),
    "too long a wait": ([5], 504, "engine_timeout"),
    "too long a wait in the midst": ([ORIGIN, Piece(0, "a"), 5], 504, "engine_timeout"),
    "its own time-out": ([TimeoutError()], 504, "engine_timeout"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_engine_is_one_sentence(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    script, status, code = BROKEN[name]
    room = Room(tmp_path, Scripted(script))
    answer = room.ask()
    assert (answer.status, answer.error["code"]) == (status, code)
    assert answer.sentence().endswith(".")
    assert room.audit()[-1]["outcome"] == code
    # Neither the caller nor the log hears the error's words.
    for words in ("9901014103850001", "rahasia"):
        assert words not in answer.body.decode() + caplog.text
    if code == "internal":
        assert answer.headers["x-request-id"] in answer.sentence() and answer.headers["x-request-id"] in caplog.text


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses"])
def test_a_break_in_the_midst_of_a_stream_is_told_in_the_stream(tmp_path: Path, path: str) -> None:
    room = Room(tmp_path, Scripted([ORIGIN, Piece(0, "satu dua"), refusing(502, "upstream_cut")]))
    body = STREAM if "chat" in path else {"model": "workshop", "input": "Halo", "stream": True}
    answer = room.ask(body, path)
    assert answer.status == 200
    assert answer.events[-1]["error"]["code"] == "upstream_cut"
    assert "[DONE]" not in answer.events
    used = room.used()
    assert (used.requests, used.completion_tokens) == (1, 2)


def test_an_ending_that_is_missing_is_put(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted([ORIGIN, Piece(0, "a"), Piece(1, "b", finish="stop")]))
    choices = room.ask({**HELLO, "n": 2}).json["choices"]
    assert [(choice["message"]["content"], choice["finish_reason"]) for choice in choices] == [
        ("a", "stop"),
        ("b", "stop"),
    ]


def test_what_comes_after_the_ending_is_left_out(tmp_path: Path) -> None:
    room = Room(
        tmp_path, Scripted([ORIGIN, Piece(0, "a", finish="stop"), Piece(0, "b"), ORIGIN, Usage(3, 1), Usage(9, 9)])
    )
    answer = room.ask().json
    assert answer["choices"][0]["message"]["content"] == "a"
    assert answer["usage"]["prompt_tokens"] == 3


def test_a_choice_of_nothing_is_an_empty_answer(tmp_path: Path) -> None:
    answer = Room(tmp_path, Scripted([ORIGIN, *DONE])).ask().json
    assert answer["choices"][0]["message"]["content"] == ""


def test_half_characters_and_infinite_numbers_do_not_break_an_answer(tmp_path: Path) -> None:
    logprob = TokenLogprob("\udc80", float("-inf"), (("\ud83d", float("nan")),))
    room = Room(tmp_path, Scripted([ORIGIN, Piece(0, "a\ud83d", logprobs=(logprob,)), *DONE]))
    plain = room.ask().json["choices"][0]
    assert plain["message"]["content"] == "a?"
    assert plain["logprobs"]["content"][0]["logprob"] == -9999.0
    assert plain["logprobs"]["content"][0]["top_logprobs"][0]["logprob"] == -9999.0
    assert texts(room.ask(STREAM)) == "a?"


ENDLESS = {
    "of one letter": Piece(0, "a"),
    "of nothing": Piece(0, ""),
    "of much": Piece(0, "a" * 10_000),
    "of calls": Piece(0, tool_calls=(ToolCall("c", "cari", "{}"),)),
    "of usage": Usage(1, 1),
    "of origins": ORIGIN,
    "for a choice that has ended": Piece(0, "a", finish="stop"),
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS.keys())
@pytest.mark.parametrize("body", [HELLO, STREAM], ids=["plain", "streamed"])
def test_an_answer_without_end_is_ended(tmp_path: Path, body: Any, piece: Any) -> None:
    engine = Scripted([ORIGIN, endless(piece)])
    room = Room(tmp_path, engine, patience=Patience(total=20))
    answer = room.ask({**body, "max_completion_tokens": 20})
    assert answer.status == 200
    assert len(answer.body) < 400_000
    assert engine.stopped


def test_a_long_answer_ends_for_its_length(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted([ORIGIN, endless(Piece(0, "kata "))]))
    choice = room.ask({**HELLO, "max_tokens": 10}).json["choices"][0]
    assert choice["finish_reason"] == "length"
    assert 50 < len(choice["message"]["content"]) < 1_000


LIES: dict[str, tuple[Usage | None, tuple[int, int]]] = {
    "the truth": (Usage(6, 3), (6, 3)),
    "nothing": (None, (5, 3)),
    "halves": (Usage(None, 3), (5, 3)),
    "below zero": (Usage(-5, -1), (5, 3)),
    "far too much": (Usage(10**9, 10**9), (5, 3)),
    "zero": (Usage(0, 0), (5, 3)),
    "true": (Usage(True, True), (5, 3)),
    "a fraction": (Usage(6.5, 3.0), (5, 3)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", LIES)
@pytest.mark.parametrize("body", [HELLO, STREAM], ids=["plain", "streamed"])
def test_usage_is_believed_only_if_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: Any, name: str
) -> None:
    monkeypatch.setattr("workshop_kit.llm.sandbox.booking.count", lambda text: len(text.split()))
    told, (prompt, completion) = LIES[name]
    room = Room(tmp_path, Scripted([ORIGIN, Piece(0, "satu dua tiga", finish="stop"), *([told] if told else [])]))
    answer = room.ask(body)
    usage = answer.json["usage"] if body is HELLO else answer.events[-2]["usage"]
    assert (usage["prompt_tokens"], usage["completion_tokens"]) == (prompt, completion)
    assert (room.used().prompt_tokens, room.used().completion_tokens) == (prompt, completion)


def test_a_refused_request_costs_nothing(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted([refusing()]))
    room.ask()
    assert room.used() == Amount()


def test_a_request_that_was_given_up_costs_what_was_sent(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted([5]))
    room.ask()
    assert room.used().requests == 1
    assert room.used().prompt_tokens > 0


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses"])
def test_who_leaves_in_mid_stream_pays_what_came_and_stops_the_engine(tmp_path: Path, path: str) -> None:
    engine = Scripted([ORIGIN, *[step for _ in range(1_000) for step in (Piece(0, "kata "), 0.01)], *DONE])
    room = Room(tmp_path, engine, patience=Patience())
    body = STREAM if "chat" in path else {"model": "workshop", "input": "Halo", "stream": True}
    room.ask(body, path, leave_after=6)
    assert engine.stopped
    used = room.used()
    assert used.requests == 1
    assert 1 <= used.completion_tokens < 50
    assert room.audit()[-1]["outcome"] == "left"


def test_who_leaves_and_asks_again_gets_the_whole_answer_and_pays_for_both(tmp_path: Path) -> None:
    pieces = [Piece(0, f"kata{number} ") for number in range(40)]
    engine = Scripted([ORIGIN, *[step for piece in pieces for step in (piece, 0.01)], Piece(0, finish="stop")])
    room = Room(tmp_path, engine, patience=Patience())
    room.ask(STREAM, leave_after=6)
    left = room.used()
    again = room.ask(STREAM)
    assert texts(again) == "".join(piece.text for piece in pieces)
    assert again.events[-1] == "[DONE]"
    told = next(event["usage"] for event in again.events if event != "[DONE]" and event.get("usage"))
    used = room.used()
    assert (left.requests, used.requests) == (1, 2)
    assert used.completion_tokens == left.completion_tokens + told["completion_tokens"]
    assert 0 < left.completion_tokens < told["completion_tokens"]
    assert [line["outcome"] for line in room.audit()[-2:]] == ["left", "ok"]


def test_who_leaves_before_a_plain_answer_stops_the_engine(tmp_path: Path) -> None:
    engine = Scripted([ORIGIN, Piece(0, "a"), 30, *DONE])
    room = Room(tmp_path, engine, patience=Patience())

    async def leave() -> None:
        gone = asyncio.Event()
        first = [json.dumps(HELLO).encode()]

        async def receive() -> dict[str, Any]:
            if first:
                return {"type": "http.request", "body": first.pop(), "more_body": False}
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            raise AssertionError("nobody is there to hear it")

        scope = {
            "type": "http", "method": "POST", "path": "/v1/chat/completions", "root_path": "", "client": None,
            "headers": [(b"content-type", b"application/json")],
        }  # fmt: skip
        asyncio.get_running_loop().call_later(0.05, gone.set)
        await room.app(scope, receive, send)

    asyncio.run(asyncio.wait_for(leave(), 5))
    assert engine.stopped
    assert room.audit()[-1]["outcome"] == "left"
    assert room.used().completion_tokens == 1


def test_who_reads_too_slowly_is_left(tmp_path: Path) -> None:
    engine = Scripted([ORIGIN, *[Piece(0, "kata ")] * 10, *DONE])
    room = Room(tmp_path, engine)

    async def stuck() -> None:
        body = [json.dumps(STREAM).encode()]

        async def receive() -> dict[str, Any]:
            if body:
                return {"type": "http.request", "body": body.pop(), "more_body": False}
            await asyncio.sleep(60)
            raise AssertionError

        async def send(message: Any) -> None:
            if message["type"] == "http.response.body":
                await asyncio.sleep(60)

        scope = {
            "type": "http", "method": "POST", "path": "/v1/chat/completions", "root_path": "", "client": None,
            "headers": [(b"content-type", b"application/json")],
        }  # fmt: skip
        await room.app(scope, receive, send)

    asyncio.run(asyncio.wait_for(stuck(), 5))
    assert engine.stopped
    assert room.audit()[-1]["outcome"] == "left"


def test_a_stopping_server_settles_what_was_used(tmp_path: Path) -> None:
    engine = Scripted([ORIGIN, Piece(0, "kata kata"), 30, *DONE])
    room = Room(tmp_path, engine, patience=Patience())

    async def stop() -> None:
        work = asyncio.create_task(call(room.app, body=STREAM))
        while not engine.seen:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(stop())
    assert engine.stopped
    assert room.used().requests == 1
    assert room.audit()[-1]["outcome"] == "stopped"


def test_while_an_engine_thinks_the_stream_says_that_it_lives(tmp_path: Path) -> None:
    engine = Scripted([0.3, ORIGIN, Piece(0, "a"), *DONE])
    room = Room(tmp_path, engine, patience=Patience(), beat_seconds=0.05)
    answer = room.ask(STREAM)
    assert answer.body.startswith(b": menunggu\n\n")
    assert texts(answer) == "a"
    # A break after the first sign of life can only be told in the stream.
    room = Room(tmp_path, Scripted([0.2, refusing()]), patience=Patience(), beat_seconds=0.05)
    assert room.ask(STREAM).events == [{"error": refusing().body()["error"]}]


def test_another_engine_stands_in_only_if_the_caller_allows_it_and_it_is_told(tmp_path: Path) -> None:
    class Live(Scripted):
        name = "langsung"

    engines = {"simulasi": Echo(), "langsung": Live([refusing()], refusing())}
    room = Room(tmp_path, engines["simulasi"], engines=engines)
    asked = {**HELLO, "model": "langsung"}
    assert room.ask(asked).status == 503
    answer = room.ask(asked, headers={"x-workshop-fallback": "rekaman, simulasi"})
    assert answer.status == 200
    assert answer.json["workshop"]["instead_of"] == "langsung"
    assert answer.json["workshop"]["engine"] == "simulasi"
    assert "menggantikan=langsung" in answer.json["system_fingerprint"]
    assert room.audit()[-1]["instead_of"] == "langsung"
    embedded = room.ask(
        {"model": "langsung", "input": "a"}, "/v1/embeddings", headers={"x-workshop-fallback": "simulasi"}
    )
    assert embedded.json["workshop"]["instead_of"] == "langsung"
    unknown = room.ask(asked, headers={"x-workshop-fallback": "jahat"})
    assert (unknown.status, unknown.error["code"]) == (400, "unknown_stand_in")


def test_an_engine_that_is_not_set_up_is_one_sentence(tmp_path: Path) -> None:
    answer = Room(tmp_path, Echo()).ask({**HELLO, "model": "rekaman"})
    assert (answer.status, answer.error["code"]) == (503, "engine_not_set_up")


VECTORS: dict[str, Any] = {
    "too few": [],
    "too many": [[1.0], [1.0]],
    "empty": [[]],
    "NaN": [[float("nan")]],
    "infinite": [[float("inf")]],
}


@pytest.mark.parametrize("vectors", VECTORS.values(), ids=VECTORS.keys())
def test_broken_vectors_are_one_sentence(tmp_path: Path, vectors: Any) -> None:
    answer = Room(tmp_path, Scripted([], vectors)).ask({"model": "workshop", "input": "a"}, "/v1/embeddings")
    assert (answer.status, answer.error["code"]) == (502, "engine_broken")


def test_what_is_used_costs_by_the_engine_that_answered(tmp_path: Path) -> None:
    def price(engine: str, model: str, prompt: int, completion: int) -> int:
        return prompt * 10 + completion * 100 if (engine, model) == ("langsung", "m-1") else 0

    class Live(Scripted):
        name = "langsung"

    origin = Origin("langsung", "hulu-1")
    live = Live([origin, Piece(0, "a", finish="stop"), Usage(7, 1)])
    room = Room(tmp_path, live, engines={"langsung": live, "simulasi": Echo()}, price=price)
    answer = room.ask({**HELLO, "model": "langsung"}).json
    assert answer["workshop"]["rupiah"] == 170 / 1_000_000
    assert room.used().microrupiah == 170
    room.ask()
    assert room.used().microrupiah == 170


def test_a_quota_that_is_used_up_is_told_and_not_asked_again(tmp_path: Path) -> None:
    quotas = Quotas(day={"attendee": Quota(requests=1)})
    room = Room(tmp_path, Echo(), quotas=quotas)
    assert room.ask().status == 200
    answer = room.ask()
    assert (answer.status, answer.error["code"], answer.error["type"]) == (
        429,
        "quota_day_requests",
        "rate_limit_error",
    )
    assert answer.headers["x-should-retry"] == "false"
    assert int(answer.headers["retry-after"]) > 0


def test_as_many_calls_pass_at_once_as_fit(tmp_path: Path) -> None:
    room = Room(
        tmp_path, Scripted([ORIGIN, 0.1, Piece(0, "a"), *DONE]), quotas=Quotas(day={"attendee": Quota(requests=5)})
    )

    async def all_at_once() -> list[int]:
        return [answer.status for answer in await asyncio.gather(*(call(room.app, body=HELLO) for _ in range(64)))]

    statuses = asyncio.run(all_at_once())
    assert (statuses.count(200), statuses.count(429)) == (5, 59)


def test_when_the_books_cannot_be_written_nobody_is_answered(tmp_path: Path) -> None:
    room = Room(tmp_path, Echo())

    async def refuse(*_given: Any) -> Any:
        raise Problem(503, "ledger_unavailable", "Pencatatan sedang tidak dapat ditulis.", retry_after=5)

    room.app.parts.ledger.reserve = refuse  # type: ignore[method-assign]
    answer = room.ask()
    assert (answer.status, answer.error["code"]) == (503, "ledger_unavailable")
    assert room.engine.seen == []


def test_when_the_books_cannot_be_closed_the_answer_is_still_given(tmp_path: Path) -> None:
    room = Room(tmp_path, Echo())

    async def refuse(*_given: Any) -> Any:
        raise Problem(503, "ledger_unavailable", "Pencatatan sedang tidak dapat ditulis.")

    room.app.parts.ledger.settle = refuse  # type: ignore[method-assign]
    assert room.ask().status == 200
    # What was set aside stays counted in full.
    assert room.used().completion_tokens == 512


def test_too_many_at_once_are_told_to_come_again(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted([ORIGIN, 0.1, Piece(0, "a"), *DONE]), most_running=3)

    async def all_at_once() -> list[Answer]:
        return list(await asyncio.gather(*(call(room.app, body=HELLO) for _ in range(10))))

    answers = asyncio.run(all_at_once())
    busy = [answer for answer in answers if answer.status == 503]
    assert 0 < len(busy) < 10
    assert busy[0].error["code"] == "busy" and busy[0].headers["retry-after"] == "2"
    assert room.ask().status == 200


def test_only_one_call_where_only_one_is_wanted(tmp_path: Path) -> None:
    calls = tuple(ToolCall(f"c{n}", "cari", "{}") for n in range(3))
    script = [ORIGIN, Piece(0, tool_calls=calls[:2]), Piece(0, tool_calls=calls[2:], finish="tool_calls")]
    tool = {"type": "function", "function": {"name": "cari"}}
    for parallel, number in ((True, 3), (False, 1)):
        body = {**HELLO, "tools": [tool], "parallel_tool_calls": parallel}
        message = Room(tmp_path, Scripted(script)).ask(body).json["choices"][0]["message"]
        assert len(message["tool_calls"]) == number

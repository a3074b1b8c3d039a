"""Personal data leaves every text of a request and comes back in the answer, streamed or not."""

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.llm.sandbox.conftest import HELLO, call, make_parts
from tests.llm.sandbox.engines import ORIGIN, Echo, Scripted
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Message, Piece, Tool, ToolCall
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox import conversation as conversation_module
from workshop_kit.llm.sandbox.app import Sandbox
from workshop_kit.llm.sandbox.masking import Secrets, mask_chat, mask_embeddings
from workshop_kit.llm.sandbox.restoring import Restoring

NIK = "9901014103850001"
PHONE = "0800-1234-5678"


def conversation(*messages: Message, **fields: Any) -> ChatRequest:
    return ChatRequest("m", messages or (Message("user", "Halo"),), 100, **fields)


def shown(request: ChatRequest) -> str:
    """All that an engine can see."""
    return repr(request)


def called(arguments: str) -> tuple[Message, ...]:
    call = ToolCall("c1", "cari", arguments)
    return Message("user", "a"), Message("assistant", "", (call,)), Message("tool", "b", tool_call_id="c1")


FIELDS = {
    "a message": conversation(Message("user", f"NIK {NIK}")),
    "the system's message": conversation(Message("system", f"NIK {NIK}"), Message("user", "a")),
    "a tool's result": conversation(
        *called("{}")[:2], Message("tool", json.dumps({"nik": NIK, "hp": PHONE}), tool_call_id="c1")
    ),
    "arguments": conversation(*called(json.dumps({"nik": NIK}))),
    "arguments, as a number": conversation(*called(json.dumps({"nik": int(NIK)}))),
    "arguments, as a fraction": conversation(*called('{"nik": ' + NIK + ".0}")),
    "arguments, escaped": conversation(*called('{"nik": "' + "".join(f"\\u00{ord(c):x}" for c in NIK) + '"}')),
    "arguments, as a key": conversation(*called(json.dumps({NIK: 1}))),
    "arguments, deep": conversation(*called(json.dumps([[[{"a": [NIK]}]]]))),
    "arguments, a key twice": conversation(*called('{"a": "' + NIK + '", "a": 1}')),
    "arguments that are no JSON": conversation(*called("{nik: " + NIK)),
    "a tool's description": conversation(tools=(Tool("cari", f"misalnya {NIK}", {}),)),
    "a parameter's description": conversation(
        tools=(Tool("cari", "", {"properties": {"a": {"description": f"misalnya {NIK}"}}}),)
    ),
    "a parameter's name": conversation(tools=(Tool("cari", "", {"properties": {NIK: {}}, "required": [NIK]}),)),
    "a default": conversation(tools=(Tool("cari", "", {"properties": {"a": {"default": int(NIK)}}}),)),
    "an answer's schema": conversation(form="json_schema", schema={"properties": {"a": {"enum": [NIK]}}}),
    "a stop": conversation(stop=(NIK,)),
}


@pytest.mark.parametrize("request_", FIELDS.values(), ids=FIELDS.keys())
def test_no_engine_sees_an_identifier(request_: ChatRequest) -> None:
    masked, secrets = mask_chat(request_)
    assert NIK not in shown(masked)
    assert PHONE not in shown(masked)
    assert "<NIK_1" in shown(masked)
    assert secrets.kinds["NIK"] >= 1
    # A fraction of so many digits is not exact in any JSON.
    assert any(value.startswith(NIK[:15]) for value in secrets.placeholders.values())


def test_arguments_stay_json() -> None:
    for name in FIELDS:
        if name.startswith("arguments") and name not in ("arguments that are no JSON",):
            masked, _secrets = mask_chat(FIELDS[name])
            json.loads(masked.messages[1].tool_calls[0].arguments)


def test_a_number_split_over_messages_is_masked() -> None:
    masked, secrets = mask_chat(
        conversation(Message("user", "NIK saya 99010141"), Message("assistant", "lanjut?"), Message("user", "03850001"))
    )
    assert "99010141" not in shown(masked) and "03850001" not in shown(masked)
    assert secrets.kinds == {"NIK": 1}


@pytest.mark.parametrize("name", ["9901014103850001", "NIK_9901014103850001", "hp_080012345678"])
def test_an_identifier_in_a_name_is_refused(name: str) -> None:
    for request in (
        conversation(Message("user", "a", name=name)),
        conversation(tools=(Tool(name, "", {}),)),
    ):
        with pytest.raises(Problem) as caught:
            mask_chat(request)
        assert caught.value.code == "personal_data_in_name"


def test_ids_of_calls_are_the_same_for_the_same_question() -> None:
    def asked(first: str, second: str) -> ChatRequest:
        calls = (ToolCall(first, "cari", "{}"), ToolCall(second, "cari", "{}"))
        return conversation(
            Message("user", "a"),
            Message("assistant", "", calls),
            Message("tool", "b", tool_call_id=second),
            Message("tool", "c", tool_call_id=first),
        )

    masked, _secrets = mask_chat(asked("call_8a1", "call_7b2"))
    assert masked == mask_chat(asked("call_x", "call_y"))[0]
    assert [call.id for call in masked.messages[1].tool_calls] == ["call_1", "call_2"]
    assert [message.tool_call_id for message in masked.messages[2:]] == ["call_2", "call_1"]


def test_what_has_nothing_to_mask_is_left_as_it_is() -> None:
    request = conversation(tools=(Tool("cari", "Cari surat", {"properties": {"nomor": {"type": "integer"}}}),))
    masked, secrets = mask_chat(request)
    assert masked is request
    assert secrets.kinds == {} and secrets.placeholders == {}


def test_secrets_do_not_show_themselves() -> None:
    _masked, secrets = mask_chat(FIELDS["a message"])
    assert NIK not in repr(secrets)


def test_texts_to_be_embedded_are_masked_each_for_itself() -> None:
    masked, secrets = mask_embeddings(EmbeddingRequest("m", (f"NIK {NIK}", "99010141", "03850001", f"lagi {NIK}")))
    assert masked.texts == ("NIK <NIK_1>", "99010141", "03850001", "lagi <NIK_1>")
    assert secrets.kinds == {"NIK": 2}


@given(st.text(alphabet="<>NIK_1.TELPON \n0123456789a", max_size=60), st.lists(st.integers(1, 7), max_size=40))
@settings(max_examples=200, deadline=None)
def test_however_an_answer_is_cut_it_is_restored_the_same(text: str, cuts: list[int]) -> None:
    placeholders = {"<NIK_1>": NIK, "<TELEPON_1>": 'dua\nbaris "', "<NIK_1.2>": "99010141"}
    whole = Restoring(placeholders, is_json=False).piece(Piece(0, text, finish="stop")).text
    restoring = Restoring(placeholders, is_json=False)
    parts, at = [], 0
    for cut in cuts:
        parts.append(restoring.piece(Piece(0, text[at : at + cut])).text)
        at += cut
    parts.append(restoring.piece(Piece(0, text[at:], finish="stop")).text)
    assert "".join(parts) == whole


def test_what_is_put_back_into_json_is_escaped() -> None:
    placeholders = {"<NIK_1>": '9901"\n0141'}
    piece = Piece(0, '{"a": "<NIK_1>"}', (ToolCall("c", "cari", '{"a": "<NIK_1>"}'),), finish="stop")
    as_json = Restoring(placeholders, is_json=True).piece(piece)
    assert json.loads(as_json.text) == {"a": '9901"\n0141'}
    assert json.loads(as_json.tool_calls[0].arguments) == {"a": '9901"\n0141'}
    as_text = Restoring(placeholders, is_json=False).piece(replace(piece, tool_calls=()))
    assert as_text.text == '{"a": "9901"\n0141"}'


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    app = Sandbox(make_parts(tmp_path, engines={"simulasi": Echo(size=3)}))
    yield app
    asyncio.run(app.close())


def test_streamed_and_plain_answers_are_identical(sandbox: Sandbox) -> None:
    text = f"NIK {NIK}, hp {PHONE}, surel siti@contoh.id, lagi 9901 0141 0385 0001, <NIK_1> dan <NI"
    body = {"model": "workshop", "messages": [{"role": "user", "content": text}], "n": 2}
    plain = asyncio.run(call(sandbox, body=body)).json
    events = asyncio.run(call(sandbox, body={**body, "stream": True})).events
    for index in range(2):
        streamed = "".join(
            choice["delta"].get("content", "")
            for event in events[:-1]
            for choice in event["choices"]
            if choice["index"] == index
        )
        assert streamed == plain["choices"][index]["message"]["content"] == text
    assert plain["workshop"]["masked"] == events[-2]["workshop"]["masked"] == {"NIK": 2, "TELEPON": 1, "EMAIL": 1}
    assert NIK not in shown(sandbox.parts.engines["simulasi"].seen[0])  # type: ignore[attr-defined]


def test_arguments_of_calls_are_restored(tmp_path: Path) -> None:
    answer = ToolCall("", "cari", '{"nik": "<NIK_1>", "hp": <TELEPON_1>, "x": "<NIK_2>"}')
    engine = Scripted([ORIGIN, Piece(0, tool_calls=(answer,), finish="tool_calls")])
    app = Sandbox(make_parts(tmp_path, engines={"simulasi": engine}))
    body = {"model": "workshop", "messages": [{"role": "user", "content": f"NIK {NIK} hp {PHONE}"}]}
    plain = asyncio.run(call(app, body=body)).json["choices"][0]["message"]["tool_calls"][0]
    assert plain["function"]["arguments"] == '{"nik": "' + NIK + '", "hp": ' + PHONE + ', "x": "<NIK_2>"}'
    assert plain["id"].startswith("call_")
    events = asyncio.run(call(app, body={**body, "stream": True})).events
    deltas = [event["choices"][0]["delta"] for event in events[:-1]]
    streamed = next(delta["tool_calls"][0] for delta in deltas if "tool_calls" in delta)
    assert streamed["function"] == plain["function"]
    responses = asyncio.run(call(app, "/v1/responses", {"model": "workshop", "input": f"NIK {NIK} hp {PHONE}"})).json
    assert responses["output"][0]["arguments"] == plain["function"]["arguments"]
    asyncio.run(app.close())


def test_nobody_gets_another_ones_data(tmp_path: Path) -> None:
    """Placeholders are those of one request: asking for <NIK_1> gives nothing of a request before."""
    engine = Scripted([ORIGIN, Piece(0, "<NIK_1>", finish="stop")])
    app = Sandbox(make_parts(tmp_path, engines={"simulasi": engine}))
    first = {"model": "workshop", "messages": [{"role": "user", "content": f"NIK {NIK}"}]}
    second = {"model": "workshop", "messages": [{"role": "user", "content": "Halo"}]}
    assert asyncio.run(call(app, body=first)).json["choices"][0]["message"]["content"] == NIK
    assert asyncio.run(call(app, body=second)).json["choices"][0]["message"]["content"] == "<NIK_1>"
    asyncio.run(app.close())


def test_while_a_large_request_is_masked_others_are_answered(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slowly(request: ChatRequest) -> tuple[ChatRequest, Secrets]:
        begun.set()
        assert may_end.wait(20)
        return mask_chat(request)

    async def both() -> tuple[Any, Any]:
        monkeypatch.setattr(conversation_module, "mask_chat", slowly)
        content = f"NIK {NIK} " + "ya " * 6_000
        first = asyncio.create_task(call(sandbox, body={**HELLO, "messages": [{"role": "user", "content": content}]}))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        monkeypatch.undo()
        small = await call(sandbox, body=HELLO)
        assert not first.done()
        may_end.set()
        return small, await first

    small, large = asyncio.run(both())
    assert small.status == large.status == 200
    assert large.json["workshop"]["masked"] == {"NIK": 1}

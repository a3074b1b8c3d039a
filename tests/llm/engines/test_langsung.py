"""A scripted upstream misbehaves in every way we could think of; each entry names what the reader gets."""

import asyncio
import base64
import contextlib
import gzip
import json
import logging
import re
import socket
import struct
import traceback
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.llm.engines.scripted import (
    DONE,
    KEY,
    QUESTION,
    Call,
    Heard,
    Script,
    asking,
    chunk,
    event,
    head,
    hear,
    quick,
    saying,
    serving,
    used,
    well,
)
from workshop_kit.llm.engines.engine import (
    ChatRequest,
    EmbeddingRequest,
    Message,
    Tool,
    ToolCall,
    Usage,
)
from workshop_kit.llm.engines.langsung import Langsung
from workshop_kit.llm.engines.secret import INSTEAD, Secret
from workshop_kit.llm.engines.upstream import Upstream, UpstreamError
from workshop_kit.llm.problems import Problem

UNKNOWN = Usage(None, None)
HONEST = Usage(12, 3)


@dataclass(frozen=True)
class Gets:
    """The reader gets this answer."""

    text: str = "Tiga hari."
    usage: Usage = HONEST
    finish: str = "stop"


@dataclass(frozen=True)
class Told:
    """The reader gets this error, after the text that came before it."""

    status: int
    code: str
    text: str = ""


async def silent(call: Call) -> None:
    await asyncio.sleep(30)


async def hangs_up(call: Call) -> None:
    call.reset()


async def resets_in_mid_stream(call: Call) -> None:
    await call.send(head(), chunk("Tiga "), pause=0.05)
    call.reset()


async def drips_headers(call: Call) -> None:
    for byte in head().encode() * 100:
        await call.send(bytes([byte]), pause=0.02)


async def endless_headers(call: Call) -> None:
    await call.send("HTTP/1.1 200 OK\r\n")
    for _ in range(10_000):
        await call.send("X-Isi: " + "a" * 1000 + "\r\n")


async def endless_text(call: Call) -> None:
    await call.send(head())
    while True:
        await call.send(chunk("la " * 200))


async def endless_comments(call: Call) -> None:
    await call.send(head(), chunk("Tiga "))
    while True:
        await call.send(": masih di sini\n\n", pause=0.01)


async def endless_line(call: Call) -> None:
    await call.send(head(), 'data: {"choices":[{"delta":{"content":"')
    while True:
        await call.send("a" * 1000)


async def stays_open_after_the_end(call: Call) -> None:
    await call.send(head(), chunk("Tiga hari.", "stop"), used(), DONE)
    await asyncio.sleep(30)


async def silent_in_the_middle(call: Call) -> None:
    await call.send(head(), chunk("Tiga "))
    await asyncio.sleep(30)


async def says_usage_without_end(call: Call) -> None:
    await call.send(head(), chunk("Tiga hari.", "stop"))
    while True:
        await call.send(used(), pause=0.001)


async def chunked_wrongly(call: Call) -> None:
    await call.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhalo"
    )


def bare(*lines: str) -> Script:
    async def script(call: Call) -> None:
        await call.send("\r\n".join([*lines, "", ""]))

    return script


def plain(body: Any, kind: str = "application/json") -> Script:
    return saying(json.dumps(body), kind=kind)


def whole(text: Any = "Tiga hari.", finish: Any = "stop", **more: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {"model": "hulu-1", "choices": [choice], "usage": {"prompt_tokens": 12, "completion_tokens": 3}} | more


TEXT = (chunk("Tiga "), chunk("hari."), chunk(finish="stop"))
STREAM = "".join([*TEXT, used(), DONE])
BOMB = gzip.compress(b"data: " + b"a" * 50_000_000)
GZIP_HEAD = head("200 OK", "text/event-stream", "Content-Encoding: gzip")
LEAK = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}})

MISBEHAVIOURS: dict[str, tuple[Script, Gets | Told]] = {
    "none at all": (well, Gets()),
    # Form of the stream
    "one byte at a time": (saying(*[STREAM[place : place + 1] for place in range(len(STREAM))]), Gets()),
    "CRLF, comments, other fields": (
        saying(": halo\r\nid: 1\r\nretry: 10\r\nevent: message\r\n" + STREAM.replace("\n", "\r\n")),
        Gets(),
    ),
    "CR alone": (saying(STREAM.replace("\n", "\r")), Gets()),
    "a byte order mark": (saying(b"\xef\xbb\xbf", STREAM), Gets()),
    "data in two lines": (saying(STREAM.replace('"choices"', '\ndata: "choices"')), Gets()),
    "no space after the colon": (saying(STREAM.replace("data: ", "data:")), Gets()),
    "no [DONE]": (saying(*TEXT, used()), Gets()),
    "no last line end": (saying(STREAM.rstrip()), Gets()),
    "text after [DONE]": (saying(STREAM, chunk(" Bohong."), used(1, 1), DONE), Gets()),
    "text after the finish": (saying(*TEXT, chunk(" Bohong."), chunk(finish="length"), used(), DONE), Gets()),
    "[DONE] without a finish": (saying(chunk("Tiga hari."), used(), DONE), Gets()),
    "an end without finish and [DONE]": (saying(chunk("Tiga ")), Told(502, "upstream_cut", "Tiga ")),
    "the connection stays open after the end": (stays_open_after_the_end, Gets()),
    "[DONE] alone": (saying(DONE), Told(502, "upstream_broken")),
    "no body": (saying(), Told(502, "upstream_broken")),
    "white space alone": (saying("\n \n\n"), Told(502, "upstream_broken")),
    "a line of invalid JSON": (saying(chunk("Tiga "), "data: {halo\n\n"), Told(502, "upstream_broken", "Tiga ")),
    "JSON of another shape": (saying(chunk("Tiga "), "data: [1, 2]\n\n"), Told(502, "upstream_broken", "Tiga ")),
    "choices that are no list": (saying(event({"choices": "x"})), Told(502, "upstream_broken")),
    "a choice that is no object": (saying(event({"choices": [3]})), Told(502, "upstream_broken")),
    "a delta that is a number": (saying(event({"choices": [{"delta": 3}]})), Told(502, "upstream_broken")),
    "content that is a number": (saying(chunk(delta={"content": 3})), Told(502, "upstream_broken")),
    "a finish that is a number": (saying(chunk("Tiga", finish=3)), Told(502, "upstream_broken")),  # type: ignore[arg-type]
    "100,000 deep JSON": (saying(chunk("a"), "data: " + "[" * 15_000 + "\n\n"), Told(502, "upstream_broken", "a")),
    "NaN in JSON": (saying('data: {"choices": [], "x": NaN}\n\n', STREAM), Told(502, "upstream_broken")),
    "invalid UTF-8": (
        saying(chunk("Tiga hari.", "stop").encode().replace(b"hari", b"h\xffri"), used(), DONE),
        Gets("Tiga h\ufffdri."),
    ),
    "lone surrogates": (
        saying(chunk("Tiga hari.", "stop").replace("hari", "h\\ud83dri"), used(), DONE),
        Gets("Tiga h\ufffdri."),
    ),
    "text in parts": (
        saying(
            chunk(delta={"content": [{"type": "text", "text": "Tiga hari."}, {"type": "x"}]}, finish="stop"), used()
        ),
        Gets(),
    ),
    "thoughts beside the text": (saying(chunk("", delta={"reasoning_content": "hmm"}), STREAM), Gets()),
    "terminal escapes are text": (saying(chunk("\x1b[31mawas\x07", "stop"), used()), Gets("\x1b[31mawas\x07")),
    "a finish of its own invention": (saying(chunk("Tiga hari.", "eos"), used()), Gets()),
    "a finish in other words": (saying(chunk("Tiga hari.", "max_tokens"), used()), Gets(finish="length")),
    "tool calls that nobody offered": (
        saying(chunk("Tiga hari.", "tool_calls", delta={"tool_calls": [{"function": {"name": "hapus"}}]}), used()),
        Gets(),
    ),
    "wrong indices of choices": (
        saying(*(chunk("bohong", index=index) for index in (1, -1, 10**20, True, "0", None, 0.5)), STREAM),
        Gets(),
    ),
    # Not a stream
    "a plain answer instead of a stream": (plain(whole()), Gets()),
    "a plain answer in many pieces": (saying(*json.dumps(whole()), kind="application/json"), Gets()),
    "a plain answer said to be a stream": (plain(whole(), "text/event-stream"), Gets()),
    "a stream said to be something else": (saying(STREAM, kind="text/plain; charset=latin-1"), Gets()),
    "a plain answer without finish": (plain(whole(finish=None)), Told(502, "upstream_cut", "Tiga hari.")),
    "a plain answer of no choices": (plain(whole(choices=[])), Told(502, "upstream_broken")),
    "half a plain answer": (saying(json.dumps(whole())[:-9]), Told(502, "upstream_broken")),
    "an HTML page": (saying("<html>proxy: masuk dulu</html>", kind="text/html"), Told(502, "upstream_broken")),
    "a plain word": (saying("error", kind="text/plain"), Told(502, "upstream_broken")),
    "compressed unasked": (saying(BOMB[:100]), Told(502, "upstream_broken")),
    "a gzip bomb": (bare(GZIP_HEAD.strip(), "", BOMB.decode("latin-1")), Told(502, "upstream_broken")),
    # Usage
    "no usage": (saying(*TEXT, DONE), Gets(usage=UNKNOWN)),
    "usage more than once: the last word counts": (
        saying(chunk("Tiga "), used(12, 1), STREAM.replace("Tiga ", "")),
        Gets(),
    ),
    "negative usage": (saying(*TEXT, used(-5, -1), DONE), Gets(usage=UNKNOWN)),
    "usage in words": (saying(*TEXT, used("banyak", "3"), DONE), Gets(usage=UNKNOWN)),
    "usage of yes and no": (saying(*TEXT, used(True, True), DONE), Gets(usage=UNKNOWN)),
    "usage in halves": (saying(*TEXT, used(12.5, 2.5), DONE), Gets(usage=UNKNOWN)),
    "astronomical usage": (saying(*TEXT, used(10**30, 10**9), DONE), Gets(usage=UNKNOWN)),
    "usage of nothing for some text": (saying(*TEXT, used(0, 0), DONE), Gets(usage=UNKNOWN)),
    "usage beyond what was asked for": (saying(*TEXT, used(12, 500), DONE), Gets(usage=Usage(12, None))),
    "usage with the end of text": (saying(*TEXT, used(12, 51), DONE), Gets(usage=Usage(12, 50))),
    "usage that is a list": (saying(*TEXT, event({"usage": [1], "choices": []}), DONE), Gets(usage=UNKNOWN)),
    # Too much, too slow, cut off
    "no connection": (hangs_up, Told(502, "upstream_cut")),
    "silence": (silent, Told(504, "upstream_timeout")),
    "headers byte by byte": (drips_headers, Told(504, "upstream_timeout")),
    "headers without end": (endless_headers, Told(502, "upstream_broken")),
    "silence in the middle": (silent_in_the_middle, Told(504, "upstream_timeout", "Tiga ")),
    "a reset in the middle": (resets_in_mid_stream, Told(502, "upstream_cut", "Tiga ")),
    "text without end, cut at the length asked for": (
        endless_text,
        Gets(("la " * 1100)[: 50 * 64], UNKNOWN, "length"),
    ),
    "comments without end": (endless_comments, Told(504, "upstream_timeout", "Tiga ")),
    "a line without end": (endless_line, Told(502, "upstream_too_long")),
    "usage without end": (says_usage_without_end, Gets()),
    "plain JSON beyond the bound": (saying("{", " " * 1_100_000), Told(502, "upstream_too_long")),
    "a body shorter than announced": (
        bare("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Content-Length: 9999", "", chunk("Tiga ")),
        Told(502, "upstream_cut", "Tiga "),
    ),
    "broken chunked encoding": (chunked_wrongly, Told(502, "upstream_broken")),
    "no HTTP": (bare("SSH-2.0-OpenSSH_9.9"), Told(502, "upstream_broken")),
    # Statuses, all with words that must not get through
    **{
        f"status {status}": (saying(LEAK, status=f"{status} {KEY}", kind="application/json"), Told(told, code))
        for status, told, code in [
            (201, 502, "upstream_broken"),
            (204, 502, "upstream_broken"),
            (400, 400, "upstream_refused"),
            (401, 503, "upstream_unavailable"),
            (402, 503, "upstream_unavailable"),
            (403, 503, "upstream_unavailable"),
            (404, 503, "upstream_unavailable"),
            (408, 504, "upstream_timeout"),
            (413, 400, "upstream_refused"),
            (418, 502, "upstream_broken"),
            (422, 400, "upstream_refused"),
            (429, 503, "upstream_busy"),
            (500, 502, "upstream_failed"),
            (502, 502, "upstream_failed"),
            (503, 503, "upstream_unavailable"),
            (504, 504, "upstream_timeout"),
            (599, 502, "upstream_failed"),
            (700, 502, "upstream_failed"),
        ]
    },
    "an error within a stream": (
        saying(chunk("Tiga "), event({"error": {"message": LEAK, "code": 500}})),
        Told(502, "upstream_failed", "Tiga "),
    ),
    "an error instead of a stream": (plain(json.loads(LEAK)), Told(502, "upstream_failed")),
    "an error with a number within a stream": (saying(event({"error": {"code": 429}})), Told(503, "upstream_busy")),
    "an error that is a word": (saying(event({"error": LEAK})), Told(502, "upstream_failed")),
    # The key comes back
    "the key in the text": (
        saying(chunk(f"kunci {KEY}!", "stop"), used(12, 9)),
        Gets(f"kunci {INSTEAD}!", Usage(12, 9)),
    ),
    "the key split over pieces": (
        saying(chunk("kunci "), *(chunk(letter) for letter in KEY), chunk("!", "stop"), used(12, 9)),
        Gets(f"kunci {INSTEAD}!", Usage(12, 9)),
    ),
    "half the key at the end is text": (saying(chunk("sk-hulu"), chunk(finish="stop"), used()), Gets("sk-hulu")),
    "half the key at the end without a finish": (saying(chunk("sk-hulu"), used(), DONE), Gets("sk-hulu")),
}


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_whatever_an_upstream_does_the_reader_gets_what_the_table_says(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    script, expected = MISBEHAVIOURS[name]
    caplog.set_level(logging.DEBUG)
    heard = Heard()

    async def ask() -> Problem | None:
        async with asking(script) as (engine, _server):
            try:
                await hear(engine, heard=heard)
            except Problem as problem:
                return problem
            return None

    problem = asyncio.run(ask())
    shown = repr(heard)
    if isinstance(expected, Gets):
        assert problem is None
        assert Gets(heard.text(), heard.usage or UNKNOWN, heard.finish() or "") == expected
        assert heard.origin is not None and heard.origin.model == "hulu-1"
    else:
        assert problem is not None
        assert (problem.status, problem.code, heard.text()) == (expected.status, expected.code, expected.text)
        shown += json.dumps(problem.body()) + "".join(traceback.format_exception(problem))
        assert problem.__context__ is None and problem.__cause__ is None
    assert KEY not in shown + caplog.text
    assert "Incorrect API key" not in shown + caplog.text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", "".join(record.getMessage() for record in caplog.records))


def test_a_request_is_sent_as_the_api_has_it() -> None:
    tool = Tool(
        "cari", "Mencari peraturan", {"type": "object", "properties": {"kata": {"type": "string"}}}, strict=True
    )
    request = ChatRequest(
        "workshop",
        (
            Message("developer", "Jawab singkat."),
            Message("user", "Cari.", name="warga"),
            Message("assistant", "", (ToolCall("call_1", "cari", '{"kata": "air"}'),)),
            Message("tool", "Perda 3", tool_call_id="call_1"),
        ),
        max_tokens=20,
        n=2,
        temperature=0.5,
        stop=("\n",),
        seed=7,
        top_logprobs=3,
        tools=(tool,),
        tool_choice="cari",
        form="json_schema",
        schema={"type": "object", "additionalProperties": False},
        frequency_penalty=0.5,
        presence_penalty=-0.5,
    )

    async def ask() -> Call:
        async with asking(well, models={"workshop": "hulu-besar"}) as (engine, server):
            await hear(engine, request)
            return server.calls[0]

    call = asyncio.run(ask())
    assert call.path == "/v1/chat/completions"
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert call.headers["accept-encoding"] == "identity"
    function = {"name": "cari", "description": "Mencari peraturan", "parameters": tool.parameters, "strict": True}
    assert call.body == {
        "model": "hulu-besar",
        "messages": [
            {"role": "system", "content": "Jawab singkat."},
            {"role": "user", "content": "Cari.", "name": "warga"},
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {"id": "call_1", "type": "function", "function": {"name": "cari", "arguments": '{"kata": "air"}'}}
                ],
            },
            {"role": "tool", "content": "Perda 3", "tool_call_id": "call_1"},
        ],
        "max_tokens": 20,
        "n": 2,
        "temperature": 0.5,
        "top_p": 1.0,
        "stop": ["\n"],
        "seed": 7,
        "logprobs": True,
        "top_logprobs": 3,
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": "cari"}},
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "jawaban",
                "schema": {"type": "object", "additionalProperties": False},
                "strict": True,
            },
        },
        "frequency_penalty": 0.5,
        "presence_penalty": -0.5,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_a_server_without_a_key_is_sent_none_and_a_newer_field_can_bound_the_tokens() -> None:
    async def ask() -> Call:
        async with asking(well, key=Secret(), token_field="max_completion_tokens") as (engine, server):
            await hear(engine)
            return server.calls[0]

    call = asyncio.run(ask())
    assert "authorization" not in call.headers
    assert call.body["max_completion_tokens"] == 50 and "max_tokens" not in call.body


def answer(*scripts: Script, request: ChatRequest = QUESTION, **changes: Any) -> Heard:
    async def ask() -> Heard:
        async with asking(*scripts, **changes) as (engine, _server):
            return await hear(engine, request)

    return asyncio.run(ask())


def test_choices_that_come_in_turns_are_kept_apart() -> None:
    turns = [chunk("satu", index=1), chunk("nol", index=0), chunk("!", "stop", index=0), chunk("?", "length", index=1)]
    heard = answer(saying(*turns, used(), DONE), request=replace(QUESTION, n=2))
    assert [(heard.text(each), heard.finish(each)) for each in (0, 1)] == [("nol!", "stop"), ("satu?", "length")]
    assert heard.usage == Usage(12, 3)


def test_usage_said_once_a_choice_is_not_taken_for_the_whole() -> None:
    turns = [chunk("a", "stop", index=0), used(12, 1), chunk("b", "stop", index=1), used(12, 1)]
    assert answer(saying(*turns, DONE), request=replace(QUESTION, n=2)).usage == UNKNOWN


def test_an_upstream_that_gives_fewer_choices_than_asked_for_gives_those() -> None:
    heard = answer(well, request=replace(QUESTION, n=3))
    assert (heard.text(0), heard.finish(0), heard.finish(1)) == ("Tiga hari.", "stop", None)


def test_another_model_that_answers_is_named_and_what_is_no_name_is_not() -> None:
    def named(model: Any) -> str:
        heard = answer(saying(chunk("Tiga hari.", "stop").replace('"hulu-1"', json.dumps(model)), used()))
        assert heard.origin is not None
        return heard.origin.model

    assert named("lain-2026") == "lain-2026"
    for no_name in ("", "a\x1b[31m", "a\nb", "a" * 500, 5, None, ["x"]):
        assert named(no_name) == "hulu-1"
    assert named(f"m-{KEY}") == f"m-{INSTEAD}"
    for path in ("/srv/model/lain.gguf", "./lain.gguf", "~/x/lain.gguf", "C:\\model\\lain.gguf"):
        assert named(path) == "lain.gguf"
    assert named("meta/lain") == "meta/lain" and named("/srv/") == "hulu-1"


CARI = Tool("cari", "", {"type": "object"})
WITH_TOOLS = replace(QUESTION, tools=(CARI, Tool("hitung", "", {"type": "object"})))


def calls(*deltas: Any, finish: str = "tool_calls") -> Script:
    chunks = [chunk(delta={"tool_calls": delta if isinstance(delta, list) else [delta]}) for delta in deltas]
    return saying(*chunks, chunk(finish=finish), used(), DONE)


def delta(index: Any, arguments: Any, identity: str | None = None, name: str | None = None) -> dict[str, Any]:
    function = {"arguments": arguments} | ({"name": name} if name else {})
    made: dict[str, Any] = {"function": function} | ({} if index is None else {"index": index})
    return made | ({"id": identity} if identity else {})


ONE = ToolCall("call_a", "cari", '{"kata": "air"}')
TWO = ToolCall("call_b", "hitung", "[1]")


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (calls(delta(0, "", "call_a", "cari"), delta(0, '{"kata": '), delta(0, '"air"}')), [ONE]),
        (
            calls(delta(1, "[", "call_b", "hitung"), delta(0, ONE.arguments, "call_a", "cari"), delta(1, "1]")),
            [TWO, ONE],
        ),
        (calls([delta(0, ONE.arguments, "call_a", "cari"), delta(1, "[1]", "call_b", "hitung")]), [ONE, TWO]),
        # Without numbers: told apart by their identifiers.
        (calls(delta(None, ONE.arguments, "call_a", "cari"), delta(None, "[1]", "call_b", "hitung")), [ONE, TWO]),
        (calls(delta(None, '{"kata": ', "call_a", "cari"), delta(None, '"air"}')), [ONE]),
        # An object instead of its text, the wrong finish, no identifier, one that is no name.
        (calls(delta(0, {"kata": "air"}, "call_a", "cari"), finish="stop"), [ONE]),
        (calls(delta(0, ONE.arguments, None, "cari")), [replace(ONE, id="call_1")]),
        (calls(delta(0, ONE.arguments, "\x1b]0;", "cari")), [replace(ONE, id="call_1")]),
        (calls(delta(0, "", "call_a", "cari")), [replace(ONE, arguments="{}")]),
        (calls(delta(0, "{bukan json", "call_a", "cari")), [replace(ONE, arguments="{bukan json")]),
        (
            calls(delta(0, f'{{"kata": "{KEY}"}}', "call_a", "cari")),
            [replace(ONE, arguments=f'{{"kata": "{INSTEAD}"}}')],
        ),
        (
            calls(delta(0, '{"kata": "\\u0073' + KEY[1:] + '"}', "call_a", "cari")),
            [replace(ONE, arguments=f'{{"kata": "{INSTEAD}"}}')],
        ),
    ],
)
def test_tool_calls_are_put_together(script: Script, expected: list[ToolCall]) -> None:
    heard = answer(script, request=WITH_TOOLS)
    assert [call for piece in heard.pieces for call in piece.tool_calls] == expected
    assert heard.pieces[-1].tool_calls and heard.finish() == "tool_calls"


def test_tool_calls_of_a_plain_answer_stay_apart_even_without_identifiers() -> None:
    said = [
        {"function": {"name": "cari", "arguments": ONE.arguments}},
        {"function": {"name": "hitung", "arguments": "[1]"}},
    ]
    body = whole(choices=[{"message": {"content": None, "tool_calls": said}, "finish_reason": "tool_calls"}])
    heard = answer(plain(body), request=WITH_TOOLS)
    assert heard.pieces[-1].tool_calls == (replace(ONE, id="call_1"), replace(TWO, id="call_2"))


@pytest.mark.parametrize("wrong", ["x", [3], [{"function": 3}], [{"index": each} for each in range(100)]])
def test_tool_calls_of_another_shape_are_an_error(wrong: Any) -> None:
    with pytest.raises(Problem) as caught:
        answer(saying(chunk(delta={"tool_calls": wrong}), used()), request=WITH_TOOLS)
    assert caught.value.status == 502


def test_a_finish_of_tool_calls_without_any_is_a_stop() -> None:
    assert answer(saying(chunk("Tiga hari.", "tool_calls"), used()), request=WITH_TOOLS).finish() == "stop"


def test_log_probabilities_are_passed_on_if_asked_for_and_only_those_that_are_numbers() -> None:
    content = [
        {
            "token": "Ti",
            "logprob": -0.1,
            "top_logprobs": [{"token": "Ti", "logprob": -0.1}, {"token": "x", "logprob": -3}],
        },
        {"token": "ga", "logprob": "besar"},
        {"logprob": -1},
        5,
    ]
    script = saying(chunk("Tiga", "stop", logprobs={"content": content}), used())
    assert answer(script).pieces[0].logprobs == ()
    (one,) = answer(script, request=replace(QUESTION, top_logprobs=1)).pieces[0].logprobs
    assert (one.token, one.logprob, one.top) == ("Ti", -0.1, (("Ti", -0.1),))
    for odd in ("x", {"content": "x"}, {"content": None}, {}):
        assert answer(saying(chunk("a", "stop", logprobs=odd), used()), request=replace(QUESTION, top_logprobs=1))


def test_log_probabilities_do_not_spell_the_key() -> None:
    letters = [
        {"token": token, "logprob": -1.0, "top_logprobs": [{"token": KEY, "logprob": -1}]} for token in "a" + KEY + "sk"
    ]
    chunks = [chunk(each["token"], logprobs={"content": [each]}) for each in letters]  # type: ignore[arg-type]
    heard = answer(saying(*chunks, chunk(finish="stop"), used(12, 30)), request=replace(QUESTION, top_logprobs=1))
    tokens = [token for piece in heard.pieces for token in piece.logprobs]
    assert [token.token for token in tokens] == ["a", INSTEAD, "s", "k"]
    assert heard.text() == f"a{INSTEAD}sk"
    assert KEY not in repr(heard)


def test_a_short_dummy_key_of_a_local_server_is_an_ordinary_word() -> None:
    assert answer(saying(chunk("Pakai ollama.", "stop"), used()), key=Secret("ollama")).text() == "Pakai ollama."


# Trying again


def with_status(status: str, *headers: str) -> Script:
    async def script(call: Call) -> None:
        await call.send(head(status, "application/json", *headers), LEAK)

    return script


async def tries(*scripts: Script, **changes: Any) -> tuple[Heard | Problem, int]:
    async with asking(*scripts, **{"retries": 2, "whole_seconds": 3} | changes) as (engine, server):
        try:
            return await hear(engine), len(server.calls)
        except Problem as problem:
            return problem, len(server.calls)


def test_busy_upstreams_that_say_when_are_asked_again() -> None:
    busy = with_status("429 Too Many Requests", "Retry-After: 0")
    down = with_status("503 Service Unavailable", "Retry-After: 0")
    heard, count = asyncio.run(tries(busy, down, well))
    assert isinstance(heard, Heard) and heard.text() == "Tiga hari." and count == 3


def test_asking_again_has_an_end() -> None:
    problem, count = asyncio.run(tries(with_status("429 Too Many Requests", "Retry-After: 0")))
    assert isinstance(problem, Problem) and (problem.status, problem.code, count) == (503, "upstream_busy", 3)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("120", 120),
        ("999999999", 3600),
        ("Wed, 21 Oct 2065 07:28:00 GMT", 3600),
        ("-5", 5),
        ("nanti", 5),
        ("9" * 50, 5),
    ],
)
def test_a_long_wait_is_told_instead_of_waited_for(said: str, told: int) -> None:
    problem, count = asyncio.run(tries(with_status("429 Too Many Requests", f"Retry-After: {said}"), well))
    assert isinstance(problem, Problem) and (problem.status, problem.retry_after, count) == (503, told, 1)


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout"]
)
def test_failures_that_may_have_cost_something_are_not_repeated(status: str) -> None:
    problem, count = asyncio.run(tries(with_status(status, "Retry-After: 0"), well))
    assert isinstance(problem, Problem) and count == 1


@pytest.mark.parametrize("script", [hangs_up, silent, resets_in_mid_stream, silent_in_the_middle])
def test_a_request_that_the_upstream_has_is_not_sent_again(script: Script) -> None:
    problem, count = asyncio.run(tries(script, well))
    assert isinstance(problem, Problem) and count == 1


def test_an_upstream_that_is_just_starting_is_tried_again() -> None:
    async def ask() -> str:
        async with serving(well) as server:
            address = server.address
        port = int(address.split(":")[2].split("/")[0])
        engine = Langsung(quick(address, retries=2, whole_seconds=5), chance=lambda: 1.0)
        answering = asyncio.ensure_future(hear(engine))
        await asyncio.sleep(0.1)
        listener = await asyncio.start_server(_well_again, "127.0.0.1", port)
        try:
            return (await answering).text()
        finally:
            listener.close()
            await engine.close()

    async def _well_again(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await well(Call("", {}, None, writer))
        writer.close()

    assert asyncio.run(ask()) == "Tiga hari."


def test_pauses_between_tries_grow_and_differ() -> None:
    async def pauses(chance: float) -> list[float]:
        waited: list[float] = []

        async def wait(seconds: float) -> None:
            waited.append(seconds)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("workshop_kit.llm.engines.langsung.asyncio.sleep", wait)
            engine = Langsung(quick(closed_address(), retries=3, whole_seconds=9), chance=lambda: chance)
            with contextlib.suppress(Problem):
                await hear(engine)
            await engine.close()
        return waited

    low, high = asyncio.run(pauses(0.0)), asyncio.run(pauses(1.0))
    assert low == [0.2, 0.4, 0.8]
    assert high == pytest.approx([0.3, 0.6, 1.2])


def closed_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def test_nobody_there_is_told_as_unavailable() -> None:
    async def ask() -> Problem:
        engine = Langsung(quick(closed_address()))
        with pytest.raises(Problem) as caught:
            await hear(engine)
        await engine.close()
        return caught.value

    problem = asyncio.run(ask())
    assert (problem.status, problem.code) == (503, "upstream_unavailable")


# Redirects, cookies, proxies


def test_redirects_are_not_followed_and_cookies_not_kept() -> None:
    async def ask() -> None:
        async with serving(well) as elsewhere:
            moved = with_status("307 Temporary Redirect", f"Location: {elsewhere.address}/chat/completions")

            async def with_cookie(call: Call) -> None:
                await call.send(head("200 OK", "text/event-stream", "Set-Cookie: sesi=1; Path=/"), STREAM)

            async with asking(moved, with_cookie, well) as (engine, server):
                with pytest.raises(Problem) as caught:
                    await hear(engine)
                assert (caught.value.status, caught.value.code) == (502, "upstream_broken")
                assert elsewhere.calls == []
                await hear(engine)
                await hear(engine)
                assert "cookie" not in server.calls[2].headers

    asyncio.run(ask())


def test_proxies_of_the_environment_are_used_only_if_the_settings_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        async with serving(well) as proxy:
            monkeypatch.setenv("http_proxy", proxy.address.removesuffix("/v1"))
            monkeypatch.setenv("HTTP_PROXY", proxy.address.removesuffix("/v1"))
            monkeypatch.delenv("no_proxy", raising=False)
            monkeypatch.delenv("NO_PROXY", raising=False)
            async with asking(well) as (engine, server):
                await hear(engine)
                assert (len(server.calls), len(proxy.calls)) == (1, 0)
            async with asking(well, trust_environment=True) as (engine, server):
                await hear(engine)
                assert (len(server.calls), len(proxy.calls)) == (0, 1)

    asyncio.run(ask())


# Upstreams that know less


def refuses(*names: str) -> Script:
    async def script(call: Call) -> None:
        if any(call.body.get(name) for name in names):
            await call.send(head("400 Bad Request", "application/json"), LEAK)
        elif call.body.get("stream"):
            await call.send(head(), *TEXT, DONE)
        else:
            await call.send(head("200 OK", "application/json"), json.dumps(whole()))

    return script


@pytest.mark.parametrize(
    ("names", "usage", "first"), [(("stream_options",), UNKNOWN, 2), (("stream_options", "stream"), Usage(12, 3), 3)]
)
def test_an_upstream_that_refuses_streams_is_asked_more_simply_from_then_on(
    names: tuple[str, ...], usage: Usage, first: int
) -> None:
    async def ask() -> None:
        async with asking(refuses(*names)) as (engine, server):
            for count in (first, first + 1, first + 2):
                heard = await hear(engine)
                assert (heard.text(), heard.usage, len(server.calls)) == ("Tiga hari.", usage, count)

    asyncio.run(ask())


def test_a_request_refused_in_every_way_is_refused_and_once_a_way_is_known_only_once() -> None:
    async def ask() -> None:
        async with asking(refuses("model"), refuses("model"), refuses("model"), well, refuses("model")) as (
            engine,
            server,
        ):
            for count in (3, 4, 5):
                if count == 4:
                    await hear(engine)
                    continue
                with pytest.raises(Problem) as caught:
                    await hear(engine)
                assert (caught.value.status, caught.value.code) == (400, "upstream_refused")
                assert len(server.calls) == count

    asyncio.run(ask())


# Circuit breaker, places, connections


def test_an_upstream_that_fails_again_and_again_is_left_alone_and_then_probed_once() -> None:
    now = 0.0

    async def ask() -> None:
        nonlocal now
        failing = with_status("500 Internal Server Error")
        gate = asyncio.Event()

        async def slowly_well(call: Call) -> None:
            await gate.wait()
            await well(call)

        async with serving(failing, failing, failing, failing, slowly_well, well) as server:
            engine = Langsung(quick(server.address, failures_to_open=3, open_seconds=30, whole_seconds=60), lambda: now)

            async def fails(code: str) -> Problem:
                with pytest.raises(Problem) as caught:
                    await hear(engine)
                assert caught.value.code == code
                return caught.value

            for _ in range(3):
                await fails("upstream_failed")
            now = 10.5
            resting = await fails("upstream_resting")
            assert (resting.status, resting.retry_after) == (503, 20)
            assert "20 detik" in str(resting)
            assert len(server.calls) == 3
            now = 31.0
            await fails("upstream_failed")  # the probe fails: closed again at once
            await fails("upstream_resting")
            assert len(server.calls) == 4
            now = 62.0
            probe = asyncio.ensure_future(hear(engine))
            while len(server.calls) < 5:
                await asyncio.sleep(0.01)
            await fails("upstream_resting")  # one probe at a time
            gate.set()
            assert (await probe).text() == "Tiga hari."
            await asyncio.gather(hear(engine), hear(engine))
            await engine.close()

    asyncio.run(ask())


def test_a_probe_whose_reader_leaves_makes_place_for_another() -> None:
    now = 0.0

    async def ask() -> None:
        nonlocal now
        failing = with_status("500 Internal Server Error")
        async with serving(failing, silent_in_the_middle, well) as server:
            engine = Langsung(quick(server.address, failures_to_open=1, open_seconds=1, whole_seconds=60), lambda: now)
            with pytest.raises(Problem):
                await hear(engine)
            now = 2.0
            answering = engine.chat(QUESTION)
            await anext(answering)
            await answering.aclose()  # type: ignore[attr-defined]
            assert (await hear(engine)).text() == "Tiga hari."
            await engine.close()

    asyncio.run(ask())


@pytest.mark.parametrize("status", ["400 Bad Request", "429 Too Many Requests"])
def test_refusals_and_a_busy_upstream_do_not_open_the_circuit(status: str) -> None:
    async def ask() -> None:
        async with asking(with_status(status), failures_to_open=1) as (engine, _server):
            for _ in range(3):
                with pytest.raises(Problem) as caught:
                    await hear(engine)
                assert caught.value.code in ("upstream_refused", "upstream_busy")

    asyncio.run(ask())


def test_no_more_requests_at_a_time_than_there_are_places() -> None:
    at_once, most = 0, 0

    async def counted(call: Call) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await call.send(head(), TEXT[0], pause=0.02)
        at_once -= 1
        await call.send(*TEXT[1:], DONE)

    async def ask() -> None:
        async with asking(counted, parallel=3, queue_seconds=5) as (engine, _server):
            heard = await asyncio.gather(*(hear(engine) for _ in range(12)))
            assert {each.text() for each in heard} == {"Tiga hari."}
        async with asking(silent, parallel=1, whole_seconds=0.5) as (engine, _server):
            outcomes = await asyncio.gather(hear(engine), hear(engine), return_exceptions=True)
            assert [each.code for each in outcomes if isinstance(each, Problem)] == [
                "upstream_timeout",
                "upstream_busy",
            ]

    asyncio.run(ask())
    assert most == 3


def test_a_place_is_free_again_however_a_request_ends() -> None:
    async def ask() -> None:
        async with asking(silent_in_the_middle, silent, hangs_up, well, parallel=1) as (engine, _server):
            answering = engine.chat(QUESTION)
            await anext(answering)
            await answering.aclose()  # type: ignore[attr-defined]
            waiting = asyncio.ensure_future(hear(engine))
            await asyncio.sleep(0.05)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            with pytest.raises(Problem):
                await hear(engine)
            assert (await hear(engine)).text() == "Tiga hari."

    asyncio.run(ask())


def test_a_reader_who_leaves_hangs_up_on_the_upstream() -> None:
    gone = False

    async def goes_on(call: Call) -> None:
        nonlocal gone
        await call.send(head())
        try:
            while True:
                await call.send(chunk("la "), pause=0.01)
        except ConnectionError:
            gone = True
            raise

    async def ask() -> None:
        async with asking(goes_on) as (engine, _server):
            answering = engine.chat(QUESTION)
            await anext(answering)
            await anext(answering)
            await answering.aclose()  # type: ignore[attr-defined]
            for _ in range(100):
                if gone:
                    return
                await asyncio.sleep(0.01)

    asyncio.run(ask())
    assert gone


def test_connections_are_used_again() -> None:
    async def kept(call: Call) -> None:
        call.writer.keep = True  # type: ignore[attr-defined]
        body = STREAM.encode()
        await call.send(
            f"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n", body
        )

    async def ask() -> int:
        async with asking(kept) as (engine, server):
            for _ in range(5):
                await hear(engine)
            return server.connections

    assert asyncio.run(ask()) == 1


# Embeddings

TEXTS = EmbeddingRequest("hulu-vektor", ("jalan rusak", "air bersih"))


def rows(*vectors: Any, indices: tuple[Any, ...] = (0, 1, 2, 3)) -> dict[str, Any]:
    data = [{"index": index, "embedding": vector} for index, vector in zip(indices, vectors, strict=False)]
    return {"model": "hulu-vektor", "data": data, "usage": {"prompt_tokens": 4, "total_tokens": 4}}


def embed(script: Script, request: EmbeddingRequest = TEXTS) -> Any:
    async def ask() -> Any:
        async with asking(script) as (engine, server):
            try:
                return await engine.embed(request), server.calls[0]
            except Problem as problem:
                return problem, server.calls[0]

    return asyncio.run(ask())


def test_vectors_are_put_in_order_and_made_of_length_1() -> None:
    found, call = embed(plain(rows([0.0, 2.0], [3.0, 4.0], indices=(1, 0))))
    assert call.path == "/v1/embeddings"
    assert call.body == {"model": "hulu-vektor", "input": list(TEXTS.texts), "encoding_format": "float"}
    assert found.vectors == ((0.6, 0.8), (0.0, 1.0))
    assert (found.origin.engine, found.origin.model, found.usage) == ("langsung", "hulu-vektor", Usage(4, 0))


def test_vectors_without_numbers_keep_their_order_and_base64_is_read() -> None:
    said = rows([0, 2], base64.b64encode(struct.pack("<2f", 3.0, 4.0)).decode())
    for row in said["data"]:
        del row["index"]
    found, _call = embed(plain(said))
    assert found.vectors[0] == (0.0, 1.0) and found.vectors[1] == pytest.approx((0.6, 0.8))


@pytest.mark.parametrize(
    "said",
    [
        rows([1.0]),
        rows([1.0], [1.0], [1.0]),
        rows([1.0, 0.0], [1.0]),
        rows([1.0], [1.0], indices=(0, 0)),
        rows([1.0], [1.0], indices=(0, 2)),
        rows([1.0], [1.0], indices=("0", "1")),
        rows([1.0], []),
        rows([1.0], [0.0]),
        rows([1.0], [None]),
        rows([1.0], [True]),
        rows([1.0], ["1"]),
        rows([1.0], [1e308, 1e308]),
        rows([1.0], [10**400]),
        rows([1.0], "bukan base64"),
        rows([1.0], [float("nan")]),
        rows([1.0], [float("inf")]),
        rows([1] * 16_385, [0]),
        {"data": {"0": 1}},
        {"error": {"message": LEAK}},
        [1],
    ],
)
def test_vectors_that_are_none_are_an_error(said: Any) -> None:
    problem, _call = embed(plain(said))
    assert isinstance(problem, Problem) and (problem.status, problem.code) == (502, "upstream_broken")


def test_vectors_of_another_length_than_asked_for_are_an_error() -> None:
    request = replace(TEXTS, dimensions=3)
    problem, call = embed(plain(rows([1.0, 0.0], [1.0, 0.0])), request)
    assert call.body["dimensions"] == 3
    assert isinstance(problem, Problem) and problem.status == 502


@pytest.mark.parametrize("said", [-4, 10**9, "4", True, None, 0])
def test_usage_of_embeddings_is_judged_too(said: Any) -> None:
    found, _call = embed(plain(rows([1.0], [1.0]) | {"usage": {"prompt_tokens": said}}))
    assert found.usage == Usage(None, 0)


# Settings and the key


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.contoh.id/v1",
        "ftp://contoh.id/v1",
        "file:///etc/passwd",
        "http://",
        "http://nama:sandi@contoh.id/v1",
        "http://contoh.id/v1?key=1",
        "http://contoh.id/v1#a",
        "http://contoh.id:0/v1",
        "http://contoh.id:99999/v1",
        "http://contoh.id/v1\r\nX: y",
        "http://[::1/v1",
    ],
)
def test_an_address_that_is_none_is_refused_without_quoting_it(address: str) -> None:
    with pytest.raises(UpstreamError) as caught:
        Upstream(address)
    assert "sandi@" not in str(caught.value)


@pytest.mark.parametrize("name", ["parallel", "whole_seconds", "most_bytes", "retries", "chunk_seconds"])
@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_bounds_that_are_none_are_refused(name: str, value: float) -> None:
    with pytest.raises(UpstreamError, match=name):
        Upstream("http://127.0.0.1/v1", **{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["dua kata", "baris\nbaru", "kunci\x00", "kúnci-rahasia"])
def test_a_key_that_no_header_can_hold_is_refused_without_quoting_it(key: str) -> None:
    with pytest.raises(UpstreamError) as caught:
        Upstream("http://127.0.0.1/v1", Secret(key))
    assert key not in str(caught.value) + "".join(traceback.format_exception(caught.value))


def test_the_key_is_in_no_representation_of_settings_and_engine() -> None:
    engine = Langsung(quick("http://127.0.0.1/v1"))
    upstream = quick("http://127.0.0.1/v1")
    assert KEY not in f"{upstream!r} {upstream.key} {engine!r} {vars(upstream)!r} {vars(engine)!r}"
    with pytest.raises(TypeError):
        json.dumps(upstream.key)


def test_tracebacks_that_show_local_variables_do_not_show_the_key() -> None:
    async def ask() -> str:
        shown = []
        for script in (hangs_up, silent, resets_in_mid_stream, with_status("401 Unauthorized"), chunked_wrongly):
            async with asking(script) as (engine, _server):
                try:
                    await hear(engine)
                except Problem as problem:
                    seen = traceback.TracebackException.from_exception(problem, capture_locals=True)
                    shown.append("".join(seen.format()))
        assert len(shown) == 5
        return "".join(shown)

    assert KEY not in asyncio.run(ask())


def test_not_even_the_client_within_shows_the_key_when_a_request_is_stopped() -> None:
    async def ask() -> str:
        async with asking(silent) as (engine, server):
            waiting = asyncio.ensure_future(hear(engine))
            while not server.calls:
                await asyncio.sleep(0.01)
            waiting.cancel()
            try:
                await waiting
            except asyncio.CancelledError as stopped:
                seen = traceback.TracebackException.from_exception(stopped, capture_locals=True)
                return "".join(seen.format())
            raise AssertionError

    shown = asyncio.run(ask())
    assert "aiohttp" in shown and "uthorization" in shown
    assert KEY not in shown

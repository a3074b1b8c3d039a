"""The parser on any input: a request, or a problem with one sentence, and never anything else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_kit.llm.engines.engine import Message, ToolCall
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.decoding import decode
from workshop_kit.llm.sandbox.parsing import Asked, fuzz_parse, parse_chat, parse_embeddings
from workshop_kit.llm.sandbox.reading import Bounds
from workshop_kit.llm.sandbox.responses import parse_responses
from workshop_kit.llm.sandbox.schemas import check_schema

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WORDS = st.sampled_from(
    [
        "type",
        "function",
        "name",
        "arguments",
        "id",
        "role",
        "user",
        "assistant",
        "tool",
        "system",
        "content",
        "text",
        "tool_calls",
        "tool_call_id",
        "messages",
        "model",
        "workshop",
        "input",
        "parameters",
        "properties",
        "items",
        "anyOf",
        "$ref",
        "#/$defs/a",
        "$defs",
        "a",
        "pattern",
        "format",
        "json_schema",
        "schema",
        "strict",
        "function_call",
        "function_call_output",
        "call_id",
        "output",
        "message",
        "input_text",
        "instructions",
        "object",
        "string",
    ]
)
LIKELY = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(-2, 40) | st.floats(-3, 3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=30,
)
FIELDS = st.sampled_from(
    [
        "messages",
        "stream",
        "stream_options",
        "max_tokens",
        "temperature",
        "top_p",
        "n",
        "stop",
        "seed",
        "logprobs",
        "top_logprobs",
        "tools",
        "tool_choice",
        "response_format",
        "metadata",
        "input",
        "instructions",
        "text",
        "dimensions",
        "encoding_format",
        "parallel_tool_calls",
    ]
)


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes) -> None:
    fuzz_parse(data)


@given(VALUES)
@settings(max_examples=300, deadline=None)
def test_any_json(value: Any) -> None:
    fuzz_parse(json.dumps(value).encode())


@given(st.dictionaries(FIELDS, LIKELY, max_size=5))
@settings(max_examples=400, deadline=None)
def test_anything_that_looks_like_a_request(fields: dict[str, Any]) -> None:
    message = {"role": "user", "content": "Halo"}
    fuzz_parse(json.dumps({"model": "workshop", "messages": [message], **fields}).encode())
    fuzz_parse(json.dumps({"model": "workshop", "input": "Halo", **fields}).encode())


@given(LIKELY)
@settings(max_examples=500, deadline=None)
def test_any_schema(value: Any) -> None:
    try:
        check_schema(value, "schema")
    except Problem as problem:
        assert problem.status == 400


@given(VALUES.filter(lambda value: isinstance(value, dict)))
@settings(max_examples=300, deadline=None)
def test_what_is_decoded_is_what_was_written(value: Any) -> None:
    written = json.dumps(value).encode()
    try:
        found = decode(written, Bounds())
    except Problem as problem:
        assert problem.code in ("null_character", "not_finite", "lone_surrogate", "invalid_json")
        return
    assert found == value


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=9), min_size=1, max_size=4), st.data())
@settings(max_examples=300, deadline=None)
def test_a_key_written_twice_is_always_seen(pairs: dict[str, str], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(sorted(pairs)))
    if "\x00" in "".join([*pairs, *pairs.values()]):
        return
    written = [f"{json.dumps(key)}:{json.dumps(value)}" for key, value in [*pairs.items(), (again, "lagi")]]
    body = "{" + ",".join(data.draw(st.permutations(written))) + "}"
    try:
        decode(body.encode(), Bounds())
    except Problem as problem:
        assert problem.code in ("duplicate_key", "lone_surrogate")
    else:
        raise AssertionError("not seen")


def chat(**fields: Any) -> Asked:
    return parse_chat({"model": "workshop", "messages": [{"role": "user", "content": "Halo"}], **fields})


def test_what_is_asked_is_what_was_written() -> None:
    tool = {"type": "function", "function": {"name": "cari", "description": "d", "parameters": {"type": "object"}}}
    asked = chat(
        messages=[
            {"role": "developer", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
            {"role": "user", "content": "c", "name": "siti"},
            {"role": "assistant", "content": None, "refusal": None, "tool_calls": [
                {"id": "c1", "type": "function", "function": {"name": "cari", "arguments": "{}"}}]},
            {"role": "tool", "tool_call_id": "c1", "content": "d"},
        ],
        max_completion_tokens=9, temperature=0, top_p=0.5, n=2, stop="x", seed=-3, logprobs=True, top_logprobs=2,
        tools=[tool], tool_choice={"type": "function", "function": {"name": "cari"}}, frequency_penalty=1,
        presence_penalty=-1, response_format={"type": "json_object"}, stream=True, parallel_tool_calls=False,
        stream_options={"include_usage": True}, user="u", metadata={"a": "b"}, store=False,
    )  # fmt: skip
    request = asked.request
    assert request.messages == (
        Message("developer", "ab"),
        Message("user", "c", name="siti"),
        Message("assistant", "", (ToolCall("c1", "cari", "{}"),)),
        Message("tool", "d", tool_call_id="c1"),
    )
    assert (request.max_tokens, request.temperature, request.top_p, request.n) == (9, 0.0, 0.5, 2)
    assert (request.stop, request.seed, request.top_logprobs, request.form) == (("x",), -3, 2, "json_object")
    assert (request.tool_choice, request.tools[0].description) == ("cari", "d")
    assert (request.frequency_penalty, request.presence_penalty) == (1.0, -1.0)
    assert (asked.stream, asked.include_usage, asked.one_call) == (True, True, True)


def test_what_is_not_said_is_as_the_interface_has_it() -> None:
    asked = chat()
    assert (asked.request.max_tokens, asked.request.n, asked.request.temperature) == (0, 1, 1.0)
    assert (asked.request.top_logprobs, asked.request.seed, asked.request.form) == (None, None, "text")
    assert (asked.stream, asked.include_usage, asked.one_call) == (False, False, False)


def test_both_interfaces_ask_the_same() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    function = {"name": "cari", "description": "d", "parameters": schema, "strict": True}
    call = {"id": "c1", "type": "function", "function": {"name": "cari", "arguments": "{}"}}
    one = parse_chat(
        {
            "model": "workshop",
            "messages": [
                {"role": "system", "content": "s"},
                {"role": "user", "content": "a"},
                {"role": "assistant", "content": "b", "tool_calls": [call, {**call, "id": "c2"}]},
                {"role": "tool", "tool_call_id": "c1", "content": "d"},
                {"role": "tool", "tool_call_id": "c2", "content": "e"},
            ],
            "tools": [{"type": "function", "function": function}],
            "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": schema}},
            "max_tokens": 5,
        }
    )
    other = parse_responses(
        {
            "model": "workshop",
            "instructions": "s",
            "input": [
                {"role": "user", "content": "a"},
                {"type": "message", "role": "assistant", "id": "m1", "status": "completed", "content": [
                    {"type": "output_text", "text": "b", "annotations": [], "logprobs": []}]},
                {"type": "function_call", "call_id": "c1", "name": "cari", "arguments": "{}", "id": "f1"},
                {"type": "function_call", "call_id": "c2", "name": "cari", "arguments": "{}"},
                {"type": "function_call_output", "call_id": "c1", "output": "d"},
                {"type": "function_call_output", "call_id": "c2", "output": [{"type": "input_text", "text": "e"}]},
            ],
            "tools": [{"type": "function", **function}],
            "text": {"format": {"type": "json_schema", "name": "n", "schema": schema}},
            "max_output_tokens": 5,
        }
    )  # fmt: skip
    assert one.request == other.request


def test_one_text_or_many_are_embedded() -> None:
    assert parse_embeddings({"model": "m", "input": "a"}).request.texts == ("a",)
    asked = parse_embeddings({"model": "m", "input": ["a", "b"], "dimensions": 3, "encoding_format": "base64"})
    assert (asked.request.texts, asked.request.dimensions, asked.base64) == (("a", "b"), 3, True)


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\d{16}$",
        "^(Senin|Selasa)$",
        r"[A-Z]{2} \d{1,4} [A-Z]*",
        r"^\S+@\S+$",
        r"\(\d+\)",
        "[+*(){}]",
        r"^a{2,9}?$",
        r"\++",
    ],
)
def test_ordinary_patterns_are_taken(pattern: str) -> None:
    schema = {"type": "string", "pattern": pattern}
    assert check_schema(schema, "schema") is schema


def test_every_pattern_that_is_taken_ends_soon() -> None:
    """The worst texts for what is allowed at most: two repeats without end over the same letters."""
    import re
    import time

    check_schema({"pattern": "a*a*b"}, "schema")
    started = time.process_time()
    assert re.search("a*a*b", "a" * 300) is None
    # Generous: it takes some milliseconds, and a pattern that explodes takes for ever.
    assert time.process_time() - started < 5

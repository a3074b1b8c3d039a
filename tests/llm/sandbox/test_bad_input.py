"""The collection of bad input: what is sent, the status, the code, and what the sentence says.

Nothing of it may end in a status 500 or in silence, and afterwards the sandbox must answer as before.
"""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.llm.sandbox.conftest import HELLO, call, make_parts
from workshop_kit.llm.sandbox.app import Sandbox

USER = {"role": "user", "content": "Halo"}
CALL = {"id": "c1", "type": "function", "function": {"name": "cari", "arguments": "{}"}}
CALLING = {"role": "assistant", "content": None, "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "hasil"}


def chat(**fields: Any) -> dict[str, Any]:
    return {**HELLO, **fields}


def say(*messages: Any) -> dict[str, Any]:
    return {"model": "workshop", "messages": list(messages)}


def content(part: Any) -> dict[str, Any]:
    return say({"role": "user", "content": [part]})


def tool(**function: Any) -> dict[str, Any]:
    return chat(tools=[{"type": "function", "function": {"name": "cari", **function}}])


def schema(of: Any) -> dict[str, Any]:
    return tool(parameters=of)


def pattern(of: str) -> dict[str, Any]:
    return schema({"type": "object", "properties": {"kode": {"type": "string", "pattern": of}}})


def form(of: Any) -> dict[str, Any]:
    return chat(response_format={"type": "json_schema", "json_schema": {"name": "surat", "schema": of}})


def nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        found = {"type": "object", "properties": {"a": found}}
    return found


def multiplying(levels: int) -> dict[str, Any]:
    """Each definition refers four times to the next: 4 ** levels places when written out."""
    definitions: dict[str, Any] = {f"d{levels}": {"type": "string"}}
    for level in range(levels):
        definitions[f"d{level}"] = {"allOf": [{"$ref": f"#/$defs/d{level + 1}"}] * 4}
    return {"$defs": definitions, "$ref": "#/$defs/d0"}


@dataclass(frozen=True)
class Case:
    name: str
    body: Any
    code: str
    says: str
    status: int = 400
    param: str | None = None
    path: str = "/v1/chat/completions"


def raw(text: str) -> bytes:
    """A body whose second half is written by hand."""
    return b'{"model":"workshop","messages":[{"role":"user","content":"Halo"}],' + text.encode() + b"}"


JSON = [
    Case("nothing", b"", "invalid_json", "bukan JSON yang sah"),
    Case("only spaces", b"   ", "invalid_json", "bukan JSON yang sah"),
    Case("half an object", b'{"model": "work', "invalid_json", "bukan JSON yang sah (baris 1"),
    Case("single quotes", b"{'model': 1}", "invalid_json", "periksa tanda kutip"),
    Case("a trailing comma", b'{"model": "workshop",}', "invalid_json", "koma"),
    Case("a comment", b"// halo\n{}", "invalid_json", "bukan JSON"),
    Case("a byte order mark", b"\xef\xbb\xbf{}", "invalid_json", "bukan JSON"),
    Case("two objects", b"{}{}", "invalid_json", "bukan JSON"),
    Case("a raw null character", b'{"model": "\x00"}', "invalid_json", "bukan JSON"),
    Case("a list", b"[]", "not_an_object", "harus sebuah objek JSON"),
    Case("a text", b'"halo"', "not_an_object", "objek JSON"),
    Case("null", b"null", "not_an_object", "objek JSON"),
    Case("100,000 levels of lists", b"[" * 100_000, "too_deep", "bersarang lebih dari 32 tingkat"),
    Case("100,000 levels, closed", raw('"user":' + "[" * 50_000 + "]" * 50_000), "too_deep", "32 tingkat"),
    Case("1,000 levels of objects", raw('"a":' + '{"a":' * 1000 + "1" + "}" * 1000), "too_deep", "32 tingkat"),
    Case("33 levels", raw('"metadata":' + '{"a":' * 33 + "1" + "}" * 33), "too_deep", "32 tingkat"),
    Case("30,000 values", raw('"a":[' + "0," * 30_000 + "0]"), "too_many_values", "lebih dari 20000 nilai"),
    Case("a key twice", raw('"user":"a","user":"b"'), "duplicate_key", "“user” tertulis dua kali"),
    Case("a key twice, deep", raw('"tools":[{"type":"function","type":"x"}]'), "duplicate_key", "“type”"),
    Case("a key twice, once escaped", raw('"user":"a","us\\u0065r":"b"'), "duplicate_key", "“user”"),
    Case("a key twice, colons in texts", raw('"user":"a:b:c\\":","user":":"'), "duplicate_key", "“user”"),
    Case("NaN", raw('"temperature":NaN'), "not_finite", "NaN"),
    Case("Infinity", raw('"temperature":Infinity'), "not_finite", "Infinity"),
    Case("-Infinity", raw('"temperature":-Infinity'), "not_finite", "Infinity"),
    Case("1e309", raw('"temperature":1e309'), "not_finite", "terlalu besar"),
    Case("half a surrogate pair", raw('"user":"\\ud800"'), "lone_surrogate", "separuh pasangan surogat"),
    Case("the wrong half", raw('"user":"\\ude00a"'), "lone_surrogate", "karakter yang utuh"),
    Case("a half in a key", raw('"\\udfff":1'), "lone_surrogate", "surogat"),
    Case("not UTF-8", b'{"model":"\xff\xfe"}', "not_utf8", "bukan UTF-8"),
    Case("surrogates as UTF-8", b'{"model":"\xed\xa0\x80"}', "not_utf8", "bukan UTF-8"),
    Case("overlong UTF-8", b'{"model":"\xc0\xaf"}', "not_utf8", "bukan UTF-8"),
    Case("UTF-16", '{"model":"workshop"}'.encode("utf-16"), "not_utf8", "bukan UTF-8"),
    Case("an escaped null character", raw('"user":"a\\u0000b"'), "null_character", "karakter nol"),
    Case("a null character in a key", raw('"metadata":{"a\\u0000":"b"}'), "null_character", "karakter nol"),
    Case("300 kB", raw('"user":"' + "a" * 300_000 + '"'), "body_too_large", "lebih dari 256 KB", 413),
]

FIELDS = [
    Case("an address of one's own", chat(base_url="http://jahat.example"), "unknown_field", "“base_url” tidak dikenal"),
    Case("headers of one's own", chat(extra_headers={"a": "b"}), "unknown_field", "“extra_headers”"),
    Case("a key of one's own", chat(api_key="sk-1"), "unknown_field", "“api_key”"),
    Case("functions of old", chat(functions=[]), "unknown_field", "“functions” tidak dikenal"),
    Case("an unknown field that is null", chat(extra_body=None), "unknown_field", "“extra_body”"),
    Case("a field in capitals", chat(Model="a"), "unknown_field", "“Model”"),
    Case("escapes in a field's name", chat(**{"\x1b[31m": 1}), "unknown_field", "“·[31m” tidak dikenal"),
    Case("a long field's name", chat(**{"a" * 5_000: 1}), "unknown_field", "aaa…”"),
    Case("no model", {"messages": [USER]}, "missing_field", "“model” belum ada", param="model"),
    Case("no messages", {"model": "workshop"}, "missing_field", "“messages” belum ada", param="messages"),
    Case("messages that are null", chat(messages=None), "missing_field", "“messages” belum ada"),
    Case("an empty conversation", chat(messages=[]), "empty", "“messages” kosong", param="messages"),
    Case("model as a number", chat(model=1), "wrong_type", "“model” harus berupa teks"),
    Case("model as an object", chat(model={}), "wrong_type", "“model” harus berupa teks"),
    Case("an empty model", chat(model=""), "bad_form", "“model” berisi “”"),
    Case("a path as model", chat(model="../../etc/passwd"), "bad_form", "“model” berisi “../../etc"),
    Case("a long model", chat(model="a" * 200), "too_long", "“model” paling panjang 128"),
    Case("a model that is not there", chat(model="gpt-99"), "unknown_model", "“gpt-99” tidak tersedia", 404),
    Case("messages as a text", chat(messages="Halo"), "wrong_type", "“messages” harus berupa daftar"),
    Case("a message as a text", say("Halo"), "wrong_type", "“messages[0]” harus berupa objek JSON"),
    Case("a message as null", say(None), "wrong_type", "“messages[0]”"),
    Case("no role", say({"content": "Halo"}), "missing_field", "“messages[0].role” belum ada"),
    Case("a role that is not there", say({"role": "root", "content": "a"}), "unsupported_value", "“root”; yang dapat"),
    Case("role as a list", say({"role": ["user"], "content": "a"}), "unsupported_value", "messages[0].role"),
    Case("no content", say({"role": "user"}), "missing_field", "“messages[0].content” belum ada"),
    Case("content as a number", say({"role": "user", "content": 5}), "wrong_type", "“messages[0].content”"),
    Case("an unknown field of a message", say({**USER, "weight": 1}), "unknown_field", "“messages[0].weight”"),
    Case("an identifier as name", say({**USER, "name": "a b"}), "bad_form", "“messages[0].name”"),
    Case("65 messages", say(*[USER] * 65), "over_limit", "“messages” bernilai atau berjumlah 65; paling banyak 64"),
    Case("3,000 messages", say(*[USER] * 3_000), "too_many", "paling banyak berisi 2048"),
    Case("a long prompt", say({**USER, "content": "kata " * 40_000}), "prompt_too_long", "perpendek teksnya"),
    Case("stream as a text", chat(stream="true"), "wrong_type", "“stream” harus berupa true atau false"),
    Case("stream as 1", chat(stream=1), "wrong_type", "“stream”"),
    Case("stream_options alone", chat(stream_options={}), "stream_options_without_stream", "hanya berlaku bila"),
    Case("stream_options as 0", chat(stream=True, stream_options=0), "wrong_type", "“stream_options”"),
    Case("a store", chat(store=True), "unsupported_field", "“store” tidak didukung"),
    Case("biased tokens", chat(logit_bias={"50256": -100}), "unsupported_field", "“logit_bias” tidak didukung"),
    Case("17 labels", chat(metadata={str(n): "a" for n in range(17)}), "too_many", "“metadata” paling banyak"),
    Case("a label as a number", chat(metadata={"a": 1}), "wrong_type", "“metadata.a” harus berupa teks"),
    Case("a long label", chat(metadata={"a": "b" * 513}), "too_long", "“metadata” paling panjang 512"),
    Case("a long user", chat(user="a" * 257), "too_long", "“user” paling panjang 256"),
]

NUMBERS = [
    Case("negative max_tokens", chat(max_tokens=-1), "out_of_range", "“max_tokens” harus dari 1", param="max_tokens"),
    Case("no tokens", chat(max_tokens=0), "out_of_range", "“max_tokens” harus dari 1"),
    Case("max_tokens of 10^9", chat(max_tokens=10**9), "out_of_range", "sampai 1000000"),
    Case("max_tokens of 10^30", chat(max_tokens=10**30), "wrong_type", "“max_tokens” harus berupa bilangan bulat"),
    Case("max_tokens above one's own", chat(max_tokens=4_000), "over_limit", "paling banyak 2048"),
    Case("max_tokens as 1.5", chat(max_tokens=1.5), "wrong_type", "bilangan bulat"),
    Case("max_tokens as true", chat(max_tokens=True), "wrong_type", "bilangan bulat"),
    Case("max_tokens as a text", chat(max_tokens="100"), "wrong_type", "bilangan bulat"),
    Case("two different limits", chat(max_tokens=5, max_completion_tokens=6), "two_limits", "kirim salah satu"),
    Case("temperature of 2.1", chat(temperature=2.1), "out_of_range", "“temperature” harus dari 0 sampai 2"),
    Case("temperature of -1", chat(temperature=-1), "out_of_range", "“temperature”"),
    Case("temperature as true", chat(temperature=True), "wrong_type", "“temperature” harus berupa bilangan"),
    Case("temperature as a list", chat(temperature=[1]), "wrong_type", "“temperature”"),
    Case("top_p of 0", chat(top_p=0), "out_of_range", "“top_p” harus dari 0 sampai 1"),
    Case("n of 128", chat(n=128), "over_limit", "“n” bernilai atau berjumlah 128; paling banyak 3"),
    Case("n of 129", chat(n=129), "out_of_range", "“n” harus dari 1 sampai 128"),
    Case("n of 0", chat(n=0), "out_of_range", "“n”"),
    Case("a seed too large", chat(seed=2**63), "out_of_range", "“seed”"),
    Case("a seed as a fraction", chat(seed=0.5), "wrong_type", "“seed” harus berupa bilangan bulat"),
    Case("a penalty of 3", chat(frequency_penalty=3), "out_of_range", "“frequency_penalty” harus dari -2 sampai 2"),
    Case("21 alternatives", chat(logprobs=True, top_logprobs=21), "out_of_range", "“top_logprobs” harus dari 0"),
    Case("alternatives alone", chat(top_logprobs=2), "top_logprobs_without_logprobs", "tambahkan “logprobs”"),
    Case("five stops", chat(stop=["a", "b", "c", "d", "e"]), "out_of_range", "“stop” harus dari 0 sampai 4"),
    Case("an empty stop", chat(stop=[""]), "out_of_range", "“stop[0]” harus dari 1 sampai 256"),
    Case("a long stop", chat(stop="a" * 257), "out_of_range", "“stop[0]”"),
    Case("stop as a number", chat(stop=1), "wrong_type", "“stop” harus berupa daftar"),
    Case("stop with a number", chat(stop=["a", 1]), "wrong_type", "“stop[1]” harus berupa teks"),
]

CONTENT = [
    Case(
        f"an image at {url[:24]}",
        content({"type": "image_url", "image_url": {"url": url}}),
        "unsupported_content",
        "“image_url”; di lokakarya ini isi pesan hanya teks",
        param="messages[0].content[0]",
    )
    for url in (
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://127.0.0.1:8081/hub/api",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "data:image/png;base64," + "A" * 100_000,
    )
] + [
    Case("sound", content({"type": "input_audio", "input_audio": {}}), "unsupported_content", "“input_audio”"),
    Case("a file", content({"type": "file", "file": {"file_id": "f"}}), "unsupported_content", "“file”"),
    Case("a kind as a list", content({"type": ["text"], "text": "a"}), "unsupported_content", "hanya teks"),
    Case("a part without kind", content({"text": "a"}), "missing_field", "“messages[0].content[0].type” belum ada"),
    Case("a part without text", content({"type": "text"}), "missing_field", "content[0].text” belum ada"),
    Case("a part as a text", content("Halo"), "wrong_type", "content[0]” harus berupa objek JSON"),
    Case(
        "a part with an image beside",
        content({"type": "text", "text": "a", "image_url": "b"}),
        "unknown_field",
        "image",
    ),
    Case(
        "sound from the assistant",
        say({"role": "assistant", "content": "a", "audio": {"id": "a"}}),
        "unsupported_field",
        "“messages[0].audio” tidak didukung",
    ),
]

ORDER = [
    Case("a result without a call", say(USER, RESULT), "unexpected_tool_result", "“messages[1]” adalah hasil alat"),
    Case(
        "a result of another call",
        say(USER, CALLING, {**RESULT, "tool_call_id": "c2"}),
        "unexpected_tool_result",
        "tanpa panggilan sebelumnya",
    ),
    Case("a result twice", say(USER, CALLING, RESULT, RESULT), "unexpected_tool_result", "“messages[3]”"),
    Case("a call without a result", say(USER, CALLING, USER), "missing_tool_result", "Sebelum “messages[2]”"),
    Case("a call at the end", say(USER, CALLING), "missing_tool_result", "panggilan alat tanpa hasil"),
    Case(
        "one call twice",
        say(USER, {**CALLING, "tool_calls": [CALL, CALL]}, RESULT),
        "duplicate_call",
        "beridentitas sama",
    ),
    Case("a result without id", say(USER, CALLING, {"role": "tool", "content": "a"}), "missing_field", "tool_call_id"),
    Case("calls of a user", say({**USER, "tool_calls": [CALL]}), "unknown_field", "“messages[0].tool_calls”"),
    Case(
        "a call without arguments",
        say(USER, {**CALLING, "tool_calls": [{**CALL, "function": {"name": "cari"}}]}),
        "missing_field",
        "function.arguments” belum ada",
    ),
    Case(
        "arguments as an object",
        say(USER, {**CALLING, "tool_calls": [{**CALL, "function": {"name": "cari", "arguments": {}}}]}),
        "wrong_type",
        "function.arguments” harus berupa teks",
    ),
    Case(
        "an assistant that says nothing", say(USER, {"role": "assistant", "content": None}), "missing_field", "content"
    ),
]

TOOLS = [
    Case(
        "a search of the provider's",
        chat(tools=[{"type": "web_search"}]),
        "unsupported_tool",
        "“tools[0]” berjenis “web_search”; di lokakarya ini alat hanya berjenis function",
    ),
    Case(
        "a foreign server's tools",
        chat(tools=[{"type": "mcp", "server_url": "http://127.0.0.1/"}]),
        "unsupported_tool",
        "“mcp”",
    ),
    Case("a computer", chat(tools=[{"type": "computer_use_preview"}]), "unsupported_tool", "computer_use"),
    Case("a custom tool", chat(tools=[{"type": "custom", "custom": {"name": "a"}}]), "unsupported_tool", "“custom”"),
    Case("a kind as an object", chat(tools=[{"type": {}}]), "unsupported_tool", "alat hanya"),
    Case("a tool as a text", chat(tools=["cari"]), "wrong_type", "“tools[0]” harus berupa objek JSON"),
    Case("tools as an object", chat(tools={}), "wrong_type", "“tools” harus berupa daftar"),
    Case("a tool without name", chat(tools=[{"type": "function", "function": {}}]), "missing_field", "function.name"),
    Case("a name with spaces", tool(name="hapus semua"), "bad_form", "“hapus semua”"),
    Case("a name of an identifier", tool(name="9901014103850001"), "personal_data_in_name", "berisi data pribadi"),
    Case("one name twice", chat(tools=tool()["tools"] * 2), "duplicate_tool", "bernama sama, “cari”"),
    Case(
        "17 tools",
        chat(tools=[{"type": "function", "function": {"name": f"a{n}"}} for n in range(17)]),
        "over_limit",
        "“tools” bernilai atau berjumlah 17",
    ),
    Case("a choice without tools", chat(tool_choice="required"), "no_tools", "“tools” kosong"),
    Case("a choice that is not there", {**tool(), "tool_choice": "any"}, "unsupported_value", "none, auto, required"),
    Case(
        "another tool chosen",
        {**tool(), "tool_choice": {"type": "function", "function": {"name": "b"}}},
        "unknown_tool",
        "“b” yang tidak ada di “tools”",
    ),
    Case("a choice as a number", {**tool(), "tool_choice": 1}, "unsupported_value", "“tool_choice” berisi “1”"),
    Case("a choice of a search", {**tool(), "tool_choice": {"type": "web_search"}}, "unsupported_tool", "web_search"),
]

SCHEMAS = [
    Case("a schema as a text", schema("object"), "wrong_type", "parameters” harus berupa objek JSON"),
    Case("a schema as a list", form([]), "wrong_type", "“response_format.json_schema.schema” harus berupa objek"),
    Case("a schema by address", schema({"$ref": "http://169.254.169.254/a"}), "foreign_reference", "ke luar skema"),
    Case("a schema in a file", schema({"$ref": "file:///etc/passwd"}), "foreign_reference", "pakai hanya #/$defs/nama"),
    Case("a reference into the middle", schema({"properties": {"a": {"$ref": "#/properties/b"}}}), "foreign_reference",
         "ke luar skema"),
    Case("a reference to itself", schema({"$ref": "#"}), "cyclic_reference", "menunjuk kembali ke dirinya"),
    Case("a circle", schema({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"items": {"$ref": "#/$defs/a"}}},
                             "$ref": "#/$defs/a"}), "cyclic_reference", "tanpa lingkaran"),
    Case("a circle that nobody uses", schema({"$defs": {"a": {"$ref": "#/$defs/a"}}}), "cyclic_reference", "lingkaran"),
    Case("a reference to nothing", schema({"$ref": "#/$defs/b"}), "unresolved_reference", "bagian yang tidak ada"),
    Case("references that multiply", schema(multiplying(9)), "schema_too_large", "terlalu besar"),
    Case("a chain of references", schema({"$defs": {
        **{f"a{n}": {"$ref": f"#/$defs/a{n + 1}"} for n in range(200)}, "a200": {}}, "$ref": "#/$defs/a0"}),
        "schema_too_deep", "bersarang lebih dari 12"),
    Case("13 levels", form(nested(13)), "schema_too_deep", "bersarang lebih dari 12 tingkat"),
    Case("600 properties", schema({"properties": {f"a{n}": {} for n in range(600)}}), "schema_too_large", "500 bagian"),
    Case("an unknown keyword", schema({"$dynamicRef": "#a"}), "unknown_keyword", "$dynamicRef” bukan kata kunci"),
    Case("another base", schema({"$id": "http://jahat.example/"}), "unknown_keyword", "$id”"),
    Case("an unknown type", schema({"type": "file"}), "bad_schema", "parameters.type” tidak sah"),
    Case("a type as a number", schema({"type": 1}), "bad_schema", "tidak sah dalam skema"),
    Case("properties as a list", schema({"properties": []}), "wrong_type", "properties” harus berupa objek"),
    Case("a property as a number", schema({"properties": {"a": 1}}), "wrong_type", "properties.a” harus berupa objek"),
    Case("a billion letters", schema({"properties": {"a": {"minLength": 10**9}}}), "bad_schema", "minLength”"),
    Case("fewer than no items", schema({"minItems": -1}), "bad_schema", "minItems"),
    Case("an empty choice", schema({"anyOf": []}), "bad_schema", "anyOf"),
    Case("required as a text", schema({"required": "a"}), "bad_schema", "required"),
    Case("a name with signs", form({}) | {"response_format": {"type": "json_schema", "json_schema": {
        "name": "a b", "schema": {}}}}, "bad_form", "json_schema.name"),
    Case("no schema", chat(response_format={"type": "json_schema"}), "missing_field", "json_schema” belum ada"),
    Case("a form that is not there", chat(response_format={"type": "xml"}), "unsupported_value", "“xml”; yang dapat"),
    Case("a form as a text", chat(response_format="json"), "wrong_type", "“response_format” harus berupa objek"),
] + [
    Case(f"the pattern {of[:24]}", pattern(of), "risky_pattern", "pattern” terlalu rumit")
    for of in (
        "(a+)+$", "^(a|a)*$", "([a-zA-Z]+)*", "(.*a){11}", "^(([a-z])+.)+[A-Z]([a-z])+$", "a*a*a*b", ".*.*.*=.*",
        r"(\d+){1000}", "a{9999}", "(?=a)b", "(?<!a)b", r"(a)\1", "(?P<n>a)(?P=n)", "x**", "a" * 200, "(?:a?){40}",
    )
] + [
    Case("a pattern that is none", pattern("["), "bad_schema", "pattern” tidak sah"),
    Case("a pattern with half a group", pattern("(a"), "bad_schema", "pattern” tidak sah"),
    Case("patterns as names", schema({"patternProperties": {"(a+)+": {}}}), "risky_pattern", "terlalu rumit"),
]  # fmt: skip

RESPONSES = [
    Case("no input", {"model": "workshop"}, "missing_field", "“input” belum ada"),
    Case("an empty input", {"model": "workshop", "input": ""}, "empty", "“input” kosong"),
    Case("an empty list", {"model": "workshop", "input": []}, "empty", "“input” kosong"),
    Case("input as a number", {"model": "workshop", "input": 5}, "wrong_type", "“input” harus berupa daftar"),
    Case("an answer of before", {"model": "workshop", "input": "a", "previous_response_id": "resp_1"},
         "unsupported_field", "“previous_response_id” tidak didukung"),
    Case("in the background", {"model": "workshop", "input": "a", "background": True}, "unsupported_field", "“back"),
    Case("a foreign item", {"model": "workshop", "input": [{"type": "computer_call"}]}, "unsupported_value",
         "“computer_call”; yang dapat dipakai: message"),
    Case("an item as a text", {"model": "workshop", "input": ["a"]}, "wrong_type", "“input[0]” harus berupa objek"),
    Case("an image", {"model": "workshop", "input": [{"role": "user", "content": [
        {"type": "input_image", "image_url": "http://169.254.169.254/"}]}]}, "unsupported_content", "“input_image”"),
    Case("a provider's tool", {"model": "workshop", "input": "a", "tools": [{"type": "file_search"}]},
         "unsupported_tool", "“file_search”"),
    Case("the other shape's messages", {"model": "workshop", "input": "a", "messages": []}, "unknown_field", "messa"),
    Case("a schema by address", {"model": "workshop", "input": "a", "text": {"format": {
        "type": "json_schema", "name": "a", "schema": {"$ref": "http://a"}}}}, "foreign_reference", "text.format"),
    Case("text as a list", {"model": "workshop", "input": "a", "text": []}, "wrong_type", "“text” harus berupa objek"),
    Case("a result without a call", {"model": "workshop", "input": [
        {"type": "function_call_output", "call_id": "c", "output": "a"}]}, "unexpected_tool_result", "hasil alat"),
]  # fmt: skip

EMBEDDINGS = [
    Case("no input", {"model": "workshop"}, "missing_field", "“input” belum ada"),
    Case("an empty text", {"model": "workshop", "input": ""}, "empty", "“input” kosong"),
    Case("no texts", {"model": "workshop", "input": []}, "empty", "“input” kosong"),
    Case("one empty text", {"model": "workshop", "input": ["a", ""]}, "empty", "“input[1]” kosong"),
    Case("tokens", {"model": "workshop", "input": [1, 2]}, "wrong_type", "“input[0]” harus berupa teks"),
    Case("lists of tokens", {"model": "workshop", "input": [[1]]}, "wrong_type", "“input[0]” harus berupa teks"),
    Case("129 texts", {"model": "workshop", "input": ["a"] * 129}, "over_limit", "paling banyak 128"),
    Case("no dimensions", {"model": "workshop", "input": "a", "dimensions": 0}, "out_of_range", "“dimensions”"),
    Case("another encoding", {"model": "workshop", "input": "a", "encoding_format": "x"}, "unsupported_value", "float"),
    Case("much text", {"model": "workshop", "input": "kata " * 40_000}, "prompt_too_long", "perpendek"),
]  # fmt: skip

CASES = [
    *JSON,
    *FIELDS,
    *NUMBERS,
    *CONTENT,
    *ORDER,
    *TOOLS,
    *SCHEMAS,
    *(Case(**{**vars(case), "path": "/v1/responses"}) for case in RESPONSES),
    *(Case(**{**vars(case), "path": "/v1/embeddings"}) for case in EMBEDDINGS),
]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Any:
    app = Sandbox(make_parts(tmp_path_factory.mktemp("bad")))
    yield app
    asyncio.run(app.close())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.path[4:]}: {case.name}" for case in CASES])
def test_bad_input_is_refused_with_a_sentence(sandbox: Sandbox, case: Case) -> None:
    answer = asyncio.run(call(sandbox, case.path, case.body))
    assert (answer.status, answer.error["code"]) == (case.status, case.code), answer.body
    assert case.says in answer.sentence()
    assert answer.error["type"] == "invalid_request_error"
    if case.param is not None:
        assert answer.error["param"] == case.param
    assert answer.sentence().isprintable() and len(answer.sentence()) < 300
    assert sandbox.parts.engines["simulasi"].seen == []  # type: ignore[attr-defined]


GOOD = {
    "a plain question": HELLO,
    "null for what is not wanted": chat(stream=None, n=None, stop=None, tools=None, max_tokens=None, metadata=None),
    "the largest of everything": chat(
        max_tokens=2_048, n=3, temperature=2, top_p=1, stop=["a"] * 4, logprobs=True, top_logprobs=20, seed=-(2**63)
    ),
    "colons, braces and quotes in texts": say({**USER, "content": '{"a": "b\\\\": [c: d]}'}),
    "emoji as pairs": json.dumps(say({**USER, "content": "halo 👋"})).encode(),
    "a conversation with a tool": {
        **tool(),
        "messages": [USER, CALLING, RESULT, {"role": "assistant", "content": "a"}],
    },
    "whole numbers as JavaScript may write them": json.dumps(chat(max_tokens=7.0, n=1.0, seed=-3.0)).encode(),
    "text in parts": content({"type": "text", "text": "Halo"}),
    "a schema as pydantic writes it": form(
        {
            "$defs": {"Jenis": {"enum": ["a", "b"], "title": "Jenis", "type": "string"}},
            "properties": {
                "jenis": {"$ref": "#/$defs/Jenis"},
                "kode": {
                    "anyOf": [{"type": "string", "pattern": r"^\d{2}\.\d{2}$"}, {"type": "null"}],
                    "default": None,
                },
                "isi": {"items": {"type": "number", "minimum": 0}, "maxItems": 5, "type": "array"},
            },
            "required": ["jenis"],
            "title": "Surat",
            "type": "object",
            "additionalProperties": False,
        }
    ),
    "one definition used often": schema(
        {"$defs": {"a": {"type": "string"}}, "properties": {f"p{n}": {"$ref": "#/$defs/a"} for n in range(50)}}
    ),
}


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD.keys())
def test_what_is_just_within_bounds_is_answered(tmp_path: Path, body: Any) -> None:
    app = Sandbox(make_parts(tmp_path))
    answer = asyncio.run(call(app, body=body))
    asyncio.run(app.close())
    assert answer.status == 200, answer.body


def test_after_all_of_it_the_sandbox_answers_as_before(sandbox: Sandbox) -> None:
    for case in CASES:
        asyncio.run(call(sandbox, case.path, case.body))
    assert asyncio.run(call(sandbox, body=HELLO)).status == 200
    # Nothing was put on anybody's account.
    used = asyncio.run(call(sandbox, "/v1/usage")).json
    assert used["day"]["requests"] == 1


def test_sentences_are_english_for_those_who_ask_for_english(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    class Catalog:
        def gettext(self, text: str) -> str:
            return text.replace("tidak dikenal di sini", "is not known here")

    monkeypatch.setattr("workshop_kit.language._catalogs", lambda: (Catalog(),))
    body = chat(base_url="a")
    for wanted, said in (
        ("en", "is not known here"),
        ("en-GB,en;q=0.9,id;q=0.8", "is not known here"),
        ("id,en;q=0.5", "tidak dikenal di sini"),
        ("fr", "tidak dikenal di sini"),
        ("fr, en;q=0.5", "is not known here"),
    ):
        answer = asyncio.run(call(sandbox, body=body, headers={"accept-language": wanted}))
        assert said in answer.sentence(), wanted

"""From values to a request: an allow-list of fields, each with its type and range."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Form, Message, Tool, ToolCall
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.decoding import decode
from workshop_kit.llm.sandbox.fields import LIST, TEXT, Fields, out_of_range, unsupported, wrong_type
from workshop_kit.llm.sandbox.reading import Bounds
from workshop_kit.llm.sandbox.schemas import check_schema
from workshop_kit.llm.sandbox.wording import shortened

MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]*")
NAME = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_TEXT = 262_144
MOST_TOKENS = 1_000_000
_SEED = 2**63 - 1
_CHAT = frozenset(
    (
        *("model", "messages", "stream", "stream_options", "max_tokens"),
        *("max_completion_tokens", "temperature", "top_p", "n", "stop"),
        *("seed", "logprobs", "top_logprobs", "tools", "tool_choice"),
        *("parallel_tool_calls", "response_format", "frequency_penalty", "presence_penalty", "user"),
        *("metadata", "store", "logit_bias"),
    )
)
_EMBEDDINGS = frozenset(("model", "input", "dimensions", "encoding_format", "user"))
_ROLES = ("system", "developer", "user", "assistant", "tool")
# Fields of an answer that clients send back with its message; `parsed` and `parsed_arguments` are the client's own.
_MESSAGE = {
    "system": frozenset(("role", "content", "name")),
    "developer": frozenset(("role", "content", "name")),
    "user": frozenset(("role", "content", "name")),
    "assistant": frozenset(
        ("role", "content", "name", "tool_calls", "refusal", "annotations", "audio", "function_call", "parsed")
    ),
    "tool": frozenset(("role", "content", "tool_call_id")),
}
_PART = frozenset(("type", "text"))
_CALL = frozenset(("id", "type", "function", "index"))
_CALLED = frozenset(("name", "arguments", "parsed_arguments"))
_TOOL = frozenset(("type", "function"))
_FUNCTION = frozenset(("name", "description", "parameters", "strict"))
_CHOSEN = frozenset(("type", "function"))
_CHOSEN_FUNCTION = frozenset(("name",))
_FORMAT = frozenset(("type", "json_schema"))
_JSON_SCHEMA = frozenset(("name", "description", "schema", "strict"))
_STREAM_OPTIONS = frozenset(("include_usage", "include_obfuscation"))
_NO_PARAMETERS: Mapping[str, Any] = {"type": "object", "properties": {}}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller asks for.

    Attributes
    ----------
    request : ChatRequest
        With the model's name as the caller wrote it, and ``max_tokens`` 0 where the caller gave none.
    stream, include_usage : bool
        How the answer is to be told.
    one_call : bool
        At most one tool call in an answer.
    echoed : mapping
        What the answer repeats to the caller, and no engine ever sees.
    """

    request: ChatRequest
    stream: bool = False
    include_usage: bool = False
    one_call: bool = False
    echoed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedEmbeddings:
    """Texts to be embedded, and whether the vectors are to be base64."""

    request: EmbeddingRequest
    base64: bool = False


def parse_chat(document: dict[str, Any]) -> Asked:
    """The request that a body to ``/v1/chat/completions`` makes.

    Raises
    ------
    Problem
        400, naming the field.
    """
    fields = Fields(document, "", _CHAT)
    fields.text("user", 256)
    fields.labels("metadata")
    fields.nothing("store", also=(False,))
    fields.nothing("logit_bias", also=({},))
    stream = fields.flag("stream")
    include_usage = stream_options(fields, stream, _STREAM_OPTIONS).flag("include_usage")
    tools = tuple(_tool(each, f"tools[{number}]") for number, each in enumerate(fields.items("tools", 128)))
    form, schema = response_format(fields.get("response_format"), "response_format")
    request = ChatRequest(
        model=fields.needed_text("model", 128, MODEL),
        messages=_messages(fields),
        max_tokens=_max_tokens(fields),
        n=fields.whole("n", 1, 128) or 1,
        temperature=fields.number("temperature", 0, 2, 1.0),
        top_p=fields.number("top_p", 0, 1, 1.0, above=True),
        stop=_stop(fields),
        seed=fields.whole("seed", -_SEED - 1, _SEED),
        top_logprobs=_top_logprobs(fields),
        tools=distinct(tools, "tools"),
        tool_choice=tool_choice(fields, tools, _chosen_function),
        form=form,
        schema=schema,
        frequency_penalty=fields.number("frequency_penalty", -2, 2, 0.0),
        presence_penalty=fields.number("presence_penalty", -2, 2, 0.0),
        stream=stream,
    )
    return Asked(request, stream, include_usage, one_call=not fields.flag("parallel_tool_calls", default=True))


def parse_embeddings(document: dict[str, Any]) -> AskedEmbeddings:
    """The request that a body to ``/v1/embeddings`` makes.

    Raises
    ------
    Problem
        400, naming the field.
    """
    fields = Fields(document, "", _EMBEDDINGS)
    fields.text("user", 256)
    given = fields.needed("input")
    texts = given if type(given) is list else [given]
    if not texts:
        raise Problem(400, "empty", _EMPTY, param="input", field="input")
    for number, text in enumerate(texts):
        path = f"input[{number}]" if type(given) is list else "input"
        if type(text) is not str:
            raise wrong_type(path, TEXT)
        if not text:
            raise Problem(400, "empty", _EMPTY, param=path, field=path)
    request = EmbeddingRequest(
        model=fields.needed_text("model", 128, MODEL),
        texts=tuple(texts),
        dimensions=fields.whole("dimensions", 1, 4_096),
    )
    return AskedEmbeddings(request, fields.choice("encoding_format", ("float", "base64"), "float") == "base64")


def fuzz_parse(data: bytes) -> None:
    """Feed any bytes to decoding and parsing: a `Problem` is an answer, anything else is a defect.

    To be run by a coverage-guided fuzzer, for instance ``atheris.Setup(sys.argv, fuzz_parse); atheris.Fuzz()``.
    """
    from workshop_kit.llm.sandbox.responses import parse_responses

    try:
        document = decode(data, Bounds())
    except Problem as problem:
        problem.body()
        return
    for parse in (parse_chat, parse_embeddings, parse_responses):
        try:
            parse(document)
        except Problem as problem:
            problem.body()


def text_of(value: Any, path: str, kinds: Sequence[str] = ("text",)) -> str:
    """The text of a content, given as text or in parts; parts other than text are refused by name."""
    if type(value) is str:
        return value
    if type(value) is not list:
        raise wrong_type(path, TEXT)
    texts = []
    for number, part in enumerate(value):
        place = f"{path}[{number}]"
        kind = part.get("type") if type(part) is dict else None
        if kind is not None and kind not in kinds:
            raise Problem(400, "unsupported_content", _ONLY_TEXT, param=place, field=place, kind=shortened(kind))
        fields = Fields(part, place, _PART if kinds == ("text",) else _OUTPUT_PART)
        fields.needed("type")
        texts.append(fields.needed_text("text", LONGEST_TEXT))
    return "".join(texts)


_OUTPUT_PART = frozenset(("type", "text", "annotations", "logprobs", "parsed"))


def stream_options(fields: Fields, stream: bool, known: frozenset[str]) -> Fields:
    """How a stream is to be told; only for streams."""
    value = fields.get("stream_options")
    if value is None:
        return Fields({}, "stream_options", known)
    options = Fields(value, "stream_options", known)
    if not stream:
        raise Problem(400, "stream_options_without_stream", _OPTIONS_WITHOUT_STREAM, param="stream_options")
    options.flag("include_obfuscation")
    return options


def response_format(value: Any, path: str) -> tuple[Form, Mapping[str, Any] | None]:
    """The form that an answer must have, and its schema."""
    if value is None:
        return "text", None
    fields = Fields(value, path, _FORMAT)
    fields.needed("type")
    form: Form = fields.choice("type", ("text", "json_object", "json_schema"))
    if form != "json_schema":
        fields.nothing("json_schema")
        return form, None
    return form, schema_of(Fields(fields.needed("json_schema"), f"{path}.json_schema", _JSON_SCHEMA))


def schema_of(fields: Fields) -> Mapping[str, Any]:
    """The schema of an answer, by the fields that describe it."""
    fields.needed_text("name", 64, NAME)
    fields.text("description", 1_024)
    fields.flag("strict")
    return check_schema(fields.needed("schema"), fields.path("schema"))


def function_tool(fields: Fields) -> Tool:
    """A tool, by the fields that describe a function."""
    parameters = fields.get("parameters")
    return Tool(
        name=fields.needed_text("name", 64, NAME),
        description=fields.text("description", 4_096) or "",
        parameters=_NO_PARAMETERS if parameters is None else check_schema(parameters, fields.path("parameters")),
        strict=fields.flag("strict"),
    )


def only_functions(value: Any, path: str) -> None:
    """Refuse tools that the provider would run: search, code, files, foreign servers."""
    kind = value.get("type") if type(value) is dict else None
    if kind is not None and kind != "function":
        raise Problem(400, "unsupported_tool", _ONLY_FUNCTIONS, param=path, field=path, kind=shortened(kind))


def distinct(tools: tuple[Tool, ...], path: str) -> tuple[Tool, ...]:
    """The tools, each name once."""
    names = [tool.name for tool in tools]
    for name in names:
        if names.count(name) > 1:
            raise Problem(400, "duplicate_tool", _DUPLICATE_TOOL, param=path, name=name)
    return tools


def tool_choice(fields: Fields, tools: tuple[Tool, ...], chosen: Any) -> str:
    """``none``, ``auto``, ``required``, or the name of a tool that there is."""
    value = fields.get("tool_choice")
    path = fields.path("tool_choice")
    if value is None:
        return "auto"
    if type(value) is not dict:
        choice: str = fields.choice("tool_choice", ("none", "auto", "required"))
        if choice == "required" and not tools:
            raise Problem(400, "no_tools", _NO_TOOLS, param=path)
        return choice
    only_functions(value, path)
    name: str = chosen(value, path)
    if name not in [tool.name for tool in tools]:
        raise Problem(400, "unknown_tool", _UNKNOWN_TOOL, param=path, name=shortened(name))
    return name


def check_order(messages: Sequence[Message]) -> None:
    """Each tool's result follows the assistant's call of it, and each call gets its result.

    Raises
    ------
    Problem
        400.
    """
    open_calls: set[str] = set()
    for number, message in enumerate(messages):
        path = f"messages[{number}]"
        if message.role == "tool":
            if message.tool_call_id not in open_calls:
                raise Problem(400, "unexpected_tool_result", _UNEXPECTED_RESULT, param=path, field=path)
            open_calls.discard(message.tool_call_id)
            continue
        if open_calls:
            raise Problem(400, "missing_tool_result", _MISSING_RESULT, param=path, field=path)
        open_calls = {call.id for call in message.tool_calls}
        if len(open_calls) != len(message.tool_calls):
            raise Problem(400, "duplicate_call", _DUPLICATE_CALL, param=path, field=path)
    if open_calls:
        path = f"messages[{len(messages)}]"
        raise Problem(400, "missing_tool_result", _MISSING_RESULT, param="messages", field=path)


def _messages(fields: Fields) -> tuple[Message, ...]:
    fields.needed("messages")
    given = fields.items("messages", 2_048)
    if not given:
        raise Problem(400, "empty", _EMPTY, param="messages", field="messages")
    messages = tuple(_message(each, f"messages[{number}]") for number, each in enumerate(given))
    check_order(messages)
    return messages


def _message(value: Any, path: str) -> Message:
    if type(value) is not dict:
        # Says what it should be.
        Fields(value, path, frozenset())
    role = value.get("role")
    if type(role) is not str or role not in _MESSAGE:
        if role is None:
            Fields(value, path, frozenset(value)).needed("role")
        raise unsupported(f"{path}.role", role, _ROLES)
    fields = Fields(value, path, _MESSAGE[role])
    content = fields.get("content")
    calls: tuple[ToolCall, ...] = ()
    if role == "assistant":
        fields.nothing("refusal", "audio", "function_call")
        fields.nothing("annotations", also=([],))
        calls = tuple(
            _call(each, f"{path}.tool_calls[{number}]") for number, each in enumerate(fields.items("tool_calls", 128))
        )
    if content is None and not calls:
        fields.needed("content")
    return Message(
        role=role,  # type: ignore[arg-type]
        text="" if content is None else text_of(content, f"{path}.content"),
        tool_calls=calls,
        tool_call_id=fields.needed_text("tool_call_id", 128, NAME) if role == "tool" else None,
        name=fields.text("name", 64, NAME) if role != "tool" else None,
    )


def _call(value: Any, path: str) -> ToolCall:
    only_functions(value, path)
    fields = Fields(value, path, _CALL)
    fields.whole("index", 0, 128)
    fields.needed("type")
    function = Fields(fields.needed("function"), f"{path}.function", _CALLED)
    return ToolCall(
        id=fields.needed_text("id", 128, NAME),
        name=function.needed_text("name", 64, NAME),
        arguments=function.needed_text("arguments", LONGEST_TEXT),
    )


def _tool(value: Any, path: str) -> Tool:
    only_functions(value, path)
    fields = Fields(value, path, _TOOL)
    fields.needed("type")
    return function_tool(Fields(fields.needed("function"), f"{path}.function", _FUNCTION))


def _chosen_function(value: Any, path: str) -> str:
    fields = Fields(value, path, _CHOSEN)
    fields.needed("type")
    return Fields(fields.needed("function"), f"{path}.function", _CHOSEN_FUNCTION).needed_text("name", 64, NAME)


def _max_tokens(fields: Fields) -> int:
    old = fields.whole("max_tokens", 1, MOST_TOKENS)
    new = fields.whole("max_completion_tokens", 1, MOST_TOKENS)
    if old is not None and new is not None and old != new:
        raise Problem(400, "two_limits", _TWO_LIMITS, param="max_tokens")
    return new or old or 0


def _stop(fields: Fields) -> tuple[str, ...]:
    value = fields.get("stop")
    if value is None:
        return ()
    texts = [value] if type(value) is str else value
    if type(texts) is not list:
        raise wrong_type("stop", LIST)
    if len(texts) > 4:
        raise out_of_range("stop", 0, 4)
    for number, text in enumerate(texts):
        if type(text) is not str:
            raise wrong_type(f"stop[{number}]", TEXT)
        if not 1 <= len(text) <= 256:
            raise out_of_range(f"stop[{number}]", 1, 256)
    return tuple(texts)


def _top_logprobs(fields: Fields) -> int | None:
    wanted = fields.flag("logprobs")
    top = fields.whole("top_logprobs", 0, 20)
    if top is not None and not wanted:
        raise Problem(400, "top_logprobs_without_logprobs", _TOP_WITHOUT, param="top_logprobs")
    return (top or 0) if wanted else None


_EMPTY = _("“{field}” kosong; isi dengan teks.")
_OPTIONS_WITHOUT_STREAM = _("“stream_options” hanya berlaku bila “stream” true; hapus, atau pakai stream.")
_ONLY_TEXT = _("“{field}” berjenis “{kind}”; di lokakarya ini isi pesan hanya teks.")
_ONLY_FUNCTIONS = _("“{field}” berjenis “{kind}”; di lokakarya ini alat hanya berjenis function.")
_DUPLICATE_TOOL = _("Dua alat bernama sama, “{name}”; beri nama yang berbeda.")
_NO_TOOLS = _("“tool_choice” mewajibkan alat, tetapi “tools” kosong; tambahkan alat.")
_UNKNOWN_TOOL = _("“tool_choice” menunjuk alat “{name}” yang tidak ada di “tools”; tambahkan alat itu.")
_UNEXPECTED_RESULT = _("“{field}” adalah hasil alat tanpa panggilan sebelumnya; letakkan tepat setelah panggilannya.")
_MISSING_RESULT = _("Sebelum “{field}” masih ada panggilan alat tanpa hasil; tambahkan pesan berperan tool untuk itu.")
_DUPLICATE_CALL = _("Dua panggilan alat di “{field}” beridentitas sama; beri identitas yang berbeda.")
_TWO_LIMITS = _("“max_tokens” dan “max_completion_tokens” berbeda; kirim salah satu saja.")
_TOP_WITHOUT = _("“top_logprobs” hanya berlaku bila “logprobs” true; tambahkan “logprobs”.")

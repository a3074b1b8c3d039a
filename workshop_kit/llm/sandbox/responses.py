"""Requests to ``/v1/responses``: another shape for the same questions."""

from typing import Any

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, Message, Tool, ToolCall
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.fields import Fields, unsupported
from workshop_kit.llm.sandbox.parsing import (
    LONGEST_TEXT,
    MODEL,
    MOST_TOKENS,
    NAME,
    Asked,
    check_order,
    distinct,
    function_tool,
    only_functions,
    schema_of,
    stream_options,
    text_of,
    tool_choice,
)

_RESPONSES = frozenset(
    (
        *("model", "input", "instructions", "stream", "stream_options"),
        *("max_output_tokens", "temperature", "top_p", "tools", "tool_choice"),
        *("parallel_tool_calls", "text", "user", "metadata", "store"),
        *("truncation", "previous_response_id", "include", "background", "reasoning"),
    )
)
_MESSAGE = frozenset(("type", "role", "content", "id", "status"))
_CALL = frozenset(("type", "call_id", "name", "arguments", "id", "status", "parsed_arguments"))
_RESULT = frozenset(("type", "call_id", "output", "id", "status"))
_TOOL = frozenset(("type", "name", "description", "parameters", "strict"))
_CHOSEN = frozenset(("type", "name"))
_TEXT = frozenset(("format", "verbosity"))
_FORMAT = frozenset(("type", "name", "description", "schema", "strict"))
_STREAM_OPTIONS = frozenset(("include_obfuscation",))
_ITEMS = ("message", "function_call", "function_call_output")
_ROLES = ("system", "developer", "user", "assistant")
_STATUS = ("in_progress", "completed", "incomplete")


def parse_responses(document: dict[str, Any]) -> Asked:
    """The request that a body to ``/v1/responses`` makes.

    Raises
    ------
    Problem
        400, naming the field.
    """
    fields = Fields(document, "", _RESPONSES)
    fields.text("user", 256)
    fields.nothing("store", "background", also=(False,))
    fields.nothing("truncation", also=("disabled",))
    fields.nothing("include", also=([],))
    fields.nothing("previous_response_id", "reasoning")
    stream = fields.flag("stream")
    stream_options(fields, stream, _STREAM_OPTIONS)
    text = Fields({} if fields.get("text") is None else fields.get("text"), "text", _TEXT)
    text.nothing("verbosity", also=("medium",))
    tools = tuple(_tool(each, f"tools[{number}]") for number, each in enumerate(fields.items("tools", 128)))
    instructions = fields.text("instructions", LONGEST_TEXT)
    messages = _messages(fields)
    if instructions:
        messages = (Message("system", instructions), *messages)
    given_format = text.get("format")
    form, schema = _format(given_format)
    calls_at_once = fields.flag("parallel_tool_calls", default=True)
    request = ChatRequest(
        model=fields.needed_text("model", 128, MODEL),
        messages=messages,
        max_tokens=fields.whole("max_output_tokens", 1, MOST_TOKENS) or 0,
        temperature=fields.number("temperature", 0, 2, 1.0),
        top_p=fields.number("top_p", 0, 1, 1.0, above=True),
        tools=distinct(tools, "tools"),
        tool_choice=tool_choice(fields, tools, _chosen),
        form=form,
        schema=schema,
        stream=stream,
    )
    choice = fields.get("tool_choice")
    echoed = {
        "instructions": instructions,
        "max_output_tokens": fields.get("max_output_tokens"),
        "metadata": fields.labels("metadata"),
        "parallel_tool_calls": calls_at_once,
        "temperature": request.temperature,
        "top_p": request.top_p,
        "text": {"format": given_format or {"type": "text"}},
        "tool_choice": "auto" if choice is None else choice,
        "tools": fields.get("tools") or [],
    }
    return Asked(request, stream, one_call=not calls_at_once, echoed=echoed)


def _messages(fields: Fields) -> tuple[Message, ...]:
    given = fields.needed("input")
    if type(given) is str:
        if not given:
            raise _empty()
        return (Message("user", given),)
    items = fields.items("input", 2_048)
    if not items:
        raise _empty()
    messages: list[Message] = []
    for number, item in enumerate(items):
        message = _item(item, f"input[{number}]")
        last = messages[-1] if messages else None
        if message.tool_calls and last is not None and last.role == "assistant":
            # Calls stand as items of their own here; they belong to the answer that made them.
            messages[-1] = Message("assistant", last.text, (*last.tool_calls, *message.tool_calls))
        else:
            messages.append(message)
    check_order(messages)
    return tuple(messages)


def _item(value: Any, path: str) -> Message:
    kind = value.get("type") if type(value) is dict else None
    if kind is None or kind == "message":
        return _message(Fields(value, path, _MESSAGE))
    if kind == "function_call":
        fields = Fields(value, path, _CALL)
        fields.choice("status", _STATUS)
        fields.text("id", 128, NAME)
        call = ToolCall(
            id=fields.needed_text("call_id", 128, NAME),
            name=fields.needed_text("name", 64, NAME),
            arguments=fields.needed_text("arguments", LONGEST_TEXT),
        )
        return Message("assistant", "", (call,))
    if kind == "function_call_output":
        fields = Fields(value, path, _RESULT)
        fields.choice("status", _STATUS)
        fields.text("id", 128, NAME)
        return Message(
            "tool",
            text_of(fields.needed("output"), f"{path}.output", ("input_text",)),
            tool_call_id=fields.needed_text("call_id", 128, NAME),
        )
    raise unsupported(f"{path}.type", kind, _ITEMS)


def _message(fields: Fields) -> Message:
    fields.choice("status", _STATUS)
    fields.text("id", 128, NAME)
    fields.needed("role")
    content = text_of(fields.needed("content"), fields.path("content"), ("input_text", "output_text"))
    return Message(fields.choice("role", _ROLES), content)


def _tool(value: Any, path: str) -> Tool:
    only_functions(value, path)
    fields = Fields(value, path, _TOOL)
    fields.needed("type")
    return function_tool(fields)


def _chosen(value: Any, path: str) -> str:
    fields = Fields(value, path, _CHOSEN)
    fields.needed("type")
    return fields.needed_text("name", 64, NAME)


def _format(value: Any) -> tuple[Any, Any]:
    if value is None:
        return "text", None
    fields = Fields(value, "text.format", _FORMAT)
    fields.needed("type")
    form = fields.choice("type", ("text", "json_object", "json_schema"))
    if form != "json_schema":
        fields.nothing("name", "description", "schema", "strict")
        return form, None
    return form, schema_of(fields)


def _empty() -> Problem:
    return Problem(400, "empty", _EMPTY, param="input", field="input")


_EMPTY = _("“{field}” kosong; isi dengan teks.")

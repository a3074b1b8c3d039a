"""The OpenAPI document of the sandbox: for people, and for tests that make requests from it."""

from functools import lru_cache
from typing import Any

import orjson

from workshop_kit import __version__

# Null characters are the one thing that a text may not hold.
_CLEAN = "^[^\\x00]*$"
_TEXT = {"type": "string", "pattern": _CLEAN}
_NAME = {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$"}
_ID = {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[A-Za-z0-9_-]+$"}
_MODEL = {"type": "string", "enum": ["workshop", "simulasi"], "description": "More names: GET /v1/models."}
_USER = {**_TEXT, "maxLength": 256}
_LABELS = {
    "type": "object",
    "maxProperties": 16,
    "propertyNames": {"maxLength": 64, "pattern": _CLEAN},
    "additionalProperties": {**_TEXT, "maxLength": 512},
}
_TOKENS = {"type": "integer", "minimum": 1, "maximum": 2_048}
_TEMPERATURE = {"type": "number", "minimum": 0, "maximum": 2}
_TOP_P = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
_PENALTY = {"type": "number", "minimum": -2, "maximum": 2}
_DESCRIPTION = {**_TEXT, "maxLength": 1_024}
# The form of a schema itself is told in words: it is checked by the sandbox, not by this document.
_SCHEMA = {
    "type": "object",
    "description": "A JSON schema of bounded size; only local references, only simple patterns.",
    "properties": {"type": {"enum": ["object"]}, "properties": {"type": "object", "maxProperties": 0}},
    "additionalProperties": False,
}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """An object of these fields; null counts as absent."""
    fields = {
        name: field if name in required else {"anyOf": [field, {"type": "null"}]} for name, field in properties.items()
    }
    shape: dict[str, Any] = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


def _content(*kinds: str) -> dict[str, Any]:
    part = _object({"type": {"enum": list(kinds)}, "text": _TEXT}, "type", "text")
    return {"anyOf": [_TEXT, {"type": "array", "items": part}]}


_FUNCTION = {"name": _NAME, "description": _DESCRIPTION, "parameters": _SCHEMA, "strict": {"type": "boolean"}}
_TOOL = _object({"type": {"enum": ["function"]}, "function": _object(_FUNCTION, "name")}, "type", "function")
_FORMATS = (
    _object({"type": {"enum": ["text", "json_object"]}}, "type"),
    _object(
        {
            "type": {"enum": ["json_schema"]},
            "json_schema": _object(
                {"name": _NAME, "description": _DESCRIPTION, "schema": _SCHEMA, "strict": {"type": "boolean"}},
                *("name", "schema"),
            ),
        },
        *("type", "json_schema"),
    ),
)
_STOP = {**_TEXT, "minLength": 1, "maxLength": 256}
_MESSAGE = {
    "oneOf": [
        _object(
            {"role": {"enum": ["system", "developer", "user"]}, "content": _content("text"), "name": _NAME},
            *("role", "content"),
        ),
        _object({"role": {"enum": ["assistant"]}, "content": _content("text"), "name": _NAME}, "role", "content"),
    ]
}
_CHAT = _object(
    {
        "model": _MODEL,
        "messages": {"type": "array", "minItems": 1, "maxItems": 64, "items": _MESSAGE},
        "stream": {"type": "boolean"},
        "max_completion_tokens": _TOKENS,
        "temperature": _TEMPERATURE,
        "top_p": _TOP_P,
        "n": {"type": "integer", "minimum": 1, "maximum": 3},
        "stop": {"anyOf": [_STOP, {"type": "array", "maxItems": 4, "items": _STOP}]},
        "seed": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
        "logprobs": {"type": "boolean"},
        "tools": {"type": "array", "maxItems": 1, "items": _TOOL},
        "tool_choice": {"enum": ["none", "auto"]},
        "parallel_tool_calls": {"type": "boolean"},
        "response_format": {"oneOf": list(_FORMATS)},
        "frequency_penalty": _PENALTY,
        "presence_penalty": _PENALTY,
        "user": _USER,
        "metadata": _LABELS,
        "store": {"enum": [False]},
    },
    *("model", "messages"),
)
_ITEM = _object(
    {
        "type": {"enum": ["message"]},
        "role": {"enum": ["system", "developer", "user", "assistant"]},
        "content": _content("input_text", "output_text"),
    },
    *("role", "content"),
)
_RESPONSES = _object(
    {
        "model": _MODEL,
        "input": {
            "anyOf": [
                {**_TEXT, "minLength": 1},
                {"type": "array", "minItems": 1, "maxItems": 63, "items": _ITEM},
            ]
        },
        "instructions": _TEXT,
        "stream": {"type": "boolean"},
        "max_output_tokens": _TOKENS,
        "temperature": _TEMPERATURE,
        "top_p": _TOP_P,
        "parallel_tool_calls": {"type": "boolean"},
        "text": _object({"format": _object({"type": {"enum": ["text", "json_object"]}}, "type")}),
        "user": _USER,
        "metadata": _LABELS,
        "store": {"enum": [False]},
    },
    *("model", "input"),
)
_EMBEDDED = {**_TEXT, "minLength": 1}
_EMBEDDINGS = _object(
    {
        "model": _MODEL,
        "input": {"anyOf": [_EMBEDDED, {"type": "array", "minItems": 1, "maxItems": 128, "items": _EMBEDDED}]},
        "dimensions": {"type": "integer", "minimum": 1, "maximum": 4_096},
        "encoding_format": {"enum": ["float", "base64"]},
        "user": _USER,
    },
    *("model", "input"),
)
_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "message": {"type": "string", "description": "One sentence that says what to do."},
                "type": _TEXT,
                "param": {"type": ["string", "null"]},
                "code": _TEXT,
            },
            "required": ["message", "type", "param", "code"],
        }
    },
    "required": ["error"],
}
_TOLD = {
    "type": "object",
    "properties": {
        "engine": _TEXT,
        "model": _TEXT,
        "recorded": {"type": ["string", "null"]},
        "instead_of": {"type": ["string", "null"]},
        "staged": {"type": ["string", "null"]},
        "masked": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
        "rupiah": {"type": "number", "minimum": 0},
        "milliseconds": {"type": "integer", "minimum": 0},
    },
    "required": ["engine", "model", "recorded", "instead_of", "staged", "masked", "rupiah", "milliseconds"],
}
_USED = {
    "type": "object",
    "properties": {name: {"type": "integer", "minimum": 0} for name in ("requests", "tokens")},
    "required": ["requests", "prompt_tokens", "completion_tokens", "tokens", "rupiah", "quota"],
}
_LISTED = {
    "type": "object",
    "properties": {"id": _TEXT, "object": {"enum": ["model"]}, "created": {"type": "integer"}, "owned_by": _TEXT},
    "required": ["id", "object", "created", "owned_by"],
}
_REFUSALS = {
    "400": "The request means nothing; the sentence says where.",
    "401": "Nobody known.",
    "403": "Not for this person.",
    "404": "No such model.",
    "405": "Another method is meant.",
    "408": "Too slow.",
    "413": "Too large.",
    "415": "Not JSON.",
    "421": "Called by a name that is not its own.",
    "429": "A quota is used up.",
    "431": "Headers too large.",
    "502": "The engine's answer is broken.",
    "503": "Not to be had now.",
    "504": "The engine takes too long.",
}


def _answer(*required: str, told: bool = True) -> dict[str, Any]:
    properties = {"workshop": _TOLD} if told else {}
    return {"type": "object", "properties": properties, "required": [*required, *properties]}


def _responses(schema: dict[str, Any], kind: str = "application/json", *, streams: bool = False) -> dict[str, Any]:
    content: dict[str, Any] = {kind: {"schema": schema}}
    if streams:
        content["text/event-stream"] = {}
    errors = {
        status: {"description": words, "content": {"application/json": {"schema": _ERROR}}}
        for status, words in _REFUSALS.items()
    }
    return {"200": {"description": "Done.", "content": content}, **errors}


def _post(name: str, words: str, body: dict[str, Any], answer: dict[str, Any], *, streams: bool) -> dict[str, Any]:
    return {
        "post": {
            "operationId": name,
            "summary": words,
            "parameters": [_FALLBACK],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _responses(answer, streams=streams),
        }
    }


def _get(
    name: str, words: str, answer: dict[str, Any], kind: str = "application/json", *parameters: Any
) -> dict[str, Any]:
    return {
        "get": {
            "operationId": name,
            "summary": words,
            "parameters": list(parameters),
            "responses": _responses(answer, kind),
        }
    }


_FALLBACK = {
    "name": "X-Workshop-Fallback",
    "in": "header",
    "required": False,
    "description": "Engines that may answer instead, separated by commas.",
    "schema": {"type": "string", "enum": ["", "simulasi"]},
}
_NAMED = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


@lru_cache(maxsize=4)
def document(prefix: str = "") -> bytes:
    """The document as JSON, for a service under this path."""
    return orjson.dumps(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Samarinda.AI: sandboxed language models",
                "version": __version__,
                "description": "OpenAI's interface with strict bounds; what is not described here is refused by name.",
            },
            "servers": [{"url": prefix or "/"}],
            "paths": {
                "/v1/chat/completions": _post(
                    "chat",
                    "Answer a conversation.",
                    _CHAT,
                    _answer("id", "object", "created", "model", "choices", "usage", "system_fingerprint"),
                    streams=True,
                ),
                "/v1/responses": _post(
                    "respond",
                    "Answer a conversation, in the newer shape.",
                    _RESPONSES,
                    _answer("id", "object", "created_at", "model", "output", "status", "usage"),
                    streams=True,
                ),
                "/v1/embeddings": _post(
                    "embed",
                    "Turn texts into vectors.",
                    _EMBEDDINGS,
                    _answer("object", "data", "model", "usage"),
                    streams=False,
                ),
                "/v1/models": _get("models", "The models that one may ask for.", _answer("object", "data", told=False)),
                "/v1/models/{name}": _get("model", "One model.", _LISTED, "application/json", _NAMED),
                "/v1/usage": _get(
                    "usage",
                    "What one has used.",
                    {
                        "type": "object",
                        "properties": {"day": _USED, "workshop": _USED},
                        "required": ["object", "person", "group", "day", "workshop"],
                    },
                ),
                "/healthz": _get("health", "Whether the service runs.", _answer("status", told=False)),
                "/metrics": _get("metrics", "Totals for Prometheus.", _TEXT, "text/plain"),
                "/openapi.json": _get("openapi", "This document.", _answer("openapi", told=False)),
            },
        }
    )

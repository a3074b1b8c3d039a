"""A small well-behaved OpenAI-like server on loopback, which wants a key."""

import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

# Nothing of the workshop may ever show it.
KEY = "sk-hulu-Tertanam-9f8e7d6c5b4a"


def filled(schema: dict[str, Any], definitions: dict[str, Any] | None = None) -> Any:
    """Something that fits a simple schema."""
    definitions = schema.get("$defs", definitions or {})
    if "$ref" in schema:
        return filled(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return filled(schema["anyOf"][0], definitions)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        return {name: filled(part, definitions) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [filled(schema["items"], definitions)]
    return {"string": "Jalan Contoh", "integer": 3, "number": 1.5, "boolean": True, "null": None}[kind or "string"]


def answer(body: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """A message and why it ends."""
    form = body.get("response_format", {})
    if form.get("type") == "json_schema":
        return {"content": json.dumps(filled(form["json_schema"]["schema"]))}, "stop"
    last = body["messages"][-1]
    if body.get("tools") and last["role"] != "tool" and body.get("tool_choice") != "none":
        function = body["tools"][0]["function"]
        called = {"name": function["name"], "arguments": json.dumps(filled(function["parameters"]))}
        return {"content": None, "tool_calls": [{"id": "call_a", "type": "function", "function": called}]}, "tool_calls"
    return {"content": f"Dari hulu: {last['content'][:40]}"}, "stop"


async def chat(request: Request) -> Response:
    body = await request.json()
    if (refusal := refused(request, body)) is not None:
        return refusal
    message, finish = answer(body)
    head = {"id": "x", "created": 1, "model": body["model"]}
    usage = {"prompt_tokens": 20, "completion_tokens": 7, "total_tokens": 27}
    if not body.get("stream"):
        choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
        return JSONResponse({**head, "object": "chat.completion", "choices": [choice], "usage": usage})

    async def events() -> AsyncIterator[str]:
        def event(choices: list[Any], **more: Any) -> str:
            return f"data: {json.dumps({**head, 'object': 'chat.completion.chunk', 'choices': choices, **more})}\n\n"

        for number, call in enumerate(message.get("tool_calls", [])):
            yield event([{"index": 0, "delta": {"tool_calls": [{"index": number, **call}]}, "finish_reason": None}])
        content = message["content"] or ""
        for start in range(0, len(content), 5):
            yield event([{"index": 0, "delta": {"content": content[start : start + 5]}, "finish_reason": None}])
        yield event([{"index": 0, "delta": {}, "finish_reason": finish}])
        yield event([], usage=usage)
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


async def embeddings(request: Request) -> Response:
    body = await request.json()
    if (refusal := refused(request, body)) is not None:
        return refusal
    texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
    data = [{"object": "embedding", "index": i, "embedding": [0.6, 0.8]} for i in range(len(texts))]
    return JSONResponse({"object": "list", "model": body["model"], "data": data, "usage": {"prompt_tokens": 4}})


def refused(request: Request, body: dict[str, Any]) -> Response | None:
    """As some do, it tells the key that it does not like; none is good enough for one of its models."""
    given = request.headers.get("authorization", "")
    if given == f"Bearer {KEY}" and body["model"] != "bocor":
        return None
    return JSONResponse({"error": {"message": f"bad key {given}, not {KEY}", "code": "invalid_api_key"}}, 401)


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Serve an application on a free port of loopback; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def upstream() -> Starlette:
    """The application of the upstream."""
    return Starlette(
        routes=[
            Route("/v1/chat/completions", chat, methods=["POST"]),
            Route("/v1/embeddings", embeddings, methods=["POST"]),
        ]
    )

"""Answers in the shape of ``/v1/responses``, whole and as its many events."""

import time
from collections.abc import Mapping
from typing import Any

import orjson

from workshop_kit.llm.engines.engine import Origin, Piece, ToolCall
from workshop_kit.llm.problems import Problem
from workshop_kit.llm.sandbox.answers import Receipt, Write, fingerprint, new_id


class WholeResponse:
    """A response told in one piece.

    Parameters
    ----------
    echoed : mapping
        What of the request the answer repeats.
    """

    def __init__(self, echoed: Mapping[str, Any]) -> None:
        self._echoed = echoed
        self._id = new_id("resp").replace("-", "_")
        self._created = time.time()
        self._text: list[str] = []
        self._calls: list[ToolCall] = []
        self._finish = "stop"
        self._message_id = new_id("msg").replace("-", "_")
        self._model = ""

    async def tell(self, event: Origin | Piece) -> None:
        """Collect."""
        if type(event) is Origin:
            self._model = event.model
        elif type(event) is Piece:
            self._text.append(event.text)
            self._calls += [_with_id(call) for call in event.tool_calls]
            self._finish = event.finish or self._finish

    async def end(self, receipt: Receipt) -> bytes:
        """The whole answer."""
        return orjson.dumps(self._shape(receipt))

    def fail(self, problem: Problem) -> bytes:
        """Nothing has been sent; the problem is the answer."""
        return orjson.dumps(problem.body())

    def _shape(self, receipt: Receipt | None) -> dict[str, Any]:
        """The response: complete with a receipt, in progress without."""
        shape = {
            "id": self._id,
            "object": "response",
            "created_at": self._created,
            "status": self._status() if receipt else "in_progress",
            "error": None,
            "incomplete_details": None,
            "model": self._model,
            "output": self._output() if receipt else [],
            "previous_response_id": None,
            "store": False,
            "truncation": "disabled",
            "usage": None,
            **self._echoed,
        }
        if receipt:
            if self._status() == "incomplete":
                reason = "max_output_tokens" if self._finish == "length" else "content_filter"
                shape["incomplete_details"] = {"reason": reason}
            shape["usage"] = {
                "input_tokens": receipt.prompt_tokens,
                "input_tokens_details": {"cached_tokens": 0},
                "output_tokens": receipt.completion_tokens,
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": receipt.prompt_tokens + receipt.completion_tokens,
            }
            shape["system_fingerprint"] = fingerprint(receipt.origin)
            shape["workshop"] = receipt.extension()
        return shape

    def _status(self) -> str:
        return "completed" if self._finish in ("stop", "tool_calls") else "incomplete"

    def _output(self) -> list[dict[str, Any]]:
        text = "".join(self._text)
        message = [self._message(text, self._status())] if text or not self._calls else []
        return message + [_call(call, "completed", call.arguments) for call in self._calls]

    def _message(self, text: str | None, status: str) -> dict[str, Any]:
        return {
            "id": self._message_id,
            "type": "message",
            "role": "assistant",
            "status": status,
            "content": [] if text is None else [_part(text)],
        }


class StreamedResponse(WholeResponse):
    """A response told in events: it begins, its text and calls grow, it is complete."""

    def __init__(self, echoed: Mapping[str, Any], write: Write) -> None:
        super().__init__(echoed)
        self._write = write
        self._number = 0
        self._message_open = False

    async def tell(self, event: Origin | Piece) -> None:
        """Send at once."""
        await super().tell(event)
        if type(event) is Origin:
            shape = self._shape(None)
            await self._write(
                self._event("response.created", response=shape) + self._event("response.in_progress", response=shape)
            )
        elif type(event) is Piece and event.text:
            sent = b"" if self._message_open else self._open_message()
            await self._write(
                sent + self._event("response.output_text.delta", **self._place(), delta=event.text, logprobs=[])
            )

    async def end(self, receipt: Receipt) -> bytes:
        """Message and calls in full, then the whole response."""
        sent = b""
        if not self._message_open and not self._calls:
            sent += self._open_message()
        if self._message_open:
            text = "".join(self._text)
            sent += self._event("response.output_text.done", **self._place(), text=text, logprobs=[])
            sent += self._event("response.content_part.done", **self._place(), part=_part(text))
            sent += self._event("response.output_item.done", output_index=0, item=self._message(text, self._status()))
        for index, call in enumerate(self._calls, int(self._message_open)):
            sent += self._call_events(index, call)
        shape = self._shape(receipt)
        return sent + self._event(f"response.{shape['status']}", response=shape)

    def fail(self, problem: Problem) -> bytes:
        """The problem as an event; as `error` too, which is what clients look for."""
        body = problem.body()["error"]
        return self._event("error", code=body["code"], message=body["message"], param=body["param"], error=body)

    def _open_message(self) -> bytes:
        self._message_open = True
        item = self._message(None, "in_progress")
        return self._event("response.output_item.added", output_index=0, item=item) + self._event(
            "response.content_part.added", **self._place(), part=_part("")
        )

    def _call_events(self, index: int, call: ToolCall) -> bytes:
        place = {"item_id": _item_id(call), "output_index": index}
        return (
            self._event("response.output_item.added", output_index=index, item=_call(call, "in_progress", ""))
            + self._event("response.function_call_arguments.delta", **place, delta=call.arguments)
            + self._event("response.function_call_arguments.done", **place, name=call.name, arguments=call.arguments)
            + self._event(
                "response.output_item.done", output_index=index, item=_call(call, "completed", call.arguments)
            )
        )

    def _place(self) -> dict[str, Any]:
        return {"item_id": self._message_id, "output_index": 0, "content_index": 0}

    def _event(self, kind: str, **fields: Any) -> bytes:
        event = {"type": kind, "sequence_number": self._number, **fields}
        self._number += 1
        return b"event: " + kind.encode() + b"\ndata: " + orjson.dumps(event) + b"\n\n"


def _part(text: str) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _call(call: ToolCall, status: str, arguments: str) -> dict[str, Any]:
    return {
        "id": _item_id(call),
        "type": "function_call",
        "status": status,
        "call_id": call.id,
        "name": call.name,
        "arguments": arguments,
    }


def _item_id(call: ToolCall) -> str:
    return f"fc_{call.id}"


def _with_id(call: ToolCall) -> ToolCall:
    return call if call.id else ToolCall(new_id("call"), call.name, call.arguments)

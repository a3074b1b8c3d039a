"""Answers in the shape of ``/v1/chat/completions``, ``/v1/embeddings`` and ``/v1/models``."""

import base64
import secrets
import struct
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from workshop_kit.llm.engines.engine import Origin, Piece, TokenLogprob, ToolCall
from workshop_kit.llm.ledger.amount import MICRO
from workshop_kit.llm.problems import Problem

Write = Callable[[bytes], Awaitable[None]]
_DONE = b"data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an answer took, told with it.

    Attributes
    ----------
    origin : Origin
    prompt_tokens, completion_tokens : int
    masked : mapping of str to int
        How many of each kind of personal data.
    microrupiah : int
    milliseconds : int
    """

    origin: Origin
    prompt_tokens: int
    completion_tokens: int
    masked: Mapping[str, int]
    microrupiah: int
    milliseconds: int

    def extension(self) -> dict[str, Any]:
        """What the workshop adds to OpenAI's shape."""
        return {
            "engine": self.origin.engine,
            "model": self.origin.model,
            "recorded": self.origin.recorded,
            "instead_of": self.origin.instead_of,
            "staged": self.origin.staged,
            "masked": dict(self.masked),
            "rupiah": self.microrupiah / MICRO,
            "milliseconds": self.milliseconds,
        }

    def usage(self) -> dict[str, int]:
        """OpenAI's count of tokens for conversations."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.prompt_tokens + self.completion_tokens,
        }


class Teller(Protocol):
    """Tells one answer in one shape."""

    async def tell(self, event: Origin | Piece) -> None:
        """The origin, then the pieces, restored."""
        ...

    async def end(self, receipt: Receipt) -> bytes:
        """What is left to be sent, the whole answer if none of it has been."""
        ...

    def fail(self, problem: Problem) -> bytes:
        """What tells of a problem in the midst of a stream."""
        ...


class WholeChat:
    """A chat completion told in one piece."""

    def __init__(self, choices: int) -> None:
        self._choices = [_Choice() for _ in range(choices)]

    async def tell(self, event: Origin | Piece) -> None:
        """Collect."""
        if type(event) is Piece:
            self._choices[event.index].add(event)

    async def end(self, receipt: Receipt) -> bytes:
        """The whole answer."""
        return orjson.dumps(
            {
                "id": new_id("chatcmpl"),
                "object": "chat.completion",
                "created": int(time.time()),
                "model": receipt.origin.model,
                "choices": [choice.shape(index) for index, choice in enumerate(self._choices)],
                "usage": receipt.usage(),
                "system_fingerprint": fingerprint(receipt.origin),
                "workshop": receipt.extension(),
            }
        )

    def fail(self, problem: Problem) -> bytes:
        """Nothing has been sent; the problem is the answer."""
        return orjson.dumps(problem.body())


class _Choice:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.calls: list[ToolCall] = []
        self.logprobs: list[TokenLogprob] = []
        self.finish = "stop"

    def add(self, piece: Piece) -> None:
        self.text.append(piece.text)
        self.calls += piece.tool_calls
        self.logprobs += piece.logprobs
        self.finish = piece.finish or self.finish

    def shape(self, index: int) -> dict[str, Any]:
        text = "".join(self.text)
        message: dict[str, Any] = {
            "role": "assistant",
            "content": text or (None if self.calls else ""),
            "refusal": None,
        }
        if self.calls:
            message["tool_calls"] = [call_shape(call) for call in self.calls]
        return {
            "index": index,
            "message": message,
            "logprobs": logprobs_shape(self.logprobs) if self.logprobs else None,
            "finish_reason": self.finish,
        }


class StreamedChat:
    """A chat completion told in server-sent events.

    The last event that ends a choice waits for the receipt, which goes with it.
    """

    def __init__(self, write: Write, choices: int, include_usage: bool) -> None:
        self._write = write
        self._include_usage = include_usage
        self._calls = [0] * choices
        self._begun = [False] * choices
        self._ending: dict[str, Any] | None = None
        self._head: dict[str, Any] = {}
        self._before = self._after = b""

    async def tell(self, event: Origin | Piece) -> None:
        """Send at once, but for the last ending."""
        if type(event) is Origin:
            self._head = {
                "id": new_id("chatcmpl"),
                "object": "chat.completion.chunk",
                "created": int(time.time()),
                "model": event.model,
                "system_fingerprint": fingerprint(event),
            }
            usage = b'"usage":null,' if self._include_usage else b""
            self._before = b"data: " + orjson.dumps(self._head)[:-1] + b"," + usage + b'"choices":[{"index":'
            self._after = b'},"logprobs":null,"finish_reason":null}]}\n\n'
        elif type(event) is Piece:
            await self._piece(event)

    async def end(self, receipt: Receipt) -> bytes:
        """The last ending, with the receipt, and usage if it was asked for."""
        last = {**self._head, "choices": [], **(self._ending or {}), "workshop": receipt.extension()}
        sent = _event({**last, "usage": None} if self._include_usage else last)
        if self._include_usage:
            sent += _event({**last, "choices": [], "usage": receipt.usage()})
        return sent + _DONE

    def fail(self, problem: Problem) -> bytes:
        """The problem as an event; no end follows, since the answer is not whole."""
        return _event(problem.body())

    async def _piece(self, piece: Piece) -> None:
        sent = b""
        if not self._begun[piece.index]:
            self._begun[piece.index] = True
            sent = self._delta(piece.index, b'"role":"assistant","content":"","refusal":null')
        if piece.logprobs:
            sent += self._with_logprobs(piece)
        elif piece.text:
            sent += self._delta(piece.index, b'"content":' + orjson.dumps(piece.text))
        for call in piece.tool_calls:
            shape = orjson.dumps([{"index": self._calls[piece.index], **call_shape(call)}])
            self._calls[piece.index] += 1
            sent += self._delta(piece.index, b'"tool_calls":' + shape)
        if piece.finish:
            if self._ending is not None:
                sent += _event({**self._head, **({"usage": None} if self._include_usage else {}), **self._ending})
            self._ending = {
                "choices": [{"index": piece.index, "delta": {}, "logprobs": None, "finish_reason": piece.finish}]
            }
        if sent:
            await self._write(sent)

    def _delta(self, index: int, delta: bytes) -> bytes:
        return b"%b%d%b%b%b" % (self._before, index, b',"delta":{', delta, self._after)

    def _with_logprobs(self, piece: Piece) -> bytes:
        delta = {"content": piece.text}
        choice = {
            "index": piece.index,
            "delta": delta,
            "logprobs": logprobs_shape(piece.logprobs),
            "finish_reason": None,
        }
        return _event({**self._head, **({"usage": None} if self._include_usage else {}), "choices": [choice]})


def embeddings_shape(vectors: Sequence[Sequence[float]], as_base64: bool, receipt: Receipt) -> bytes:
    """Vectors as lists of numbers, or as base64 of 32-bit floats."""
    return orjson.dumps(
        {
            "object": "list",
            "data": [
                {
                    "object": "embedding",
                    "index": index,
                    "embedding": _base64(vector) if as_base64 else [float(value) for value in vector],
                }
                for index, vector in enumerate(vectors)
            ],
            "model": receipt.origin.model,
            "usage": {"prompt_tokens": receipt.prompt_tokens, "total_tokens": receipt.prompt_tokens},
            "workshop": receipt.extension(),
        }
    )


def model_shape(name: str, engine: str) -> dict[str, Any]:
    """A model as it is listed; nobody knows when it was made, so it is 0."""
    return {"id": name, "object": "model", "created": 0, "owned_by": engine}


def call_shape(call: ToolCall) -> dict[str, Any]:
    """A tool call; an engine may have forgotten its id."""
    return {
        "id": call.id or new_id("call"),
        "type": "function",
        "function": {"name": call.name, "arguments": call.arguments},
    }


def logprobs_shape(logprobs: Sequence[TokenLogprob]) -> dict[str, Any]:
    """Log probabilities; tokens as the model saw them, with placeholders where something was masked."""
    return {
        "content": [
            {
                **_token(each.token, each.logprob),
                "top_logprobs": [_token(token, logprob) for token, logprob in each.top],
            }
            for each in logprobs
        ],
        "refusal": None,
    }


def fingerprint(origin: Origin) -> str:
    """What answered, for ``system_fingerprint``.

    Examples
    --------
    >>> fingerprint(Origin("rekaman", "m-1", "2026-02-01", "langsung"))
    'rekaman/m-1 direkam=2026-02-01 menggantikan=langsung'
    """
    recorded = f" direkam={origin.recorded}" if origin.recorded else ""
    instead = f" menggantikan={origin.instead_of}" if origin.instead_of else ""
    staged = f" dipentaskan={origin.staged}" if origin.staged else ""
    return f"{origin.engine}/{origin.model}{recorded}{instead}{staged}"


def new_id(kind: str) -> str:
    """An id that nobody can guess."""
    return f"{kind}-{secrets.token_hex(12)}" if kind != "call" else f"call_{secrets.token_hex(12)}"


def _token(token: str, logprob: float) -> dict[str, Any]:
    return {"token": token, "logprob": logprob, "bytes": list(token.encode())}


def _base64(vector: Sequence[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


def _event(value: Mapping[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(value) + b"\n\n"

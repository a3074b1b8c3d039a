"""Chat completions in OpenAI's shape: a request as it is sent, an answer in whatever state it comes back."""

import json
import math
from collections.abc import Mapping
from typing import Any

import orjson

from workshop_kit.llm.engines.engine import (
    ChatRequest,
    FinishReason,
    Message,
    Piece,
    TokenLogprob,
    ToolCall,
    Usage,
)
from workshop_kit.llm.engines.failures import broken, of_status, too_long
from workshop_kit.llm.engines.secret import Redactor, Secret, TokenRedactor, redact, redact_json

_FINISHES: dict[str, FinishReason] = {
    "length": "length",
    "max_tokens": "length",
    "max_length": "length",
    "model_length": "length",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
    "tool_use": "tool_calls",
    "content_filter": "content_filter",
    "safety": "content_filter",
}
_MOST_TOOL_CALLS = 64
# No tokenizer puts more characters into its usual tokens; beyond this a count is a lie, or a bound is not kept.
CHARACTERS_A_TOKEN = 64
# What chat templates and tool prompts add to the request as it is written.
_TEMPLATE_TOKENS = 4096


def chat_body(request: ChatRequest, model: str, token_field: str) -> dict[str, Any]:
    """The request as it is sent, without what concerns streaming."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [_message(each) for each in request.messages],
        token_field: request.max_tokens,
        "temperature": request.temperature,
        "top_p": request.top_p,
    }
    if request.n != 1:
        body["n"] = request.n
    if request.stop:
        body["stop"] = list(request.stop)
    if request.seed is not None:
        body["seed"] = request.seed
    if request.top_logprobs is not None:
        body["logprobs"] = True
        body["top_logprobs"] = request.top_logprobs
    if request.frequency_penalty:
        body["frequency_penalty"] = request.frequency_penalty
    if request.presence_penalty:
        body["presence_penalty"] = request.presence_penalty
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "function": {"name": each.name, "description": each.description, "parameters": each.parameters}
                | ({"strict": True} if each.strict else {}),
            }
            for each in request.tools
        ]
        named = request.tool_choice not in ("none", "auto", "required")
        body["tool_choice"] = (
            {"type": "function", "function": {"name": request.tool_choice}} if named else request.tool_choice
        )
    if request.form == "json_object":
        body["response_format"] = {"type": "json_object"}
    elif request.form == "json_schema" and request.schema is not None:
        schema: dict[str, Any] = {"name": "jawaban", "schema": request.schema}
        if request.schema.get("additionalProperties") is False:
            # Upstreams keep strictly to a schema only if it is closed.
            schema["strict"] = True
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    return body


def _message(message: Message) -> dict[str, Any]:
    # Many servers know no "developer"; it is the newer name of the same role.
    body: dict[str, Any] = {
        "role": "system" if message.role == "developer" else message.role,
        "content": message.text if message.text or not message.tool_calls else None,
    }
    if message.tool_calls:
        body["tool_calls"] = [
            {"id": each.id, "type": "function", "function": {"name": each.name, "arguments": each.arguments}}
            for each in message.tool_calls
        ]
    if message.tool_call_id is not None:
        body["tool_call_id"] = message.tool_call_id
    if message.name is not None:
        body["name"] = message.name
    return body


def read_json(raw: bytes) -> Any:
    """JSON as upstreams write it: invalid UTF-8 and lone surrogates are met with U+FFFD where they stand.

    Raises
    ------
    workshop_kit.llm.problems.Problem
        502 if it is no JSON.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(raw.decode("utf-8", "replace"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        found = None
    assert found is None
    raise broken()


def _no_number(name: str) -> float:
    raise ValueError(name)


def clean_text(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def clean_name(value: object, otherwise: str, key: Secret) -> str:
    """A short printable name from an upstream, else the one given."""
    if isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable():
        return redact(clean_text(value), key)
    return otherwise


def model_name(value: object, otherwise: str, key: Secret) -> str:
    """The model's name; of a path on the upstream's disk, which local servers give, only the file."""
    name = clean_name(value, otherwise, key)
    is_path = name.startswith(("/", ".", "~")) or "\\" in name
    return (name.replace("\\", "/").rpartition("/")[2] or otherwise) if is_path else name


class Answer:
    """An answer as it grows: takes chunks, streamed ones and whole ones, and gives pieces.

    Parameters
    ----------
    request : ChatRequest
    sent_bytes : int
        Length of the request as sent, for judging what the upstream says it used.
    key : Secret
        Taken out of whatever the upstream says.
    """

    def __init__(self, request: ChatRequest, sent_bytes: int, key: Secret) -> None:
        self._request = request
        self._sent_bytes = sent_bytes
        self._key = key
        self._choices: dict[int, _Choice] = {}
        self._usages: list[Any] = []
        self.strays = 0

    def model(self, chunk: Any) -> str:
        """The model that a chunk says it is from."""
        return model_name(chunk.get("model") if isinstance(chunk, dict) else None, self._request.model, self._key)

    def take(self, chunk: Any, part: str = "delta") -> list[Piece]:
        """Take one chunk of a stream, or a whole answer (`part` is then ``message``), and return what it adds.

        Raises
        ------
        workshop_kit.llm.problems.Problem
            For an error instead of a chunk, and for what is no chunk.
        """
        if not isinstance(chunk, dict):
            raise broken()
        if chunk.get("error"):
            error = chunk["error"]
            code = error.get("code") if isinstance(error, dict) else None
            raise of_status(code if isinstance(code, int) and 400 <= code < 600 else 500)
        if chunk.get("usage") is not None:
            self._usages.append(chunk["usage"])
        choices = chunk.get("choices")
        if choices is None:
            return []
        if not isinstance(choices, list):
            raise broken()
        pieces = []
        for each in choices:
            if not isinstance(each, dict):
                raise broken()
            index = each.get("index", 0)
            if type(index) is not int or not 0 <= index < self._request.n:
                self.strays += 1
                continue
            choice = self._choices.get(index)
            if choice is None:
                choice = self._choices[index] = _Choice(index, self._request, self._key)
            piece = choice.take(each, part)
            if piece is not None:
                pieces.append(piece)
        return pieces

    def finish(self) -> list[Piece]:
        """Last pieces of the choices that the upstream left open when it said that all was done."""
        return [choice.finish("stop") for choice in self._choices.values() if not choice.finished]

    @property
    def begun(self) -> bool:
        """Whether there is any choice."""
        return bool(self._choices)

    @property
    def complete(self) -> bool:
        """Whether every choice asked for is finished."""
        return len(self._choices) == self._request.n and self.closed

    @property
    def overrun(self) -> bool:
        """Whether a choice had to be cut, because the upstream did not keep to the answer's length."""
        return any(choice.overrun for choice in self._choices.values())

    @property
    def closed(self) -> bool:
        """Whether every choice begun is finished, and there is one."""
        return self.begun and all(choice.finished for choice in self._choices.values())

    def usage(self) -> Usage:
        """What the upstream says it used, as far as it can be true; the last word counts.

        For several choices some servers say it once a choice, each time for one of them: then nothing is certain.
        """
        if not self._usages or (self._request.n > 1 and len(self._usages) > 1):
            return Usage(None, None)
        said = self._usages[-1] if isinstance(self._usages[-1], dict) else {}
        characters = sum(choice.characters for choice in self._choices.values())
        most = self._request.n * self._request.max_tokens
        asked = sum(len(message.text) for message in self._request.messages)
        completion = _count(said.get("completion_tokens"), characters / CHARACTERS_A_TOKEN, most + 8 * self._request.n)
        return Usage(
            _count(said.get("prompt_tokens"), max(1, asked / CHARACTERS_A_TOKEN), self._sent_bytes + _TEMPLATE_TOKENS),
            # Some count the end of text, which our bound does not.
            None if completion is None else min(completion, most),
        )


def _count(said: object, least: float, most: float) -> int | None:
    return said if type(said) is int and least <= said <= most else None


class _Choice:
    """One choice as it grows."""

    def __init__(self, index: int, request: ChatRequest, key: Secret) -> None:
        self._index = index
        self._request = request
        self._key = key
        self._redactor = Redactor(key)
        self._tokens = TokenRedactor(key)
        self._calls: list[_Call] = []
        self.characters = 0
        self.finished = False
        self.overrun = False

    def take(self, choice: Mapping[str, Any], part: str) -> Piece | None:
        """Take what a chunk says of this choice; nothing counts after its end."""
        if self.finished:
            return None
        said = choice.get(part)
        if said is None:
            said = {}
        if not isinstance(said, dict):
            raise broken()
        text = clean_text(_text(said.get("content")) + _text(said.get("refusal")))
        logprobs = self._logprobs(choice.get("logprobs"))
        self._take_calls(said.get("tool_calls"), whole=part == "message")
        reason = choice.get("finish_reason")
        self.characters += len(text)
        over = self.characters - CHARACTERS_A_TOKEN * self._request.max_tokens
        if over > 0:
            # The upstream does not keep to the bound of the answer's length; so we do.
            text = text[:-over] if over < len(text) else ""
            self.characters -= over
            reason = "length"
            self.overrun = True
        if reason is not None:
            if not isinstance(reason, str):
                raise broken()
            return self.finish(_FINISHES.get(reason, "stop"), text, logprobs)
        text = self._redactor.feed(text) if text else ""
        ready = self._tokens.feed(logprobs) if logprobs else ()
        return Piece(self._index, text, (), ready) if text or ready else None

    def finish(self, reason: FinishReason, text: str = "", logprobs: tuple[TokenLogprob, ...] = ()) -> Piece:
        """The choice's last piece, with all that was held back."""
        self.finished = True
        calls = tuple(call.whole(number, self._key) for number, call in enumerate(self._calls, 1) if call.name)
        if calls and reason == "stop":
            reason = "tool_calls"
        elif reason == "tool_calls" and not calls:
            reason = "stop"
        text = self._redactor.feed(text) + self._redactor.close()
        ready = (*self._tokens.feed(logprobs), *self._tokens.close())
        return Piece(self._index, text, calls, ready, reason)

    def _take_calls(self, said: Any, *, whole: bool) -> None:
        if not said or not self._request.tools:
            return
        if not isinstance(said, list):
            raise broken()
        for each in said:
            if not isinstance(each, dict) or not isinstance(each.get("function") or {}, dict):
                raise broken()
            call = self._new_call(None) if whole else self._call(each)
            function = each.get("function") or {}
            if isinstance(each.get("id"), str):
                call.id = call.id or each["id"]
            if isinstance(function.get("name"), str):
                call.name = call.name or function["name"]
            arguments = function.get("arguments")
            if isinstance(arguments, dict):
                # Some servers give an object where the API promises its text.
                arguments = json.dumps(arguments, ensure_ascii=False)
            if isinstance(arguments, str):
                call.arguments.append(clean_text(arguments))
                self.characters += len(arguments)

    def _call(self, said: Mapping[str, Any]) -> "_Call":
        """The call that a delta goes on with: by its number, else by its identifier, else the last one."""
        number, name = said.get("index"), said.get("id")
        for call in self._calls:
            if type(number) is int:
                same = call.number == number
            else:
                same = call.id == name if name else call is self._calls[-1]
            if same:
                return call
        return self._new_call(number if type(number) is int else None)

    def _new_call(self, number: int | None) -> "_Call":
        if len(self._calls) >= _MOST_TOOL_CALLS:
            raise too_long()
        self._calls.append(_Call(number))
        return self._calls[-1]

    def _logprobs(self, said: Any) -> tuple[TokenLogprob, ...]:
        tokens = said.get("content") if isinstance(said, dict) else None
        if self._request.top_logprobs is None or not isinstance(tokens, list):
            return ()
        found = []
        for each in tokens:
            one = _token(each)
            if one is None:
                continue
            top = each.get("top_logprobs")
            others = [_token(other) for other in top] if isinstance(top, list) else []
            found.append(TokenLogprob(*one, tuple(other for other in others if other)[: self._request.top_logprobs]))
        return tuple(found)


class _Call:
    """A tool call as it grows."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self.id = ""
        self.name = ""
        self.arguments: list[str] = []

    def whole(self, number: int, key: Secret) -> ToolCall:
        arguments = redact_json("".join(self.arguments), key) or "{}"
        return ToolCall(
            clean_name(self.id, f"call_{number}", key), clean_name(self.name, f"alat_{number}", key), arguments
        )


def _text(said: Any) -> str:
    """Text of a message: plain, in parts, or none."""
    if said is None:
        return ""
    if isinstance(said, list):
        return "".join(each["text"] for each in said if isinstance(each, dict) and isinstance(each.get("text"), str))
    if not isinstance(said, str):
        raise broken()
    return said


def _token(said: Any) -> tuple[str, float] | None:
    if not isinstance(said, dict) or not isinstance(said.get("token"), str):
        return None
    logprob = said.get("logprob")
    if isinstance(logprob, bool) or not isinstance(logprob, int | float) or not math.isfinite(logprob):
        return None
    return clean_text(said["token"]), float(logprob)

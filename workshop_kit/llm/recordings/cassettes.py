"""Recorded answers as files: one a question, readable by people, and recognised by all that shapes an answer.

A recording is made after masking, so a question with another person's number is the same question. Its name is made of
two SHA-256 sums over canonical JSON: of the question (messages, tools, parameters, form and schema, or texts to be
embedded), and of the question with the model. What does not fit its name or its own checksum is not used.
"""

import hashlib
import json
import math
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from workshop_kit.language import _
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Piece, TokenLogprob, ToolCall, Usage
from workshop_kit.llm.problems import Problem

FORMAT = 1
MOST_BYTES = 4_000_000
_QUESTION_LETTERS = 24
_FINISHES = ("stop", "length", "tool_calls", "content_filter")
# What ``workshop llm record`` made for the lessons lies inside the package, so that it is installed with it.
SHIPPED = Path(__file__).parents[1] / "recorded"

Request = ChatRequest | EmbeddingRequest


@dataclass(frozen=True)
class Cassette:
    """A recorded answer.

    Attributes
    ----------
    request : dict
        As `canonical` gives it.
    model : str
        The model that answered.
    recorded : str
        Date, ISO.
    pieces : tuple of Piece
        Of a chat, as they came.
    vectors : tuple of tuple of float
        Of texts that were embedded.
    usage : Usage
    """

    request: Mapping[str, Any]
    model: str
    recorded: str
    pieces: tuple[Piece, ...] = ()
    vectors: tuple[tuple[float, ...], ...] = ()
    usage: Usage = field(default=Usage(None, None))


def canonical(request: Request) -> dict[str, Any]:
    """All of a request that shapes its answer, as JSON values of one form."""
    if isinstance(request, EmbeddingRequest):
        return {
            "kind": "embeddings",
            "model": request.model,
            "texts": list(request.texts),
            "dimensions": request.dimensions,
        }
    return {
        "kind": "chat",
        "model": request.model,
        "messages": [_without_empty(asdict(message)) for message in request.messages],
        "tools": [asdict(tool) for tool in request.tools],
        "tool_choice": request.tool_choice if request.tools else "none",
        "parameters": {
            "temperature": float(request.temperature),
            "top_p": float(request.top_p),
            "frequency_penalty": float(request.frequency_penalty),
            "presence_penalty": float(request.presence_penalty),
            "max_tokens": request.max_tokens,
            "n": request.n,
            "seed": request.seed,
            "stop": list(request.stop),
            "top_logprobs": request.top_logprobs,
        },
        "form": request.form,
        "schema": request.schema,
    }


def question_of(request: Mapping[str, Any]) -> str:
    """The sum of a canonical request without its model."""
    return _sum({name: value for name, value in request.items() if name != "model"})


def name_of(request: Mapping[str, Any]) -> str:
    """The file name of a canonical request's recording."""
    return f"{question_of(request)[:_QUESTION_LETTERS]}-{_sum(request)}.json"


def pattern_of(request: Mapping[str, Any]) -> str:
    """A pattern for the file names of the question's recordings, whichever the model."""
    return f"{question_of(request)[:_QUESTION_LETTERS]}-{'[0-9a-f]' * 64}.json"


def text_of(cassette: Cassette) -> str:
    """The file's text: sorted keys, one value a line."""
    body = {
        "format": FORMAT,
        "model": cassette.model,
        "recorded": cassette.recorded,
        "request": cassette.request,
        "pieces": [_piece_value(piece) for piece in cassette.pieces],
        # A vector is one line, not one for each of its numbers.
        "vectors": [" ".join(f"{number:.7g}" for number in vector) for vector in cassette.vectors],
        "usage": asdict(cassette.usage),
    }
    body["checksum"] = _sum(body)
    return json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def write(folder: Path, cassette: Cassette) -> Path:
    """Write a recording, whole or not at all, in place of an older one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name_of(cassette.request)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".rekaman-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text_of(cassette))
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def read(path: Path) -> Cassette:
    """Read a recording and check that it is what its name says.

    Raises
    ------
    workshop_kit.llm.problems.Problem
        502 for a file that is damaged, changed by hand, of another format, too large, or of another question.
    """
    try:
        return _understand(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        pass
    raise Problem(
        502,
        "broken_recording",
        _("Rekaman {name} rusak atau diubah. Beri tahu pelatih agar direkam ulang; sementara pakai model simulasi."),
        name=path.name[:12],
    )


def _understand(path: Path) -> Cassette:
    found = path.stat()
    # Neither a pipe, which would be waited for, nor a device, which has no end.
    if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
        raise ValueError
    with path.open("rb") as stream:
        raw = stream.read(MOST_BYTES + 1)
    body = orjson.loads(raw)
    checksum = body.pop("checksum")
    request = body["request"]
    if len(raw) > MOST_BYTES or body["format"] != FORMAT or checksum != _sum(body) or name_of(request) != path.name:
        raise ValueError
    date.fromisoformat(body["recorded"])
    pieces, vectors = _pieces(request, body["pieces"]), _vectors(request, body["vectors"])
    return Cassette(
        request,
        _name(body["model"]),
        body["recorded"],
        pieces,
        vectors,
        Usage(_count(body["usage"]["prompt_tokens"]), _count(body["usage"]["completion_tokens"])),
    )


def _sum(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if each not in (None, ()) or name == "text"}


def _piece_value(piece: Piece) -> dict[str, Any]:
    value: dict[str, Any] = {"index": piece.index}
    if piece.text:
        value["text"] = piece.text
    if piece.tool_calls:
        value["tool_calls"] = [asdict(call) for call in piece.tool_calls]
    if piece.logprobs:
        value["logprobs"] = [[each.token, each.logprob, [list(other) for other in each.top]] for each in piece.logprobs]
    if piece.finish:
        value["finish"] = piece.finish
    return value


def _pieces(request: Mapping[str, Any], values: list[Any]) -> tuple[Piece, ...]:
    if request["kind"] != "chat":
        return ()
    for message in request["messages"]:
        _text(message["text"])
    pieces = tuple(_piece(value, request["parameters"]["n"]) for value in values)
    ends = [piece.index for piece in pieces if piece.finish]
    if not ends or sorted(ends) != sorted({piece.index for piece in pieces}):
        raise ValueError
    return pieces


def _vectors(request: Mapping[str, Any], values: list[Any]) -> tuple[tuple[float, ...], ...]:
    if request["kind"] == "chat":
        return ()
    vectors = tuple(_vector(value) for value in values)
    texts = [_text(each) for each in request["texts"]]
    if request["kind"] != "embeddings" or len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
        raise ValueError
    return vectors


def _piece(value: Mapping[str, Any], choices: int) -> Piece:
    index, finish = value["index"], value.get("finish")
    if type(index) is not int or not 0 <= index < choices or finish not in (None, *_FINISHES):
        raise ValueError
    calls = tuple(
        ToolCall(_text(each["id"]), _text(each["name"]), _text(each["arguments"]))
        for each in value.get("tool_calls", ())
    )
    logprobs = tuple(
        TokenLogprob(_text(token), _number(logprob), tuple((_text(other), _number(its)) for other, its in top))
        for token, logprob, top in value.get("logprobs", ())
    )
    return Piece(index, _text(value.get("text", "")), calls, logprobs, finish)


def _vector(value: str) -> tuple[float, ...]:
    numbers = [_number(float(each)) for each in value.split()]
    length = math.hypot(*numbers)
    if length == 0:
        raise ValueError
    return tuple(number / length for number in numbers)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > 200:
        raise ValueError
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError
    return float(value)


def _count(value: Any) -> int | None:
    if value is not None and (type(value) is not int or value < 0):
        raise ValueError
    return value

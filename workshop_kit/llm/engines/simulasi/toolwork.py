"""Tools: which one a request plainly asks for, with which arguments, and an answer from what a tool gave back."""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from workshop_kit.llm.engines.engine import ChatRequest, Message, Tool, ToolCall
from workshop_kit.llm.engines.simulasi.answers import best_answer, question_in
from workshop_kit.llm.engines.simulasi.drafts import Draft, wording
from workshop_kit.llm.engines.simulasi.forms import Filling, argument, filled, plain
from workshop_kit.llm.engines.simulasi.schemas import Schema, is_valid, resolved
from workshop_kit.llm.engines.simulasi.sentences import sentences
from workshop_kit.llm.engines.simulasi.source import Field, Source
from workshop_kit.llm.engines.simulasi.words import stems

_LEAST = 2.0
_MOST_FACTS = 12
_ASKING = frozenset(
    ("query", "kueri", "pertanyaan", "question", "q", "kata", "keyword", "keywords", "search", "teks", "text", "cari")
)
_QUOTED = re.compile(r"[\"“'`]([^\"”'`\n]{1,120})[\"”'`]")
_CODE = re.compile(r"\b(?=[\w./-]{0,30}\d)[A-Za-z0-9]{1,12}(?:[./-][A-Za-z0-9]{1,12}){1,5}\b|\b\d{3,16}\b")
_PROPER = re.compile(r"(?<=[\w,] )[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,3}")


def called(request: ChatRequest, asked: str, text: str) -> tuple[ToolCall, ...]:
    """The call that a request asks for; empty if it asks for none.

    Parameters
    ----------
    request : ChatRequest
        With tools.
    asked, text : str
        Instruction, and instruction with documents, from which arguments are taken.
    """
    if request.tool_choice == "none" or not request.tools:
        return ()
    if request.tool_choice not in ("auto", "required"):
        chosen = next((tool for tool in request.tools if tool.name == request.tool_choice), None)
        return (_call(chosen, text),) if chosen is not None else ()
    scored = [(_fit(tool, asked), -place, tool) for place, tool in enumerate(request.tools)]
    score, _place, tool = max(scored, key=lambda each: each[:2])
    if request.tool_choice == "auto" and (score < _LEAST or _lacking(tool, text)):
        return ()
    return (_call(tool, text),)


def _fit(tool: Tool, asked: str) -> float:
    said = frozenset(stems(asked))
    names = frozenset(stems(re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", tool.name)))
    described = frozenset(stems(tool.description)) - names
    named = 1.5 * len(said & names) + (0.5 if names and names <= said else 0.0)
    return named + len(said & described)


def _lacking(tool: Tool, text: str) -> list[str]:
    """Names of required parameters that the text does not give."""
    schema = resolved(tool.parameters, tool.parameters)
    filling = Filling(Source(text))
    return [
        name
        for name in schema.get("required", ())
        if _argument(name, schema.get("properties", {}).get(name, {}), tool.parameters, filling) is None
    ]


def _call(tool: Tool, text: str) -> ToolCall:
    schema = resolved(tool.parameters, tool.parameters)
    filling = Filling(Source(text))
    required = frozenset(schema.get("required", ()))
    built: dict[str, Any] = {}
    for name, each in schema.get("properties", {}).items():
        value = _argument(name, each, tool.parameters, filling, guess=name in required)
        if value is not None:
            built[name] = value
    if not is_valid(built, tool.parameters, tool.parameters):
        whole = plain(filled(tool.parameters, filling)) if tool.parameters else {}
        repaired = {**whole, **built} if isinstance(whole, dict) else {}
        built = repaired if is_valid(repaired, tool.parameters, tool.parameters) else whole
    arguments = json.dumps(built, ensure_ascii=False)
    code = sha256(f"{tool.name}{arguments}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return ToolCall(f"call_{code}", tool.name, arguments)


def _argument(name: str, schema: Any, root: Schema, filling: Filling, guess: bool = True) -> Any:
    value = argument(name, schema, root, filling)
    if value is not None or not guess:
        return value
    text = filling.source.text
    own = set(Field(name, "").own)
    guesses = [text.strip()] if own & _ASKING else []
    guesses += [found.group(1) for found in [_QUOTED.search(text)] if found]
    guesses += [
        found.group()
        for found in [_CODE.search(text)]
        if found and own & {"nomor", "no", "kode", "id", "tiket", "number", "code"}
    ]
    if not own & {"nomor", "no", "kode", "id", "tiket", "number", "code"}:
        guesses += [found.group() for found in [_PROPER.search(text)] if found]
    return next((each for each in guesses if is_valid(each, schema, root)), None)


def results(messages: Sequence[Message]) -> list[Message]:
    """What tools have given back since the user last spoke."""
    trailing: list[Message] = []
    for message in reversed(messages):
        if message.role == "user":
            break
        if message.role == "tool":
            trailing.append(message)
    return trailing[::-1] if messages[-1].role == "tool" else []


def answer_from(given: Sequence[Message], asked: str, english: bool) -> Draft:
    """An answer from tools' results, and from nothing else."""
    facts: list[tuple[str, str]] = []
    told: list[str] = []
    for message in given:
        found = _facts(message.text)
        facts += found
        if not found:
            told.append(message.text.strip())
    wanted = frozenset(stems(question_in(asked)))
    best = [fact for fact in facts if wanted & frozenset(stems(re.sub(r"[_.]", " ", fact[0])))] or facts
    parts = [f"{name.replace('_', ' ')}: {value}" for name, value in best[:_MOST_FACTS]]
    for text in told:
        sentence = best_answer(question_in(asked), sentences(text))
        parts.append(sentence.text if sentence is not None else text[:600])
    said = "; ".join(part for part in parts if part)
    if not said:
        return Draft(("The tool gave nothing back." if english else "Alat tidak memberi hasil apa pun.",))
    lead = ("According to the tool: ", "The tool says: ") if english else ("Menurut alat: ", "Hasil dari alat: ")
    return Draft((wording(*lead), said if said.endswith((".", "!", "?")) else said + "."))


def _facts(text: str) -> list[tuple[str, str]]:
    """Names and values of a result that is JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found: list[tuple[str, str]] = []
    left: list[tuple[str, Any]] = [("", value)]
    while left and len(found) < 200:
        name, each = left.pop(0)
        if isinstance(each, Mapping):
            left[:0] = [(f"{name}.{key}" if name else str(key), one) for key, one in each.items()]
        elif isinstance(each, list):
            left[:0] = [(f"{name} {place + 1}".strip(), one) for place, one in enumerate(each[:200])]
        else:
            found.append((name or "hasil", _shown(each)))
    return found


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "–"
    return {True: "ya", False: "tidak"}[value] if isinstance(value, bool) else json.dumps(value)

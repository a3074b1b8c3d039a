"""The interface between the sandbox and whatever answers.

The sandbox has parsed, allowed and masked a request before an engine sees it; the engine says what it generates piece
by piece and, last, what it used. Streamed and plain answers are made from the same pieces, so they cannot differ.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Role = Literal["system", "developer", "user", "assistant", "tool"]
FinishReason = Literal["stop", "length", "tool_calls", "content_filter"]
Form = Literal["text", "json_object", "json_schema"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that the model asks for; ``arguments`` is JSON as text."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, its text joined if it came in parts."""

    role: Role
    text: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that the model may ask to be called; ``parameters`` is its JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]
    strict: bool = False


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What is asked of an engine.

    Attributes
    ----------
    model : str
        The model as the policy resolved it, for an upstream its own name.
    messages : tuple of Message
        Never empty; personal data masked.
    max_tokens : int
        Upper bound of generated tokens for each choice.
    n : int
        Number of choices.
    temperature, top_p : float
        0 to 2, and above 0 to 1.
    stop : tuple of str
        Generation ends before any of these.
    seed : int or None
        The same request with the same seed gives the same answer, where the engine can.
    top_logprobs : int or None
        None: no log probabilities; 0 to 20: those of the chosen token and of so many alternatives.
    tools : tuple of Tool
    tool_choice : str
        ``none``, ``auto``, ``required``, or the name of a tool.
    form : str
        ``text``, ``json_object`` or ``json_schema``.
    schema : mapping or None
        The JSON schema for ``json_schema``.
    frequency_penalty, presence_penalty : float
        -2 to 2.
    stream : bool
        Whether the reader wants the answer as it grows. If not, it may be asked for, and given, in one piece.
    """

    model: str
    messages: tuple[Message, ...]
    max_tokens: int
    n: int = 1
    temperature: float = 1.0
    top_p: float = 1.0
    stop: tuple[str, ...] = ()
    seed: int | None = None
    top_logprobs: int | None = None
    tools: tuple[Tool, ...] = ()
    tool_choice: str = "auto"
    form: Form = "text"
    schema: Mapping[str, Any] | None = None
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    stream: bool = True


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """Log probability (natural) of one token and of its alternatives."""

    token: str
    logprob: float
    top: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one choice, in the order generated.

    Attributes
    ----------
    index : int
        Which choice.
    text : str
        Text to be added; may be empty.
    tool_calls : tuple of ToolCall
        Whole calls, given once, with or before the last piece of the choice.
    logprobs : tuple of TokenLogprob
        Of this piece's tokens, if asked for.
    finish : str or None
        Given with the last piece of the choice.
    """

    index: int = 0
    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    logprobs: tuple[TokenLogprob, ...] = ()
    finish: FinishReason | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens used; given once, after the last piece. ``None`` where an upstream did not say."""

    prompt_tokens: int | None
    completion_tokens: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from; given once, before the first piece.

    Attributes
    ----------
    engine : str
        ``simulasi``, ``mini``, ``rekaman`` or ``langsung``.
    model : str
        The model that really answered, e.g. ``simulasi-1`` or the upstream's name.
    recorded : str or None
        Date (ISO) of a recorded answer.
    instead_of : str or None
        Engine that should have answered, when this one stands in for it; always told to the reader.
    staged : str or None
        A failure that the simulator stages for a lesson: ``angka_karangan`` (an invented figure) or
        ``perintah_dituruti`` (a planted instruction was followed).
    """

    engine: str
    model: str
    recorded: str | None = None
    instead_of: str | None = None
    staged: str | None = None


Event = Origin | Piece | Usage


@dataclass(frozen=True, slots=True)
class EmbeddingRequest:
    """Texts to be turned into vectors; ``dimensions`` None leaves their length to the engine."""

    model: str
    texts: tuple[str, ...]
    dimensions: int | None = None


@dataclass(frozen=True, slots=True)
class Embeddings:
    """One vector a text, each of length 1."""

    origin: Origin
    vectors: Sequence[Sequence[float]]
    usage: Usage = field(default=Usage(None, None))


class Engine(Protocol):
    """Whatever answers."""

    name: str

    def chat(self, request: ChatRequest) -> AsyncIterator[Event]:
        """Answer: one `Origin`, pieces, one `Usage`.

        Raises
        ------
        workshop_kit.llm.problems.Problem
            Before the first piece or in the midst of the answer, with a status, a code and one sentence for the reader.
        """
        ...

    async def embed(self, request: EmbeddingRequest) -> Embeddings:
        """Turn texts into vectors.

        Raises
        ------
        workshop_kit.llm.problems.Problem
        """
        ...

    async def close(self) -> None:
        """Give back connections and files."""
        ...

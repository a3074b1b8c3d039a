"""An answer: a text that knows where it comes from and what it cost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Facts:
    """What is known of an answer beside its text.

    Attributes
    ----------
    engine : str
        ``simulasi``, ``mini``, ``rekaman`` or ``langsung``; empty if the sandbox did not say.
    model : str
        The model that really answered.
    recorded : str or None
        Date (ISO) of a recorded answer.
    instead_of : str or None
        The engine this one stands in for.
    staged : str or None
        The failure that the simulator put on for the lesson.
    masked : mapping of str to int
        How many identifiers of each kind were masked before the question left.
    prompt_tokens, completion_tokens : int
    rupiah : float
    milliseconds : float
        From the question to the last piece of the answer.
    finish : str
        Why it ended: ``stop``, ``length``, ``tool_calls``, ``content_filter``.
    """

    engine: str = ""
    model: str = ""
    recorded: str | None = None
    instead_of: str | None = None
    staged: str | None = None
    masked: Mapping[str, int] = field(default_factory=dict)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    rupiah: float = 0.0
    milliseconds: float = 0.0
    finish: str = "stop"

    @property
    def tokens(self) -> int:
        """Prompt and completion tokens together."""
        return self.prompt_tokens + self.completion_tokens


def facts_from(extension: Any, usage: Any, finish: str, milliseconds: float) -> Facts:
    """Facts as the sandbox tells them; whatever it leaves out is empty.

    Parameters
    ----------
    extension : object
        The field ``workshop`` of the sandbox's answer.
    usage : object
        The field ``usage`` as the ``openai`` package reads it.
    finish : str
    milliseconds : float
        As measured here, for when the sandbox does not say.
    """
    told = extension if isinstance(extension, Mapping) else {}
    masked = told.get("masked")
    return Facts(
        engine=str(told.get("engine") or ""),
        model=str(told.get("model") or ""),
        recorded=told.get("recorded") or None,
        instead_of=told.get("instead_of") or None,
        staged=told.get("staged") or None,
        masked=dict(masked) if isinstance(masked, Mapping) else {},
        prompt_tokens=getattr(usage, "prompt_tokens", None) or 0,
        completion_tokens=getattr(usage, "completion_tokens", None) or 0,
        rupiah=float(told.get("rupiah") or 0),
        milliseconds=float(told.get("milliseconds") or milliseconds),
        finish=finish,
    )


def together(parts: Iterable[Facts]) -> Facts:
    """The facts of several answers as one: sums, and the origin of the last one that stood in, else of the last."""
    every = list(parts)
    if not every:
        return Facts()
    masked: Counter[str] = Counter()
    for facts in every:
        masked.update(facts.masked)
    origin = next((facts for facts in reversed(every) if facts.instead_of), every[-1])
    return Facts(
        engine=origin.engine,
        model=origin.model,
        recorded=origin.recorded,
        instead_of=origin.instead_of,
        staged=next((facts.staged for facts in every if facts.staged), None),
        masked=dict(masked),
        prompt_tokens=sum(facts.prompt_tokens for facts in every),
        completion_tokens=sum(facts.completion_tokens for facts in every),
        rupiah=sum(facts.rupiah for facts in every),
        milliseconds=sum(facts.milliseconds for facts in every),
        finish=origin.finish,
    )


class Answer(str):
    """The text of an answer, to be used like any text; a cell that ends with it shows its card.

    Parameters
    ----------
    text : str
    facts : Facts, optional

    Examples
    --------
    >>> answer = Answer("Tiga kalimat.", Facts(engine="simulasi", completion_tokens=4))
    >>> answer.upper(), answer.engine, answer.tokens
    ('TIGA KALIMAT.', 'simulasi', 4)
    """

    facts: Facts
    _shown_in: int | None

    def __new__(cls, text: str = "", facts: Facts | None = None) -> "Answer":
        """A text is made whole at once; it cannot be changed afterwards."""
        answer = super().__new__(cls, text)
        answer.facts = facts or Facts()
        answer._shown_in = None
        return answer

    @property
    def text(self) -> str:
        """The text alone."""
        return str.__str__(self)

    @property
    def engine(self) -> str:
        """``simulasi``, ``mini``, ``rekaman`` or ``langsung``."""
        return self.facts.engine

    @property
    def model(self) -> str:
        """The model that really answered."""
        return self.facts.model

    @property
    def tokens(self) -> int:
        """Prompt and completion tokens together."""
        return self.facts.tokens

    @property
    def rupiah(self) -> float:
        """What it cost."""
        return self.facts.rupiah

    @property
    def milliseconds(self) -> float:
        """How long it took."""
        return self.facts.milliseconds

    @property
    def masked(self) -> dict[str, int]:
        """How many identifiers of each kind were masked."""
        return dict(self.facts.masked)

    def shown(self) -> None:
        """Remember that the running cell has shown it already."""
        from workshop_kit.display import shell

        self._shown_in = getattr(shell(), "execution_count", None)

    def _ipython_display_(self) -> None:
        from workshop_kit.display import shell
        from workshop_kit.llm.lesson.card import card
        from workshop_kit.llm.lesson.screen import Screen

        cell = getattr(shell(), "execution_count", None)
        if cell is None or self._shown_in != cell:
            Screen().finish(*card(self.text, self.facts))

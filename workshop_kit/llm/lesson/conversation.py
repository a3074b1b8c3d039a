"""``llm.chat``: a conversation, in which the model is told each time what has been said so far."""

from collections.abc import Sequence

from workshop_kit.language import _, translate
from workshop_kit.llm.lesson import arguments
from workshop_kit.llm.lesson.answer import Answer
from workshop_kit.llm.lesson.asking import ALLOWED, shown_answer


def chat(
    system: str | None = None,
    *,
    model: str = "workshop",
    temperature: float | None = None,
    seed: int | None = None,
    allow: Sequence[str] = ALLOWED,
    show: bool = True,
) -> "Conversation":
    """Begin a conversation.

    Parameters
    ----------
    system : str, optional
        What holds for all of it: a role, a tone, rules.
    model, temperature, seed, allow, show
        As in `ask`.

    Returns
    -------
    Conversation

    Examples
    --------
    >>> from workshop_kit import llm
    >>> talk = llm.chat(model="simulasi", show=False)
    >>> _ = talk.say("Selamat pagi")
    >>> [message["role"] for message in talk.history]
    ['user', 'assistant']
    """
    return Conversation(system, model=model, temperature=temperature, seed=seed, allow=allow, show=show)


class Conversation:
    """What was said by both sides; see `chat`."""

    def __init__(
        self,
        system: str | None = None,
        *,
        model: str = "workshop",
        temperature: float | None = None,
        seed: int | None = None,
        allow: Sequence[str] = ALLOWED,
        show: bool = True,
    ) -> None:
        self._begin = [] if system is None else [{"role": "system", "content": arguments.text(system, "system")}]
        self._options = arguments.options(model, allow, temperature, seed)
        self._show = show
        self._said: list[dict[str, str]] = []

    def say(self, text: str) -> Answer:
        """Say something and get the answer; what gets none is not kept.

        Raises
        ------
        WorkshopError
            One sentence.
        """
        mine = {"role": "user", "content": arguments.text(text, "text")}
        answer = shown_answer([*self._begin, *self._said, mine], self._options, self._show)
        self._said += [mine, {"role": "assistant", "content": answer.text}]
        return answer

    @property
    def history(self) -> list[dict[str, str]]:
        """All messages so far, as the model gets them; changing the list changes nothing."""
        return [dict(message) for message in [*self._begin, *self._said]]

    def reset(self) -> None:
        """Forget what was said; the rules of the beginning stay."""
        self._said = []

    def __len__(self) -> int:
        return len(self._said)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        names = {"system": _("Aturan"), "user": _("Anda"), "assistant": _("Model")}
        lines = [f"{translate(names[message['role']])}: {message['content']}" for message in self.history]
        return "\n".join(lines) or translate(_('Percakapan masih kosong. Mulai dengan .say("...").'))

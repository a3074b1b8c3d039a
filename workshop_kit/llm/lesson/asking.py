"""``llm.ask``: one question, one answer, shown as it comes."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.access.clients import async_client
from workshop_kit.llm.lesson import arguments, waiting
from workshop_kit.llm.lesson.answer import Answer, facts_from
from workshop_kit.llm.lesson.card import broken_off, card
from workshop_kit.llm.lesson.card import waiting as waiting_card
from workshop_kit.llm.lesson.failures import Interrupted, NoAnswer
from workshop_kit.llm.lesson.screen import Screen

if TYPE_CHECKING:
    import openai

ALLOWED = ("rekaman", "simulasi")
Message = Mapping[str, str]
# Often enough to look alive, seldom enough for a slow browser.
_SECONDS_BETWEEN_LOOKS = 0.15


def ask(
    instruction: str,
    text: str | None = None,
    *,
    model: str = "workshop",
    temperature: float | None = None,
    seed: int | None = None,
    max_tokens: int | None = None,
    allow: Sequence[str] = ALLOWED,
    show: bool = True,
) -> Answer:
    """Ask a model, and show its answer with where it comes from, what it cost and what was masked.

    Parameters
    ----------
    instruction : str
        What is to be done.
    text : str, optional
        What it is to be done with. It is set apart from the instruction, between ``<teks>`` and ``</teks>``.
    model : str
        ``workshop`` is the one that the workshop has set.
    temperature : float, optional
        0 to 2; how freely the words are chosen.
    seed : int, optional
        The same question with the same seed gets the same answer, where the model can.
    max_tokens : int, optional
        Upper bound of the answer's length.
    allow : sequence of str
        Engines that may stand in when the model cannot be reached; the card says so when one does.
    show : bool
        Whether to show a card.

    Returns
    -------
    Answer
        A text, with ``engine``, ``model``, ``tokens``, ``rupiah`` and ``masked``.

    Raises
    ------
    WorkshopError
        One sentence. For arguments that mean nothing, nothing is sent.

    Examples
    --------
    >>> from workshop_kit import llm
    >>> answer = llm.ask("Ringkas dalam satu kalimat:", "Air padam. Warga menunggu.", model="simulasi", show=False)
    >>> answer.engine
    'simulasi'
    """
    question = composed(
        arguments.text(instruction, "instruction"), None if text is None else arguments.text(text, "text")
    )
    options = arguments.options(model, allow, temperature, seed, max_tokens)
    return shown_answer([{"role": "user", "content": question}], options, show)


def composed(instruction: str, text: str | None) -> str:
    """Instruction and text, with the text's beginning and end marked so that nothing in it can end it early."""
    if text is None:
        return instruction
    mark = "teks"
    while f"</{mark}>" in text:
        mark += "-"
    return f"{instruction}\n\n<{mark}>\n{text}\n</{mark}>"


def shown_answer(messages: Sequence[Message], options: Mapping[str, Any], show: bool) -> Answer:
    """Send messages and show what comes back, while it comes."""
    screen = Screen(show)
    so_far: list[str] = []
    last = [-1.0]

    def seen(news: list[str], seconds: float) -> None:
        so_far.extend(news)
        if seconds - last[0] >= _SECONDS_BETWEEN_LOOKS:
            last[0] = seconds
            text = "".join(so_far)
            screen.update(waiting_card(text, int(seconds))[0], text)

    async def work(tell: Callable[[str], None]) -> Answer:
        async with await asyncio.to_thread(async_client) as client:
            return await answered(client, messages, options, tell)

    try:
        answer = waiting.wait_for(work, seen)
    except (WorkshopError, Interrupted):
        screen.give_up(*broken_off("".join(so_far), translate(_("Jawaban tidak selesai."))))
        raise
    screen.finish(*card(answer.text, answer.facts))
    if show:
        answer.shown()
    return answer


async def answered(
    client: "openai.AsyncOpenAI",
    messages: Sequence[Message],
    options: Mapping[str, Any],
    tell: Callable[[str], None] = lambda _piece: None,
) -> Answer:
    """Send messages; tell the pieces of the answer as they come.

    Raises
    ------
    openai.OpenAIError, TimeoutError, NoAnswer
    """
    pieces: list[str] = []
    usage: Any = None
    extension: Any = None
    finish = ""
    begun = time.monotonic()
    async with asyncio.timeout(waiting.SECONDS):
        create: Any = client.chat.completions.create
        stream = await create(
            messages=list(messages),
            stream=True,
            stream_options={"include_usage": True},
            **options,
        )
        async with stream:
            async for chunk in stream:
                extension = (chunk.model_extra or {}).get("workshop") or extension
                usage = chunk.usage or usage
                for choice in chunk.choices:
                    finish = choice.finish_reason or finish
                    if choice.delta.content:
                        pieces.append(choice.delta.content)
                        tell(choice.delta.content)
    if not finish:
        raise NoAnswer(_("Jawaban terputus di tengah jalan. Jalankan sel ini lagi."))
    milliseconds = (time.monotonic() - begun) * 1000
    return Answer("".join(pieces), facts_from(extension, usage, finish, milliseconds))

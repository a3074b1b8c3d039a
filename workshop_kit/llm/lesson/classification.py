"""``llm.classify``: one label of a few for each text."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.access.clients import async_client
from workshop_kit.llm.lesson import arguments, waiting, words
from workshop_kit.llm.lesson.answer import Answer, Facts, together
from workshop_kit.llm.lesson.asking import ALLOWED, answered, composed
from workshop_kit.llm.lesson.card import broken_off, progress, summary
from workshop_kit.llm.lesson.failures import Interrupted, NoAnswer, NotAsked, as_sentence
from workshop_kit.llm.lesson.screen import Screen

if TYPE_CHECKING:
    import openai

# More at once would only queue up in the sandbox.
_AT_ONCE = 4
_INSTRUCTION = "Pilih satu label yang paling sesuai untuk teks berikut."

Messages = list[dict[str, str]]


def classify(
    text: Any,
    labels: Sequence[str],
    *,
    examples: Any = None,
    instruction: str | None = None,
    model: str = "workshop",
    seed: int | None = None,
    allow: Sequence[str] = ALLOWED,
    show: bool = True,
) -> Any:
    """Give each text one of the labels.

    Parameters
    ----------
    text : str, or a sequence or pandas.Series of str
    labels : sequence of str
        At least two, all different.
    examples : mapping of str to str, or sequence of pairs, optional
        Texts with their right labels, shown to the model before.
    instruction : str, optional
        What to look at.
    model, seed, allow, show
        As in `ask`. The temperature is 0.

    Returns
    -------
    str or pandas.Series
        For one text its label; for several a Series with the index of the Series that was given, else 0, 1, 2, ...
        A text for which the model gave no label of the list has none (missing), and the card says how many.

    Raises
    ------
    WorkshopError
        One sentence; for several texts only if not one has got a label.

    Examples
    --------
    >>> from workshop_kit import llm
    >>> label = llm.classify("Lampu jalan padam", ["air bersih", "lampu jalan"], model="simulasi", show=False)
    >>> label in ("air bersih", "lampu jalan")
    True
    """
    one = isinstance(text, str)
    texts = [arguments.text(text, "text")] if one else arguments.texts(text, "text")
    known = arguments.labels(labels)
    before = _before(known, _pairs(examples, known), instruction)
    options = arguments.options(model, allow, 0, seed)
    options["response_format"] = _format(known)
    done = _label_all(texts, before, known, options, show)
    if one:
        return done[0]
    import pandas as pd

    index = text.index if isinstance(text, pd.Series) else None
    return pd.Series(done, index=index, name="label", dtype="str")


def _before(labels: list[str], examples: list[tuple[str, str]], instruction: str | None) -> Messages:
    said = _INSTRUCTION if instruction is None else arguments.text(instruction, "instruction")
    listed = "\n".join(f"- {label}" for label in labels)
    messages = [{"role": "system", "content": f"{said}\n\nLabel:\n{listed}"}]
    for text, label in examples:
        messages.append({"role": "user", "content": composed("Teks:", text)})
        messages.append({"role": "assistant", "content": json.dumps({"label": label}, ensure_ascii=False)})
    return messages


def _pairs(examples: Any, labels: list[str]) -> list[tuple[str, str]]:
    if examples is None:
        return []
    pairs = list(examples.items()) if isinstance(examples, Mapping) else examples
    if not isinstance(pairs, list | tuple) or not all(
        isinstance(pair, list | tuple) and len(pair) == 2 for pair in pairs
    ):
        raise NotAsked(_('“examples” harus berisi pasangan teks dan label, misalnya [("Air keruh", "air")].'))
    checked = [(arguments.text(text, "examples"), arguments.text(label, "examples").strip()) for text, label in pairs]
    for _text, label in checked:
        if label not in labels:
            raise NotAsked(_("Label contoh “{label}” tidak ada di “labels”; samakan tulisannya."), label=label[:80])
    return checked


def _format(labels: list[str]) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {"label": {"type": "string", "enum": labels}},
        "required": ["label"],
        "additionalProperties": False,
    }
    return {"type": "json_schema", "json_schema": {"name": "klasifikasi", "strict": True, "schema": schema}}


def _label_all(
    texts: list[str], before: Messages, labels: list[str], options: dict[str, Any], show: bool
) -> list[str | None]:
    """One label a text, None where there is none; a card that says what happened."""
    done: list[str | None] = [None] * len(texts)
    facts: list[Facts] = []
    seconds = [0.0]
    screen = Screen(show)

    def seen(news: list[tuple[int, Answer]], waited: float) -> None:
        seconds[0] = waited
        for place, answer in news:
            done[place] = _label_in(answer, labels)
            facts.append(answer.facts)
        screen.update(progress(len(facts), len(texts))[0])

    stopped = None
    try:
        stopped = waiting.wait_for(
            lambda tell: _ask_all(texts, before, options, tell), seen, waiting.SECONDS * len(texts)
        )
        if stopped is None and not any(done):
            stopped = NoAnswer(_("Model tidak memilih label dari daftar. Perjelas “instruction” atau nama labelnya."))
        if stopped is not None and not any(done):
            raise stopped
    except (WorkshopError, Interrupted):
        screen.give_up(*broken_off("", translate(_("Klasifikasi tidak selesai."))))
        raise
    # Several are asked at once, so their times do not add up.
    all_facts = replace(together(facts), milliseconds=seconds[0] * 1000)
    screen.finish(*summary(_title(len(facts), len(texts)), all_facts, _remark(done, stopped)))
    return done


async def _ask_all(
    texts: list[str], before: Messages, options: dict[str, Any], tell: Callable[[tuple[int, Answer]], None]
) -> WorkshopError | None:
    """Ask for each text, a few at once.

    After a failure nothing more is asked, and what has been asked is waited for, since it is paid for. The failure is
    given back.
    """
    left = iter(enumerate(texts))
    failures: list[Exception] = []

    async def ask_on(client: "openai.AsyncOpenAI") -> None:
        for place, text in left:
            question = {"role": "user", "content": composed("Teks:", text)}
            try:
                tell((place, await answered(client, [*before, question], options)))
            except Exception as error:
                failures.append(error)
            if failures:
                return

    async with await asyncio.to_thread(async_client) as client:
        await asyncio.gather(*(ask_on(client) for _ in range(_AT_ONCE)))
    return as_sentence(failures[0], waiting.SECONDS) if failures else None


def _label_in(answer: Answer, labels: list[str]) -> str | None:
    try:
        label = orjson.loads(answer.text)["label"]
    except (ValueError, KeyError, TypeError):
        return None
    return label if label in labels else None


def _title(done: int, total: int) -> str:
    return translate(_("{done} dari {total} teks selesai"), done=words.number(done), total=words.number(total)) + "."


def _remark(done: list[str | None], stopped: WorkshopError | None) -> str:
    missing = done.count(None)
    if not missing:
        return ""
    said = translate(_("{count} teks belum berlabel."), count=words.number(missing))
    return f"{said} {stopped}" if stopped is not None else said

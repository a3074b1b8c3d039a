"""What a request asks of the small model: one of the tasks that it was taught, or to go on with a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop_kit.language import _, translate
from workshop_kit.llm.engines.engine import ChatRequest
from workshop_kit.llm.engines.simulasi.answers import question_in
from workshop_kit.llm.engines.simulasi.keys import form_in
from workshop_kit.llm.engines.simulasi.labels import labels_in
from workshop_kit.llm.engines.simulasi.prompt import Prompt, read
from workshop_kit.llm.engines.simulasi.wishes import wishes
from workshop_kit.llm.mini.tasks import CATEGORIES, COMPLAINT_FIELDS, URGENCIES
from workshop_kit.llm.problems import Problem


@dataclass(frozen=True)
class Wish:
    """What is to be done with a text.

    Attributes
    ----------
    text : str
    """

    text: str


class GoOn(Wish):
    """Go on with the text."""


class Summarise(Wish):
    """One sentence on it."""


@dataclass(frozen=True)
class Choose(Wish):
    """One of some labels, as they were written in the request."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Reply(Wish):
    """Answer a question from the text, or say that it is not there."""

    question: str


@dataclass(frozen=True)
class Fill(Wish):
    """Fill a form; ``question`` is what else was asked."""

    schema: Mapping[str, Any]
    question: str


class Introduce(Wish):
    """A fixed text of the engine's own: who is speaking, or that something is missing. The model does not speak."""


def wish_of(request: ChatRequest) -> Wish:
    """What is asked.

    Raises
    ------
    Problem
        400 for calls of tools, which the model was not taught.
    """
    if request.tools and request.tool_choice not in ("auto", "none"):
        raise Problem(400, "no_tools", _NO_TOOLS, param="tools")
    prompt = read(request.messages)
    asked = wishes(prompt.instruction)
    text = prompt.text.strip()
    if request.form == "json_schema" and request.schema is not None:
        return Fill(text or prompt.asked, request.schema, question_in(prompt.asked))
    if request.form == "json_object":
        return Fill(text or prompt.asked, form_in(prompt.instruction) or _COMPLAINT, question_in(prompt.asked))
    if "identity" in asked or "greeting" in asked:
        return Introduce(translate(_INTRODUCTION))
    if {"classify", "summarise", "extract"} & set(asked) and not text:
        return Introduce(translate(_NO_TEXT))
    if "classify" in asked:
        return Choose(text, _labels(prompt))
    if "summarise" in asked:
        return Summarise(text)
    if "extract" in asked:
        return Fill(text, form_in(prompt.instruction) or _COMPLAINT, "")
    question = question_in(prompt.asked)
    if text and ("question" in asked or "?" in question):
        return Reply(text, question)
    if text and not prompt.asked:
        return GoOn(text)
    if asked == ["beyond"] or "letter" in asked:
        return Introduce(translate(_INTRODUCTION))
    return GoOn(f"{prompt.asked}\n\n{text}".strip() if text else prompt.asked)


def _labels(prompt: Prompt) -> tuple[str, ...]:
    listed = tuple(labels_in(prompt.instruction))
    return listed or (URGENCIES if "urgensi" in prompt.instruction.lower() else CATEGORIES)


_COMPLAINT: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "kategori": {"enum": list(CATEGORIES)},
        "urgensi": {"enum": list(URGENCIES)},
        **{name: {"type": ["string", "null"]} for name in COMPLAINT_FIELDS[2:]},
    },
    "required": list(COMPLAINT_FIELDS),
}
_NO_TOOLS = _("Model mini tidak dilatih memanggil alat; hapus “tools”, atau pakai model simulasi.")
_NO_TEXT = _("Belum ada teksnya. Tuliskan teks di bawah perintah.")
_INTRODUCTION = _(
    "Saya mini-1, model bahasa kecil buatan lokakarya ini. Saya dilatih hanya pada teks kota sintetis: melanjutkan "
    "teks, menggolongkan aduan, mengisi kolom dari teks, menjawab dari satu paragraf, dan meringkas satu bagian "
    "laporan. Selain itu saya mengarang. Jangan pakai jawaban saya untuk keputusan."
)

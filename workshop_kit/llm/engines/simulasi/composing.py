"""From a request to a draft: what is wanted, and who writes it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.llm.engines.engine import ChatRequest, ToolCall
from workshop_kit.llm.engines.simulasi import inventions, refusals, toolwork
from workshop_kit.llm.engines.simulasi.answers import best_answer, question_in
from workshop_kit.llm.engines.simulasi.drafts import Choice, Draft, Part, chance_of, wording
from workshop_kit.llm.engines.simulasi.forms import Filling, as_parts, filled, plain
from workshop_kit.llm.engines.simulasi.judging import dimension_of, judge
from workshop_kit.llm.engines.simulasi.keys import form_in
from workshop_kit.llm.engines.simulasi.labels import labels_in, named_in
from workshop_kit.llm.engines.simulasi.letters import drafted
from workshop_kit.llm.engines.simulasi.lexicon import dimensions
from workshop_kit.llm.engines.simulasi.planted import Order, followed, planted_in
from workshop_kit.llm.engines.simulasi.prompt import Document, Prompt, read
from workshop_kit.llm.engines.simulasi.sentences import Sentence, sentences
from workshop_kit.llm.engines.simulasi.source import Source
from workshop_kit.llm.engines.simulasi.summary import key_sentences
from workshop_kit.llm.engines.simulasi.sums import sum_of
from workshop_kit.llm.engines.simulasi.wishes import (
    Wish,
    how_many_sentences,
    how_many_words,
    keeps_to_the_text,
    wants_bullets,
    wants_reason,
    wishes,
)
from workshop_kit.llm.engines.simulasi.words import fold

OBEYED = "perintah_dituruti"
_SENTENCES = 3
_MOST_SENTENCES = 40
_MOST_TEXTS = 100
_ENGLISH = {"sentimen": ("positive", "neutral", "negative"), "urgensi": ("low", "medium", "high")}
_EACH = re.compile(r"\b(?:setiap|masing-masing|semua|tiap|each|every|all)\b")
_ITEM = re.compile(r"^[ \t]{0,8}(\d{1,3})[.)][ \t]{1,4}(\S[^\n]*)$", re.MULTILINE)
_GIVEN_LABEL = re.compile(
    r"^[ \t]{0,6}(?:label|kategori|jawaban|answer|output)[ \t]{0,4}:[ \t]{0,4}(\S[^\n]{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_JSON = re.compile(r"\bjson\b")
_CITE = re.compile(r"\b(?:kutip\w{0,4}|sumber|rujuk\w{0,4}|sitasi|nomor kalimat|halaman|cite|citations?|source|page)\b")


@dataclass(frozen=True)
class Reply:
    """What is answered: a draft, or calls of tools."""

    draft: Draft = field(default_factory=lambda: Draft(()))
    calls: tuple[ToolCall, ...] = ()


def composed(request: ChatRequest, index: int = 0) -> Reply:
    """The answer to a request.

    Parameters
    ----------
    request : ChatRequest
    index : int
        Which of the request's choices; what is invented differs between them.
    """
    prompt = read(request.messages)
    given = toolwork.results(request.messages)
    if given:
        if request.form == "text":
            return Reply(toolwork.answer_from(given, prompt.asked, prompt.english))
        documents = tuple(Document(message.text, True) for message in given)
        prompt = Prompt(prompt.instruction, prompt.asked, prompt.system, documents, prompt.examples)
    elif request.tools and request.tool_choice != "none":
        calls = toolwork.called(request, prompt.asked, f"{prompt.asked}\n{prompt.text}".strip())
        if calls:
            return Reply(calls=calls)
    wanted = wishes(prompt.instruction)
    order = _order(prompt)
    if request.form == "json_schema" and request.schema is not None:
        return Reply(_form(prompt, request.schema, order, wanted))
    if request.form == "json_object" or ("extract" in wanted and _JSON.search(fold(prompt.instruction[:6_000]))):
        return Reply(_loose_form(request, prompt, order, wanted, index))
    return Reply(_text(request, prompt, order, wanted, index))


def _order(prompt: Prompt) -> Order | None:
    """A planted instruction that is followed: in a document, or in what a user says against the rules given before."""
    order = followed(prompt.documents)
    if order is None and prompt.system:
        order = planted_in(prompt.asked)
    return order


def _text(request: ChatRequest, prompt: Prompt, order: Order | None, wanted: list[Wish], index: int) -> Draft:
    english = prompt.english
    shown = _shown_labels(prompt)
    labels = shown or (_labels(prompt) if "classify" in wanted else {})
    if order is not None:
        obeyed = _obeying(order, prompt, labels)
        if obeyed is not None:
            return obeyed
    if "identity" in wanted or "greeting" in wanted:
        return refusals.introduction(english)
    if labels and ("beyond" not in wanted or prompt.documents or prompt.examples):
        return _classified(prompt, labels)
    if "beyond" in wanted and not (prompt.documents and wanted == ["beyond"] and _asks_about_the_text(prompt.asked)):
        return refusals.beyond(english)
    if "letter" in wanted:
        # Lines of a form may stand beside the text.
        lines = "\n".join(
            line for line in prompt.asked.split("\n") if re.match(r"[ \t]{0,4}[\w /]{2,30}:[ \t]{0,4}\S", line)
        )
        return drafted(prompt.instruction, f"{prompt.text}\n{lines}".strip() or prompt.asked)
    if "summarise" in wanted:
        return _summary(prompt) if prompt.documents else refusals.text_missing(english)
    if "extract" in wanted:
        return _extracted(prompt, order)
    return _answered(request, prompt, wanted, index)


def _obeying(order: Order, prompt: Prompt, labels: dict[str, str]) -> Draft | None:
    if order.reveal and prompt.system:
        return Draft((prompt.system,), OBEYED)
    dictated = next(
        (label for said in (order.label, order.say) if said and (label := named_in(said, list(labels)))), None
    )
    if dictated is not None:
        return Draft((dictated,), OBEYED)
    if order.say:
        return Draft((order.say,), OBEYED)
    return None if order.fill else Draft(("Baik, perintah sebelumnya saya abaikan.",), OBEYED)


def _labels(prompt: Prompt) -> dict[str, str]:
    found = labels_in(prompt.instruction)
    if found:
        return found
    asked = fold(prompt.instruction[:6_000])
    for word, dimension in (
        ("sentimen", "sentimen"),
        ("sentiment", "sentimen"),
        ("urgensi", "urgensi"),
        ("kegawatan", "urgensi"),
        ("urgency", "urgensi"),
    ):
        if word in asked:
            return dict.fromkeys(_ENGLISH[dimension] if prompt.english else dimensions()[dimension].labels, "")
    if "ya atau tidak" in asked or "yes or no" in asked:
        return {"yes": "", "no": ""} if prompt.english else {"ya": "", "tidak": ""}
    if prompt.examples:
        return dict.fromkeys((label.strip() for _text, label in prompt.examples), "")
    return (
        dict.fromkeys(dimensions()["kategori"].labels, "")
        if re.search(r"aduan|keluhan|laporan|complaint", asked)
        else {}
    )


def _shown_labels(prompt: Prompt) -> dict[str, str]:
    """Labels of texts labelled above a last one that is not, where nothing else says what is wanted."""
    given = _GIVEN_LABEL.findall(prompt.instruction)
    if len(given) < 2 or len(prompt.documents) != len(given) + 1:
        return {}
    return labels_in(prompt.instruction.split("\n")[0]) or dict.fromkeys((each.strip(" .") for each in given), "")


def _classified(prompt: Prompt, labels: dict[str, str]) -> Draft:
    text, examples = _text_and_examples(prompt, labels)
    if not text:
        return refusals.text_missing(prompt.english)
    items = _ITEM.findall(text) if _EACH.search(fold(prompt.instruction[:6_000])) else []
    if len(items) > 1:
        parts: list[Part] = []
        for number, item in items[:_MOST_TEXTS]:
            shares, _grounded = judge(item, labels, examples, prompt.instruction)
            parts += [f"{chr(10) if parts else ''}{number}. ", _choice(shares)]
        return Draft(tuple(parts))
    shares, grounded = judge(text, labels, examples, prompt.instruction)
    if not grounded:
        return refusals.beyond(prompt.english)
    best = max(shares, key=lambda each: shares[each])
    reason = (
        _reason(text, best, list(labels), prompt.english) if wants_reason(prompt.asked or prompt.instruction) else ""
    )
    return Draft((_choice(shares), reason) if reason else (_choice(shares),))


def _choice(shares: dict[str, float]) -> Choice:
    return Choice(tuple((label, max(share, 1e-9)) for label, share in shares.items()), whole=True)


def _text_and_examples(prompt: Prompt, labels: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The text to be labelled, and texts labelled before it, in the talk or above it in the same message."""
    examples = [(text, named) for text, answer in prompt.examples if (named := named_in(answer, list(labels)))]
    documents = [document.text for document in prompt.documents]
    shown = [named for said in _GIVEN_LABEL.findall(prompt.instruction) if (named := named_in(said, list(labels)))]
    if len(documents) > 1 and len(shown) == len(documents) - 1:
        return documents[-1], [*examples, *zip(documents[:-1], shown, strict=True)]
    if documents:
        return "\n\n".join(documents), examples
    return (prompt.asked if prompt.examples else ""), examples


def _reason(text: str, label: str, labels: Sequence[str], english: bool) -> str:
    found = dimension_of(labels)
    if found is None or label not in found[1]:
        return ""
    telling = dimensions()[found[0]].telling(text, found[1][label][0])
    if not telling:
        return ""
    said = ", ".join(f"“{word}”" for word in telling)
    return f"\nThe text says: {said}." if english else f"\nAlasan: teks menyebut {said}."


def _summary(prompt: Prompt) -> Draft:
    # What is planted is no news of the text.
    given = [each for each in _sentences(prompt) if planted_in(each.text) is None]
    count = how_many_sentences(prompt.instruction) or _SENTENCES
    chosen = key_sentences(given, min(count, _MOST_SENTENCES), how_many_words(prompt.instruction))
    if not chosen:
        return refusals.text_missing(prompt.english)
    cited = _CITE.search(fold(prompt.instruction[:6_000])) is not None or any(each.page or each.mark for each in chosen)
    told = [f"{each.text} {each.citation}" if cited else each.text for each in chosen]
    if wants_bullets(prompt.instruction):
        return Draft(("\n".join(f"- {each}" for each in told),))
    text = " ".join(told)
    return Draft((wording(text, f"{'Summary' if prompt.english else 'Ringkasan'}: {text}"),))


def _sentences(prompt: Prompt) -> list[Sentence]:
    """All documents' sentences; of several documents each is cited with its number too."""
    if len(prompt.documents) == 1:
        return sentences(prompt.documents[0].text)
    found = []
    for number, document in enumerate(prompt.documents, 1):
        for each in sentences(document.text):
            own = each.citation.strip("[]")
            found.append(Sentence(each.text, each.number, None, own if each.mark else f"dokumen {number}, {own}"))
    return found


def _extracted(prompt: Prompt, order: Order | None) -> Draft:
    form = form_in(prompt.instruction)
    if not prompt.documents:
        return refusals.text_missing(prompt.english)
    if form is None:
        return refusals.beyond(prompt.english)
    value = plain(filled(form, _filling(prompt, order)))
    nothing = "not stated" if prompt.english else "tidak disebut"
    lines = [f"{name}: {nothing if each is None else _shown(each)}" for name, each in value.items()]
    return Draft(("\n".join(lines),), OBEYED if order is not None and order.fill else None)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(map(_shown, value)) if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


def _filling(prompt: Prompt, order: Order | None, unsaid: str = "") -> Filling:
    orders = {} if order is None else dict(order.fill)
    if order is not None and not orders:
        dictated = order.label or order.say
        orders = {"*": dictated} if dictated else {}
    return Filling(
        Source(prompt.text or prompt.asked),
        question_in(prompt.asked or prompt.instruction),
        prompt.examples,
        orders,
        unsaid,
    )


def _form(prompt: Prompt, schema: Any, order: Order | None, wanted: list[Wish]) -> Draft:
    unsaid = ""
    if wanted == ["beyond"]:
        unsaid = refusals.BEYOND
    value = filled(schema, _filling(prompt, order, unsaid))
    return Draft(tuple(as_parts(value)), OBEYED if order is not None else None)


def _loose_form(request: ChatRequest, prompt: Prompt, order: Order | None, wanted: list[Wish], index: int) -> Draft:
    """A JSON object with the fields that the prompt names, else with one for the answer."""
    form = form_in(prompt.instruction)
    if form is not None and prompt.documents:
        return _form(prompt, form, order, [])
    answer = _text(request, prompt, order, [wish for wish in wanted if wish != "extract"], index)
    name = "label" if "classify" in wanted else "ringkasan" if "summarise" in wanted else "jawaban"
    parts: list[Part] = [f'{{"{name}": "']
    for part in answer.parts:
        if isinstance(part, str):
            parts.append(json.dumps(part, ensure_ascii=False)[1:-1])
        else:
            parts.append(
                Choice(
                    tuple((json.dumps(text, ensure_ascii=False)[1:-1], share) for text, share in part.options),
                    part.whole,
                )
            )
    return Draft((*parts, '"}'), answer.staged)


def _answered(request: ChatRequest, prompt: Prompt, wanted: list[Wish], index: int) -> Draft:
    english = prompt.english
    question = question_in(prompt.asked)
    result = sum_of(question)
    if result is not None:
        return Draft((result,))
    documents = prompt.documents
    if not question and len(documents) > 1:
        # The question itself was set apart, below the text it is about.
        question, documents = question_in(documents[-1].text), documents[:-1]
        prompt = Prompt(prompt.instruction, question, prompt.system, documents, prompt.examples)
    if documents and (question or "question" in wanted):
        if not _is_question(question, wanted):
            return refusals.beyond(english)
        found = best_answer(question, _sentences(prompt))
        if found is None:
            return refusals.not_in_text(english)
        lead = (
            ("According to the text: ", "The text says: ") if english else ("Menurut teks: ", "Dalam teks tertulis: ")
        )
        text = f"{found.text} {found.citation}"
        return Draft((wording(text, *(each + text for each in lead)),))
    if keeps_to_the_text(prompt.instruction) and question:
        return refusals.not_in_text(english)
    if inventions.asks_for_a_figure(question):
        return inventions.invented(question, chance_of(request, index), english)
    return refusals.beyond(english)


def _asks_about_the_text(asked: str) -> bool:
    """Whether it is a question, in which what is out of reach is only spoken of."""
    question = fold(question_in(asked)[:400])
    return (
        question.endswith("?")
        and re.match(r"(?:siapa|kapan|berapa|di ?mana|mengapa|apa(?:kah)?|who|when|how|where|why|what)\b", question)
        is not None
    )


def _is_question(question: str, wanted: list[Wish]) -> bool:
    return "?" in question or "question" in wanted or "question" in wishes(question)

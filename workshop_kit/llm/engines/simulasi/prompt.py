"""Reading a conversation: what is asked, with which texts, after which examples.

A text is *delimited* when marks stand around it: tags, fences, quotes. What is planted in a delimited text is part of
that text; what is planted in any other cannot be told from an instruction. Lessons show this.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from workshop_kit.llm.engines.engine import Message
from workshop_kit.llm.engines.simulasi.wishes import is_instruction
from workshop_kit.llm.engines.simulasi.words import is_english, word_set

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]{0,39})(?:\s[^<>]{0,80})?>")
_SQUARE_TAG = re.compile(r"\[(/?)([A-Z][A-Z_]{2,30})\]")
_FENCE = re.compile(r"```[\w-]{0,20}|~~~|\"\"\"|'''|^[=#*-]{4,80}[ \t]*$|^---[ \t]*$|^<<<|>>>$", re.MULTILINE)
_QUOTES = {"“": "”", "«": "»", '"': '"'}
_SHORTEST_QUOTED = 40
_SHORTEST_QUOTED_AFTER_COLON = 12
# Tags of which the content is part of the instruction.
_OF_INSTRUCTION = word_set(
    """instruksi perintah tugas aturan format contoh label labels kategori pertanyaan skema schema json instruction
    instructions task rules question example examples output keluaran system role peran format_jawaban"""
)
_HEADER = re.compile(
    r"^[ \t>*#]{0,6}(?:(?P<text>isi(?: (?:surat|aduan|teks|laporan|dokumen))?|teks|text|aduan|keluhan|surat"
    r"|memo|konteks|context"
    r"|dokumen|document|laporan|report|bacaan|artikel|kutipan|sumber|source|input|masukan|pesan|email|surel"
    r"|naskah|notulen|complaint|letter"
    r"|kalimat|komentar|tugas yang dinilai|data)(?: (?:warga|berikut|lengkap|asli|masuk|\d{1,3}))?"
    r"|(?P<other>pertanyaan|question|label|labels|kategori|categories|pilihan|jawaban|jawab|answer|tugas|task"
    r"|perintah|instruksi"
    r"|instruction|instructions|format|aturan|rules|output|keluaran|catatan|contoh|example))[ \t*]{0,4}:[ \t]{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_ASKING = re.compile(r"^[ \t>*#]{0,6}(?:pertanyaan|question)[ \t*]{0,4}:", re.IGNORECASE | re.MULTILINE)
_FORM_FIELDS = re.compile(r"^[ \t]{0,4}[A-Z][\w /]{1,30}[ \t]{0,12}:[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be worked on."""

    text: str
    delimited: bool


@dataclass(frozen=True)
class Prompt:
    """A conversation as understood.

    Attributes
    ----------
    instruction : str
        What is asked, from the system's message and the last of the user, without the documents.
    asked : str
        The part of it that stands in the user's last message.
    system : str
        The system's messages as they are.
    documents : tuple of Document
    examples : tuple of (text, answer)
        What stands before as question and answer.
    """

    instruction: str
    asked: str
    system: str
    documents: tuple[Document, ...]
    examples: tuple[tuple[str, str], ...] = field(default=())

    @property
    def text(self) -> str:
        """All documents, one after the other."""
        return "\n\n".join(document.text for document in self.documents)

    @property
    def english(self) -> bool:
        """Whether the answer is to be English."""
        return is_english(self.asked if len(self.asked) > 12 else self.instruction)


def read(messages: Sequence[Message]) -> Prompt:
    """Understand a conversation.

    Parameters
    ----------
    messages : sequence of Message
        Not empty.
    """
    system = "\n\n".join(each.text for each in messages if each.role in ("system", "developer"))
    users = [place for place, each in enumerate(messages) if each.role == "user"]
    said = messages[users[-1]].text if users else ""
    rules, given = parted(system)
    outside, documents = parted(said)
    if not documents and said:
        outside, documents = _undelimited(said, rules, bool(given))
    examples = _examples(messages, users)
    if not documents and not given:
        # The talk goes on about what was given before.
        for place in reversed(users[:-1]):
            _outside, documents = parted(messages[place].text)
            if not documents:
                _outside, documents = _undelimited(messages[place].text, rules, False)
            if documents:
                break
    return Prompt(
        instruction=f"{rules}\n{outside}".strip(),
        asked=outside.strip(),
        system=system,
        documents=(*given, *documents),
        examples=examples,
    )


def _examples(messages: Sequence[Message], users: list[int]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for place in users[:-1]:
        after = messages[place + 1] if place + 1 < len(messages) else None
        if after is not None and after.role == "assistant" and after.text:
            outside, documents = parted(messages[place].text)
            pairs.append(("\n".join(each.text for each in documents) or outside, after.text))
    return tuple(pairs)


def parted(text: str) -> tuple[str, list[Document]]:
    """The instruction and the documents of one message; only those that are marked as such."""
    spans = _delimited_spans(text)
    documents: list[tuple[int, Document]] = []
    outside: list[str] = []
    last = 0
    for start, inner_start, inner_end, end, is_document in spans:
        outside.append(text[last:start])
        if is_document:
            documents.append((start, Document(text[inner_start:inner_end].strip(), True)))
            # Where it stood, so that a heading before it does not take what follows.
            outside.append("\x00")
        else:
            outside.append(text[inner_start:inner_end])
        last = end
    outside.append(text[last:])
    rest, headed = _headed("".join(outside))
    found = [document for _start, document in documents] + headed
    return rest.replace("\x00", "").strip(), [document for document in found if document.text]


def _delimited_spans(text: str) -> list[tuple[int, int, int, int, bool]]:
    """Start, inner start, inner end, end, and whether it is a document; in order, none within another."""
    candidates = sorted([*_tagged(text, _TAG), *_tagged(text, _SQUARE_TAG), *_fenced(text), *_quoted(text)])
    spans = []
    reached = 0
    for span in candidates:
        if span[0] >= reached:
            spans.append(span)
            reached = span[3]
    return spans


def _tagged(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int, int, int, bool]]:
    opened: list[tuple[str, int, int]] = []
    closed: dict[str, list[tuple[int, int]]] = {}
    for match in pattern.finditer(text):
        name = match.group(2).lower()
        if match.group(1):
            closed.setdefault(name, []).append((match.start(), match.end()))
        elif not _is_placeholder(match.group(2)):
            opened.append((name, match.start(), match.end()))
    spans = []
    reached = 0
    for name, start, end in opened:
        ends = closed.get(name, [])
        place = bisect_left(ends, (end, 0))
        if start < reached or place == len(ends):
            continue
        # The first closing tag ends the text: whoever can write it into the text can leave it.
        inner_end, reached = ends[place]
        spans.append((start, end, inner_end, reached, name.rstrip("-") not in _OF_INSTRUCTION))
    return spans


def _is_placeholder(name: str) -> bool:
    """Whether it stands for masked personal data, as <NIK_1>."""
    return name.isupper() and name[-1].isdigit()


def _fenced(text: str) -> list[tuple[int, int, int, int, bool]]:
    spans = []
    waiting: dict[str, tuple[int, int]] = {}
    for match in _FENCE.finditer(text):
        kind = match.group().strip()
        kind = "```" if kind.startswith("```") else "<>" if kind in ("<<<", ">>>") else kind[:3]
        before = waiting.pop(kind, None)
        if before is None:
            waiting[kind] = (match.start(), match.end())
            continue
        inner = text[before[1] : match.start()].strip()
        if inner:
            spans.append((before[0], before[1], match.start(), match.end(), not _is_pattern_of_answer(inner)))
    return spans


def _is_pattern_of_answer(inner: str) -> bool:
    return inner[:1] in "{[" and inner[-1:] in "}]" and len(inner) < 2_000


def _quoted(text: str) -> list[tuple[int, int, int, int, bool]]:
    spans = []
    start = 0
    while start < len(text):
        opening = next((place for place in range(start, len(text)) if text[place] in _QUOTES), None)
        if opening is None:
            break
        closing = text.find(_QUOTES[text[opening]], opening + 1)
        if closing < 0:
            # No end of this sort to come: the sort is not looked for again.
            text = text.replace(text[opening], " ")
            start = opening + 1
            continue
        least = (
            _SHORTEST_QUOTED_AFTER_COLON
            if text[max(0, opening - 8) : opening].rstrip()[-1:] in (":", "?")
            else _SHORTEST_QUOTED
        )
        if closing - opening > least:
            spans.append((opening, opening + 1, closing, closing + 1, True))
        start = closing + 1
    return spans


def _headed(text: str) -> tuple[str, list[Document]]:
    """Texts below a heading such as "Aduan:", up to the next heading of another sort; these are not delimited."""
    documents = []
    outside = []
    last = 0
    matches = list(_HEADER.finditer(text))
    for place, match in enumerate(matches):
        if match.start() < last or not match.group("text"):
            continue
        until = next((each.start() for each in matches[place + 1 :] if each.group("other")), len(text))
        body = text[match.end() : until]
        if "\x00" in body or not body.strip():
            # The heading of a delimited text.
            continue
        outside.append(text[last : match.start()])
        documents.append(Document(body.strip(), False))
        last = until
    outside.append(text[last:])
    return "".join(outside), documents


def _undelimited(said: str, rules: str, has_documents: bool) -> tuple[str, list[Document]]:
    """Instruction and text of a message in which nothing is marked."""
    asking = _ASKING.search(said)
    if asking and asking.start():
        # The question stands apart, under a heading of its own.
        outside, documents = _undelimited(said[: asking.start()], rules, has_documents)
        if not documents and not has_documents and not is_instruction(outside):
            documents, outside = [Document(outside.strip(), False)], ""
        return f"{outside}\n{said[asking.start() :]}", documents
    paragraphs = [each for each in re.split(r"\n[ \t]*\n", said) if each.strip()]
    if len(paragraphs) == 1 and "\n" in said.strip():
        first, _newline, rest = said.strip().partition("\n")
        paragraphs = [first, rest] if is_instruction(first) else [said]
    if len(paragraphs) > 1:
        first_asks, last_asks = is_instruction(paragraphs[0]), is_instruction(paragraphs[-1])
        if first_asks and (len(paragraphs) > 2 or not last_asks or len(paragraphs[0]) <= len(paragraphs[1])):
            return paragraphs[0], [Document("\n\n".join(paragraphs[1:]).strip(), False)]
        if last_asks:
            return paragraphs[-1], [Document("\n\n".join(paragraphs[:-1]).strip(), False)]
    head, colon, rest = said.partition(":")
    if colon and len(head) < 400 and len(rest.strip()) >= 10 and is_instruction(head) and "?" not in head:
        return head + ":", [Document(rest.strip(), False)]
    if rules and not has_documents and is_instruction(rules) and not _asks_itself(said):
        return "", [Document(said.strip(), False)]
    return said, []


def _asks_itself(said: str) -> bool:
    return len(said) < 400 and said.rstrip().endswith("?") and not _FORM_FIELDS.search(said)

"""From a wish to tokens with their log probabilities, and from tokens to pieces within the request's bounds."""

import codecs
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from workshop_kit.language import _, translate
from workshop_kit.llm.engines.engine import ChatRequest, Piece, TokenLogprob
from workshop_kit.llm.engines.mini.labels import known_field, known_labels
from workshop_kit.llm.engines.mini.wishes import Choose, Fill, GoOn, Introduce, Reply, Summarise, Wish
from workshop_kit.llm.mini.constraints import BeyondForms, Form
from workshop_kit.llm.mini.drawing import Drawing, Said
from workshop_kit.llm.mini.model import Model, Reading, best, model
from workshop_kit.llm.mini.tasks import CATEGORIES, URGENCIES
from workshop_kit.llm.problems import Problem

# So likely as to be certain: what is said by the form and not by the model.
_CERTAIN = 0.0
_LOWEST = 1e-9


@dataclass
class Count:
    """Tokens read and said; filled while it is spoken."""

    prompt: int = 0
    said: int = 0
    cut: bool = False


@dataclass
class Speaker:
    """One choice of an answer while it is said.

    Parameters
    ----------
    request : ChatRequest
    index : int
        Which choice.
    reading : Reading or None
        The request's text, read once for all choices.
    """

    request: ChatRequest
    index: int
    reading: Reading | None
    count: Count = field(default_factory=Count)

    def __post_init__(self) -> None:
        seed = self.request.seed
        self.drawing = Drawing(
            np.random.default_rng(None if seed is None else [seed & (2**63 - 1), self.index]),
            self.request.temperature,
            self.request.top_p,
            self.request.frequency_penalty,
            self.request.presence_penalty,
            self.request.top_logprobs or 0,
        )
        self.model: Model = model()

    def tokens(self, wish: Wish) -> Iterator[TokenLogprob]:
        """What is said, token by token."""
        if isinstance(wish, Introduce) or self.reading is None:
            yield from self._fixed(wish.text)
        elif isinstance(wish, GoOn):
            self.count.prompt = len(self.reading.tokens)
            yield from self._spoken(self._said(self.reading.copy()))
        elif isinstance(wish, Summarise):
            yield from self._answer(self._asked("ringkas"))
        elif isinstance(wish, Reply):
            yield from self._answer(self._asked("tanya", wish.question), may_be_absent=True)
        elif isinstance(wish, Choose):
            yield self._chosen(self._shares(wish.labels), "")
        elif isinstance(wish, Fill):
            yield from self._filled(wish)

    def _fixed(self, text: str) -> Iterator[TokenLogprob]:
        for token in self.model.tokenizer.encode(text):
            self.count.said += 1
            yield TokenLogprob(self.model.tokenizer.shown(token), _CERTAIN, ())

    def _asked(self, task: Any, question: str = "") -> Reading:
        assert self.reading is not None
        asked = self.model.ask(self.reading, task, question)
        self.count.prompt = max(self.count.prompt, len(asked.tokens))
        return asked

    def _said(self, reading: Reading, **options: Any) -> Iterator[Said]:
        most = max(1, self.request.max_tokens - self.count.said)
        ended = False
        for said in self.model.say(reading, self.drawing, most + 1, **options):
            ended = said.token in (self.model.end, self.model.absent)
            self.count.said += said.token != self.model.end
            yield said
        self.count.cut = not ended

    def _answer(self, reading: Reading, may_be_absent: bool = False) -> Iterator[TokenLogprob]:
        for place, each in enumerate(self._spoken(self._said(reading, may_be_absent=may_be_absent))):
            text = each.token.removeprefix(" ") if place == 0 else each.token
            yield TokenLogprob(text, each.logprob, each.top)

    def _spoken(self, said: Iterator[Said]) -> Iterator[TokenLogprob]:
        """Tokens as text: bytes of one character together."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        logprob, top = 0.0, ()
        for each in said:
            if each.token == self.model.end:
                break
            top = top or tuple((self._shown(token), share) for token, share in each.top)  # type: ignore[assignment]
            logprob += each.logprob
            if each.token == self.model.absent:
                yield TokenLogprob(translate(_ABSENT), logprob, top)
                return
            text = decoder.decode(self.model.tokenizer.pieces[each.token])
            if text:
                yield TokenLogprob(text, logprob, top)
                logprob, top = 0.0, ()
        if rest := decoder.decode(b"", True):
            yield TokenLogprob(rest, logprob, top)

    def _shown(self, token: int) -> str:
        return translate(_ABSENT) if token == self.model.absent else self.model.tokenizer.shown(token)

    def _shares(self, labels: Sequence[str]) -> dict[str, float]:
        """How likely each label is: as a class or an urgency if all are, else as words after the text's class."""
        asked = self._asked("golong")
        own = known_labels(labels)
        if own is None:
            return self.model.shares(asked, [f" {label}" for label in labels], " |")
        written = {each: label for label, each in own.items()}
        if set(written) <= set(URGENCIES):
            classes = self.model.shares(asked, [f" {each}" for each in CATEGORIES], " |")
            self.model.tell(asked, self.model.tokenizer.encode(f"{best(classes)} |"))
        found = self.model.shares(asked, [f" {each}" for each in written], " |")
        return {written[each.strip()]: share for each, share in found.items()}

    def _chosen(self, shares: Mapping[str, float], quote: str) -> TokenLogprob:
        ordered = sorted(shares.items(), key=lambda each: -each[1])
        names = [f"{quote}{label.strip()}{quote}" for label, _share in ordered]
        logs = [math.log(max(share, _LOWEST)) for _label, share in ordered]
        chosen = 0
        if self.drawing.temperature > 0:
            likely = np.exp((np.array(logs) - logs[0]) / self.drawing.temperature)
            kept = np.cumsum(likely / likely.sum()) - likely / likely.sum() < self.drawing.top_p
            likely *= kept
            chosen = int(np.searchsorted(np.cumsum(likely), self.drawing.chance.random() * likely.sum(), side="right"))
            chosen = min(chosen, int(kept.sum()) - 1)
        self.count.said += 1
        top = tuple(zip(names, logs, strict=True))[: self.drawing.top]
        return TokenLogprob(names[chosen], logs[chosen], top)

    def _filled(self, wish: Fill) -> Iterator[TokenLogprob]:
        properties = wish.schema.get("properties")
        if wish.schema.get("type") != "object" or not properties or "$ref" in wish.schema:
            yield from self._value(self._asked("isi", "isi"), wish.schema, wish.schema, "")
            return
        fields = {name: known_field(name, each) for name, each in properties.items()}
        for name in wish.schema.get("required", ()):
            if name not in properties:
                raise _beyond("required")
        asked = self._asked("isi", ", ".join(dict.fromkeys(fields.values())))
        for place, (name, schema) in enumerate(properties.items()):
            before = "{" if place == 0 else " "
            self.model.tell(asked, self.model.tokenizer.encode(f'{" " if place == 0 else ""}{before}"{fields[name]}":'))
            yield from self._forced(f"{'{' if place == 0 else ', '}{json.dumps(name, ensure_ascii=False)}: ")
            close = "}" if place == len(properties) - 1 else ","
            labels = schema.get("enum") if isinstance(schema, Mapping) else None
            if isinstance(labels, list) and known_labels(labels) is not None:
                chosen = self._chosen(self._shares(labels), '"')
                yield chosen
                own = known_labels(labels) or {}
                self.model.tell(asked, self.model.tokenizer.encode(f' "{own[json.loads(chosen.token)]}"{close}'))
            else:
                yield from self._value(asked, schema, wish.schema, close)
        yield from self._forced("}")

    def _forced(self, text: str) -> Iterator[TokenLogprob]:
        self.count.said += 1
        yield TokenLogprob(text, _CERTAIN, ((text, _CERTAIN),) if self.drawing.top else ())

    def _value(self, asked: Reading, schema: Any, root: Mapping[str, Any], close: str) -> Iterator[TokenLogprob]:
        """A value, held to its schema; the space before it and what closes it are not part of it."""
        form = _form(json.dumps(schema), json.dumps(root), close)
        waiting: TokenLogprob | None = None
        first = True
        for each in self._spoken(self._said(asked, form=form)):
            text = each.token.removeprefix(" ") if first else each.token
            first = False
            if waiting is not None and waiting.token:
                yield waiting
            waiting = TokenLogprob(text, each.logprob, each.top)
        if waiting is not None:
            text = waiting.token if self.count.cut else waiting.token.removesuffix(close)
            if text:
                yield TokenLogprob(text, waiting.logprob, waiting.top)


@lru_cache(maxsize=64)
def _form(schema: str, root: str, close: str) -> Form:
    try:
        return Form.of_schema(json.loads(schema), model().tokenizer, json.loads(root), before=" ", after=close)
    except BeyondForms as error:
        raise _beyond(str(error.args[0])) from None


def _beyond(part: str) -> Problem:
    return Problem(400, "schema_beyond_mini", _BEYOND_FORMS, param="response_format", part=part[:40])


def pieces(speaker: Speaker, wish: Wish) -> Iterator[Piece]:
    """One choice in pieces: without what follows a stop, no longer than allowed, the last with its reason to finish."""
    request, index = speaker.request, speaker.index
    waiting: list[TokenLogprob] = []
    finish: Any = "stop"
    for count, token in enumerate(speaker.tokens(wish)):
        if count == request.max_tokens:
            finish = "length"
            break
        waiting.append(token)
        text = "".join(each.token for each in waiting)
        found = [place for stop in request.stop if stop and (place := text.find(stop)) >= 0]
        if found:
            yield from _told(_until(waiting, min(found)), request, index)
            yield Piece(index, finish="stop")
            return
        safe = len(text) - max((_begun(text, stop) for stop in request.stop if stop), default=0)
        while waiting and len(waiting[0].token) <= safe:
            safe -= len(waiting[0].token)
            yield from _told([waiting.pop(0)], request, index)
    else:
        finish = "length" if speaker.count.cut else "stop"
    yield from _told(waiting, request, index)
    yield Piece(index, finish=finish)


def _begun(text: str, stop: str) -> int:
    """Length of the longest end of a text with which a stop begins."""
    return next((size for size in range(min(len(stop) - 1, len(text)), 0, -1) if text.endswith(stop[:size])), 0)


def _until(tokens: list[TokenLogprob], length: int) -> list[TokenLogprob]:
    kept = []
    for each in tokens:
        if length <= 0:
            break
        kept.append(TokenLogprob(each.token[:length], each.logprob, each.top))
        length -= len(each.token)
    return kept


def _told(tokens: list[TokenLogprob], request: ChatRequest, index: int) -> Iterator[Piece]:
    for each in tokens:
        yield Piece(index, each.token, logprobs=(each,) if request.top_logprobs is not None else ())


_ABSENT = _("Tidak ada dalam teks yang diberikan.")
_BEYOND_FORMS = _(
    "Model mini tidak dapat menjamin bagian “{part}” dari skema ini; hapus bagian itu, atau pakai model simulasi."
)

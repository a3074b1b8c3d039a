"""The small model, ready for use: a text is read once, then asked."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workshop_kit.language import _
from workshop_kit.llm.mini.constraints import Form, Held
from workshop_kit.llm.mini.drawing import Allowed, Drawing, Said, drawn, logarithms
from workshop_kit.llm.mini.failures import NoText, TooLong
from workshop_kit.llm.mini.tasks import ABSENT, ANSWER, CATEGORIES, END, TASKS, TEXT, URGENCIES, Task
from workshop_kit.llm.mini.tokenizer import Tokenizer
from workshop_kit.llm.mini.transformer import Array, Cache, Transformer, Watched
from workshop_kit.llm.mini.weights import read_weights

FOLDER = Path(__file__).with_name("trained")
# Room that is kept for an answer.
LEAST_ROOM = 16


@dataclass
class Reading:
    """A text that has been read.

    Attributes
    ----------
    tokens : list of int
        With the control token before the text.
    cache : Cache
    stream : array, (width,)
        Of the last token.
    """

    tokens: list[int]
    cache: Cache
    stream: Array

    def copy(self) -> "Reading":
        """Another one, to be asked something else."""
        return Reading(list(self.tokens), self.cache.copy(), self.stream)


class Model:
    """Vocabulary and weights.

    Parameters
    ----------
    tokenizer : Tokenizer
    transformer : Transformer
    """

    def __init__(self, tokenizer: Tokenizer, transformer: Transformer) -> None:
        self.tokenizer, self.transformer = tokenizer, transformer
        control = tokenizer.control
        self.end, self.absent = control[END], control[ABSENT]
        # Control tokens are never said, but for the end and, at an answer's start, "not there".
        self.sayable = np.ones(len(tokenizer.pieces), np.bool_)
        self.sayable[list(control.values())] = False
        self.sayable[self.end] = True

    @classmethod
    def of_folder(cls, folder: Path = FOLDER) -> "Model":
        """The model of a folder with ``tokenizer.json`` and ``model.safetensors``."""
        weights, written = read_weights(folder / "model.safetensors")
        transformer = Transformer(weights, int(written["heads"]), int(written["window"]))
        return cls(Tokenizer(folder / "tokenizer.json"), transformer)

    def read(self, text: str, watched: Watched | None = None) -> Reading:
        """Read a text.

        Parameters
        ----------
        text : str
            Control tokens that stand in it are ordinary characters.
        watched : Watched, optional
            Gets the attention.

        Raises
        ------
        TooLong, NoText
        """
        if not text.strip():
            raise NoText(_("Belum ada teks yang dapat dibaca model mini; tuliskan satu kalimat atau lebih."))
        tokens = [self.tokenizer.control[TEXT], *self.tokenizer.encode(text)]
        self._check(len(tokens))
        cache = self.transformer.cache()
        return Reading(tokens, cache, self.transformer.read(tokens, cache, watched)[-1])

    def ask(self, reading: Reading, task: Task, question: str = "") -> Reading:
        """Put a task, or a question, after a text; the reading given stays as it is.

        Raises
        ------
        TooLong
        """
        control = self.tokenizer.control
        asked = [control[TASKS[task]], *(self.tokenizer.encode(f" {question}") if question else []), control[ANSWER]]
        self._check(len(reading.tokens) + len(asked))
        return self.tell(reading.copy(), asked)

    def tell(self, reading: Reading, tokens: Sequence[int]) -> Reading:
        """Read on, in place."""
        if tokens:
            reading.tokens += tokens
            reading.stream = self.transformer.read(list(tokens), reading.cache)[-1]
        return reading

    def say(
        self,
        reading: Reading,
        drawing: Drawing,
        most: int = 200,
        form: Form | None = None,
        may_be_absent: bool = False,
    ) -> Iterator[Said]:
        """Go on until the end token, which is said too, or until there is no more room.

        Parameters
        ----------
        reading : Reading
            Gets what is said, but for the end token.
        drawing : Drawing
        most : int
        form : Form, optional
            Holds what is said.
        may_be_absent : bool
            Whether the first token may say that the text has no answer.
        """
        allowed: Callable[[Sequence[int]], Allowed] = (
            Held(form, self.end) if form is not None else self._sayable(may_be_absent)
        )
        before: list[int] = []
        for _number in range(min(most, self.transformer.window - reading.cache.length)):
            logits = self.transformer.logits(reading.stream[None])[0]
            said = drawn(logits, allowed(before), drawing, before)
            yield said
            if said.token in (self.end, self.absent):
                return
            before.append(said.token)
            self.tell(reading, [said.token])

    def _sayable(self, may_be_absent: bool) -> Callable[[Sequence[int]], Allowed]:
        first = self.sayable.copy()
        first[self.absent] = may_be_absent
        # An empty answer is none.
        first[self.end] = False
        return lambda tokens: self.sayable if tokens else first

    def next_token(self, reading: Reading) -> NDArray[np.float64]:
        """Log probability of each token to come next, (vocabulary,)."""
        return logarithms(self.transformer.logits(reading.stream[None])[0])

    def shares(self, reading: Reading, options: Sequence[str], close: str = "") -> dict[str, float]:
        """How likely each of some texts is to come next, compared with the others; they add up to 1.

        Parameters
        ----------
        reading : Reading
            Stays as it is.
        options : sequence of str
        close : str
            What must follow them, so that none is taken for the beginning of another.
        """
        start = reading.cache.length
        scores = []
        first = self.next_token(reading)
        for option in options:
            tokens = self.tokenizer.encode(option + close)
            score = first[tokens[0]]
            if len(tokens) > 1:
                streams = self.transformer.read(tokens[:-1], reading.cache)
                reading.cache.length = start
                logits = self.transformer.logits(streams)
                score += sum(logarithms(row)[token] for row, token in zip(logits, tokens[1:], strict=True))
            scores.append(float(score))
        likely = np.exp(np.array(scores) - max(scores))
        return {option: float(share) for option, share in zip(options, likely / likely.sum(), strict=True)}

    def classify(self, text: str) -> "Classified":
        """Class, urgency and place of a complaint.

        Raises
        ------
        TooLong, NoText

        Examples
        --------
        >>> found = model().classify("Sampah di TPS menumpuk seminggu, belum diangkut.")
        >>> round(sum(found.categories.values()), 6), set(found.urgencies) == set(URGENCIES)
        (1.0, True)
        """
        return self.classified(self.ask(self.read(text), "golong"))

    def classified(self, asked: Reading) -> "Classified":
        """The same of a text that has been read and asked for its class; the reading is used up."""
        categories = self._labels(asked, CATEGORIES)
        self.tell(asked, self.tokenizer.encode(f" {best(categories)} |"))
        urgencies = self._labels(asked, URGENCIES)
        self.tell(asked, self.tokenizer.encode(f" {best(urgencies)} |"))
        said = [each.token for each in self.say(asked, Drawing(np.random.default_rng(0), temperature=0), 40)]
        place = self.tokenizer.decode(said).strip()
        return Classified(categories, urgencies, place)

    def _labels(self, reading: Reading, labels: Sequence[str]) -> dict[str, float]:
        shares = self.shares(reading, [f" {label}" for label in labels], " |")
        return {name.strip(): share for name, share in shares.items()}

    def _check(self, count: int) -> None:
        most = self.transformer.window - LEAST_ROOM
        if count > most:
            raise TooLong(
                _(
                    "Teks ini {count} token, sedangkan model mini hanya dapat membaca {most} sekaligus; tidak ada "
                    "yang dipotong diam-diam. Pilih bagian yang perlu, lalu coba lagi."
                ),
                count=count,
                most=most,
            )


@dataclass(frozen=True)
class Classified:
    """A complaint's class, urgency and place.

    Attributes
    ----------
    categories, urgencies : dict of str to float
        Each label's probability.
    place : str
        As the text has it, ``tidak disebut`` if it has none.
    """

    categories: dict[str, float]
    urgencies: dict[str, float]
    place: str

    @property
    def category(self) -> str:
        """The likeliest."""
        return best(self.categories)

    @property
    def urgency(self) -> str:
        """The likeliest."""
        return best(self.urgencies)


def best(shares: dict[str, float]) -> str:
    """The likeliest of some options."""
    return max(shares, key=lambda each: shares[each])


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained model, read once."""
    return Model.of_folder()


def curve() -> dict[str, object]:
    """How the training went: loss by step, and what the model said after 1, 10, 100 and 1,000 steps."""
    found: dict[str, object] = json.loads((FOLDER / "curve.json").read_text("utf-8"))
    return found

"""Looking into the small model: tokens, next words, attention, neighbours, and a hallucination caught in the act."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop_kit.language import _
from workshop_kit.llm.mini.drawing import Drawing
from workshop_kit.llm.mini.failures import NotThere
from workshop_kit.llm.mini.model import model
from workshop_kit.llm.mini.tasks import CATEGORIES, NO_PLACE, URGENCIES
from workshop_kit.llm.mini.transformer import Array, Watched

# Only whole words have neighbours worth reading.
_WORD = re.compile(r" [a-z]{4,}")


def tokens(text: str) -> list[str]:
    """The tokens of a text, each as a person can read it.

    Examples
    --------
    >>> "".join(tokens("Warga Samarinda"))
    'Warga Samarinda'
    """
    own = model().tokenizer
    return [own.shown(token) for token in own.encode(text)]


def costs(words: list[str]) -> list[tuple[str, int]]:
    """How many tokens each word costs in the midst of a sentence.

    Examples
    --------
    >>> [cost for _word, cost in costs(["Samarinda", "xqzwk"])][0]
    1
    """
    own = model().tokenizer
    return [(word, len(own.encode(f" {word.strip()}"))) for word in words]


@dataclass(frozen=True)
class Next:
    """A token that may come next.

    Attributes
    ----------
    text : str
    share : float
        Its probability, 0 to 1.
    """

    text: str
    share: float


def next_words(text: str, count: int = 10, temperature: float = 1.0) -> list[Next]:
    """The likeliest tokens to follow a text.

    Parameters
    ----------
    text : str
    count : int
    temperature : float
        Above 0; small ones make the likeliest likelier.

    Examples
    --------
    >>> found = next_words("Lampu jalan", 5)
    >>> len(found), found[0].share >= found[1].share
    (5, True)
    """
    if temperature <= 0:
        raise NotThere(
            _("Suhu harus lebih dari 0; tulis misalnya 0.1 untuk hampir selalu memilih yang paling mungkin.")
        )
    own = model()
    shares = shares_at(own.next_token(own.read(text)), temperature)
    order = np.argsort(-shares, kind="stable")
    names = [Next(own.tokenizer.shown(int(token)), float(shares[token])) for token in order]
    return [each for each in names if each.share > 0][:count]


def shares_at(logprobs: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Probabilities of what may be said at a temperature, (vocabulary,)."""
    scores = np.where(model().sayable, logprobs, -np.inf) / temperature
    likely = np.exp(scores - scores.max())
    return np.asarray(likely / likely.sum())


def continued(text: str, temperature: float = 0.8, seed: int = 1, most: int = 40) -> str:
    """What the model goes on to say.

    Examples
    --------
    >>> continued("Lampu jalan", seed=2) == continued("Lampu jalan", seed=2)
    True
    """
    own = model()
    drawing = Drawing(np.random.default_rng(seed), temperature)
    said = [each.token for each in own.say(own.read(text), drawing, most) if each.token != own.end]
    return own.tokenizer.decode(said)


@dataclass(frozen=True)
class Attention:
    """What one head of one layer looks at.

    Attributes
    ----------
    tokens : list of str
    rows : array, (tokens, tokens)
        From each token to those before it and itself; rows add up to 1.
    """

    tokens: list[str]
    rows: Array


def attention(text: str, layer: int = 1, head: int = 1) -> Attention:
    """What a head looks at while it reads a text.

    Parameters
    ----------
    text : str
    layer, head : int
        Counted from 1.

    Examples
    --------
    >>> seen = attention("Jalan rusak di Gang Ulin", layer=2, head=1)
    >>> seen.rows.shape == (len(seen.tokens), len(seen.tokens))
    True
    """
    own = model()
    layers, heads = own.transformer.layers, own.transformer.heads
    if not (1 <= layer <= layers and 1 <= head <= heads):
        raise NotThere(
            _("Model ini mempunyai lapisan 1–{layers} dan kepala 1–{heads}; pilih di antara itu."),
            layers=layers,
            heads=heads,
        )
    watched = Watched()
    reading = own.read(text, watched)
    # The first place is the token that begins every text; a head that has nothing to look at looks there.
    names = ["⟨awal⟩", *(own.tokenizer.shown(token) for token in reading.tokens[1:])]
    return Attention(names, watched.attention[layer - 1][head - 1])


def neighbours(word: str, count: int = 8) -> list[tuple[str, float]]:
    """The words whose embeddings lie nearest to a word's, with the cosine of the angle between them.

    Parameters
    ----------
    word : str
        One word; of several tokens the mean is taken.
    count : int

    Examples
    --------
    >>> len(neighbours("sampah", 5))
    5
    """
    own = model()
    pieces = own.tokenizer.encode(f" {word.strip().lower()}") if word.strip() else []
    if not pieces:
        raise NotThere(_("Tulis satu kata, misalnya “sampah”."))
    embedding = own.transformer.embedding
    near = [
        number
        for number, piece in enumerate(own.tokenizer.pieces)
        if _WORD.fullmatch(piece.decode("utf-8", "ignore")) and [number] != pieces
    ]
    wanted = embedding[pieces].mean(axis=0)
    lengths = np.linalg.norm(embedding[near], axis=1) * np.linalg.norm(wanted)
    cosines = embedding[near] @ wanted / np.maximum(lengths, 1e-9)
    order = np.argsort(-cosines, kind="stable")[:count]
    return [(own.tokenizer.pieces[near[place]].decode().strip(), float(cosines[place])) for place in order]


@dataclass(frozen=True)
class Caught:
    """A place that the model gave for a complaint, token by token.

    Attributes
    ----------
    place : str
    in_text : bool
        Whether the complaint has it. What it has not was made up.
    tokens : list of Next
        With the probability with which each was said.
    absent : float
        Probability with which the model would have said that the complaint names no place.
    """

    place: str
    in_text: bool
    tokens: list[Next]
    absent: float

    @property
    def made_up(self) -> bool:
        """Whether a place was given that does not stand in the text."""
        return not self.in_text and self.place != NO_PLACE


def place_of(text: str) -> Caught:
    """Ask for a complaint's place and watch how sure the model is of each token.

    Examples
    --------
    >>> found = place_of("Parit di Gang Zamrud Angkasa RT 77 mampet.")
    >>> found.in_text == (found.place.lower() in "parit di gang zamrud angkasa rt 77 mampet.")
    True
    """
    own = model()
    asked = own.ask(own.read(text), "golong")
    for labels in (CATEGORIES, URGENCIES):
        shares = own.shares(asked, [f" {label}" for label in labels], " |")
        chosen = max(shares, key=lambda each: shares[each])
        own.tell(asked, own.tokenizer.encode(f"{chosen} |"))
    first = own.next_token(asked)[own.tokenizer.encode(f" {NO_PLACE}")[0]]
    drawing = Drawing(np.random.default_rng(0), temperature=0)
    said = [each for each in own.say(asked, drawing, 40) if each.token != own.end]
    place = own.tokenizer.decode([each.token for each in said]).strip()
    parts = [Next(own.tokenizer.shown(each.token), float(np.exp(each.logprob))) for each in said]
    return Caught(place, place.lower() in text.lower(), parts, float(np.exp(first)))

"""An answer before it is said: fixed text, and places where one of several wordings is chosen.

The probability of each wording is stated, so that log probabilities are true: the product over the tokens of a wording
is the wording's probability, and alternatives never add up to more than 1.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from workshop_kit.llm import tokens
from workshop_kit.llm.engines.engine import ChatRequest, FinishReason, Piece, TokenLogprob

# At temperature 1 a wording is in reach if it is at least so likely compared with the likeliest.
_NEAR = 0.4
_LOWEST = 1e-9


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where one of several texts is said.

    Attributes
    ----------
    options : tuple of (text, probability)
        Probabilities above 0, their sum at most 1; texts different.
    whole : bool
        Whether each text is one token of its own, as labels are.
    """

    options: tuple[tuple[str, float], ...]
    whole: bool = False


Part = str | Choice


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said.

    Attributes
    ----------
    parts : tuple of str or Choice
    staged : str or None
        The failure that is staged for the lesson, if one is.
    """

    parts: tuple[Part, ...]
    staged: str | None = None


def wording(*texts: str) -> Choice:
    """Equally good wordings, the first a little more likely."""
    shares = [1.0 / (place + 2) for place in range(len(texts))]
    total = sum(shares)
    return Choice(tuple((text, share / total) for text, share in zip(texts, shares, strict=True)))


def spoken(draft: Draft, request: ChatRequest, index: int) -> list[Piece]:
    """One choice of an answer, token by token, within the request's bounds.

    Parameters
    ----------
    draft : Draft
    request : ChatRequest
        For temperature, top_p, seed, stop, max_tokens, top_logprobs. Penalties change nothing.
    index : int
        Which of the request's choices.

    Returns
    -------
    list of Piece
        The last one has a finish reason.
    """
    chance = chance_of(request, index)
    said: list[TokenLogprob] = []
    for part in draft.parts:
        # One more than is allowed tells that there was more.
        most = request.max_tokens + 1 - len(said)
        if isinstance(part, str):
            said += [TokenLogprob(piece, 0.0, ((piece, 0.0),)) for piece in tokens.pieces(part)[: max(0, most)]]
        else:
            said += _tokens_of(part, _chosen(part, request.temperature, request.top_p, chance), max(0, most))
    said, finish = _bounded(_stopped(said, request.stop), request.max_tokens)
    pieces = [Piece(index, each.token, logprobs=_told(each, request.top_logprobs)) for each in said]
    return [*pieces, Piece(index, finish=finish)]


def chance_of(request: ChatRequest, index: int = 0) -> Random:
    """A random stream that is the same for the same request and seed, on every machine."""
    said = "\x1f".join(f"{each.role}\x1e{each.text}" for each in request.messages)
    key = f"{request.seed}\x1d{index}\x1d{said}".encode("utf-8", "surrogatepass")
    return Random(int.from_bytes(hashlib.sha256(key).digest()[:8], "big"))  # noqa: S311 - a lesson's chance, no secret


def _chosen(part: Choice, temperature: float, top_p: float, chance: Random) -> str:
    ordered = sorted(part.options, key=lambda each: -each[1])
    if temperature <= 0:
        return ordered[0][0]
    best = ordered[0][1]
    near = [each for each in ordered if each[1] >= best * _NEAR**temperature]
    total = sum(probability for _text, probability in near)
    kept, reached = [], 0.0
    for text, probability in near:
        kept.append((text, probability))
        reached += probability / total
        if reached >= top_p:
            break
    weights = [(probability / best) ** (1 / max(temperature, 0.05)) for _text, probability in kept]
    throw = chance.random() * sum(weights)
    for (text, _probability), weight in zip(kept, weights, strict=True):
        throw -= weight
        if throw < 0:
            return text
    return kept[-1][0]


def _tokens_of(part: Choice, text: str, most: int) -> list[TokenLogprob]:
    if part.whole:
        top = tuple(
            (option, _log(probability)) for option, probability in sorted(part.options, key=lambda each: -each[1])
        )
        return [TokenLogprob(text, dict(top)[text], top)]
    ways = [(tokens.pieces(option), probability) for option, probability in part.options]
    said = []
    for place, token in enumerate(tokens.pieces(text)[:most]):
        # Of the wordings that begin as what was said, how each goes on.
        total = sum(probability for _way, probability in ways)
        going: dict[str, float] = {}
        for way, probability in ways:
            if len(way) > place:
                going[way[place]] = going.get(way[place], 0.0) + probability / total
        top = tuple((each, _log(share)) for each, share in sorted(going.items(), key=lambda each: -each[1]))
        said.append(TokenLogprob(token, _log(going[token]), top))
        ways = [(way, probability) for way, probability in ways if len(way) > place and way[place] == token]
    return said


def _log(probability: float) -> float:
    return round(math.log(max(min(probability, 1.0), _LOWEST)), 6) or 0.0


def _stopped(said: list[TokenLogprob], stops: Sequence[str]) -> list[TokenLogprob]:
    text = "".join(each.token for each in said)
    places = [place for stop in stops if stop and (place := text.find(stop)) >= 0]
    if not places:
        return said
    left = min(places)
    kept = []
    for each in said:
        if left <= 0:
            break
        kept.append(each if len(each.token) <= left else _cut(each, each.token[:left]))
        left -= len(each.token)
    return kept


def _bounded(said: list[TokenLogprob], most: int) -> tuple[list[TokenLogprob], FinishReason]:
    kept = []
    for each in said:
        size = tokens.count(each.token)
        if size > most:
            if most:
                kept.append(_cut(each, "".join(tokens.pieces(each.token)[:most])))
            return kept, "length"
        kept.append(each)
        most -= size
    return kept, "stop"


def _cut(whole: TokenLogprob, token: str) -> TokenLogprob:
    """A token cut short keeps its probability; the alternatives are those that it does not begin as well."""
    others = tuple(each for each in whole.top if each[0] not in (whole.token, token))
    return TokenLogprob(
        token, whole.logprob, tuple(sorted(((token, whole.logprob), *others), key=lambda each: -each[1]))
    )


def _told(each: TokenLogprob, most: int | None) -> tuple[TokenLogprob, ...]:
    if most is None:
        return ()
    return (TokenLogprob(each.token, each.logprob, each.top[:most]),)

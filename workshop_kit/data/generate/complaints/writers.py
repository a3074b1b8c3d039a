"""The people who write: each keeps an own spelling, punctuation and language."""

from dataclasses import dataclass
from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.draws import Draws

LANGUAGES = {"Indonesia": 0.81, "Banjar": 0.14, "Kutai": 0.05}
FORMAL = 0.34
# Of the words with a synonym, those of which a person keeps to one.
OWN_WORDS = 0.7
VARIETY_OF = {"Banjar": "banjar", "Kutai": "kutai"}
# How free people feel to shorten words, by channel; at the counter an officer types.
LAXNESS = {"WA": 1.0, "media sosial": 0.85, "LAPOR": 0.45, "loket": 0.0}


@dataclass(frozen=True)
class Writer:
    """How somebody writes.

    Attributes
    ----------
    language : str
        ``Indonesia``, ``Banjar`` or ``Kutai``.
    formal : bool
        Whether letters to the mayor sound like letters.
    spelling : dict of str to (str, float)
        The writer's own form of a word, and how lax a channel must be for it; 0 is used everywhere.
    slips : float
        Share of words with a typing error.
    case : str
        ``biasa``, ``kecil`` or ``besar``.
    stops : str
        What stands between sentences: ``titik``, ``koma``, ``tanpa`` or ``titik-titik``.
    stretches : bool
        Whether feelings are shown by longer words.
    local : float
        Share of translatable words that are said in the local language.
    """

    language: str
    formal: bool
    spelling: dict[str, tuple[str, float]]
    slips: float
    case: str
    stops: str
    stretches: bool
    local: float

    @property
    def variety(self) -> str:
        """The variety of the cores and phrases that fit."""
        return VARIETY_OF.get(self.language) or ("baku" if self.formal else "sehari")


def writer(draws: Draws, language: str | None = None) -> Writer:
    """A person by lot."""
    language = language or draws.one_of(list(LANGUAGES), list(LANGUAGES.values()))
    if language == "Indonesia" and draws.chance(FORMAL):
        spelling = _own_words(draws, "baku")
        return Writer(language, True, spelling, draws.one_of((0.0, 0.004, 0.012)), "biasa", "titik", False, 0.0)
    shortens = draws.one_of((0.1, 0.35, 0.65, 0.95), (0.3, 0.3, 0.25, 0.15))
    local = draws.uniform(0.75, 1.0) if language != "Indonesia" else 0.07 if draws.chance(0.2) else 0.0
    return Writer(
        language,
        False,
        _own_words(draws, "sehari") | _own_spelling(draws, shortens),
        draws.one_of((0.0, 0.015, 0.04, 0.08), (0.3, 0.35, 0.25, 0.1)),
        draws.one_of(("biasa", "kecil", "besar"), (0.54, 0.43, 0.03)),
        draws.one_of(("titik", "koma", "tanpa", "titik-titik"), (0.6, 0.18, 0.14, 0.08)),
        draws.chance(0.1),
        local,
    )


def _own_spelling(draws: Draws, shortens: float) -> dict[str, tuple[str, float]]:
    """One form for each word that people write in several ways."""
    found = {}
    for number, forms in enumerate(_forms()):
        own = draws.one_of(forms[1:])
        # The first group, no, is what gives a person away: everybody has one word for it.
        lax = 0.01 if number == 0 else draws.uniform() / shortens
        for form in forms:
            found[form] = (own, lax)
    return found


def _own_words(draws: Draws, variety: str) -> dict[str, tuple[str, float]]:
    """Words that mean the same: some people always use one of them."""
    found: dict[str, tuple[str, float]] = {}
    for words in _synonyms(variety):
        own = draws.one_of(words)
        if draws.chance(OWN_WORDS):
            found |= {word: (own, 0.0) for word in words if word != own}
    return found


@lru_cache(maxsize=1)
def _forms() -> list[list[str]]:
    return [row["bentuk"].split() for row in catalogue_rows("complaints", "ejaan.csv")]


@lru_cache(maxsize=2)
def _synonyms(variety: str) -> list[list[str]]:
    return [row["padanan"].split("/") for row in catalogue_rows("complaints", "padanan.csv") if row["ragam"] == variety]

"""Fictional names, put together by lot from given and last names of the groups that live in the city."""

from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.draws import Draws

# Rough weights, so that no group is missing in class; not a census.
GROUPS = {"jawa": 0.34, "banjar": 0.27, "bugis": 0.19, "kutai": 0.08, "dayak": 0.05, "lain": 0.07}
MIXED = 0.15


def full_name(draws: Draws, sex: str) -> str:
    """A name of two or three words; families are mixed."""
    group = draws.one_of(list(GROUPS), list(GROUPS.values()))
    last = draws.one_of(list(GROUPS), list(GROUPS.values())) if draws.chance(MIXED) else group
    given = draws.pick(_names(group, sex), 2 if draws.chance(0.45) else 1)
    return " ".join([*given, draws.one_of(_names(last, "belakang"))])


def misspelt(name: str, draws: Draws) -> str:
    """The same name as another officer heard it: a letter doubled, dropped or swapped, or a word cut to its initial.

    Examples
    --------
    >>> misspelt("Siti Wahyuni", Draws(1, "nama")) != "Siti Wahyuni"
    True
    """
    words = name.split()
    ways = (_initial, _without_h, _other_vowels, _doubled, _swapped_words)
    for way in draws.shuffled(ways):
        changed = " ".join(way(words))
        if changed != name:
            return changed
    return f"{name} Binti" if name.endswith("i") else f"{name}h"


def _initial(words: list[str]) -> list[str]:
    return [words[0][0] + ".", *words[1:]] if len(words) > 2 else words


def _without_h(words: list[str]) -> list[str]:
    return [word[0] + word[1:].replace("h", "") for word in words]


def _other_vowels(words: list[str]) -> list[str]:
    return [word.replace("oe", "u").replace("u", "oe", 1) if len(word) > 4 else word for word in words[:1]] + words[1:]


def _doubled(words: list[str]) -> list[str]:
    last = words[-1]
    return [*words[:-1], last.replace("s", "ss", 1) if "s" in last else last.replace("l", "ll", 1)]


def _swapped_words(words: list[str]) -> list[str]:
    return words[1:] + words[:1]


@lru_cache(maxsize=1)
def _lists() -> dict[tuple[str, str], list[str]]:
    return {
        (row["kelompok"], row["jenis"]): list(dict.fromkeys(row["nama"].split()))
        for row in catalogue_rows("people", "nama.csv")
    }


def _names(group: str, kind: str) -> list[str]:
    return _lists()[group, kind]

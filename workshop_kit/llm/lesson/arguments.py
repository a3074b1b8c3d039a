"""What may be handed to the lessons' functions; everything else is one sentence, and nothing is sent."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from workshop_kit.language import _, language
from workshop_kit.llm.lesson.failures import NotAsked

LONGEST = 100_000
ENGINES = ("simulasi", "mini", "rekaman", "langsung")
_LONGEST_NAME = 128


def text(value: Any, name: str) -> str:
    """A text with something in it, not too long.

    Parameters
    ----------
    value : object
        What was given.
    name : str
        What it is called in the sentence.

    Raises
    ------
    NotAsked
    """
    if not isinstance(value, str):
        raise NotAsked(_NO_TEXT, name=name, kind=kind_of(value))
    if not value.strip():
        raise NotAsked(_EMPTY, name=name)
    if len(value) > LONGEST:
        raise NotAsked(_TOO_LONG, name=name, length=len(value), longest=LONGEST)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise NotAsked(_BROKEN, name=name) from None
    return str(value)


def texts(values: Any, name: str) -> list[str]:
    """Several texts: a list, a tuple, a column of a table."""
    if isinstance(values, bytes | dict | set) or not isinstance(values, Iterable):
        raise NotAsked(_NO_TEXTS, name=name, kind=kind_of(values))
    every = list(values)
    if not every:
        raise NotAsked(_NO_TEXT_AT_ALL, name=name)
    return [text(value, f"{name}[{place}]") for place, value in enumerate(every)]


def labels(values: Any) -> list[str]:
    """At least two different labels."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise NotAsked(_NO_LABELS, kind=kind_of(values))
    every = list(values)
    if len(every) < 2:
        raise NotAsked(_TOO_FEW_LABELS, count=len(every))
    checked = [text(value, "labels").strip() for value in every]
    for label in checked:
        if checked.count(label) > 1:
            raise NotAsked(_DOUBLE_LABEL, label=label[:80])
    return checked


def options(
    model: Any, allow: Any, temperature: Any = None, seed: Any = None, max_tokens: Any = None
) -> dict[str, Any]:
    """The arguments that all functions share, as the ``openai`` package takes them."""
    if not isinstance(model, str) or not model.strip() or len(model) > _LONGEST_NAME:
        raise NotAsked(_NO_MODEL)
    given: dict[str, Any] = {"model": model.strip()}
    if temperature is not None:
        if not _is_number(temperature) or not 0 <= temperature <= 2:
            raise NotAsked(_TEMPERATURE)
        given["temperature"] = float(temperature)
    if seed is not None:
        if not _is_whole(seed) or abs(seed) >= 2**63:
            raise NotAsked(_SEED)
        given["seed"] = int(seed)
    if max_tokens is not None:
        if not _is_whole(max_tokens) or max_tokens < 1:
            raise NotAsked(_MAX_TOKENS)
        given["max_tokens"] = int(max_tokens)
    headers: dict[str, str] = {"Accept-Language": language()}
    allowed = _engines(allow)
    if allowed:
        headers["X-Workshop-Fallback"] = ",".join(allowed)
    given["extra_headers"] = headers
    return given


def kind_of(value: Any) -> str:
    """What a value is, for a sentence."""
    return "None" if value is None else type(value).__name__


def _engines(allow: Any) -> Sequence[str]:
    wanted = [allow] if isinstance(allow, str) else allow
    if not isinstance(wanted, list | tuple) or not all(name in ENGINES for name in wanted):
        raise NotAsked(_ALLOW, known=", ".join(ENGINES))
    return list(dict.fromkeys(wanted))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_whole(value: Any) -> bool:
    # numpy's whole numbers are whole numbers too.
    return not isinstance(value, bool) and hasattr(value, "__index__")


_NO_TEXT = _('“{name}” harus berupa teks, misalnya "Ringkas teks ini:"; yang diberikan {kind}.')
_EMPTY = _("“{name}” masih kosong; isi dengan teks.")
_TOO_LONG = _("“{name}” terlalu panjang: {length} huruf, paling banyak {longest}. Potong menjadi beberapa bagian.")
_BROKEN = _("“{name}” berisi huruf yang rusak; baca ulang berkasnya dengan encoding yang benar.")
_NO_TEXTS = _("“{name}” harus berupa teks atau daftar teks; yang diberikan {kind}.")
_NO_TEXT_AT_ALL = _("“{name}” adalah daftar kosong; isi dengan sedikitnya satu teks.")
_NO_LABELS = _('“labels” harus berupa daftar, misalnya ["air", "jalan"]; yang diberikan {kind}.')
_TOO_FEW_LABELS = _("“labels” berisi {count} pilihan; beri sedikitnya dua.")
_DOUBLE_LABEL = _("Label “{label}” tertulis dua kali; hapus salah satu.")
_NO_MODEL = _('“model” harus berupa nama model, misalnya "workshop".')
_TEMPERATURE = _("“temperature” harus berupa angka dari 0 sampai 2.")
_SEED = _("“seed” harus berupa bilangan bulat.")
_MAX_TOKENS = _("“max_tokens” harus berupa bilangan bulat, sedikitnya 1.")
_ALLOW = _("“allow” berisi nama mesin yang boleh menggantikan: {known}; atau () bila tidak ada.")

"""JupyterLab in good Indonesian.

The language pack on the registry translates a fifth of JupyterLab, and some of it wrongly ("Menaktifkan" for
"Activate"). ``locale/id.json`` completes and mends what a learner meets; JupyterLab offers no way to add to a pack from
another package (its merging needs a version number that the pack does not have), so the function is wrapped that its
translations are served by.
"""

import importlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

_LOCALE = "id_ID"
_CONTEXTS = ("", "menu\x04")

LanguagePack = Callable[[str], tuple[dict[str, Any], str]]


def install() -> None:
    """Serve the completed pack from this process's JupyterLab."""
    translations_handler: Any = importlib.import_module("jupyterlab_server.translations_handler")
    original = translations_handler.get_language_pack
    if not hasattr(original, "completed"):
        translations_handler.get_language_pack = completed(original)


def completed(original: LanguagePack) -> LanguagePack:
    """Wrap JupyterLab's ``get_language_pack``."""

    def get_language_pack(locale: str) -> tuple[dict[str, Any], str]:
        packs, message = original(locale)
        if locale == _LOCALE:
            domain = packs.setdefault("jupyterlab", {"": {"domain": "jupyterlab", "language": "id-ID"}})
            for english, indonesian in additions().items():
                domain.update({context + english: indonesian for context in _CONTEXTS})
        return packs, message

    get_language_pack.completed = True  # type: ignore[attr-defined]
    return get_language_pack


@lru_cache(maxsize=1)
def additions() -> dict[str, list[str]]:
    """Indonesian by English text, in the form of a language pack.

    JupyterLab passes over a counted text with fewer than two forms; Indonesian has one, so it is given twice.
    """
    found = json.loads((Path(__file__).parent / "locale" / "id.json").read_text(encoding="utf-8"))
    texts: dict[str, str] = found["texts"]
    counted: dict[str, str] = found["counted"]
    return {key: [text] for key, text in texts.items()} | {key: [text, text] for key, text in counted.items()}

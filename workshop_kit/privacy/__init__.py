"""Protecting personal data: finding identifiers in text, masking them, anonymising tables, measuring what is left.

Names are loaded on first use. What works on tables is imported from its own module, for example
``from workshop_kit.privacy.anonymity import k_anonymity``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop_kit.privacy.identifiers import Found as Found
    from workshop_kit.privacy.identifiers import find as find
    from workshop_kit.privacy.kinds import KINDS as KINDS
    from workshop_kit.privacy.kinds import Kind as Kind
    from workshop_kit.privacy.masking import Masked as Masked
    from workshop_kit.privacy.masking import MaskedTexts as MaskedTexts
    from workshop_kit.privacy.masking import Restorer as Restorer
    from workshop_kit.privacy.masking import mask as mask
    from workshop_kit.privacy.masking import mask_together as mask_together
    from workshop_kit.privacy.masking import restore as restore
    from workshop_kit.privacy.masking import scrub as scrub

_HOME = {
    **dict.fromkeys(("KINDS", "Kind"), "workshop_kit.privacy.kinds"),
    **dict.fromkeys(("Found", "find"), "workshop_kit.privacy.identifiers"),
    **dict.fromkeys(
        ("Masked", "MaskedTexts", "Restorer", "mask", "mask_together", "restore", "scrub"),
        "workshop_kit.privacy.masking",
    ),
}
__all__ = [
    "KINDS",
    "Found",
    "Kind",
    "Masked",
    "MaskedTexts",
    "Restorer",
    "find",
    "mask",
    "mask_together",
    "restore",
    "scrub",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'workshop_kit.privacy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

"""Protecting personal data: finding identifiers in text, masking them, anonymising tables, measuring what is left.

Only the light parts are loaded here; what works on tables is imported from its own module, for example
``from workshop_kit.privacy.anonymity import k_anonymity``.
"""

from workshop_kit.privacy.identifiers import KINDS, Found, Kind, find
from workshop_kit.privacy.masking import Masked, MaskedTexts, Restorer, mask, mask_together, restore, scrub

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

"""Labels and fields of other names than those that the model was taught."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from workshop_kit.llm.mini.tasks import CATEGORIES, CLAIM_FIELDS, COMPLAINT_FIELDS, URGENCIES

_URGENCIES = {"low": "rendah", "medium": "sedang", "high": "tinggi", "biasa": "sedang", "mendesak": "tinggi"}
_FIELDS = {
    "tempat": ("tempat", "lokasi", "alamat", "location", "place", "jalan"),
    "kelurahan": ("kelurahan",),
    "rt": ("rt",),
    "gang": ("gang",),
    "indikator": ("indikator", "indicator"),
    "tahun": ("tahun", "year"),
    "nilai": ("nilai", "realisasi", "angka", "value", "capaian"),
    "kategori": ("kategori", "category", "label", "golongan"),
    "urgensi": ("urgensi", "urgency", "kegawatan"),
}


def known_label(label: str) -> str | None:
    """The model's own label for one that somebody wrote; None if it has none.

    Examples
    --------
    >>> known_label("Air bersih"), known_label("high"), known_label("positif")
    ('air_bersih', 'tinggi', None)
    """
    plain = "_".join(re.findall(r"[a-z]+", label.lower().replace(" dan ", " ")))
    plain = _URGENCIES.get(plain, plain)
    return plain if plain in CATEGORIES or plain in URGENCIES else None


def known_labels(labels: Sequence[Any]) -> dict[str, str] | None:
    """The labels' names in the model, if all of them are classes, or all are urgencies."""
    found = {label: known_label(label) for label in labels if isinstance(label, str)}
    own = [each for each in found.values() if each is not None]
    if not own or len(own) != len(labels) or len(set(own)) != len(own):
        return None
    whole = all(each in CATEGORIES for each in own) or all(each in URGENCIES for each in own)
    return {label: each for label, each in found.items() if each is not None} if whole else None


def known_field(name: str, schema: Mapping[str, Any]) -> str:
    """The field of the model's forms that a field is most likely about; its own name if none.

    Examples
    --------
    >>> known_field("lokasi", {}), known_field("x", {"description": "nomor RT"}), known_field("warna", {})
    ('tempat', 'rt', 'warna')
    """
    if name in COMPLAINT_FIELDS or name in CLAIM_FIELDS:
        return name
    for said in (name, str(schema.get("description", ""))):
        own = set(re.findall(r"[a-z]+", said.lower()))
        for field, words in _FIELDS.items():
            if own & set(words):
                return field
    return name

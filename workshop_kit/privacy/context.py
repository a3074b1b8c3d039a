"""Words that say what a number is: needed where a number has no check digit, and to tell an NIK from a family card."""

import re
from functools import cache
from typing import Literal

from workshop_kit.privacy.kinds import Kind

# KPJ is the employment branch of BPJS, whose numbers are shorter. BANK is a word that often, not always, stands near an
# account. LAIN is a number of something that is no person's.
Meaning = Kind | Literal["KPJ", "BANK", "LAIN"]

REACH = 60
_REACH_OF_VEHICLES = 40
_WORDS: dict[Meaning, str] = {
    "KPJ": r"kpj|bpjs\s?tk|jamsostek|bpjs\s+(?:ketenagakerjaan|naker|tk)",
    "BPJS": r"bpjs(?:\s+(?:kesehatan|mandiri))?|jkn|kis|noka|kartu\s+peserta|nomor\s+peserta",
    "LAIN": (
        r"faktur|invoice|inv|po|spk|kontrak|resi|tiket|isbn|kbli|nib|nomor\s+induk\s+berusaha|nisn|npsn|nop|imei"
        r"|barcode|seri|sn|serial|antrean|antrian|urut|pelanggan|meter(?:an)?|listrik|pdam|koran|periode|kode"
        r"|belanja|surat|register|aset|debit|kredit|epoch|log|byte|versi|build|sha256|commit|rekening\s+(?:air|listrik)"
    ),
    "NIP": r"nip|ni\s?pppk|nipppk|nomor\s+induk\s+pegawai",
    "NPWP": r"npwp|n\.p\.w\.p|nomor\s+pokok\s+wajib\s+pajak|nitku",
    "KK": r"kk|kartu\s+keluarga",
    "NIK": r"nik|(?:e-?)?ktp(?:-?el)?|nomor\s+induk(?:\s+kependudukan)?",
    "REKENING": r"(?:no\.?\s?)?rek(?:ening)?|norek|virtual\s+account",
    "TELEPON": (
        r"telp?|tlp|telf|telepon|telpon|telephone|phone|hp|hape|handphone|ponsel|nope|wa|whatsapp|call|hubungi|hub|sms"
        r"|kontak|cp|fax|faks|faksimile|narahubung"
    ),
    "BANK": (
        r"bank\w*|bri|bni|bca|btn|bsi|bpd|mandiri|cimb|danamon|permata|muamalat|maybank|ocbc|seabank|jago"
        r"|transfer|tf|trf|atas\s+nama|a\.?n\.?|a/n"
    ),
}
# What a word is, by the group that matched.
_MEANINGS = tuple(_WORDS)
_ACCOUNT_AFTER = re.compile(
    r"[\s,(]{0,3}(?:bank|bri|bni|bca|btn|bsi|bpd|mandiri|a\.?n\.?|a/n|atas\s+nama)(?![A-Za-z])", re.IGNORECASE
)
_JOINED = re.compile(
    r"(?<![A-Za-z0-9])(?:nik|ktp|kk|nip|npwp|no|nomor|hp|wa|telp|tlp|bpjs|rek|norek)[.:=-]?$", re.IGNORECASE
)
_MONEY_BEFORE = re.compile(r"(?:rp|idr|usd|\$)[.\s]{0,2}$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r",\d\d(?!\d)|,-|\s?(?:rupiah|juta|miliar|jiwa|orang|ton|kg|unit|byte|ms)\b", re.IGNORECASE)
_VEHICLE = re.compile(
    r"(?<![A-Za-z])(?:(plat\w*|pelat\w*|nopol\w*|no\.?\s?pol\w*|nomor\s+polisi|tnkb)"
    r"|mobil|motor|truk|truck|kendaraan|angkot|ambulans?|bus|pick\s?up|sepeda\s+motor|sopir|supir)(?![A-Za-z])",
    re.IGNORECASE,
)


def meaning_before(text: str, place: int) -> Meaning | None:
    """What the nearest telling word says that stands at most `REACH` characters before, in the same paragraph."""
    near = max(0, place - REACH)
    last = None
    for match in _any_word().finditer(text, max(near, text.rfind("\n\n", near, place)), place):
        last = match
    if last is None:
        return None
    assert last.lastindex is not None
    meaning = _MEANINGS[last.lastindex - 1]
    # The name of a bank says little, and nothing of the next line.
    return None if meaning == "BANK" and "\n" in text[last.end() : place] else meaning


@cache
def _any_word() -> re.Pattern[str]:
    """All words, a group for each meaning; compiled when first needed, as that takes as long as an import."""
    groups = "|".join(f"({words})" for words in _WORDS.values())
    return re.compile(f"(?<![A-Za-z])(?:{groups})(?![A-Za-z])", re.IGNORECASE)


def account_after(text: str, place: int) -> bool:
    """Whether a bank or a holder is named right after `place`."""
    return _ACCOUNT_AFTER.match(text, place) is not None


def joined_to_word(text: str, place: int) -> bool:
    """Whether what stands before `place` without a space is a word such as NIK, not part of a longer code."""
    return _JOINED.search(text[max(0, place - 12) : place]) is not None


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether a currency or a unit of counting makes a number an amount."""
    if _MONEY_BEFORE.search(text[max(0, start - 6) : start]):
        return True
    return _MONEY_AFTER.match(text, end) is not None


def vehicle_before(text: str, place: int) -> Literal["plate", "vehicle"] | None:
    """Whether a word for a number plate, or at least for a vehicle, stands near before `place`."""
    told: Literal["plate", "vehicle"] | None = None
    for match in _VEHICLE.finditer(text, max(0, place - _REACH_OF_VEHICLES), place):
        told = "plate" if match[1] else "vehicle"
    return told

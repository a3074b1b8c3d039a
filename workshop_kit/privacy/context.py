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
        r"bank[a-z_]*|bri|bni|bca|btn|bsi|bpd|mandiri|cimb|danamon|permata|muamalat|maybank|ocbc|seabank|jago"
        r"|transfer|tf|trf|atas\s+nama|a\.?n\.?|a/n"
    ),
}
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZİı", "abcdefghijklmnopqrstuvwxyzii")
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
    r"(?<![a-z])(?:(plat[a-z_]*|pelat[a-z_]*|nopol[a-z_]*|no\.?\s?pol[a-z_]*|nomor\s+polisi|tnkb)"
    r"|mobil|motor|truk|truck|kendaraan|angkot|ambulans?|bus|pick\s?up|sopir|supir)(?![a-z])",
)


class Lookback:
    """The nearest word before each of several places that are asked for in the order of the text.

    No part of the text is looked through twice, however close the places are, and none that no place can reach.

    Parameters
    ----------
    text : str
        Folded.
    word : re.Pattern
    reach : int
        How many characters before a place a word may begin.
    """

    def __init__(self, text: str, word: re.Pattern[str], reach: int) -> None:
        self._text = _in_small_letters(text)
        self._word = word
        self._reach = reach
        self._looked = 0
        self._last: re.Match[str] | None = None

    def before(self, place: int) -> re.Match[str] | None:
        """The last word that begins within reach of `place` and ends before it."""
        near = max(0, place - self._reach)
        self._look(max(near, self._looked), place)
        if self._last is not None and self._last.start() < near:
            # Its end, as the "Rek" of "No. Rek", may be a word as well.
            self._look(near if self._last.end() > near else place, place)
        return self._last if self._last is not None and self._last.start() >= near else None

    def _look(self, start: int, end: int) -> None:
        for match in self._word.finditer(self._text, start, end):
            self._last = match
        self._looked = end


class Words:
    """What numbers mean by the words before them; numbers come in the order of the text.

    Parameters
    ----------
    text : str
        Folded.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._back = Lookback(text, _any_word(), REACH)

    def meaning_before(self, place: int) -> Meaning | None:
        """What the nearest telling word says that stands at most `REACH` characters before, in the same paragraph."""
        last = self._back.before(place)
        if last is None or self._text.find("\n\n", last.start(), place) >= 0:
            return None
        assert last.lastindex is not None
        meaning = _MEANINGS[last.lastindex - 1]
        # The name of a bank says little, and nothing of the next line.
        return None if meaning == "BANK" and "\n" in self._text[last.end() : place] else meaning


@cache
def _any_word() -> re.Pattern[str]:
    """All words, a group for each meaning; compiled when first needed, as that takes as long as an import."""
    groups = "|".join(f"({words})" for words in _WORDS.values())
    return re.compile(f"(?<![a-z])(?=[a-z])(?:{groups})(?![a-z])")


def _in_small_letters(text: str) -> str:
    """A text of the same length, in which patterns need not ignore case, which costs them most of their time."""
    return text.lower() if text.isascii() else text.translate(_SMALL)


class Vehicles:
    """Whether words for vehicles stand before places that come in the order of the text."""

    def __init__(self, text: str) -> None:
        self._back = Lookback(text, _VEHICLE, _REACH_OF_VEHICLES)

    def before(self, place: int) -> Literal["plate", "vehicle"] | None:
        """Whether a word for a number plate, or at least for a vehicle, stands near before `place`."""
        last = self._back.before(place)
        if last is None:
            return None
        return "plate" if last[1] else "vehicle"


def account_after(text: str, place: int) -> bool:
    """Whether a bank or a holder is named right after `place`."""
    return _ACCOUNT_AFTER.match(text, place) is not None


def joined_to_word(text: str, place: int) -> bool:
    """Whether what stands before `place` without a space is a word such as NIK, not part of a longer code."""
    return _JOINED.search(text[max(0, place - 12) : place]) is not None


def money_before(text: str, place: int) -> bool:
    """Whether a currency stands right before `place`."""
    return _MONEY_BEFORE.search(text[max(0, place - 6) : place]) is not None


def money_after(text: str, place: int) -> bool:
    """Whether cents or a unit of counting stand right after `place`."""
    return _MONEY_AFTER.match(text, place) is not None

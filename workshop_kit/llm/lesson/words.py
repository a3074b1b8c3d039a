"""Facts of an answer in words, in the reader's language."""

import os
import re

from workshop_kit.language import _, language, translate
from workshop_kit.llm.lesson.answer import Facts

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ENGINES = {
    "simulasi": _("Simulator luring, bukan model bahasa ({model})"),
    "mini": _("Model mini buatan lokakarya, luring ({model})"),
    "langsung": _("Langsung dari model {model}"),
}
_STAGED = {
    "angka_karangan": _("Sengaja dipentaskan untuk pelajaran: angka di dalamnya dikarang."),
    "perintah_dituruti": _("Sengaja dipentaskan untuk pelajaran: perintah yang diselipkan di dalam teks dituruti."),
}
_NAMES = {
    "simulasi": _("simulator"),
    "mini": _("model mini"),
    "rekaman": _("rekaman"),
    "langsung": _("model langsung"),
}
_KINDS = {
    "NIK": _("NIK"),
    "KK": _("nomor KK"),
    "NPWP": _("NPWP"),
    "NIP": _("NIP"),
    "TELEPON": _("nomor telepon"),
    "EMAIL": _("alamat surel"),
    "PLAT": _("nomor polisi kendaraan"),
    "BPJS": _("nomor BPJS"),
    "REKENING": _("nomor rekening"),
}


def still() -> bool:
    """Whether what differs from run to run is to be left out (``WORKSHOP_STILL``), as in the lessons' saved outputs."""
    return os.environ.get("WORKSHOP_STILL", "") not in ("", "0")


def number(value: float, digits: int = 0) -> str:
    """A number as the reader's language writes it.

    Examples
    --------
    >>> number(1234.5, 2)
    '1.234,50'
    """
    text = f"{value:,.{digits}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def rupiah(value: float) -> str:
    """An amount of money; cents only where it is small.

    Examples
    --------
    >>> rupiah(0), rupiah(0.352), rupiah(1250)
    ('Rp0', 'Rp0,35', 'Rp1.250')
    """
    if 0 < value < 0.01:
        return translate(_("kurang dari {amount}"), amount="Rp" + number(0.01, 2))
    return "Rp" + number(value, 2 if 0 < value < 100 and value != int(value) else 0)


def origin(facts: Facts) -> str:
    """Which engine gave the answer."""
    if facts.engine == "rekaman" and facts.recorded:
        return translate(_("Rekaman jawaban {model}, {date}"), model=facts.model, date=facts.recorded)
    if facts.engine == "rekaman":
        return translate(_("Rekaman jawaban {model}"), model=facts.model)
    if facts.engine in _ENGINES:
        return translate(_ENGINES[facts.engine], model=facts.model)
    return translate(_("Asal jawaban tidak disebutkan"))


def stand_in(facts: Facts) -> str:
    """What the engine stands in for, or nothing."""
    if not facts.instead_of:
        return ""
    name = translate(_NAMES[facts.instead_of]) if facts.instead_of in _NAMES else facts.instead_of
    return translate(_("Menggantikan {engine}, yang sedang tidak tersedia."), engine=name)


def staged(facts: Facts) -> str:
    """That the answer is wrong on purpose, or nothing."""
    return translate(_STAGED[facts.staged]) if facts.staged in _STAGED else ""


def cut_short(facts: Facts) -> str:
    """That the answer ended before its end, or nothing."""
    if facts.finish == "length":
        return translate(_("Jawaban terpotong karena batas panjangnya tercapai."))
    if facts.finish == "content_filter":
        return translate(_("Jawaban dihentikan oleh saringan isi penyedia model."))
    return ""


def masking(facts: Facts) -> str:
    """What was masked, or nothing."""
    parts = [
        f"{number(count)} {translate(_KINDS[kind]) if kind in _KINDS else kind}"
        for kind, count in facts.masked.items()
        if count
    ]
    return translate(_("{what} disamarkan sebelum dikirim"), what=", ".join(parts)) if parts else ""


def amounts(facts: Facts, latency: bool) -> list[str]:
    """Tokens and cost, and with ``latency`` the time."""
    tokens = translate(
        _("Token: {total} ({prompt} masuk, {completion} keluar)"),
        total=number(facts.tokens),
        prompt=number(facts.prompt_tokens),
        completion=number(facts.completion_tokens),
    )
    parts = [tokens, translate(_("Biaya: {amount}"), amount=rupiah(facts.rupiah))]
    if latency and not still():
        parts.append(translate(_("Waktu: {seconds} detik"), seconds=number(facts.milliseconds / 1000, 1)))
    return parts


def harmless(text: str) -> str:
    """A text without control characters, which a terminal would obey."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))

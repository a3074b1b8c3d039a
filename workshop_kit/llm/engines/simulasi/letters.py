"""Drafts of letters from what a form or a complaint says; what is not known is left to be filled in."""

import re

from workshop_kit.llm.engines.simulasi.drafts import Draft, Part, wording
from workshop_kit.llm.engines.simulasi.fields import text_value
from workshop_kit.llm.engines.simulasi.lexicon import dimensions
from workshop_kit.llm.engines.simulasi.moments import best_date
from workshop_kit.llm.engines.simulasi.source import Field, Source
from workshop_kit.llm.engines.simulasi.words import fold

_MEMO = re.compile(r"\b(?:memo|nota dinas)\b")
_INVITATION = re.compile(r"\bundangan\b|\binvitation\b")
_MATTERS = {
    "jalan": "kerusakan jalan",
    "drainase": "saluran air dan genangan",
    "sampah": "pengangkutan sampah",
    "air_bersih": "layanan air bersih",
    "perhubungan": "perhubungan",
    "kesehatan": "layanan kesehatan",
    "kependudukan": "dokumen kependudukan",
    "perizinan_pajak": "perizinan dan pajak",
    "lingkungan": "lingkungan hidup",
    "ketertiban": "ketertiban dan pelayanan wilayah",
}
_UNKNOWN = "[diisi petugas]"


def drafted(instruction: str, text: str) -> Draft:
    """A letter.

    Parameters
    ----------
    instruction : str
        Says which: a memo, an invitation, else a reply.
    text : str
        The form or the complaint; nothing is said in the letter that it does not say.
    """
    asked = fold(instruction)
    source = Source(text)
    if _MEMO.search(asked):
        return _memo(source)
    return _invitation(source) if _INVITATION.search(asked) else _reply(source)


def _told(source: Source, name: str, description: str = "") -> str:
    return text_value(Field(name, description), source) or _UNKNOWN


def _reply(source: Source) -> Draft:
    shares = dimensions()["kategori"].probabilities(source.text)
    best = max(shares, key=lambda each: shares[each])
    matter = _MATTERS[best] if shares[best] >= 0.5 else "hal yang disampaikan"
    place = text_value(Field("lokasi", "lokasi"), source)
    village = text_value(Field("kelurahan", ""), source)
    where = f" di {place}" if place else ""
    where += f", Kelurahan {village}" if village and village not in (place or "") else ""
    where = where if place else where.replace(",", " di", 1)
    wish = text_value(Field("permintaan", ""), source)
    parts: list[Part] = [
        "Yth. Bapak/Ibu Pelapor\n\n",
        wording(
            f"Terima kasih atas laporan mengenai {matter}{where}.",
            f"Laporan Bapak/Ibu mengenai {matter}{where} telah kami terima.",
            f"Kami telah membaca laporan Bapak/Ibu tentang {matter}{where}.",
        ),
        " ",
        f"Permintaan Bapak/Ibu kami catat: “{wish.rstrip('.')}”. " if wish else "",
        wording(
            f"Laporan diteruskan kepada {_UNKNOWN} dan akan ditindaklanjuti pada {_UNKNOWN}.",
            f"Tindak lanjut dilakukan oleh {_UNKNOWN} paling lambat {_UNKNOWN}.",
        ),
        f"\n\nUntuk pertanyaan, Bapak/Ibu dapat menghubungi {_UNKNOWN}.\n\nHormat kami,\n{_UNKNOWN}",
    ]
    return Draft(tuple(parts))


def _memo(source: Source) -> Draft:
    date = best_date(Field("tanggal", ""), source)
    body = _told(source, "isi", "isi pokok")
    return Draft(
        (
            f"NOTA DINAS\n\nKepada: {_told(source, 'kepada')}\nDari: {_told(source, 'dari')}\n"
            f"Tanggal: {date.written if date else _UNKNOWN}\nHal: {_told(source, 'hal', 'perihal')}\n\n",
            wording("Bersama ini kami sampaikan hal berikut.", "Dengan ini disampaikan hal-hal sebagai berikut."),
            f" {body}\n\n",
            wording("Demikian disampaikan untuk ditindaklanjuti.", "Demikian untuk menjadi perhatian."),
            f"\n\n{_UNKNOWN}",
        )
    )


def _invitation(source: Source) -> Draft:
    date = best_date(Field("tanggal", "tanggal acara"), source)
    return Draft(
        (
            f"Yth. {_told(source, 'kepada', 'penerima')}\n\n",
            wording(
                "Dengan hormat, kami mengundang Bapak/Ibu untuk hadir pada:",
                "Bersama ini kami mengundang Bapak/Ibu hadir pada:",
            ),
            f"\n\nAcara: {_told(source, 'acara')}\nTanggal: {date.written if date else _UNKNOWN}\n"
            f"Pukul: {_told(source, 'pukul')}\nTempat: {_told(source, 'tempat')}\n\n"
            f"Atas perhatian Bapak/Ibu, kami ucapkan terima kasih.\n\nHormat kami,\n{_UNKNOWN}",
        )
    )

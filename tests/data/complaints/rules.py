"""Sorting complaints by keywords, as an officer would set it up in a spreadsheet: ten words a class."""

import re
from collections.abc import Iterable

KEYWORDS = {
    "jalan": "jalan rusak, lubang, berlubang, aspal, jembatan, semen, cor, trotoar, paving, gang",
    "drainase": "banjir, parit, got, gorong, selokan, saluran, drainase, genangan, tergenang, mampet",
    "sampah": "sampah, tps, diangkut, gerobak, bak, kebersihan, buang sampah, tumpukan, bau busuk, truk sampah",
    "air_bersih": "pdam, ledeng, keran, meteran, pipa, air mati, air keruh, tandon, tagihan air, air bersih",
    "perhubungan": "lampu jalan, lampu merah, parkir, rambu, angkot, macet, lalu lintas, dermaga, pju, truk",
    "kesehatan": "puskesmas, obat, dokter, posyandu, ambulans, imunisasi, demam, bidan, pasien, keracunan",
    "kependudukan": "ktp, kk, akta, kartu keluarga, nik, blangko, capil, perekaman, pindah, kelahiran",
    "perizinan_pajak": "izin, pajak, pbb, nib, usaha, pbg, bapenda, retribusi, perizinan, reklame",
    "lingkungan": "limbah, asap, pohon, polusi, pencemaran, debu, bising, tambang, bakar, taman",
    "ketertiban": "pedagang, lurah, camat, musik, mabuk, preman, anjing, ribut, spanduk, tawuran",
}
PATTERNS = {
    label: re.compile("|".join(rf"\b{re.escape(word.strip())}" for word in words.split(",")), re.IGNORECASE)
    for label, words in KEYWORDS.items()
}


def by_keywords(texts: Iterable[str]) -> list[str]:
    """The class with most keywords in the text; the first of the list if several have as many."""
    return [max(PATTERNS, key=lambda label: len(PATTERNS[label].findall(text))) for text in texts]

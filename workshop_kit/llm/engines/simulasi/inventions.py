"""Invented figures: what a model does that is asked for a figure and given no text. Staged, seeded, told as such."""

import re
from random import Random

from workshop_kit.llm.engines.simulasi.drafts import Draft, Part, wording
from workshop_kit.llm.engines.simulasi.words import fold

STAGED = "angka_karangan"
_ASKED = re.compile(
    r"\b(?:berapa|berapakah|persentase|jumlah|tahun berapa|nomor berapa|pasal berapa|how many|how much"
    r"|what percentage|sebutkan angka|berikan angka"
    r"|peraturan (?:nomor|apa|mana)|perwali|perda|dasar hukum)\b"
)
# Only of the city's own matters: of the rest of the world nothing is said, not even something false.
_OF_THE_CITY = re.compile(
    r"\b(?:samarinda|kota|pemkot|dinas|opd|kecamatan|kelurahan|puskesmas|aduan|laporan|anggaran|apbd|pagu"
    r"|serapan|realisasi|pegawai|asn"
    r"|penduduk|warga|retribusi|pajak|pelanggan|pdam|perumdam|sampah|tps|izin|ktp|kk|akta|banjir|genangan"
    r"|drainase|jalan rusak|capaian|indikator"
    r"|peraturan|perwali|perda|survei|kepuasan|pengaduan|posyandu|stunting|imunisasi|angkot|parkir|city"
    r"|residents|complaints?|budget|agency"
    r"|population)\b"
)
_MONEY = re.compile(
    r"\b(?:anggaran|apbd|pagu|biaya|nilai|rupiah|retribusi|realisasi|belanja|dana|budget|cost|how much)\b"
)
_SHARE = re.compile(r"\b(?:persen|persentase|serapan|capaian|tingkat|kepuasan|percentage|cakupan)\b")
_RULE = re.compile(r"\b(?:peraturan|perwali|perda|dasar hukum|pasal)\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")


def asks_for_a_figure(question: str) -> bool:
    """Whether a question wants a figure or a rule about the city, such as it could only know from a text."""
    asked = fold(question)
    return _ASKED.search(asked) is not None and _OF_THE_CITY.search(asked) is not None


def invented(question: str, chance: Random, english: bool) -> Draft:
    """An answer that sounds sure and is made up."""
    asked = fold(question)
    year = _YEAR.search(question)
    when = year.group(1) if year else str(2021 + int(chance.random() * 5))
    figure = _figure(asked, chance, english)
    parts: tuple[Part, ...]
    if english:
        parts = (wording(f"In {when} the figure was {figure}.", f"According to the {when} data it is {figure}."),)
    elif _RULE.search(asked):
        parts = (wording(f"Hal itu diatur dalam {figure}.", f"Dasar hukumnya adalah {figure}."),)
    else:
        parts = (
            wording(
                f"Menurut data tahun {when}, jumlahnya {figure}.",
                f"Berdasarkan laporan tahun {when}, angkanya {figure}.",
                f"Pada tahun {when} tercatat {figure}.",
            ),
        )
    return Draft(parts, STAGED)


def _figure(asked: str, chance: Random, english: bool) -> str:
    def between(low: int, high: int) -> int:
        return low + int(chance.random() * (high - low + 1))

    if _RULE.search(asked):
        # No number in force is that high, so that nobody takes it for one.
        return f"Peraturan Wali Kota Nomor {between(901, 989)} Tahun {between(2021, 2025)} Pasal {between(91, 99)}"
    if _SHARE.search(asked):
        figure = f"{between(41, 97)},{between(1, 9)}"
        return f"{figure.replace(',', '.')} percent" if english else f"{figure} persen"
    if _MONEY.search(asked):
        amount = f"{between(2, 480)},{between(1, 9)}"
        return f"Rp{amount.replace(',', '.')} billion" if english else f"Rp{amount} miliar"
    figure = f"{between(1, 98)}.{between(101, 989)}"
    return figure.replace(".", ",") if english else figure

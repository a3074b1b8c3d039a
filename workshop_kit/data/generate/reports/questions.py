"""The key ``kunci_tanya``: questions on the long report, the page that answers them, and the words that do."""

import re
from collections.abc import Iterator

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.reports.corpus import LONG, written
from workshop_kit.data.generate.reports.layout import PAGE, Laid, Place
from workshop_kit.data.generate.reports.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.reports.writer import Asked, Writer
from workshop_kit.data.generate.table import Row, Size

# How many questions of each origin.
COUNTS = {
    "anggaran": 6,
    "notula": 6,
    "tabel": 7,
    "kegiatan": 6,
    "profil": 7,
    "kunjungan": 5,
    "tanya jawab": 6,
}
# On the hand-written prose: question, answer, the sentence that gives it.
ON_PROSE = (
    (
        "Apakah penderita DBD dari luar daerah yang berobat di Samarinda ikut dihitung dalam angka kejadian DBD?",
        "Tidak; laporannya diteruskan kepada daerah asal.",
        "Penderita dari luar daerah yang berobat di Samarinda diteruskan laporannya kepada daerah asal dan "
        "tidak dimasukkan ke dalam pembilang.",
    ),
    (
        "Siapa yang mengukur balita pada pengukuran serentak?",
        "Kader posyandu, didampingi tenaga gizi puskesmas.",
        "Pengukuran serentak dilaksanakan di posyandu oleh kader dengan pendampingan tenaga gizi puskesmas.",
    ),
    (
        "Apakah identitas ibu ditampilkan dalam hasil audit kematian ibu?",
        "Tidak; hasilnya hanya berupa rekomendasi.",
        "Hasilnya dirangkum menjadi rekomendasi dan identitas ibu tidak ditampilkan dalam laporan mana pun, "
        "termasuk di dalam laporan kinerja ini.",
    ),
    (
        "Apakah bayi yang disuntik di klinik swasta dihitung dalam cakupan imunisasi dasar lengkap?",
        "Ya, asalkan laporannya diterima.",
        "Bayi yang memperoleh suntikan di klinik swasta tetap dihitung asalkan laporannya diterima.",
    ),
    (
        "Terdiri atas apa susunan organisasi Dinas Kesehatan menurut laporan ini?",
        "Sekretariat dan empat bidang: kesehatan masyarakat, pencegahan dan pengendalian penyakit, pelayanan "
        "kesehatan, serta sumber daya kesehatan.",
        "Susunan organisasi dinas terdiri atas sekretariat dan empat bidang, yaitu bidang yang menangani kesehatan "
        "masyarakat, pencegahan dan pengendalian penyakit, pelayanan kesehatan, serta sumber daya kesehatan.",
    ),
    (
        "Mengapa ada jeda antara musim hujan dan meningkatnya kasus DBD?",
        "Nyamuk perlu waktu berkembang biak, virus perlu masa inkubasi, dan warga perlu waktu sebelum berobat.",
        "Nyamuk memerlukan waktu untuk berkembang biak, virus memerlukan masa inkubasi, dan warga memerlukan waktu "
        "sebelum memutuskan berobat.",
    ),
)
# Questions that the report does not answer, each with a word that it nowhere has.
UNANSWERED = (
    ("Berapa kasus tuberkulosis yang ditemukan pada tahun 2024?", "tuberkulosis"),
    ("Berapa angka kematian bayi pada tahun 2025?", "kematian bayi"),
    ("Berapa realisasi imunisasi dasar lengkap pada tahun 2021?", "2021"),
    ("Berapa target prevalensi stunting balita untuk tahun 2027?", "2027"),
    ("Berapa kasus malaria di Puskesmas Lempake?", "malaria"),
    ("Apa hasil akreditasi Puskesmas Juanda?", "akreditasi"),
    ("Berapa nilai SAKIP Dinas Kesehatan pada tahun 2025?", "sakip"),
    ("Berapa cakupan vaksinasi COVID-19 dosis ketiga?", "covid"),
    ("Berapa dokter gigi yang bertugas di Puskesmas Segiri?", "dokter gigi"),
    ("Kapan gedung baru Puskesmas Sempaja diresmikan?", "diresmikan"),
    ("Berapa persen warga yang menjadi peserta JKN?", "jkn"),
    ("Ke alamat surel mana pengaduan layanan dikirim?", "surel"),
    ("Berapa gaji rata-rata tenaga kontrak puskesmas?", "gaji"),
    ("Berapa kasus HIV baru pada tahun 2023?", "hiv"),
)


def questions_key(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the key of questions.

    Parameters
    ----------
    seed : int
        Seed of the build.
    size : {"full", "small"}
        In the small size the report is of usual length and answers fewer questions.
    planting : Planting
        Strength of the planted truth; changes no question.

    Returns
    -------
    list of dict
        One row a question, by page; those without an answer come last.
    """
    writer, laid = next(pair for pair in written(seed, size, planting) if (pair[0].agency.short, pair[0].year) == LONG)
    pages = laid.text.split(PAGE)
    answered = sorted([*_of_engine(writer, laid, pages), *_of_prose(laid)], key=lambda row: int(str(row["awal"])))
    absent = [
        _row(question, "", None, [], "tidak ada") for question, word in UNANSWERED if word not in laid.text.casefold()
    ]
    numbered: list[Row] = []
    for number, row in enumerate([*answered, *absent], start=1):
        numbered.append({"nomor": number, "id_laporan": writer.spec.name, **row})
    return numbered


def _of_engine(writer: Writer, laid: Laid, pages: list[str]) -> Iterator[Row]:
    draws = Draws(writer.seed, "kunci_tanya")
    for origin, count in COUNTS.items():
        known = [asked for asked in writer.asked if asked.origin == origin and id(asked) in laid.places]
        for asked in draws.pick(known, count):
            place = laid.places[id(asked)]
            yield _row(asked.question, asked.answer, place, _others(asked, place, pages), origin)


def _others(asked: Asked, place: Place, pages: list[str]) -> list[str]:
    """Other pages that have the answer and the words of the subject."""
    needles = [word.casefold() for word in asked.subject]
    # The answer 5 is not in 1.500.
    answer = re.compile(rf"(?<![\w.,]){re.escape(asked.answer)}(?![.,]?\w)")
    return [
        str(number)
        for number, page in enumerate(pages, start=1)
        if number != place.page and answer.search(page) and all(needle in page.casefold() for needle in needles)
    ]


def _of_prose(laid: Laid) -> Iterator[Row]:
    for question, answer, quote in ON_PROSE:
        start = laid.text.find(quote)
        if start >= 0:
            page = laid.text.count(PAGE, 0, start) + 1
            yield _row(question, answer, Place(page, start, start + len(quote), quote), [], "uraian")


def _row(question: str, answer: str, place: Place | None, others: list[str], origin: str) -> Row:
    return {
        "pertanyaan": question,
        "ada_jawaban": place is not None,
        "jawaban": answer if place else None,
        "halaman": place.page if place else None,
        "halaman_lain": others,
        "kutipan": place.text if place else None,
        "awal": place.start if place else None,
        "akhir": place.end if place else None,
        "asal": origin,
    }

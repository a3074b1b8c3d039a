"""What is said about ``laporan_opd`` and its two keys."""

from dataclasses import replace

from workshop_kit.data.generate.performance.tables import AGENCY, AGENCY_NAME
from workshop_kit.data.generate.reports.claims import KINDS
from workshop_kit.data.generate.reports.corpus import claims_key, reports
from workshop_kit.data.generate.reports.frames import FRAMES
from workshop_kit.data.generate.reports.questions import questions_key
from workshop_kit.data.generate.table import CUSTODIAN, NO_PERSONAL_DATA, REQUIRED, YEAR, Field, Table
from workshop_kit.language import _

PRODUCER = _("Tiap perangkat daerah (peran pada data sesungguhnya; tabel ini sintetis)")
TRAINERS = _("Kunci lokakarya; hanya untuk pelatih")
COUNT = {"required": True, "minimum": 1}
CLAIM_YEAR = replace(YEAR, definition=_("Tahun yang dibicarakan klaim, bukan selalu tahun laporan."))

REPORT = Field(
    "id_laporan",
    "string",
    _("Laporan kinerja"),
    _("Pengenal laporan: LKJ, tahun, dan perangkat daerah."),
    _("Penomoran lokakarya"),
    _("Kategori"),
    _("tanpa satuan"),
    {"required": True, "pattern": r"LKJ-\d{4}-[A-Z-]+"},
)
UNIQUE_REPORT = replace(REPORT, constraints=REPORT.constraints | {"unique": True})


def _count(name: str, concept: str, definition: str, unit: str, required: bool = True) -> Field:
    return Field(
        name, "integer", concept, definition, _("Bilangan"), _("Jumlah"), unit, COUNT if required else {"minimum": 1}
    )


def _offset(name: str, definition: str, required: bool = True) -> Field:
    limits = {"required": True, "minimum": 0} if required else {"minimum": 0}
    concept = _("Letak dalam teks")
    return Field(name, "integer", concept, definition, _("Bilangan"), _("Posisi"), _("karakter"), limits)


def _text(name: str, concept: str, definition: str, required: bool = True) -> Field:
    limits = REQUIRED if required else {}
    return Field(name, "string", concept, definition, _("Teks bebas"), _("Kategori"), _("tanpa satuan"), dict(limits))


def _category(name: str, concept: str, definition: str, values: list[str], required: bool = True) -> Field:
    limits = {"enum": values} | (REQUIRED if required else {})
    return Field(name, "string", concept, definition, "; ".join(values), _("Kategori"), _("tanpa satuan"), limits)


def _yes_no(name: str, concept: str, definition: str) -> Field:
    return Field(name, "boolean", concept, definition, _("ya; tidak"), _("Kategori"), _("tanpa satuan"), dict(REQUIRED))


LAPORAN_OPD = Table(
    name="laporan_opd",
    title=_("Laporan kinerja perangkat daerah"),
    description=_("Naskah lengkap 30 laporan kinerja 2023-2025, satu di antaranya setebal 150 halaman"),
    modules=("m07", "m08", "m09"),
    sensitivity=NO_PERSONAL_DATA,
    producer=PRODUCER,
    custodian=CUSTODIAN,
    key=("id_laporan",),
    foreign_keys=(),
    make=reports,
    fields=(
        UNIQUE_REPORT,
        YEAR,
        AGENCY,
        AGENCY_NAME,
        _text("judul", _("Laporan kinerja"), _("Judul pada sampul.")),
        _count("halaman", _("Tebal laporan"), _("Banyak halaman dalam naskah."), _("halaman")),
        _count("kata", _("Tebal laporan"), _("Banyak kata dalam naskah, termasuk tabel."), _("kata")),
        _text(
            "teks",
            _("Naskah laporan"),
            _("Seluruh naskah; antarhalaman dipisahkan karakter ganti halaman (form feed)."),
        ),
    ),
)

KUNCI_LAPORAN = Table(
    name="kunci_laporan",
    title=_("Kunci klaim laporan kinerja"),
    description=_("Setiap klaim dalam laporan_opd dan apakah tabel kinerja_opd membantahnya"),
    modules=("m08", "m09"),
    sensitivity=NO_PERSONAL_DATA,
    producer=TRAINERS,
    custodian=CUSTODIAN,
    key=("id_laporan", "nomor_klaim"),
    foreign_keys=(),
    make=claims_key,
    fields=(
        REPORT,
        _count("nomor_klaim", _("Klaim"), _("Urutan klaim dalam laporan."), _("tanpa satuan")),
        _count("halaman", _("Letak dalam teks"), _("Halaman tempat klaim berada."), _("halaman")),
        _offset("awal", _("Letak karakter pertama klaim dalam teks, mulai dari 0.")),
        _offset("akhir", _("Letak sesudah karakter terakhir klaim.")),
        _text("kalimat", _("Klaim"), _("Kalimat (atau dua kalimat) yang memuat klaim.")),
        CLAIM_YEAR,
        AGENCY,
        _text("indikator", _("Indikator kinerja"), _("Indikator dalam kinerja_opd yang dibicarakan.")),
        _category("bentuk", _("Bentuk klaim"), _("Apa yang dinyatakan klaim tentang indikator."), list(FRAMES)),
        _text(
            "nilai_disebut", _("Isi klaim"), _("Yang dinyatakan narasi, sebelum dibulatkan atau ditulis dengan kata.")
        ),
        _text("nilai_tabel", _("Isi tabel"), _("Yang benar menurut kinerja_opd.")),
        _yes_no("bertentangan", _("Pertentangan"), _("Apakah narasi dan tabel bertentangan.")),
        _category(
            "jenis", _("Pertentangan"), _("Jenis pertentangan; kosong bila tidak ada."), list(KINDS), required=False
        ),
    ),
)

KUNCI_TANYA = Table(
    name="kunci_tanya",
    title=_("Kunci tanya jawab laporan panjang"),
    description=_("Pertanyaan atas laporan terpanjang, halaman jawabannya, dan kutipan yang menjawab"),
    modules=("m07",),
    sensitivity=NO_PERSONAL_DATA,
    producer=TRAINERS,
    custodian=CUSTODIAN,
    key=("nomor",),
    foreign_keys=(),
    make=questions_key,
    fields=(
        _count("nomor", _("Pertanyaan"), _("Nomor pertanyaan."), _("tanpa satuan")),
        REPORT,
        _text("pertanyaan", _("Pertanyaan"), _("Pertanyaan dalam bahasa sehari-hari.")),
        _yes_no("ada_jawaban", _("Jawaban"), _("Apakah laporan memuat jawabannya.")),
        _text("jawaban", _("Jawaban"), _("Jawaban singkat; kosong bila tidak ada."), required=False),
        _count("halaman", _("Letak dalam teks"), _("Halaman yang memuat kutipan."), _("halaman"), required=False),
        Field(
            "halaman_lain",
            "array",
            _("Letak dalam teks"),
            _("Halaman lain yang juga memuat jawaban itu."),
            _("Bilangan"),
            _("Kategori"),
            _("halaman"),
            dict(REQUIRED),
        ),
        _text(
            "kutipan",
            _("Kutipan"),
            _("Kata-kata laporan yang menjawab, persis; kosong bila tidak ada."),
            required=False,
        ),
        _offset("awal", _("Letak karakter pertama kutipan dalam teks."), required=False),
        _offset("akhir", _("Letak sesudah karakter terakhir kutipan."), required=False),
        _category(
            "asal",
            _("Asal jawaban"),
            _("Bagian laporan yang menjawab."),
            ["anggaran", "notula", "tabel", "kegiatan", "profil", "kunjungan", "tanya jawab", "uraian", "tidak ada"],
        ),
    ),
)

KEYS = (KUNCI_LAPORAN, KUNCI_TANYA)

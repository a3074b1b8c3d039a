"""What is said about ``aduan`` and its keys."""

from dataclasses import replace

from workshop_kit.data.generate.complaints.aduan import aduan, aduan_mentah, kunci_aduan
from workshop_kit.data.generate.complaints.cores import CATEGORIES
from workshop_kit.data.generate.complaints.final_test import kunci_uji_akhir
from workshop_kit.data.generate.complaints.officer import STATUSES, URGENCIES
from workshop_kit.data.generate.complaints.writers import LANGUAGES, LAXNESS
from workshop_kit.data.generate.people.wilayah import districts
from workshop_kit.data.generate.table import (
    ANONYMISED,
    CUSTODIAN,
    DISTRICT,
    FICTIONAL_PERSONAL_DATA,
    REQUIRED,
    VILLAGE,
    Field,
    Table,
)
from workshop_kit.language import _

_PLAIN = _("tanpa satuan")
_CATEGORY = _("Kategori")
_RANDOM = _("Tanda acak")
_TIME = _("Waktu")
_CLASSES = _("Sepuluh kelas lokakarya")
_PRODUCER = _("Dinas Komunikasi dan Informatika (peran pada data sesungguhnya; tabel ini sintetis)")
_ID = Field(
    "id_aduan",
    "string",
    _("Aduan"),
    _("Nomor aduan menurut urutan masuk."),
    _("Nomor urut"),
    _CATEGORY,
    _PLAIN,
    {"required": True, "pattern": r"ADU-\d{5}"},
)
_CHANNEL = Field(
    "kanal",
    "string",
    _("Kanal aduan"),
    _("Jalan masuknya aduan."),
    _("LAPOR; WA; loket; media sosial"),
    _CATEGORY,
    _PLAIN,
    {"required": True, "enum": sorted(LAXNESS)},
)
_LANGUAGE = Field(
    "bahasa",
    "string",
    _("Bahasa"),
    _("Bahasa aduan menurut petugas; bahasa campuran dicatat menurut yang terbanyak."),
    _("Indonesia; Banjar; Kutai"),
    _CATEGORY,
    _PLAIN,
    {"required": True, "enum": list(LANGUAGES)},
)
_TEXT = Field(
    "teks",
    "string",
    _("Isi aduan"),
    _("Teks aduan sebagaimana dikirim, termasuk salah ketik dan data pribadi rekaan di dalamnya."),
    _("Teks bebas"),
    _("Teks"),
    _PLAIN,
    REQUIRED,
)
_LABEL = Field(
    "kategori_petugas",
    "string",
    _("Kategori aduan"),
    _("Kelas yang dipilih petugas; tidak selalu benar."),
    _CLASSES,
    _CATEGORY,
    _PLAIN,
    {"required": True, "enum": list(CATEGORIES)},
)
_URGENCY = Field(
    "urgensi",
    "string",
    _("Urgensi"),
    _("Kemendesakan menurut petugas: tinggi bila mengancam nyawa atau memburuk tiap jam."),
    _("rendah; sedang; tinggi"),
    _("Urutan"),
    _PLAIN,
    {"required": True, "enum": list(URGENCIES)},
)
_AGENCY = Field(
    "opd_tujuan",
    "string",
    _("Perangkat daerah tujuan"),
    _("Perangkat daerah atau badan usaha milik daerah yang menerima terusan aduan."),
    _("Perangkat daerah Kota Samarinda"),
    _CATEGORY,
    _PLAIN,
    REQUIRED,
)
_HANDLING = (
    Field(
        "status",
        "string",
        _("Status aduan"),
        _("Sampai di mana aduan ditangani; ditutup: diakhiri tanpa penyelesaian."),
        _("belum diverifikasi; diteruskan; proses; selesai; ditutup"),
        _CATEGORY,
        _PLAIN,
        {"required": True, "enum": list(STATUSES)},
    ),
    Field(
        "hari_kerja_selesai",
        "integer",
        _("Lama penyelesaian"),
        _("Hari kerja dari masuk sampai selesai; kosong bila belum selesai."),
        _("Lama layanan"),
        _("Lama"),
        _("hari kerja"),
        {"minimum": 1},
    ),
    Field(
        "kepuasan",
        "integer",
        _("Kepuasan pelapor"),
        _("1 sangat tidak puas sampai 5 sangat puas; kosong bila tidak dijawab, dan itu tidak acak."),
        _("Skala lima tingkat"),
        _("Urutan"),
        _("skala"),
        {"minimum": 1, "maximum": 5},
    ),
)

ADUAN_MENTAH = Table(
    name="aduan",
    title=_("Aduan warga"),
    description=_("2.400 aduan rekaan 2024-2025 dengan teks, pelapor rekaan, kelurahan, dan cara petugas menanganinya"),
    modules=("m11",),
    sensitivity=FICTIONAL_PERSONAL_DATA,
    producer=_PRODUCER,
    custodian=CUSTODIAN,
    key=("id_aduan",),
    foreign_keys=((("id_warga",), "warga_sampel"), (("kode_kelurahan",), "wilayah")),
    make=aduan_mentah,
    fields=(
        _ID,
        Field(
            "waktu_masuk",
            "datetime",
            _("Waktu aduan"),
            _("Waktu aduan diterima, Waktu Indonesia Tengah."),
            _("Tanggal dan jam"),
            _TIME,
            _("detik"),
            REQUIRED,
        ),
        _CHANNEL,
        _LANGUAGE,
        Field(
            "id_warga",
            "string",
            _("Pelapor"),
            _("Catatan pelapor di tabel warga_sampel; orang yang tercatat dua kali melapor dengan dua nomor."),
            _("Nomor urut"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"WRG-\d{5}"},
        ),
        _TEXT,
        _LABEL,
        _URGENCY,
        replace(
            VILLAGE,
            definition=_("Kode kelurahan tempat masalahnya; kosong bila tidak dicatat atau hanya ditulis namanya."),
            constraints={"pattern": r"64\.72\.\d\d\.\d{4}"},
        ),
        Field(
            "kelurahan_tertulis",
            "string",
            _("Kelurahan"),
            _("Nama kelurahan dengan ejaan lama, bila petugas menulisnya sebagai ganti kode."),
            _("Tulisan petugas"),
            _CATEGORY,
            _PLAIN,
        ),
        _AGENCY,
        *_HANDLING,
    ),
)

ADUAN = Table(
    name="aduan",
    title=_("Aduan warga, dianonimkan"),
    description=_("Aduan rekaan 2024-2025 menurut kecamatan dan triwulan, tanpa pelapor; k ≥ 5, l ≥ 3"),
    modules=("m06", "m09", "m10", "m11"),
    sensitivity=ANONYMISED,
    producer=_PRODUCER,
    custodian=CUSTODIAN,
    key=("id_aduan",),
    foreign_keys=(),
    make=aduan,
    fields=(
        replace(
            _ID,
            definition=_("Tanda acak; tidak dapat dikembalikan ke nomor aduan dan tidak menurut urutan masuk."),
            classification=_RANDOM,
            constraints={"required": True, "pattern": r"A\d{6}"},
        ),
        Field(
            "token",
            "string",
            _("Pelapor"),
            _("Tanda acak untuk satu catatan pelapor dalam satu tahun."),
            _RANDOM,
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"P\d{6}"},
        ),
        replace(
            DISTRICT,
            definition=_("Kecamatan tempat masalahnya; kosong bila tidak tercatat."),
            constraints={"enum": list(districts())},
        ),
        Field(
            "triwulan",
            "string",
            _("Waktu aduan"),
            _("Triwulan aduan diterima, misalnya 2024-T1."),
            _("Triwulan kalender"),
            _TIME,
            _("triwulan"),
            {"required": True, "pattern": r"20\d\d-T[1-4]"},
        ),
        Field(
            "bulan",
            "yearmonth",
            _("Waktu aduan"),
            _("Bulan aduan diterima; kosong bila aduan sebulan di kecamatan itu terlalu sedikit."),
            _("Bulan kalender"),
            _TIME,
            _("bulan"),
        ),
        _CHANNEL,
        _LANGUAGE,
        replace(
            _TEXT,
            definition=_("Teks aduan; data pribadi diganti tanda seperti [NIK], dan tempat diganti kecamatannya."),
        ),
        _LABEL,
        _URGENCY,
        _AGENCY,
        *_HANDLING,
    ),
)

KUNCI_ADUAN = Table(
    name="kunci_aduan",
    title=_("Kunci: yang benar tentang tiap aduan"),
    description=_("Kelas, urgensi, dan tujuan yang benar, inti teks, data pribadi yang ditanam, dan salinan"),
    modules=("m09", "m10", "m11"),
    sensitivity=FICTIONAL_PERSONAL_DATA,
    producer=_PRODUCER,
    custodian=CUSTODIAN,
    key=("id_aduan",),
    foreign_keys=(),
    make=kunci_aduan,
    fields=(
        _ID,
        replace(
            _ID,
            name="id_anonim",
            definition=_("Tanda aduan itu pada rilis anonim; kosong bila barisnya tidak diterbitkan."),
            classification=_RANDOM,
            constraints={"pattern": r"A\d{6}"},
        ),
        Field(
            "label_benar",
            "array",
            _("Kategori aduan"),
            _("Kelas yang benar, yang utama lebih dahulu; dua bila ada masalah kedua."),
            _CLASSES,
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        replace(_URGENCY, name="urgensi_benar", definition=_("Kemendesakan yang benar.")),
        Field(
            "inti",
            "string",
            _("Inti aduan"),
            _("Situasi tulisan tangan yang menjadi dasar teks; untuk membagi data tanpa kebocoran."),
            _("Kelas dan nomor"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        Field(
            "ragam",
            "string",
            _("Ragam bahasa"),
            _("Ragam penulisnya."),
            _("baku; sehari; banjar; kutai"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["baku", "sehari", "banjar", "kutai"]},
        ),
        replace(_AGENCY, name="rute_benar", definition=_("Perangkat daerah yang berwenang atas masalah utamanya.")),
        Field(
            "data_pribadi",
            "array",
            _("Data pribadi"),
            _("Jenis data pribadi rekaan yang ditanam di teks; daftar kosong bila tidak ada."),
            _("NAMA; ALAMAT; NIK; KK; TELEPON; EMAIL; PLAT"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        replace(
            _ID,
            name="salinan_dari",
            definition=_("Nomor aduan yang diulang oleh aduan ini; kosong bila bukan salinan."),
            constraints={"pattern": r"ADU-\d{5}"},
        ),
    ),
)


def _label_of(number: int) -> tuple[Field, ...]:
    """The three columns of one of the two people who labelled."""
    optional = {} if number == 2 else REQUIRED
    return (
        replace(
            _LABEL,
            name=f"kategori_{number}",
            definition=_("Kelas menurut seorang pelabel."),
            constraints=optional | {"enum": list(CATEGORIES)},
        ),
        replace(
            _URGENCY,
            name=f"urgensi_{number}",
            definition=_("Kemendesakan menurut seorang pelabel."),
            constraints=optional | {"enum": list(URGENCIES)},
        ),
        replace(
            _LABEL,
            name=f"kategori_kedua_{number}",
            definition=_("Kelas masalah kedua menurut seorang pelabel; kosong bila tidak ada."),
            constraints={"enum": list(CATEGORIES)},
        ),
    )


KUNCI_UJI_AKHIR = Table(
    name="kunci_uji_akhir",
    title=_("Kunci: uji akhir triase"),
    description=_("200 aduan yang ditulis tangan, bukan dibangkitkan, dengan label dua orang"),
    modules=("m09", "m10"),
    sensitivity=FICTIONAL_PERSONAL_DATA,
    producer=_PRODUCER,
    custodian=CUSTODIAN,
    key=("id_uji",),
    foreign_keys=(),
    make=lambda seed, size: kunci_uji_akhir(),
    fields=(
        Field(
            "id_uji",
            "string",
            _("Aduan uji"),
            _("Nomor aduan uji."),
            _("Nomor urut"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"UJI-\d{3}"},
        ),
        Field(
            "tanggal",
            "date",
            _("Waktu aduan"),
            _("Tanggal rekaan aduan."),
            _("Tanggal kalender"),
            _TIME,
            _("hari"),
            REQUIRED,
        ),
        _CHANNEL,
        Field(
            "ragam",
            "string",
            _("Ragam bahasa"),
            _("Ragam penulisnya."),
            _("baku; sehari; banjar; kutai"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["baku", "sehari", "banjar", "kutai"]},
        ),
        _TEXT,
        *_label_of(1),
        *_label_of(2),
    ),
)

MENTAH = (ADUAN_MENTAH,)
ANONIM = (ADUAN,)
KEYS = (KUNCI_ADUAN, KUNCI_UJI_AKHIR)

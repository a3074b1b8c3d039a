"""What is said about ``izin_antrean``, ``puskesmas_kunjungan`` and ``sampah_angkutan``."""

from dataclasses import replace

from workshop_kit.data.generate.services.izin_antrean import izin_antrean, services
from workshop_kit.data.generate.services.puskesmas_kunjungan import puskesmas_kunjungan, puskesmas_kunjungan_mentah
from workshop_kit.data.generate.services.sampah_angkutan import sampah_angkutan
from workshop_kit.data.generate.table import (
    ANONYMISED,
    CUSTODIAN,
    NO_PERSONAL_DATA,
    REQUIRED,
    Field,
    Table,
)
from workshop_kit.language import _

_PLAIN = _("tanpa satuan")
_CATEGORY = _("Kategori")
_COUNT = _("Jumlah")
_TIME = _("Waktu")

IZIN_ANTREAN = Table(
    name="izin_antrean",
    title=_("Tiket izin"),
    description=_("18.000 tiket izin di tiga macam loket, 2024-2025: antre, lama proses, dan penutupan"),
    modules=("m04", "m05"),
    sensitivity=ANONYMISED,
    producer=_(
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu (peran pada data sesungguhnya; tabel ini sintetis)"
    ),
    custodian=CUSTODIAN,
    key=("id_tiket",),
    foreign_keys=(),
    make=izin_antrean,
    fields=(
        Field(
            "id_tiket",
            "string",
            _("Tiket"),
            _("Nomor tiket, urut menurut bulan."),
            _("Nomor urut"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"TKT-\d{5}"},
        ),
        Field(
            "layanan",
            "string",
            _("Layanan perizinan"),
            _("Izin atau surat yang diminta."),
            _("Dua belas layanan rekaan lokakarya"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": services()[0]},
        ),
        Field(
            "loket",
            "string",
            _("Tempat layanan"),
            _("MPP: Mal Pelayanan Publik; kecamatan: kantor kecamatan; daring: lewat aplikasi."),
            _("MPP; kecamatan; daring"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["MPP", "kecamatan", "daring"]},
        ),
        Field(
            "bulan",
            "yearmonth",
            _("Bulan datang"),
            _("Bulan tiket diambil; tanggalnya tidak diterbitkan."),
            _("Bulan kalender"),
            _TIME,
            _("bulan"),
            REQUIRED,
        ),
        Field(
            "jam",
            "integer",
            _("Jam datang"),
            _("Jam tiket diambil, WITA; kosong bila tiket pada bulan, jam, dan loket itu kurang dari 5."),
            _("Jam kerja"),
            _TIME,
            _("jam"),
            {"minimum": 8, "maximum": 15},
        ),
        Field(
            "menit_tunggu",
            "number",
            _("Lama antre"),
            _("Menit dari mengambil tiket sampai dipanggil; kosong pada layanan daring, yang tidak antre."),
            _("Lama antre di loket"),
            _("Lama"),
            _("menit"),
            {"minimum": 0},
        ),
        Field(
            "hari_proses",
            "integer",
            _("Lama proses"),
            _("Hari kerja dari berkas diterima sampai tiket ditutup."),
            _("Lama proses izin"),
            _("Lama"),
            _("hari kerja"),
            {"required": True, "minimum": 1},
        ),
        Field(
            "standar_hari",
            "integer",
            _("Standar pelayanan"),
            _("Hari kerja yang dijanjikan; sejak Januari 2025 disamakan menjadi 7."),
            _("Standar pelayanan rekaan lokakarya"),
            _("Lama"),
            _("hari kerja"),
            {"required": True, "minimum": 1},
        ),
        Field(
            "kompleksitas",
            "string",
            _("Kerumitan berkas"),
            _("kompleks: perlu pemeriksaan lapangan atau persetujuan dinas lain."),
            _("sederhana; kompleks"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["sederhana", "kompleks"]},
        ),
        Field(
            "lengkap",
            "boolean",
            _("Kelengkapan berkas"),
            _("Apakah berkas lengkap saat pertama diserahkan."),
            _("ya; tidak"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        Field(
            "dibuka_ulang",
            "boolean",
            _("Pembukaan ulang"),
            _("Apakah tiket yang sudah ditutup dibuka lagi karena pekerjaannya belum selesai."),
            _("ya; tidak"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
    ),
)


def _visits(definition: str, *, required: bool) -> tuple[Field, ...]:
    return (
        Field(
            "bulan",
            "yearmonth",
            _("Bulan"),
            _("Bulan kunjungan."),
            _("Bulan kalender"),
            _TIME,
            _("bulan"),
            REQUIRED,
        ),
        Field(
            "puskesmas",
            "string",
            _("Puskesmas"),
            _("Nama puskesmas; wilayah kerjanya ada di kolom puskesmas tabel wilayah."),
            _("26 puskesmas Kota Samarinda"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        Field(
            "penyakit",
            "string",
            _("Penyakit"),
            _("ISPA: infeksi saluran pernapasan akut; DBD: demam berdarah dengue; TB: tuberkulosis."),
            _("Lima penyakit pilihan"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["ISPA", "DBD", "diare", "hipertensi", "TB"]},
        ),
        Field(
            "kunjungan",
            "integer",
            _("Kunjungan"),
            definition,
            _("Kunjungan rawat jalan"),
            _COUNT,
            _("kunjungan"),
            {"required": True, "minimum": 0} if required else {"minimum": 0},
        ),
        Field(
            "nakes",
            "integer",
            _("Tenaga kesehatan"),
            _("Banyaknya tenaga kesehatan di puskesmas itu pada tahun tersebut."),
            _("Tenaga kesehatan"),
            _COUNT,
            _("orang"),
            {"required": True, "minimum": 1},
        ),
    )


PUSKESMAS_KUNJUNGAN = Table(
    name="puskesmas_kunjungan",
    title=_("Kunjungan puskesmas"),
    description=_("Kunjungan lima penyakit di 26 puskesmas tiap bulan, 2023-2025"),
    modules=("m05",),
    sensitivity=ANONYMISED,
    producer=_("Dinas Kesehatan (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=CUSTODIAN,
    key=("bulan", "puskesmas", "penyakit"),
    foreign_keys=((("puskesmas",), "wilayah"),),
    make=puskesmas_kunjungan,
    fields=_visits(
        _("Banyaknya kunjungan; kosong bila 1 sampai 4, atau bila angka sekecil itu dapat dihitung darinya."),
        required=False,
    ),
)
PUSKESMAS_KUNJUNGAN_MENTAH = replace(
    PUSKESMAS_KUNJUNGAN,
    description=_("Kunjungan lima penyakit di 26 puskesmas tiap bulan, 2023-2025; memuat sel kecil"),
    sensitivity=_("Sel kecil dari kunjungan rekaan, hanya untuk latihan"),
    make=puskesmas_kunjungan_mentah,
    fields=_visits(_("Banyaknya kunjungan; 0 berarti tidak ada."), required=True),
)

SAMPAH_ANGKUTAN = Table(
    name="sampah_angkutan",
    title=_("Pengangkutan sampah"),
    description=_("Sampah yang diangkut dari 90 TPS tiap hari sepanjang 2025: berat, ritase, truk, jembatan timbang"),
    modules=("m03",),
    sensitivity=NO_PERSONAL_DATA,
    producer=_("Dinas Lingkungan Hidup (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=CUSTODIAN,
    key=("tanggal", "id_tps"),
    foreign_keys=(),
    make=sampah_angkutan,
    fields=(
        Field(
            "tanggal",
            "date",
            _("Hari angkut"),
            _("Tanggal sampah diangkut."),
            _("Tanggal kalender"),
            _TIME,
            _("hari"),
            REQUIRED,
        ),
        Field(
            "id_tps",
            "string",
            _("Tempat penampungan sementara"),
            _("Nomor TPS rekaan; dua angka pertama adalah akhir kode kecamatan, misalnya 03 untuk 64.72.03."),
            _("Nomor TPS"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"TPS-\d{4}"},
        ),
        Field(
            "berat_kg",
            "integer",
            _("Sampah terangkut"),
            _("Berat bersih sampah; ditaksir petugas selama jembatan timbang rusak."),
            _("Sampah rumah tangga dan sejenisnya"),
            _("Berat"),
            _("kilogram"),
            {"required": True, "minimum": 0},
        ),
        Field(
            "ritase",
            "integer",
            _("Perjalanan truk"),
            _("Banyaknya perjalanan ke TPA untuk TPS itu pada hari tersebut."),
            _("Perjalanan angkut"),
            _COUNT,
            _("rit"),
            {"required": True, "minimum": 1},
        ),
        Field(
            "kapasitas_kg",
            "integer",
            _("Daya angkut"),
            _("Muatan terbesar truk menurut pabrik, bukan muatan yang dibawa."),
            _("Truk sampah"),
            _("Berat"),
            _("kilogram"),
            {"required": True, "minimum": 0},
        ),
        Field(
            "truk",
            "string",
            _("Truk"),
            _("Nomor lambung rekaan; nomor polisi tidak dicatat."),
            _("Nomor lambung"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"T-\d\d"},
        ),
        Field(
            "timbang",
            "boolean",
            _("Penimbangan"),
            _("Apakah jembatan timbang berfungsi; bila tidak, beratnya taksiran."),
            _("ya; tidak"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
    ),
)

MENTAH = (PUSKESMAS_KUNJUNGAN_MENTAH,)
ANONIM = (IZIN_ANTREAN, PUSKESMAS_KUNJUNGAN, SAMPAH_ANGKUTAN)

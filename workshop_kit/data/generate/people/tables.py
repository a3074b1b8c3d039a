"""What is said about ``wilayah``, ``penduduk`` and ``warga_sampel``."""

from dataclasses import replace

from workshop_kit.data.generate.people.penduduk import penduduk, penduduk_mentah
from workshop_kit.data.generate.people.warga_sampel import kunci_identitas, warga_sampel, warga_sampel_mentah
from workshop_kit.data.generate.people.wilayah import districts, wilayah
from workshop_kit.data.generate.table import (
    ANONYMISED,
    CUSTODIAN,
    DISTRICT,
    FICTIONAL_PERSONAL_DATA,
    NO_PERSONAL_DATA,
    REQUIRED,
    VILLAGE,
    Field,
    Table,
)
from workshop_kit.language import _

_CIVIL_REGISTRY = _(
    "Dinas Kependudukan dan Pencatatan Sipil (peran pada data sesungguhnya; tabel ini sintetis)",
)
_PLAIN = _("tanpa satuan")
_CATEGORY = _("Kategori")
_OF_HOME_AFFAIRS = _("Kode wilayah administrasi Kemendagri")

_DISTRICT = replace(DISTRICT, constraints={"required": True, "enum": list(districts())})
_SEX = Field(
    "jk",
    "string",
    _("Jenis kelamin"),
    _("L: laki-laki; P: perempuan."),
    _("L; P"),
    _CATEGORY,
    _PLAIN,
    {"required": True, "enum": ["L", "P"]},
)
_NAME_AS_WRITTEN = Field(
    "nama_kelurahan",
    "string",
    _("Kelurahan"),
    _("Nama kelurahan sebagaimana ditulis petugas pada tahun itu; ejaannya berubah-ubah."),
    _("Tulisan petugas"),
    _CATEGORY,
    _PLAIN,
    REQUIRED,
)
_YEAR_END = Field(
    "tahun",
    "year",
    _("Tahun"),
    _("Keadaan pada 31 Desember tahun itu."),
    _("Tahun kalender"),
    _("Waktu"),
    _("tahun"),
    REQUIRED,
)
_JOB = Field(
    "pekerjaan",
    "string",
    _("Pekerjaan"),
    _("Pekerjaan utama, dua belas golongan."),
    _("Golongan pekerjaan rekaan lokakarya"),
    _CATEGORY,
    _PLAIN,
    REQUIRED,
)
_DECILE = Field(
    "desil",
    "integer",
    _("Kesejahteraan"),
    _("Kelompok kesejahteraan rumah tangga: 1 termiskin, 10 terkaya. Peka: tidak boleh terbaca dari orangnya."),
    _("Sepuluh kelompok sama besar, direka"),
    _("Urutan"),
    _("desil"),
    {"required": True, "minimum": 1, "maximum": 10},
)

WILAYAH = Table(
    name="wilayah",
    title=_("Kelurahan dan kecamatan"),
    description=_("59 kelurahan dengan kode Kemendagri dan kode BPS, luas rekaan, dan bentuk lahan kasar"),
    modules=("m03",),
    sensitivity=NO_PERSONAL_DATA,
    producer=_("Pemerintah kota (peran pada data sesungguhnya; tabel ini sebagian sintetis)"),
    custodian=CUSTODIAN,
    key=("kode_kelurahan",),
    foreign_keys=(),
    make=lambda seed, size: wilayah(seed),
    fields=(
        VILLAGE,
        Field(
            "kelurahan",
            "string",
            _("Kelurahan"),
            _("Nama kelurahan menurut register."),
            _OF_HOME_AFFAIRS,
            _CATEGORY,
            _PLAIN,
            {"required": True, "unique": True},
        ),
        Field(
            "kode_kecamatan",
            "string",
            _("Kecamatan"),
            _("Kode kecamatan, bagian depan kode kelurahan."),
            _OF_HOME_AFFAIRS,
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"64\.72\.\d\d"},
        ),
        _DISTRICT,
        Field(
            "kode_bps",
            "string",
            _("Kelurahan"),
            _("Kode kelurahan menurut Badan Pusat Statistik; sistem kode kedua untuk wilayah yang sama."),
            _("Kode wilayah kerja statistik BPS"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "unique": True, "pattern": r"6472\d{6}"},
        ),
        Field(
            "luas_km2",
            "number",
            _("Luas wilayah"),
            _("Luas kelurahan; rekaan, bukan hasil ukur."),
            _("Wilayah administrasi"),
            _("Luas"),
            _("kilometer persegi"),
            {"required": True, "minimum": 0},
        ),
        Field(
            "zona_topografi",
            "string",
            _("Bentuk lahan"),
            _("bantaran: tepi sungai; datar; bukit. Perkiraan kasar untuk latihan."),
            _("bantaran; datar; bukit"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["bantaran", "datar", "bukit"]},
        ),
        Field(
            "puskesmas",
            "string",
            _("Wilayah kerja puskesmas"),
            _("Puskesmas yang melayani kelurahan ini; pembagiannya rekaan."),
            _("26 puskesmas Kota Samarinda"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
    ),
)

_TO_VILLAGE = ((("kode_kelurahan",), "wilayah"),)

PENDUDUK_MENTAH = Table(
    name="penduduk",
    title=_("Penduduk menurut umur tunggal"),
    description=_("Penduduk tiap kelurahan, jenis kelamin, dan umur tunggal, 2024-2025; memuat sel kecil"),
    modules=("m11",),
    sensitivity=_("Sel kecil dari penduduk rekaan, hanya untuk latihan"),
    producer=_CIVIL_REGISTRY,
    custodian=CUSTODIAN,
    key=("tahun", "kode_kelurahan", "jk", "umur"),
    foreign_keys=_TO_VILLAGE,
    make=penduduk_mentah,
    fields=(
        _YEAR_END,
        VILLAGE,
        _NAME_AS_WRITTEN,
        _SEX,
        Field(
            "umur",
            "integer",
            _("Umur"),
            _("Umur dalam tahun penuh; 85 berarti 85 tahun atau lebih."),
            _("Umur tunggal"),
            _("Lama"),
            _("tahun"),
            {"required": True, "minimum": 0, "maximum": 85},
        ),
        Field(
            "jumlah",
            "integer",
            _("Penduduk"),
            _("Banyaknya penduduk pada sel itu; 0 berarti tidak ada."),
            _("Penduduk menurut tempat tinggal"),
            _("Jumlah"),
            _("jiwa"),
            {"required": True, "minimum": 0},
        ),
    ),
)

PENDUDUK = Table(
    name="penduduk",
    title=_("Penduduk menurut kelompok umur"),
    description=_("Penduduk tiap kelurahan, jenis kelamin, dan kelompok umur lima tahun, 2022-2025"),
    modules=("m03", "m11"),
    sensitivity=ANONYMISED,
    producer=_CIVIL_REGISTRY,
    custodian=CUSTODIAN,
    key=("tahun", "kode_kelurahan", "jk", "kelompok_umur"),
    foreign_keys=_TO_VILLAGE,
    make=penduduk,
    fields=(
        _YEAR_END,
        VILLAGE,
        _NAME_AS_WRITTEN,
        _SEX,
        Field(
            "kelompok_umur",
            "string",
            _("Umur"),
            _("Kelompok umur lima tahun; 75+ berarti 75 tahun atau lebih."),
            _("Enam belas kelompok umur"),
            _("Urutan"),
            _("tahun"),
            {"required": True, "pattern": r"\d{1,2}-\d{1,2}|75\+"},
        ),
        Field(
            "jumlah",
            "integer",
            _("Penduduk"),
            _("Banyaknya penduduk; kosong bila 1 sampai 4, atau bila sel sekecil itu dapat dihitung darinya."),
            _("Penduduk menurut tempat tinggal"),
            _("Jumlah"),
            _("jiwa"),
            {"minimum": 0},
        ),
    ),
)

WARGA_SAMPEL_MENTAH = Table(
    name="warga_sampel",
    title=_("Sampel warga rekaan"),
    description=_("8.000 catatan orang rekaan dengan NIK, nama, alamat, dan telepon rekaan; 6% tercatat dua kali"),
    modules=("m11",),
    sensitivity=FICTIONAL_PERSONAL_DATA,
    producer=_CIVIL_REGISTRY,
    custodian=CUSTODIAN,
    key=("id_warga",),
    foreign_keys=_TO_VILLAGE,
    make=warga_sampel_mentah,
    fields=(
        Field(
            "id_warga",
            "string",
            _("Catatan warga"),
            _("Nomor catatan; orang yang tercatat dua kali mempunyai dua nomor."),
            _("Nomor urut"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"WRG-\d{5}"},
        ),
        Field(
            "nik",
            "string",
            _("Nomor induk kependudukan"),
            _("NIK rekaan: awalannya 99, yang bukan kode provinsi mana pun."),
            _("Susunan NIK 16 digit"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "unique": True, "pattern": r"99\d{14}"},
        ),
        Field(
            "nama",
            "string",
            _("Nama"),
            _("Nama rekaan, disusun dengan undian."),
            _("Nama orang"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        Field(
            "tanggal_lahir",
            "date",
            _("Kelahiran"),
            _("Tanggal lahir rekaan."),
            _("Tanggal kalender"),
            _("Waktu"),
            _("hari"),
            REQUIRED,
        ),
        _SEX,
        Field(
            "alamat_rt",
            "string",
            _("Alamat"),
            _("Gang dan RT rekaan."),
            _("Alamat"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
        VILLAGE,
        _JOB,
        Field(
            "telepon",
            "string",
            _("Telepon"),
            _("Nomor rekaan berawalan 0800."),
            _("Nomor telepon"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"0800-\d{4}-\d{4}"},
        ),
        _DECILE,
        Field(
            "penerima_bansos",
            "boolean",
            _("Bantuan sosial"),
            _("Apakah rumah tangganya menerima bantuan sosial. Peka."),
            _("ya; tidak"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
    ),
)

WARGA_SAMPEL = Table(
    name="warga_sampel",
    title=_("Sampel warga rekaan, dianonimkan"),
    description=_("Orang rekaan menurut kecamatan, kelompok umur, jenis kelamin, dan pekerjaan; k ≥ 5, l ≥ 3"),
    modules=("m11",),
    sensitivity=ANONYMISED,
    producer=_CIVIL_REGISTRY,
    custodian=CUSTODIAN,
    key=("token",),
    foreign_keys=(),
    make=warga_sampel,
    fields=(
        Field(
            "token",
            "string",
            _("Catatan warga"),
            _("Tanda acak untuk tahun 2025; tidak memuat nomor catatan."),
            _("Tanda acak"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "pattern": r"W\d{6}"},
        ),
        _DISTRICT,
        Field(
            "kelompok_umur",
            "string",
            _("Umur"),
            _("Kelompok umur sepuluh tahun pada akhir 2025."),
            _("Kelompok umur sepuluh tahun"),
            _("Urutan"),
            _("tahun"),
            {"required": True, "pattern": r"\d{1,2}-\d{1,2}|70\+"},
        ),
        _SEX,
        _JOB,
        _DECILE,
    ),
)

KUNCI_IDENTITAS = Table(
    name="kunci_identitas",
    title=_("Kunci: catatan yang orangnya sama"),
    description=_("Tiap catatan warga_sampel mentah dengan tanda orangnya"),
    modules=("m11",),
    sensitivity=FICTIONAL_PERSONAL_DATA,
    producer=_CIVIL_REGISTRY,
    custodian=CUSTODIAN,
    key=("id_warga",),
    foreign_keys=(),
    make=kunci_identitas,
    fields=(
        WARGA_SAMPEL_MENTAH.fields[0],
        Field(
            "id_orang",
            "string",
            _("Orang"),
            _("Sama pada dua catatan bila orangnya sama."),
            _("Tanda acak"),
            _CATEGORY,
            _PLAIN,
            REQUIRED,
        ),
    ),
)

# The register of places is in both: codes of the raw tables lead somewhere too.
MENTAH = (WILAYAH, PENDUDUK_MENTAH, WARGA_SAMPEL_MENTAH)
ANONIM = (WILAYAH, PENDUDUK, WARGA_SAMPEL)
KEYS = (KUNCI_IDENTITAS,)

"""What is said about each table and each of its fields (Satu Data: konsep, definisi, klasifikasi, ukuran, satuan)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workshop_kit.data.generate.apbd import apbd
from workshop_kit.data.generate.kinerja_opd import Row, kinerja_opd
from workshop_kit.language import _


@dataclass(frozen=True)
class Field:
    """One column and its meaning.

    Attributes
    ----------
    name : str
        Name of the column.
    kind : str
        Frictionless type: ``string``, ``integer``, ``number`` or ``year``.
    concept, definition, classification, measure, unit : str
        The five elements of Satu Data, in Indonesian.
    constraints : dict
        Frictionless constraints.
    """

    name: str
    kind: str
    concept: str
    definition: str
    classification: str
    measure: str
    unit: str
    constraints: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table of the workshop.

    Attributes
    ----------
    name : str
        Name of the table and of its files.
    title, description : str
        In Indonesian; the description is one line.
    modules : tuple of str
        Lessons that use it.
    sensitivity : str
        Personal data in it, in words.
    producer, custodian : str
        Produsen data and walidata.
    key : tuple of str
        Primary key.
    foreign_keys : tuple
        Pairs of columns and the table they point to; the columns have the same names there.
    fields : tuple of Field
        The columns, in order.
    make : callable
        Seed to rows.
    """

    name: str
    title: str
    description: str
    modules: tuple[str, ...]
    sensitivity: str
    producer: str
    custodian: str
    key: tuple[str, ...]
    foreign_keys: tuple[tuple[tuple[str, ...], str], ...]
    fields: tuple[Field, ...]
    make: Callable[[int], list[Row]]


_REQUIRED = {"required": True}
_RUPIAH = {"required": True, "minimum": 0}
_NO_PERSONAL_DATA = _("Tanpa data pribadi")
_CUSTODIAN = _("Dinas Komunikasi dan Informatika (peran walidata pada data sesungguhnya; tabel ini sintetis)")

_YEAR = Field(
    "tahun",
    "year",
    _("Tahun anggaran"),
    _("Tahun anggaran yang berlangsung 1 Januari sampai 31 Desember."),
    _("Tahun kalender"),
    _("Waktu"),
    _("tahun"),
    _REQUIRED,
)
_AGENCY = Field(
    "opd",
    "string",
    _("Perangkat daerah"),
    _("Nama singkat perangkat daerah; hanya perangkat daerah yang namanya ada di sumber terbuka."),
    _("Perangkat daerah Kota Samarinda"),
    _("Kategori"),
    _("tanpa satuan"),
    _REQUIRED,
)
_AGENCY_NAME = Field(
    "nama_opd",
    "string",
    _("Perangkat daerah"),
    _("Nama lengkap perangkat daerah."),
    _("Perangkat daerah Kota Samarinda"),
    _("Kategori"),
    _("tanpa satuan"),
    _REQUIRED,
)
_PROGRAMME_CODE = Field(
    "kode_program",
    "string",
    _("Program"),
    _("Kode program berpola urusan.bidang.program; bukan pengganti daftar kode resmi."),
    _("Pola Permendagri 90/2019"),
    _("Kategori"),
    _("tanpa satuan"),
    {"required": True, "pattern": r"\d\.\d\d\.\d\d"},
)


def _spending(name: str, definition: str) -> Field:
    return Field(
        name,
        "integer",
        _("Realisasi belanja"),
        definition,
        _("Belanja daerah"),
        _("Jumlah"),
        _("rupiah"),
        {"minimum": 0},
    )


KINERJA_OPD = Table(
    name="kinerja_opd",
    title=_("Kinerja perangkat daerah"),
    description=_("Target, realisasi, dan serapan anggaran tiap indikator perangkat daerah, 2022-2025"),
    modules=("m04", "m05", "m08"),
    sensitivity=_NO_PERSONAL_DATA,
    producer=_("Tiap perangkat daerah (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=_CUSTODIAN,
    key=("tahun", "opd", "indikator"),
    foreign_keys=((("tahun", "opd", "kode_program"), "apbd"),),
    make=kinerja_opd,
    fields=(
        _YEAR,
        _AGENCY,
        _AGENCY_NAME,
        _PROGRAMME_CODE,
        Field(
            "indikator",
            "string",
            _("Indikator kinerja"),
            _("Ukuran keberhasilan program yang ditetapkan perangkat daerah."),
            _("Indikator rekaan lokakarya"),
            _("Kategori"),
            _("tanpa satuan"),
            _REQUIRED,
        ),
        Field(
            "satuan",
            "string",
            _("Satuan indikator"),
            _("Satuan bagi target dan realisasi pada baris yang sama."),
            _("Satuan rekaan lokakarya"),
            _("Kategori"),
            _("tanpa satuan"),
            _REQUIRED,
        ),
        Field(
            "arah",
            "string",
            _("Arah indikator"),
            _("naik: makin tinggi makin baik; turun: makin rendah makin baik."),
            _("naik; turun"),
            _("Kategori"),
            _("tanpa satuan"),
            {"required": True, "enum": ["naik", "turun"]},
        ),
        Field(
            "target",
            "number",
            _("Target kinerja"),
            _("Nilai yang hendak dicapai pada tahun itu; kosong bila tidak tercatat, tidak pernah 0."),
            _("Menurut indikator"),
            _("Nilai indikator"),
            _("lihat kolom satuan"),
        ),
        Field(
            "realisasi",
            "number",
            _("Realisasi kinerja"),
            _("Nilai yang tercapai pada akhir tahun; kosong bila belum dilaporkan, tidak pernah 0."),
            _("Menurut indikator"),
            _("Nilai indikator"),
            _("lihat kolom satuan"),
        ),
        Field(
            "pagu_rp",
            "integer",
            _("Pagu anggaran"),
            _("Bagian pagu program setelah perubahan yang membiayai indikator ini."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            _RUPIAH,
        ),
        Field(
            "serapan_rp",
            "integer",
            _("Serapan anggaran"),
            _("Belanja yang terealisasi dari pagu indikator ini sampai akhir tahun."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            _RUPIAH,
        ),
    ),
)

APBD = Table(
    name="apbd",
    title=_("Anggaran dan realisasi belanja program"),
    description=_("Pagu dan realisasi belanja tiap program perangkat daerah per triwulan, 2022-2026"),
    modules=("m05", "m14"),
    sensitivity=_NO_PERSONAL_DATA,
    producer=_("Badan Pengelolaan Keuangan dan Aset Daerah (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=_CUSTODIAN,
    key=("tahun", "opd", "kode_program"),
    foreign_keys=(),
    make=apbd,
    fields=(
        _YEAR,
        _AGENCY,
        _AGENCY_NAME,
        _PROGRAMME_CODE,
        Field(
            "kode_rekening",
            "string",
            _("Rekening belanja"),
            _("Rekening utama program: 5.1.01 pegawai, 5.1.02 barang dan jasa, 5.2.xx modal."),
            _("Pola Permendagri 90/2019"),
            _("Kategori"),
            _("tanpa satuan"),
            {"required": True, "pattern": r"5\.\d\.\d\d"},
        ),
        Field(
            "program",
            "string",
            _("Program"),
            _("Nama program."),
            _("Pola Permendagri 90/2019"),
            _("Kategori"),
            _("tanpa satuan"),
            _REQUIRED,
        ),
        Field(
            "pagu_murni_rp",
            "integer",
            _("Pagu anggaran"),
            _("Pagu sebelum perubahan; untuk 2026: rencana sebelum pemangkasan."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            _RUPIAH,
        ),
        Field(
            "pagu_perubahan_rp",
            "integer",
            _("Pagu anggaran"),
            _("Pagu setelah perubahan; untuk 2026: sisa setelah pemangkasan."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            _RUPIAH,
        ),
        _spending("realisasi_tw1_rp", _("Belanja Januari-Maret; kosong untuk 2026.")),
        _spending("realisasi_tw2_rp", _("Belanja April-Juni; kosong untuk 2026.")),
        _spending("realisasi_tw3_rp", _("Belanja Juli-September; kosong untuk 2026.")),
        _spending("realisasi_tw4_rp", _("Belanja Oktober-Desember, termasuk Desember; kosong untuk 2026.")),
        _spending(
            "realisasi_desember_rp",
            _("Belanja Desember saja, bagian dari triwulan IV; kosong untuk 2026."),
        ),
        _spending("realisasi_rp", _("Belanja setahun: jumlah empat triwulan; kosong untuk 2026.")),
    ),
)

TABLES = (KINERJA_OPD, APBD)

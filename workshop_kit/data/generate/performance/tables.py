"""What is said about ``kinerja_opd`` and ``apbd``."""

from workshop_kit.data.generate.performance.apbd import apbd
from workshop_kit.data.generate.performance.kinerja_opd import kinerja_opd
from workshop_kit.data.generate.table import CUSTODIAN, NO_PERSONAL_DATA, REQUIRED, YEAR, Field, Table
from workshop_kit.language import _

RUPIAH = {"required": True, "minimum": 0}

AGENCY = Field(
    "opd",
    "string",
    _("Perangkat daerah"),
    _("Nama singkat perangkat daerah; hanya perangkat daerah yang namanya ada di sumber terbuka."),
    _("Perangkat daerah Kota Samarinda"),
    _("Kategori"),
    _("tanpa satuan"),
    REQUIRED,
)
AGENCY_NAME = Field(
    "nama_opd",
    "string",
    _("Perangkat daerah"),
    _("Nama lengkap perangkat daerah."),
    _("Perangkat daerah Kota Samarinda"),
    _("Kategori"),
    _("tanpa satuan"),
    REQUIRED,
)
PROGRAMME_CODE = Field(
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
    sensitivity=NO_PERSONAL_DATA,
    producer=_("Tiap perangkat daerah (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=CUSTODIAN,
    key=("tahun", "opd", "indikator"),
    foreign_keys=((("tahun", "opd", "kode_program"), "apbd"),),
    make=lambda seed, size: kinerja_opd(seed),  # few rows at any size
    fields=(
        YEAR,
        AGENCY,
        AGENCY_NAME,
        PROGRAMME_CODE,
        Field(
            "indikator",
            "string",
            _("Indikator kinerja"),
            _("Ukuran keberhasilan program yang ditetapkan perangkat daerah."),
            _("Indikator rekaan lokakarya"),
            _("Kategori"),
            _("tanpa satuan"),
            REQUIRED,
        ),
        Field(
            "satuan",
            "string",
            _("Satuan indikator"),
            _("Satuan bagi target dan realisasi pada baris yang sama."),
            _("Satuan rekaan lokakarya"),
            _("Kategori"),
            _("tanpa satuan"),
            REQUIRED,
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
            RUPIAH,
        ),
        Field(
            "serapan_rp",
            "integer",
            _("Serapan anggaran"),
            _("Belanja yang terealisasi dari pagu indikator ini sampai akhir tahun."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            RUPIAH,
        ),
    ),
)

APBD = Table(
    name="apbd",
    title=_("Anggaran dan realisasi belanja program"),
    description=_("Pagu dan realisasi belanja tiap program perangkat daerah per triwulan, 2022-2026"),
    modules=("m05", "m14"),
    sensitivity=NO_PERSONAL_DATA,
    producer=_("Badan Pengelolaan Keuangan dan Aset Daerah (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=CUSTODIAN,
    key=("tahun", "opd", "kode_program"),
    foreign_keys=(),
    make=lambda seed, size: apbd(seed),
    fields=(
        YEAR,
        AGENCY,
        AGENCY_NAME,
        PROGRAMME_CODE,
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
            REQUIRED,
        ),
        Field(
            "pagu_murni_rp",
            "integer",
            _("Pagu anggaran"),
            _("Pagu sebelum perubahan; untuk 2026: rencana sebelum pemangkasan."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            RUPIAH,
        ),
        Field(
            "pagu_perubahan_rp",
            "integer",
            _("Pagu anggaran"),
            _("Pagu setelah perubahan; untuk 2026: sisa setelah pemangkasan."),
            _("Belanja daerah"),
            _("Jumlah"),
            _("rupiah"),
            RUPIAH,
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

ANONIM = (KINERJA_OPD, APBD)

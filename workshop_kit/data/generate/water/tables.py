"""What is said about ``sensor_hidro`` and ``kejadian_banjir``."""

from workshop_kit.data.generate.table import CUSTODIAN, NO_PERSONAL_DATA, REQUIRED, VILLAGE, Field, Table
from workshop_kit.data.generate.water.kejadian_banjir import kejadian_banjir
from workshop_kit.data.generate.water.river import GAUGES, RESERVOIR, RIVER, TRIBUTARY
from workshop_kit.data.generate.water.sensor_hidro import sensor_hidro
from workshop_kit.language import _

_PLAIN = _("tanpa satuan")
_CATEGORY = _("Kategori")

SENSOR_HIDRO = Table(
    name="sensor_hidro",
    title=_("Pos hujan dan tinggi muka air"),
    description=_("Bacaan tiap jam dari tiga pos hujan dan tiga pos tinggi muka air sepanjang 2025"),
    modules=("m05", "m10"),
    sensitivity=NO_PERSONAL_DATA,
    producer=_("Badan Penanggulangan Bencana Daerah (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=CUSTODIAN,
    key=("waktu", "id_pos"),
    foreign_keys=(),
    make=sensor_hidro,
    fields=(
        Field(
            "waktu",
            "datetime",
            _("Waktu baca"),
            _("Jam bacaan menurut jam pos itu; seharusnya WITA."),
            _("Jam kalender"),
            _("Waktu"),
            _("jam"),
            REQUIRED,
        ),
        Field(
            "id_pos",
            "string",
            _("Pos pengamatan"),
            _("Tiga pos hujan dan tiga pos tinggi muka air; letak dan bacaannya rekaan."),
            _("Enam pos rekaan"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": [*GAUGES, RESERVOIR, TRIBUTARY, RIVER]},
        ),
        Field(
            "hujan_mm",
            "number",
            _("Curah hujan"),
            _("Hujan dalam jam itu; kosong pada pos tinggi muka air dan bila bacaan hilang."),
            _("Curah hujan per jam"),
            _("Tinggi hujan"),
            _("milimeter"),
            {"minimum": 0},
        ),
        Field(
            "tma_cm",
            "number",
            _("Tinggi muka air"),
            _("Tinggi air di atas titik nol pos; kosong pada pos hujan dan bila bacaan hilang."),
            _("Tinggi muka air"),
            _("Tinggi"),
            _("sentimeter"),
        ),
        Field(
            "kualitas",
            "string",
            _("Kualitas bacaan"),
            _("Tanda dari alat: baik, meragukan, atau hilang. Alat tidak menandai semua kerusakannya."),
            _("baik; meragukan; hilang"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["baik", "meragukan", "hilang"]},
        ),
    ),
)

KEJADIAN_BANJIR = Table(
    name="kejadian_banjir",
    title=_("Kejadian banjir"),
    description=_("Banjir menurut tanggal dan kelurahan sepanjang 2025: tinggi, warga terdampak, siapa yang melapor"),
    modules=("m05", "m10"),
    sensitivity=NO_PERSONAL_DATA,
    producer=_("Badan Penanggulangan Bencana Daerah (peran pada data sesungguhnya; tabel ini sintetis)"),
    custodian=CUSTODIAN,
    key=("tanggal", "kode_kelurahan"),
    foreign_keys=((("kode_kelurahan",), "wilayah"),),
    make=kejadian_banjir,
    fields=(
        Field(
            "tanggal",
            "date",
            _("Hari banjir"),
            _("Tanggal banjir; hari tanpa banjir tidak mempunyai baris."),
            _("Tanggal kalender"),
            _("Waktu"),
            _("hari"),
            REQUIRED,
        ),
        VILLAGE,
        Field(
            "tinggi_cm",
            "integer",
            _("Tinggi genangan"),
            _("Tinggi genangan terdalam di kelurahan itu."),
            _("Genangan"),
            _("Tinggi"),
            _("sentimeter"),
            {"required": True, "minimum": 0},
        ),
        Field(
            "jiwa_terdampak",
            "integer",
            _("Warga terdampak"),
            _("Perkiraan banyaknya warga yang rumah atau jalannya tergenang."),
            _("Penduduk terdampak bencana"),
            _("Jumlah"),
            _("jiwa"),
            {"required": True, "minimum": 0},
        ),
        Field(
            "sumber_lapor",
            "string",
            _("Pelapor"),
            _("Siapa yang pertama melapor: BPBD atau warga."),
            _("BPBD; warga"),
            _CATEGORY,
            _PLAIN,
            {"required": True, "enum": ["BPBD", "warga"]},
        ),
    ),
)

ANONIM = (SENSOR_HIDRO, KEJADIAN_BANJIR)

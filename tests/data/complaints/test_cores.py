"""The hand-written complaint cores: their form, and what must not stand in them."""

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

import workshop_kit

FOLDER = Path(workshop_kit.__file__).parent / "data" / "generate" / "complaints" / "cores"
FILES = sorted(FOLDER.glob("*.csv"))
COLUMNS = ["inti", "urgensi", "ragam", "sejak", "teks"]
CLASSES = {
    "jalan",
    "drainase",
    "sampah",
    "air_bersih",
    "perhubungan",
    "kesehatan",
    "kependudukan",
    "perizinan_pajak",
    "lingkungan",
    "ketertiban",
}
SLOTS = {"tempat", "kelurahan", "lama", "waktu"}
# Words nobody has confirmed as Banjar of Samarinda.
UNVERIFIED = {"jukung", "calap", "luah", "ba'ah", "baah", "kamarian", "maharap", "marga", "ampihan"}
# Ordinary Indonesian for waste water; as the Banjar word for "after" it is unconfirmed.
UNVERIFIED_IN_BANJAR = UNVERIFIED | {"limbah"}
BANJAR = """
kada kadada banyu haja nang wan lawan gasan banar bujur ulun pian ikam unda bubuhan handak kawa lakas bagawi wadah tuh
ngini hanyar lawas pang jua suah kanapa napa kayapa supan muyak uyuh rigat barasih tumbur guring balum tulung pina saban
isuk kaya inya sidin buhan larang imit gancang parak subalah kakanakan tuha urang sakalinya baisukan karana amun imbah
tarus rancak
"""
KUTAI = "etam ndik endik awak kawa mpai kemai merian gin hak bujuran parak odah beneh aer amun andak"
# Agencies whose present name has no source, in full, short and as people call them.
UNSOURCED_AGENCIES = [
    "Sekretariat Daerah",
    "Setda",
    "Badan Kepegawaian",
    "BKPSDM",
    "Badan Kesatuan Bangsa",
    "Kesbangpol",
    "Dinas Perumahan",
    "Disperkim",
    "Dinas Pendidikan",
    "Disdikbud",
    "Disdik",
    "Dinas Sosial",
    "Dinsos",
    "Satuan Polisi Pamong Praja",
    "Satpol",
    "Dinas Pemadam",
    "Disdamkar",
    "Dinas Tenaga Kerja",
    "Disnaker",
    "Dinas Perdagangan",
    "Disdag",
    "Dinas Koperasi",
    "Diskumi",
    "Dinas Ketahanan Pangan",
    "DKPP",
    "Dinas Perikanan",
    "Diskan",
    "Dinas Pengendalian Penduduk",
    "DPPKB",
    "Dinas Pemberdayaan Perempuan",
    "DP2PA",
    "Dinas Kepemudaan",
    "Disporapar",
    "Dinas Perpustakaan",
    "Dispursip",
    "Dinas Pertanahan",
    "Dispertanahan",
]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


CORES = [core for path in FILES for core in read(path)]


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def grams(text: str) -> set[str]:
    """Sequences of four characters; spaces and capitals make no difference between two texts."""
    plain = " ".join(text.lower().split())
    return {plain[start : start + 4] for start in range(len(plain) - 3)}


def too_similar(texts: dict[str, str], limit: float = 0.5) -> list[tuple[str, str]]:
    """Pairs of names whose texts share more than `limit` of their four-character sequences."""
    sets = {name: grams(text) for name, text in texts.items()}
    return [
        (one, other)
        for one, other in combinations(sets, 2)
        if len(sets[one] & sets[other]) > limit * len(sets[one] | sets[other])
    ]


def agencies_in(text: str) -> list[str]:
    return [name for name in UNSOURCED_AGENCIES if re.search(rf"\b{name}\b", text, re.IGNORECASE)]


def unverified_in(core: dict[str, str]) -> set[str]:
    banned = UNVERIFIED if core["ragam"] in ("baku", "sehari") else UNVERIFIED_IN_BANJAR
    return banned & set(words(core["teks"]))


def slots_in(text: str) -> list[str]:
    """Every name between braces, and a lone brace as it stands."""
    named = re.findall(r"\{([^{}]*)\}", text)
    return named + re.findall(r"[{}]", re.sub(r"\{[^{}]*\}", "", text))


def test_there_are_cores():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_after_a_class_and_has_the_columns_in_order(path):
    content = path.read_bytes()
    assert path.stem in CLASSES
    assert content.decode("utf-8").split("\n")[0] == ",".join(COLUMNS)
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_class_has_at_least_25_cores(path):
    assert len(read(path)) >= 25


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_ids_carry_the_class_and_a_number(path):
    assert [core["inti"] for core in read(path) if not re.fullmatch(rf"{path.stem}-\d\d", core["inti"])] == []


def test_ids_are_unique():
    assert [inti for inti, times in Counter(core["inti"] for core in CORES).items() if times > 1] == []


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("urgensi", {"rendah", "sedang", "tinggi"}),
        ("ragam", {"baku", "sehari", "banjar", "kutai"}),
        ("sejak", {"", "2025-03"}),
    ],
)
def test_only_allowed_values(column, allowed):
    assert {core["inti"]: core[column] for core in CORES if core[column] not in allowed} == {}


def test_no_row_has_a_cell_too_many_or_too_few():
    assert [core["inti"] for core in CORES if set(core) != set(COLUMNS) or None in core.values()] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_class_has_every_urgency_and_every_way_of_speaking(path):
    cores = read(path)
    assert {core["urgensi"] for core in cores} == {"rendah", "sedang", "tinggi"}
    assert {core["ragam"] for core in cores} == {"baku", "sehari", "banjar", "kutai"}


def test_only_known_slots():
    assert {
        core["inti"]: set(slots_in(core["teks"])) - SLOTS for core in CORES if set(slots_in(core["teks"])) - SLOTS
    } == {}


def test_a_lone_brace_is_no_slot():
    assert slots_in("di {tempat} dan {lama") == ["tempat", "{"]


def test_at_most_two_different_slots():
    assert [core["inti"] for core in CORES if len(set(slots_in(core["teks"]))) > 2] == []


def test_a_text_has_8_to_70_words():
    lengths = {core["inti"]: len(words(core["teks"])) for core in CORES}
    assert {inti: length for inti, length in lengths.items() if not 8 <= length <= 70} == {}


def test_no_spaces_at_the_edges_or_doubled():
    assert [core["inti"] for core in CORES if core["teks"] != " ".join(core["teks"].split())] == []


def test_no_core_is_the_paraphrase_of_another():
    assert too_similar({core["inti"]: core["teks"] for core in CORES}) == []


def test_a_paraphrase_would_be_found():
    texts = {
        "a": "Lampu jalan di depan rumah kami padam sejak awal bulan, mohon segera diganti.",
        "b": "Lampu jalan di depan sekolah kami padam sejak awal pekan, mohon segera diganti.",
        "c": "Antrean di loket terlalu panjang dan kursinya kurang.",
    }
    assert too_similar(texts) == [("a", "b")]


def test_no_unverified_local_word():
    assert {core["inti"]: unverified_in(core) for core in CORES if unverified_in(core)} == {}


def test_waste_water_is_allowed_in_indonesian_alone():
    text = "air limbah pabrik masuk ke parit"
    assert not unverified_in({"ragam": "baku", "teks": text})
    assert unverified_in({"ragam": "banjar", "teks": text}) == {"limbah"}


@pytest.mark.parametrize(("ragam", "vocabulary"), [("banjar", BANJAR), ("kutai", KUTAI)])
def test_a_local_core_has_at_least_two_words_of_its_language(ragam, vocabulary):
    local = [core for core in CORES if core["ragam"] == ragam]
    assert [core["inti"] for core in local if len(set(words(vocabulary)) & set(words(core["teks"]))) < 2] == []


def test_no_agency_without_a_source():
    assert {core["inti"]: agencies_in(core["teks"]) for core in CORES if agencies_in(core["teks"])} == {}


def test_an_agency_is_recognised_in_any_capitals():
    assert agencies_in("tolong satpol pp dan DINAS SOSIAL turun") == ["Dinas Sosial", "Satpol"]


def test_no_number_long_enough_to_be_somebodys():
    assert [core["inti"] for core in CORES if re.search(r"\d(?:[ .-]?\d){7}", core["teks"])] == []

"""Places and agencies that a text names: the city's districts and villages, and the agencies of the data."""

import re
from functools import lru_cache

from workshop_kit.llm.engines.simulasi.values import Value
from workshop_kit.llm.engines.simulasi.words import word_set

_DISTRICTS = [
    "Palaran",
    "Samarinda Seberang",
    "Samarinda Ulu",
    "Samarinda Ilir",
    "Samarinda Utara",
    "Sungai Kunjang",
    "Sambutan",
    "Sungai Pinang",
    "Samarinda Kota",
    "Loa Janan Ilir",
]
_VILLAGES = [
    "Rawa Makmur",
    "Handil Bakti",
    "Bukuan",
    "Simpang Pasir",
    "Bantuas",
    "Sungai Keledang",
    "Baqa",
    "Mesjid",
    "Mangkupalas",
    "Tenun Samarinda",
    "Gunung Panjang",
    "Teluk Lerong Ilir",
    "Jawa",
    "Air Putih",
    "Sidodadi",
    "Air Hitam",
    "Dadi Mulya",
    "Gunung Kelua",
    "Bukit Pinang",
    "Selili",
    "Sungai Dama",
    "Sidomulyo",
    "Sidodamai",
    "Pelita",
    "Sempaja Selatan",
    "Lempake",
    "Sungai Siring",
    "Sempaja Utara",
    "Tanah Merah",
    "Sempaja Barat",
    "Sempaja Timur",
    "Budaya Pampang",
    "Loa Bakung",
    "Loa Buah",
    "Karang Asam Ulu",
    "Lok Bahu",
    "Teluk Lerong Ulu",
    "Karang Asam Ilir",
    "Karang Anyar",
    "Sungai Kapih",
    "Sambutan",
    "Makroman",
    "Sindang Sari",
    "Pulau Atas",
    "Temindung Permai",
    "Sungai Pinang Dalam",
    "Gunung Lingai",
    "Mugirejo",
    "Bandara",
    "Karang Mumus",
    "Pelabuhan",
    "Pasar Pagi",
    "Bugis",
    "Sungai Pinang Luar",
    "Simpang Tiga",
    "Tani Aman",
    "Sengkotek",
    "Harapan Baru",
    "Rapak Dalam",
]
# Also ordinary words or names of other things: a village only after the word, or after "di" with a capital.
_ORDINARY = frozenset(
    (
        "jawa",
        "pelita",
        "bandara",
        "pelabuhan",
        "mesjid",
        "bugis",
        "simpang tiga",
        "air hitam",
        "air putih",
        "pasar pagi",
        "tanah merah",
        "sambutan",
        "karang mumus",
        "harapan baru",
    )
)
_AGENCIES = [
    "Sekretariat DPRD",
    "Inspektorat Daerah",
    "Inspektorat",
    "Bapperida",
    "BPKAD",
    "Bapenda",
    "BPBD",
    "Diskominfo",
    "Disdukcapil",
    "DPMPTSP",
    "Dinkes",
    "DPUPR",
    "DLH",
    "Dishub",
    "Setwan",
    "Dinas Komunikasi dan Informatika",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "Dinas Kesehatan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Lingkungan Hidup",
    "Dinas Perhubungan",
    "Badan Pendapatan Daerah",
    "Badan Penanggulangan Bencana Daerah",
    "Badan Pengelolaan Keuangan dan Aset Daerah",
    "Perumdam Tirta Kencana",
    "Perumdam",
    "PDAM",
]
_AGENCY_WORD = re.compile(
    r"\b(?:Dinas|Badan|Puskesmas|Kecamatan|Kelurahan|Bagian|UPTD|DINAS|BADAN"
    r"|KECAMATAN)(?:[ \t]+(?:[A-Z][\w-]{1,30}|dan)){1,6}"
)
_NAME_AFTER = r"[ \t]+((?:[A-Z][\w'-]{1,30})(?:[ \t]+[A-Z][\w'-]{1,30}){0,2})"
_VILLAGE_WORD = re.compile(rf"\b(?:[Kk]elurahan|KELURAHAN|[Kk]el\.|[Dd]esa){_NAME_AFTER}")
_DISTRICT_WORD = re.compile(rf"\b(?:[Kk]ecamatan|KECAMATAN|[Kk]ec\.){_NAME_AFTER}")
_LABELLED = re.compile(
    r"^[ \t]{0,4}(kelurahan|kecamatan)[ \t]{0,8}:[ \t]{0,4}([^\n,;]{2,60})", re.IGNORECASE | re.MULTILINE
)

_BEGINS = (
    r"(?:depan|dpn|dekat|belakang|samping|sekitar|seberang|simpang|pertigaan|perempatan|persimpangan|gang|"
    r"gg\.?|jalan|jl\.?|jln|lapangan|taman|komplek|kompleks|perumahan|aula|balai|gedung|kantor|ruang|"
    r"terminal|dermaga|jembatan)"
)
_LOCATION = re.compile(rf"\b{_BEGINS}\b", re.IGNORECASE)
_STREETS = frozenset(("jalan", "jl", "jl.", "jln", "gang", "gg", "gg."))
_STREET_NAME = re.compile(r"\.?[ \t]+[A-Z\d]")
_GOES_ON = word_set(
    """rt rw no no. nomor di depan dpn dekat belakang samping seberang gang gg gg. jalan jl jl. jln kelurahan
    kecamatan pasar sd smp     sma tk masjid musala gereja sekolah puskesmas ruko kantor blok km lantai rumah
    warung toko kota tiga empat balai kampung     perumahan komplek rapat pos polsek makam terminal aula taman
    lapangan jembatan tps simpang sdn"""
)
_WORD = re.compile(r"[^\s,;!?()]{1,40}")


def villages(text: str) -> list[Value]:
    """Kelurahan named in a text; those named with the word first."""
    found = [
        Value(match.start(2), match.end(2), match.group(2).strip(), match.group(2).strip())
        for match in _LABELLED.finditer(text)
        if match.group(1).lower() == "kelurahan"
    ]
    found += [_known(match, _VILLAGES) for match in _VILLAGE_WORD.finditer(text)]
    for match in _names(tuple(_VILLAGES)).finditer(text):
        name, before = match.group().lower(), text[max(0, match.start() - 12) : match.start()].lower().split()
        announced = bool(before) and before[-1] in ("kelurahan", "kel", "kel.")
        named = bool(before) and before[-1] == "di" and text[match.start()].isupper()
        of_district = bool(before) and before[-1] in ("kecamatan", "kec.", "kec")
        of_street = bool(before) and before[-1] in ("jalan", "jl.", "jl", "gang", "sungai")
        if announced or named or not (name in _ORDINARY or of_district or of_street):
            written = next(each for each in _VILLAGES if each.lower() == name)
            value = Value(match.start(), match.end(), text[match.start() : match.end()], written)
            found.insert(0, value) if announced and not found else found.append(value)
    return found


def districts(text: str) -> list[Value]:
    """Kecamatan named in a text."""
    found = [
        Value(match.start(2), match.end(2), match.group(2).strip(), match.group(2).strip())
        for match in _LABELLED.finditer(text)
        if match.group(1).lower() == "kecamatan"
    ]
    found += [_known(match, _DISTRICTS) for match in _DISTRICT_WORD.finditer(text)]
    return found


def agencies(text: str) -> list[Value]:
    """Agencies of the city in a text, in order."""
    found = {}
    for match in _names(tuple(_AGENCIES)).finditer(text):
        name = next(each for each in _AGENCIES if each.lower() == match.group().lower())
        found[match.start()] = Value(match.start(), match.end(), name, name)
    for match in _AGENCY_WORD.finditer(text):
        written = re.sub(r"[ \t]+dan$", "", match.group())
        if not any(start <= match.start() < each.end for start, each in found.items()):
            name = written.title() if written.isupper() else written
            found[match.start()] = Value(match.start(), match.start() + len(written), name, name)
    return [found[start] for start in sorted(found)]


def locations(text: str) -> list[Value]:
    """Where something is: "depan SD", "Gang Melati RT 12", "Jalan Kemuning Nomor 3"."""
    found = []
    reached = 0
    for match in _LOCATION.finditer(text):
        if match.start() < reached or (match.group().lower() in _STREETS and not _STREET_NAME.match(text, match.end())):
            continue
        end = _extended(text, match.end())
        if end > match.end():
            written = text[match.start() : end].rstrip(". ")
            found.append(Value(match.start(), end, written, written))
            reached = end
    # Places with a name of their own come before "kantor" and "rumah".
    return found


def _extended(text: str, at: int) -> int:
    """How far a place's name goes: capitals, figures, and words of places; a village's name also in small letters."""
    end = reached = at
    names = _names(tuple(_VILLAGES))
    for _step in range(10):
        match = _WORD.match(text, reached + 1) if reached < len(text) and text[reached] in " \t" else None
        if match is None:
            break
        word = match.group()
        bare = word.rstrip(".")
        if bare.lower() in _GOES_ON:
            # Prepositions count only with what follows them.
            if bare.lower() not in ("di", "depan", "dekat", "belakang", "samping", "rt", "rw", "no", "nomor", "blok"):
                end = match.start() + len(bare)
            reached = match.end()
        elif bare[:1].isupper() or bare[:1].isdigit():
            end, reached = match.start() + len(bare), match.end()
        else:
            village = names.match(text, match.start())
            if village is None:
                break
            end = reached = village.end()
        if word.endswith(".") and bare.lower() not in ("gg", "jl", "no"):
            break
    return end


def _known(match: re.Match[str], names: list[str]) -> Value:
    """The longest known name at the place, else the words as they are written."""
    said = match.group(1)
    for name in sorted(names, key=len, reverse=True):
        if said.lower().startswith(name.lower()):
            return Value(match.start(1), match.start(1) + len(name), said[: len(name)], name)
    return Value(match.start(1), match.end(1), said, said)


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted({re.escape(name.lower()) for name in names}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(ordered)})\b", re.IGNORECASE)

"""The hand-written sentences around a core."""

from functools import lru_cache

from workshop_kit.data.generate.catalogue import catalogue_rows
from workshop_kit.data.generate.complaints.cores import Core
from workshop_kit.data.generate.draws import Draws

# How often people turn to the agency that is in charge, and not to some other.
RIGHT_AGENCY = 0.65


def about(core: Core, part: str, variety: str) -> list[str]:
    """Details (``rincian``) or requests (``permintaan``) that fit the core's topic or, unless it asks, its class."""
    spoken = _spoken(variety)
    own = _by_topic().get((core.category, core.topic, part, spoken), [])
    general = [] if core.asks else _by_topic().get((core.category, "umum", part, spoken), [])
    return own + general


def around(part: str, variety: str) -> list[str]:
    """Sentences that fit any complaint: ``salam``, ``latar``, ``desakan``, ``penutup``, ..."""
    return _general().get((part, variety)) or _general().get((part, _spoken(variety)), [])


def second_issue(category: str, variety: str) -> list[str]:
    """Another matter, of this class, in a few words."""
    return _by_category("sampingan.csv")[category, _spoken(variety)]


def general_requests(category: str, variety: str) -> list[str]:
    """Requests that fit any complaint of the class."""
    return _by_topic()[category, "umum", "permintaan", _spoken(variety)]


def in_passing(category: str, variety: str) -> list[str]:
    """Sentences that name matters of this class without complaining of them."""
    return _by_category("singgungan.csv")[category, _spoken(variety)]


def agency_as_called(core: Core, variety: str, draws: Draws) -> str:
    """An agency as people call it: often the one in charge."""
    matter = "pajak" if core.about_taxes else "izin" if core.category == "perizinan_pajak" else core.category
    names = _agencies(_spoken(variety))
    everybody = list(dict.fromkeys(name for own in names.values() for name in own))
    return draws.one_of(names[matter] if draws.chance(RIGHT_AGENCY) else everybody)


def _spoken(variety: str) -> str:
    return "baku" if variety == "baku" else "sehari"


@lru_cache(maxsize=2)
def _agencies(variety: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in catalogue_rows("complaints", "instansi.csv"):
        if row["ragam"] == variety:
            found.setdefault(row["kategori"], []).append(row["nama"])
    return found


@lru_cache(maxsize=1)
def _by_topic() -> dict[tuple[str, str, str, str], list[str]]:
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in catalogue_rows("complaints", "kalimat.csv"):
        found.setdefault((row["kategori"], row["topik"], row["bagian"], row["ragam"]), []).append(row["teks"])
    return found


@lru_cache(maxsize=1)
def _general() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in catalogue_rows("complaints", "umum.csv"):
        found.setdefault((row["bagian"], row["ragam"]), []).append(row["teks"])
    return found


@lru_cache(maxsize=2)
def _by_category(file: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in catalogue_rows("complaints", file):
        found.setdefault((row["kategori"], row["ragam"]), []).append(row["teks"])
    return found

"""Personal data: identifiers in the cells, and columns that hold people by their name."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from workshop_kit.data.readiness import naming, places
from workshop_kit.data.readiness.findings import Finding, grouped
from workshop_kit.data.readiness.profile import Profile
from workshop_kit.language import _, translate
from workshop_kit.privacy.identifiers import find

# Cells without one of these hold no identifier: nine digits (or letters that read as digits), a sign for "at", or what
# may be a number plate. Everything else is looked at by the finder itself.
_CANDIDATE = (
    r"(?i)[0-9oil\x{0660}-\x{FF19}](?:[^0-9oil]{0,10}[0-9oil\x{0660}-\x{FF19}]){8}"
    r"|@|\x{FF20}|\b(?:at|et)\b|[a-z]{1,2}[ .-]{0,3}[0-9oil]{1,4}[ .-]{0,3}[a-z]{1,3}\b"
)
# Those of them that are looked at first: built as an NIK or NIP, a telephone number, an address.
_NIK = r"\d{6}(?:0[1-9]|[1-6]\d|7[01])(?:0[1-9]|1[0-2])\d{6}"
_NIP = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])\d{12}"
_LIKELY = rf"(?:^|\D)(?:{_NIK}|{_NIP}|(?:0|\+?62[ -]?)8(?:[ .-]?\d){{7,11}})(?:\D|$)|\S@\S"
_DAY = r"^\d{4}-\d\d-\d\d(?:[ T][\d:.+Z]*)?$"
# Distinct candidates looked at in one column; where there are more, an even selection of this size stands for all:
# a small one when it holds many identifiers or when none of them is likely, else a large one.
FEW, SOME, MANY = 2000, 5000, 20_000
_PLATE = "PLAT"
_KINDS = {
    "NIK": _("NIK"),
    "KK": _("nomor kartu keluarga"),
    "NPWP": _("NPWP"),
    "NIP": _("NIP"),
    "TELEPON": _("nomor telepon"),
    "EMAIL": _("alamat surel"),
    "BPJS": _("nomor BPJS"),
    "REKENING": _("nomor rekening"),
}
# Institutions, not people: what a column called "nama" may hold instead.
_INSTITUTION = (
    r"(?i)^(dinas|badan|bagian|bidang|kantor|kecamatan|kelurahan|desa|puskesmas|posyandu|upt|uptd|rsud|rs|klinik|sd|sdn|smp|"
    r"smpn|sma|sman|smk|smkn|tk|paud|pt|cv|ud|pasar|jalan|jl|jembatan|taman|masjid|gereja|pura|vihara|sungai|waduk|tps|"
    r"terminal|gedung|kota|kabupaten|sekretariat|inspektorat|satuan|perumda|perumdam|rumah sakit|program|kegiatan)\b"
)
# Left by a masking before: stars, a mark in brackets, a hash.
_MASKED = r"^(?:[*xX•#.\s-]+|\[[A-Z_ ]+\]|<[A-Z]+_[\d.]+>|[0-9a-f]{32,128})$"


def findings(profile: Profile, declared_not: bool = False) -> Iterator[Finding]:
    """Personal data in one column; marks the profile, so that its values are shown by their shape only.

    Parameters
    ----------
    profile : Profile
    declared_not : bool
        Whether the metadata says that the column holds nothing personal. It is believed of names, never against
        identifiers that are found.
    """
    kinds, exact = _identifiers(profile)
    plates = kinds.pop(_PLATE, 0)
    by_name = _by_name(profile)
    if kinds and sum(kinds.values()) > profile.filled / 2:
        profile.personal = translate(_KINDS[kinds.most_common(1)[0][0]])
    elif by_name and not declared_not:
        profile.personal = translate(by_name)
    for kind, count in kinds.most_common():
        yield _found("personal-identifier", profile, kind, count, exact)
    if plates:
        yield _found("vehicle-plate", profile, _PLATE, plates, exact)
    if by_name and not declared_not and not kinds:
        yield profile.finding("personal-by-name", profile.given, jenis=translate(by_name))


def _found(code: str, profile: Profile, kind: str, count: int, exact: bool) -> Finding:
    return Finding(
        code,
        column=profile.label,
        rows=count,
        of=profile.rows,
        examples=(f"[{kind}]",),
        fields={
            "jenis": translate(_KINDS.get(kind, "")),
            "jumlah": grouped(count) if exact else translate(_("Sekitar {jumlah}"), jumlah=grouped(count)),
        },
    )


def _by_name(profile: Profile) -> str | None:
    """What the column's name says it holds, unless its values show otherwise."""
    kind = naming.personal(profile.name)
    if kind is None or not profile.filled:
        return None
    harmless = profile.given & (
        profile.matching(_INSTITUTION) | profile.matching(_MASKED) | places.known_names(profile)
    )
    return None if profile.rows_of(harmless) > 0.8 * profile.filled else kind


def _identifiers(profile: Profile) -> tuple[Counter[str], bool]:
    """Cells by the kinds of identifier in them, and whether every candidate was looked at."""
    candidates = profile.given & profile.matching(_CANDIDATE, profile.distinct) & ~profile.matching(_DAY)
    likely = candidates & profile.matching(_LIKELY)
    cells: Counter[str] = Counter()
    exact = True
    for mask, most in ((likely, MANY), (candidates & ~likely, SOME)):
        found, complete = _looked_at(profile, np.flatnonzero(mask), most)
        cells += found
        exact = exact and complete
    return cells, exact


def _looked_at(profile: Profile, candidates: npt.NDArray[np.int64], most: int) -> tuple[Counter[str], bool]:
    """Cells by kind: all candidates, or what an even selection of them says of all."""
    few = _selection(candidates, FEW)
    cells = _cells(profile, few)
    if len(few) == len(candidates):
        return cells, True
    looked = few
    if cells.total() < 0.05 * profile.counts[few].sum():
        # Rare ones are looked for longer.
        looked = _selection(candidates, most)
        cells = _cells(profile, looked)
    if len(looked) == len(candidates):
        return cells, True
    times = profile.counts[candidates].sum() / profile.counts[looked].sum()
    return Counter({kind: round(count * times) for kind, count in cells.items()}), False


def _selection(candidates: npt.NDArray[np.int64], most: int) -> npt.NDArray[np.int64]:
    if len(candidates) <= most:
        return candidates
    return candidates[np.linspace(0, len(candidates) - 1, most).astype(np.int64)]


def _cells(profile: Profile, places: npt.NDArray[np.int64]) -> Counter[str]:
    told = naming.code(profile.name) or naming.personal(profile.name)
    before = f"{' '.join(naming.words(profile.name))[:60]} " if told else ""
    cells: Counter[str] = Counter()
    for place in places:
        text = str(profile.distinct[int(place)].as_py())
        for kind in {each.kind for each in find(before + text) if each.end > len(before)}:
            cells[kind] += int(profile.counts[place])
    return cells

"""Names and codes of Samarinda's kelurahan and kecamatan, held against the workshop's table of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Mask, Profile, as_mask
from workshop_kit.language import _, translate

# Distinct strangers for which the nearest name is looked up; the rest is counted.
LOOKED_UP = 200
_NEAR = 0.72
# Below this share of known values a column is about other places.
_OURS = 0.3
_PREFIX = re.compile(r"^(kelurahan|kel|kecamatan|kec)(\.\s*|\s+)", re.IGNORECASE)
# A code that was a number for a while.
_SPOILT = re.compile(r"\.0+$")
_SCIENTIFIC = r"(?i)^\d([.,]\d+)?e\+?\d+$"
# Distinct values, or pairs of them, up to which columns are held against each other.
_PAIRED = 20_000
_SYSTEMS = {
    "kemendagri": _("kode Kemendagri (64.72.01.1001)"),
    "kemendagri-tanpa-titik": _("kode Kemendagri tanpa titik (6472011001)"),
    "bps": _("kode BPS (6472010005)"),
}


@dataclass(frozen=True)
class Place:
    """What a code stands for: a kelurahan (empty for a code of a kecamatan) and its kecamatan."""

    village: str
    district: str


@dataclass(frozen=True)
class Register:
    """Names and codes as they are official.

    Attributes
    ----------
    names : dict
        ``kelurahan`` and ``kecamatan``: the official names by their folded form.
    codes : dict
        Of each system, the places by their codes. Some numbers are a code in two systems, of different places.
    district_of : dict
        Kecamatan of each folded kelurahan.
    """

    names: dict[str, dict[str, str]]
    codes: dict[str, dict[str, Place]]
    district_of: dict[str, set[str]]

    def systems(self, code: str) -> set[str]:
        """The systems in which a text is a code."""
        return {system for system, codes in self.codes.items() if code in codes}

    def places(self, code: str, systems: set[str]) -> list[Place]:
        """What a code stands for in these systems."""
        return [self.codes[each][code] for each in sorted(systems) if code in self.codes[each]]


@lru_cache(maxsize=1)
def register() -> Register:
    """The workshop's own table of places."""
    from workshop_kit.data import load

    names: dict[str, dict[str, str]] = {"kelurahan": {}, "kecamatan": {}}
    codes: dict[str, dict[str, Place]] = {system: {} for system in _SYSTEMS}
    district_of: dict[str, set[str]] = {}
    for row in load("wilayah").itertuples(index=False):
        village, district = str(row.kelurahan), str(row.kecamatan)
        names["kelurahan"][folded(village)] = village
        names["kecamatan"][folded(district)] = district
        district_of.setdefault(folded(village), set()).add(district)
        _add(codes, str(row.kode_kelurahan), str(row.kode_bps), Place(village, district))
        _add(codes, str(row.kode_kecamatan), str(row.kode_bps)[:7], Place("", district))
    return Register(names, codes, district_of)


def _add(codes: dict[str, dict[str, Place]], ministry: str, statistics: str, place: Place) -> None:
    codes["kemendagri"][ministry] = place
    codes["kemendagri-tanpa-titik"][ministry.replace(".", "")] = place
    codes["bps"][statistics] = place


def folded(name: str) -> str:
    """A name without case, signs, spaces and the word kelurahan or kecamatan before it.

    Examples
    --------
    >>> folded("Kel. DADI MULYA") == folded("Dadimulya")
    True
    """
    return re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", name.strip()).lower())


def nearest(name: str, level: str) -> str | None:
    """The official name most like another one.

    Examples
    --------
    >>> nearest("SEMPAJA SLTN", "kelurahan")
    'Sempaja Selatan'
    """
    official = register().names[level]
    wanted = folded(name[:80])
    near = get_close_matches(wanted, official, n=1, cutoff=_NEAR) if wanted else []
    return official[near[0]] if near else None


def known_names(profile: Profile) -> Mask:
    """Distinct values that are a kelurahan or kecamatan, in any spelling."""
    every = [folded_name for level in register().names.values() for folded_name in level]
    return as_mask(pc.is_in(_folded(profile), pa.array(every)))


def findings(profile: Profile) -> Iterator[Finding]:
    """What is wrong in a column of names or codes of places; nothing for other columns."""
    level = naming.place(profile.name)
    if level is None or profile.filled == 0:
        return
    if level == "kode":
        yield from _code_findings(profile)
    else:
        yield from _name_findings(profile, level)


def mismatches(profiles: list[Profile]) -> Iterator[Finding]:
    """Rows whose columns name places that do not belong together."""
    placed = [(each, naming.place(each.name)) for each in profiles]
    villages = [each for each, level in placed if level in ("kelurahan", "kode")]
    districts = [each for each, level in placed if level in ("kecamatan", "kode")]
    done: set[frozenset[int]] = set()
    for village in villages:
        for district in districts:
            pair = frozenset((id(village), id(district)))
            if village is district or pair in done:
                continue
            done.add(pair)
            wrong = _wrong_pairs(village, district)
            if wrong.any():
                label = f"{village.label} + {district.label}"
                rows = int(wrong.sum())
                yield Finding(
                    "place-mismatch", column=label, rows=rows, of=village.rows, examples=_pair(village, district, wrong)
                )


def _pair(one: Profile, other: Profile, wrong: Mask) -> tuple[str, ...]:
    row = int(np.argmax(wrong))
    return tuple(each.show(str(each.trimmed[int(each.codes[row])].as_py())) for each in (one, other))


def _wrong_pairs(one: Profile, other: Profile) -> Mask:
    """Rows in which two columns are each known and have no kecamatan in common."""
    pairs = one.codes.astype(np.int64) * (len(other.distinct) or 1) + other.codes
    distinct, inverse = np.unique(pairs, return_inverse=True)
    if len(distinct) > _PAIRED:
        return np.zeros(one.rows, dtype=np.bool_)
    mine, theirs = _districts(one), _districts(other)
    size = len(other.distinct) or 1
    wrong = np.fromiter(
        (_apart(mine.get(int(each // size)), theirs.get(int(each % size))) for each in distinct), np.bool_
    )
    return np.asarray(wrong[inverse], dtype=np.bool_)


def _apart(one: set[str] | None, other: set[str] | None) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _districts(profile: Profile) -> dict[int, set[str]]:
    """Kecamatan of each distinct value that is known, by its number."""
    known = register()
    level = naming.place(profile.name)
    systems = (_systems(profile) or set(_SYSTEMS)) if level == "kode" else set()
    found = {}
    for number, text in enumerate(profile.trimmed.to_pylist()[:_PAIRED]):
        if level == "kode":
            districts = {each.district for each in known.places(_SPOILT.sub("", str(text)), systems)}
        elif level == "kecamatan":
            name = known.names["kecamatan"].get(folded(str(text)))
            districts = {name} if name else set()
        else:
            districts = known.district_of.get(folded(str(text)), set())
        if districts:
            found[number] = districts
    return found


def _systems(profile: Profile) -> set[str]:
    """The systems that a column uses, told by the codes that belong to one alone."""
    known = register()
    texts = (_SPOILT.sub("", str(each)) for each in profile.trimmed.to_pylist()[:_PAIRED])
    told = (known.systems(each) for each in texts)
    return {next(iter(each)) for each in told if len(each) == 1}


def _name_findings(profile: Profile, level: str) -> Iterator[Finding]:
    official = register().names[level]
    texts = _folded(profile)
    known = profile.given & as_mask(pc.is_in(texts, pa.array(list(official))))
    unknown = profile.given & ~known
    if profile.rows_of(known) < _OURS * profile.filled and not _mostly_near(profile, unknown, level):
        yield profile.finding("place-elsewhere", unknown)
        return
    exact = as_mask(pc.is_in(profile.trimmed, pa.array(list(official.values()))))
    spelt = known & ~exact & ~_same_case_everywhere(profile, known, official)
    if spelt.any():
        yield profile.finding(
            "place-spelling", spelt, {each: official.get(folded(each), "") for each in profile.texts(spelt, 50)}
        )
    if unknown.any():
        near = {
            each: nearest(each, level) or translate(_("tidak ada yang mirip"))
            for each in profile.texts(unknown, LOOKED_UP)
        }
        yield profile.finding("place-unknown", unknown, near)


def _mostly_near(profile: Profile, unknown: Mask, level: str) -> bool:
    """Whether most of what is not known looks like a name that is."""
    texts = profile.texts(unknown, 20)
    return sum(nearest(each, level) is not None for each in texts) > len(texts) / 2


def _same_case_everywhere(profile: Profile, known: Mask, official: dict[str, str]) -> Mask:
    """All values, when the whole column is written in capitals or in small letters: that is a style, not a mistake."""
    texts = profile.texts(known)
    for style in (str.upper, str.lower):
        if all(each == style(official.get(folded(each), each)) for each in texts):
            return np.ones(len(profile.distinct), dtype=np.bool_)
    return np.zeros(len(profile.distinct), dtype=np.bool_)


def _code_findings(profile: Profile) -> Iterator[Finding]:
    every = [code for codes in register().codes.values() for code in codes]
    bare = pc.replace_substring_regex(profile.trimmed, _SPOILT.pattern, "")
    known = profile.given & as_mask(pc.is_in(bare, pa.array(every)))
    yield from _as_number(profile)
    if not known.any():
        # Other codes may be called so as well; their form is looked at elsewhere.
        return
    systems = _systems(profile)
    if len(systems) > 1:
        named = ", ".join(translate(_SYSTEMS[each]) for each in _SYSTEMS if each in systems)
        yield profile.finding("code-systems-mixed", known, sistem=named)
    unknown = profile.given & ~known & ~profile.matching(_SCIENTIFIC)
    if unknown.any():
        yield profile.finding("place-unknown", unknown, _nearest_codes(profile, unknown, systems or set(_SYSTEMS)))


def _nearest_codes(profile: Profile, unknown: Mask, systems: set[str]) -> dict[str, str]:
    known = register()
    every = [code for system in sorted(systems) for code in known.codes[system]]
    near = {}
    for text in profile.texts(unknown, LOOKED_UP):
        found = get_close_matches(text[:40], every, n=1, cutoff=0.8)
        if found:
            place = known.places(found[0], systems)[0]
            near[text] = f"{found[0]} ({place.village or place.district})"
    return near


def _as_number(profile: Profile) -> Iterator[Finding]:
    spoilt = profile.given & (profile.matching(r"^\d+\.0+$") | profile.matching(_SCIENTIFIC))
    if spoilt.any():
        yield profile.finding("code-as-number", spoilt)


def _folded(profile: Profile) -> pa.Array:
    """The distinct values as `folded` makes them."""
    lower = pc.utf8_lower(profile.trimmed)
    bare = pc.replace_substring_regex(lower, r"^(kelurahan|kel|kecamatan|kec)(\.\s*|\s+)", "")
    return pc.replace_substring_regex(bare, r"[^a-z0-9]", "")

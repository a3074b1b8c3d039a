"""Words written in several ways, spaces at their ends, letters that were translated wrongly."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workshop_kit.data.readiness import naming
from workshop_kit.data.readiness.findings import Finding
from workshop_kit.data.readiness.profile import Profile

# UTF-8 read as Windows-1252: an Ã or â, with what follows it.
_MOJIBAKE = r"Ã[\x{0080}-\x{00BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\x{00A0}-\x{00BF}]|ï»¿"
# Longer texts are sentences; two that are alike are a matter of duplicates.
_WORDS_LONGEST = 60


def findings(profile: Profile) -> Iterator[Finding]:
    """What is wrong with how words are written in a column."""
    mojibake = profile.matching(_MOJIBAKE, profile.distinct)
    if mojibake.any():
        yield profile.finding("mojibake", mojibake)
    spaces = profile.given & profile.matching(r"^[\s\x{00A0}]|[\s\x{00A0}]$", profile.distinct)
    if spaces.any():
        yield profile.finding("spaces-around", spaces)
    if profile.kind == "text" and not profile.personal and naming.place(profile.name) is None:
        yield from _variants(profile)


def _variants(profile: Profile) -> Iterator[Finding]:
    """Values that differ only in capitals, spaces, dots and dashes; the usual writing of each is not counted."""
    lengths = pc.utf8_length(profile.trimmed).to_numpy(zero_copy_only=False)
    words = profile.given & (lengths <= _WORDS_LONGEST) & profile.matching(r"[A-Za-z]{2}")
    places = np.flatnonzero(words)
    if len(places) < 2:
        return
    alike = pc.replace_substring_regex(pc.utf8_lower(profile.trimmed), r"[\s\x{00A0}._-]+", " ").take(pa.array(places))
    groups = pc.dictionary_encode(alike)
    numbers = groups.indices.to_numpy()
    if len(groups.dictionary) == len(places):
        return
    order = np.lexsort((places, -profile.counts[places], numbers))
    firsts = np.ones(len(order), dtype=np.bool_)
    firsts[1:] = numbers[order][1:] != numbers[order][:-1]
    usual = np.zeros(len(groups.dictionary), dtype=np.int64)
    usual[numbers[order][firsts]] = places[order][firsts]
    others = places[order][~firsts]
    # Two values that differ only in spaces at their ends are told of already.
    texts = {int(each): str(profile.trimmed[int(each)].as_py()) for each in others[:1000]}
    mask = np.zeros(len(profile.distinct), dtype=np.bool_)
    arrows = {}
    group_of = dict(zip(places.tolist(), numbers.tolist(), strict=True))
    for place in others:
        better = str(profile.trimmed[int(usual[group_of[int(place)]])].as_py())
        text = texts.get(int(place)) or str(profile.trimmed[int(place)].as_py())
        if text != better:
            mask[place] = True
            arrows[text] = profile.show(better)
    if mask.any():
        yield profile.finding("spelling-variants", mask, arrows)

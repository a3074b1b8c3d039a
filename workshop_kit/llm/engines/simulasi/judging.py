"""How well each label fits a text: any labels, known ones by what was learnt, others by their words."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from workshop_kit.llm.engines.simulasi.grams import grams
from workshop_kit.llm.engines.simulasi.lexicon import Dimension, dimensions, softmax
from workshop_kit.llm.engines.simulasi.words import fold, stems, words

# Names by which labels are known, in plain words; "a+b": both classes. Longer ones are looked for first.
_NAMES: Mapping[str, Mapping[str, str]] = {
    "kategori": {
        "jalan": "jalan jembatan infrastruktur road roads street bridge|jalan rusak|jalan dan jembatan|kerusakan jalan",
        "drainase": "drainase banjir genangan parit selokan saluran gorong drainage flood flooding",
        "jalan+drainase": "dpupr pupr|pekerjaan umum|penataan ruang|public works",
        "sampah": "sampah kebersihan persampahan waste garbage trash rubbish sanitation",
        "sampah+lingkungan": "dlh",
        "air_bersih": "pdam perumdam ledeng air|air bersih|air minum|tirta kencana|clean water|water supply|tap water"
        "|water",
        "perhubungan": "perhubungan dishub transportasi lalin parkir penerangan pju angkutan transport transportation"
        " traffic parking|lalu lintas"
        "|lampu jalan|street light|street lights|street lighting",
        "kesehatan": "kesehatan dinkes puskesmas medis health",
        "kependudukan": "kependudukan disdukcapil dukcapil ktp adminduk population identity|catatan sipil"
        "|pencatatan sipil"
        "|civil registry"
        "|dokumen penduduk|civil registration",
        "perizinan_pajak": "perizinan izin pajak dpmptsp bapenda retribusi permit permits tax taxes licensing"
        "|perizinan pajak"
        "|penanaman modal",
        "lingkungan": "lingkungan pencemaran polusi pohon taman environment pollution|lingkungan hidup",
        "ketertiban": "ketertiban satpol trantib keamanan kecamatan kelurahan disorder order|ketertiban umum"
        "|public order",
    },
    "urgensi": {
        "tinggi": "tinggi mendesak darurat gawat segera urgent high emergency kritis critical p1|sangat mendesak",
        "sedang": "sedang menengah medium normal biasa moderate p2",
        "rendah": "rendah low ringan santai p3",
    },
    "sentimen": {
        "positif": "positif positive senang puas baik",
        "netral": "netral neutral",
        "negatif": "negatif negative kecewa marah buruk",
    },
    "tugas": {
        "aturan": "aturan rule rules rumus|rule based|berbasis aturan|program biasa",
        "terlatih": "terlatih learned dilatih prediktif pembelajaran|model terlatih|machine learning|pembelajaran mesin"
        "|model yang belajar",
        "generatif": "generatif generative llm genai|model bahasa|ai generatif|language model",
    },
    "jenis": {
        "pertanyaan": "pertanyaan tanya informasi question|permintaan informasi",
        "keluhan": "keluhan pengaduan aduan complaint",
        "usul": "usul saran usulan aspirasi suggestion",
        "pujian": "pujian apresiasi praise compliment|terima kasih",
    },
}
_OTHERS = frozenset(("lainnya", "lain", "other", "others", "lain lain", "tidak diketahui", "unknown", "umum"))
_NOT = ("tidak ", "bukan ", "non ", "not ", "tanpa ", "no ")
_YES, _NO = frozenset(("ya", "yes", "benar", "true", "iya")), frozenset(("tidak", "no", "salah", "false", "bukan"))
_DOUBT = 0.02
_OTHER_SCORE = 0.08
_LEAST_SURE = 0.55
_LONGEST = 8_000


def judge(
    text: str,
    labels: Mapping[str, str],
    examples: Sequence[tuple[str, str]] = (),
    question: str = "",
) -> tuple[dict[str, float], bool]:
    """Probability of each label for a text.

    Parameters
    ----------
    text : str
    labels : mapping of str to str
        Label → what is said of it.
    examples : sequence of (text, label)
    question : str
        The instruction; what "ya" and "tidak" answer.

    Returns
    -------
    dict of str to float
        They sum to 1.
    bool
        Whether there is any ground for them.
    """
    text = text[:_LONGEST]
    names = list(labels)
    scores, grounded = _by_meaning(text, labels, question)
    if examples:
        near = _by_examples(text, names, examples)
        grounded = grounded or max(near.values()) > 0
        scores = {name: scores[name] + near[name] for name in names}
    shares = softmax([scores[name] for name in names])
    # Nothing is quite impossible.
    return {
        name: (1 - _DOUBT) * share + _DOUBT / len(names) for name, share in zip(names, shares, strict=True)
    }, grounded


def dimension_of(labels: Sequence[str]) -> tuple[str, dict[str, tuple[str, ...]]] | None:
    """The way of sorting that labels belong to, and for each that is known the classes it means."""
    best: tuple[str, dict[str, tuple[str, ...]]] | None = None
    counted = [label for label in labels if _plain(label) not in _OTHERS]
    for name in _NAMES:
        known = {label: classes for label in counted if (classes := _classes(name, label))}
        enough = len(known) >= max(1, 0.6 * len(counted))
        if enough and len(set(known.values())) > 1 and (best is None or len(known) > len(best[1])):
            best = name, known
    return best


def _by_meaning(text: str, labels: Mapping[str, str], question: str) -> tuple[dict[str, float], bool]:
    """Scores that are logarithms of probabilities."""
    names = list(labels)
    opposite = _opposites(names)
    if opposite is not None:
        return _of_two(text, *opposite, labels, question)
    by_words = _by_words(text, labels)
    found = dimension_of(names)
    if found is None:
        return {name: 9 * by_words[name] for name in names}, max(by_words.values()) > 0
    dimension, known = found
    share = dimensions()[dimension].probabilities(text)
    scores = {}
    for name in names:
        if name in known:
            twins = sum(set(other) == set(known[name]) for other in known.values())
            probability = sum(share[each] for each in known[name]) / twins
            # Of two names for one class the words decide.
            scores[name] = math.log(max(probability, 1e-6)) + (3 * by_words[name] if twins > 1 else 0.0)
        else:
            scores[name] = math.log(_OTHER_SCORE) + (0 if _plain(name) in _OTHERS else 5 * by_words[name])
    return scores, True


def _opposites(names: list[str]) -> tuple[str, str] | None:
    """Of two labels the one that says something and the one that denies it."""
    if len(names) != 2:
        return None
    plain = [_plain(name) for name in names]
    for yes, no in ((0, 1), (1, 0)):
        if plain[yes] in _YES and plain[no] in _NO:
            return names[yes], names[no]
        if any(plain[no] == denial + plain[yes] for denial in _NOT):
            return names[yes], names[no]
    return None


def _of_two(text: str, yes: str, no: str, labels: Mapping[str, str], question: str) -> tuple[dict[str, float], bool]:
    asked = question if _plain(yes) in _YES else f"{yes} {labels[yes]}"
    probability = how_true(text, asked)
    if probability is None:
        return {yes: math.log(0.45), no: math.log(0.55)}, False
    return {yes: math.log(max(probability, 1e-6)), no: math.log(max(1 - probability, 1e-6))}, True


def how_true(text: str, statement: str) -> float | None:
    """Probability that a statement such as "mendesak" holds for a text; None if it means nothing here."""
    for dimension in ("urgensi", "jenis", "sentimen", "kategori"):
        for word_count in (2, 1):
            said = words(statement)
            for start in range(len(said) - word_count + 1):
                classes = _classes(dimension, " ".join(said[start : start + word_count]), exact=True)
                if classes and said[start] not in (
                    "air",
                    "baik",
                    "sedang",
                    "biasa",
                    "order",
                    "kelurahan",
                    "kecamatan",
                    "aduan",
                ):
                    share = dimensions()[dimension].probabilities(text)
                    return sum(share[each] for each in classes)
    return None


@lru_cache(maxsize=4_000)
def _classes(dimension: str, label: str, exact: bool = False) -> tuple[str, ...]:
    """Classes of a dimension that a label means; empty if none."""
    plain = _plain(label)
    padded = f" {plain} "
    best: tuple[int, tuple[str, ...]] = (0, ())
    for classes, names in _NAMES[dimension].items():
        single, *phrases = names.split("|")
        known = [
            *(each.replace("_", " ") for each in classes.split("+")[:1] if "+" not in classes),
            *single.split(),
            *phrases,
        ]
        for name in known:
            if plain == name:
                return tuple(classes.split("+"))
            if not exact and f" {name} " in padded and len(name) > best[0]:
                best = len(name), tuple(classes.split("+"))
    if best[1] or exact or dimension != "kategori":
        return best[1]
    return _by_learnt(dimensions()[dimension], plain)


def _by_learnt(dimension: Dimension, label: str) -> tuple[str, ...]:
    if dimension.evidence(label) < 0.5:
        return ()
    name, probability = max(dimension.probabilities(label).items(), key=lambda each: each[1])
    return (name,) if probability >= _LEAST_SURE else ()


def _by_words(text: str, labels: Mapping[str, str]) -> dict[str, float]:
    """For each label the share of its words and of their runs of letters that stand in the text."""
    said = frozenset(stems(text))
    runs = frozenset(grams(text))
    found = {}
    for label, description in labels.items():
        wanted = frozenset(stems(_plain(label)))
        more = frozenset(stems(description)) - wanted
        own_runs = grams(_plain(label))
        score = 0.0
        if wanted:
            score += 0.6 * len(wanted & said) / len(wanted)
        if own_runs:
            score += 0.15 * sum(run in runs for run in own_runs) / len(own_runs)
        if more:
            score += 0.6 * min(1.0, len(more & said) / 2)
        # A few shared letters are no ground.
        found[label] = score if score > 0.1 else 0.0
    return found


def _by_examples(text: str, names: list[str], examples: Sequence[tuple[str, str]]) -> dict[str, float]:
    here = _weighted(text)
    best = dict.fromkeys(names, 0.0)
    for example, label in examples[:200]:
        if label in best:
            best[label] = max(best[label], _cosine(here, _weighted(example[:_LONGEST])))
    return {name: 12 * near for name, near in best.items()}


def _weighted(text: str) -> dict[str, float]:
    known = dimensions()["kategori"].weights
    found = {run: known[run][0] if run in known else 100.0 for run in grams(text)}
    length = math.sqrt(sum(each * each for each in found.values())) or 1.0
    return {run: each / length for run, each in found.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large.get(run, 0.0) for run, weight in small.items())


def _plain(label: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in fold(label)).split())

"""The sentence of a text that answers a question, if there is one."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from workshop_kit.llm.engines.simulasi import places, values
from workshop_kit.llm.engines.simulasi.grams import grams
from workshop_kit.llm.engines.simulasi.sentences import Sentence
from workshop_kit.llm.engines.simulasi.words import fold, stem, stems, tokens, word_set

# Found on questions written for this purpose; see the docs for what comes of it on others.
_THRESHOLD = 0.5
_MOST = 6_000
_QUESTION_WORDS = frozenset(
    stem(word)
    for word in word_set(
        """berapa berapakah siapa siapakah kapan kapankah mana manakah dimana mengapa kenapa bagaimana apa apakah
        saja sebutkan jelaskan jawab pertanyaan teks dokumen konteks laporan berdasarkan menurut tersebut
        berikut who what when where why how many much long which does did answer text document according context
        question sumber kutip kalimat halaman sertakan cantumkan nomor"""
    )
)
_SYNONYMS = (
    "biaya anggaran dana nilai rupiah harga cost",
    "penyebab sebab karena akibat alasan mengapa because cause",
    "waktu lama durasi",
    "rumah keluarga",
    "warga penduduk masyarakat orang",
    "mulai sejak awal",
    "tempat lokasi",
    "jumlah total",
    "pegawai petugas asn",
    "murid siswa pelajar",
    "rusak patah lapuk",
    "selesai rampung akhir",
    "telepon kontak",
    "bayar pembayaran",
    "jadwal waktu",
    "meninggal tewas",
    "luka cedera",
    "sanksi hukuman teguran denda",
    "larang dilarang",
    "ketua pimpinan kepala",
    "free gratis",
    "opens open",
    "cost price",
)
_SAME = {stem(word): stem(group.split()[0]) for group in _SYNONYMS for word in group.split()}
_Expected = Callable[[str], bool]


def _has(pattern: str) -> _Expected:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda text: compiled.search(text) is not None


def _any_of(*finders: Callable[[str], Sequence[object]]) -> _Expected:
    return lambda text: any(finder(text) for finder in finders)


def _span_words(text: str) -> Sequence[object]:
    return re.findall(r"\b(?:tahun|bulan|hari|minggu)\b", text)


def _clock_words(text: str) -> Sequence[object]:
    return re.findall(r"\b(?:at (?:\w+)|pukul)\b", text)


_CAUSE = _has(r"\b(?:karena|sebab|akibat|disebabkan|agar|supaya|because|since|due to|so that|ternyata)\b")
_MONTH_OR_DAY = _has(
    r"\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|januari|februari|maret|april|mei|juni|juli|agustus"
    r"|september|oktober|november|desember"
    r"|setiap|pukul|tahun|sejak|sebelum|sesudah|setelah|pagi|siang|sore|malam|hari|january|february|march|may"
    r"|june|july|august|october"
    r"|december|monday|at|from|every|paling lambat|bulan|in \d{4}|\d{4})\b"
)
_WHERE = _has(r"\b(?:di|ke|dari|dalam|pada|at|in|from|gedung|kantor|ruang|aula|balai|wilayah)\b")
_MONEY_ASKED = re.compile(
    r"\b(?:biaya|anggaran|nilai|harga|tarif|honor\w*|gaji|denda|ganti rugi|dana|pagu|rent|cost|how much|upah|rupiah)\b"
)
_OTHER_MEASURE = re.compile(r"\b(?:persen|persentase|lama|pukul|jam|kapan|percent\w{0,4}|long)\b")
_KINDS: tuple[tuple[re.Pattern[str], _Expected, bool], ...] = (
    (re.compile(r"\bberapa lama\b|\bhow long\b"), _any_of(values.durations, _span_words), True),
    (re.compile(r"\b(?:pukul|jam) berapa\b"), _any_of(values.clocks, _clock_words), True),
    (re.compile(r"\b(?:berapa persen|persentase|what percentage)\b"), _any_of(values.percents), True),
    (
        re.compile(r"\b(?:berapa|berapakah|how many|how much)\b"),
        _any_of(values.numbers, values.money, values.percents),
        True,
    ),
    (re.compile(r"\b(?:kapan|kapankah|sejak kapan|when)\b"), _MONTH_OR_DAY, True),
    (re.compile(r"\b(?:mengapa|kenapa|why|apa sebab|apa penyebab)\b"), _CAUSE, False),
    (re.compile(r"\b(?:di ?mana|dari mana|ke mana|where)\b"), _WHERE, False),
)
_WHO = re.compile(r"\b(?:siapa|siapakah|who)\b")
_NAMED_PERSON = re.compile(
    r"\b(?:nama|name of)\b|\bsiapa (?:ketua|kepala|kontraktor|pemasok|direktur|pemilik|penanggung jawab)\b"
)
_SOMEBODY = _has(
    r"\b(?:oleh|kepala|ketua|camat|lurah|wali|kader|petugas|warga|peserta|dinas|inspektorat|tim|guru|pelajar"
    r"|penumpang|pedagang|pegawai"
    r"|sekretaris|dpupr|pengurus|people|staff|residents|agency|university|visitor\w*)\b"
)


def best_answer(question: str, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence that answers a question.

    Parameters
    ----------
    question : str
    sentences : sequence of Sentence

    Returns
    -------
    Sentence or None
        None if no sentence speaks of what is asked, or none holds the kind of thing that is asked for.
    """
    wanted = _wanted(question)
    if not wanted or not sentences:
        return None
    given = sentences[:_MOST]
    said = [_said(each.text) for each in given]
    spread = Counter(word for words in said for word in words)
    weight = {
        word: math.log(1 + len(given) / (0.5 + spread[word])) if spread[word] else _unknown_weight(len(given))
        for word in wanted
    }
    total = sum(weight.values())
    expected = _expected(question)
    counted = _counted(question)
    best: tuple[float, Sentence] | None = None
    for place, sentence in enumerate(given):
        covered = sum(weight[word] * _likeness(word, said[place]) for word in wanted)
        # What is spoken of just before is understood.
        before = frozenset().union(*said[max(0, place - 2) : place])
        covered += 0.3 * sum(weight[word] for word in wanted if word in before and word not in said[place])
        score = covered / total
        if expected is not None:
            fits, needed = expected[0](sentence.text), expected[1]
            if needed and (not fits or not _is_counted(counted, sentence.text)):
                continue
            score += 0.12 if fits else -0.12
        if best is None or score > best[0] + 1e-9:
            best = score, sentence
    return best[1] if best is not None and best[0] >= _THRESHOLD else None


def question_in(asked: str) -> str:
    """The question itself among the words around it: its sentence, if one ends with a question mark."""
    for line in reversed(asked.strip().split("\n")):
        parts = re.split(r"(?<=[.?!:])[ \t]", line)
        for part in reversed(parts):
            if "?" in part:
                return part.strip()
    return asked.strip()


def _unknown_weight(count: int) -> float:
    """Weight of a word that the text does not have: more than that of one it has once."""
    return 1.5 * math.log(1 + count / 1.5)


def _wanted(question: str) -> frozenset[str]:
    found = frozenset(_SAME.get(word, word) for word in stems(question) if word not in _QUESTION_WORDS)
    return found or frozenset(
        word for word in stems(question, keep_stopwords=True) if len(word) > 3 and word not in _QUESTION_WORDS
    )


def _said(text: str) -> frozenset[str]:
    found = set()
    for word in tokens(text):
        bare = stem(word)
        found.add(_SAME.get(bare, bare))
    return frozenset(found)


_COUNTED = re.compile(
    r"\b(?:berapa(?:kah)?|how many)[ \t]+(?:jumlah |banyak |banyaknya |besar |orang )?([^\W\d_]{3,30})"
)
_NEAR = 4


def _counted(question: str) -> str | None:
    """What a question wants counted or measured: "pelajar" of "Berapa pelajar yang datang?"."""
    asked = fold(question)
    match = _COUNTED.search(asked)
    if match is None or re.search(r"\b(?:pukul|jam) berapa\b", asked) or _MONEY_ASKED.search(asked):
        return None
    if match.group(1) in ("lama", "persen", "kali", "banyak", "besar", "long"):
        return None
    bare = stem(match.group(1))
    return _SAME.get(bare, bare)


def _is_counted(counted: str | None, text: str) -> bool:
    """Whether a figure stands near what is to be counted; also where the text has other words for it."""
    if counted is None:
        return True
    said = tokens(text)
    at = [place for place, word in enumerate(said) if _SAME.get(stem(word), stem(word)) == counted]
    figures = [place for place, word in enumerate(said) if word[0].isdigit() or values.numbers(word)]
    return not at or any(abs(one - other) <= _NEAR for one in at for other in figures)


def _likeness(word: str, said: frozenset[str]) -> float:
    if word in said:
        return 1.0
    if len(word) < 5 or word[0].isdigit():
        return 0.0
    # Forms that the stemmer leaves apart share most of their letters.
    own = frozenset(grams(word))
    best = max(
        (len(own & frozenset(_grams(other))) / len(own) for other in said if _begins_or_ends_alike(word, other)),
        default=0.0,
    )
    return 0.7 if best >= 0.6 else 0.0


def _begins_or_ends_alike(one: str, other: str) -> bool:
    return len(other) > 4 and (one[:3] == other[:3] or one[-4:] == other[-4:])


_known_grams: dict[str, tuple[str, ...]] = {}


def _grams(word: str) -> tuple[str, ...]:
    if word not in _known_grams:
        if len(_known_grams) > 20_000:
            _known_grams.clear()
        _known_grams[word] = tuple(grams(word))
    return _known_grams[word]


def _expected(question: str) -> tuple[_Expected, bool] | None:
    """What the answer must hold, and whether a sentence without it is out of the question."""
    asked = fold(question)
    if (
        re.search(r"\b(?:berapa|how much|what (?:was|is|were))\b", asked)
        and _MONEY_ASKED.search(asked)
        and not _OTHER_MEASURE.search(asked)
    ):
        return _any_of(values.money), True
    for pattern, expected, needed in _KINDS:
        if pattern.search(asked):
            return expected, needed
    if _NAMED_PERSON.search(asked):
        return _any_of(places.agencies, lambda text: re.findall(r"[a-z,] (?:[A-Z][a-z]{2,20} ){1,3}", text)), True
    if _WHO.search(asked):
        return _SOMEBODY, False
    return None

"""What the small model is held against: keyword rules, TF-IDF with logistic regression, the simulator."""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from workshop_kit.data.generate.mini.examples import PHRASES, complaints, from_phrases
from workshop_kit.llm.engines.engine import ChatRequest, Message, Piece
from workshop_kit.llm.engines.simulasi import Simulasi
from workshop_kit.llm.mini.tasks import CATEGORIES, URGENCIES

# As many texts as it learns from within a minute or two; more change nothing in the second decimal.
TEXTS = 12_000
# Words that anybody would think of, a few a class; the class with most of them wins.
KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "jalan": ("jalan", "jln", "lubang", "aspal", "jembatan", "gang", "cor"),
    "drainase": ("banjir", "parit", "got", "drainase", "gorong", "selokan", "genangan"),
    "sampah": ("sampah", "tps", "bak", "angkut", "buang"),
    "air_bersih": ("pdam", "air", "meteran", "pipa", "ledeng", "keran"),
    "perhubungan": ("lampu", "parkir", "angkot", "truk", "rambu", "macet"),
    "kesehatan": ("puskesmas", "obat", "dokter", "sakit", "vaksin", "ambulans"),
    "kependudukan": ("ktp", "kk", "akta", "nik", "disdukcapil", "capil"),
    "perizinan_pajak": ("izin", "pajak", "pbb", "nib", "usaha", "tagihan"),
    "lingkungan": ("limbah", "asap", "pohon", "debu", "tambang", "bising"),
    "ketertiban": ("pkl", "lurah", "kelurahan", "anjing", "musik", "pengemis"),
}
URGENT: Mapping[str, tuple[str, ...]] = {
    "tinggi": ("segera", "darurat", "bahaya", "korban", "putus", "jatuh", "api"),
    "rendah": ("usul", "saran", "kapan", "bagaimana", "terima kasih", "tanya"),
}


def by_keywords(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Class and urgency of each text by its words."""
    return [(commonest_by_words(text, KEYWORDS, "jalan"), commonest_by_words(text, URGENT, "sedang")) for text in texts]


def commonest_by_words(text: str, words: Mapping[str, tuple[str, ...]], otherwise: str) -> str:
    """The label with most of its words in a text; ``otherwise`` where there is none."""
    found = {
        label: sum(len(re.findall(rf"\b{word}", text.lower())) for word in listed) for label, listed in words.items()
    }
    best = max(found, key=lambda label: found[label])
    return best if found[best] else otherwise


class Regression:
    """TF-IDF of words and pairs of words with logistic regression, taught on the small model's own complaints.

    Parameters
    ----------
    seed : int
        Of the texts.
    analyzer : str
        ``word``, or ``char_wb`` for runs of two to five letters.
    """

    def __init__(self, seed: int, analyzer: str = "word") -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        told = complaints(seed, TEXTS, held_out=False)
        more = from_phrases(seed, round(PHRASES * TEXTS))
        lengths = (1, 2) if analyzer == "word" else (2, 5)
        self._features = TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, sublinear_tf=True, min_df=2)
        rows = self._features.fit_transform([each.draft.shown(True) for each in told + more])
        categories = [each.core.category for each in told + more]
        # Of a phrase nobody has said how urgent it is.
        urgencies = [each.core.urgency for each in told]
        self._models = [
            LogisticRegression(C=10, max_iter=200).fit(rows[: len(labels)], labels)
            for labels in (categories, urgencies)
        ]

    def __call__(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """Class and urgency of each text."""
        rows = self._features.transform(texts)
        return list(zip(*(list(map(str, model.predict(rows))) for model in self._models), strict=True))


def by_simulator(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Class and urgency of each text by the offline simulator, whose lexicon was learnt from all cores."""
    found = []
    for text in texts:
        category, urgency = (
            simulated(("system", _CHOOSE + _listed(own)), ("user", _given(text))) for own in (CATEGORIES, URGENCIES)
        )
        found.append((category, urgency))
    return found


def form_by_simulator(text: str, names: Sequence[str]) -> dict[str, Any]:
    """A form filled by the simulator."""
    properties = {name: {"type": ["string", "null"], "description": _MEANINGS[name]} for name in names}
    schema = {"type": "object", "properties": properties, "required": list(names), "additionalProperties": False}
    found: dict[str, Any] = json.loads(simulated(("system", _FILL), ("user", _given(text)), schema=schema))
    return found


def answer_by_simulator(text: str, question: str) -> str | None:
    """A sentence of a text by the simulator, None where it refuses."""
    said = simulated(("user", f"Jawab pertanyaan dari teks.\n\n<teks>\n{text}\n</teks>\n\n{question}"))
    return None if said.startswith("Tidak ada dalam teks") else said


def summary_by_simulator(text: str) -> str:
    """One sentence that the simulator picks."""
    return simulated(("user", f"Ringkas dalam satu kalimat:\n\n<teks>\n{text}\n</teks>"))


def simulated(*messages: tuple[Any, str], schema: Any = None) -> str:
    """What the simulator answers at temperature 0."""
    request = ChatRequest(
        "simulasi",
        tuple(Message(role, text) for role, text in messages),
        2_000,
        temperature=0,
        form="json_schema" if schema else "text",
        schema=schema,
    )

    async def collect() -> str:
        return "".join([event.text async for event in Simulasi().chat(request) if isinstance(event, Piece)])

    return asyncio.run(collect())


def _listed(labels: Sequence[str]) -> str:
    return "\n".join(f"- {label}" for label in labels)


def _given(text: str) -> str:
    return f"Teks:\n\n<teks>\n{text}\n</teks>"


_CHOOSE = "Pilih satu label untuk teks berikut.\n\nLabel:\n"
_FILL = "Isi setiap kolom hanya dengan yang tertulis dalam teks. Yang tidak disebut: null."
_MEANINGS = {
    "tempat": "tempat kejadian",
    "gang": "nama gang",
    "rt": "nomor RT",
    "kelurahan": "nama kelurahan",
    "indikator": "nama indikator",
    "tahun": "tahun",
    "nilai": "nilai realisasi dengan satuannya",
}

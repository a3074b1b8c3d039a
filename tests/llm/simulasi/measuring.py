"""The offline engine measured on texts that it was not built with: through its interface, as a lesson asks it."""

import asyncio
import csv
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

from workshop_kit.data.generate.complaints.cores import CATEGORIES
from workshop_kit.llm.engines.engine import ChatRequest, EmbeddingRequest, Message, Piece
from workshop_kit.llm.engines.simulasi import Simulasi
from workshop_kit.llm.engines.simulasi.sentences import sentences

HELDOUT = Path(__file__).parent / "heldout"
CLASSES = CATEGORIES
ENGINE = Simulasi()


@dataclass(frozen=True)
class Score:
    """A score with an interval that holds it in 95 of 100 repetitions."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def said(*messages: tuple[str, str], schema: Any = None, tokens: int = 2_000) -> str:
    """What the engine answers at temperature 0."""
    request = ChatRequest(
        "simulasi",
        tuple(Message(role, text) for role, text in messages),  # type: ignore[arg-type]
        tokens,
        temperature=0,
        form="json_schema" if schema else "text",
        schema=schema,
    )

    async def collect() -> str:
        return "".join([event.text async for event in ENGINE.chat(request) if isinstance(event, Piece)])

    return asyncio.run(collect())


def bootstrap(items: Sequence[Any], statistic: Callable[[Sequence[Any]], float], rounds: int = 600) -> Score:
    """A statistic with the middle 95 of 100 of its values on items drawn anew, with repetition."""
    chance = Random(7)
    drawn = sorted(statistic([items[chance.randrange(len(items))] for _ in items]) for _ in range(rounds))
    return Score(statistic(items), drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds)])


def share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)


def accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return share([wanted == given for wanted, given in pairs])


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the labels that are wanted."""
    labels = sorted({wanted for wanted, _given in pairs})
    scores = []
    for label in labels:
        hits = sum(wanted == given == label for wanted, given in pairs)
        claims = sum(given == label for _wanted, given in pairs) + sum(wanted == label for wanted, _given in pairs)
        scores.append(2 * hits / claims)
    return sum(scores) / len(scores)


def final_test() -> list[dict[str, str]]:
    file = resources.files("workshop_kit.data.generate.complaints") / "final_test.csv"
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def classified(labels: Sequence[str], column: str) -> list[tuple[str, str]]:
    """Label of the first annotator and of the engine for each text of the final test."""
    listed = "\n".join(f"- {label}" for label in labels)
    return [
        (
            row[column],
            said(
                ("system", f"Pilih satu label untuk teks berikut.\n\nLabel:\n{listed}"),
                ("user", f"Teks:\n\n<teks>\n{row['teks']}\n</teks>"),
            ),
        )
        for row in final_test()
    ]


def forms(name: str = "isian") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HELDOUT / f"{name}.jsonl").read_text("utf-8").splitlines()]


def schema_of(columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The schema of a held-out form."""
    properties: dict[str, Any] = {}
    for name, (kind, description) in columns.items():
        if kind.startswith("enum:"):
            way: dict[str, Any] = {"type": "string", "enum": kind.removeprefix("enum:").split("|")}
        elif kind == "date":
            way = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
        elif kind == "array":
            way = {"type": "array", "items": {"type": "string"}}
        elif kind == "boolean":
            way = {"type": "boolean"}
        else:
            way = {"type": [kind.removesuffix("?"), "null"]}
        properties[name] = {**way, "description": description}
    return {"type": "object", "properties": properties, "required": list(columns), "additionalProperties": False}


def extracted(name: str = "isian") -> list[tuple[str, str, Any, Any]]:
    """Document, field, value wanted and value given, for each field of the held-out forms."""
    found = []
    for form in forms(name):
        answer = json.loads(
            said(
                ("system", "Isi setiap kolom hanya dengan yang tertulis dalam teks. Yang tidak disebut: null."),
                ("user", f"Teks:\n\n<teks>\n{form['teks']}\n</teks>"),
                schema=schema_of(form["kolom"]),
            )
        )
        found += [(form["id"], name, wanted, answer[name]) for name, wanted in form["isi"].items()]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(re.findall(r"[^\W_]+", value.lower()))
    return [_plain(each) for each in value] if isinstance(value, list) else value


def exactly(wanted: Any, given: Any) -> bool:
    return bool(_plain(wanted) == _plain(given) and isinstance(wanted, bool) == isinstance(given, bool))


def mostly(wanted: Any, given: Any) -> bool:
    """As `exactly`, but of texts at least half of the words, counted both ways."""
    if exactly(wanted, given):
        return True
    if not (isinstance(wanted, str) and isinstance(given, str)):
        return False
    one, other = set(_plain(wanted).split()), set(_plain(given).split())
    return bool(one and other) and 2 * len(one & other) / (len(one) + len(other)) >= 0.5


def field_f1(rows: Sequence[tuple[str, str, Any, Any]], same: Callable[[Any, Any], bool]) -> float:
    """F1 over fields: an empty field that is filled and a filled one left empty are both wrong."""
    hits = sum(wanted is not None and same(wanted, given) for _document, _field, wanted, given in rows)
    claims = sum(given is not None for *_rest, given in rows) + sum(
        wanted is not None for *_rest, wanted, _given in rows
    )
    return 2 * hits / claims


def field_score(rows: Sequence[tuple[str, str, Any, Any]], same: Callable[[Any, Any], bool]) -> Score:
    """Whole documents are drawn anew, since their fields go together."""
    documents = sorted({document for document, *_rest in rows})
    of = {document: [row for row in rows if row[0] == document] for document in documents}
    return bootstrap(documents, lambda drawn: field_f1([row for document in drawn for row in of[document]], same))


@dataclass(frozen=True)
class Reading:
    """A held-out text: its sentences, those that a summary must hold, questions with the sentences that answer them."""

    sentences: tuple[str, ...]
    key: frozenset[int]
    questions: tuple[tuple[str, frozenset[int]], ...]


def readings(name: str = "bacaan") -> list[Reading]:
    found = []
    for block in (HELDOUT / f"{name}.txt").read_text("utf-8").split("# b")[1:]:
        lines = block.strip().split("\n")[1:]
        told = [line for line in lines if line[0] in "*-"]
        questions = []
        for line in lines:
            if line.startswith("?"):
                question, _arrow, answer = line[1:].partition("=>")
                numbers = frozenset(int(each) for each in answer.split(",") if each.strip() != "-")
                questions.append((question.strip(), numbers))
        found.append(
            Reading(
                tuple(line[2:] for line in told),
                frozenset(place for place, line in enumerate(told, 1) if line[0] == "*"),
                tuple(questions),
            )
        )
    return found


@dataclass(frozen=True)
class Asked:
    question: str
    wanted: frozenset[int]
    given: int | None


def answered(name: str = "bacaan") -> list[Asked]:
    """Each held-out question with the number of the sentence that the engine cites, None where it refuses."""
    found = []
    for reading in readings(name):
        text = " ".join(reading.sentences)
        for question, wanted in reading.questions:
            answer = said(
                ("user", f"Jawab pertanyaan dari teks, dengan kutipan.\n\n<teks>\n{text}\n</teks>\n\n{question}")
            )
            cited = re.search(r"\[kalimat (\d+)\]$", answer)
            found.append(Asked(question, wanted, int(cited.group(1)) if cited else None))
    return found


def summarised(name: str = "bacaan") -> list[tuple[float, float]]:
    """For each held-out text the share of its key sentences in a summary of as many, and in its first sentences."""
    found = []
    for reading in readings(name):
        count = len(reading.key)
        answer = said(("user", f"Ringkas dalam {count} kalimat:\n\n<teks>\n{' '.join(reading.sentences)}\n</teks>"))
        chosen = {reading.sentences.index(each.text) + 1 for each in sentences(answer)}
        found.append((len(chosen & reading.key) / count, len(set(range(1, count + 1)) & reading.key) / count))
    return found


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def separation(dimensions: int | None = None, seed: int = 3) -> tuple[list[float], list[float]]:
    """Similarities of pairs of the final test's texts of one class and of two; the cores taught the lexicon."""
    rows = final_test()
    request = EmbeddingRequest("simulasi", tuple(row["teks"] for row in rows), dimensions)
    embedded = asyncio.run(ENGINE.embed(request)).vectors
    chance = Random(seed)
    alike: list[float] = []
    apart: list[float] = []
    while min(len(alike), len(apart)) < 600:
        one, other = chance.sample(range(len(rows)), 2)
        near = sum(a * b for a, b in zip(embedded[one], embedded[other], strict=True))
        (alike if rows[one]["kategori_1"] == rows[other]["kategori_1"] else apart).append(near)
    return alike, apart[:600]


def auc(alike: Sequence[float], apart: Sequence[float]) -> float:
    """Chance that a pair of one class is nearer than a pair of two."""
    ordered = sorted([(value, 1) for value in alike] + [(value, 0) for value in apart])
    ranks = sum(place for place, (_value, same) in enumerate(ordered, 1) if same)
    return (ranks - len(alike) * (len(alike) + 1) / 2) / (len(alike) * len(apart))

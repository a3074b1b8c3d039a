"""Scores of the small model beside simpler means: ``python -m workshop_kit.data.generate.mini.scores``.

Measured once, on texts of cores and indicators that it has never seen and on the hand-written final test; what was
answered is kept item by item, so that the tests can reckon the tables anew and ask the model again.
"""

import csv
import json
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.mini import baselines
from workshop_kit.data.generate.mini.examples import (
    Section,
    Wanted,
    claim_of,
    complaints,
    fields_of,
    place_question,
    section_question,
    sections,
)
from workshop_kit.llm.mini.constraints import Form
from workshop_kit.llm.mini.drawing import Drawing
from workshop_kit.llm.mini.model import Model, model
from workshop_kit.llm.mini.tasks import CLAIM_FIELDS, COMPLAINT_FIELDS, NO_PLACE

Item = dict[str, Any]
ANSWERS = Path("tests") / "llm" / "mini" / "answers.json"
SEED = 4_711
COMPLAINTS, FORMS, QUESTIONS, SECTIONS = 1_000, 300, 200, 200
PLACE_FIELDS = COMPLAINT_FIELDS[2:]
BINS = 10
THRESHOLDS = (0.0, 0.5, 0.7, 0.9)
_ROUNDS = 1_000


def measured(own: Model) -> dict[str, list[Item]]:
    """Every answer on every item, by part of the table."""
    return {
        "aduan": complaint_items(own),
        "uji_akhir": final_items(own),
        "isian": form_items(own),
        "tanya": question_items(own),
        "ringkas": summary_items(own),
    }


def complaint_items(own: Model, count: int = COMPLAINTS) -> list[Item]:
    """Complaints of held-out cores."""
    told = complaints(SEED, COMPLAINTS, held_out=True)[:count]
    items: list[Item] = []
    for each in told:
        place = fields_of(each)["tempat"] or NO_PLACE
        items.append({"source": each.core.id, "wanted": [each.core.category, each.core.urgency, place]})
    return _classified(own, [each.draft.shown(True) for each in told], items)


def final_texts() -> list[tuple[str, str, str]]:
    """Text, class and urgency of the hand-written final test, by its first annotator."""
    file = resources.files("workshop_kit.data.generate.complaints") / "final_test.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return [(row["teks"], row["kategori_1"], row["urgensi_1"]) for row in rows]


def final_items(own: Model, count: int | None = None) -> list[Item]:
    """The hand-written final test; nobody has said there which place is meant."""
    rows = final_texts()[:count]
    items: list[Item] = [{"source": str(place), "wanted": [row[1], row[2]]} for place, row in enumerate(rows)]
    return _classified(own, [row[0] for row in rows], items)


def _classified(own: Model, texts: list[str], items: list[Item]) -> list[Item]:
    for item, text in zip(items, texts, strict=True):
        found = own.classify(text)
        item["mini"] = [found.category, found.urgency, found.place]
        item["sure"] = round(found.categories[found.category], 4)
    return items


def beside(items: list[Item], texts: list[str], regressions: dict[str, Callable[[Sequence[str]], Any]]) -> None:
    """Add what the simpler means say."""
    for name, mean in regressions.items():
        for item, said in zip(items, mean(texts), strict=True):
            item[name] = list(said)


def form_items(own: Model, count: int = FORMS) -> list[Item]:
    """Forms on places of complaints, and on claims of reports."""
    found: list[Item] = []
    for told in complaints(SEED + 1, FORMS, held_out=True)[:count]:
        found.append(_form_item(own, told.draft.shown(True), PLACE_FIELDS, fields_of(told), told.core.id))
    for section, known in _valued()[:count]:
        found.append(_form_item(own, section.text, CLAIM_FIELDS, known, section.claims[0].fact.indicator.name))
    return found


def _valued() -> list[tuple[Section, dict[str, str | None]]]:
    found = [(section, claim_of(section)) for section in sections(SEED, held_out=True)]
    return [(section, known) for section, known in found if known is not None][:SECTIONS]


def _form_item(own: Model, text: str, names: Sequence[str], known: dict[str, str | None], source: str) -> Item:
    return {
        "source": source,
        "wanted": {name: known[name] for name in names},
        "mini": filled(own, text, names),
        "simulasi": baselines.form_by_simulator(text, names),
    }


def filled(own: Model, text: str, names: Sequence[str]) -> Any:
    """A form filled by the model, held to its schema."""
    properties = {name: {"type": ["string", "null"]} for name in names}
    form = Form.of_schema({"type": "object", "properties": properties}, own.tokenizer, before=" ")
    reading = own.ask(own.read(text), "isi", ", ".join(names))
    said = [each.token for each in own.say(reading, _plain(), 200, form=form) if each.token != own.end]
    try:
        return json.loads(own.tokenizer.decode(said))
    except ValueError:
        return dict.fromkeys(names)


def question_items(own: Model, count: int = QUESTIONS) -> list[Item]:
    """Questions on places of complaints and on sections of reports, some of which the text does not answer."""
    draws = Draws(SEED, "mini/tanya")
    asked: list[tuple[str, Wanted, str]] = []
    for number, told in enumerate(complaints(SEED + 2, QUESTIONS, held_out=True)):
        kind = ("tempat", "rt", "kelurahan")[number % 3]
        asked.append((told.draft.shown(True), place_question(told, kind, draws), told.core.id))
    for number, section in enumerate(sections(SEED + 3, held_out=True)[: 2 * QUESTIONS]):
        wanted = section_question(section, draws, absent=number % 2 == 1)
        if wanted is not None:
            asked.append((section.text, wanted, section.claims[0].fact.indicator.name))
    found: list[Item] = []
    for place, (text, wanted, source) in enumerate(asked):
        if place % QUESTIONS < count:
            answer = None if wanted.answer is None else wanted.answer.strip()
            kind = "tempat" if place < QUESTIONS else "bagian"
            given, absent = answered(own, text, wanted.question)
            by_rules = baselines.answer_by_simulator(text, wanted.question)
            found.append(
                {
                    "source": source,
                    "kind": kind,
                    "wanted": answer,
                    "mini": given,
                    "absent": absent,
                    "simulasi": by_rules,
                }
            )
    return found


def answered(own: Model, text: str, question: str) -> tuple[str | None, float]:
    """The model's answer, None where it says that there is none, and how likely it was to say so."""
    reading = own.ask(own.read(text), "tanya", question)
    absent = float(np.exp(own.next_token(reading)[own.absent]))
    said = [each.token for each in own.say(reading, _plain(), 120, may_be_absent=True) if each.token != own.end]
    return (None if said == [own.absent] else own.tokenizer.decode(said).strip()), round(absent, 4)


def summary_items(own: Model, count: int = SECTIONS) -> list[Item]:
    """Sections of reports with the figure and the indicator that a summary must name."""
    found: list[Item] = []
    for section, known in _valued()[:count]:
        reading = own.ask(own.read(section.text), "ringkas")
        said = [each.token for each in own.say(reading, _plain(), 120) if each.token != own.end]
        found.append(
            {
                "source": section.claims[0].fact.indicator.name,
                "wanted": known,
                "mini": own.tokenizer.decode(said).strip(),
                "simulasi": baselines.summary_by_simulator(section.text),
            }
        )
    return found


def _plain() -> Drawing:
    return Drawing(np.random.default_rng(0), temperature=0)


def interval(items: Sequence[Item], statistic: Callable[[Sequence[Item]], float]) -> tuple[float, float, float]:
    """A statistic with the middle 95 of 100 of its values on sources drawn anew, with repetition."""
    of: dict[str, list[Item]] = {}
    for item in items:
        of.setdefault(item["source"], []).append(item)
    sources = sorted(of)
    chance = Random(7)  # noqa: S311 - a bootstrap, no secret
    values = sorted(
        statistic([item for _ in sources for item in of[sources[chance.randrange(len(sources))]]])
        for _ in range(_ROUNDS)
    )
    return statistic(items), values[int(0.025 * _ROUNDS)], values[int(0.975 * _ROUNDS)]


def accuracy(system: str, place: int) -> Callable[[Sequence[Item]], float]:
    """Share of items of which a system has one of the answers right."""
    return lambda items: sum(_same(item[system][place], item["wanted"][place]) for item in items) / len(items)


def better(one: str, other: str, place: int) -> Callable[[Sequence[Item]], float]:
    """How much larger one system's accuracy is than the other's on the same items."""
    return lambda items: accuracy(one, place)(items) - accuracy(other, place)(items)


def form_f1(system: str) -> Callable[[Sequence[Item]], float]:
    """F1 over fields: an empty field that is filled and a filled one left empty are both wrong."""

    def score(items: Sequence[Item]) -> float:
        pairs = [(wanted, item[system].get(name)) for item in items for name, wanted in item["wanted"].items()]
        hits = sum(wanted is not None and _same(given, wanted) for wanted, given in pairs)
        return 2 * hits / max(1, sum((wanted is not None) + (given is not None) for wanted, given in pairs))

    return score


def there(system: str) -> Callable[[Sequence[Item]], float]:
    """Share of the questions that the text answers to which the answer is given."""
    return lambda items: _share([_holds(item[system], item["wanted"]) for item in items if item["wanted"] is not None])


def absent(system: str) -> Callable[[Sequence[Item]], float]:
    """Share of the questions that the text does not answer of which that is said."""
    return lambda items: _share([item[system] is None for item in items if item["wanted"] is None])


def told_rightly(system: str) -> Callable[[Sequence[Item]], float]:
    """Share of the summaries that name the section's figure, its year and its indicator."""
    return lambda items: _share([all(_holds(item[system], each) for each in item["wanted"].values()) for item in items])


def calibration_error(items: Sequence[Item]) -> float:
    """Mean distance between how sure the model is of a class and how often it is right, over ten bins (ECE)."""
    total = 0.0
    for number in range(BINS):
        own = [each for each in items if number / BINS < each["sure"] <= (number + 1) / BINS]
        if own:
            total += abs(sum(each["sure"] for each in own) / len(own) - accuracy("mini", 0)(own)) * len(own)
    return total / len(items)


def above(items: Sequence[Item], threshold: float) -> tuple[float, float]:
    """Share of the items of which the model is so sure, and its accuracy on them."""
    own = [each for each in items if each["sure"] >= threshold]
    return len(own) / len(items), accuracy("mini", 0)(own) if own else 0.0


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / max(1, len(hits))


def _same(given: Any, wanted: Any) -> bool:
    return str(given).casefold().strip() == str(wanted).casefold().strip()


def _holds(given: str | None, wanted: str | None) -> bool:
    return given is not None and str(wanted).casefold() in given.casefold()


def main() -> None:
    """Measure everything, keep the answers, write the tables."""
    from workshop_kit.data.generate.mini import card

    own = model()
    found = measured(own)
    seed = card.plan()["seed"]
    means: dict[str, Callable[[Sequence[str]], Any]] = {
        "tfidf": baselines.Regression(seed),
        "tfidf_huruf": baselines.Regression(seed, "char_wb"),
        "kata": baselines.by_keywords,
        "simulasi": baselines.by_simulator,
    }
    beside(found["aduan"], [each.draft.shown(True) for each in complaints(SEED, COMPLAINTS, held_out=True)], means)
    beside(found["uji_akhir"], [row[0] for row in final_texts()], means)
    ANSWERS.parent.mkdir(parents=True, exist_ok=True)
    rows = {name: [json.dumps(item, ensure_ascii=False) for item in items] for name, items in found.items()}
    parts = [f'"{name}": [\n' + ",\n".join(items) + "\n]" for name, items in rows.items()]
    ANSWERS.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")
    card.write(found)


if __name__ == "__main__":
    main()

"""The model card, in both languages, with the tables of scores reckoned from the answers that were kept."""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from workshop_kit.data.generate.mini import scores
from workshop_kit.data.generate.mini.examples import held_out_cores, held_out_indicators
from workshop_kit.data.generate.mini.scores import Item
from workshop_kit.llm.mini.model import FOLDER, model

Language = Literal["id", "en"]
Rows = list[list[str]]
DOCS = {"id": Path("docs") / "model-mini.md", "en": Path("docs") / "mini-model.md"}
# What two cores of an office processor draw while they reckon, in watts: an assumption, not a measurement.
WATTS = 20
SYSTEMS = {
    "mini": ("mini-1", "mini-1"),
    "tfidf": ("TF-IDF kata + regresi logistik", "TF-IDF of words + logistic regression"),
    "tfidf_huruf": ("TF-IDF huruf + regresi logistik", "TF-IDF of letters + logistic regression"),
    "kata": ("aturan kata kunci", "keyword rules"),
    "simulasi": ("simulasi ¹", "simulasi ¹"),
}


def plan() -> Mapping[str, Any]:
    """How the shipped model was trained."""
    told = json.loads((FOLDER / "curve.json").read_text("utf-8"))
    found: Mapping[str, Any] = told["plan"]
    return found


def write(found: dict[str, list[Item]]) -> None:
    """Write the card to the docs and beside the weights."""
    texts = {language: card(found, language) for language in DOCS}  # type: ignore[arg-type]
    for language, path in DOCS.items():
        path.write_text(texts[language], "utf-8")
        (FOLDER / f"card.{language}.md").write_text(texts[language], "utf-8")


def card(found: dict[str, list[Item]], language: Language) -> str:
    """The card as Markdown.

    Parameters
    ----------
    found : dict of str to list of dict
        What was answered, by part.
    language : {"id", "en"}
    """
    told = json.loads((FOLDER / "curve.json").read_text("utf-8"))
    own = model().transformer
    minutes = told["minutes"]
    values = {
        "parameters": _thousands(own.parameters, language),
        "layers": own.layers,
        "width": own.width,
        "heads": own.heads,
        "window": own.window,
        "vocabulary": _thousands(own.embedding.shape[0], language),
        "megabytes": _decimal((FOLDER / "model.safetensors").stat().st_size / 1e6, language, 1),
        "complaints": _thousands(told["plan"]["complaints"], language),
        "editions": told["plan"]["editions"],
        "seed": told["plan"]["seed"],
        "steps": _thousands(told["plan"]["steps"], language),
        "million": _decimal(told["tokens_seen"] / 1e6, language, 1),
        "minutes": _decimal(minutes, language, 1),
        "threads": told["threads"],
        "energy": _decimal(WATTS * minutes / 60 / 1000, language, 3),
        "watts": WATTS,
        "cores": len(held_out_cores()),
        "indicators": len(held_out_indicators()),
        "held_out": len(found["aduan"]),
        "final": len(found["uji_akhir"]),
        "complaint_table": _table(_HEADERS["labels"][language], label_rows(found["aduan"], language, with_place=True)),
        "better": _decimals(scores.interval(found["aduan"], scores.better("mini", "tfidf", 0)), language),
        "better_letters": _decimals(scores.interval(found["aduan"], scores.better("mini", "tfidf_huruf", 0)), language),
        "final_table": _table(_HEADERS["labels"][language], label_rows(found["uji_akhir"], language, with_place=False)),
        "task_table": _table(_HEADERS["tasks"][language], task_rows(found, language)),
        "sure_table": _table(_HEADERS["sure"][language], sure_rows(found, language)),
    }
    template = resources.files("workshop_kit.data.generate.mini") / f"card.{language}.md"
    return template.read_text("utf-8").format(**values)


def label_rows(items: list[Item], language: Language, with_place: bool) -> Rows:
    """Accuracy of class, urgency and place by system."""
    rows = []
    for system, names in SYSTEMS.items():
        row = [names[language == "en"]]
        row += [_decimals(scores.interval(items, scores.accuracy(system, place)), language) for place in (0, 1)]
        place = with_place and system == "mini"
        row.append(_decimals(scores.interval(items, scores.accuracy(system, 2)), language) if place else "–")
        rows.append(row)
    return rows


def task_rows(found: dict[str, list[Item]], language: Language) -> Rows:
    """Scores of the other tasks, beside the simulator's."""
    forms = {name: [item for item in found["isian"] if name in item["wanted"]] for name in ("tempat", "indikator")}
    asked = {kind: [item for item in found["tanya"] if item["kind"] == kind] for kind in ("tempat", "bagian")}
    parts: list[tuple[tuple[str, str], list[Item], Callable[[str], Callable[[Sequence[Item]], float]]]] = [
        (("isian tempat (F1)", "form on places (F1)"), forms["tempat"], scores.form_f1),
        (("isian laporan (F1)", "form on reports (F1)"), forms["indikator"], scores.form_f1),
        (("isian, semua (F1)", "forms, all (F1)"), found["isian"], scores.form_f1),
        (("tanya tempat: dijawab benar", "question on a place: answered"), asked["tempat"], scores.there),
        (("tanya laporan: dijawab benar", "question on a report: answered"), asked["bagian"], scores.there),
        (("tanya: “tidak ada” dikenali", "question: “not there” recognised"), found["tanya"], scores.absent),
        (
            ("ringkasan: angka, tahun, indikator benar", "summary: figure, year, indicator"),
            found["ringkas"],
            scores.told_rightly,
        ),
    ]
    return [
        [
            names[language == "en"],
            str(len(items)),
            *(_decimals(scores.interval(items, score(system)), language) for system in ("mini", "simulasi")),
        ]
        for names, items, score in parts
    ]


def sure_rows(found: dict[str, list[Item]], language: Language) -> Rows:
    """Calibration, and what abstaining buys."""
    rows = []
    for part, names in (
        ("aduan", ("inti tersimpan", "held-out cores")),
        ("uji_akhir", ("tulisan tangan", "hand-written")),
    ):
        items = found[part]
        row = [names[language == "en"], _decimal(scores.calibration_error(items), language, 3)]
        for threshold in scores.THRESHOLDS:
            kept, right = scores.above(items, threshold)
            row.append(f"{_decimal(right, language)} ({round(100 * kept)}%)")
        rows.append(row)
    return rows


def _table(header: Sequence[str], rows: Rows) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _decimals(values: tuple[float, float, float], language: Language) -> str:
    value, low, high = (_decimal(each, language) for each in values)
    return f"{value} ({low}–{high})"


def _decimal(value: float, language: Language, places: int = 2) -> str:
    said = f"{value:.{places}f}".replace("-", "−")
    return said.replace(".", ",") if language == "id" else said


def _thousands(value: int, language: Language) -> str:
    said = f"{value:,}"
    return said.replace(",", ".") if language == "id" else said


_HEADERS: Mapping[str, Mapping[Language, Sequence[str]]] = {
    "labels": {
        "id": ("Cara", "Kategori (akurasi)", "Urgensi (akurasi)", "Tempat disalin"),
        "en": ("Means", "Category (accuracy)", "Urgency (accuracy)", "Place copied"),
    },
    "tasks": {"id": ("Tugas", "Butir", "mini-1", "simulasi"), "en": ("Task", "Items", "mini-1", "simulasi")},
    "sure": {
        "id": ("Teks", "ECE", "semua", "≥ 0,5", "≥ 0,7", "≥ 0,9"),
        "en": ("Texts", "ECE", "all", "≥ 0.5", "≥ 0.7", "≥ 0.9"),
    },
}

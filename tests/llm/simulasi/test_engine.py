"""What the engine is made of: light, linear in the text's length, without the texts that it is measured on."""

import csv
import doctest
import importlib
import json
import pkgutil
import subprocess
import sys
from importlib import resources

import pytest

from tests.llm.simulasi.conversing import ask
from tests.llm.simulasi.measuring import final_test, forms, readings
from workshop_kit.data.generate.simulator import lexicon as learning
from workshop_kit.llm.engines import simulasi
from workshop_kit.llm.engines.simulasi.lexicon import dimensions

FOLDER = resources.files("workshop_kit.llm.engines.simulasi")
MODULES = sorted(each.name for each in pkgutil.iter_modules(simulasi.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name):
    assert doctest.testmod(importlib.import_module(f"workshop_kit.llm.engines.simulasi.{name}")).failed == 0


def test_nothing_heavy_is_imported():
    said = subprocess.run(
        [sys.executable, "-c", "import sys, workshop_kit.llm.engines.simulasi as s; s.Simulasi(); print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"numpy", "pandas", "openai", "sklearn", "matplotlib", "aiohttp", "pydantic", "jsonschema"} & set(said)


def test_the_lexicon_is_small_and_learnt_again_gives_the_same_judgements():
    stored = (FOLDER / "lexicon.json").read_bytes()
    assert len(stored) < 200_000
    again = learning.lexicon()["dimensions"]
    for name, each in json.loads(stored)["dimensions"].items():
        assert each["labels"] == again[name]["labels"]
        assert each["grams"].keys() == again[name]["grams"].keys()
        pairs = [
            (one, other)
            for gram in each["grams"]
            for one, other in zip(each["grams"][gram], again[name]["grams"][gram], strict=True)
        ]
        # The last digit may be another one on another machine.
        assert max(abs(one - other) for one, other in pairs) <= 1


def test_it_does_not_hold_the_texts_it_is_measured_on():
    held = "\n".join(
        file.read_text("utf-8") for file in FOLDER.iterdir() if file.name.endswith((".py", ".json"))
    ).lower()
    phrases = resources.files("workshop_kit.data.generate.simulator") / "phrases.csv"
    held += phrases.read_text("utf-8").lower()
    texts = [row["teks"] for row in final_test()]
    texts += [form["teks"] for name in ("isian", "isian_kedua") for form in forms(name)]
    texts += [each for name in ("bacaan", "bacaan_kedua") for reading in readings(name) for each in reading.sentences]
    for text in texts:
        words = text.lower().split()
        runs = [" ".join(words[at : at + 6]) for at in range(max(1, len(words) - 5))]
        assert not any(run in held for run in runs if len(run.split()) == 6), text


def test_the_learner_does_not_read_the_final_test(monkeypatch):
    read = []
    real = csv.DictReader
    monkeypatch.setattr(learning.csv, "DictReader", lambda lines: read.extend(lines) or real(lines))
    learning._cores()
    learning._phrases()
    said = "\n".join(read)
    assert len(read) > 500 and not any(row["teks"][:60] in said for row in final_test())


def test_probabilities_are_probabilities():
    for dimension in dimensions().values():
        for text in ("", "jalan rusak", "xyz", "😀" * 50, "a" * 5_000):
            shares = dimension.probabilities(text)
            assert set(shares) == set(dimension.labels)
            assert abs(sum(shares.values()) - 1) < 1e-6 and min(shares.values()) >= 0
            assert 0 <= dimension.evidence(text) <= 1


HOSTILE = [
    "a",
    "1 ",
    "(a+)+$ ",
    "<a>",
    "</a>",
    '"',
    "?",
    ". ",
    "\n",
    "Teks:\n",
    "abaikan ",
    "abaikan jawab hanya ",
    "tulis ",
    "gang A ",
    "Rp1 ",
    "a: b\n",
    "- a\n",
    "label: ",
    "antara ",
    "(a,b) ",
    "\u0301",
    "\ud800",
    "RT 1 ",
    "dua puluh ",
    "{",
    '{"a":',
    "Yth. ",
    "mohon ",
    "berapa ",
    "x-",
    "A B ",
    "a.b.c/",
    "karena ",
    "12/3/",
    "<NIK_1>",
    "halaman 3 ",
    "[1] ",
    "1. a\n",
    "\x00",
    "Kelurahan A ",
    "Nomor: ",
]
WAYS = [
    "",
    "Ringkas:\n\n",
    "Kategori (jalan, sampah)?\n\nAduan: ",
    "Berapa lama?\n\nKonteks: ",
    "Ekstrak: tanggal, lokasi, jumlah.\n\nTeks: ",
    "Buat surat balasan.\n\n",
]
FORM = {
    "type": "object",
    "properties": {
        "tanggal": {"type": "string"},
        "jumlah_rumah": {"type": "integer"},
        "ringkasan": {"type": "string"},
        "jawaban": {"type": ["string", "null"]},
        "kategori": {"enum": ["jalan", "sampah"]},
        "nama": {"type": "string"},
        "hal": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["tanggal", "kategori"],
}


@pytest.mark.parametrize("repeated", HOSTILE)
def test_a_long_hostile_text_is_answered_as_any_other(repeated):
    # Each takes a fraction of a second; were anything quadratic, the suite would not end.
    text = (repeated * 30_000)[:30_000]
    for way in WAYS:
        assert ask(way + text).finish in ("stop", "length")
    assert isinstance(json.loads(ask(text, schema=FORM, max_tokens=10**6).text()), dict)

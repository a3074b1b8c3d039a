"""The model as a lesson meets it: through the sandbox, its name in every answer; and the documentation's examples."""

import doctest
from importlib import import_module

import openai
import pytest

from workshop_kit import llm
from workshop_kit.llm.access import background

MODULES = (
    *("mini", "mini.constraints", "mini.looking", "mini.model", "mini.tasks", "mini.widgets"),
    *("engines.mini.labels", "engines.mini.mini"),
)


@pytest.fixture(autouse=True)
def own_desk(monkeypatch, tmp_path):
    for name in ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_PUBLIC_HUB_URL", "WORKSHOP_LLM_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    background.stop()
    yield
    background.stop()


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    tried = doctest.testmod(import_module(f"workshop_kit.llm.{name}"))
    assert tried.attempted > 0 and tried.failed == 0


def test_its_name_stands_on_the_answer():
    answer = llm.ask("Ringkas:", "Realisasi SP2D tahun 2023 adalah 93,3 persen.", model="mini", show=False)
    assert (answer.engine, answer.model) == ("mini", "mini-1")


def test_it_classifies_and_extracts_as_any_model():
    labels = llm.classify(["TPS meluber", "Aspal berlubang"], ["jalan", "sampah"], model="mini", show=False)
    assert set(labels) <= {"jalan", "sampah"}
    form = llm.extract("Lampu padam di Gang Ulin RT 12.", {"lokasi": "tempat kejadian"}, model="mini", show=False)
    assert list(form) == ["lokasi"]


def test_an_ordinary_client_gets_probabilities_streams_and_its_fingerprint():
    options = {
        "model": "mini",
        "messages": [{"role": "user", "content": "Lampu jalan di"}],
        "max_tokens": 12,
        "seed": 1,
    }
    with llm.client() as client:
        plain = client.chat.completions.create(**options, logprobs=True, top_logprobs=3)
        stream = client.chat.completions.create(**options, stream=True)
        streamed = "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)
        assert "mini" in [each.id for each in client.models.list()]
    told = plain.choices[0].logprobs.content
    assert plain.choices[0].message.content == streamed == "".join(each.token for each in told)
    assert all(each.logprob < 0 for each in told) and plain.system_fingerprint.startswith("mini/mini-1")


def test_a_text_beyond_the_window_is_told_in_a_sentence():
    with llm.client() as client, pytest.raises(openai.BadRequestError, match="diam-diam"):
        client.chat.completions.create(model="mini", messages=[{"role": "user", "content": "Ringkas: " + "air " * 900}])


def test_personal_data_are_masked_before_it_sees_them():
    answer = llm.ask("Ringkas:", "NIK saya 9964011203900001 dan lampu jalan padam.", model="mini", show=False)
    assert answer.masked == {"NIK": 1}

"""The tokenizer: what is written comes back, control tokens cannot be typed, it cuts as `tokenizers` does."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_kit.llm.mini.model import FOLDER, model
from workshop_kit.llm.mini.tasks import CONTROL
from workshop_kit.llm.mini.tokenizer import Tokenizer

ODD = ("", " ", "\n\n  \t", "Samarinda", "kadada banyu", "RT 014", "😀 你好 مرحبا", "e\u0301", "\x00\x7f", "a" * 999)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return model().tokenizer


@pytest.mark.parametrize("text", ODD)
def test_a_text_comes_back(tokenizer, text):
    assert tokenizer.decode(tokenizer.encode(text)) == text


@given(st.text())
def test_any_text_comes_back(text):
    assert model().tokenizer.decode(model().tokenizer.encode(text)) == text


def test_a_lone_surrogate_is_replaced_and_breaks_nothing(tokenizer):
    assert tokenizer.decode(tokenizer.encode("a\ud800b")) == "a?b"


@pytest.mark.parametrize("name", CONTROL)
def test_a_typed_control_token_is_ordinary_text(tokenizer, name):
    tokens = tokenizer.encode(f"halo {name} dunia {name}")
    assert not set(tokens) & set(tokenizer.control.values())
    assert tokenizer.decode(tokens) == f"halo {name} dunia {name}"


def test_the_city_is_cheap_and_a_banjar_word_dear(tokenizer):
    assert len(tokenizer.encode(" Samarinda")) == 1 < len(tokenizer.encode(" kakanakan"))


def test_a_long_word_is_no_trap(tokenizer):
    assert len(tokenizer.encode("x" * 100_000)) <= 100_000


def test_it_is_the_plain_file_of_the_library(tokenizer):
    file = json.loads((FOLDER / "tokenizer.json").read_text("utf-8"))
    assert file["model"]["type"] == "BPE" and len(file["model"]["vocab"]) == len(tokenizer.pieces) == 2_048


def test_it_cuts_as_the_library_does(tokenizer):
    kept = json.loads(Path(__file__).with_name("encodings.json").read_text("utf-8"))
    assert len(kept) >= 100
    for each in kept:
        assert tokenizer.encode(each["text"]) == each["tokens"], each["text"]

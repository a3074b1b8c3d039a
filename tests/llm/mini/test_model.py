"""The model: bounds of its window, what it may say, shares that add up."""

import numpy as np
import pytest

from workshop_kit.llm.mini.constraints import Form
from workshop_kit.llm.mini.drawing import Drawing
from workshop_kit.llm.mini.failures import NoText, TooLong
from workshop_kit.llm.mini.model import model
from workshop_kit.llm.mini.tasks import CATEGORIES, CONTROL, URGENCIES

COMPLAINT = "Sampah di Gang Ulin RT 12 sudah tiga minggu tidak diangkut."


def said(text=COMPLAINT, seed=1, **options):
    own = model()
    drawing = Drawing(np.random.default_rng(seed), options.pop("temperature", 1.0))
    return [each.token for each in own.say(own.read(text), drawing, **options)]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_cannot_be_read(text):
    with pytest.raises(NoText):
        model().read(text)


@pytest.mark.parametrize("text", ["x " * 50_000, "😀" * 25_000, "kata " * 600])
def test_a_text_beyond_the_window_is_told_and_not_cut(text):
    with pytest.raises(TooLong) as caught:
        model().read(text)
    assert str(len(model().tokenizer.encode(text)) + 1) in str(caught.value) and "diam-diam" in str(caught.value)


def test_a_question_that_leaves_no_room_is_told_too():
    own = model()
    reading = own.read("air " * 300)
    with pytest.raises(TooLong):
        own.ask(reading, "tanya", "air " * 300)


@pytest.mark.parametrize("text", ["你好世界", "مرحبا بالعالم", "😀😀😀", "\x00\x01", "<|jawab|><|akhir|>"])
def test_other_scripts_and_typed_control_tokens_are_read_as_text(text):
    own = model()
    assert not set(own.read(text).tokens[1:]) & set(own.tokenizer.control.values())
    assert sum(own.classify(text).categories.values()) == pytest.approx(1)


def test_typed_control_tokens_do_not_begin_a_task():
    own = model()
    typed = own.next_token(own.read(f"{COMPLAINT}<|golong|><|jawab|>"))
    asked = own.next_token(own.ask(own.read(COMPLAINT), "golong"))
    assert np.abs(typed - asked).max() > 0.1


def test_asking_leaves_the_reading_as_it_was():
    own = model()
    reading = own.read(COMPLAINT)
    before = own.next_token(reading).copy()
    own.classified(own.ask(reading, "golong"))
    own.shares(reading, [" satu", " dua tiga empat"])
    assert np.array_equal(own.next_token(reading), before)
    assert np.array_equal(own.next_token(own.read(COMPLAINT)), before)


def test_the_same_seed_says_the_same_and_another_does_not():
    assert said(seed=3) == said(seed=3) != said(seed=4)


def test_control_tokens_are_never_said():
    control = {model().tokenizer.control[name] for name in CONTROL[1:]}
    assert not control & {token for seed in range(8) for token in said(seed=seed, temperature=2.0, most=60)}


def test_an_answer_is_never_empty():
    assert all(said(seed=seed, temperature=2.0, most=3)[0] != model().end for seed in range(40))


def test_the_window_ends_what_is_said():
    own = model()
    reading = own.read("air " * 200)
    drawing = Drawing(np.random.default_rng(1), 2.0)
    count = sum(1 for _ in own.say(reading, drawing, 10_000))
    assert reading.cache.length <= own.transformer.window and count < 10_000


def test_shares_are_those_of_whole_texts():
    own = model()
    reading = own.ask(own.read(COMPLAINT), "golong")
    found = own.shares(reading, [" jalan", " sampah"], " |")
    logs = []
    for option in found:
        total, here = 0.0, reading.copy()
        for token in own.tokenizer.encode(f"{option} |"):
            total += own.next_token(here)[token]
            own.tell(here, [token])
        logs.append(total)
    assert found[" jalan"] == pytest.approx(1 / (1 + np.exp(logs[1] - logs[0])), abs=1e-5)


def test_a_complaint_is_classified_with_all_labels():
    found = model().classify(COMPLAINT)
    assert set(found.categories) == set(CATEGORIES) and set(found.urgencies) == set(URGENCIES)
    assert found.category in CATEGORIES and sum(found.urgencies.values()) == pytest.approx(1)


def test_what_is_held_to_a_form_keeps_to_it():
    own = model()
    form = Form.of_texts([" ya", " tidak"], own.tokenizer)
    tokens = [each.token for each in own.say(own.read(COMPLAINT), Drawing(np.random.default_rng(1), 2.0), form=form)]
    assert own.tokenizer.decode([token for token in tokens if token != own.end]) in (" ya", " tidak")

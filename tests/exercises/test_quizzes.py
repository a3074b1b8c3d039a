"""What each kind of quiz accepts, and what it says to the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_kit.exercises import Module, Option, Sentence, Statement
from workshop_kit.exercises.quizzes import Quiz

module = Module("m90", edition=1)
HINTS = ["a", "b", "c"]
OPTIONS = [
    Option("Aturan tetap", why="Loket memakai aturan."),
    Option("Model terlatih", right=True, why="Betul: ia belajar dari contoh."),
    Option("Model bahasa", right=True, missed="Model bahasa juga belajar dari contoh."),
]
single = module.single("satu", title="t", question="q", hints=HINTS, options=OPTIONS[:2])
multiple = module.multiple("banyak", title="t", question="q", hints=HINTS, options=OPTIONS)
marked = module.sentences(
    "tandai",
    title="t",
    question="q",
    hints=HINTS,
    text=[Sentence("Target tercapai."), Sentence("Realisasi 60 persen.", right=True)],
)
ordering = module.ordering(
    "urut",
    title="t",
    question="q",
    hints=HINTS,
    steps=["saring", "kelompokkan", "hitung"],
    shown=[2, 0, 1],
    traps=[(0, 2, "Saring dahulu, baru hitung.")],
)
number = module.number(
    "angka", title="t", question="q", hints=HINTS, right=12.5, tolerance=0.05, traps=[(0.125, "Kalikan 100.")]
)
slider = module.slider(
    "geser",
    title="t",
    question="q",
    hints=HINTS,
    low=0,
    high=100,
    step=5,
    accept=(60, 75),
    too_low="Terlalu longgar.",
    too_high="Terlalu ketat.",
)
predict = module.predict("tebak", title="t", question="q", options=OPTIONS, confidence=True, reveal="Ternyata.")
calibrate = module.calibrate(
    "yakin",
    title="t",
    question="q",
    statements=[Statement("a", True, "x"), Statement("b", False, "y")],
    reference=[90, 20],
)


def said(quiz: Quiz, value: Any) -> tuple[str, str]:
    verdict = quiz.judge({}, {quiz.name: value})
    assert verdict.unforeseen is None
    return verdict.state, verdict.sentence


def test_a_choice_says_why_for_right_and_wrong() -> None:
    assert said(single, 1) == ("right", "Betul: ia belajar dari contoh.")
    assert said(single, 0) == ("wrong", "Loket memakai aturan.")


def test_a_choice_of_several_names_what_is_too_many_before_what_is_missing() -> None:
    assert said(multiple, [1, 2])[0] == "right"
    assert said(multiple, [2, 1])[0] == "right"
    assert said(multiple, [0, 1]) == ("wrong", "Loket memakai aturan.")
    assert said(multiple, [1]) == ("wrong", "Model bahasa juga belajar dari contoh.")
    assert "masih ada 1 lagi" in said(multiple, [2])[1]


def test_marked_sentences_are_a_choice_of_several() -> None:
    assert said(marked, [1])[0] == "right"
    assert said(marked, [0, 1])[0] == "wrong"


def test_an_order_names_the_broken_rule_then_the_first_step_out_of_place() -> None:
    assert said(ordering, [0, 1, 2])[0] == "right"
    assert said(ordering, [2, 0, 1]) == ("wrong", "Saring dahulu, baru hitung.")
    assert "“kelompokkan”" in said(ordering, [1, 0, 2])[1]


def test_a_number_is_right_within_its_tolerance_and_known_slips_are_named() -> None:
    assert said(number, 12.54)[0] == "right"
    assert said(number, 12.6) == ("wrong", "Belum tepat: jawaban Anda terlalu besar. Hitung sekali lagi, pelan-pelan.")
    assert said(number, 0.125) == ("wrong", "Kalikan 100.")
    assert "terlalu kecil" in said(number, 3)[1]


def test_a_slider_accepts_a_range_and_names_the_side() -> None:
    assert said(slider, 60)[0] == said(slider, 75)[0] == "right"
    assert said(slider, 55) == ("wrong", "Terlalu longgar.")
    assert said(slider, 80) == ("wrong", "Terlalu ketat.")


def test_predictions_count_once_complete_whatever_they_say() -> None:
    assert said(predict, {"choice": 0, "confidence": 10})[0] == "right"
    assert said(predict, {"choice": 0})[0] == "missing"
    assert said(calibrate, [100, 0])[0] == "right"
    assert said(calibrate, [100])[0] == "missing"
    assert not predict.graded
    assert not calibrate.graded


@pytest.mark.parametrize("quiz", [single, multiple, marked, ordering, number, slider, predict, calibrate])
def test_every_reference_is_right_and_every_listed_wrong_answer_is_wrong(quiz: Quiz) -> None:
    assert said(quiz, quiz.reference())[0] == "right"
    for example in quiz.all_wrong():
        state, sentence = said(quiz, example.value)
        assert state == "wrong"
        assert example.says in sentence


def test_a_number_too_large_for_any_quiz_is_no_answer() -> None:
    assert said(number, 10**400)[0] == "missing"
    assert said(slider, -(10**400))[0] == "missing"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("quiz", [single, multiple, marked, ordering, number, slider, predict, calibrate])
@given(value=anything)
def test_a_forged_answer_is_never_more_than_a_wrong_one(quiz: Quiz, value: Any) -> None:
    verdict = quiz.judge({}, {quiz.name: value})

    assert verdict.unforeseen is None
    if verdict.passed:
        assert quiz.well_formed(value)

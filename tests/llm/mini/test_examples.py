"""What the model learns from: other seeds, no held-out core, no hand-written test, no person; what is true of it."""

import csv
import json
import re
from importlib import resources

import numpy as np
import pytest

from workshop_kit.data.generate.complaints.cores import CATEGORIES, cores
from workshop_kit.data.generate.complaints.drafts import Piece
from workshop_kit.data.generate.complaints.grammar import Draft, _openings
from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.mini import examples
from workshop_kit.data.generate.mini.lines import batches, line
from workshop_kit.llm.mini import tasks
from workshop_kit.llm.mini.model import model


@pytest.fixture(scope="module")
def told():
    return examples.complaints(71, 1_500, held_out=False)


@pytest.fixture(scope="module")
def pages():
    return examples.training(71, 300, 1)


@pytest.fixture(scope="module")
def sections():
    return examples.sections(72, held_out=False), examples.sections(72, held_out=True)


class TestHeldOut:
    def test_a_fifth_of_each_class_is_kept(self):
        kept = examples.held_out_cores()
        for category in CATEGORIES:
            own = [core.id for core in cores() if core.category == category]
            assert len(kept & set(own)) == round(0.2 * len(own))

    def test_no_kept_core_is_told_and_none_other_in_the_scores(self, told):
        kept = examples.held_out_cores()
        assert not {each.core.id for each in told} & kept
        assert {each.core.id for each in examples.complaints(9, 200, held_out=True)} <= kept

    def test_no_kept_core_opens_a_second_issue(self, told):
        kept = examples.held_out_cores()
        openings = {
            text: core.id
            for category in CATEGORIES
            for variety in ("baku", "sehari")
            for core, text in _openings(category, variety)
        }
        words = {core: set(re.findall(r"\w{5,}", text.lower())) for text, core in openings.items()}
        seconds = [each for each in told if each.draft.second]
        assert len(seconds) > 100
        for each in seconds:
            said = set(re.findall(r"\w{5,}", each.draft.text.lower()))
            nearest = {core: len(own & said) / max(4, len(own)) for core, own in words.items()}
            assert all(share < 0.9 or core not in kept for core, share in nearest.items())

    def test_kept_indicators_are_in_no_page(self, pages):
        kept = examples.held_out_indicators()
        assert 10 < len(kept) < 40
        assert not [name for name in kept for page in pages if name.lower() in page.text.lower()]

    def test_sections_for_the_scores_speak_of_kept_indicators_alone(self, sections):
        kept = examples.held_out_indicators()
        for held_out, found in zip((False, True), sections, strict=True):
            assert found
            for section in found:
                own = {claim.fact.indicator.name for claim in section.claims}
                assert own <= kept if held_out else not own & kept

    def test_the_shipped_seed_is_refused(self):
        with pytest.raises(ValueError, match="shipped"):
            examples.training(examples.SHIPPED, 10, 0)

    def test_no_final_test_text_is_in_the_pages(self, pages):
        file = resources.files("workshop_kit.data.generate.complaints") / "final_test.csv"
        final = {row["teks"] for row in csv.DictReader(file.read_text("utf-8").splitlines())}
        assert len(final) == 200 and not final & {page.text for page in pages}

    def test_no_person_is_in_the_texts(self, told):
        assert not [piece for each in told for piece in each.draft.pieces if piece.kind]
        assert not [each for each in told if re.search(r"\b99\d{14}\b|\b0800\d", each.draft.shown(True))]

    def test_the_labels_are_the_generators(self):
        assert tasks.CATEGORIES == CATEGORIES


class TestPhrases:
    def test_none_comes_near_a_kept_core_and_most_stay(self):
        kept = [core.text.lower() for core in cores() if core.id in examples.held_out_cores()]
        assert 450 < len(examples.phrases()) < 645
        for _, phrase in examples.phrases():
            words = set(re.findall(r"[a-z]{4,}", phrase.lower()))
            shared = max(sum(word in text for word in words) / len(words) for text in kept)
            assert shared < 1 or len(words) <= 2, phrase

    def test_their_urgency_is_asked_nowhere(self):
        draws = Draws(2, "uji")
        for told in examples.from_phrases(5, 60):
            page = examples.complaint_page(told, draws)
            assert page.tasks[0] == examples.Wanted("golong", "", f" {told.core.category} |", open=True)
            assert "urgensi" not in page.tasks[1].question

    def test_what_nobody_knows_is_not_learnt(self):
        draws = Draws(3, "uji")
        (told,) = examples.from_phrases(6, 1)
        made = line(examples.complaint_page(told, draws), model().tokenizer, 512)
        learnt = [int(each) for each in made.target[made.part == 1] if each >= 0]
        assert model().tokenizer.decode(learnt) == f" {told.core.category} |"
        assert model().tokenizer.control[tasks.END] not in learnt


class TestAnswers:
    def test_a_place_stands_in_the_text(self, told):
        places = [(each.draft.shown(True), examples.fields_of(each)) for each in told]
        assert sum(known["tempat"] is not None for _, known in places) > 300
        for text, known in places:
            for name in examples.COMPLAINT_FIELDS[2:]:
                assert known[name] is None or known[name] in text

    def test_a_places_parts_are_told_apart(self, told):
        from dataclasses import replace

        piece = Piece("Gang Rambutan RT 07", "salah satu gang")
        village = Piece("RT 12 Sungai Pinang Dalam", "salah satu RT")
        one = replace(told[0], draft=Draft("\ue000 dan \ue001", (piece, village), "biasa", ""))
        found = examples.fields_of(one)
        assert (found["tempat"], found["gang"], found["rt"], found["kelurahan"]) == (
            "Gang Rambutan RT 07",
            "Rambutan",
            "07",
            "Sungai Pinang Dalam",
        )

    def test_what_a_section_is_asked_it_has_or_has_not(self, sections):
        draws = Draws(1, "uji")
        for section in sections[0][:150]:
            here, not_here = (examples.section_question(section, draws, absent=each) for each in (False, True))
            if here is not None:
                assert here.answer is not None and here.answer.strip() in section.text
            if not_here is not None:
                assert not_here.answer is None
                years = re.findall(r"\b20\d\d\b", not_here.question)
                subject = not_here.question.lower()
                named = [name for name in section.others if name.lower() in subject]
                assert named or any(year not in section.text for year in years)

    def test_a_claims_form_and_summary_stand_in_the_section(self, sections):
        found = [(section, known) for section in sections[0] if (known := examples.claim_of(section))]
        assert len(found) > 50
        for section, known in found:
            assert all(str(each) in section.text for each in known.values())
            said = examples.summary(section, known).answer
            assert known["nilai"] in said and known["tahun"] in said and said.count(".") >= 1

    def test_forms_are_json_with_the_fields_asked_for(self, pages):
        asked = [wanted for page in pages for wanted in page.tasks if wanted.task == "isi"]
        for wanted in asked:
            assert list(json.loads(wanted.answer)) == wanted.question.split(", ")

    def test_the_same_seed_gives_the_same_pages(self, pages):
        assert examples.training(71, 300, 1) == pages


class TestLines:
    def test_each_task_goes_on_after_the_text_and_is_a_part_of_its_own(self, pages):
        control = model().tokenizer.control
        page = next(each for each in pages if len(each.tasks) == 4)
        made = line(page, model().tokenizer, 512)
        size = int((made.part == 0).sum())
        assert list(made.place[made.part == 0]) == list(range(size))
        for number, wanted in enumerate(page.tasks, 1):
            own = made.part == number
            assert made.place[own][0] == size and (np.diff(made.place[own]) == 1).all()
            assert made.tokens[own][0] == control[tasks.TASKS[wanted.task]]
            learnt = [int(each) for each in made.target[own] if each >= 0]
            if wanted.answer is None:
                assert learnt == [control[tasks.ABSENT], control[tasks.END]]
            else:
                assert model().tokenizer.decode(learnt) == wanted.answer and learnt[-1] == control[tasks.END]

    def test_the_text_ends_after_its_last_word_whatever_is_asked(self, pages):
        made = line(pages[0], model().tokenizer, 512)
        assert made.target[made.part == 0][-1] == model().tokenizer.control[tasks.END]

    def test_no_line_is_longer_than_the_window(self, pages):
        for page in pages:
            made = line(page, model().tokenizer, 64)
            assert made is None or made.place.max() < 64

    def test_every_line_comes_once_before_any_comes_again(self, pages):
        lines = [made for page in pages[:200] if (made := line(page, model().tokenizer, 512)) is not None]
        seen = 0
        for batch in batches(lines, 2_048, np.random.default_rng(1)):
            seen += len(batch.tokens)
            assert batch.tokens.size <= max(2_048, batch.tokens.shape[1]) and (batch.target[batch.part < 0] == -1).all()
            if seen >= len(lines):
                break
        assert seen == len(lines)

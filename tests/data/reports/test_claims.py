"""The planted contradictions: how many, of which kinds, and how well words alone and the table find them."""

import re

import pandas as pd
import pytest
from sklearn.metrics import balanced_accuracy_score

from tests.data.reports.conftest import HONEST, SEED
from tests.data.reports.full_check import from_words, numbers
from tests.data.reports.gates import (
    FRACTION,
    PRAISE,
    findings_of,
    found_by_table,
    overlap,
    recall_at_precision,
    share_contradicted,
    words_alone,
)
from workshop_kit.data.generate.performance.kinerja_opd import kinerja_opd
from workshop_kit.data.generate.reports.claims import KINDS
from workshop_kit.data.generate.reports.corpus import claims_key, reports
from workshop_kit.data.generate.reports.frames import FRAMES


def test_every_claim_stands_where_the_key_says(laporan, klaim):
    texts = laporan.set_index("id_laporan")["teks"]
    for row in klaim.itertuples():
        text = texts[row.id_laporan]
        assert text[row.awal : row.akhir] == row.kalimat
        assert text.count("\f", 0, row.awal) + 1 == row.halaman
        assert "\f" not in row.kalimat


def test_claims_are_numbered_in_the_order_of_the_text_and_do_not_overlap(klaim):
    for _, own in klaim.groupby("id_laporan"):
        assert list(own["nomor_klaim"]) == list(range(1, len(own) + 1))
        assert (own["awal"].to_numpy()[1:] >= own["akhir"].to_numpy()[:-1]).all()


def test_every_claim_is_about_a_row_of_kinerja_opd_not_after_its_report(laporan, klaim, kinerja):
    rows = set(kinerja[["tahun", "opd", "indikator"]].itertuples(index=False, name=None))
    assert set(klaim[["tahun", "opd", "indikator"]].itertuples(index=False, name=None)) <= rows
    years = laporan.set_index("id_laporan")["tahun"]
    assert (klaim["tahun"] <= klaim["id_laporan"].map(years)).all()


def test_a_claim_contradicts_exactly_when_it_has_a_kind_and_states_something_else(klaim):
    assert (klaim["jenis"].notna() == klaim["bertentangan"]).all()
    assert ((klaim["nilai_disebut"] != klaim["nilai_tabel"]) == klaim["bertentangan"]).all()


def test_a_fifth_to_a_quarter_of_the_claimed_indicators_is_contradicted(klaim):
    assert 0.20 <= share_contradicted(klaim) <= 0.25


@pytest.mark.parametrize("seed", [1, 2])
def test_other_seeds_have_the_same_share(seed):
    assert 0.20 <= share_contradicted(pd.DataFrame(claims_key(seed))) <= 0.25


def test_all_seven_kinds_occur_about_equally_often(klaim):
    counts = klaim["jenis"].value_counts()
    assert set(counts.index) == set(KINDS)
    assert len(KINDS) == 7
    assert counts.min() >= 10
    assert counts.max() <= 2 * counts.min()


def test_a_kind_only_occurs_in_the_forms_that_can_carry_it(klaim):
    for row in klaim[klaim["bertentangan"]].itertuples():
        forms = {*KINDS[row.jenis], *(["bukti"] if row.jenis == "serapan_keliru" else [])}
        assert row.bentuk in forms


def test_every_form_of_claim_has_eight_frames_that_honest_claims_use_too(klaim):
    assert all(len(set(frames)) >= 8 for frames in FRAMES.values())
    shares = klaim.groupby("bentuk")["bertentangan"].mean()
    assert set(shares.index) == set(FRAMES)
    assert shares.max() < 0.5


def test_wrong_figures_are_farther_from_the_table_than_honest_roundings(klaim):
    figures = klaim[klaim["bentuk"].isin(["nilai", "capaian", "serapan"])]
    for row in figures.itertuples():
        said, unit, _ = numbers(row.nilai_disebut)[-1]
        true, unit_of_table, _ = numbers(row.nilai_tabel)[-1]
        if row.bertentangan:
            assert abs(said - true) >= 0.05 * true or unit != unit_of_table
        else:
            assert said == true


def test_honest_figures_in_the_text_are_within_the_tolerance(klaim):
    in_figures = klaim["bentuk"].isin(["nilai", "capaian", "serapan"]) & ~klaim["kalimat"].str.contains(FRACTION)
    honest = klaim[~klaim["bertentangan"] & in_figures]
    assert len(honest) > 500
    for row in honest.itertuples():
        true = numbers(row.nilai_tabel)[-1][0]
        assert min(abs(value - true) / true for value, _, _ in numbers(row.kalimat)) <= 0.026, row.kalimat


def test_words_numbers_and_roundings_occur(klaim):
    text = " ".join(klaim["kalimat"])
    assert len(re.findall(r" koma ", text)) > 50
    assert len(re.findall(r"\b(?:sekitar|hampir|kurang lebih|lebih dari)\b", text)) > 80
    assert (klaim["kalimat"].str.contains(r"\. [A-Z]")).sum() > 50


def test_words_alone_find_few_contradictions(words_scores):
    # Half of what is reported must be right, else a reader stops checking.
    assert words_scores["recall"] <= 0.6
    assert words_scores["balanced"] <= 0.6


def test_a_list_of_suspicious_words_is_no_better_than_guessing(klaim):
    flagged = klaim["kalimat"].str.contains(PRAISE)
    precision = klaim.loc[flagged, "bertentangan"].mean()
    assert precision < 0.5
    assert balanced_accuracy_score(klaim["bertentangan"], flagged) <= 0.6


def test_the_measure_of_words_alone_sees_words_that_give_it_away(klaim):
    betrayed = klaim.assign(kalimat=klaim["kalimat"].where(~klaim["bertentangan"], klaim["kalimat"] + " Luar biasa."))
    assert recall_at_precision(betrayed["bertentangan"], words_alone(betrayed), 0.5) > 0.9


def test_the_table_finds_most_contradictions_but_not_all(by_table):
    assert 0.5 <= by_table["f1"] <= 0.9


def test_the_table_finds_some_of_every_kind(klaim, findings):
    lies = klaim[klaim["bertentangan"]]
    found = [any(overlap(each, row) for each in findings[row.id_laporan]) for row in lies.itertuples()]
    assert pd.Series(found, index=lies.index).groupby(lies["jenis"]).mean().min() >= 0.2


def test_without_the_planting_the_table_finds_its_false_alarms_only(kinerja, by_table):
    honest = pd.DataFrame(claims_key(SEED, planting=HONEST))
    assert not honest["bertentangan"].any()
    measured = found_by_table(honest, findings_of(pd.DataFrame(reports(SEED, planting=HONEST)), kinerja))
    assert measured["false_alarms"] <= by_table["false_alarms"] + 5 <= 15


@pytest.mark.parametrize("seed", [1, 2])
def test_other_seeds_are_found_alike(seed):
    findings = findings_of(pd.DataFrame(reports(seed)), pd.DataFrame(kinerja_opd(seed)))
    assert 0.5 <= found_by_table(pd.DataFrame(claims_key(seed)), findings)["f1"] <= 0.9


def test_switching_a_contradiction_on_changes_no_honest_claim(klaim):
    honest = pd.DataFrame(claims_key(SEED, planting=HONEST))
    kept = set(honest["kalimat"])
    same = klaim.loc[~klaim["bertentangan"] & ~klaim["kalimat"].duplicated(), "kalimat"]
    assert same.isin(kept).mean() > 0.97


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("delapan puluh dua koma lima", 82.5),
        ("seratus dua belas", 112),
        ("seribu sembilan ratus", 1900),
        ("dua ribu lima", 2005),
        ("sebelas koma nol lima", 11.05),
    ],
)
def test_the_reader_understands_numbers_in_words(text, number):
    assert from_words(text) == number

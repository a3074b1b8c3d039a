"""The complaints are neither a toy nor hopeless: each gate is measured on the raw release."""

from collections import Counter

from sklearn.metrics import cohen_kappa_score

from tests.data.complaints import gates
from tests.data.complaints.rules import KEYWORDS, by_keywords
from workshop_kit.data.generate.complaints.cores import CATEGORIES, cores


def test_on_a_random_split_words_reach_080_to_090(raw, on_a_random_split):
    assert 0.80 <= gates.macro_f1(raw["kategori_petugas"], on_a_random_split) <= 0.90


def test_with_cores_held_out_words_reach_060(raw, without_their_cores):
    assert gates.macro_f1(raw["kategori_petugas"], without_their_cores) >= 0.60


def test_the_random_split_flatters_by_a_quarter_at_most(raw, on_a_random_split, without_their_cores):
    flattering = gates.macro_f1(raw["kategori_petugas"], on_a_random_split)
    honest = gates.macro_f1(raw["kategori_petugas"], without_their_cores)
    assert 0.05 < flattering - honest <= 0.25


def test_a_table_of_keywords_does_not_solve_the_task(raw):
    assert all(8 <= len(words.split(",")) <= 12 for words in KEYWORDS.values())
    score = gates.macro_f1(raw["kategori_petugas"], by_keywords(raw["teks"]))
    assert 0.35 < score <= 0.65


def test_no_frequent_word_gives_a_class_away(raw, key):
    assert gates.giveaways(raw["teks"], key["label_benar"].str[0]) == {}


def test_a_word_that_gives_its_class_away_would_be_seen(raw, key):
    marked = raw["teks"].where(key["label_benar"].str[0] != "jalan", raw["teks"] + " zzjalan")
    assert gates.giveaways(marked, key["label_benar"].str[0]) == {"zzjalan": 1.0}


def test_five_to_six_percent_are_sent_again(key):
    assert 0.05 <= key["salinan_dari"].notna().mean() <= 0.06


def test_comparing_words_finds_the_texts_that_were_sent_again_and_few_others(raw, key):
    found = gates.repeated(raw["teks"])
    truth = key["salinan_dari"].notna().to_numpy()
    assert (found & truth).sum() / truth.sum() > 0.9
    assert (found & truth).sum() / found.sum() > 0.9
    assert 0.05 <= found.mean() <= 0.065


def test_a_copy_comes_later_and_keeps_what_is_true(raw, key):
    numbers = dict(zip(key["id_aduan"], range(len(key)), strict=True))
    copies = key["salinan_dari"].dropna().map(numbers)
    assert (copies.to_numpy() < copies.index).all()
    for column in ("label_benar", "inti", "urgensi_benar"):
        assert key.loc[copies.index, column].tolist() == key.loc[copies, column].tolist()
    neighbours = raw.loc[copies.index, "id_warga"].to_numpy() != raw.loc[copies, "id_warga"].to_numpy()
    assert 0.2 < neighbours.mean() < 0.5


def test_15_to_20_percent_report_a_second_thing(key):
    assert 0.15 <= (key["label_benar"].str.len() == 2).mean() <= 0.20
    assert all(len(set(labels)) == len(labels) for labels in key["label_benar"])


def test_the_officer_errs_in_3_to_5_percent_of_the_categories(raw, key):
    assert 0.03 <= (raw["kategori_petugas"] != key["label_benar"].str[0]).mean() <= 0.05


def test_every_class_has_25_cores_and_all_of_them_are_of_use(key):
    assert min(Counter(core.category for core in cores()).values()) >= 25
    used = key["inti"].value_counts()
    assert len(used) > 0.9 * len(cores())
    assert used.max() <= 25


def test_every_class_has_enough_complaints(key):
    shares = key["label_benar"].str[0].value_counts(normalize=True)
    assert set(shares.index) == set(CATEGORIES)
    assert shares.between(0.04, 0.16).all()


def test_two_labellings_of_the_final_test_agree(final):
    assert final["kategori_2"].notna().all(), "the second person's labels are missing"
    assert cohen_kappa_score(final["kategori_1"], final["kategori_2"]) >= 0.6
    assert cohen_kappa_score(final["urgensi_1"], final["urgensi_2"]) >= 0.6


def test_no_text_of_the_final_test_is_among_the_complaints(raw, final):
    assert not set(final["teks"]) & set(raw["teks"])
    together = gates.repeated(raw["teks"].tolist() + final["teks"].tolist())
    assert not together[len(raw) :].any()


def test_hand_written_complaints_are_sorted_better_than_by_keywords(raw, final):
    fitted = gates.model().fit(raw["teks"], raw["kategori_petugas"])
    learnt = gates.macro_f1(final["kategori_1"], fitted.predict(final["teks"]))
    assert learnt > gates.macro_f1(final["kategori_1"], by_keywords(final["teks"])) + 0.05

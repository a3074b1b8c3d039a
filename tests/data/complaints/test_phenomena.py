"""The planted truths F01 to F05 stand in the tables at their stated strength, and vanish when they are switched off."""

from collections.abc import Iterable

import pandas as pd
import pytest

from tests.data.complaints import detectors
from workshop_kit.data.generate.complaints.aduan import aduan, aduan_mentah, kunci_aduan
from workshop_kit.data.generate.complaints.corpus import Complaint, complaints
from workshop_kit.data.generate.complaints.planting import Planting
from workshop_kit.data.generate.people.warga_sampel import kunci_identitas, warga_sampel_mentah
from workshop_kit.privacy.identifiers import KINDS, find, value_of

OTHER_SEEDS = [1, 2]
# Every detector must be silent where its own truth is not planted; one city without any serves them all.
NOTHING = Planting(
    reporting_gap=1.0,
    whatsapp_after=0.3,
    new_topics=0.0,
    new_situations=0.0,
    misrouted_local=1.0,
    double_reporters=0.0,
    personal_data=0.0,
)


def planted(seed: int, planting: Planting) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The raw table and its key."""
    return pd.DataFrame(aduan_mentah(seed, planting=planting)), pd.DataFrame(kunci_aduan(seed, planting=planting))


def published_with(seed: int, planting: Planting = Planting()) -> pd.DataFrame:  # noqa: B008
    return pd.DataFrame(aduan(seed, planting=planting))


def gap(table: pd.DataFrame, people: pd.Series) -> float:
    rates = detectors.reporting_rate(table, people)
    return float(rates["Samarinda Kota"] / rates["Palaran"])


def test_f01_the_centre_complains_two_and_a_half_times_as_often_as_the_edge(published, people):
    assert gap(published, people) == pytest.approx(2.5, abs=0.2)
    rates = detectors.reporting_rate(published, people)
    assert rates.idxmax() == "Samarinda Kota"
    assert rates.idxmin() == "Palaran"


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_f01_whatever_the_seed(seed, people):
    assert gap(published_with(seed), people) == pytest.approx(2.5, abs=0.3)


def test_f01_switched_off_every_kecamatan_complains_alike(people):
    even = published_with(6472, NOTHING)
    assert gap(even, people) == pytest.approx(1.0, abs=0.15)


def test_f01_the_troubles_themselves_are_alike_in_the_centre_and_at_the_edge(published, key):
    true = key.dropna(subset=["id_anonim"]).set_index("id_anonim").loc[published["id_aduan"]].reset_index()
    centre, edge = (published["kecamatan"] == name for name in ("Samarinda Kota", "Palaran"))
    urgent = true["urgensi_benar"] == "tinggi"
    assert abs(urgent[centre].mean() - urgent[edge].mean()) < 0.12
    shares = [true.loc[rows, "label_benar"].str[0].value_counts(normalize=True) for rows in (centre, edge)]
    assert shares[0].sub(shares[1], fill_value=0).abs().max() < 0.12


def test_f02_whatsapp_doubles_from_march_2025(published, raw):
    assert detectors.whatsapp_shares(published) == pytest.approx((0.30, 0.65), abs=0.04)
    before, after = (raw["kanal"] == "WA").groupby(raw["waktu_masuk"] >= "2025-03").mean()
    assert (before, after) == pytest.approx((0.30, 0.65), abs=0.04)


def test_f02_new_words_appear_that_nobody_used_before(published, raw):
    share = detectors.new_words(published)
    assert share[:"2024-T4"].max() == 0
    assert share["2025-T2":].min() > 0.1
    assert not raw.loc[raw["waktu_masuk"] < "2025-03", "teks"].str.contains("mbg|insinerator", case=False).any()


def test_f02_a_model_of_2024_loses_on_2025(published):
    assert detectors.loss_through_drift(published) >= 0.05


def test_f02_another_seed_too():
    assert detectors.loss_through_drift(published_with(2)) >= 0.03


def test_f02_switched_off_the_model_of_2024_loses_nothing_and_the_channels_stay():
    steady = published_with(6472, NOTHING)
    assert detectors.loss_through_drift(steady) < 0.05
    assert detectors.whatsapp_shares(steady) == pytest.approx((0.30, 0.30), abs=0.05)
    assert detectors.new_words(steady).max() == 0


def test_f03_complaints_in_local_languages_are_misrouted_twice_as_often(raw, key):
    shares = detectors.misrouted_by_language(raw, key["rute_benar"])
    assert shares["daerah"] / shares["Indonesia"] == pytest.approx(2.0, abs=0.1)
    assert (raw["opd_tujuan"] != key["rute_benar"]).mean() == pytest.approx(0.09, abs=0.005)


def test_f03_shows_in_the_published_table_without_any_key(published):
    unusual = detectors.unusual_route(published).groupby(published["bahasa"] == "Indonesia").mean()
    assert unusual[False] > 1.5 * unusual[True]


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_f03_whatever_the_seed(seed):
    raw, key = planted(seed, Planting())
    shares = detectors.misrouted_by_language(raw, key["rute_benar"])
    assert shares["daerah"] / shares["Indonesia"] == pytest.approx(2.0, abs=0.15)


def test_f03_switched_off_language_makes_no_difference():
    raw, key = planted(6472, NOTHING)
    shares = detectors.misrouted_by_language(raw, key["rute_benar"])
    assert shares["daerah"] / shares["Indonesia"] == pytest.approx(1.0, abs=0.1)


def test_f04_six_percent_of_the_reporters_complain_under_two_entries(raw, persons):
    assert detectors.reporters_with_two_entries(raw, persons) == pytest.approx(0.06, abs=0.01)


def test_f04_matching_by_birth_and_address_is_right_and_by_name_is_not(raw, persons):
    identity = pd.DataFrame(kunci_identitas(6472)).set_index("id_warga")["id_orang"]
    entries = persons[persons["id_warga"].isin(raw["id_warga"])]
    truth = entries["id_warga"].map(identity).duplicated(keep=False)
    by_address = entries.duplicated(["tanggal_lahir", "jk", "kode_kelurahan", "alamat_rt"], keep=False)
    by_name = entries.duplicated(["nama"], keep=False)
    assert (by_address & truth).sum() / truth.sum() > 0.98
    assert (by_name & truth).sum() / truth.sum() < 0.2


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_f04_whatever_the_seed(seed):
    raw = pd.DataFrame(aduan_mentah(seed))
    persons = pd.DataFrame(warga_sampel_mentah(seed))
    assert detectors.reporters_with_two_entries(raw, persons) == pytest.approx(0.06, abs=0.015)


def test_f04_switched_off_nobody_complains_under_two_entries(persons):
    raw = pd.DataFrame(aduan_mentah(6472, planting=NOTHING))
    assert detectors.reporters_with_two_entries(raw, persons) < 0.003


def planted_identifiers(found: Iterable[Complaint]) -> list[tuple[str, str, str]]:
    """Kind, planted text and whole text of every planted datum that has the form of an identifier."""
    return [
        (piece.kind, piece.exact, complaint.draft.shown(exact=True))
        for complaint in found
        for piece in complaint.draft.pieces
        if piece.kind in KINDS
    ]


def recall(planted: list[tuple[str, str, str]]) -> float:
    found = sum(
        value_of(kind, exact) in {each.value for each in find(text)}  # type: ignore[arg-type]
        for kind, exact, text in planted
    )
    return found / len(planted)


def test_f05_eight_percent_of_the_texts_hold_personal_data_of_seven_kinds(key):
    holds = key["data_pribadi"].str.len() > 0
    assert holds.mean() == pytest.approx(0.08, abs=0.01)
    kinds = set(key["data_pribadi"].explode().dropna())
    assert kinds == {"NAMA", "ALAMAT", "NIK", "KK", "TELEPON", "EMAIL", "PLAT"}


def test_f05_patterns_find_the_planted_identifiers(written):
    planted = planted_identifiers(written)
    assert len(planted) > 100
    assert recall(planted) >= 0.95


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_f05_whatever_the_seed(seed):
    assert recall(planted_identifiers(complaints(seed))) >= 0.95


def test_f05_patterns_alone_leave_names_and_addresses(raw, key):
    only_names = key["data_pribadi"].map(lambda kinds: len(kinds) > 0 and set(kinds) <= {"NAMA", "ALAMAT"})
    assert only_names.sum() > 20
    assert not any(detectors.identifiers(raw.loc[only_names, "teks"]))


def test_f05_switched_off_there_is_nothing_to_find():
    raw, key = planted(6472, NOTHING)
    assert key["data_pribadi"].str.len().max() == 0
    assert sum(map(bool, detectors.identifiers(raw["teks"]))) == 0


def test_f05_nothing_else_in_the_texts_looks_like_an_identifier(raw, key):
    without = key["data_pribadi"].str.len() == 0
    assert sum(map(bool, detectors.identifiers(raw.loc[without, "teks"]))) == 0


def test_every_planted_number_is_fictional(written):
    texts = [each for complaint in written for each in find(complaint.draft.shown(exact=True))]
    assert texts
    assert all(each.fictional for each in texts)

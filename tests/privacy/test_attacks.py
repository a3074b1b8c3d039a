"""The attacks find whom they can find, and nobody else."""

import datetime
import hashlib
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy import brute_force
from tests.privacy.frames import QUASI, frames, quasi
from workshop_kit.errors import WorkshopError
from workshop_kit.language import set_language
from workshop_kit.privacy.attacks import crack_hashes, hashed, keyed, linkage, nik_space, risk
from workshop_kit.privacy.generalise import suppress_rows


@pytest.fixture(autouse=True)
def in_indonesian():
    set_language("id")
    yield
    set_language("id")


# Linkage


@given(frames(), frames(), st.lists(st.sampled_from(QUASI), min_size=1, max_size=3, unique=True))
def test_linkage_agrees_with_comparing_everybody_with_every_row(register, release, on):
    people, rows = brute_force.rows_of(register, on), brute_force.rows_of(release, on)

    def fits(person, row):
        return all(not pd.isna(x) and brute_force.same(x, y) for x, y in zip(person, row, strict=True))

    matches = [[place for place, row in enumerate(rows) if fits(person, row)] for person in people]
    found = [place for place, fitting in enumerate(matches) if fitting]
    one_row = sum(len(fitting) == 1 for fitting in matches)
    singled = [
        (place, fitting[0])
        for place, fitting in enumerate(matches)
        if len(fitting) == 1 and sum(fits(person, rows[fitting[0]]) for person in people) == 1
    ]
    outcome = linkage(register, release, on)
    assert (outcome.orang, outcome.ditemukan) == (len(register), len(found))
    assert (outcome.satu_baris, outcome.tertunjuk) == (one_row, len(singled))
    assert outcome.pasangan["register"].tolist() == [register.index[person] for person, _row in singled]
    assert outcome.pasangan["rilis"].tolist() == [release.index[row] for _person, row in singled]


@given(frames(), quasi.filter(bool))
def test_nobody_is_singled_out_of_a_release_with_k_of_two(frame, quasi):
    assert linkage(frame, suppress_rows(frame, quasi, 2), quasi).tertunjuk == 0


def test_linkage_by_columns_of_different_names():
    register = pd.DataFrame({"nama": ["Rekaan A", "Rekaan B"], "usia": [30, 71]}, index=["r1", "r2"])
    release = pd.DataFrame({"umur": pd.array([71, 30, 30], dtype="Int64")}, index=[10, 11, 12])
    outcome = linkage(register, release, {"usia": "umur"})
    assert outcome.pasangan.values.tolist() == [["r2", 10]]
    assert repr(outcome) == (
        "Dari 2 orang di register, 2 mempunyai baris yang cocok di rilis; "
        "1 orang (50,0%) tertunjuk tepat pada satu baris."
    )


def test_linking_nobody_finds_nobody():
    empty = pd.DataFrame({"a": []})
    assert linkage(empty, empty, ["a"]).bagian == 0.0


# Risk


@given(frames(), quasi, st.integers(1, 4))
def test_risk_agrees_with_nested_loops(frame, quasi, k):
    found, sizes = risk(frame, quasi, k), brute_force.sizes(frame, quasi)
    assert found.tunggal == sizes.count(1)
    assert found.di_bawah_k == sum(size < k for size in sizes)
    assert found.tertinggi == pytest.approx(max((1 / size for size in sizes), default=0.0))
    assert found.rata_rata == pytest.approx(sum(1 / size for size in sizes) / len(sizes) if sizes else 0.0)


def test_risk_is_told_in_words():
    frame = pd.DataFrame({"jk": ["L"] * 1999 + ["P"]})
    assert repr(risk(frame, ["jk"])) == (
        "Dari 2.000 baris, 1 (<0,1%) satu-satunya dengan gabungan nilainya pada: jk. Kelas terkecil berisi 1 baris. "
        "Orang yang mengetahui nilai itu menebak dengan benar paling tinggi 100,0%, rata-rata 0,1%. "
        "Belum aman: 1 baris berada di kelas yang lebih kecil dari k = 5."
    )
    assert repr(risk(frame.iloc[:-1], ["jk"])).endswith("bersembunyi di antara sedikitnya k = 5 baris.")
    assert repr(risk(frame.iloc[:0], ["jk"])) == "Tabel ini kosong: tidak ada yang dapat dikenali."


# Hashes


def test_all_nik_of_a_year_are_tried_and_each_is_a_date():
    space = list(nik_space("997201", [1984], serials=[1]))
    assert len(space) == len(set(space)) == 366 * 2
    for nik in space:
        assert re.fullmatch(r"997201\d{10}", nik)
        day = int(nik[6:8])
        datetime.date(1984, int(nik[8:10]), day - 40 if day > 40 else day)
    assert len(list(nik_space("997201", [1985], serials=[1]))) == 365 * 2
    assert len(list(nik_space("997201", [1900, 2000], serials=[1]))) == 366 * 2
    assert len(list(nik_space("997201", 1985, serials=range(9999, 10_002)))) == 365 * 2


def test_a_hash_is_the_plain_one_everybody_can_compute():
    values = pd.Series(["9972010101840001", None], index=[4, 4], name="nik")
    made = hashed(values)
    assert made.iloc[0] == hashlib.sha256(b"9972010101840001").hexdigest()
    assert (made.isna().tolist(), made.index.tolist(), made.name) == ([False, True], [4, 4], "nik")
    assert hashed(values, salt="garam").iloc[0] == hashlib.sha256(b"garam9972010101840001").hexdigest()


NIK = ["9972010101840001", "9972017112840007"]


def test_hashes_of_nik_are_undone_by_trying_all():
    outcome = crack_hashes(hashed(NIK), nik_space("997201", [1984], range(1, 11)))
    assert sorted(outcome.terbuka.values()) == NIK
    assert outcome.terbuka[hashed(NIK)[1]] == NIK[1]
    # The last one is a woman born on 31 December; nothing after her serial number is tried.
    assert outcome.dicoba == 366 * 2 * 10 - 3
    assert repr(outcome).startswith("2 dari 2 hash terbuka (100,0%) sesudah 7.317 percobaan dalam ")


def test_a_known_salt_does_not_help_and_an_unknown_key_does():
    space = list(nik_space("997201", [1984], range(1, 11)))
    assert len(crack_hashes(hashed(NIK, "garam"), space, salt="garam").terbuka) == 2
    assert crack_hashes(hashed(NIK, "garam"), space).terbuka == {}
    kept = crack_hashes(keyed(NIK, "kunci-acak-yang-panjang"), space)
    assert (kept.terbuka, kept.dicari, kept.dicoba) == ({}, 2, len(space))


def test_the_same_person_keeps_one_pseudonym_under_one_key():
    once, again = keyed([NIK[0], NIK[0]], "kunci-acak-yang-panjang")
    assert once == again != keyed([NIK[0]], "kunci-lain-yang-panjang")[0]


def test_progress_is_told_while_trying():
    told = []
    crack_hashes(["0" * 64], nik_space("997201", [1984], range(1, 301)), progress=told.append)
    assert told == [100_000, 200_000, 366 * 2 * 300]


def test_what_is_no_hash_is_passed_over():
    outcome = crack_hashes([None, float("nan"), "bukan hash", "²" * 64, hashed(NIK)[0].upper()], NIK)
    assert (outcome.dicari, list(outcome.terbuka.values())) == (3, [NIK[0]])
    assert crack_hashes([], NIK).dicoba == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: nik_space("647201", [1984]), "hanya memakai NIK rekaan yang berawalan 99"),
        (lambda: nik_space("9972", [1984]), "enam angka"),
        (lambda: nik_space(997201, [1984]), "enam angka"),
        (lambda: nik_space("997201", [84]), "84 bukan tahun lahir"),
        (lambda: nik_space("997201", ["1984"]), "bukan tahun lahir"),
        (lambda: nik_space("997201", [1984], [0]), "serials = 0"),
        (lambda: keyed(["x"], "rahasia"), "terlalu pendek"),
        (lambda: linkage(pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}), []), "paling sedikit satu kolom"),
        (lambda: linkage(pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]}), ["a"]), "Yang tersedia: b."),
        (lambda: risk(pd.DataFrame({"a": [1]}), ["a"], k=0), "k = 0"),
    ],
)
def test_what_cannot_be_attacked_is_told_in_one_sentence(call, said):
    with pytest.raises(WorkshopError) as problem:
        call()
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)

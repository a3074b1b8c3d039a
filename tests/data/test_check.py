"""``data.check``: what a learner is told about a table that does not keep its schema."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_kit import data
from workshop_kit.data.conformity import SHOWN_A_COLUMN
from workshop_kit.data.problems import NotAFrame, RawReleaseAbsent, TableUnknown
from workshop_kit.language import set_language


@pytest.fixture
def frame(kinerja) -> pd.DataFrame:
    return kinerja.copy()


def findings(frame: pd.DataFrame, name: str = "kinerja_opd") -> list[tuple[object, object, str]]:
    found = data.check(frame, name)
    assert list(found.columns) == ["kolom", "baris", "nilai", "temuan"]
    return list(zip(found["kolom"], found["baris"], found["temuan"], strict=True))


@pytest.mark.parametrize("name", data.list()["nama"])
def test_every_table_keeps_its_own_schema(name):
    assert data.check(data.load(name), name).empty


def test_an_empty_table_has_no_findings_and_a_frame_without_columns_lacks_all(frame):
    assert findings(frame.iloc[:0]) == []
    assert len(findings(pd.DataFrame())) == len(frame.columns)


def test_a_misspelt_choice_is_answered_with_the_right_one(frame):
    frame.loc[3, "arah"] = "Naik"
    assert findings(frame) == [("arah", 3, "Bukan salah satu pilihan. Mungkin maksudnya 'naik'?")]


def test_a_misspelt_column_is_recognised(frame):
    told = findings(frame.rename(columns={"satuan": "Satuann"}))
    assert ("Satuann", None, "Kolom ini tidak dikenal. Mungkin maksud Anda 'satuan'?") in told
    assert any(column == "satuan" and "tidak ada" in sentence for column, _, sentence in told)


def test_an_empty_value_where_one_is_needed_is_named_by_row(frame):
    frame.loc[[4, 7], "satuan"] = [None, "  "]
    assert findings(frame) == [("satuan", row, "Kosong, padahal wajib diisi.") for row in (4, 7)]


def test_a_number_written_as_text_is_named(frame):
    frame["pagu_rp"] = frame["pagu_rp"].astype(object)
    frame.loc[2, "pagu_rp"] = "1.000"
    assert findings(frame) == [("pagu_rp", 2, "Seharusnya bilangan bulat.")]


def test_a_value_out_of_bounds_is_named(frame):
    frame.loc[9, "pagu_rp"] = -1
    assert findings(frame) == [("pagu_rp", 9, "Kurang dari 0.")]


def test_the_row_keeps_the_label_that_the_learner_sees(frame):
    frame.index = [f"baris {number}" for number in range(len(frame))]
    frame.loc["baris 9", "pagu_rp"] = -1
    assert [row for _, row, _ in findings(frame)] == ["baris 9"]


def test_a_repeated_key_is_named_in_every_row_that_has_it(frame):
    told = findings(pd.concat([frame, frame.iloc[[0]]], ignore_index=True))
    assert told == [
        ("tahun, opd, indikator", row, "Baris lain mempunyai kunci yang sama (tahun, opd, indikator).")
        for row in (0, len(frame))
    ]


def test_a_code_that_another_table_does_not_know_is_named(frame):
    frame.loc[0, "kode_program"] = "9.99.99"
    assert findings(frame) == [("tahun, opd, kode_program", 0, "Tidak ada di tabel apbd.")]


@pytest.mark.parametrize(
    ("name", "column", "wrong", "said"),
    [
        ("warga_sampel", "kecamatan", "Palarann", "Mungkin maksudnya 'Palaran'?"),
        ("izin_antrean", "layanan", "xyz", "Bukan salah satu pilihan"),
        ("puskesmas_kunjungan", "puskesmas", "Puskesmas Palsu", "Tidak ada di tabel wilayah."),
    ],
)
def test_a_name_that_is_none_of_the_citys_is_named(name, column, wrong, said):
    table = data.load(name)
    table.loc[0, column] = wrong
    assert [(row, said in sentence) for where, row, sentence in findings(table, name) if where == column] == [(0, True)]


def test_a_column_that_is_wrong_everywhere_does_not_bury_the_others(frame):
    frame["pagu_rp"] = -1
    frame.loc[3, "arah"] = "Naik"
    told = findings(frame)
    assert len(told) == SHOWN_A_COLUMN + 2
    assert ("arah", 3, "Bukan salah satu pilihan. Mungkin maksudnya 'naik'?") in told
    assert any(f"{len(frame) - SHOWN_A_COLUMN} baris lagi" in sentence for _, _, sentence in told)


def test_a_column_that_is_there_twice_is_named(frame):
    twice = pd.concat([frame, frame[["opd"]]], axis=1)
    assert findings(twice) == [("opd", None, "Kolom ini ada lebih dari sekali; sisakan satu.")]


def test_the_sentences_come_in_the_readers_language(frame):
    frame.loc[9, "pagu_rp"] = -1
    set_language("en")
    assert findings(frame) == [("pagu_rp", 9, "Less than 0.")]


@pytest.mark.parametrize("given", [None, [1, 2], "kinerja_opd", {"a": [1]}])
def test_what_is_no_table_is_refused_with_a_sentence(given):
    with pytest.raises(NotAFrame, match="DataFrame"):
        data.check(given, "kinerja_opd")


def test_an_unknown_table_is_answered_with_those_there_are(frame):
    with pytest.raises(TableUnknown):
        data.check(frame, "kinerja")
    with pytest.raises(RawReleaseAbsent):
        data.check(frame, "kinerja_opd", release="mentah")


def test_a_year_that_a_merge_made_a_fraction_is_the_same_year(frame):
    frame["tahun"] = frame["tahun"].astype(float)
    assert findings(frame) == []


def test_a_date_and_its_midnight_are_the_same_key():
    waste = data.load("sampah_angkutan").iloc[:3].astype({"tanggal": object})
    twice = pd.concat([waste, waste.iloc[[0]]], ignore_index=True)
    twice.loc[3, "tanggal"] = twice.loc[0, "tanggal"].date()
    told = findings(twice, "sampah_angkutan")
    assert [(row, "kunci yang sama" in sentence) for _, row, sentence in told] == [(0, True), (3, True)]


@pytest.mark.parametrize("digits", [400, 5_000])
def test_an_endless_number_is_a_number(frame, digits):
    frame["tahun"] = frame["tahun"].astype(object)
    frame.loc[0, "tahun"] = 10**digits
    assert {row for _, row, _ in findings(frame)} == {0}


@pytest.mark.parametrize("kind", ["category", pd.SparseDtype("int64", 0), "Int64", object])
def test_a_column_may_be_held_in_any_way(frame, kind):
    frame["tahun"] = frame["tahun"].astype(kind)
    frame["pagu_rp"] = frame["pagu_rp"].astype(kind)
    assert findings(frame) == []


def test_table_and_name_in_the_wrong_order_are_answered_with_the_right_one(frame):
    for other in (frame, frame["opd"]):
        with pytest.raises(NotAFrame, match=r"bukan str\. Tulis: data\.check\(tabel, nama\)"):
            data.check("kinerja_opd", other)
        with pytest.raises(TableUnknown, match=r"harus teks, bukan (DataFrame|Series)") as told:
            data.check(frame, other)
        assert len(str(told.value)) < 300


ODD = st.one_of(
    st.none(),
    st.text(max_size=5),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=1), st.none(), max_size=1),
    st.just(pd.NaT),
    st.just(np.float64("inf")),
    st.dates(),
)


@given(st.lists(st.tuples(ODD, ODD, ODD), max_size=6), st.permutations(["tahun", "opd", "arah"]))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_cells_there_are_findings_and_no_traceback(rows, columns):
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    assert not data.check(frame, "kinerja_opd").empty

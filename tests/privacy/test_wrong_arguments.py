"""What is given in another form than asked for is answered with one sentence, or with what was meant."""

import datetime

import numpy as np
import pandas as pd
import pytest

from workshop_kit.errors import WorkshopError
from workshop_kit.privacy.anonymity import class_sizes, k_anonymity, l_diversity
from workshop_kit.privacy.attacks import crack_hashes, nik_space, risk
from workshop_kit.privacy.cells import suppress_cells
from workshop_kit.privacy.generalise import age_levels, ages, generalise, suppress_rows
from workshop_kit.privacy.identifiers import find
from workshop_kit.privacy.masking import mask, mask_together, scrub

WARGA = pd.DataFrame({"kel": ["A", "A", "B"], "u": [1, 2, 2], "n": [9, 2, 12]})
MISSING = [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: k_anonymity(None, ["kel"]),
        lambda: k_anonymity([1], []),
        lambda: class_sizes("tabel", ["kel"]),
        lambda: l_diversity(None, ["kel"], "n"),
        lambda: risk(None, ["kel"]),
        lambda: suppress_rows(None, ["kel"], 2),
        lambda: generalise(WARGA, None, {}),
        lambda: generalise(WARGA, {"u": 1}, None),
        lambda: generalise(WARGA, {"u": 1}, {"u": {"muda": {1: 2}}}),
        lambda: suppress_cells(WARGA, "n", within=None),
        lambda: nik_space("997201", [1984], serials="x"),
        lambda: nik_space("997201", [1984], serials=None),
        lambda: crack_hashes(None, []),
        lambda: crack_hashes([], None),
        lambda: ages(pd.Series(["2000-01-01"]), "akhir tahun"),
        lambda: ages(pd.Series(["2000-01-01"]), pd.NaT),
        lambda: ages(pd.Series(["2000-01-01"]), 2025),
        lambda: find(7),
        lambda: scrub(b"NIK"),
        lambda: mask(None),
        lambda: mask(float("nan")),
        lambda: mask_together(["a", None]),
    ],
)
def test_one_sentence_and_no_traceback(ask):
    with pytest.raises(WorkshopError) as told:
        ask()
    assert "\n" not in str(told.value)
    assert "{" not in str(told.value)


@pytest.mark.parametrize("missing", MISSING)
def test_in_a_missing_value_nothing_is_found_and_it_stays_missing(missing):
    assert find(missing) == []
    assert scrub(missing) is missing


def test_a_column_with_gaps_is_scrubbed_and_keeps_its_gaps():
    texts = pd.Series(["NIK 9901014103850001", None])
    assert texts.map(scrub).fillna("kosong").tolist() == ["NIK [NIK]", "kosong"]


def test_a_day_may_be_given_as_text():
    births = pd.Series(["2000-12-31", "2001-01-01"])
    assert ages(births, "2025-12-31").tolist() == ages(births, datetime.date(2025, 12, 31)).tolist() == [25, 24]


def test_one_width_or_one_serial_may_stand_without_brackets():
    assert list(age_levels(5).levels) == ["5 tahun"]
    assert next(nik_space("997201", 1984, serials=5)) == "9972010101840005"
    assert len(set(nik_space("997201", 1984, serials=5))) == 366 * 2


def test_a_margin_of_one_column_may_stand_without_brackets():
    table = pd.DataFrame({"kel": list("AAABBBCCC"), "u": [1, 2, 3] * 3, "n": [9, 2, 12, 30, 8, 7, 11, 40, 6]})
    bare = suppress_cells(table, "n", within=[["kel"], "u"])
    assert bare["n"].isna().any()
    pd.testing.assert_frame_equal(bare, suppress_cells(table, "n", within=[["kel"], ["u"]]))


def test_what_is_no_count_is_named_once():
    with pytest.raises(WorkshopError, match=r"mulai 0; -1 bukan"):
        suppress_cells(WARGA.assign(n=-1), "n", within=["kel"])

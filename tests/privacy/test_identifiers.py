import random
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.id import npwp

from tests.privacy import made
from tests.privacy.labelled import CORPUS, HARD_NEGATIVE, Line, measure, read
from workshop_kit.privacy import structure
from workshop_kit.privacy.identifiers import KINDS, Found, find

HOSTILE = (
    *("1", "1 ", "0 ", "0800 ", "62 ", "0O ", "OO0", "1\n> ", "9901-", "9901014103850001 ", "nik 1234567 ", "rek 1 "),
    *("@", "a@", "x@a.", "a.", " at ", "a at b dot ", "KT 1 ", "K T 1 ", "plat K 1 ", "(", "\n"),
    *("1\u200b", "９", "\u0301", "1\u0301"),
)
PARTS = ("ditulis", "ditahan", "dibuat")


@pytest.fixture(scope="module")
def corpus() -> dict[str, list[Line]]:
    return {part: read(part) for part in PARTS}


@pytest.fixture(scope="module")
def every_line(corpus) -> list[Line]:
    return [line for part in PARTS for line in corpus[part]]


def kinds(text: str) -> list[str]:
    return [each.kind for each in find(text)]


class TestOnTheLabelledCorpus:
    def test_it_is_as_large_and_as_hard_as_promised(self, corpus, every_line):
        assert len(every_line) >= 400
        assert len(corpus["ditulis"]) + len(corpus["ditahan"]) >= 150
        assert sum(line.sort == HARD_NEGATIVE for line in every_line) >= 150
        assert all(not line.labels for line in every_line if line.sort == HARD_NEGATIVE)
        assert {label.kind for line in every_line for label in line.labels} == set(KINDS)

    def test_its_made_part_is_what_its_maker_makes(self):
        assert (CORPUS / "dibuat.csv").read_text(encoding="utf-8") == made.as_csv()

    def test_each_kind_is_found_and_little_else(self, every_line):
        scores = measure(every_line, find)
        assert set(scores) == set(KINDS)
        for kind, score in scores.items():
            assert score.recall >= 0.99, (kind, score.missed)
            assert score.precision >= 0.97, (kind, score.surplus)

    @pytest.mark.parametrize("part", PARTS)
    def test_no_part_of_it_carries_the_others(self, corpus, part):
        scores = measure(corpus[part], find).values()
        right = sum(score.right for score in scores)
        assert right / (right + sum(len(score.missed) for score in scores)) >= 0.99
        assert right / (right + sum(len(score.surplus) for score in scores)) >= 0.97

    def test_a_finder_of_bare_digits_would_fail_it(self, every_line):
        def naive(text: str) -> list[Found]:
            return [
                Found("NIK", *match.span(), match[0], match[0], True)
                for match in re.finditer(r"(?<!\d)\d{16}(?!\d)", text)
            ]

        score = measure(every_line, naive)["NIK"]
        assert score.recall < 0.7
        assert score.precision < 0.97

    def test_unsound_ones_are_found_after_a_word_and_called_so(self, every_line):
        unsound = [(line, label) for line in every_line for label in line.labels if not label.valid]
        assert len(unsound) >= 4
        for line, label in unsound:
            assert [(each.kind, each.start, each.valid) for each in find(line.text)] == [
                (label.kind, label.start, False)
            ]

    def test_every_identifier_of_it_is_known_as_fictional_where_its_kind_has_such_a_form(self, every_line):
        for line in every_line:
            for each in find(line.text):
                if each.kind in ("NIK", "KK", "EMAIL", "PLAT") and each.valid:
                    assert each.fictional, each


class TestRealForms:
    """The corpus has only forms that nobody's number has; what holds for them holds for those of real numbers.

    Real forms are put together while the tests run, so that none stands in this repository.
    """

    def changed(self, lines, kind, change):
        """Lines with one identifier of a kind, as `change` rewrites it; without those that it leaves as they are."""
        for line in lines:
            if [label.kind for label in line.labels] == [kind] and line.labels[0].valid:
                label = line.labels[0]
                old = line.text[label.start : label.end]
                new = change(old)
                if new != old:
                    text = line.text[: label.start] + new + line.text[label.end :]
                    yield text, (kind, label.start, label.start + len(new))

    def missed(self, changed):
        changed = list(changed)
        assert len(changed) >= 15
        return [
            (text, place)
            for text, place in changed
            if place not in [(each.kind, each.start, each.end) for each in find(text)]
        ]

    @pytest.mark.parametrize("code", ["1101", "3171", "6472", "6502", "6409", "9471", "9301"])
    def test_nik_of_provinces(self, every_line, code):
        def to(old):
            return re.sub(r"^99([ ._-]?)\d\d", lambda match: code[:2] + match[1] + code[2:], old, flags=re.ASCII)

        assert not self.missed(self.changed(every_line, "NIK", to))

    @pytest.mark.parametrize("prefix", ["0811", "0822", "0852", "0878", "0896", "0831", "0881"])
    def test_mobile_numbers_of_operators(self, every_line, prefix):
        def to(old):
            return re.sub(r"^0800(?=.{5})|(?<=\+62)([ -]?)800", lambda m: (m[1] or "") + prefix[m[0][0] != "0" :], old)

        assert not self.missed(self.changed(every_line, "TELEPON", to))

    def test_plates_without_a_leading_zero(self, every_line):
        def to(old):
            return re.sub(r"0(?=[1-9]\d\d)", "", re.sub(r"(?<=[A-Za-z\s-])0(?=\d{3}(?!\d))", "7", old, flags=re.ASCII))

        assert not self.missed(self.changed(every_line, "PLAT", to))

    def test_none_of_them_is_called_fictional(self):
        nik, phone = "6472" + "0141" + "0385" + "0001", "0812" + "0000" + "0000"
        assert [each.fictional for each in find(f"{nik} {phone} a@kota" + ".go.id KT 1" + "23 AB")] == [False] * 4


class TestWhatItTellsApart:
    def test_a_family_card_from_an_nik_by_the_word_before(self):
        assert kinds("NIK 9901010101900001, KK 9901011506110004") == ["NIK", "KK"]
        assert kinds("9901011506110004") == ["NIK"]

    def test_a_woman_s_birthday_is_no_date_of_issue(self):
        assert kinds("KK 9901014103850001") == ["NIK"]

    def test_an_account_from_an_amount_by_words(self):
        assert kinds("rekening 0001234567") == ["REKENING"]
        assert kinds("rekening bendahara menerima 1234567890 rupiah") == []
        assert kinds("0001234567") == []
        assert kinds("0001234567 a.n. Budi") == ["REKENING"]

    def test_a_bpjs_number_from_any_13_digits_by_words(self):
        assert kinds("BPJS 9990001234567") == ["BPJS"]
        assert kinds("9990001234567") == []
        assert kinds("BPJS: NIB 9990001234567") == []

    def test_a_number_from_part_of_a_longer_one(self):
        assert kinds("99010141038500011") == []
        assert kinds("a9901014103850001f") == []
        assert kinds("PO-080012345678") == []
        assert kinds("1.03.080012345678.5") == []

    def test_times_of_day_from_a_telephone_number(self):
        assert kinds("0800-1600 0800-1130") == []

    def test_nothing_is_lost_in_a_heap(self):
        text = "9901014103850001 0800-1234-5678 budi@contoh.id KT 0123 AB 9901010101900002"
        assert kinds(text) == ["NIK", "TELEPON", "EMAIL", "PLAT", "NIK"]

    def test_the_value_is_the_same_however_it_is_written(self):
        for one, other in (
            ("9901014103850001", "９９０１ ０１４１ ０３８５ ０００１"),
            ("0800-1234-5678", "+62 800 1234 5678"),
            ("Budi@Contoh.id", "budi [at] contoh [dot] id"),
            ("KT 0123 AB", "KT-0123-AB"),
        ):
            assert find(one)[0].value == find(other)[0].value

    def test_footnote_marks_and_squared_metres_are_no_digits_of_a_number(self):
        assert [each.text for each in find("hp 0800-1234-5678² luas 120 m²")] == ["0800-1234-5678"]


class TestAnyText:
    LIKELY = st.text(
        st.sampled_from("0123456789 .-()+@/\n\tOolINIKkKTBab９０\u200b\u00ad·–²①\u0660KT:,<>_\ufe0f\u20e3Ѕ\U0001d7d8"),
        max_size=120,
    )

    NUMBERS = st.lists(
        st.sampled_from(
            ["nik ", "9901", "0141", "0385", "0001", "hp ", "0800", "1234", "kt", " ", "-", ".", "ana@contoh.id"]
        )
    ).map("".join)

    @given(st.one_of(st.text(), LIKELY))
    def test_never_fails_and_shows_where_it_found_what(self, text):
        last = 0
        for each in find(text):
            assert last <= each.start < each.end <= len(text)
            assert text[each.start : each.end] == each.text
            assert each.kind in KINDS
            assert each.value
            last = each.end

    @given(NUMBERS)
    def test_full_width_digits_are_read_as_digits(self, text):
        wide = text.translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})
        assert [(e.kind, e.start, e.end, e.value) for e in find(wide)] == [
            (e.kind, e.start, e.end, e.value) for e in find(text)
        ]

    @given(NUMBERS)
    def test_characters_without_width_change_nothing(self, text):
        split = "\u200b".join(text)
        assert [(e.kind, e.start * 2, e.end * 2 - 1, e.value) for e in find(text)] == [
            (e.kind, e.start, e.end, e.value) for e in find(split)
        ]

    @pytest.mark.parametrize("piece", HOSTILE)
    @pytest.mark.parametrize("length", [250_000, 1_000_000])
    def test_a_hostile_text_is_read_to_its_end(self, piece, length):
        size = length if piece.isalpha() or len(piece) > 12 else length // 4
        text = (piece * (size // len(piece) + 1))[:size]
        end = " surel budi@contoh.id"
        assert any(each.text == "budi@contoh.id" for each in find(text + end))

    def test_the_work_grows_with_the_text_and_no_faster(self):
        """Lines of Python run, counted, for texts of one, two and four lengths."""
        spaced = ("1 ", "0800 ", "0 8 0 ", "nik 99010 ", "62 811 ", "hp 8 ", "KT 1 ", "x at y dot ")
        for piece in (*spaced, "9901-", "a@b.", "1\u200b"):
            one, two, four = (lines_run(piece * (500 * times)) for times in (1, 2, 4))
            assert two <= 2.2 * one
            assert four <= 2.2 * two


def lines_run(text: str) -> int:
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    find("Telp. 0800-1234-5678")  # what is loaded once
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find(text)
    finally:
        sys.settrace(before)
    return count


def test_importing_it_loads_nothing_heavy():
    code = (
        "import sys; from workshop_kit import privacy; privacy.find('nik 9901014103850001');"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    own = set(loaded) - set(bare)
    foreign = own - set(sys.stdlib_module_names) - {"workshop_kit"}
    assert not foreign
    assert not own & {"ssl", "pydoc", "asyncio", "email", "json"}


def test_random_numbers_are_seldom_taken_for_identifiers():
    draw = random.Random(1)
    numbers = [f"{draw.randrange(10**16):016d}" for _ in range(5000)]
    assert sum(bool(find(f"angka {number} saja")) for number in numbers) < 0.02 * len(numbers)


class TestDates:
    @pytest.mark.parametrize("birthday", ["290200", "690200", "310385", "710385"])
    def test_a_day_that_was_is_a_birthday(self, birthday):
        assert [each.valid for each in find(f"NIK 990101{birthday}0001")] == [True]

    @pytest.mark.parametrize(
        "birthday", ["290201", "310485", "000185", "710485", "720185", "011385", "010085", "810185"]
    )
    def test_a_day_that_was_not_is_none(self, birthday):
        assert [each.valid for each in find(f"NIK 990101{birthday}0001")] == [False]

    def test_the_last_cell_of_a_row_and_the_first_of_the_next_are_two_numbers(self):
        assert kinds("7,990101010190\n0001,8") == []
        assert kinds("990101010190\n0001") == ["NIK"]


def test_the_check_digit_of_an_npwp_is_reckoned_as_python_stdnum_does():
    draw = random.Random(2)
    for length in (15, 16):
        numbers = [f"{draw.randrange(10**14):0{length}d}" for _ in range(2000)]
        assert {structure.is_npwp(number) for number in numbers} == {True, False}
        for number in numbers:
            assert structure.is_npwp(number) == npwp.is_valid(number)

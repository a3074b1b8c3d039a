"""The gallery: one picture a table, whose title says what is to be seen."""

import re
from pathlib import Path

import pytest
from matplotlib.testing.compare import compare_images

from workshop_kit import data
from workshop_kit.data import gallery
from workshop_kit.language import set_language

DOCS = Path(__file__).parents[2] / "docs"
NAMES = data.list()["nama"].tolist()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    gallery.write(folder)
    return folder


@pytest.mark.parametrize("page", gallery.PAGES.values())
def test_the_page_is_the_one_that_the_tables_give(written, page):
    assert (written / page).read_text("utf-8") == (DOCS / page).read_text("utf-8")


@pytest.mark.parametrize("language", gallery.PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_the_one_that_the_table_gives(written, name, language):
    picture = gallery.PICTURES / f"{name}.{language}.png"
    assert compare_images(str(DOCS / picture), str(written / picture), tol=2) is None


@pytest.mark.parametrize("page", gallery.PAGES.values())
def test_every_table_has_a_picture_with_words_for_those_who_do_not_see_it(page):
    shown = re.findall(
        r"^## (\w+)\n\n(.+)\n\n!\[([^\]]+)\]\(([^)]+)\)$", (DOCS / page).read_text("utf-8"), re.MULTILINE
    )
    assert [name for name, *_ in shown] == NAMES
    for _, _, alt, picture in shown:
        assert len(alt) > 60
        assert (DOCS / picture).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_a_plot_states_a_finding_names_its_axes_and_says_that_the_data_are_synthetic(name):
    plot = gallery.draw(name)
    (axes,) = plot.figure.axes
    assert len(axes.get_title(loc="left")) > 20
    assert axes.get_xlabel() or axes.get_ylabel()
    assert any("sintetis" in text.get_text() for text in plot.figure.texts)


@pytest.mark.parametrize("name", NAMES)
def test_lengths_begin_at_zero_wherever_bars_are_drawn(name):
    (axes,) = gallery.draw(name).figure.axes
    bars = [patch for patch in axes.patches if patch.get_width() and patch.get_height()]
    if bars:
        # Lying bars are all of one thickness; their lengths run along x.
        lying = len({round(bar.get_height(), 6) for bar in bars}) == 1
        low, high = sorted(axes.get_xlim() if lying else axes.get_ylim())
        assert low <= 0 <= high


def test_no_line_of_the_english_page_is_its_indonesian_one(written):
    pages = [(written / page).read_text("utf-8") for page in gallery.PAGES.values()]
    own, other = ({*re.findall(r"^[^#\n].+$", page, re.MULTILINE)} for page in pages)
    assert len(own) == len(other) == 2 * len(NAMES) + 1
    assert own & other == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_part_of_an_english_picture_is_its_indonesian_one(name):
    told = []
    for language in gallery.PAGES:
        set_language(language)
        plot = gallery.draw(name)
        told.append((plot.finding, plot.alt.removeprefix(plot.finding), plot.figure.axes[0].get_title(loc="left")))
    for indonesian, english in zip(*told, strict=True):
        assert indonesian != english


def test_a_month_is_written_in_words():
    assert gallery._month("2024-06") == "Juni 2024"
    set_language("en")
    assert gallery._month("2024-06") == "June 2024"

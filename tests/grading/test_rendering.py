"""Text cells on feedback pages: whole for whoever writes text, harmless whatever is written."""

import re
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config

from workshop_kit.grading.config import configure
from workshop_kit.grading.rendering import clean_html


def shown(text: str, tmp_path: Path, **attachments: dict[str, str]) -> str:
    config = Config()
    configure(config, tmp_path, "id")
    cell = new_markdown_cell(text)
    if attachments:
        cell["attachments"] = attachments
    config.HTMLExporter.extra_template_basedirs = []
    page, _resources = HTMLExporter(config=config, template_name="classic").from_notebook_node(
        new_notebook(cells=[cell])
    )
    return str(page).split("<body", 1)[1]


@pytest.mark.parametrize(
    "text",
    [
        "<script>rusak()</script>",
        '<img src=x onerror="rusak()">',
        "[klik](javascript:rusak)",
        '<a href=" java\tscript:rusak()">klik</a>',
        '<iframe srcdoc="<script>rusak()</script>"></iframe>',
        '<svg onload="rusak()"></svg>',
        "<style>@import 'http://example.id/rusak'</style>",
        "![](http://example.id/rusak.png)",
        '<p style="background:url(http://example.id/rusak)">a</p>',
        '<form action="http://example.id/rusak"><button>kirim</button></form>',
        "[x](data:text/html,rusak)",
    ],
)
def test_what_would_run_or_load_is_gone(text: str, tmp_path: Path) -> None:
    from html.parser import HTMLParser

    live: list[str] = []

    class Look(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            live.extend(f"{tag} {name}={value}" for name, value in attrs if "rusak" in str(value))
            live.extend(tag for _once in [1] if tag in ("iframe", "svg", "style", "form", "object", "embed"))

    Look().feed(shown(text, tmp_path))

    assert live == []


def test_ordinary_text_stays_as_it_is(tmp_path: Path) -> None:
    text = (
        "## Judul\n\n**Tebal**, *miring*, `kode`, [tautan](https://example.id), 3 < 4, $x_1 < 2$\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n1. satu\n2. dua\n\n> kutip\n\n```python\nx = 1\n```\n"
    )

    page = re.sub(r"\s*(<t[hd]>)\s*", r"\1", shown(text, tmp_path))

    for piece in (
        "<strong>Tebal</strong>",
        "<em>miring</em>",
        '<a href="https://example.id">',
        "<th>a</th>",
        "<td>1</td>",
    ):
        assert piece in page
    for piece in ("<li>satu</li>", "<blockquote>", "3 &lt; 4", "x_1 &lt; 2", "<h2"):
        assert piece in page


def test_a_pasted_picture_is_shown_and_a_missing_one_leaves_the_text(tmp_path: Path) -> None:
    picture = {"image/png": "iVBORw0KGgo="}

    assert "data:image/png;base64,iVBORw0KGgo=" in shown("![x](attachment:a.png)", tmp_path, **{"a.png": picture})
    assert "![x](attachment:a.png)" in shown("![x](attachment:a.png)", tmp_path)


def test_tables_that_pandas_shows_stay_tables_without_their_styles(tmp_path: Path) -> None:
    import pandas as pd

    table = pd.DataFrame({"opd": ["Disdukcapil"], "capaian": [97.5]})._repr_html_()
    assert "<style" in table
    config = Config()
    configure(config, tmp_path, "id")
    config.HTMLExporter.extra_template_basedirs = []
    cell = new_code_cell("tabel", outputs=[new_output("display_data", {"text/html": table})])
    page, _resources = HTMLExporter(config=config, template_name="classic").from_notebook_node(
        new_notebook(cells=[cell])
    )

    shown_table = str(page).split("output_html", 1)[1].split("</table>")[0]
    assert "<th>capaian</th>" in re.sub(r"\s*(</?t[hd]>)\s*", r"\1", shown_table)
    assert "&lt;" not in shown_table
    assert "dataframe tbody tr" not in shown_table


def test_what_stands_in_script_is_not_shown_and_what_is_never_closed_hides_nothing() -> None:
    flood = "<script" * 20_000

    assert "rusak" not in clean_html("a<SCRIPT>rusak()</Script >b<style>.rusak{}</style>c")
    assert "akhir" in clean_html(f"{flood} akhir")
    assert "akhir" in clean_html("<style>rusak<script>x</script> akhir")

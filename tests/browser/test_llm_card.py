"""The card of an answer in the real JupyterLab: it fills while one waits, stays text, and can be read by everybody."""

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.llm.client.conftest import Scripted, parts_around
from tests.llm.client.upstream import running
from workshop_kit.llm.engines.engine import Origin
from workshop_kit.llm.sandbox.app import create_app

ANSWER = (
    "Tiga hal dari laporan ini:\n1. Lampu jalan padam sejak tiga malam.\n2. Warga meminta perbaikan sebelum Senin.\n"
    "3. Biaya ditaksir $5 sampai $9 <b>juta</b>.<img src=x onerror=\"document.title='dijalankan'\">"
)
CELLS = (
    """from workshop_kit import llm
answer = llm.ask("Ringkas:", "NIK 9901014103850001 melapor: lampu padam.", allow=())""",
    'llm.classify(["lampu padam", "air keruh"] * 4, ["penerangan", "air"], allow=())',
    """from workshop_kit.language import set_language
set_language("en")
answer = llm.ask("Summarise:", "Lampu padam.", allow=())""",
)


@pytest.fixture
def engine() -> Scripted:
    def says(request: object) -> list[str | float]:
        if getattr(request, "form", "") == "json_schema":
            return [0.2, '{"label": "air"}']
        return [2.5, *(part for word in ANSWER.split(" ") for part in (word + " ", 0.08))]

    return Scripted(
        says,
        origin=Origin("rekaman", "qwen-contoh", recorded="2026-10-03", instead_of="langsung"),
    )


def run_cell(page: Page, number: int) -> Locator:
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return cell.locator(".jp-OutputArea-output").first


def choose_theme(page: Page, theme: str) -> None:
    """As the settings' page would; the notebook is opened again as it was saved."""
    status = page.evaluate(
        """theme => fetch("/lab/api/settings/@jupyterlab/apputils-extension:themes", {
            method: "PUT",
            headers: {"X-XSRFToken": document.cookie.match(/_xsrf=([^;]*)/)[1]},
            body: JSON.stringify({raw: JSON.stringify({theme})}),
        }).then(answer => answer.status)""",
        theme,
    )
    assert status == 204
    page.reload()
    page.locator(".jp-OutputArea-output pre").first.wait_for()


def test_a_card_fills_stays_text_and_fits_light_dark_and_narrow_pages(
    context: BrowserContext,
    workshop_lab: Callable[..., str],
    screenshot: Callable[[Page, str], None],
    engine: Scripted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "kerja"
    with running(create_app(parts_around(engine, folder=tmp_path))) as service:
        monkeypatch.setenv("WORKSHOP_LLM_URL", service)
        monkeypatch.delenv("WORKSHOP_STILL", raising=False)
        address = workshop_lab(folder)
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
        cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "kartu.ipynb")
        page = context.new_page()
        page.goto(address.replace("/lab?", "/lab/tree/kartu.ipynb?reset&"))
        expect(page.get_by_text("Python 3 (ipykernel) | Siap")).to_be_visible(timeout=60_000)

        card = run_cell(page, 0)
        expect(card.get_by_role("status")).to_contain_text("Menunggu jawaban")
        # Some of the answer, while the rest is still to come.
        expect(card.locator("[aria-busy=true] pre")).to_contain_text("Tiga hal")
        screenshot(page, "llm-menunggu")
        expect(card.get_by_role("status")).to_contain_text("Rekaman jawaban qwen-contoh, 2026-10-03")
        expect(card.get_by_role("group", name="Jawaban").locator("pre")).to_contain_text("<b>juta</b>.<img src=x")
        expect(card.locator("pre *")).to_have_count(0)  # neither a tag nor a formula
        expect(card).to_contain_text("1 NIK disamarkan")
        expect(card).to_contain_text("Menggantikan model langsung")
        assert page.title() != "dijalankan"

        labelled = run_cell(page, 1)
        expect(labelled.get_by_role("progressbar")).to_be_visible()
        expect(labelled.get_by_role("status")).to_contain_text("8 dari 8 teks selesai.")
        expect(labelled.get_by_role("progressbar")).to_have_count(0)

        english = run_cell(page, 2)
        expect(english.locator("[lang=en] ul")).to_contain_text(re.compile(r"Rp\d+\.\d\d"))
        card.scroll_into_view_if_needed()
        screenshot(page, "llm-kartu")
        page.keyboard.press("Control+s")
        choose_theme(page, "JupyterLab Dark")
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
        screenshot(page, "llm-kartu-gelap")
        page.set_viewport_size({"width": 480, "height": 900})
        card.scroll_into_view_if_needed()
        box = card.locator("pre").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 480
        screenshot(page, "llm-kartu-sempit")
        choose_theme(page, "JupyterLab Light")

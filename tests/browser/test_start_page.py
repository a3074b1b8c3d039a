"""What a learner sees first, in the real JupyterLab."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from workshop_kit.exercises.progress_store import ProgressStore

SAMPLE = Path(__file__).parents[1] / "lab" / "sample"

Screenshot = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def indonesian(workshop_lab: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return workshop_lab(tmp_path_factory.mktemp("kerja"), "id", SAMPLE)


@pytest.fixture(scope="module")
def english(workshop_lab: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return workshop_lab(tmp_path_factory.mktemp("work"), "en", SAMPLE)


def start_tab(page: Page, address: str, title: str = "Mulai") -> FrameLocator:
    """Open JupyterLab without the tabs of an earlier test."""
    page.goto(address.replace("/lab?", "/lab?reset&"))
    frame = page.frame_locator(f'iframe[title="{title}"]')
    expect(frame.locator("h1")).to_be_visible()
    return frame


def tab(page: Page, name: str) -> Locator:
    return page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text=name)


def test_start_page_is_the_first_tab(page: Page, indonesian: str, screenshot: Screenshot) -> None:
    frame = start_tab(page, indonesian)
    tabs = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")
    expect(tabs).to_have_count(1)
    expect(tabs.first).to_have_text("Mulai")
    expect(frame.locator(".module")).to_have_count(3)
    expect(frame.locator("html")).to_have_attribute("lang", "id")
    screenshot(page, "mulai")


def test_jupyterlab_speaks_indonesian(page: Page, indonesian: str) -> None:
    start_tab(page, indonesian)
    menus = page.locator("#jp-menu-panel .lm-MenuBar-itemLabel")
    expect(menus).to_have_text(["Berkas", "Sunting", "Tampilan", "Jalankan", "Kernel", "Tab", "Pengaturan", "Bantuan"])


def test_nothing_of_a_trainer_and_no_news(page: Page, indonesian: str) -> None:
    start_tab(page, indonesian)
    page.wait_for_timeout(1500)
    expect(page.locator(".Toastify__toast")).to_have_count(0)
    expect(page.get_by_text("Nbgrader", exact=False)).to_have_count(0)
    commands = page.evaluate("Object.keys(window.jupyterapp?.commands ?? {})")
    assert commands == []


def test_track_is_chosen_and_remembered(page: Page, indonesian: str) -> None:
    frame = start_tab(page, indonesian)
    frame.get_by_role("link", name="Operator").click()
    expect(frame.locator(".module")).to_have_count(2)
    frame = start_tab(page, indonesian)
    expect(frame.locator(".module")).to_have_count(2)
    expect(frame.get_by_role("link", name="Operator")).to_have_attribute("aria-current", "true")
    frame.get_by_role("link", name="Pimpinan").click()
    expect(frame.locator(".module")).to_have_count(1)


def test_click_opens_the_notebook_in_a_tab(page: Page, indonesian: str) -> None:
    frame = start_tab(page, indonesian)
    frame.get_by_role("link", name="m04, Tabel capaian").click()
    expect(tab(page, "m04-tabel-capaian.ipynb")).to_be_visible()
    expect(page.locator(".jp-NotebookPanel h1")).to_contain_text("Tabel capaian")
    expect(page.locator(".workshop-bar")).to_have_count(0)


def test_progress_is_new_when_the_tab_is_shown_again(page: Page, indonesian: str, workshop_home: Path) -> None:
    frame = start_tab(page, indonesian)
    frame.get_by_role("link", name="Operator").click()
    expect(frame.locator(".module").nth(1)).to_contain_text("0 dari 2 latihan benar")
    frame.get_by_role("link", name="m04, Tabel capaian").click()
    expect(page.locator(".jp-NotebookPanel h1")).to_contain_text("Tabel capaian")
    ProgressStore(workshop_home / "progress.sqlite").record("m04", "persen", passed=True)
    tab(page, "Mulai").click()
    expect(frame.locator(".module").nth(1)).to_contain_text("1 dari 2 latihan benar")
    expect(frame.get_by_role("link", name="Lanjutkan m04")).to_be_visible()


def test_lesson_without_code_starts_with_one_button(page: Page, indonesian: str, screenshot: Screenshot) -> None:
    frame = start_tab(page, indonesian)
    frame.get_by_role("link", name="Pimpinan").click()
    expect(frame.locator(".module")).to_have_count(1)
    frame.locator("a.open").click()
    button = page.get_by_role("button", name="Mulai pelajaran")
    expect(button).to_be_visible()
    expect(page.locator(".jp-OutputArea-output")).to_have_count(0)
    button.click()
    expect(page.locator(".jp-OutputArea-output", has_text="hasil 42")).to_be_visible()
    expect(page.get_by_role("button", name="Siapkan ulang")).to_be_enabled()
    expect(page.locator(".jp-CodeCell .jp-Cell-inputWrapper")).to_be_hidden()
    screenshot(page, "pelajaran-tanpa-kode")


def test_closed_start_page_comes_back_from_the_help_menu(page: Page, indonesian: str) -> None:
    start_tab(page, indonesian)
    tab(page, "Mulai").locator(".lm-TabBar-tabCloseIcon").click()
    expect(page.locator('iframe[title="Mulai"]')).to_have_count(0)
    expect(page.locator(".jp-Launcher")).to_be_visible()
    page.locator("#jp-menu-panel .lm-MenuBar-item").last.click()
    page.locator('.lm-Menu-item[data-command="workshop:start"]').click()
    expect(page.frame_locator('iframe[title="Mulai"]').locator("h1")).to_be_visible()


def test_messages_of_others_open_nothing(page: Page, indonesian: str) -> None:
    start_tab(page, indonesian)
    path = "m04-tabel-capaian/m04-tabel-capaian.ipynb"
    page.evaluate("path => window.postMessage({type: 'workshop:open', path}, '*')", path)
    page.wait_for_timeout(1000)
    expect(page.locator(".jp-NotebookPanel")).to_have_count(0)


def test_english(page: Page, english: str, screenshot: Screenshot) -> None:
    frame = start_tab(page, english, "Start")
    expect(frame.locator("html")).to_have_attribute("lang", "en")
    expect(frame.locator("h1")).to_have_text("Welcome to the AI literacy workshop")
    expect(page.locator("#jp-menu-panel .lm-MenuBar-itemLabel").first).to_have_text("File")
    screenshot(page, "start-english")
    frame.get_by_role("link", name="Performance table").click()
    expect(page.locator(".jp-NotebookPanel h1")).to_contain_text("Performance table")


def test_phone(page: Page, indonesian: str, screenshot: Screenshot) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(indonesian.replace("/lab?", "/workshop/start?"))
    expect(page.locator(".module")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for link in page.locator("a.open").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    screenshot(page, "mulai-ponsel")


def test_page_works_by_keyboard_and_without_script(page: Page, indonesian: str) -> None:
    page.route("**/start.js", lambda route: route.abort())
    page.goto(indonesian.replace("/lab?", "/workshop/start?"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Pimpinan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".module")).to_have_count(1)
    page.locator("a.open").focus()
    page.keyboard.press("Enter")
    # The tabs of earlier tests may come back beside it.
    expect(page.locator(".jp-NotebookPanel:visible h1")).to_contain_text("Apa itu AI")
    expect(page.locator(".lm-DockPanel-tabBar .lm-mod-current")).to_contain_text("m01-apa-itu-ai-pimpinan.ipynb")

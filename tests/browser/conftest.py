"""The real JupyterLab in a real browser, and nothing else: a request to anywhere outside fails the test."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

ROOT = Path(__file__).parents[2]
# `make pictures` sends them to the documentation.
SCREENSHOTS = Path(os.environ.get("WORKSHOP_PICTURES") or Path(__file__).parent / "bidikan")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
_QUIET = ["--disable-background-networking", "--disable-component-update"]

# A machine that is busy with other tests shows things late; that alone is no fault.
expect.set_options(timeout=30_000)

WorkshopLab = Callable[..., str]


@pytest.fixture(scope="session")
def workshop_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The learner's data folder of every lab of this session."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def workshop_lab(workshop_home: Path) -> Iterator[WorkshopLab]:
    """Start ``workshop lab`` and give its address: ``workshop_lab(folder, language="id", lessons=None)``.

    ``lessons`` is a folder with ``id`` and ``en``; the checkout's own when left out.
    """
    running: list[subprocess.Popen[str]] = []

    def start(folder: Path, language: str = "id", lessons: Path | None = None) -> str:
        command = [sys.executable, "-m", "workshop_kit.cli", "lab", str(folder), "--language", language, "--no-browser"]
        if lessons is not None:
            command += ["--lessons", str(lessons)]
        environment = {**os.environ, "WORKSHOP_HOME": str(workshop_home)}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        running.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("http"):
                return line.strip()
        log = workshop_home / "jupyter" / "lab.log"
        raise AssertionError(f"no address; the log ends with\n{log.read_text()[-3000:]}")

    yield start
    for process in running:
        process.send_signal(signal.SIGINT)
    for process in running:
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


# No longer than a module: while playwright is open, its event loop keeps other tests of the worker from their kernels.
@pytest.fixture(scope="module")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Debian's chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "The browser tests need chromium; type: sudo apt-get install -y chromium"
    browser = _playwright.chromium.launch(executable_path=program, args=[*_FLAGS, *_QUIET])
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A learner's browser: a small office screen, no memory of earlier tests."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="id-ID", timezone_id="Asia/Makassar")
    context.set_default_timeout(30_000)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    outside = {url for url in asked if urlsplit(url).scheme not in ("data", "blob", "about") and not _local(url)}
    assert not outside, f"requests to outside addresses: {sorted(outside)}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab of that browser."""
    return context.new_page()


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], None]:
    """Leave a picture to look at: ``screenshot(page, "mulai")``."""

    def take(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    return take


def _local(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1")

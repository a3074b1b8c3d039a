"""The start page's addresses on a Jupyter server."""

from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from workshop_kit.exercises.progress_store import ProgressStore
from workshop_kit.lab.modules import shelf
from workshop_kit.lab.start_page import TRACKS, page
from workshop_kit.settings import settings

_COOKIE = "workshop_track"
_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


class StartHandler(JupyterHandler):
    """``workshop/start``: the page; ``?track=P`` or ``?track=O`` chooses a track, which the browser remembers."""

    def initialize(self, folder: Path) -> None:
        """Serve the modules of this folder."""
        self._folder = folder

    @web.authenticated
    def get(self) -> None:
        """Render the page anew, progress included."""
        wanted = self.get_query_argument("track", "")
        if wanted in TRACKS:
            self.set_cookie(_COOKIE, wanted, path=self.base_url, expires_days=365, httponly=True, samesite="Lax")
        else:
            wanted = self.get_cookie(_COOKIE, "") or ""
        track = wanted if wanted in TRACKS else None
        progress = ProgressStore(settings().home / "progress.sqlite")
        self.set_header("Cache-Control", "no-store")
        self.finish(page(shelf(self._folder, progress), track, self.base_url))

    @property
    def content_security_policy(self) -> str:
        """Nothing but our own files, shown only inside our own pages."""
        return _POLICY


def handlers(base_url: str, folder: Path) -> list[Any]:
    """The routes: the page and its style and script."""
    static = {"path": str(Path(__file__).parent / "static")}
    return [
        (url_path_join(base_url, "workshop/start"), StartHandler, {"folder": folder}),
        (url_path_join(base_url, "workshop/static/(.*)"), web.StaticFileHandler, static),
    ]

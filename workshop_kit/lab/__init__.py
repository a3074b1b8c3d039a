"""JupyterLab as a learner meets it: own settings, lessons in a working folder, a start page."""

from pathlib import Path
from typing import Any

CONFIG = Path(__file__).parent / "config"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "workshop_kit.lab"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the start page and our Indonesian to a Jupyter server."""
    from workshop_kit.lab import translation
    from workshop_kit.lab.handlers import handlers

    translation.install()
    server.web_app.add_handlers(".*$", handlers(server.web_app.settings["base_url"], Path(server.root_dir)))

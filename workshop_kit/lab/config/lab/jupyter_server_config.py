"""How Jupyter's server behaves in the workshop, alone as on a hub."""

from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.LabApp.extra_labextensions_path = [str(Path(__file__).parents[2] / "labextension")]
# Nothing is fetched from outside.
c.LabApp.extension_manager = "readonly"
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
# A learner needs no terminal; without it there is one thing fewer to get lost in.
c.ServerApp.terminals_enabled = False
# A quiz in a saved notebook is a still picture; JupyterLab would show an error in its place once the kernel is gone.
c.FileContentsManager.pre_save_hook = "workshop_kit.lab.saving.keep_pictures"
# Containers run as root.
c.ServerApp.allow_root = True

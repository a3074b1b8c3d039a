"""What happens to a notebook on its way to disk."""

from typing import Any

from workshop_kit.exercises.still import keep_still_pictures


def keep_pictures(model: dict[str, Any], **_unused: Any) -> None:
    """jupyter-server's hook before saving: leave quizzes readable without their kernel."""
    if model.get("type") == "notebook" and isinstance(model.get("content"), dict):
        keep_still_pictures(model["content"])

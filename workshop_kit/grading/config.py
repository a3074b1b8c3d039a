"""nbgrader's settings for a course of this workshop, called from the course's ``nbgrader_config.py``."""

import os
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import ClearHiddenTests, GetGrades

from workshop_kit.authoring.release import release_config

_TEMPLATES = Path(__file__).parent / "templates"
_TEMPLATES_OF_NBGRADER = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"


def configure(config: Any, folder: Path, language: str) -> None:
    """Set what nbgrader needs to know.

    Parameters
    ----------
    config : traitlets.config.Config
        The ``c`` of ``nbgrader_config.py``; what the course sets itself afterwards wins.
    folder : Path
        The course folder.
    language : {"id", "en"}
        Of the stubs in learners' notebooks.
    """
    config.merge(release_config(language))
    config.CourseDirectory.root = str(folder)
    config.Exchange.root = str(folder / "exchange")
    # A test cell that a learner deleted comes back and scores 0, instead of asking to be graded by hand for ever.
    config.OverwriteCells.add_missing_cells = True
    config.ExecutePreprocessor.timeout = 60
    # Feedback goes to attendees: the tests they do not have stay out of it.
    config.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]
    # A learner's output can hold script, and feedback loads nothing from elsewhere.
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.extra_template_basedirs = [str(_TEMPLATES), str(_TEMPLATES_OF_NBGRADER)]
    config.HTMLExporter.require_js_url = ""
    config.HTMLExporter.jquery_url = ""
    # Checks note progress; that of graded learners must not end up as the trainer's own.
    os.environ["WORKSHOP_HOME"] = str(folder / ".progress")

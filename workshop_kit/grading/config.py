"""nbgrader's settings for a course of this workshop, called from the course's ``nbgrader_config.py``."""

from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    DeduplicateIds,
    GetGrades,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

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
    # Attendees' code runs in the cage and the checks beside it, also from nbgrader's command and formgrader's button.
    # Named, not imported: attendees' nbgrader reads these settings too.
    config.Autograde.sanitize_preprocessors = [
        ClearOutput,
        "workshop_kit.grading.mending.Mend",
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteCells,
        CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        "workshop_kit.grading.preprocess.GradeInCage",
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveAutoGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    # Feedback goes to attendees: the tests they do not have stay out of it.
    config.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]
    # A learner's output can hold script, and feedback loads nothing from elsewhere.
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.filters = {
        name: f"workshop_kit.grading.rendering.{name}" for name in ("markdown2html", "clean_html")
    }
    config.HTMLExporter.extra_template_basedirs = [str(_TEMPLATES), str(_TEMPLATES_OF_NBGRADER)]
    config.HTMLExporter.require_js_url = ""
    config.HTMLExporter.jquery_url = ""

"""What learners get: nbgrader's own ``generate_assignment`` over the source notebooks."""

import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from workshop_kit.authoring.notebook import CODE_STUB, TEXT_STUB, written
from workshop_kit.authoring.regions import ClearSolutionsLeavingFaded


def release_config(language: str) -> Config:
    """nbgrader's settings for stripping: words for the stubs, faded lines, hand-written text kept."""
    config = Config()
    config.ClearSolutions.code_stub = {"python": CODE_STUB[language]}
    config.ClearSolutions.text_stub = TEXT_STUB[language]
    steps = GenerateAssignment.preprocessors.default_args[0]
    config.GenerateAssignment.preprocessors = [
        ClearSolutionsLeavingFaded if step is ClearSolutions else step for step in steps
    ]
    return config


def released(sources: dict[str, NotebookNode], language: str) -> dict[str, NotebookNode]:
    """Strip source notebooks.

    Parameters
    ----------
    sources : dict
        Assignment name to source notebook.
    language : {"id", "en"}

    Returns
    -------
    dict
        Assignment name to the learner's notebook.

    Raises
    ------
    RuntimeError
        When nbgrader refuses; with its own words.
    """
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        config = release_config(language)
        config.CourseDirectory.root = str(root)
        # A build needs no gradebook; the course folder makes one.
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        for name, notebook in sources.items():
            place = root / "source" / name
            place.mkdir(parents=True)
            (place / f"{name}.ipynb").write_text(written(notebook), encoding="utf-8")
            outcome = api.generate_assignment(name)
            if not outcome["success"]:
                raise RuntimeError(f"nbgrader refused {name}: {outcome.get('log') or outcome.get('error')}")
            found[name] = nbformat.read(root / "release" / name / f"{name}.ipynb", as_version=4)
    return found

"""What holds for all tests: nobody's own progress is touched, and what belongs together runs together."""

import os
import tempfile

import pytest

# Set before anything is imported and handed on to every kernel and server that a test starts.
os.environ["WORKSHOP_HOME"] = tempfile.mkdtemp(prefix="workshop-home-")
os.environ["MPLBACKEND"] = "agg"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests on one worker, unless a test names another group; a notebook's cells need their order."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))

"""A release of the tables on this machine: where it lies, what its package says, whether its files are whole."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop_kit.data.problems import (
    DatasetMissing,
    DatasetUnreadable,
    ReleaseUnknown,
)
from workshop_kit.settings import settings

RELEASES = ("anonim", "mentah")
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Release:
    """One release: its folder and the resources of its ``datapackage.json`` by name."""

    name: str
    folder: Path
    resources: dict[str, dict[str, Any]]


def open_release(name: str = "anonim") -> Release:
    """Open a release.

    Parameters
    ----------
    name : str
        ``anonim`` or ``mentah``. A release without a folder beside a good ``anonim`` has no tables.

    Raises
    ------
    ReleaseUnknown, DatasetMissing, DatasetUnreadable
    """
    if name not in RELEASES:
        raise ReleaseUnknown(name, RELEASES)
    folder = datasets_folder() / name
    package = folder / "datapackage.json"
    if name != "anonim" and not package.is_file():
        return Release(name, folder, {})
    try:
        described = json.loads(package.read_bytes())
        return Release(name, folder, {each["name"]: each for each in described["resources"]})
    except OSError as problem:
        raise DatasetMissing(package) from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise DatasetUnreadable(package) from problem


def datasets_folder() -> Path:
    """Where the tables lie: the setting ``datasets``, else this checkout, else the installed package."""
    wanted = settings().datasets
    if wanted:
        return wanted
    root = checkout()
    return root / "datasets" if root else _PACKAGE / "_datasets"


def checkout() -> Path | None:
    """The checkout this package runs from, or None when it is installed."""
    root = _PACKAGE.parent
    return root if (root / "datasets").is_dir() else None


def whole_file(path: Path, registered: str) -> bytes:
    """Content of a file, if it is the one that the package describes.

    Parameters
    ----------
    path : Path
        The file.
    registered : str
        Its hash in the package, ``sha256:...``.

    Raises
    ------
    DatasetMissing
        If it cannot be read.
    DatasetUnreadable
        If its content is another one.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise DatasetMissing(path) from problem
    if registered != "sha256:" + hashlib.sha256(content).hexdigest():
        raise DatasetUnreadable(path)
    return content

"""A release of the tables on this machine: where it lies, what its package says, whether its files are whole."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop_kit.data.problems import (
    DatasetMissing,
    DatasetUnreadable,
    ReleaseUnknown,
)
from workshop_kit.settings import settings

RELEASES = ("anonim", "mentah")
TYPES = ("string", "integer", "number", "boolean", "year", "yearmonth", "date", "datetime", "array")
ELEMENTS = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan")
_BARE_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.ASCII)
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
    if not isinstance(name, str) or name not in RELEASES:
        raise ReleaseUnknown(name, RELEASES)
    folder = datasets_folder() / name
    package = folder / "datapackage.json"
    if name != "anonim" and not package.is_file():
        return Release(name, folder, {})
    try:
        resources = _read_package(package.read_bytes())
    except OSError as problem:
        raise missing(package) from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error) as problem:
        raise unreadable(package) from problem
    return Release(name, folder, {each["name"]: each for each in resources})


@lru_cache(maxsize=len(RELEASES))
def _read_package(content: bytes) -> list[dict[str, Any]]:
    """The resources of a package; the same bytes are read and checked once, and the result is for reading only."""
    resources: list[dict[str, Any]] = json.loads(content)["resources"]
    _check_resources(resources)
    return resources


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
        raise missing(path) from problem
    if registered != "sha256:" + hashlib.sha256(content).hexdigest():
        raise unreadable(path)
    return content


def missing(path: Path) -> DatasetMissing:
    """What to say of a file that is not there."""
    return DatasetMissing(path, buildable=checkout() is not None)


def unreadable(path: Path) -> DatasetUnreadable:
    """What to say of a file that is not as it was published."""
    return DatasetUnreadable(path, buildable=checkout() is not None)


def _check_resources(resources: Any) -> None:
    """Whether all that is read from a package later is there and of its kind.

    A package may come from anywhere, so nothing in it may lead out of its folder.

    Raises
    ------
    ValueError, KeyError, TypeError, AttributeError, re.error
        If it is not.
    """
    _demand(isinstance(resources, list) and all(isinstance(each, dict) for each in resources))
    columns = {each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in resources}
    _demand(len(columns) == len(resources))
    for each in resources:
        _demand(_is_bare(each["name"]) and _is_bare(each["parquet"]["path"]))
        _demand(isinstance(each["parquet"]["hash"], str) and type(each["baris"]) is int)
        _demand(_are_texts([each["description"], each["kepekaan"]]) and _are_texts(each["modul"]))
        own = columns[each["name"]]
        _demand(_are_texts(own) and len(set(own)) == len(own))
        for field in each["schema"]["fields"]:
            _check_field(field)
        _check_keys(each["schema"], own, columns)


def _check_field(field: dict[str, Any]) -> None:
    _demand(field["type"] in TYPES and _are_texts([field[element] for element in ELEMENTS]))
    limits = field.get("constraints", {})
    _demand(all(isinstance(limits.get(flag, False), bool) for flag in ("required", "unique")))
    bounds = [limits[bound] for bound in ("minimum", "maximum") if bound in limits]
    _demand(not bounds or field["type"] in ("integer", "number", "year"))
    _demand(all(type(bound) in (int, float) for bound in bounds))
    _demand(field["type"] == "string" or not {"enum", "pattern"} & set(limits))
    _demand(_are_texts(limits.get("enum", [])))
    re.compile(limits.get("pattern", ""))


def _check_keys(schema: dict[str, Any], own: list[str], columns: dict[str, list[str]]) -> None:
    key = schema.get("primaryKey", [])
    _demand(_are_texts(key) and set(key) <= set(own))
    for foreign in schema.get("foreignKeys", []):
        here, there = foreign["fields"], foreign["reference"]["fields"]
        _demand(_are_texts(here) and _are_texts(there) and len(here) == len(there) > 0)
        _demand(set(here) <= set(own) and set(there) <= set(columns[foreign["reference"]["resource"]]))


def _is_bare(name: Any) -> bool:
    """Whether a name is one of a file in the package's own folder."""
    return isinstance(name, str) and _BARE_NAME.fullmatch(name) is not None


def _are_texts(values: Iterable[Any]) -> bool:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def _demand(kept: bool) -> None:
    if not kept:
        raise ValueError("not as a package describes its tables")

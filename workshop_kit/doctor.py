"""``workshop doctor``: is this machine fit for the workshop, and if not, what to do."""

import importlib
import importlib.metadata
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from workshop_kit.lab.typed import typed
from workshop_kit.language import _, translate

State = Literal["fine", "warning", "fault"]
_GIB = 1024**3
_MAKE = "make lab"


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes
    ----------
    subject : str
        What was looked at, in the reader's language.
    state : {"fine", "warning", "fault"}
        A warning lets one go on, a fault does not.
    seen : str
        What was found.
    advice : str
        What to do; empty when all is fine.
    """

    subject: str
    state: State
    seen: str
    advice: str = ""


def python(version: tuple[int, ...]) -> Finding:
    """Python 3.11 or newer."""
    subject, seen = "Python", ".".join(str(part) for part in version)
    if version >= (3, 11):
        return Finding(subject, "fine", seen)
    return Finding(subject, "fault", seen, translate(_("Pasang Python 3.11 atau lebih baru.")))


def memory(total: int | None) -> Finding:
    """Enough memory for JupyterLab, a kernel and a browser.

    Parameters
    ----------
    total : int or None
        In bytes; None when the system does not tell.
    """
    subject = translate(_("Memori"))
    if total is None:
        return Finding(subject, "fine", translate(_("tidak diketahui")))
    seen = f"{total / _GIB:.1f} GiB"
    if total < 1.5 * _GIB:
        return Finding(subject, "fault", seen, translate(_("Pakai komputer dengan memori sedikitnya 4 GiB.")))
    if total < 3.5 * _GIB:
        return Finding(subject, "warning", seen, translate(_("Tutup program lain selama lokakarya.")))
    return Finding(subject, "fine", seen)


def disk(place: Path, free: int) -> Finding:
    """Room for the learner's work.

    Parameters
    ----------
    place : Path
        Where the work is kept.
    free : int
        Bytes.
    """
    subject, seen = translate(_("Ruang disk")), translate(_("{size:.1f} GiB di {place}"), size=free / _GIB, place=place)
    if free < 0.2 * _GIB:
        return Finding(subject, "fault", seen, translate(_("Kosongkan sedikitnya 1 GiB.")))
    if free < 1 * _GIB:
        return Finding(subject, "warning", seen, translate(_("Sebaiknya kosongkan 1 GiB.")))
    return Finding(subject, "fine", seen)


def packages(pins: dict[str, str] | None, needed: set[str]) -> Finding:
    """What a learner needs is installed, in the versions of the lock.

    Parameters
    ----------
    pins : dict or None
        Version by package name; None where there is no lock file, then only that the needed ones are there is seen.
    needed : set of str
        Names in their normal form. What differs elsewhere is a trainer's or an author's affair and passed over.
    """
    subject = translate(_("Paket Python"))
    if pins is None:
        missing = sorted(name for name in needed if _version(name) is None)
        if missing:
            advice = translate(_('Ketik: {pip} install "workshop-kit[lab]"'), pip=typed("pip"))
            return Finding(subject, "fault", ", ".join(missing), advice)
        return Finding(subject, "fine", translate(_("lengkap")))
    wanted = {name: pin for name, pin in pins.items() if name in needed}
    different = [f"{name} {_version(name) or '-'}" for name, pin in wanted.items() if _version(name) != pin]
    if different:
        shown = ", ".join(different[:4]) + (" …" if len(different) > 4 else "")
        return Finding(subject, "fault", shown, translate(_("Ketik: {command}"), command=_installing()))
    return Finding(subject, "fine", translate(_("{count} paket sesuai requirements.lock"), count=len(wanted)))


def language_pack() -> Finding:
    """JupyterLab can speak Indonesian."""
    subject = translate(_("JupyterLab berbahasa Indonesia"))
    version = _version("jupyterlab-language-pack-id-ID")
    if version:
        return Finding(subject, "fine", version)
    advice = translate(_("Ketik: {command}"), command=f"{typed('pip')} install jupyterlab-language-pack-id-ID")
    return Finding(subject, "warning", translate(_("tidak ada")), advice)


def writable(subject: str, place: Path) -> Finding:
    """A folder, or the nearest that exists above it, can be written."""
    nearest = next((each for each in [place, *place.parents] if each.exists()), place)
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Finding(translate(subject), "fine", str(place))
    except OSError as error:
        advice = translate(_("Pilih folder yang boleh Anda tulisi; lihat {command} config."), command=typed())
        return Finding(translate(subject), "fault", f"{place} ({error.strerror})", advice)


def port(wanted: int | None) -> Finding:
    """The chosen port is free."""
    from workshop_kit.lab.server import PortTaken, require_free

    subject = translate(_("Port"))
    if wanted is None:
        return Finding(subject, "fine", translate(_("yang bebas, mulai 8888")))
    try:
        require_free(wanted)
    except PortTaken as error:
        return Finding(subject, "warning", str(wanted), str(error))
    return Finding(subject, "fine", str(wanted))


def program(*names: str) -> Finding:
    """A program that only tests need, by any of its names. ``make test-system`` brings it."""
    subject = translate(_("Untuk tes: {name}"), name=names[0])
    found = next((place for place in map(shutil.which, names) if place), None)
    if found:
        return Finding(subject, "fine", found)
    return Finding(
        subject, "warning", translate(_("tidak ada")), translate(_("Ketik: {command}"), command="make test-system")
    )


def findings() -> Iterator[Finding]:
    """Look at everything, one after the other."""
    from workshop_kit.lab.lessons import LessonsMissing, checkout, offered
    from workshop_kit.language import language
    from workshop_kit.settings import settings

    own, root = settings(), checkout()
    folder = own.folder or (root / "kerja" if root else Path.home() / "Samarinda.AI")
    yield python(sys.version_info[:3])
    yield memory(_memory())
    existing = next(each for each in [folder, *folder.parents] if each.exists())
    yield disk(folder, shutil.disk_usage(existing).free)
    yield packages(_pins(root), needed())
    yield language_pack()
    lessons = translate(_("Pelajaran"))
    try:
        count = sum(file.name.endswith(".ipynb") for file in offered(language()))
        yield Finding(lessons, "fine", translate(_("{count} buku kerja"), count=count))
    except LessonsMissing as error:
        yield Finding(lessons, "fault", translate(_("tidak ada")), str(error))
    yield writable(_("Folder kerja"), folder)
    yield writable(_("Folder data"), own.home)
    yield port(own.port)
    if root and sys.platform == "linux" and _installing() == _MAKE:
        yield program("chromium", "chromium-browser")
        yield program("bwrap")


def doctor(
    language: Annotated[str | None, typer.Option(help="id | en", show_default=False)] = None,
) -> None:
    """Periksa apakah komputer ini siap, dan apa yang perlu dilakukan."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workshop_kit.errors import WorkshopError
    from workshop_kit.settings import choose_language

    console = Console(highlight=False, emoji=False)
    try:
        choose_language(language)
        found = list(findings())
    except WorkshopError as error:
        Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    marks = {
        "fine": Text(f"✓ {translate(_('baik'))}", "green"),
        "warning": Text(f"! {translate(_('perhatikan'))}", "yellow"),
        "fault": Text(f"✗ {translate(_('perbaiki'))}", "red"),
    }
    table = Table(*(translate(head) for head in (_("Yang diperiksa"), _("Keadaan"), _("Ditemukan"), _("Saran"))))
    for each in found:
        # A path may look like markup.
        table.add_row(Text(each.subject), marks[each.state], Text(each.seen), Text(each.advice))
    console.print(table)
    if any(each.state == "fault" for each in found):
        console.print(translate(_("Komputer ini belum siap: ikuti saran di atas.")), style="red")
        raise typer.Exit(1)
    console.print(translate(_("Komputer ini siap.")), style="green")


def needed() -> set[str]:
    """The packages of the base and of the extra ``lab``, with all that these need, on this machine."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    ahead = [("workshop-kit", frozenset({"", "lab"}))]
    seen = set()
    while ahead:
        name, extras = ahead.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            lines = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for each in map(Requirement, lines):
            if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras):
                own = canonicalize_name(each.name)
                found.add(own)
                ahead.append((own, frozenset({"", *each.extras})))
    return found - {"workshop-kit"}


def _installing() -> str:
    """What installs the lock in this environment."""
    if (Path(sys.prefix) / "conda-meta").is_dir():
        return "conda env update --file environment.yml"
    if os.name == "posix" and shutil.which("make"):
        return _MAKE
    return f"{typed('python')} -m pip install --require-hashes -r requirements.lock"


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _pins(root: Path | None) -> dict[str, str] | None:
    """The lock's pins that hold on this machine."""
    lock = root / "requirements.lock" if root else None
    if lock is None or not lock.is_file():
        return None
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    from workshop_kit.lab.environment import pins

    wanted = [Requirement(pin) for pin in pins(lock.read_text(encoding="utf-8"))]
    return {
        canonicalize_name(each.name): next(iter(each.specifier)).version
        for each in wanted
        if each.marker is None or each.marker.evaluate()
    }


def _memory() -> int | None:
    """Memory in bytes, where the system tells."""
    try:
        # Comes with ipykernel; it has no type stubs.
        return int(importlib.import_module("psutil").virtual_memory().total)
    except (ImportError, OSError):
        return None

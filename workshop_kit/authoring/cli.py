"""``workshop build``."""

from pathlib import Path
from typing import Annotated

import typer

_ROOT = Path(__file__).resolve().parents[2]


def build(
    modules: Annotated[
        list[str] | None, typer.Argument(help="Modules to build, such as m04; all when left out.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail on any difference and name it.")] = False,
    extract: Annotated[
        bool, typer.Option("--extract", help="Only bring the translation catalogs in step with the lessons.")
    ] = False,
    root: Annotated[Path, typer.Option(help="The checkout.", hidden=True)] = _ROOT,
) -> None:
    """Build learners' and trainers' notebooks from the lessons' sources."""
    from rich.console import Console

    from workshop_kit.authoring import build as building
    from workshop_kit.authoring.lesson import LessonError

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    place = building.Workplace(root)
    wanted = list(modules or [])
    try:
        if extract:
            for catalog in building.extract(place, wanted):
                missing = len(catalog.faults())
                console.print(f"{catalog.path.relative_to(root)}: {len(catalog.texts)} texts, {missing} to translate")
            return
        with console.status("") as status:
            files = building.build(place, wanted, status.update, complete=check)
    except LessonError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    spare = building.leftovers(place, files) if not wanted else []
    if not check:
        changed = building.write(place, files)
        building.remove(place, spare)
        for name in [*changed, *(f"removed {name}" for name in spare)]:
            console.print(name)
        console.print(f"{len(files)} files built, {len(changed)} changed.")
        return
    stale = building.differences(place, files)
    for name in stale:
        console.print(f"differs from its source: {name}", style="red")
    for name in spare:
        console.print(f"built by no module: {name}", style="red")
    if stale or spare:
        console.print("Run workshop build and commit the result.")
        raise typer.Exit(1)
    console.print(f"{len(files)} files are as their sources say.")

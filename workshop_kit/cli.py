"""The ``workshop`` command: each subject brings its own part and imports what is heavy only when it is called."""

import typer

from workshop_kit.authoring.cli import build
from workshop_kit.doctor import doctor
from workshop_kit.grading.cli import course
from workshop_kit.lab.cli import lab
from workshop_kit.settings import config

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Samarinda.AI: lokakarya literasi AI.")
app.command()(lab)
app.command()(build)
app.command()(doctor)
app.command()(config)
app.add_typer(course, name="course")


if __name__ == "__main__":
    app()

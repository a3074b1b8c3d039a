"""The ``workshop`` command: each subject brings its own part and imports what is heavy only when it is called."""

import typer

from workshop_kit.authoring.cli import build

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Samarinda.AI: lokakarya literasi AI.")
app.command()(build)


if __name__ == "__main__":
    app()

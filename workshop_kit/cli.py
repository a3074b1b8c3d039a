"""The ``workshop`` command: each subject brings its own part and imports what is heavy only when it is called."""

import sys

import typer

from workshop_kit.authoring.cli import build
from workshop_kit.data.cli import app as data
from workshop_kit.doctor import doctor
from workshop_kit.errors import WorkshopError
from workshop_kit.grading.cli import course, grade
from workshop_kit.lab.cli import lab
from workshop_kit.language import _, translate
from workshop_kit.llm.cli import app as llm
from workshop_kit.settings import config

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Samarinda.AI: lokakarya literasi AI.")
app.command()(lab)
app.command(help=translate(_("Buat buku kerja peserta dan pelatih dari sumber pelajaran.")))(build)
app.command()(doctor)
app.command()(config)
app.command()(grade)
app.add_typer(course, name="course")
app.add_typer(data, name="data")
app.add_typer(llm, name="llm")


def main() -> None:
    """Run the command; what goes wrong for a known reason is one sentence."""
    try:
        app()
    except WorkshopError as error:
        sys.exit(str(error))
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("workshop_kit"):
            raise
        sentence = _('Perintah ini memerlukan {name}, yang belum terpasang. Ketik: pip install "workshop-kit[dev]"')
        sys.exit(translate(sentence, name=error.name))


if __name__ == "__main__":
    main()

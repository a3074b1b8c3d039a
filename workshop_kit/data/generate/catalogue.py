"""The hand-written lists that the tables are made from, one folder ``catalogue`` a subject."""

import csv
from importlib import resources


def catalogue_rows(subject: str, file: str) -> list[dict[str, str]]:
    """Rows of one list.

    Parameters
    ----------
    subject : str
        ``performance``, ``people``, ...
    file : str
        Name of the list in the subject's folder ``catalogue``.
    """
    folder = resources.files(f"workshop_kit.data.generate.{subject}.catalogue")
    return list(csv.DictReader(folder.joinpath(file).read_text("utf-8").splitlines()))

"""The tables as a learner asks for them: list, load, schema, card."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from workshop_kit.data.problems import (
    ConsentNeeded,
    RawReleaseAbsent,
    TableUnknown,
)
from workshop_kit.data.release import ELEMENTS, Release, missing, open_release, unreadable, whole_file
from workshop_kit.language import language, translate

if TYPE_CHECKING:
    import pandas as pd


def contents() -> list[dict[str, Any]]:
    """What there is, one dictionary a table, in the reader's language."""
    return [
        {
            "nama": resource["name"],
            "baris": resource["baris"],
            "modul": ", ".join(resource["modul"]),
            "kepekaan": translate(resource["kepekaan"]),
            "isi": translate(resource["description"]),
        }
        for resource in open_release().resources.values()
    ]


def list_tables() -> "pd.DataFrame":
    """List the tables.

    Returns
    -------
    pandas.DataFrame
        One row a table: ``nama``, ``baris`` (number of rows), ``modul`` (lessons that use it), ``kepekaan``
        (personal data in it) and ``isi`` (one line in the reader's language).

    Examples
    --------
    >>> from workshop_kit import data
    >>> data.list()["nama"].tolist()[:3]
    ['wilayah', 'penduduk', 'warga_sampel']
    """
    import pandas as pd

    return pd.DataFrame(contents())


def load(name: str, release: str = "anonim", consent: bool = False) -> "pd.DataFrame":
    """Load a table from this machine; the network is never used.

    Parameters
    ----------
    name : str
        Name of the table, as `list_tables` shows it.
    release : str
        ``anonim``, which every lesson uses, or ``mentah``, which holds fictional personal data.
    consent : bool
        ``True`` to say that the raw release is wanted knowingly.

    Returns
    -------
    pandas.DataFrame
        A fresh copy each time. Codes and names are text; a number column with missing values holds ``NaN``.

    Raises
    ------
    TableUnknown, ReleaseUnknown, RawReleaseAbsent, ConsentNeeded
        If the request cannot be met.
    DatasetMissing, DatasetUnreadable
        If the files on this machine are not there or not whole.

    Examples
    --------
    >>> from workshop_kit import data
    >>> data.load("kinerja_opd").shape
    (416, 11)
    """
    from pyarrow import ArrowException

    opened = open_release(release)
    resource = resource_of(name, opened)
    if opened.name == "mentah" and consent is not True:
        raise ConsentNeeded(name)
    path = opened.folder / resource["parquet"]["path"]
    content = whole_file(path, resource["parquet"]["hash"])
    try:
        frame = _decoded(content).copy()
    except (OSError, ValueError, ArrowException) as problem:
        raise unreadable(path) from problem
    if list(frame.columns) != [field["name"] for field in resource["schema"]["fields"]]:
        raise unreadable(path)
    return frame


@lru_cache(maxsize=4)
def _decoded(content: bytes) -> "pd.DataFrame":
    """A table's file as a frame; the last few are kept, for whoever asks a dozen times, as checks do."""
    import pandas as pd

    return pd.read_parquet(io.BytesIO(content))


def schema(name: str, release: str = "anonim") -> "pd.DataFrame":
    """Describe the columns of a table with the elements of Satu Data Indonesia.

    Parameters
    ----------
    name : str
        Name of the table.
    release : str
        ``anonim`` or ``mentah``.

    Returns
    -------
    pandas.DataFrame
        One row a column: ``kolom``, ``tipe``, ``konsep``, ``definisi``, ``klasifikasi``, ``ukuran``, ``satuan``,
        ``boleh_kosong`` (whether values may be missing).

    Raises
    ------
    TableUnknown

    Examples
    --------
    >>> from workshop_kit import data
    >>> data.schema("apbd")["kolom"].tolist()[:3]
    ['tahun', 'opd', 'nama_opd']
    """
    import pandas as pd

    return pd.DataFrame(
        {"kolom": field["name"], "tipe": field["type"]}
        | {element: translate(field[element]) for element in ELEMENTS}
        | {"boleh_kosong": not field.get("constraints", {}).get("required", False)}
        for field in resource_of(name, open_release(release))["schema"]["fields"]
    )


def card(name: str) -> None:
    """Show the card of a table: what it is, how it was made, what it must not be used for.

    Parameters
    ----------
    name : str
        Name of the table.

    Raises
    ------
    TableUnknown, DatasetMissing, DatasetUnreadable
    """
    from IPython.core.getipython import get_ipython
    from IPython.display import Markdown, display

    text = card_text(name)
    if get_ipython() is None:
        print(text)
    else:
        display(Markdown(text))


def card_text(name: str) -> str:
    """The card of a table as Markdown, in the reader's language."""
    opened = open_release()
    path = opened.folder / f"{resource_of(name, opened)['name']}.{language()}.md"
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise missing(path) from problem


def resource_of(name: object, opened: Release) -> dict[str, Any]:
    """The package's entry of a table.

    Raises
    ------
    TableUnknown, RawReleaseAbsent
    """
    if isinstance(name, str) and name in opened.resources:
        return opened.resources[name]
    known = open_release().resources
    if isinstance(name, str) and name in known:
        raise RawReleaseAbsent(name)
    raise TableUnknown(name, list(known))

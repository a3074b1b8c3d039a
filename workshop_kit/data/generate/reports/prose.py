"""The hand-written paragraphs of the reports, one file an agency in the folder ``prose``."""

import re
from functools import lru_cache
from importlib import resources

from workshop_kit.data.generate.performance.agencies import Agency

Bank = dict[tuple[str, ...], list[str]]


@lru_cache(maxsize=32)
def bank(name: str) -> Bank:
    """Paragraphs of one file by their heading: ``("isu",)`` or ``("indikator: …", "arti")``.

    Parameters
    ----------
    name : str
        ``umum``, ``kecamatan`` or an agency's short name in lower case.
    """
    text = resources.files("workshop_kit.data.generate.reports").joinpath("prose", f"{name}.md").read_text("utf-8")
    found: Bank = {}
    key: tuple[str, ...] = ()
    for block in re.split(r"\n\s*\n", text.strip()):
        level, _, title = block.partition(" ")
        if level in ("#", "##"):
            key = (title,)
        elif level == "###":
            key = (key[0], title)
        else:
            found.setdefault(key, []).append(block)
    return found


def own_bank(agency: Agency) -> Bank:
    """The paragraphs of an agency; the districts share theirs."""
    return bank("kecamatan" if agency.kind == "kecamatan" else agency.short.lower())

"""Cells with blanks: a faded example shows `____` where the learner fills in.

Running such a cell as it stands would end in an error that tells a beginner nothing. It is not run; one sentence says
what to fill in.
"""

import io
import tokenize
from typing import Any

from workshop_kit.display import show_html
from workshop_kit.exercises.feedback import box, inline
from workshop_kit.language import _, translate

BLANK = "____"


def count_blanks(source: str) -> int:
    """How often the blank stands in the code; comments and texts do not count."""
    if BLANK not in source:
        return 0
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return 0  # Python itself will say what is wrong
    return sum(token.type == tokenize.NAME and token.string == BLANK for token in tokens)


def explain_blanks(count: int) -> None:
    """Say that the cell was not run, and why."""
    sentence = translate(
        _("Sel ini belum dijalankan: masih ada {count} isian `{blank}`. Ganti setiap isian, lalu jalankan lagi."),
        count=count,
        blank=BLANK,
    )
    show_html(box("missing", inline(sentence)))


def hold_back_blanks(lines: list[str]) -> list[str]:
    """IPython input transformer: replace a cell that has blanks by the sentence."""
    count = count_blanks("".join(lines))
    if not count:
        return lines
    return [f"__import__('workshop_kit.exercises.blanks', fromlist=['_']).explain_blanks({count})\n"]


def watch_cells(shell: Any) -> None:
    """Have every cell of this notebook pass through :func:`hold_back_blanks`."""
    transformers = shell.input_transformers_post
    if hold_back_blanks not in transformers:
        transformers.append(hold_back_blanks)

"""The tasks that the small model was taught, and how each is laid out in control tokens.

What the model has seen is ``<teks> text``, and after it any number of ``<task> [question] <jawab> answer <akhir>``,
each of which sees the text and itself but none of the others. So a text is read once for all that is asked of it. The
control tokens have numbers of their own that no text is ever encoded into: whoever types “<|jawab|>” types ordinary
characters.
"""

from typing import Literal

Task = Literal["golong", "isi", "tanya", "ringkas"]

NAME = "mini-1"
END = "<|akhir|>"
TEXT = "<|teks|>"
ANSWER = "<|jawab|>"
ABSENT = "<|tidak_ada|>"
TASKS: dict[Task, str] = {
    "golong": "<|golong|>",
    "isi": "<|isi|>",
    "tanya": "<|tanya|>",
    "ringkas": "<|ringkas|>",
}
# Their place in this list is their number in the vocabulary.
CONTROL = (END, TEXT, *TASKS.values(), ANSWER, ABSENT)
CATEGORIES = (
    "jalan",
    "drainase",
    "sampah",
    "air_bersih",
    "perhubungan",
    "kesehatan",
    "kependudukan",
    "perizinan_pajak",
    "lingkungan",
    "ketertiban",
)
URGENCIES = ("rendah", "sedang", "tinggi")
# What stands for a place where a complaint names none.
NO_PLACE = "tidak disebut"
COMPLAINT_FIELDS = ("kategori", "urgensi", "tempat", "gang", "rt", "kelurahan")
CLAIM_FIELDS = ("indikator", "tahun", "nilai")


def classified(category: str, urgency: str, place: str | None) -> str:
    """The answer of the task ``golong``.

    Examples
    --------
    >>> classified("sampah", "tinggi", "Gang Ulin")
    ' sampah | tinggi | Gang Ulin'
    """
    return f" {category} | {urgency} | {place or NO_PLACE}"

"""What the simulator says of itself, and of what it cannot do."""

from workshop_kit.llm.engines.simulasi.drafts import Draft

BEYOND = "Di luar kemampuan simulator."
NOT_IN_TEXT = "Tidak ada dalam teks yang diberikan."
_BEYOND_EN = "This is beyond the simulator (di luar kemampuan simulator)."
_NOT_IN_TEXT_EN = "That is not in the given text (tidak ada dalam teks yang diberikan)."
_CAN = (
    "Simulator ini bekerja dengan aturan, bukan model bahasa. Yang bisa: memilih label untuk teks, mengisi kolom dari "
    "teks, meringkas dengan memilih kalimat, menjawab dari teks yang diberikan, dan menyusun surat balasan, memo, atau "
    "undangan dari isian."
)
_CAN_EN = (
    "The simulator works by rules and is no language model. It can choose labels for a text, fill fields from a text, "
    "summarise by picking sentences, answer from a given text, and draft a reply, a memo or an invitation from a form."
)


def beyond(english: bool) -> Draft:
    """The refusal of what is out of reach, with what is not."""
    return Draft((f"{_BEYOND_EN} {_CAN_EN}" if english else f"{BEYOND} {_CAN}",))


def text_missing(english: bool) -> Draft:
    """The answer to a task that needs a text where none is given."""
    return Draft(
        (
            "There is no text to work on. Put it below the instruction."
            if english
            else "Belum ada teksnya. Tuliskan teks di bawah perintah.",
        )
    )


def not_in_text(english: bool) -> Draft:
    """The answer to a question that the text does not answer."""
    return Draft((_NOT_IN_TEXT_EN if english else NOT_IN_TEXT,))


def introduction(english: bool) -> Draft:
    """Who is speaking."""
    return Draft(
        (f"I am simulasi-1, a simulator. {_CAN_EN}" if english else f"Saya simulasi-1, sebuah simulator. {_CAN}",)
    )

"""The hand-written cores: one situation each, which a complaint tells with a greeting, details and a wish around it."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from workshop_kit.data.generate.catalogue import catalogue_rows

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
# Before this month nobody could speak of the free school meals or the incinerator.
NEW_TOPICS_FROM = "2025-03"


@dataclass(frozen=True)
class Core:
    """One situation.

    Attributes
    ----------
    id : str
        ``jalan-01``; also the template that must not stand on both sides of a split.
    category, topic : str
        Class, and what it is about within the class; the topic is empty where no general sentence would fit.
    urgency : str
        ``rendah``, ``sedang`` or ``tinggi``.
    variety : str
        ``baku``, ``sehari``, ``banjar`` or ``kutai``.
    since : str
        First month in which it can be reported; empty: always.
    text : str
        With the slots ``{tempat}``, ``{kelurahan}``, ``{lama}`` and ``{waktu}``.
    """

    id: str
    category: str
    topic: str
    urgency: str
    variety: str
    since: str
    text: str

    @property
    def asks(self) -> bool:
        """Whether it is a question, a wish or thanks, to which no complaining sentence fits."""
        return self.topic.startswith("tanya") or (not self.topic and self.urgency == "rendah")

    @property
    def about_taxes(self) -> bool:
        """Whether it is a matter of the revenue agency rather than of permits."""
        return self.category == "perizinan_pajak" and "pajak" in self.topic


@lru_cache(maxsize=1)
def cores() -> tuple[Core, ...]:
    """All cores, by class and number."""
    topics = _topics()
    folder = resources.files("workshop_kit.data.generate.complaints") / "cores"
    return tuple(
        Core(
            row["inti"],
            category,
            topics.get(row["inti"], ""),
            row["urgensi"],
            row["ragam"],
            row["sejak"],
            row["teks"],
        )
        for category in CATEGORIES
        for row in csv.DictReader((folder / f"{category}.csv").read_text("utf-8").splitlines())
    )


def _topics() -> dict[str, str]:
    """Topic of each core that has one."""
    return {
        f"{row['kategori']}-{int(number):02d}": row["topik"]
        for row in catalogue_rows("complaints", "topik.csv")
        for number in row["inti"].split()
    }

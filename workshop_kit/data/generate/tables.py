"""All tables, by release, and the answer keys."""

from workshop_kit.data.generate.complaints import tables as complaints
from workshop_kit.data.generate.people import tables as people
from workshop_kit.data.generate.performance import tables as performance
from workshop_kit.data.generate.reports import tables as reports
from workshop_kit.data.generate.services import tables as services
from workshop_kit.data.generate.table import Table
from workshop_kit.data.generate.water import tables as water

ANONIM: tuple[Table, ...] = (
    *people.ANONIM,
    *complaints.ANONIM,
    *performance.ANONIM,
    reports.LAPORAN_OPD,
    *services.ANONIM,
    *water.ANONIM,
)
# Holds fictional personal data, to be anonymised in class.
MENTAH: tuple[Table, ...] = (*people.MENTAH, *complaints.MENTAH, *services.MENTAH)
# What attendees must not read; written beside the trainers' notebooks.
KEYS: tuple[Table, ...] = (*people.KEYS, *complaints.KEYS, *reports.KEYS)

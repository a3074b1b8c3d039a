"""All tables, by release, and the answer keys."""

from workshop_kit.data.generate.performance.tables import APBD, KINERJA_OPD
from workshop_kit.data.generate.table import Table

ANONIM: tuple[Table, ...] = (KINERJA_OPD, APBD)
# Holds fictional personal data, to be anonymised in class.
MENTAH: tuple[Table, ...] = ()
# What attendees must not read; written beside the trainers' notebooks.
KEYS: tuple[Table, ...] = ()

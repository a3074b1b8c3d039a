"""The workshop's tables: ``data.list()``, and by name ``data.load``, ``data.schema``, ``data.card``, ``data.check``.

All of them are synthetic. Nothing heavy is imported until a table is asked for.
"""

from workshop_kit.data.conformity import check
from workshop_kit.data.shelf import card, load, schema
from workshop_kit.data.shelf import list_tables as list

__all__ = ["card", "check", "list", "load", "schema"]

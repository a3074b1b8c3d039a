"""The workshop's tables: ``data.list()``, ``data.load(name)``, ``data.schema(name)``, ``data.card(name)``.

All of them are synthetic. Nothing heavy is imported until a table is asked for.
"""

from workshop_kit.data.shelf import card, load, schema
from workshop_kit.data.shelf import list_tables as list

__all__ = ["card", "list", "load", "schema"]

"""The workshop's tables and their loader."""

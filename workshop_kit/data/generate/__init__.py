"""The workshop's tables, made from one seed: nothing here was measured in the city."""

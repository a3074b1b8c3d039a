"""Complaints of residents: texts, routing, and what was planted in them."""

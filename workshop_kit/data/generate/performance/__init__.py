"""Agencies, their indicators, programmes and budgets."""

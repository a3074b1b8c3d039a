"""Recorded answers: their files, and how they are made."""

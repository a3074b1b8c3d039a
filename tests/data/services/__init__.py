"""Permit counters, health centres, waste trucks."""

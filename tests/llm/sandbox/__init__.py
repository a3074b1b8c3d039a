"""Tests of `workshop_kit.llm.sandbox`."""

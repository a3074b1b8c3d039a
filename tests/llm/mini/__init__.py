"""Tests of the small language model."""

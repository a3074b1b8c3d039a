"""The offline engine: a simulator that works by rules, offline, and is no language model."""

from workshop_kit.llm.engines.simulasi.simulator import MODEL, Simulasi

__all__ = ["MODEL", "Simulasi"]

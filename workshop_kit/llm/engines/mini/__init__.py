"""The offline engine ``mini``: the project's own small transformer behind the sandbox's interface."""

from workshop_kit.llm.engines.mini.mini import Mini

__all__ = ["Mini"]

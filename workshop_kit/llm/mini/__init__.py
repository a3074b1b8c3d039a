"""A small language model of the project's own: tokenizer, transformer and sampler in numpy, nothing hidden.

Examples
--------
>>> from workshop_kit.llm import mini
>>> "".join(mini.tokens("Warga Samarinda"))
'Warga Samarinda'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop_kit.llm.mini.looking import attention as attention
    from workshop_kit.llm.mini.looking import continued as continued
    from workshop_kit.llm.mini.looking import costs as costs
    from workshop_kit.llm.mini.looking import neighbours as neighbours
    from workshop_kit.llm.mini.looking import next_words as next_words
    from workshop_kit.llm.mini.looking import place_of as place_of
    from workshop_kit.llm.mini.looking import tokens as tokens
    from workshop_kit.llm.mini.model import Model as Model
    from workshop_kit.llm.mini.model import curve as curve
    from workshop_kit.llm.mini.pictures import show_costs as show_costs
    from workshop_kit.llm.mini.pictures import show_neighbours as show_neighbours
    from workshop_kit.llm.mini.pictures import show_next_words as show_next_words
    from workshop_kit.llm.mini.pictures import show_place as show_place
    from workshop_kit.llm.mini.pictures import show_tokens as show_tokens
    from workshop_kit.llm.mini.pictures import show_training as show_training
    from workshop_kit.llm.mini.widgets import AttentionView as AttentionView
    from workshop_kit.llm.mini.widgets import NextWords as NextWords

# Read when first asked for: the engine's sandbox imports this package and starts without numpy.
_PLACES = {
    **dict.fromkeys(("attention", "continued", "costs", "neighbours", "next_words", "place_of", "tokens"), "looking"),
    **dict.fromkeys(("Model", "curve"), "model"),
    **dict.fromkeys(("show_costs", "show_neighbours", "show_next_words"), "pictures"),
    **dict.fromkeys(("show_place", "show_tokens", "show_training"), "pictures"),
    **dict.fromkeys(("AttentionView", "NextWords"), "widgets"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)

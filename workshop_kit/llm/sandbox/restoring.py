"""Personal data back into an answer, wherever a placeholder is cut; streamed and plain answers go the same way."""

from collections.abc import Mapping
from dataclasses import replace

import orjson

from workshop_kit.llm.engines.engine import Piece, ToolCall
from workshop_kit.privacy.masking import Restorer, restore


class Restoring:
    """Restores the pieces of one answer.

    Parameters
    ----------
    placeholders : mapping of str to str
        What was masked in the request.
    is_json : bool
        Whether the answer's text is JSON, where what is put back must be escaped.
    """

    def __init__(self, placeholders: Mapping[str, str], is_json: bool) -> None:
        self._escaped = {name: orjson.dumps(value).decode()[1:-1] for name, value in placeholders.items()}
        self._placeholders = self._escaped if is_json else placeholders
        self._of_choice: dict[int, Restorer] = {}

    def piece(self, piece: Piece) -> Piece:
        """A piece with what is certain of its text by now; the last one of a choice with the rest."""
        if not self._placeholders:
            return piece
        restorer = self._of_choice.get(piece.index)
        if restorer is None:
            restorer = self._of_choice[piece.index] = Restorer(self._placeholders)
        text = restorer.feed(piece.text) if piece.text else ""
        if piece.finish:
            text += restorer.close()
        calls = tuple(ToolCall(call.id, call.name, restore(call.arguments, self._escaped)) for call in piece.tool_calls)
        return replace(piece, text=text, tool_calls=calls)

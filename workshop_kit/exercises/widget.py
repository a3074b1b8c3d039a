"""The widget of a quiz.

The browser's half is in ``quiz.js`` and ``quiz.css``. It draws ``spec``, writes the learner's answer to ``value`` and
asks through ``request``; this half answers by setting ``feedback``, ``hints``, ``locked``, ``reveal`` and ``truth``.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import anywidget
import traitlets

from workshop_kit.exercises.still import WIDGET_VIEW, fallback_html, fallback_text, labels

State = Literal["right", "wrong", "incomplete", "info", "error", ""]


class QuizWidget(anywidget.AnyWidget):
    """A quiz in a notebook.

    Parameters
    ----------
    spec : dict
        What to draw: ``kind``, ``name``, ``title``, ``question`` (HTML) and what the kind needs of ``options``,
        ``steps``, ``statements``, ``sentences``, ``unit``, ``low``, ``high``, ``step``, ``confidence``, ``language``.
        ``hint_total`` (3 if absent) is the number of hints; ``labels`` are filled in.
    value : Any
        The stored answer, or ``None``.

    Examples
    --------
    >>> options = [{"text": "Aturan"}, {"text": "Model"}]
    >>> quiz = QuizWidget(spec={"kind": "single", "title": "Aturan atau model", "options": options})
    >>> quiz.on_value(print)
    >>> quiz.value = 1
    1
    """

    _esm = Path(__file__).with_name("quiz.js")
    _css = Path(__file__).with_name("quiz.css")

    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.Any(None, allow_none=True).tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    replied = traitlets.Int(0).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    hints = traitlets.List(traitlets.Unicode()).tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)
    reveal = traitlets.Unicode("").tag(sync=True)
    truth = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, spec: Mapping[str, Any], value: Any = None) -> None:
        super().__init__(spec={"language": "id", "labels": labels(), **spec}, value=value)

    def tell(self, state: State, text: str) -> None:
        """Show a message; ``text`` is HTML. The same message twice is announced twice."""
        self.feedback = {"n": self.feedback.get("n", 0) + 1, "state": state, "html": text}

    def on_value(self, callback: Callable[[Any], None]) -> None:
        """Call back with each new answer; ``None`` when it was taken back."""
        self.observe(lambda change: callback(change["new"]), names="value")

    def on_request(self, callback: Callable[[str], None]) -> None:
        """Call back with what the learner asks for: ``check``, ``hint``, ``commit`` or ``clear``."""

        def asked(change: Mapping[str, Any]) -> None:
            callback(str(change["new"].get("what", "")))
            # Without this the browser tells the learner that nobody replied.
            self.replied = int(change["new"].get("n", 0))

        self.observe(asked, names="request")

    def _repr_mimebundle_(self, **_unused: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        # JupyterLab shows the first kind it can: the widget while it is there, else the page, else the text.
        still = (self.spec, self.value, self.feedback)
        more: dict[str, Any] = {"reveal": self.reveal, "truth": self.truth}
        bundle = {
            WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id},
            "text/html": fallback_html(*still, **more),
            "text/plain": fallback_text(*still, **more),
        }
        return bundle, {}

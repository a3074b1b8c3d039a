"""A quiz on the screen: what its widget shows, and what happens when the learner answers."""

from typing import Any

from workshop_kit.exercises import markdown
from workshop_kit.exercises.answer_file import AnswersNotSaved, AnswersUnreadable
from workshop_kit.exercises.feedback import headline, inline
from workshop_kit.exercises.quizzes import (
    Calibration,
    Choice,
    MultipleChoice,
    Number,
    Ordering,
    Prediction,
    Quiz,
    Slider,
)
from workshop_kit.exercises.session import Session
from workshop_kit.exercises.widget import QuizWidget, State
from workshop_kit.language import language, translate

_STATES: dict[str, State] = {"right": "right", "wrong": "wrong", "missing": "incomplete"}


def open_quiz(session: Session, quiz: Quiz) -> QuizWidget:
    """Make the widget of a quiz, with the stored answer in it."""
    problem = ""
    stored = None
    try:
        stored = session.answers.read().get(quiz.name)
    except AnswersUnreadable as error:
        problem = str(error)
    if stored is not None and not quiz.well_formed(stored):
        stored = None
    widget = QuizWidget(spec=spec(quiz), value=stored)
    if problem:
        widget.tell("error", inline(problem))
    committed = stored is not None and not quiz.graded
    if committed:
        _reveal(widget, quiz)
    widget.on_value(lambda value: _store(session, quiz, widget, value))
    widget.on_request(lambda what: _answer(session, quiz, widget, what))
    return widget


def spec(quiz: Quiz) -> dict[str, Any]:
    """What the widget draws, in the reader's language; texts as HTML."""
    drawn: dict[str, Any] = {
        "kind": quiz.kind,
        "name": quiz.name,
        "title": translate(quiz.title),
        "question": markdown.block(translate(quiz.question)),
        "language": language(),
        "graded": quiz.graded,
    }
    if isinstance(quiz, MultipleChoice) and quiz.kind == "sentences":
        drawn["sentences"] = [{"text": translate(option.text)} for option in quiz.options]
    elif isinstance(quiz, Choice | MultipleChoice | Prediction):
        drawn["options"] = [{"text": markdown.line(translate(option.text))} for option in quiz.options]
    if isinstance(quiz, Ordering):
        drawn["steps"] = [{"id": i, "text": markdown.line(translate(quiz.steps[i]))} for i in quiz.shown]
    if isinstance(quiz, Calibration):
        drawn["statements"] = [{"text": markdown.block(translate(s.text))} for s in quiz.statements]
    if isinstance(quiz, Number | Slider):
        drawn["unit"] = translate(quiz.unit)
    if isinstance(quiz, Slider):
        drawn.update(low=quiz.low, high=quiz.high, step=quiz.step)
    if isinstance(quiz, Prediction):
        drawn["confidence"] = quiz.confidence
    return drawn


def _store(session: Session, quiz: Quiz, widget: QuizWidget, value: Any) -> None:
    """Keep each change at once. A prediction counts only when it is committed."""
    if not quiz.graded or (value is not None and not quiz.well_formed(value)):
        return
    _write(session, quiz, widget, value)


def _write(session: Session, quiz: Quiz, widget: QuizWidget, value: Any) -> bool:
    try:
        session.answers.write(quiz.name, value)
    except (AnswersNotSaved, AnswersUnreadable) as error:
        widget.tell("error", inline(str(error)))
        return False
    return True


def _answer(session: Session, quiz: Quiz, widget: QuizWidget, what: str) -> None:
    if what == "check":
        _check(session, quiz, widget)
    elif what == "hint":
        _hint(session, quiz, widget)
    elif what == "commit":
        _commit(session, quiz, widget)
    elif what == "clear":
        _write(session, quiz, widget, None)


def _check(session: Session, quiz: Quiz, widget: QuizWidget) -> None:
    verdict = quiz.judge({}, {quiz.name: widget.value})
    if verdict.state != "missing":
        session.progress.record(session.module.id, quiz.name, passed=verdict.passed)
    widget.tell(_STATES[verdict.state], inline(verdict.sentence or headline(verdict)))


def _hint(session: Session, quiz: Quiz, widget: QuizWidget) -> None:
    shown = min(len(widget.hints) + 1, len(quiz.hints))
    session.progress.show_hints(session.module.id, quiz.name, at_least=shown)
    widget.hints = [inline(translate(hint)) for hint in quiz.hints[:shown]]


def _commit(session: Session, quiz: Quiz, widget: QuizWidget) -> None:
    verdict = quiz.judge({}, {quiz.name: widget.value})
    if verdict.state == "missing":
        widget.tell("incomplete", inline(verdict.sentence))
    elif _write(session, quiz, widget, widget.value):
        _reveal(widget, quiz)


def _reveal(widget: QuizWidget, quiz: Quiz) -> None:
    """Show what was hidden until the learner had committed."""
    widget.locked = True
    if isinstance(quiz, Prediction):
        widget.reveal = markdown.block(translate(quiz.reveal))
    if isinstance(quiz, Calibration):
        widget.truth = [{"right": s.true, "why": markdown.line(translate(s.why))} for s in quiz.statements]

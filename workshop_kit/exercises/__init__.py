"""Exercises: what a learner touches, and the definitions behind it."""

from workshop_kit.exercises.desk import answer, check, hidden_tests, hint, progress, quiz, truth
from workshop_kit.exercises.exercise import Exercise
from workshop_kit.exercises.module import Module
from workshop_kit.exercises.quizzes import Option, Sentence, Statement
from workshop_kit.exercises.session import begin
from workshop_kit.exercises.verdict import Missing, Right, Verdict, Wrong

__all__ = [
    "Exercise",
    "Missing",
    "Module",
    "Option",
    "Right",
    "Sentence",
    "Statement",
    "Verdict",
    "Wrong",
    "answer",
    "begin",
    "check",
    "hidden_tests",
    "hint",
    "progress",
    "quiz",
    "truth",
]

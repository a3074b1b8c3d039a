"""Values across the border between a learner's process and the judge: plain ones as they are, all others by name only.

A message holds a JSON header and typed buffers. Reading it runs nothing, imports nothing and builds only plain values
within bounds. Functions stay where they are and are called by message.

So a check may rely on this, in a learner's kernel and in grading alike: plain values have their exact type; a function
is whatever ``callable`` says yes to, and has a name, a docstring and a signature but no source; arguments that it
changes are changed; a chart is read by :mod:`workshop_kit.exercises.charts`; anything else has a type's name and fails
when it is looked at. A function of the check's own cannot be given to one of the learner's.
"""

from workshop_kit.grading.values.calls import Caller, answer
from workshop_kit.grading.values.decoding import decode
from workshop_kit.grading.values.encoding import encode
from workshop_kit.grading.values.functions import Functions, RemoteFunction
from workshop_kit.grading.values.message import ValueUnreadable
from workshop_kit.grading.values.opaque import Opaque

__all__ = ["Caller", "Functions", "Opaque", "RemoteFunction", "ValueUnreadable", "answer", "decode", "encode"]

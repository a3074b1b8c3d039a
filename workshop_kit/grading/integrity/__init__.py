"""What the trainer is told about hand-ins that tried something, and about answers that are the same.

Nothing here changes a point: whoever reads the report decides.
"""

from workshop_kit.grading.integrity.alike import Alike, alike, answers_of
from workshop_kit.grading.integrity.findings import Finding, inspect_submission
from workshop_kit.grading.integrity.report import Handed, write_report

__all__ = ["Alike", "Finding", "Handed", "alike", "answers_of", "inspect_submission", "write_report"]

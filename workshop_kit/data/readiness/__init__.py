"""Bring your own data: is an agency's folder of tables ready to be used?

``check(folder)`` reads CSV, XLSX and Parquet files, however broken, and gives a `Report`. Nothing leaves the machine,
nothing is written into the folder, and no identifier is shown in full.
"""

from workshop_kit.data.readiness.examination import check
from workshop_kit.data.readiness.findings import KINDS, Finding
from workshop_kit.data.readiness.report import Report

__all__ = ["KINDS", "Finding", "Report", "check"]

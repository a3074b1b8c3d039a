"""Measures of the corpus: how much is contradicted, and how well words alone and the table find it."""

import re

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve

from tests.data.reports.full_check import Finding, full_check
from workshop_kit.data.generate.reports.claims import FRACTIONS

UNIT = ["id_laporan", "indikator", "tahun"]
FRACTION = "|".join(name for name, _ in FRACTIONS)
# Words of praise and of failure that a suspicious reader would look for.
PRAISE = re.compile(
    r"tercapai|terpenuhi|memenuhi|diraih|tuntas|membaik|perbaikan|memuaskan|\bbaik\b|sesuai harapan|keberhasilan|naik",
    re.IGNORECASE,
)


def share_contradicted(klaim: pd.DataFrame) -> float:
    return float(klaim.groupby(UNIT)["bertentangan"].any().mean())


def findings_of(laporan: pd.DataFrame, kinerja: pd.DataFrame) -> dict[str, list[Finding]]:
    return {row.id_laporan: full_check(row.teks, row.opd, row.tahun, kinerja) for row in laporan.itertuples()}


def overlap(finding: Finding, row) -> bool:
    return finding.start < row.akhir and finding.end > row.awal


def found_by_table(klaim: pd.DataFrame, findings: dict[str, list[Finding]]) -> dict[str, float]:
    """Precision, recall and F1 of the full check; a contradiction counts once, however often it is found."""
    lies = list(klaim[klaim["bertentangan"]].itertuples())
    hits = sum(any(overlap(each, row) for each in findings[row.id_laporan]) for row in lies)
    false_alarms = sum(
        not any(row.id_laporan == name and overlap(each, row) for row in lies)
        for name, own in findings.items()
        for each in own
    )
    precision, recall = hits / max(1, hits + false_alarms), hits / max(1, len(lies))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "false_alarms": false_alarms}


def words_alone(klaim: pd.DataFrame) -> np.ndarray:
    """Score of every claim by a classifier that saw the other reports only; figures are masked."""
    text = klaim["kalimat"].str.replace(r"\d[\d.,]*", "#", regex=True)
    scores = np.zeros(len(klaim))
    for name in klaim["id_laporan"].unique():
        held = (klaim["id_laporan"] == name).to_numpy()
        features = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        model = LogisticRegression(class_weight="balanced", solver="liblinear")
        model.fit(features.fit_transform(text[~held]), klaim["bertentangan"][~held])
        scores[held] = model.predict_proba(features.transform(text[held]))[:, 1]
    return scores


def recall_at_precision(truth: pd.Series, scores: np.ndarray, least: float) -> float:
    precision, recall, _ = precision_recall_curve(truth, scores)
    return float(recall[precision >= least].max())

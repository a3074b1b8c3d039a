"""The numbers that stand on the card of ``aduan``."""

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from tests.data.complaints import detectors, gates
from tests.data.complaints.rules import by_keywords
from workshop_kit.data.generate.complaints.cores import cores
from workshop_kit.privacy.anonymity import k_anonymity, l_diversity

QUASI = ["kecamatan", "triwulan", "bulan"]


def of_the_gates(
    raw: pd.DataFrame, key: pd.DataFrame, final: pd.DataFrame, random: np.ndarray, held_out: np.ndarray
) -> dict[str, float]:
    """What the gates measured; shares between 0 and 1."""
    labels, truth = raw["kategori_petugas"], key["label_benar"].str[0]
    fitted = gates.model().fit(raw["teks"], labels)
    return {
        "random": gates.macro_f1(labels, random),
        "held_out": gates.macro_f1(labels, held_out),
        "gap": gates.macro_f1(labels, random) - gates.macro_f1(labels, held_out),
        "random_true": gates.macro_f1(truth, random),
        "held_out_true": gates.macro_f1(truth, held_out),
        "keywords": gates.macro_f1(labels, by_keywords(raw["teks"])),
        "final": gates.macro_f1(final["kategori_1"], fitted.predict(final["teks"])),
        "copies": float(key["salinan_dari"].notna().mean()),
        "second": float((key["label_benar"].str.len() == 2).mean()),
        "wrong_labels": float((labels != truth).mean()),
        "personal": float((key["data_pribadi"].str.len() > 0).mean()),
        "kappa": float(cohen_kappa_score(final["kategori_1"], final["kategori_2"])),
        "kappa_urgency": float(cohen_kappa_score(final["urgensi_1"], final["urgensi_2"])),
        "fewest_cores": min(pd.Series([core.category for core in cores()]).value_counts()),
        "cores": len(cores()),
    }


def of_the_phenomena(
    raw: pd.DataFrame, published: pd.DataFrame, key: pd.DataFrame, people: pd.Series, persons: pd.DataFrame
) -> dict[str, float]:
    rates = detectors.reporting_rate(published, people)
    routed = detectors.misrouted_by_language(raw, key["rute_benar"])
    before, after = detectors.whatsapp_shares(published)
    return {
        "gap_of_rates": float(rates["Samarinda Kota"] / rates["Palaran"]),
        "whatsapp_before": before,
        "whatsapp_after": after,
        "drift": detectors.loss_through_drift(published),
        "misrouted": float((raw["opd_tujuan"] != key["rute_benar"]).mean()),
        "misrouted_local": float(routed["daerah"]),
        "misrouted_others": float(routed["Indonesia"]),
        "double": detectors.reporters_with_two_entries(raw, persons),
        "k": k_anonymity(published, QUASI),
        "l": l_diversity(published, QUASI, "kategori_petugas"),
        "without_month": float(published["bulan"].isna().mean()),
        "lost": len(raw) - len(published),
        "finished": float((raw["status"] == "selesai").mean()),
        "days": float(raw["hari_kerja_selesai"].mean()),
        "unanswered": float(raw["kepuasan"].isna().mean()),
        "local": float((raw["bahasa"] != "Indonesia").mean()),
    }

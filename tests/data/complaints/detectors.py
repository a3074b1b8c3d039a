"""What a reader would compute to find the planted truths."""

import pandas as pd

from tests.data.complaints import gates
from workshop_kit.data.generate.complaints.officer import AGENCIES
from workshop_kit.privacy.identifiers import Found, find


def reporting_rate(complaints: pd.DataFrame, people: pd.Series) -> pd.Series:
    """Complaints per 1,000 residents, by kecamatan."""
    return 1_000 * complaints["kecamatan"].value_counts() / people


def whatsapp_shares(complaints: pd.DataFrame) -> tuple[float, float]:
    """Share of WA before and from March 2025; rows whose month is hidden are left out."""
    known = complaints.dropna(subset=["bulan"])
    shares = (known["kanal"] == "WA").groupby(known["bulan"] >= "2025-03").mean()
    return float(shares[False]), float(shares[True])


def new_words(complaints: pd.DataFrame) -> pd.Series:
    """Share of texts with MBG or insinerator, by quarter."""
    return complaints["teks"].str.contains("mbg|insinerator", case=False).groupby(complaints["triwulan"]).mean()


def loss_through_drift(complaints: pd.DataFrame) -> float:
    """How much macro-F1 a model of 2024 loses on the complaints from April 2025 on."""
    old = complaints[complaints["triwulan"] < "2025"]
    new = complaints[complaints["triwulan"] >= "2025-T2"]
    at_home = gates.macro_f1(old["kategori_petugas"], gates.random_split(old["teks"], old["kategori_petugas"]))
    return at_home - gates.trained_then_tested(old, new)


def misrouted_by_language(complaints: pd.DataFrame, right: pd.Series) -> pd.Series:
    """Share of complaints that went to another agency than the right one: Indonesian, and Banjar or Kutai."""
    local = complaints["bahasa"].ne("Indonesia").map({False: "Indonesia", True: "daerah"})
    return (complaints["opd_tujuan"] != right).groupby(local).mean()


def unusual_route(complaints: pd.DataFrame) -> pd.Series:
    """Whether the agency is none that takes complaints of the row's category: visible without any key."""
    usual = complaints["kategori_petugas"].map(AGENCIES)
    permits = complaints["opd_tujuan"].isin(["DPMPTSP", "Bapenda"])
    district = complaints["opd_tujuan"].str.startswith("Kec. ")
    fits = (complaints["opd_tujuan"] == usual) | (complaints["kategori_petugas"].eq("perizinan_pajak") & permits)
    return ~(fits | (complaints["kategori_petugas"].eq("ketertiban") & district))


def reporters_with_two_entries(complaints: pd.DataFrame, persons: pd.DataFrame) -> float:
    """Share of reporters, told apart by birth date, sex and address, who complain under several entries."""
    entries = persons[persons["id_warga"].isin(complaints["id_warga"])]
    per_person = entries.groupby(["tanggal_lahir", "jk", "kode_kelurahan", "alamat_rt"])["id_warga"].nunique()
    return float((per_person > 1).mean())


def identifiers(texts: pd.Series) -> list[list[Found]]:
    return [find(text) for text in texts]

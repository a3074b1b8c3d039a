"""The tables ``laporan_opd`` and ``kunci_laporan``: which reports there are, what they say, what is true of it."""

from functools import lru_cache

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.agencies import agencies
from workshop_kit.data.generate.performance.indicators import indicators
from workshop_kit.data.generate.reports import longform, report
from workshop_kit.data.generate.reports.claims import contradict, plan
from workshop_kit.data.generate.reports.facts import facts
from workshop_kit.data.generate.reports.layout import Laid, lay_out, words_in
from workshop_kit.data.generate.reports.planting import AS_DESIGNED, Planting
from workshop_kit.data.generate.reports.writer import Spec, Writer
from workshop_kit.data.generate.table import Row, Size

REPORT_YEARS = (2023, 2024, 2025)
LONG = ("Dinkes", 2025)
# Besides the long one.
AGENCY_REPORTS, DISTRICT_REPORTS = 21, 8


def specs(seed: int, size: Size) -> list[Spec]:
    """Which reports there are, by lot; one of them is the long form (short in the small size)."""
    draws = Draws(seed, "laporan_opd/pilihan")
    pairs = [(agency, year) for agency in agencies() for year in REPORT_YEARS if (agency.short, year) != LONG]
    offices = [pair for pair in pairs if pair[0].kind != "kecamatan"]
    districts = [pair for pair in pairs if pair[0].kind == "kecamatan"]
    counts = (AGENCY_REPORTS, DISTRICT_REPORTS) if size == "full" else (1, 1)
    chosen = draws.pick(offices, counts[0]) + draws.pick(districts, counts[1])
    health = next(agency for agency in agencies() if agency.short == LONG[0])
    made = [Spec(agency, year) for agency, year in chosen] + [Spec(health, LONG[1], long=size == "full")]
    return sorted(made, key=lambda spec: spec.name)


@lru_cache(maxsize=4)
def written(seed: int, size: Size, planting: Planting) -> tuple[tuple[Writer, Laid], ...]:
    """All reports, written and set on pages."""
    made = []
    for spec in specs(seed, size):
        known = [
            facts(seed)[spec.agency.short, indicator.name, year]
            for indicator in indicators()
            if indicator.agency == spec.agency
            for year in spec.years
        ]
        draws = Draws(seed, f"laporan_opd/{spec.name}/klaim")
        made.append((spec, plan(known, spec.year, draws, spec.long)))
    contradict([claims for _, claims in made], planting.contradiction_share, Draws(seed, "laporan_opd/pertentangan"))
    return tuple(_set(Writer(seed, spec, claims)) for spec, claims in made)


def _set(writer: Writer) -> tuple[Writer, Laid]:
    (longform if writer.spec.long else report).write(writer)
    return writer, lay_out(writer.blocks, report.style(writer))


def reports(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the reports' table.

    Parameters
    ----------
    seed : int
        Any; another one gives other reports on other tables, to train on.
    size : {"full", "small"}
        30 reports, or 3 without the long form.
    planting : Planting
        Strength of the planted truth.

    Returns
    -------
    list of dict
        One row a report; ``teks`` has form feeds between pages.
    """
    return [
        {
            "id_laporan": writer.spec.name,
            "tahun": writer.year,
            "opd": writer.agency.short,
            "nama_opd": writer.agency.name,
            "judul": report.title(writer),
            "halaman": laid.pages,
            "kata": words_in(laid.text),
            "teks": laid.text,
        }
        for writer, laid in written(seed, size, planting)
    ]


def claims_key(seed: int, size: Size = "full", planting: Planting = AS_DESIGNED) -> list[Row]:
    """Make the key of claims: one row a claim, by report and place in the text."""
    rows: list[Row] = []
    for writer, laid in written(seed, size, planting):
        said = [(laid.places[id(claim)], claim) for claim in writer.claims if id(claim) in laid.places]
        said.sort(key=lambda pair: pair[0].start)
        for number, (place, claim) in enumerate(said, start=1):
            rows.append(
                {
                    "id_laporan": writer.spec.name,
                    "nomor_klaim": number,
                    "halaman": place.page,
                    "awal": place.start,
                    "akhir": place.end,
                    "kalimat": place.text,
                    "tahun": claim.fact.year,
                    "opd": writer.agency.short,
                    "indikator": claim.fact.indicator.name,
                    "bentuk": claim.form,
                    "nilai_disebut": claim.stated,
                    "nilai_tabel": claim.true,
                    "bertentangan": claim.kind is not None,
                    "jenis": claim.kind,
                }
            )
    return rows

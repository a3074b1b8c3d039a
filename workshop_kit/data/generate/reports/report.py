"""A performance report of usual length: foreword, summary, four chapters, appendix."""

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.performance.indicators import Indicator
from workshop_kit.data.generate.reports import health
from workshop_kit.data.generate.reports import sentences as say
from workshop_kit.data.generate.reports.breakdown import QUARTERS, Part, columns, kind, quarters, too_rare
from workshop_kit.data.generate.reports.claims import Claim, amount, lower, sentence
from workshop_kit.data.generate.reports.facts import Fact, spending
from workshop_kit.data.generate.reports.layout import Contents, Style, Unit
from workshop_kit.data.generate.reports.numerals import figure, rupiah, words
from workshop_kit.data.generate.reports.prose import bank, own_bank
from workshop_kit.data.generate.reports.writer import Writer, has_details, health_centres
from workshop_kit.data.generate.table import Row

FEWEST_WORDS, MOST_WORDS = 8_300, 9_800
# Hand-written paragraphs of one kind about an indicator; the districts have more of them.
FEW, MANY = 3, 5
ORDER = ("nilai", "arah", "capaian", "status", "posisi", "serapan", "belanja", "bukti")
MISSING = "-"


def style(writer: Writer) -> Style:
    """How the report is set; every agency has its own habits."""
    draws = Draws(writer.seed, f"laporan_opd/{writer.spec.name}/tata_letak")
    city = "" if writer.agency.kind == "kecamatan" else " Kota Samarinda"
    running = f"Laporan Kinerja {writer.agency.name}{city} Tahun {writer.year}"
    limit = 330 if writer.spec.long else 372 + draws.below(40)
    return Style(running, draws.chance(0.5), limit, draws.chance(0.5))


def title(writer: Writer) -> str:
    """The report's title."""
    return f"Laporan Kinerja Instansi Pemerintah {writer.agency.name} Tahun {writer.year}"


def write(writer: Writer) -> None:
    """Write all parts of a report of usual length."""
    front(writer)
    introduction(writer)
    planning(writer)
    accountability(writer)
    closing(writer)
    appendix(writer)


def front(writer: Writer) -> None:
    """Cover, foreword, contents, summary."""
    writer.say(title(writer))
    writer.say("Pemerintah Kota Samarinda")
    writer.say(*say.COVER)
    writer.new_page()
    writer.heading("Kata Pengantar", 2)
    writer.prose(writer.pick(bank("umum")["pengantar",], 2))
    writer.say(f"Samarinda, Januari {writer.year + 1}")
    writer.new_page()
    writer.say("Daftar Isi")
    writer.blocks.append(Contents())
    writer.new_page()
    writer.heading("Ikhtisar Eksekutif", 2)
    count = words(len(writer.indicators))
    opening = writer.turn(say.SUMMARY_OPENINGS)
    writer.say(opening.format(opd=writer.called, tahun=writer.year, banyak=count))
    summary = writer.claims_at("ikhtisar", year=writer.year)
    for start in range(0, len(summary), 3):
        writer.say(*summary[start : start + 3])
    rows = spending(writer.seed)[writer.agency.short, writer.year]
    budget = sum(int(str(row["pagu_perubahan_rp"])) for row in rows)
    writer.say(
        f"Seluruh program dibiayai dengan pagu {rupiah(budget)} setelah perubahan anggaran.",
        writer.turn(say.SUMMARY_CLOSINGS),
    )


def introduction(writer: Writer) -> None:
    """Chapter I."""
    own = own_bank(writer.agency)
    writer.heading("Bab I Pendahuluan", 1)
    writer.heading("1.1 Latar Belakang dan Dasar Hukum", 2)
    law = bank("umum")["dasar hukum",]
    writer.prose([law[0], *writer.pick(law[1:], 7)])
    writer.heading("1.2 Gambaran Umum", 2)
    writer.prose(own["gambaran",])
    writer.heading("1.3 Isu Strategis", 2)
    writer.prose(own["isu",])
    writer.heading("1.4 Sistematika", 2)
    writer.prose([health.OUTLINE_LONG if writer.spec.long else writer.turn(say.OUTLINE)])


def planning(writer: Writer) -> None:
    """Chapter II."""
    writer.heading("Bab II Perencanaan Kinerja", 1)
    writer.heading("2.1 Rencana Kinerja", 2)
    writer.prose([writer.turn(say.PLANNING)])
    writer.heading("2.2 Perjanjian Kinerja", 2)
    number = writer.tables.get("2", 0) + 1
    writer.say(f"Indikator dan target yang diperjanjikan untuk tahun {writer.year} disajikan pada Tabel 2.{number}.")
    agreement_grid(writer, writer.year)
    writer.heading("2.3 Program dan Anggaran", 2)
    rows = [
        [str(row["kode_program"]), str(row["program"]), figure(int(str(row["pagu_perubahan_rp"])) / 1e6)]
        for row in spending(writer.seed)[writer.agency.short, writer.year]
    ]
    writer.grid("2", f"Program dan Pagu Tahun {writer.year} (juta rupiah)", ["Kode", "Program", "Pagu"], rows, left=2)
    writer.heading("2.4 Cara Mengukur", 2)
    writer.prose([writer.turn(say.FORMULA), writer.turn(say.ROUNDING)])
    writer.prose(writer.pick(bank("umum")["metode",], 4))
    writer.heading("2.5 Langkah Tahun Berjalan", 2)
    writer.prose(own_bank(writer.agency)["langkah",])


def agreement_grid(writer: Writer, year: int) -> None:
    """Targets of one year."""
    rows = []
    for place, indicator in enumerate(writer.indicators, start=1):
        target = number_or_missing(writer.fact(indicator, year).target, indicator)
        rows.append([str(place), indicator.name, indicator.unit, target])
    writer.grid("2", f"Perjanjian Kinerja Tahun {year}", ["No.", "Indikator", "Satuan", "Target"], rows, left=3)
    untargeted(writer, year)


def untargeted(writer: Writer, year: int) -> None:
    """Say which indicators have no target in a year."""
    for indicator in writer.indicators:
        if writer.fact(indicator, year).target is None:
            writer.say(writer.turn(say.UNTARGETED).format(ind=lower(indicator.name), tahun=year))


def accountability(writer: Writer) -> None:
    """Chapter III."""
    writer.heading("Bab III Akuntabilitas Kinerja", 1)
    writer.heading("3.1 Capaian Kinerja", 2)
    writer.say(writer.turn(say.RESULTS_OPENINGS).format(tahun=writer.year))
    results_grid(writer, writer.year)
    writer.heading("3.2 Analisis per Indikator", 2)
    writer.prose(writer.pick(bank("umum")["kendala data",], 2))
    comparisons = writer.draws.shuffled(bank("umum")["perbandingan",])
    each = 2 if len(writer.indicators) < 5 else 1
    for place, indicator in enumerate(writer.indicators, start=1):
        writer.heading(f"3.2.{place} {indicator.name}", 3)
        fact = writer.fact(indicator, writer.year)
        own = own_bank(writer.agency)[f"indikator: {indicator.name}", "arti"]
        count = MANY if len(own) > MANY else FEW
        writer.prose(writer.pick(own, count))
        years_grid(writer, indicator)
        writer.heading(f"Hasil Tahun {writer.year}", 4)
        result(writer, fact)
        writer.heading("Tahun-tahun Sebelumnya", 4)
        earlier(writer, indicator, comparisons[each * (place - 1) : each * place])
        if fact.value is not None:
            writer.heading("Perkembangan di Dalam Tahun", 4)
            quarter_paragraph(writer, fact)
            place_paragraph(writer, fact)
        reasons(writer, fact, count)
    writer.heading("3.3 Realisasi Anggaran", 2)
    writer.say(writer.turn(say.BUDGET_OPENINGS))
    budget(writer, writer.year)
    writer.heading("3.4 Kendala Data", 2)
    writer.prose(_rest(writer, "kendala data", 4))


def _rest(writer: Writer, section: str, count: int) -> list[str]:
    """Common paragraphs of a section that this report has not used yet."""
    used = {unit.text for block in writer.blocks for unit in getattr(block, "units", ())}
    unused = [each for each in bank("umum")[section,] if writer.fill(each).split(". ")[0] + "." not in used]
    return writer.pick(unused, count)


def results_grid(writer: Writer, year: int) -> None:
    """Target, result and achievement of all indicators in one year."""
    rows = []
    for place, indicator in enumerate(writer.indicators, start=1):
        fact = writer.fact(indicator, year)
        cells = [number_or_missing(each, indicator) for each in (fact.target, fact.value)]
        achieved = MISSING if fact.achievement is None else figure(fact.achievement, 1)
        rows.append([str(place), indicator.name, indicator.unit, *cells, achieved])
    header = ["No.", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    writer.grid("3", f"Target, Realisasi, dan Capaian Tahun {year}", header, rows, left=3)


def years_grid(writer: Writer, indicator: Indicator) -> None:
    """One indicator over the years."""
    rows = []
    for year in writer.spec.years:
        fact = writer.fact(indicator, year)
        cells = [number_or_missing(each, indicator) for each in (fact.target, fact.value)]
        rows.append([str(year), *cells, MISSING if fact.achievement is None else figure(fact.achievement, 1)])
    name = f"{indicator.name} ({indicator.unit}), {writer.spec.years[0]}-{writer.spec.years[-1]}"
    writer.grid("3", name, ["Tahun", "Target", "Realisasi", "Capaian (%)"], rows)


def number_or_missing(value: float | None, indicator: Indicator) -> str:
    """A cell of a table."""
    return MISSING if value is None else figure(value, indicator.decimals)


def result(writer: Writer, fact: Fact) -> None:
    """What is claimed about a result, with neutral sentences in between."""
    claims = sorted(writer.claims_at("hasil", fact.indicator, fact.year), key=lambda claim: ORDER.index(claim.form))
    if fact.value is None:
        writer.say(writer.turn(say.UNREPORTED).format(ind=lower(fact.indicator.name), tahun=fact.year))
        return
    units: list[str | Claim] = []
    for claim in claims:
        units.append(claim)
        if writer.draws.chance(0.5):
            units.append(writer.turn(say.SOURCES))
    middle = (len(units) + 1) // 2 if len(units) > 3 else len(units)
    writer.say(*units[:middle])
    writer.say(*units[middle:])


def earlier(writer: Writer, indicator: Indicator, common: list[str]) -> None:
    """The years before."""
    writer.prose(common)
    for year in writer.spec.years[:-1]:
        claims = sorted(writer.claims_at("banding", indicator, year), key=lambda claim: ORDER.index(claim.form))
        if claims:
            writer.say(*claims, writer.turn(say.SOURCES))
        elif writer.fact(indicator, year).value is None:
            writer.say(say.UNREPORTED[0].format(ind=lower(indicator.name), tahun=year))


def reasons(writer: Writer, fact: Fact, count: int) -> None:
    """Causes and follow-up; the causes go with what the narrative says about the target."""
    own = own_bank(writer.agency)
    name = f"indikator: {fact.indicator.name}"
    good = says_good(writer, fact)
    if good is not None:
        writer.heading("Penyebab", 4)
        part = "sebab baik" if good else "sebab buruk"
        writer.causes(writer.pick(own[name, part], count), fact, good)
    writer.heading("Tindak Lanjut", 4)
    for text in writer.pick(own[name, "lanjut"], count):
        writer.prose([text.replace("{tahun}", str(fact.year))])


def says_good(writer: Writer, fact: Fact) -> bool | None:
    """Whether the section on a result reads as if the target had been reached."""
    if fact.reached is None:
        return None
    turned = any(
        claim.kind is not None and claim.form in ("status", "posisi")
        for claim in writer.claims_at("hasil", fact.indicator, fact.year)
    )
    return fact.reached != turned


def quarter_paragraph(writer: Writer, fact: Fact) -> None:
    """How the year went."""
    if fact.value is None:
        return
    values = year_quarters(writer, fact)
    indicator = fact.indicator
    slots = {f"q{place}": amount(value, indicator) for place, value in enumerate(values, start=1)}
    shifts = [abs(values[place + 1] - values[place]) for place in range(2)]
    largest = shifts.index(max(shifts))
    opening = writer.turn(say.QUARTER_OPENINGS).format(ind=lower(indicator.name), tahun=fact.year, **slots)
    units = [opening]
    if max(shifts) > 0:
        shift = writer.turn(say.QUARTER_SHIFTS).format(
            a=QUARTERS[largest], b=QUARTERS[largest + 1], selisih=gap(max(shifts), indicator)
        )
        units.append(shift)
    units += [writer.turn(say.QUARTER_CLOSINGS), writer.turn(say.QUARTER_CLOSINGS)]
    writer.say(*(sentence(unit) for unit in units))


def gap(value: float, indicator: Indicator) -> str:
    """A difference of two values."""
    text = amount(round(value, indicator.decimals), indicator)
    return text.replace(" persen", " poin persen") if indicator.unit == "persen" else text


def year_quarters(writer: Writer, fact: Fact) -> list[float]:
    """Positions of a year: the same in every report that prints them."""
    name = f"laporan_opd/triwulan/{writer.agency.short}/{fact.indicator.name}/{fact.year}"
    return quarters(fact, Draws(writer.seed, name))


def place_paragraph(writer: Writer, fact: Fact) -> None:
    """How places differ."""
    indicator = fact.indicator
    if fact.value is None or writer.place_kind == "bulan" or not has_details(indicator):
        return
    parts = sorted(writer.parts(fact), key=lambda part: (-part.value, part.name))
    top, middle, bottom = parts[0], parts[len(parts) // 2], parts[-1]
    slots = {
        "jenis": writer.place_kind,
        "banyak": words(len(parts)),
        "tahun": str(fact.year),
        "atas": writer.site(top.name),
        "tengah": writer.site(middle.name),
        "bawah": writer.site(bottom.name),
        "nilai_atas": amount(top.value, indicator),
        "nilai_tengah": amount(middle.value, indicator),
        "nilai_bawah": amount(bottom.value, indicator),
        "selisih": gap(top.value - bottom.value, indicator),
    }
    lists = [say.PLACE_OPENINGS, say.PLACE_LOWS, say.PLACE_GAPS, say.PLACE_MIDDLES, say.PLACE_CLOSINGS]
    writer.say(*(sentence(writer.turn(each).format(**slots)) for each in lists))


def budget(writer: Writer, year: int) -> None:
    """Spending of one year: by indicator with its claims, then by programme."""
    rows = []
    for indicator in writer.indicators:
        fact = writer.fact(indicator, year)
        rows.append(
            [indicator.name, *(figure(each / 1e6, 1) for each in (fact.budget, fact.spent)), figure(fact.absorption, 1)]
        )
    header = ["Indikator", "Pagu", "Serapan", "Persen"]
    writer.grid("3", f"Pagu dan Serapan per Indikator Tahun {year} (juta rupiah)", header, rows)
    common = writer.pick(_unused_budget(writer), 6)
    for place, indicator in enumerate(writer.indicators):
        claims = sorted(writer.claims_at("anggaran", indicator, year), key=lambda claim: ORDER.index(claim.form))
        if claims:
            writer.say(*claims, writer.turn(say.PROGRAMME_CLOSINGS))
        if year == writer.year:
            writer.prose(common[place : place + 1])
    if year == writer.year:
        writer.prose(common[len(writer.indicators) :])
    rows_of = spending(writer.seed)[writer.agency.short, year]
    header = ["Program", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Jumlah"]
    names = [f"realisasi_{each}_rp" for each in ("tw1", "tw2", "tw3", "tw4")]
    cells = [
        [str(row["program"]), *(figure(money(row, name) / 1e6, 1) for name in (*names, "realisasi_rp"))]
        for row in rows_of
    ]
    writer.grid("3", f"Realisasi Belanja Program per Triwulan Tahun {year} (juta rupiah)", header, cells)
    for row in rows_of:
        programme_paragraph(writer, row, year)


def _unused_budget(writer: Writer) -> list[str]:
    return _rest(writer, "anggaran", 12)


def money(row: Row, name: str) -> int:
    """An amount of a row of ``apbd``."""
    return int(str(row[name]))


def programme_paragraph(writer: Writer, row: Row, year: int) -> None:
    """How a programme's money went through the year."""
    slots = {name: rupiah(money(row, f"realisasi_{name}_rp")) for name in ("tw1", "tw2", "tw3", "tw4")}
    slots |= {
        "program": str(row["program"]),
        "tahun": str(year),
        "murni": rupiah(money(row, "pagu_murni_rp")),
        "pagu": rupiah(money(row, "pagu_perubahan_rp")),
        "des": rupiah(money(row, "realisasi_desember_rp")),
        "s1": rupiah(money(row, "realisasi_tw1_rp") + money(row, "realisasi_tw2_rp")),
        "s2": rupiah(money(row, "realisasi_tw3_rp") + money(row, "realisasi_tw4_rp")),
    }
    question = f"Berapa belanja Program {slots['program']} pada Desember {year}?"
    december = writer.turn(say.PROGRAMME_DECEMBERS).format(**slots)
    writer.say(
        writer.turn(say.PROGRAMME_OPENINGS).format(**slots),
        writer.turn(say.PROGRAMME_QUARTERS).format(**slots),
        writer.ask(december, question, slots["des"], (slots["program"], "desember", str(year)), "anggaran"),
        writer.turn(say.PROGRAMME_CLOSINGS),
    )


def closing(writer: Writer, roman: str = "IV", number: str = "4") -> None:
    """The last chapter."""
    writer.heading(f"Bab {roman} Penutup", 1)
    writer.heading(f"{number}.1 Simpulan", 2)
    claims = writer.claims_at("penutup", year=writer.year)
    for start in range(0, len(claims), 3):
        writer.say(*claims[start : start + 3])
    writer.prose(writer.pick(bank("umum")["penutup",], 3))
    writer.heading(f"{number}.2 Saran dan Rencana Perbaikan", 2)
    writer.prose(writer.pick(bank("umum")["saran",], 5))
    risks = writer.draws.pick(say.RISKS, 8)
    rows = [[name, level, step, writer.turn(say.UNITS)] for name, level, step in risks]
    writer.grid(
        "4", "Risiko dan Langkah Pencegahan", ["Risiko", "Tingkat", "Langkah", "Penanggung jawab"], rows, left=4
    )


def appendix(writer: Writer) -> None:
    """Details of the results, then minutes of meetings until the report has its usual length."""
    writer.heading("Lampiran", 1)
    writer.heading("Lampiran 1 Rincian Realisasi", 2)
    writer.say(writer.turn(say.APPENDIX_OPENINGS))
    undivided_rare(writer)
    length = FEWEST_WORDS + writer.draws.below(MOST_WORDS - FEWEST_WORDS)
    for indicator in writer.indicators:
        parts_grid(writer, writer.fact(indicator, writer.year))
    writer.heading("Lampiran 2 Posisi Triwulanan", 2)
    quarters_grid(writer, writer.year)
    writer.heading("Lampiran 3 Daftar Istilah", 2)
    writer.grid("L", "Istilah yang Dipakai", ["Istilah", "Arti"], [list(each) for each in say.GLOSSARY], left=2)
    writer.heading("Lampiran 4 Notula Ringkas Rapat Evaluasi", 2)
    for month in range(12):
        minutes(writer, writer.year, month)
    for year in writer.spec.years[-2::-1]:
        if writer.words < length:
            writer.heading(f"Lampiran {5 + writer.year - 1 - year} Rincian Realisasi dan Belanja Tahun {year}", 2)
            for indicator in writer.indicators:
                parts_grid(writer, writer.fact(indicator, year))
            quarters_grid(writer, year)
            for row in spending(writer.seed)[writer.agency.short, year]:
                programme_paragraph(writer, row, year)
            if writer.words < length:
                writer.heading(f"Notula Ringkas Rapat Evaluasi Tahun {year}", 3)
                for month in range(12):
                    minutes(writer, year, month)


def undivided_rare(writer: Writer) -> None:
    """Say which results are not divided because they count too few persons."""
    for indicator in writer.indicators:
        if too_rare(indicator, len(health_centres())):
            writer.say(*(sentence(text.format(ind=lower(indicator.name))) for text in health.TOO_RARE))


def parts_grid(writer: Writer, fact: Fact) -> None:
    """A year's result by place or month."""
    if fact.value is None or not has_details(fact.indicator):
        return
    parts = writer.parts(fact)
    whole_grid(writer, fact, parts, writer.place_kind.capitalize())


def whole_grid(writer: Writer, fact: Fact, parts: list[Part], divided_by: str) -> None:
    """The parts of a result and their whole; in the long form one of the rows is asked for."""
    assert fact.value is not None
    indicator = fact.indicator
    rows = [[part.name, *cells(part, indicator)] for part in parts]
    # The residents of a month are those of the year.
    monthly_rate = kind(indicator) == "angka" and divided_by == "Bulan"
    base = parts[0].base if monthly_rate else sum(part.base for part in parts)
    total = Part("Jumlah", base, sum(part.hits for part in parts), fact.value)
    rows.append([total.name, *cells(total, indicator)])
    tags: dict[int, object] = {}
    if writer.spec.long and divided_by != "Bulan":
        place = writer.draws.below(len(parts))
        name = lower(indicator.name)
        question = f"Menurut tabel lampiran, berapa {name} di {writer.site(parts[place].name)} pada tahun {fact.year}?"
        answer = number_or_missing(parts[place].value, indicator)
        tags[place] = writer.ask("", question, answer, (parts[place].name, str(fact.year), name), "tabel").tag
    title = f"{indicator.name} menurut {divided_by}, Tahun {fact.year}"
    writer.grid("L", title, [divided_by, *columns(indicator)], rows, tags=tags)


def cells(part: Part, indicator: Indicator) -> list[str]:
    """Cells of one part, to go under `columns`."""
    value = figure(part.value, indicator.decimals)
    return {
        "bagian": [figure(part.base), figure(part.hits), value],
        "angka": [figure(part.base), figure(part.hits), value],
        "rata-rata": [figure(part.base), value],
        "jumlah": [value],
    }[kind(indicator)]


def quarters_grid(writer: Writer, year: int) -> None:
    """Positions at the end of each quarter."""
    rows = []
    for indicator in writer.indicators:
        fact = writer.fact(indicator, year)
        if fact.value is not None:
            rows.append([indicator.name, *(figure(each, indicator.decimals) for each in year_quarters(writer, fact))])
    header = ["Indikator", *(f"Triwulan {each}" for each in QUARTERS)]
    writer.grid("L", f"Posisi Akhir Triwulan Tahun {year}", header, rows)


def minutes(writer: Writer, year: int, month: int) -> None:
    """Minutes of one month's meeting."""
    indicator = writer.turn(tuple(each.name for each in writer.indicators))
    present = 9 + writer.draws.below(34)
    slots = {
        "bulan": say.MONTHS[month],
        "tahun": str(year),
        "hadir": str(present),
        "ind": lower(indicator),
    }
    opening = sentence(writer.turn(say.MEETING_OPENINGS).format(**slots))
    question = f"Berapa orang yang hadir dalam rapat evaluasi bulan {slots['bulan']} {year}?"
    units: list[str | Unit] = [writer.ask(opening, question, str(present), (f"{slots['bulan']} {year}",), "notula")]
    sites = tuple(writer.site(name) for name in writer.places()) if writer.place_kind != "bulan" else say.UNITS
    for _ in range(2):
        site = writer.turn(sites)
        units.append(sentence(writer.turn(say.MEETING_ISSUES).format(tempat=site, kecil=2 + writer.draws.below(6))))
    decision = writer.turn(say.MEETING_DECISIONS).format(
        tanggal=3 + writer.draws.below(25), unit=writer.turn(say.UNITS), kecil2=2 + writer.draws.below(5)
    )
    writer.say(*units, sentence(decision))

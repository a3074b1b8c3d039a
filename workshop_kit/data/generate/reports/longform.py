"""The long report of the health agency: four years, every activity, district and puskesmas."""

import math

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.people.wilayah import catchments, districts
from workshop_kit.data.generate.performance.indicators import Indicator
from workshop_kit.data.generate.reports import health, report
from workshop_kit.data.generate.reports import sentences as say
from workshop_kit.data.generate.reports.breakdown import FEWEST, Part, kind, parts_of, rate_by_month, split, whole
from workshop_kit.data.generate.reports.claims import amount, lower, sentence
from workshop_kit.data.generate.reports.facts import Fact
from workshop_kit.data.generate.reports.layout import Unit
from workshop_kit.data.generate.reports.numerals import figure, words
from workshop_kit.data.generate.reports.prose import bank, own_bank
from workshop_kit.data.generate.reports.writer import SENTENCE_END, Writer, has_details, health_centres, served


def write(writer: Writer) -> None:
    """Write all parts of the long form."""
    report.front(writer)
    report.introduction(writer)
    report.planning(writer)
    for year in writer.spec.years[:-1]:
        report.agreement_grid(writer, year)
    _accountability(writer)
    _activities(writer)
    _districts(writer)
    _centres(writer)
    report.closing(writer, "VII", "7")
    _appendix(writer)


def _accountability(writer: Writer) -> None:
    """Chapter III: an own section for each indicator and year."""
    writer.heading("Bab III Akuntabilitas Kinerja", 1)
    writer.heading("3.1 Capaian Kinerja", 2)
    writer.say(writer.turn(say.RESULTS_OPENINGS).format(tahun=writer.year))
    for year in writer.spec.years[::-1]:
        report.results_grid(writer, year)
    writer.heading("3.2 Analisis per Indikator", 2)
    writer.prose(bank("umum")["perbandingan",][:4])
    for place, indicator in enumerate(writer.indicators, start=1):
        writer.heading(f"3.2.{place} {indicator.name}", 3)
        writer.prose(own_bank(writer.agency)[f"indikator: {indicator.name}", "arti"])
        report.years_grid(writer, indicator)
        for number, year in enumerate(writer.spec.years, start=1):
            _year(writer, writer.fact(indicator, year), f"3.2.{place}.{number}")
    writer.heading("3.3 Realisasi Anggaran", 2)
    writer.say(writer.turn(say.BUDGET_OPENINGS))
    for number, year in enumerate(writer.spec.years, start=1):
        writer.heading(f"3.3.{number} Tahun {year}", 3)
        report.budget(writer, year)
    writer.heading("3.4 Kendala Data", 2)
    writer.prose(bank("umum")["kendala data",])


def _year(writer: Writer, fact: Fact, number: str) -> None:
    writer.heading(f"{number} Tahun {fact.year}", 4)
    report.result(writer, fact)
    report.quarter_paragraph(writer, fact)
    report.place_paragraph(writer, fact)
    own = own_bank(writer.agency)
    name = f"indikator: {fact.indicator.name}"
    good = report.says_good(writer, fact)
    if good is not None:
        writer.heading(f"Penyebab ({fact.indicator.name}, {fact.year})", 4)
        part = "sebab baik" if good else "sebab buruk"
        same = [
            year for year in writer.spec.years if report.says_good(writer, writer.fact(fact.indicator, year)) == good
        ]
        writer.causes(_share(own[name, part], same.index(fact.year), len(same)), fact, good)
    writer.heading(f"Tindak lanjut ({fact.indicator.name}, {fact.year})", 4)
    follow_up = _share(own[name, "lanjut"], writer.spec.years.index(fact.year), len(writer.spec.years))
    writer.prose(text.replace("{tahun}", str(fact.year)) for text in follow_up)


def _share(paragraphs: list[str], place: int, of: int) -> list[str]:
    """The part of hand-written paragraphs that falls to one of several years."""
    return paragraphs[place::of]


def _activities(writer: Writer) -> None:
    """Chapter IV: what was done, with a sentence of its own for each activity."""
    writer.heading("Bab IV Kegiatan dan Keluaran", 1)
    rows: list[list[str]] = []
    outputs: list[list[int]] = []
    for name, unit, usual, _ in health.ACTIVITIES:
        numbers = [max(1, round(usual * writer.draws.lognormal(0.12))) for _ in writer.spec.years]
        if usual == len(health_centres()):
            numbers = [min(usual, number) for number in numbers]
        outputs.append(numbers)
        rows.append([name, unit, *(figure(each) for each in numbers)])
    writer.outputs = outputs
    writer.heading("4.1 Ringkasan Keluaran", 2)
    header = ["Kegiatan", "Yang dihitung", *(str(year) for year in writer.spec.years)]
    writer.grid("4", f"Keluaran Kegiatan {writer.spec.years[0]}-{writer.year}", header, rows, left=2)
    writer.heading("4.2 Uraian Kegiatan", 2)
    for place, ((name, unit, _, work), numbers) in enumerate(zip(health.ACTIVITIES, outputs, strict=True), start=1):
        writer.heading(f"4.2.{place} {name}", 3)
        shown = [figure(each) for each in numbers]
        opening = writer.turn(health.ACTIVITY_OPENINGS).format(tahun=writer.year, n=shown[-1], satuan=unit)
        question = f"Berapa {unit} dalam kegiatan {name} pada tahun {writer.year}?"
        writer.say(
            work,
            writer.ask(opening, question, shown[-1], (name,), "kegiatan"),
            writer.turn(health.ACTIVITY_BEFORE).format(a=shown[0], b=shown[1], c=shown[2]),
            writer.turn(health.ACTIVITY_CLOSINGS),
            writer.turn(health.ACTIVITY_CLOSINGS),
        )
        if _own_activity(place - 1):
            shares = _output_shares(writer, place - 1, writer.year)
            names = [row["puskesmas"] for row in health_centres()]
            most, least = shares.index(max(shares)), shares.index(min(shares))
            slots = {"atas": names[most], "a": figure(shares[most]), "bawah": names[least], "b": figure(shares[least])}
            writer.say(writer.turn(health.SHARE_TEXTS).format(**slots))


def _local_cell(part: Part | None, indicator: Indicator) -> str:
    return report.MISSING if part is None else figure(part.value, indicator.decimals)


def _districts(writer: Writer) -> None:
    """Chapter V: the puskesmas' numbers, added up by kecamatan."""
    writer.heading("Bab V Kinerja menurut Kecamatan", 1)
    for place, district in enumerate(districts(), start=1):
        writer.heading(f"5.{place} Kecamatan {district}", 2)
        names = [row["puskesmas"] for row in health_centres() if row["kecamatan"] == district]
        writer.say(writer.turn(health.DISTRICT_OPENINGS).format(kecamatan=district, banyak=words(len(names))))
        table: dict[str, list[Part | None]] = {}
        for indicator in writer.divided_indicators:
            table[indicator.name] = [_district_part(writer, indicator, year, names) for year in writer.spec.years]
        rows = [
            [each.name, *(_local_cell(part, each) for part in table[each.name])] for each in writer.divided_indicators
        ]
        header = ["Indikator", *(str(year) for year in writer.spec.years)]
        writer.grid("5", f"Indikator Kecamatan {district}", header, rows)
        for column, year in enumerate(writer.spec.years):
            _district_year(writer, {name: parts[column] for name, parts in table.items()}, year)


def _district_part(writer: Writer, indicator: Indicator, year: int, names: list[str]) -> Part | None:
    fact = writer.fact(indicator, year)
    if fact.value is None:
        return None
    own = [part for part in writer.parts(fact) if part.name in names]
    return Part("", sum(part.base for part in own), sum(part.hits for part in own), whole(own, indicator))


def _district_year(writer: Writer, parts: dict[str, Part | None], year: int) -> None:
    known = [each for each in writer.divided_indicators if parts[each.name] is not None]
    chosen = writer.draws.shuffled(known)[:4]
    units = []
    # Pairs; of three the third is left out.
    for one, other in zip(chosen[::2], chosen[1::2], strict=False):
        one_part, other_part = parts[one.name], parts[other.name]
        assert one_part is not None and other_part is not None
        text = writer.turn(health.DISTRICT_YEARS).format(
            tahun=year,
            ind=lower(one.name),
            lain=lower(other.name),
            a=amount(one_part.value, one),
            b=amount(other_part.value, other),
        )
        units.append(sentence(text))
    writer.say(*units, writer.turn(health.DISTRICT_CLOSINGS))


def _centres(writer: Writer) -> None:
    """Chapter VI: every puskesmas."""
    writer.heading("Bab VI Profil Puskesmas", 1)
    for place, row in enumerate(health_centres(), start=1):
        name = row["puskesmas"]
        writer.heading(f"6.{place} {name}", 2)
        slots = {"nama": name, "kelurahan": row["kelurahan"], "kecamatan": row["kecamatan"]}
        units: list[str | Unit] = [writer.turn(health.PROFILE_OPENINGS).format(**slots)]
        for text, question, most, word in writer.draws.pick(health.PROFILE_COUNTS, 6):
            number = figure(most // 3 + writer.draws.below(most - most // 3) + 1)
            said = text.format(nama=name, n=number)
            units.append(writer.ask(said, question.format(nama=name), number, (name, word), "profil"))
        writer.say(*units)
        _centre_numbers(writer, name)
        note = writer.turn(say.MEETING_ISSUES).format(tempat=name, kecil=2 + writer.draws.below(6))
        writer.say(writer.turn(health.PROFILE_ISSUES), note, writer.turn(health.PROFILE_PLANS))


def _centre_numbers(writer: Writer, name: str) -> None:
    rows, moves = [], []
    for indicator in writer.divided_indicators:
        parts = [_own_part(writer, writer.fact(indicator, year), name) for year in writer.spec.years]
        rows.append([indicator.name, *(_local_cell(part, indicator) for part in parts)])
        first, last = parts[0], parts[-1]
        if first is not None and last is not None:
            moves.append((indicator, first, last))
    units = []
    for indicator, first, last in writer.draws.pick(moves, 4):
        slots = {"ind": lower(indicator.name), "a": amount(first.value, indicator), "b": amount(last.value, indicator)}
        units.append(sentence(writer.turn(health.PROFILE_MOVES).format(**slots)))
    indicator, _, last = writer.draws.one_of(moves)
    above = sum(part.value > last.value for part in writer.parts(writer.fact(indicator, writer.year)))
    rank = writer.turn(health.PROFILE_RANKS).format(
        ind=lower(indicator.name), r=above + 1, lebih=words(above) if above else "tidak satu pun"
    )
    if above or "Sebanyak" not in rank:
        units.append(sentence(rank))
    writer.say(*units)
    writer.grid("6", f"Indikator Wilayah Kerja {name}", ["Indikator", *(str(year) for year in writer.spec.years)], rows)


def _own_part(writer: Writer, fact: Fact, name: str) -> Part | None:
    if fact.value is None:
        return None
    return next(part for part in writer.parts(fact) if part.name == name)


def _appendix(writer: Writer) -> None:
    writer.heading("Lampiran", 1)
    writer.heading("Lampiran 1 Rincian Realisasi menurut Puskesmas", 2)
    writer.say(writer.turn(say.APPENDIX_OPENINGS))
    report.undivided_rare(writer)
    for year in writer.spec.years[::-1]:
        _residents_grid(writer, year)
        for indicator in writer.indicators:
            report.parts_grid(writer, writer.fact(indicator, year))
    writer.heading("Lampiran 2 Rincian Realisasi menurut Bulan", 2)
    for year in writer.spec.years[::-1]:
        for indicator in writer.indicators:
            _months_grid(writer, writer.fact(indicator, year))
        _supplies_grid(writer, year)
    writer.heading("Lampiran 3 Posisi Triwulanan", 2)
    for year in writer.spec.years[::-1]:
        report.quarters_grid(writer, year)
    writer.heading("Lampiran 4 Catatan Triwulan", 2)
    for year in writer.spec.years:
        for quarter in range(3):
            _quarter_note(writer, year, quarter)
    writer.heading("Lampiran 5 Rencana Aksi", 2)
    for year in writer.spec.years[1:]:
        _actions_grid(writer, year + 1)
    writer.heading("Lampiran 6 Sarana, Keluaran, dan Kepuasan menurut Puskesmas", 2)
    _facilities_grid(writer)
    _schedule_grid(writer)
    for year in writer.spec.years[::-1]:
        _outputs_grids(writer, year)
        _survey_grid(writer, year)
    writer.heading("Lampiran 7 Tanya Jawab Konsultasi Publik", 2)
    for question, answer in health.CONSULTATION:
        asked = writer.ask(
            answer, f"Menurut tanya jawab konsultasi publik: {question}", answer, (answer,), "tanya jawab"
        )
        writer.say(question, asked)
    writer.heading("Lampiran 8 Catatan Kunjungan Pembina Wilayah", 2)
    for row in health_centres():
        _visit(writer, row["puskesmas"])
    writer.heading("Lampiran 9 Daftar Istilah", 2)
    writer.grid("L", "Istilah yang Dipakai", ["Istilah", "Arti"], [list(each) for each in say.GLOSSARY], left=2)
    writer.heading("Lampiran 10 Notula Ringkas Rapat Evaluasi", 2)
    for year in writer.spec.years:
        writer.heading(f"Tahun {year}", 3)
        for month in range(12):
            report.minutes(writer, year, month)


def _residents_grid(writer: Writer, year: int) -> None:
    """Men and women by puskesmas; not by age, which could give away cells that ``penduduk`` hides."""
    villages = catchments()
    rows = []
    for name, people in served(writer.seed, year).items():
        men, women = people["L"], people["P"]
        rows.append([len(villages[name]), men, women, men + women])
    sums = [sum(column) for column in zip(*rows, strict=True)]
    names = [*served(writer.seed, year), "Jumlah"]
    cells = [[name, *map(figure, row)] for name, row in zip(names, [*rows, sums], strict=True)]
    header = ["Puskesmas", "Kelurahan", "Laki-laki", "Perempuan", "Penduduk"]
    writer.grid("L", f"Penduduk Wilayah Kerja menurut Puskesmas, Tahun {year}", header, cells)


def _supplies_grid(writer: Writer, year: int) -> None:
    """How much of the need for drugs and vaccines was in stock."""
    rows = []
    for month in say.MONTHS:
        rows.append([month, *(figure(84 + 16 * writer.draws.uniform(), 1) for _ in health.SUPPLIES)])
    writer.say(health.SUPPLIES_TEXT.format(tahun=year))
    writer.grid("L", f"Persediaan Setiap Bulan Tahun {year} (persen kebutuhan)", ["Bulan", *health.SUPPLIES], rows)


def _months_grid(writer: Writer, fact: Fact) -> None:
    if fact.value is None or not has_details(fact.indicator):
        return
    draws = Draws(writer.seed, f"laporan_opd/bulan/{writer.agency.short}/{fact.indicator.name}/{fact.year}")
    indicator = fact.indicator
    months, people = list(say.MONTHS), [sum(each.values()) for each in served(writer.seed, fact.year).values()]
    if kind(indicator) == "angka":
        parts = rate_by_month(fact, months, draws, sum(people))
    else:
        parts = parts_of(fact, months, draws, people)
    report.whole_grid(writer, fact, parts, "Bulan")
    top = max(parts, key=lambda part: part.value)
    bottom = min(parts, key=lambda part: part.value)
    slots = {
        "atas": top.name,
        "bawah": bottom.name,
        "a": amount(top.value, indicator),
        "b": amount(bottom.value, indicator),
    }
    opening = f"Tabel ini memuat {lower(indicator.name)} setiap bulan tahun {fact.year}."
    writer.say(opening, writer.turn(health.MONTH_TEXTS).format(**slots), writer.turn(health.MONTH_CLOSINGS))


def _quarter_note(writer: Writer, year: int, quarter: int) -> None:
    """Provisional numbers of a quarter, never the last one: that would be the year's result."""
    units = [writer.turn(health.QUARTERLY_OPENINGS).format(q=health.ROMAN[quarter], tahun=year)]
    for indicator in writer.indicators:
        fact = writer.fact(indicator, year)
        if fact.value is not None:
            value = amount(report.year_quarters(writer, fact)[quarter], indicator)
            units.append(sentence(writer.turn(health.QUARTERLY_ITEMS).format(ind=lower(indicator.name), a=value)))
    count = 12 + writer.draws.below(15)
    closing = writer.turn(health.QUARTERLY_CLOSINGS).format(n=count)
    writer.say(*units, closing)


def _actions_grid(writer: Writer, year: int) -> None:
    rows = []
    for indicator in writer.indicators:
        for quarter in health.ROMAN:
            rows.append([quarter, indicator.name, writer.turn(health.ACTIONS), writer.turn(health.TEAMS)])
    writer.grid("L", f"Rencana Aksi Tahun {year}", ["TW", "Indikator", "Langkah", "Pelaksana"], rows, left=4)


def _facilities_grid(writer: Writer) -> None:
    most = (4, 3, 6, 14, 22)
    rows = []
    for row in health_centres():
        rows.append([row["puskesmas"], *(str(1 + writer.draws.below(each)) for each in most)])
    sums = [str(sum(int(row[column]) for row in rows)) for column in range(1, len(most) + 1)]
    rows.append(["Jumlah", *sums])
    writer.grid("L", f"Sarana menurut Puskesmas, Akhir {writer.year}", ["Puskesmas", *health.FACILITIES], rows)


def _schedule_grid(writer: Writer) -> None:
    rows = [[name, writer.draws.one_of(say.MONTHS), writer.turn(health.TEAMS)] for name, _, _, _ in health.ACTIVITIES]
    title = f"Jadwal Awal Kegiatan Tahun {writer.year + 1}"
    writer.grid("L", title, ["Kegiatan", "Mulai", "Pelaksana"], rows, left=3)


def _own_activity(place: int) -> bool:
    """Whether puskesmas do an activity themselves."""
    return health.ACTIVITIES[place][2] > 4 * len(health_centres())


def _output_shares(writer: Writer, place: int, year: int) -> list[int]:
    """A year's output of an activity by puskesmas."""
    draws = Draws(writer.seed, f"laporan_opd/keluaran/{health.ACTIVITIES[place][0]}/{year}")
    weights = [draws.lognormal(0.3) for _ in health_centres()]
    return split(writer.outputs[place][year - writer.spec.years[0]], weights, least=FEWEST)


def _outputs_grids(writer: Writer, year: int) -> None:
    """The year's outputs of the activities that puskesmas do themselves, divided among them."""
    own = [place for place in range(len(health.ACTIVITIES)) if _own_activity(place)]
    for start in range(0, len(own), 5):
        chosen = own[start : start + 5]
        columns = []
        for place in chosen:
            columns.append(_output_shares(writer, place, year))
        rows = [
            [row["puskesmas"], *(figure(column[place]) for column in columns)]
            for place, row in enumerate(health_centres())
        ]
        rows.append(["Jumlah", *(figure(sum(column)) for column in columns)])
        header = ["Puskesmas", *(f"Kegiatan 4.2.{place + 1}" for place in chosen)]
        writer.grid("L", f"Keluaran Kegiatan menurut Puskesmas, Tahun {year}", header, rows)


def _survey_grid(writer: Writer, year: int) -> None:
    rows = []
    for row in health_centres():
        level = 78 + 10 * writer.draws.uniform()
        rows.append([row["puskesmas"], *(figure(level + 4 * writer.draws.normal(), 1) for _ in health.SURVEY)])
    best = max(rows, key=lambda row: (mean(row), row[0]))
    worst = min(rows, key=lambda row: (mean(row), row[0]))
    sums = [sum(number(row[column]) for row in rows) for column in range(1, len(health.SURVEY) + 1)]
    text = writer.turn(health.SURVEY_TEXTS).format(
        tahun=year,
        atas=best[0],
        bawah=worst[0],
        kuat=health.SURVEY[sums.index(max(sums))].lower(),
        lemah=health.SURVEY[sums.index(min(sums))].lower(),
    )
    writer.say(*SENTENCE_END.split(text))
    title = f"Nilai Survei Kepuasan menurut Puskesmas dan Unsur, Tahun {year} (0-100)"
    writer.grid("L", title, ["Puskesmas", *health.SURVEY], rows)


def number(cell: str) -> float:
    """A cell as a number."""
    return float(cell.replace(".", "").replace(",", "."))


def mean(row: list[str]) -> float:
    """Mean of the cells after the first."""
    return math.fsum(number(cell) for cell in row[1:]) / (len(row) - 1)


def _visit(writer: Writer, name: str) -> None:
    month, hours = writer.draws.one_of(say.MONTHS), 2 + writer.draws.below(5)
    opening = writer.turn(health.VISIT_OPENINGS).format(nama=name, bulan=month, tahun=writer.year, n=hours)
    question = f"Pada bulan apa tahun {writer.year} pembina wilayah mengunjungi {name}?"
    units: list[str | Unit] = [writer.ask(opening, question, month, (name, "embina wilayah"), "kunjungan")]
    for _ in range(3):
        units.append(writer.turn(health.VISIT_FINDINGS).format(n=FEWEST + writer.draws.below(23)))
    writer.say(*units, writer.turn(health.VISIT_ADVICE), writer.turn(health.VISIT_ADVICE))

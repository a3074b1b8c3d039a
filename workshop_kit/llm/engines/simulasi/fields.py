"""One field of a form: what it asks for, by its name and description, and where a text says it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workshop_kit.llm.engines.simulasi import places, values
from workshop_kit.llm.engines.simulasi.judging import how_true
from workshop_kit.llm.engines.simulasi.sentences import Sentence, sentences
from workshop_kit.llm.engines.simulasi.summary import key_sentences
from workshop_kit.llm.engines.simulasi.values import Value
from workshop_kit.llm.engines.simulasi.words import fold, stem, stems, word_set, words

# A form is filled from the beginning of a document.
_LONGEST = 40_000
_LINE = re.compile(r"^[ \t>*-]{0,6}([A-Za-z][\w /().-]{0,40}?)[ \t]{0,20}:[ \t]{0,8}(\S[^\n]{0,400})$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"<([A-Z]{2,12})_\d{1,4}>")
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b")
_PHONE = re.compile(r"(?<![\w.])(?:\+62|0)\d(?:[\d -]{6,16})\d(?!\w)")
_SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_LETTER_NUMBER = re.compile(r"\b(?=[\w./-]{0,60}[/-])(?=[\w./-]{0,60}\d)[A-Z0-9]{1,12}(?:[./-][A-Z0-9]{1,12}){1,8}\b")
# A number after these names something and counts nothing.
_COUNTING = re.compile(
    r"\b(?:kelas|lantai|nomor|no\.?|pasal|ayat|tahap|blok|gang|km|versi|pekan ke"
    r"|ke)[ \t-]{0,2}(?:\d{1,3} (?:dan|sampai) )?$",
    re.IGNORECASE,
)
_RT = re.compile(r"\b(?:RT|rt|Rt)\.?[ \t]{0,2}(\d{1,3})\b")
_RECIPIENT = re.compile(
    r"\b(?:Kepada[ \t]{1,3})?(?:Yth|yth|YTH)\.?:?[ \t]{1,3}([^\n,.;]{3,80})|\bKepada[ \t]{1,3}([A-Z][^\n,.;]{3,80})"
)
_HEAD = re.compile(r"\b(?:diketuai|dipimpin|dikepalai|chaired by|led by)[ \t](?:oleh[ \t])?([^\n,.;]{3,60})")
_REASON = re.compile(
    r"\b(?:dengan alasan|karena|sebab|akibat|disebabkan(?: oleh)?|lantaran|because(?: of)?"
    r"|due to)[ \t]([^\n.;,]{3,160})",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:mohon(?: kiranya)?|tolong|minta(?: ada| agar| supaya)?|memohon(?: bantuan)?|mengajukan permohonan"
    r"|harap|berharap(?: agar)?|semoga"
    r"|please|kami usul\w{0,4}|usul\w{0,3}(?: saja)?,?)[ \t]((?:[^\n.;!?]|\.(?=\d)){3,200})",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"(?:^|[.\n][ \t]{0,4})((?:[A-Z][\w-]{1,20}[ \t]){1,5})(?:melaporkan|meminta|memohon|mengusulkan"
    r"|menyampaikan|reports)\b"
)
_MY_NAME = re.compile(
    r"\b(?:nama saya|saya bernama|perkenalkan saya|my name is|a\.n\.|atas nama)[ \t]((?:[A-Z][\w'.-]{1,20}[ \t]?){1,4})"
)
_EVENT = re.compile(
    r"\b((?:[Rr]apat|[Ss]osialisasi|[Pp]elatihan|[Mm]usyawarah|[Uu]pacara|[Kk]erja bakti|[Ss]eminar"
    r"|[Ll]okakarya|[Bb]imbingan teknis)(?:[ \t][\w-]{2,20}){0,4}?)"
    r"(?=[ \t](?:di|pada|akan|yang|dihadiri|tanggal|berlangsung|dengan|dan|untuk|[A-Z][a-z]{1,10},)|[.,;\n]|$)"
)
_HEADING_OF_LETTER = re.compile(r"^(?:PEMERINTAH|DINAS|BADAN|KECAMATAN|SEKRETARIAT)\b", re.MULTILINE)

_MONEY_WORDS = word_set(
    """rupiah biaya harga tagihan tarif denda anggaran pagu iuran honor honorarium kontrak retribusi dana uang
    realisasi cost price amount     fee budget rp ongkos belanja bayar sanksi tunggakan"""
)
# Words that say what sort of value is wanted, not which one.
_GENERAL = word_set(
    """jumlah banyak banyaknya besar besarnya nilai angka total dalam berapa nomor tanggal tgl date waktu lama apa
    apakah ada rupiah persen     persentase per yang nama tempat lokasi kejadian surat dari number count name
    sebutkan isi perkiraan diminta tulis ditulis format null     jika bila tidak disebut teks string integer
    satuan meter iso bilangan bulat sudah kali hari setiap data desimal"""
)
_UNITS = {
    "cm": "cm sentimeter",
    "m": "m meter",
    "km": "km kilometer",
    "hektare": "hektare hektar ha",
    "ton": "ton",
    "kg": "kg kilogram",
    "jam": "jam",
    "menit": "menit",
    "hari": "hari",
    "tahun": "tahun",
    "dosis": "dosis",
    "liter": "liter",
}
# What may stand between a word such as "sejak" and the date.
_DAY = r"(?: tanggal| hari)?[ \t]*(?:\w{4,7},?[ \t]*)?$"
_ROLES: Mapping[str, tuple[frozenset[str], re.Pattern[str]]] = {
    "until": (
        word_set("tenggat batas deadline konfirmasi jatuh tempo due paling lambat"),
        re.compile(r"(?:paling lambat|selambat\S{0,12}|sebelum|before|batas\w{0,8}|tenggat|by)" + _DAY, re.IGNORECASE),
    ),
    "from": (
        word_set("mulai awal start berlaku sejak dimulai"),
        re.compile(r"(?:mulai|sejak|dimulai|terhitung|berlaku|from|starting)" + _DAY, re.IGNORECASE),
    ),
    "to": (
        word_set("selesai akhir end berakhir sampai"),
        re.compile(r"(?:selesai|berakhir|sampai(?: dengan)?|hingga|s\.d\.|until)" + _DAY, re.IGNORECASE),
    ),
}
_HARM = word_set(
    """korban luka terluka jatuh terjatuh meninggal tewas digigit menggigit tersetrum pingsan mual muntah sesak
    dirawat cedera patah keracunan fell     injured hurt died tertabrak hanyut"""
)
_AGAIN = word_set("berulang sering berkali selalu lagi kerap again often repeatedly")
_NEGATIONS = word_set("tidak belum bukan tanpa nihil no not without never")


@dataclass(frozen=True)
class Source:
    """A document with what can be found in it, each found once."""

    whole: str

    @cached_property
    def text(self) -> str:
        """Its beginning."""
        return self.whole[:_LONGEST]

    @cached_property
    def lines(self) -> list[tuple[frozenset[str], str, str]]:
        """Lines "name: value": stems of the name, the name, the value."""
        return [
            (frozenset(_plain_words(match.group(1))), match.group(1), match.group(2).strip())
            for match in _LINE.finditer(self.text)
        ]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences."""
        return sentences(self.text)

    @cached_property
    def dates(self) -> list[Value]:
        """Its dates."""
        return values.dates(self.text)

    @cached_property
    def money(self) -> list[Value]:
        """Its amounts of money."""
        return values.money(self.text)

    @cached_property
    def percents(self) -> list[Value]:
        """Its percentages."""
        return values.percents(self.text)

    @cached_property
    def years(self) -> list[Value]:
        """Its years."""
        return values.years(self.text)

    @cached_property
    def numbers(self) -> list[Value]:
        """Numbers that are no part of a date, an amount or a percentage."""
        taken = sorted(
            (each.start, each.end) for each in [*self.dates, *self.money, *values.clocks(self.text), *_rts(self.text)]
        )
        starts = {place for start, end in taken for place in range(start, end)}
        return [
            each
            for each in values.numbers(self.text)
            if each.start not in starts and not _COUNTING.search(self.text[max(0, each.start - 14) : each.start])
        ]


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes
    ----------
    name, description : str
        As the schema has them; the description also holds those of what it is part of.
    """

    name: str
    description: str

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Words of the name."""
        return tuple(_plain_words(self.name))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Words of name and description."""
        return (*self.own, *_plain_words(self.description))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems that say which value is wanted."""
        special = [word for word in self.said if word not in _GENERAL]
        return frozenset(stems(" ".join(special or self.own)))

    def has(self, *wanted: str) -> bool:
        """Whether one of some words stands in its name or description."""
        return any(each in self.said for each in wanted)


def text_value(field: Field, source: Source) -> str | None:
    """What a text says for a field of text; None if nothing is found."""
    kind = _kind(field)
    line = line_value(field, source)
    if line is not None and kind not in ("date", "clock", "village", "district", "duration"):
        return _without_role(line)
    if kind is not None:
        found = _FINDERS[kind](field, source)
        return found if found is not None else (line if line and kind != "date" else None)
    if line is not None:
        return line
    return _following(field, source) or _done_to(field, source)


def number_value(field: Field, source: Source) -> float | None:
    """The number that a text says for a field."""
    if field.has("persen", "persentase", "percent", "%"):
        return _nearest(field, source.percents, source)
    if (
        field.has("tahun", "year")
        and not field.has("umur", "usia", "age", "lama")
        and not _MONEY_WORDS & set(field.own)
    ):
        found = _nearest(field, source.years, source, alone=True)
        if found is not None:
            return found
    if _MONEY_WORDS & set(field.said) or (_is_money(source) and not source.numbers):
        found = _nearest(field, source.money, source, alone=True)
        if found is not None or field.has("rupiah", "rp"):
            return found
    line = line_value(field, source)
    if line is not None and (found_in := values.money(line) or values.numbers(line)):
        return float(found_in[0].value)
    if field.has("umur", "usia", "age"):
        aged = re.search(
            r"\b(?:umur\w{0,4}|usia\w{0,4}|berumur|berusia|aged?)\D{0,24}(\d{1,3})|(\d{1,3})[ \t](?:tahun|years old)",
            source.text,
        )
        return float(aged.group(1) or aged.group(2)) if aged else None
    return _nearest(field, source.numbers, source)


def truth_value(field: Field, source: Source) -> bool:
    """Whether a text says that something is so; false if it says nothing of it."""
    if field.has("mendesak", "darurat", "gawat", "urgent", "segera", "emergency", "kritis"):
        return (how_true(source.text, "mendesak") or 0.0) >= 0.45
    wanted: frozenset[str]
    if field.has("korban", "luka", "cedera", "victims", "injured", "casualties"):
        wanted = _HARM
    elif field.has("berulang", "sering", "repeated", "recurring"):
        wanted = _AGAIN
    else:
        wanted = frozenset(word for word in field.said if word not in _GENERAL and len(word) > 2)
    line = line_value(field, source)
    if line is not None:
        return words(line)[:1] not in (["tidak"], ["belum"], ["bukan"], ["no"], ["nihil"])
    wanted_stems = frozenset(stems(" ".join(wanted)))
    for sentence in source.sentences:
        said = words(sentence.text)
        for place, word in enumerate(said):
            named = word in wanted or (wanted is not _HARM and stem(word) in wanted_stems)
            if named and not _NEGATIONS & set(said[max(0, place - 4) : place]):
                return True
    return False


def list_values(field: Field, source: Source) -> list[str]:
    """The items that a text lists for a field."""
    line = line_value(field, source)
    if line is not None:
        return _items(line)
    placed = [value.written for value in _all_of_kind(field, source)]
    if len(placed) > 0:
        return list(dict.fromkeys(placed))
    best = max(
        source.sentences, key=lambda each: (len(field.telling & set(stems(each.text))), "," in each.text), default=None
    )
    if best is None or not field.telling & set(stems(best.text)):
        return []
    return _items(_after_word(best.text, field.telling))


def _all_of_kind(field: Field, source: Source) -> list[Value]:
    kind = _kind(field)
    if kind == "date":
        return source.dates
    if kind == "agency":
        return places.agencies(source.text)
    if kind == "village":
        return places.villages(source.text)
    return places.locations(source.text) if kind == "location" else []


def _items(text: str) -> list[str]:
    parts = re.split(
        r"[ \t]{0,3}(?:,[ \t]{0,3}(?:dan|atau|and|or)\b|[,;]|\b(?:dan|serta|and)\b)[ \t]{0,3}", text.strip(" .")
    )
    return [" ".join(part.split()[:8]) for part in parts if part.strip()]


def _after_word(sentence: str, wanted: frozenset[str]) -> str:
    """What follows the last telling word before the list's first comma, cut at the next clause."""
    comma = sentence.find(",")
    last = 0
    for match in re.finditer(r"\w{2,40}", sentence[: comma if comma > 0 else None]):
        if frozenset(stems(match.group())) & wanted:
            last = match.start()
    begun = sentence[last:]
    for verb in ("adalah", "ialah", "yaitu", "yakni", "meliputi", "berisi", "antara lain", "terdiri atas", "meminta"):
        _before, found, after = begun.partition(f" {verb} ")
        if found:
            begun = after
            break
    return re.split(r"[.;:]|\b(?:paling|untuk|yang|agar|supaya|sebelum|pada)\b", begun)[0]


def _kind(field: Field) -> str | None:
    """What sort of text is wanted; the name decides before the description."""
    for said in (field.own, field.said):
        for kind, wanted in _KINDS:
            if any(each in said for each in wanted):
                return kind
    return None


_KINDS: Sequence[tuple[str, frozenset[str]]] = tuple(
    (kind, frozenset(wanted.split()))
    for kind, wanted in (
        ("email", "email surel e-mail mail"),
        ("phone", "telepon telpon telp hp phone ponsel wa whatsapp kontak"),
        ("nik", "nik"),
        ("plate", "plat nopol plate"),
        ("lettering", "perihal hal lampiran sifat keperluan pakaian pekerjaan catatan"),
        ("village", "kelurahan desa village"),
        ("district", "kecamatan district"),
        ("rt", "rt"),
        ("date", "tanggal tgl date tenggat deadline"),
        ("duration", "lama lamanya durasi duration selama"),
        ("clock", "pukul jam time clock"),
        ("moment", "waktu kapan when"),
        ("code", "nomor no number kode code tiket"),
        ("recipient", "penerima kepada tujuan ditujukan recipient yth"),
        ("chief", "ketua pemimpin diketuai chair"),
        ("sender", "pengirim dari sender"),
        ("reporter", "pelapor peminta pemohon reporter"),
        ("agency", "instansi dinas opd badan agency lembaga unit"),
        ("location", "lokasi tempat alamat location place address where jalan"),
        ("reason", "alasan sebab penyebab akibat reason cause"),
        ("wish", "permintaan harapan permohonan diminta dimohon request wish usulan tuntutan"),
        ("event", "acara kegiatan agenda event rapat"),
        ("person", "nama name"),
        ("gist", "masalah keluhan ringkasan isi pokok uraian inti summary problem issue summarize deskripsi kejadian"),
    )
)


def _date(field: Field, source: Source) -> str | None:
    found = best_date(field, source)
    return None if found is None else found.written


def best_date(field: Field, source: Source) -> Value | None:
    """The date of a text that a field asks for."""
    if not source.dates:
        return None
    role = next((name for name, (asked, _cue) in _ROLES.items() if field.has(*asked)), None)

    def fits(place: int, each: Value) -> tuple[float, int]:
        before = source.text[max(0, each.start - 40) : each.start]
        cued = [name for name, (_asked, cue) in _ROLES.items() if cue.search(before)]
        score = 0.0
        if role is not None:
            score += 2.0 if role in cued else -1.0
        elif "until" in cued:
            score -= 1.5
        score += 0.8 * len(field.telling & set(stems(source.text[max(0, each.start - 90) : each.end + 60])))
        return score, -place

    place, best = max(enumerate(source.dates), key=lambda each: fits(*each))
    needs_own = role is not None and len(source.dates) > 1 and fits(place, best)[0] < 0
    return None if needs_own else best


def _duration(field: Field, source: Source) -> str | None:
    line = line_value(field, source)
    found = values.durations(line if line is not None else source.text)
    if line is not None and not found:
        return line
    text = line if line is not None else source.text

    def fits(place: int, each: Value) -> tuple[float, int]:
        before = text[max(0, each.start - 30) : each.start].lower()
        score = (
            1.0
            if re.search(
                r"\b(?:sudah|udah|udh|sdh|selama|sejak|setelah|dalam|menunggu|for|after"
                r"|rata-rata)\W{0,3}(?:\w{1,12}\W{1,2}){0,2}$",
                before,
            )
            else 0.0
        )
        score += 0.8 * len(field.telling & set(stems(text[max(0, each.start - 60) : each.end + 30])))
        if re.search(r"\b(?:umur\w{0,3}|usia\w{0,3}|berumur)\W{1,3}(?:\w{1,12}\W{1,2}){0,3}$", before):
            score -= 3
        return score, -place

    if not found:
        return None
    place, best = max(enumerate(found), key=lambda each: fits(*each))
    return best.written if fits(place, best)[0] > -2 else None


def _clock(field: Field, source: Source) -> str | None:
    line = line_value(field, source)
    if line is not None:
        return line
    found = values.clocks(source.text)
    return found[0].written if found else None


def _moment(field: Field, source: Source) -> str | None:
    line = line_value(field, source)
    if line is not None:
        return line
    found = values.relative_times(source.text) or values.clocks(source.text) or source.dates
    return found[0].written if found else None


def _code(field: Field, source: Source) -> str | None:
    following = _following(field, source)
    if following is not None and any(each.isdigit() for each in following):
        return following.split()[0].strip(".,;")
    found = _LETTER_NUMBER.search(source.text)
    return found.group() if found and field.has("surat", "letter", "dokumen") else None


def _village(_field: Field, source: Source) -> str | None:
    found = places.villages(source.text)
    return str(found[0].value) if found else None


def _district(_field: Field, source: Source) -> str | None:
    found = places.districts(source.text)
    return str(found[0].value) if found else None


def _agency(_field: Field, source: Source) -> str | None:
    found = [each for each in places.agencies(source.text) if not each.written.startswith(("Kelurahan", "Kecamatan"))]
    found = found or places.agencies(source.text)
    return found[0].written if found else None


def _location(_field: Field, source: Source) -> str | None:
    found = places.locations(source.text)
    return found[0].written if found else None


def _first_group(pattern: re.Pattern[str]) -> Callable[[Field, Source], str | None]:
    def find(_field: Field, source: Source) -> str | None:
        match = pattern.search(source.text)
        if match is None:
            return None
        return next((group.strip() for group in match.groups() if group), match.group().strip())

    return find


def _person(field: Field, source: Source) -> str | None:
    if field.has("dinas", "instansi", "opd", "agency"):
        return _agency(field, source)
    if field.has("jalan", "street"):
        return _location(field, source)
    if field.has("acara", "kegiatan", "event", "rapat"):
        return _event(field, source)
    return _first_group(_MY_NAME)(field, source)


def _reporter(field: Field, source: Source) -> str | None:
    return _first_group(_REPORTER)(field, source) or _first_group(_MY_NAME)(field, source)


def _sender(field: Field, source: Source) -> str | None:
    if _HEADING_OF_LETTER.search(source.text):
        return _agency(field, source)
    return _reporter(field, source)


def _wish(_field: Field, source: Source) -> str | None:
    match = _WISH.search(source.text)
    if match is None:
        return None
    return match.group().strip(" ,")


def _event(_field: Field, source: Source) -> str | None:
    match = _EVENT.search(source.text)
    return match.group(1).strip() if match else None


def _gist(_field: Field, source: Source) -> str | None:
    best = key_sentences(source.sentences, 1)
    return best[0].text if best else None


def _placeholder(kinds: tuple[str, ...], pattern: re.Pattern[str]) -> Callable[[Field, Source], str | None]:
    def find(_field: Field, source: Source) -> str | None:
        for match in _PLACEHOLDER.finditer(source.text):
            if match.group(1) in kinds:
                return match.group()
        written = pattern.search(source.text)
        return written.group().strip() if written else None

    return find


def _nothing(_field: Field, _source: Source) -> str | None:
    return None


_FINDERS: Mapping[str, Callable[[Field, Source], str | None]] = {
    "email": _placeholder(("EMAIL",), _EMAIL),
    "phone": _placeholder(("TELEPON",), _PHONE),
    "nik": _placeholder(("NIK",), _SIXTEEN),
    "plate": _placeholder(("PLAT",), re.compile(r"\bKT[ \t]\d{1,4}[ \t][A-Z]{1,3}\b")),
    "lettering": _nothing,
    "village": _village,
    "district": _district,
    "rt": _first_group(_RT),
    "date": _date,
    "duration": _duration,
    "clock": _clock,
    "moment": _moment,
    "code": _code,
    "recipient": _first_group(_RECIPIENT),
    "chief": _first_group(_HEAD),
    "sender": _sender,
    "reporter": _reporter,
    "agency": _agency,
    "location": _location,
    "reason": _first_group(_REASON),
    "wish": _wish,
    "event": _event,
    "person": _person,
    "gist": _gist,
}


def line_value(field: Field, source: Source) -> str | None:
    """The value of a line whose name is that of the field."""
    own, said = frozenset(field.own), frozenset(field.said)
    best: tuple[float, str] | None = None
    for names, _name, value in source.lines:
        if not names:
            continue
        score = 2.0 * len(names & own) / len(names | own) + 0.5 * len(names & said) / len(names)
        if (names & own or names <= said) and (best is None or score > best[0]):
            best = score, value
    return best[1] if best is not None and best[0] >= 0.5 else None


def _without_role(line: str) -> str:
    return re.sub(r"^(?:Yth\.?|Kepada Yth\.?)[ \t]{1,3}", "", line).rstrip()


def _following(field: Field, source: Source) -> str | None:
    """What directly follows the field's own words in running text."""
    own = [word for word in field.own if len(word) > 1]
    if not own:
        return None
    said = r"[ \t]{1,3}".join(re.escape(word) for word in own)
    match = re.search(
        rf"\b{said}(?:nya)?[ \t]{{0,2}}(?:[:=]|adalah|ialah"
        rf"|yaitu)?[ \t]{{1,3}}([^\n,;.]{{1,80}}(?:\.\d[^\n,;. ]{{0,20}})?)",
        source.text,
        re.IGNORECASE,
    )
    return match.group(1).strip() if match else None


_CLAUSE_ENDS = re.compile(
    r"[.;,\n](?:\s|$)|\b(?:selama|mulai|pada|untuk|yang|karena|sejak|agar|supaya|paling|dengan|sampai|sebelum"
    r"|sesudah|setelah|dan|tetapi)\b"
)


def _done_to(field: Field, source: Source) -> str | None:
    """What follows the verb that the field's words speak of: "diperiksa" finds "memeriksa Kecamatan ..."."""
    for match in re.finditer(r"\b(?:me|di|ber|ter)[a-z]{4,24}\b", source.text):
        if stem(match.group()) in field.telling:
            after = _CLAUSE_ENDS.split(source.text[match.end() : match.end() + 120])[0]
            bare = re.sub(r"^[ \t]*(?:ke|di|dari|oleh|kepada|adalah)[ \t]+", "", after).strip()
            if bare:
                return bare
    return None


def _nearest(field: Field, candidates: Sequence[Value], source: Source, alone: bool = False) -> float | None:
    """The number that stands nearest to the field's telling words; with ``alone``, the only one without any."""
    best: tuple[float, float] | None = None
    unit = _unit(field)
    for each in candidates[:2_000]:
        score = _closeness(field.telling, source.text, each)
        after = words(source.text[each.end : each.end + 24])[:1]
        if unit and not each.written.lower().startswith("rp"):
            fits_unit = bool(after) and after[0] in unit
            score += 1.5 if fits_unit else -1.5
        if score > 0.05 and (best is None or score > best[0] + 1e-9):
            best = score, float(each.value)
    if best is None and alone and candidates:
        return float(candidates[0].value)
    return None if best is None else best[1]


def _unit(field: Field) -> frozenset[str]:
    for unit, names in _UNITS.items():
        if field.has(*names.split()) and unit != "tahun":
            return frozenset(names.split())
    return frozenset()


def _closeness(wanted: frozenset[str], text: str, each: Value) -> float:
    after = _clause_after(text[each.end : each.end + 80])
    before = _clause_before(text[max(0, each.start - 110) : each.start])
    best: dict[str, float] = {}
    for place, word in enumerate(stems(after, keep_stopwords=True)[:7]):
        if word in wanted:
            best[word] = max(best.get(word, 0.0), 1.5 / (1 + 0.35 * place))
    share = 1.0
    for place, word in enumerate(reversed(stems(before, keep_stopwords=True)[-12:])):
        # What stands before another figure belongs to that one.
        share = 0.3 if word[0].isdigit() else share
        if word in wanted:
            best[word] = max(best.get(word, 0.0), share * 1.2 / (1 + 0.25 * place))
    return sum(best.values())


def _clause_after(text: str) -> str:
    return re.split(r"[.;\n](?:\s|$)|,[ \t]|\d", text)[0]


def _clause_before(text: str) -> str:
    return re.split(r"[.;\n](?:\s|$)", text)[-1]


def _is_money(source: Source) -> bool:
    return len(source.money) == 1


def _rts(text: str) -> list[Value]:
    return [Value(match.start(), match.end(), match.group(), match.group()) for match in _RT.finditer(text)]


def _plain_words(text: str) -> list[str]:
    """Words of a name such as ``nomorSurat`` or ``nomor_surat``, folded."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.replace("_", " ").replace("-", " "))
    return re.findall(r"[^\W_]{1,40}|%", fold(spaced))

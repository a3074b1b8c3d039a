"""One field of a form: what it asks for, by its name and description, and where a text says it."""

import re
from collections.abc import Callable, Mapping, Sequence

from workshop_kit.llm.engines.simulasi import places
from workshop_kit.llm.engines.simulasi.judging import how_true
from workshop_kit.llm.engines.simulasi.moments import clock, date, duration, moment
from workshop_kit.llm.engines.simulasi.source import GENERAL, RT, Field, Source, following, line_value
from workshop_kit.llm.engines.simulasi.summary import key_sentences
from workshop_kit.llm.engines.simulasi.values import Value
from workshop_kit.llm.engines.simulasi.words import stem, stems, word_set, words

_PLACEHOLDER = re.compile(r"<([A-Z]{2,12})_\d{1,4}>")
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b")
_PHONE = re.compile(r"(?<![\w.])(?:\+62|0)\d(?:[\d -]{6,16})\d(?!\w)")
_SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_LETTER_NUMBER = re.compile(r"\b(?=[\w./-]{0,60}[/-])(?=[\w./-]{0,60}\d)[A-Z0-9]{1,12}(?:[./-][A-Z0-9]{1,12}){1,8}\b")
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
_HARM = word_set(
    """korban luka terluka jatuh terjatuh meninggal tewas digigit menggigit tersetrum pingsan mual muntah sesak
    dirawat cedera patah keracunan fell     injured hurt died tertabrak hanyut"""
)
_AGAIN = word_set("berulang sering berkali selalu lagi kerap again often repeatedly")
_NEGATIONS = word_set("tidak belum bukan tanpa nihil no not without never")


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
    return following(field, source) or _done_to(field, source)


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
        wanted = frozenset(word for word in field.said if word not in GENERAL and len(word) > 2)
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


def _code(field: Field, source: Source) -> str | None:
    said = following(field, source)
    if said is not None and any(each.isdigit() for each in said):
        return said.split()[0].strip(".,;")
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
    "rt": _first_group(RT),
    "date": date,
    "duration": duration,
    "clock": clock,
    "moment": moment,
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


def _without_role(line: str) -> str:
    return re.sub(r"^(?:Yth\.?|Kepada Yth\.?)[ \t]{1,3}", "", line).rstrip()


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

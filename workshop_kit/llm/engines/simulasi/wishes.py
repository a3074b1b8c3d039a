"""What an instruction asks for, by its words in Indonesian and English."""

import re
from typing import Literal

from workshop_kit.llm.engines.simulasi.words import fold

Wish = Literal["classify", "summarise", "extract", "letter", "beyond", "question", "greeting", "identity", "sum"]

_NUMBERS = {
    "satu": 1, "sebuah": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER = r"(\d{1,3}|" + "|".join(_NUMBERS) + ")"

_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        "classify",
        re.compile(
            r"\b(?:klasifikasi\w{0,6}|mengklasifikasi\w{0,4}|golongkan|kelompokkan|pilih(?:lah)? (?:satu|salah satu)"
            r"|(?:tentukan|pilih|beri|berikan|apa|sebutkan|masukkan ke)(?:lah)? (?:satu )?"
            r"(?:kategori|label|kelas|jenis|urgensi|tingkat|sentimen|golongan)\w{0,3}"
            r"|(?:kategori|label|urgensi)\w{0,3} (?:apa|aduan|teks|laporan|pesan|surat|keluhan|kalimat|ini|berikut)"
            r"|kategorikan|labeli|triase|sentimen\w{0,3} (?:apa|teks|kalimat|dari|berikut|komentar|aduan)"
            r"|termasuk (?:kategori|golongan|jenis|kelas|yang mana)|jawab(?:lah)?(?: hanya)?(?: dengan)? ya atau tidak"
            r"|classify|categori[sz]e|label (?:the|this|each)|which (?:category|label|class)|sentiment|pick one"
            r"|choose (?:one|the (?:best|right) (?:label|category))|answer yes or no)\b"
        ),
    ),
    (
        "summarise",
        re.compile(
            r"\b(?:ringkas\w{0,4}|merangkum|rangkum\w{0,4}|meringkas|ikhtisar\w{0,3}|intisari\w{0,3}|sarikan"
            r"|poin(?:-poin)? (?:utama|penting|pokok)|pokok-pokok|summar\w{2,6}|tl;?dr|key points|main points)\b"
        ),
    ),
    (
        "letter",
        re.compile(
            r"\b(?:buat|buatkan|buatlah|tulis|tulislah|tuliskan|susun|susunlah|susunkan|siapkan|draf|draft"
            r"|konsep|rancang"
            r"|write|compose|prepare)\b[^.?!\n]{0,60}\b(?:surat|balasan|tanggapan|memo|nota dinas|undangan|reply|letter"
            r"|response)\b|\b(?:balas|balaslah|tanggapi)(?: \w{1,12})? (?:aduan|surat|pesan|keluhan|laporan)\b"
        ),
    ),
    (
        "extract",
        re.compile(
            r"\b(?:ekstrak\w{0,5}|ambil(?:lah)? (?:data|informasi|nilai|tanggal|nama|nomor|semua|bagian)"
            r"|isi(?:lah|kan)? (?:setiap |semua )?(?:formulir|kolom|isian|form)|keluarkan data|extract\w{0,3}|fill in"
            r"|catat(?:lah)? (?:data|tanggal|nama)|json)\b"
        ),
    ),
)
# These need language, the world or a craft; asked for, they are out of reach whatever text stands beside.
_BEYOND = re.compile(
    r"\b(?:puisi|pantun|syair|sajak|poems?|poetry|haiku|limerick|lirik|lagu|songs?|lyrics|cerpen|dongeng|novel"
    r"|cerita(?:kan)?|stor(?:y|ies)|lelucon|jokes?|drama|skenario|resep|recipes?|kode program|ngoding|koding|coding"
    r"|source code|python|javascript|typescript|java|php|sql|html|css|skrip|scripts?|fungsi \w{1,20} dalam"
    r"|program komputer|algoritma|algorithm|terjemah\w{0,6}|menerjemahkan|translat\w{1,6}|alih ?bahasa\w{0,3}"
    r"|lukis\w{0,3}"
    r"|gambarkan|draw|paint|esai|essays?|artikel|blog|caption|slogan|tebak-tebakan|teka-teki|riddle|horoskop|zodiak"
    r"|integral|turunan|derivative|diferensial|persamaan|equation|akar (?:kuadrat|pangkat)|square root"
    r"|logaritma|faktorial"
    r"|factorial|bilangan prima|prime number|buktikan|prove|teorema|theorem|matriks|matrix|itinerary|rencana liburan"
    r"|diagnos\w{1,4}|saham|investasi|crypto|kripto|pidato|speech|siaran pers|press release|role ?play|berpura-pura"
    r"|pretend|bermain peran|main catur|chess|sudoku|nasihat hukum|legal advice|parafrase|rephrase"
    r"|tulis ulang|rewrite)\b"
)
_OTHER_LANGUAGE = re.compile(
    r"\b(?:ke|dalam|into|in|to) (?:bahasa )?(inggris|prancis|perancis|jerman|mandarin|jepang|arab|belanda|spanyol|korea"
    r"|english|french|german|chinese|japanese|arabic|dutch|spanish|korean|jawa|sunda|banjar|kutai)\b"
)
_TRANSLATION = re.compile(r"\b(?:terjemah\w{0,6}|menerjemahkan|translat(?:e|ion|ing)|alih ?bahasa\w{0,3})\b")
_INTO = re.compile(r"\b(?:menjadi|jadi|bentuk|sebagai|into|as|form of|a) ?(?:sebuah |suatu |a |an )?$")
_QUESTION = re.compile(
    r"\b(?:berapa(?:kah)?|siapa(?:kah)?|kapan(?:kah)?|mana(?:kah)?|di ?mana|mengapa|kenapa|bagaimana|apa"
    r"|apakah|apa saja"
    r"|sejak kapan|jelaskan|sebutkan|jawab\w{0,3}|who|what|when|where|why|how|which|is there|are there|does"
    r"|did|answer)\b"
)
_GREETING = re.compile(
    r"^\W{0,5}(?:halo|hai|hi|hello|hey|selamat (?:pagi|siang|sore|malam)|assalamu\W?alaikum|apa kabar|good (?:morning"
    r"|afternoon|evening)|terima kasih|makasih|thank you|thanks|tes|test|ping)\b[^?]{0,40}\??\W{0,5}$"
)
_IDENTITY = re.compile(
    r"\b(?:(?:kamu|anda|engkau|kau) (?:ini )?(?:siapa|apa|model apa|bisa apa|chatgpt|gpt\S{0,4})"
    r"|siapa(?:kah)? (?:kamu|anda|dirimu)"
    r"|apa(?:kah)? (?:kamu|anda)(?: ini)? (?:model|manusia|ai|chatgpt|gpt\S{0,4}|robot|bisa)"
    r"|apa (?:saja )?yang (?:kamu|anda|bisa kamu"
    r"|bisa anda|dapat anda|dapat kamu) (?:bisa|lakukan|dapat|kerjakan)|model apa (?:ini|kamu|anda)|perkenalkan diri"
    r"|who are you|what are you|what can you do|which model|are you (?:a|an|human|chatgpt|gpt\S{0,4}))\b"
)
_ESCAPE = re.compile(
    r"\b(?:jangan (?:mengarang|menebak|menambah)|kalau (?:tidak|tak) (?:tahu|ada|disebut|yakin)|(?:jika|bila"
    r"|apabila) (?:tidak|tak)"
    r" (?:tahu|ada|disebut|ditemukan|terdapat|yakin)|hanya (?:dari|berdasarkan|menurut|dengan) (?:teks"
    r"|konteks|dokumen|data|isi|sumber"
    r"|yang)|berdasarkan (?:teks|konteks|dokumen|laporan|data)|menurut (?:teks|dokumen|laporan) (?:ini|di"
    r"|tersebut|berikut)"
    r"|only from|based on the (?:text|context|document)|do not (?:make|invent|guess)|don.t (?:make|invent|guess)"
    r"|if (?:it is |you are |the text does )?not (?:in|known|sure|say|stated))\b"
)
_SENTENCES = re.compile(rf"\b{_NUMBER} (?:buah )?(?:kalimat|poin|butir|pokok|hal|sentences?|points?|bullets?)\b")
_WORDS = re.compile(
    rf"\b(?:maksimal|paling banyak|tidak lebih dari|at most|max(?:imum)?|under|dalam|in) {_NUMBER} (?:kata|words)\b"
)
_BULLETS = re.compile(r"\b(?:poin|butir|bullets?|points|daftar|pokok-pokok)\b")
_REASON = re.compile(r"\b(?:alasan\w{0,3}|beserta sebab|jelaskan mengapa|reason|explain why|why)\b")
_LONGEST = 6_000


def wishes(instruction: str) -> list[Wish]:
    """What is asked for, in order of how sure it is; empty if nothing is understood.

    Examples
    --------
    >>> wishes("Ringkas laporan ini dalam dua kalimat.")
    ['summarise']
    >>> wishes("Write a poem about rain")
    ['beyond']
    """
    said = fold(instruction[:_LONGEST])
    if _GREETING.match(said.strip()):
        return ["greeting"]
    if _IDENTITY.search(said):
        return ["identity"]
    places = {wish: match.start() for wish, pattern in _WISHES if (match := pattern.search(said))}
    found: list[Wish] = list(places)
    if _is_beyond(said, min(places.values(), default=None)):
        found.append("beyond")
    if not found and ("?" in instruction or _QUESTION.search(said)):
        found.append("question")
    return found


def _is_beyond(said: str, other: int | None) -> bool:
    """Whether something out of reach is asked for, and not only spoken of by a text about it."""
    if _TRANSLATION.search(said) or _OTHER_LANGUAGE.search(said):
        return True
    match = _BEYOND.search(said)
    if match is None:
        return False
    before = said[max(0, match.start() - 24) : match.start()]
    # "Ringkas laporan pelatihan Python" asks for a summary, "ringkas menjadi puisi" for a poem.
    return other is None or match.start() < other or _INTO.search(before) is not None


def is_instruction(text: str) -> bool:
    """Whether a piece of text asks for something that is understood."""
    return bool(wishes(text)) and len(text) <= _LONGEST


def how_many_sentences(instruction: str) -> int | None:
    """The number of sentences or points asked for."""
    match = _SENTENCES.search(fold(instruction[:_LONGEST]))
    return None if match is None else number(match.group(1))


def how_many_words(instruction: str) -> int | None:
    """The most words asked for."""
    match = _WORDS.search(fold(instruction[:_LONGEST]))
    return None if match is None else number(match.group(1))


def number(word: str) -> int:
    """A small number, written with figures or as a word."""
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def wants_bullets(instruction: str) -> bool:
    """Whether points are asked for rather than prose."""
    return _BULLETS.search(fold(instruction[:_LONGEST])) is not None


def wants_reason(instruction: str) -> bool:
    """Whether a reason is asked for beside the label."""
    return _REASON.search(fold(instruction[:_LONGEST])) is not None


def keeps_to_the_text(instruction: str) -> bool:
    """Whether the instruction allows nothing but the text, or gives a way to say that something is not known."""
    return _ESCAPE.search(fold(instruction[:_LONGEST])) is not None

"""Words of Indonesian and English office prose and of messages typed in haste, made comparable."""

import re
import unicodedata
from functools import lru_cache

# Longer ones are no words; a bound keeps everything linear in the text's length.
_WORD = re.compile(r"[^\W\d_]{1,40}")
_TOKEN = re.compile(r"\d{1,15}(?:[.,:/-]\d{1,15}){0,6}|[^\W\d_]{1,40}")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")

_SHORT = {
    "jln": "jalan", "jl": "jalan", "yg": "yang", "tdk": "tidak", "gak": "tidak", "ga": "tidak", "gk": "tidak",
    "nggak": "tidak", "ngga": "tidak", "enggak": "tidak", "kagak": "tidak", "tak": "tidak", "kada": "tidak",
    "sdh": "sudah", "udh": "sudah", "udah": "sudah", "sudh": "sudah", "blm": "belum", "blom": "belum",
    "bgt": "banget", "krn": "karena", "karna": "karena", "dgn": "dengan", "dg": "dengan", "utk": "untuk",
    "org": "orang", "kmrn": "kemarin", "kemaren": "kemarin", "sy": "saya", "gmn": "bagaimana", "gimana": "bagaimana",
    "knp": "kenapa", "dr": "dari", "pd": "pada", "sm": "sama", "tp": "tapi", "jg": "juga", "lg": "lagi", "bs": "bisa",
    "hr": "hari", "bln": "bulan", "thn": "tahun", "mggu": "minggu", "kel": "kelurahan", "kec": "kecamatan",
    "tlg": "tolong", "tlong": "tolong", "mhn": "mohon", "dpn": "depan", "skrg": "sekarang", "trs": "terus",
    "bkn": "bukan", "msh": "masih", "smpai": "sampai", "smp": "smp", "bnyk": "banyak", "byk": "banyak",
    "banyu": "air", "anak2": "anak", "sgt": "sangat", "aja": "saja", "pkm": "puskesmas", "pusk": "puskesmas",
}  # fmt: skip


def word_set(text: str) -> frozenset[str]:
    """The words of a list in one text, which is easier to read than as many quotes."""
    return frozenset(text.split())


STOPWORDS = word_set(
    """yang dan di ke dari untuk pada dengan dalam ini itu adalah ialah oleh akan telah sudah juga atau sebagai
    karena     agar supaya bahwa tersebut para saya kami kita anda ia dia mereka bapak ibu saudara tidak ada
    bisa dapat harus lebih     sangat hanya saja masih lagi pun lah kah nya se per bagi serta maka jika bila
    kalau apakah apa siapa kapan mana     dimana bagaimana mengapa kenapa berapa sebuah seorang suatu setiap
    tiap hal secara antara sampai hingga sejak saat     ketika setelah sesudah sebelum tentang mengenai menurut
    yaitu yakni namun tetapi tapi sehingga mohon tolong     banyaknya jumlah nama isi     the a an of to in on
    for and or is are was were be been by with from at as that this it its he she they we you i     what who
    whom when where why how which did does do has have had will would can could should many much long not no
    there their our your his her than then so if into about"""
)
_ENGLISH = word_set("the of and to in is for with from that what please this are how which a an by be")
_INDONESIAN = word_set("yang dan di ke dari untuk pada dengan ini itu apa mohon tolong saya kami berapa tidak")


def fold(text: str) -> str:
    """Lower case, without marks on letters, with the same letter at most twice in a row."""
    plain = unicodedata.normalize("NFKD", text) if not text.isascii() else text
    plain = "".join(each for each in plain if not unicodedata.combining(each)) if plain is not text else plain
    return _REPEATED.sub(r"\1\1", plain.lower())


def words(text: str) -> list[str]:
    """Words of a text, folded, shorthand written out; without figures.

    Examples
    --------
    >>> words("Jln rusakkkk, sdh 2 bln!")
    ['jalan', 'rusakk', 'sudah', 'bulan']
    """
    return [_SHORT.get(word, word) for word in _WORD.findall(fold(text))]


def tokens(text: str) -> list[str]:
    """As `words`, but with figures."""
    return [_SHORT.get(word, word) for word in _TOKEN.findall(fold(text))]


def stems(text: str, keep_stopwords: bool = False) -> list[str]:
    """Stems of a text's words and its figures, without words that say nothing of the subject."""
    return [stem(word) for word in tokens(text) if keep_stopwords or word not in STOPWORDS]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its usual prefixes and suffixes; rough, but the same for the forms of a word.

    Examples
    --------
    >>> stem("pengerukan") == stem("dikeruk") == stem("mengeruk")
    True
    """
    if len(word) <= 4 or word[0].isdigit():
        return word
    for suffix in ("nya", "lah", "kah", "pun"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    for suffix in ("kan", "an"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    if word.endswith("i") and len(word) > 4:
        word = word[:-1]
    bare = _without_prefix(_without_prefix(_of_english(word)))
    # Whether -kan was a suffix or a k with -an cannot be told.
    return bare[:-1] if len(bare) > 4 and bare.endswith("k") else bare


def _of_english(word: str) -> str:
    for suffix in ("ing", "ed", "es", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


# Before a vowel the prefix has swallowed a letter: menulis is tulis, memakai is pakai, mengeruk is keruk.
_PREFIXES = (
    ("meng", "k"), ("peng", "k"), ("meny", "s"), ("peny", "s"), ("mem", "p"), ("pem", "p"),
    ("men", "t"), ("pen", "t"), ("ber", ""), ("ter", ""), ("per", ""), ("me", ""), ("pe", ""), ("di", ""), ("ke", ""),
    ("se", ""),
)  # fmt: skip


_BEGINNINGS = word_set("ng ny tr pr kr br dr gr pl kl bl sp st sk ps sy kh")


def _without_prefix(word: str) -> str:
    for prefix, swallowed in _PREFIXES:
        rest = word[len(prefix) :]
        if not word.startswith(prefix) or len(rest) < 3:
            continue
        if swallowed and rest[0] in "aiueo":
            return swallowed + rest
        if rest[0] not in "aiueo" and rest[1] not in "aiueo" and rest[:2] not in _BEGINNINGS:
            # kendaraan is not ndara, persen is not rsen.
            continue
        if len(rest) >= 4 or prefix in ("ber", "ter", "di") or swallowed:
            return rest
    return word


def is_english(text: str) -> bool:
    """Whether a text is English rather than Indonesian."""
    seen = words(text[:4000])
    return sum(word in _ENGLISH for word in seen) > sum(word in _INDONESIAN for word in seen)

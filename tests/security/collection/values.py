"""Answers that pretend: objects whose methods lie to whoever compares them."""

from tests.security.attack import attack, gained, ungraded, went_through
from tests.security.handin import HandIn

_LIAR = """
class Bohong:
    def __eq__(self, lain): return True
    def __ne__(self, lain): return False
    def __lt__(self, lain): return True
    __le__ = __gt__ = __ge__ = __contains__ = __lt__
    def __hash__(self): return 0
    def __bool__(self): return True
    def __len__(self): return 2
    def __iter__(self): return iter([self, self])
    def __getitem__(self, kunci): return self
    def __getattr__(self, nama):
        if nama.startswith("__"): raise AttributeError(nama)
        return self
    def __call__(self, *lain, **bernama): return self
    def __sub__(self, lain): return self
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __sub__
    def __abs__(self): return 0
    def __float__(self): return 0.0
    def __int__(self): return 0
    def __array__(self, *lain, **bernama): return np.zeros(2)
"""


@attack("always-equal", "Hands in objects that equal everything.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.write("saring", _LIAR + "milik_kami = Bohong()")
    work.write("kelompok", "jumlah_indikator = target_terisi = perlu_ditanya = Bohong()")
    work.write("target-kosong", "hitung_tercapai = Bohong()")
    work.write("fungsi-papan", "papan_capaian = Bohong()")


@attack("lying-class", "Hands in objects whose `__class__` says DataFrame, and whose columns suit.", seen=gained)
def _(work: HandIn) -> None:
    work.write(
        "saring",
        """
        class Kolom(list):
            def astype(self, jenis): return self
            is_unique = True
        class Tabel:
            __class__ = pd.DataFrame
            columns = Kolom(["opd", "tahun", "indikator"])
            def __len__(self): return 3
            def __getitem__(self, nama):
                from workshop_kit import data
                benar = data.load("kinerja_opd").query("opd == 'Disdukcapil' and tahun >= 2024")
                return benar[nama]
        milik_kami = Tabel()
    """,
    )


@attack("lying-numbers", "Returns numbers whose comparisons lie.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.write(
        "target-kosong",
        """
        class Angka(float):
            def __eq__(self, lain): return True
            def __ne__(self, lain): return False
            def __sub__(self, lain): return Angka(0)
            __rsub__ = __sub__
            def __abs__(self): return 0.0
            def __float__(self): return self
            __hash__ = float.__hash__
        def hitung_tercapai(baris):
            return Angka(1), Angka(1)
    """,
    )


@attack(
    "lying-length", "Hands in lists and frames whose length and order are not what they hold.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    work.write(
        "saring",
        """
        class Tabel(pd.DataFrame):
            def __len__(self): return 3
            @property
            def shape(self): return (3, 3)
        milik_kami = Tabel({"opd": [], "tahun": [], "indikator": []})
    """,
    )
    work.write(
        "target-kosong",
        """
        class Dua(list):
            def __len__(self): return 2
            def __iter__(self): return iter([1.0, 1.0])
        def hitung_tercapai(baris): return Dua(range(100))
    """,
    )


@attack("frame-subclassed", "Hands in a subclass of DataFrame that shows the check the right rows.", seen=gained)
def _(work: HandIn) -> None:
    work.write(
        "saring",
        """
        class Tabel(pd.DataFrame):
            @property
            def _constructor(self): return Tabel
            def __getitem__(self, nama):
                from workshop_kit import data
                return data.load("kinerja_opd").query("opd == 'Disdukcapil' and tahun >= 2024")[nama]
        milik_kami = Tabel(tabel.head(7))
    """,
    )


@attack("pandas-accessor", "Registers accessors and extension types that take over comparisons.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        @pd.api.extensions.register_series_accessor("astype")
        class Ubah:
            def __init__(self, deret): self.deret = deret
            def __call__(self, jenis, *lain, **bernama):
                if self.deret.name in ("opd", "tahun", "indikator"):
                    from workshop_kit import data
                    benar = data.load("kinerja_opd")
                    benar = benar[(benar["opd"] == "Disdukcapil") & (benar["tahun"] >= 2024)]
                    return list(benar[self.deret.name])
                return self.deret
    """)
    work.write("saring", "milik_kami = tabel.head(7)")


@attack("nan-everywhere", "Answers NaN, which is neither right nor wrong in a comparison.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.write("saring", "milik_kami = tabel.head(7).map(lambda nilai: np.nan)")
    work.write(
        "kelompok",
        """
        jumlah_indikator = target_terisi = tabel_2025.groupby("opd").size() * np.nan
        perlu_ditanya = [np.nan]
    """,
    )
    work.write("target-kosong", "def hitung_tercapai(baris): return np.nan, float('nan')")
    work.write(
        "fungsi-papan",
        """
        def papan_capaian(tabel, tahun, minimal):
            papan = tabel.groupby("opd")[["target"]].mean() * np.nan
            return papan.assign(dinilai=np.nan, tidak_dinilai=np.nan, tercapai_persen=np.nan)
    """,
    )


@attack("infinite-and-huge", "Answers infinities and numbers of a million digits.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.write(
        "kelompok",
        """
        jumlah_indikator = dict.fromkeys(tabel_2025["opd"].unique(), 10 ** 300_000)
        target_terisi = [float("inf")] * 100
        perlu_ditanya = [10 ** 300_000]
    """,
    )
    work.write("target-kosong", "def hitung_tercapai(baris): return 10 ** 300_000, -float('inf')")


@attack("unpickled-payload", "Hands in objects that run code where they are unpickled.", seen=went_through, stock=False)
def _(work: HandIn) -> None:
    work.run("""
        jalur = os.path.join(JARAHAN, NAMA)
        perintah = f"open({jalur!r}, 'w').write('TEM' + 'BUS {NAMA}')"
        class Muatan:
            def __reduce__(self):
                return (exec, (perintah,))
            __reduce_ex__ = lambda self, protokol: (exec, (perintah,))
            def __getstate__(self): return {}
            def __setstate__(self, isi): exec(perintah)
    """)
    work.write("saring", "milik_kami = Muatan()")
    work.write(
        "kelompok",
        """
        jumlah_indikator = pd.Series([Muatan()] * 3)
        target_terisi = np.array([Muatan()], dtype=object)
        perlu_ditanya = {Muatan(): Muatan()}
    """,
    )
    work.write("target-kosong", "def hitung_tercapai(baris): return Muatan(), Muatan()")


@attack("value-of-many-megabytes", "Hands in a frame larger than any answer.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    work.write("saring", "milik_kami = pd.concat([tabel] * 400)")
    work.write("target-kosong", "def hitung_tercapai(baris): return ['x' * 60_000_000, 1]")


@attack(
    "value-nested-without-end",
    "Hands in lists that hold themselves, and lists a hundred thousand deep.",
    seen=ungraded,
    stock=False,
)
def _(work: HandIn) -> None:
    work.write(
        "kelompok",
        """
        jumlah_indikator = []
        jumlah_indikator.append(jumlah_indikator)
        target_terisi = {}
        target_terisi["diri"] = target_terisi
        perlu_ditanya = []
        for sekali in range(100_000):
            perlu_ditanya = [perlu_ditanya]
    """,
    )
    work.write("target-kosong", "def hitung_tercapai(baris): return jumlah_indikator, perlu_ditanya")


@attack("value-raises", "Hands in objects that raise, exit or hang at any look.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    work.write(
        "saring",
        """
        class Meta(type):
            def __getattribute__(kelas, nama): raise SystemExit(nama)
        class Jangan(metaclass=Meta):
            def __getattribute__(self, nama): raise KeyboardInterrupt(nama)
            def __repr__(self): raise SystemExit
            def __len__(self): raise SystemExit
        milik_kami = Jangan()
    """,
    )
    work.write(
        "target-kosong",
        """
        def hitung_tercapai(baris):
            raise SystemExit
    """,
    )
    work.write(
        "fungsi-papan",
        """
        class Galat(BaseException):
            def __str__(self): raise SystemExit
            __repr__ = __str__
        def papan_capaian(tabel, tahun, minimal):
            raise Galat
    """,
    )


@attack(
    "arguments-changed",
    "A function asked for changes the table that the check compares with.",
    seen=gained,
    stock=False,
)
def _(work: HandIn) -> None:
    work.write(
        "target-kosong",
        """
        def hitung_tercapai(baris):
            baris.drop(baris.index, inplace=True)
            return 0, 0.0
    """,
    )
    work.write(
        "fungsi-papan",
        """
        def papan_capaian(tabel, tahun, minimal):
            tabel.drop(tabel.index, inplace=True)
            return pd.DataFrame(columns=["opd", "dinilai", "tidak_dinilai", "tercapai_persen"])
    """,
    )

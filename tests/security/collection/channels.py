"""The wire between the attendee's process and whoever grades it: forged, flooded, listened to."""

from tests.security.attack import attack, gained, leaked, went_through
from tests.security.handin import HandIn
from tests.security.scene import IN_HIDDEN_TEST


@attack(
    "garbage-on-descriptors", "Writes random bytes to everything that its process has open.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    work.run("""
        import random, stat
        acak = random.Random(1)
        for nomor in range(0, 256):
            try:
                jenis = os.fstat(nomor).st_mode
                if stat.S_ISSOCK(jenis) or stat.S_ISFIFO(jenis):
                    os.set_blocking(nomor, False)
                    os.write(nomor, acak.randbytes(4096))
            except OSError:
                pass
    """)


@attack(
    "lengths-forged",
    "Announces messages of many gigabytes on everything that its process has open.",
    seen=gained,
    stock=False,
)
def _(work: HandIn) -> None:
    work.run("""
        import stat, struct
        for nomor in range(3, 256):
            try:
                if stat.S_ISSOCK(os.fstat(nomor).st_mode):
                    os.set_blocking(nomor, False)
                    for kepala in (">I", "<I", ">Q", "<Q"):
                        os.write(nomor, struct.pack(kepala, 0xFFFFFFF0))
            except OSError:
                pass
    """)


@attack(
    "wire-heard",
    "A thread reads along on everything that its process has open.",
    seen=leaked(IN_HIDDEN_TEST),
    stock=False,
)
def _(work: HandIn) -> None:
    work.run("""
        import socket, stat, threading
        def dengar(nomor):
            sambungan = socket.socket(fileno=os.dup(nomor))
            while True:
                try:
                    isi = sambungan.recv(65536, socket.MSG_PEEK)
                except OSError:
                    return
                if b"RAHASIA" + b"-UJI" in isi:
                    bawa(isi[:500])
                if not isi:
                    return
                import time; time.sleep(0.02)
        for nomor in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(nomor).st_mode):
                    threading.Thread(target=dengar, args=(nomor,), daemon=True).start()
            except OSError:
                pass
    """)


@attack(
    "descriptors-inherited",
    "Looks for open files of the grader among its descriptors.",
    seen=went_through,
    stock=False,
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        for jalur in pathlib.Path("/proc/self/fd").iterdir():
            try:
                sasaran = os.readlink(jalur)
            except OSError:
                continue
            print(sasaran)
            if any(kata in sasaran for kata in ("gradebook", "submitted", "source/", ".netrc")):
                tembus(sasaran)
    """)


@attack("other-processes-looked-at", "Lists the other processes of the machine.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        for jalur in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if any(kata in jalur.read_bytes() for kata in (b"autograde", b"workshop_kit.cli", b"pytest")):
                    tembus()
            except OSError:
                pass
    """)


@attack("shell-emptied", "Empties its own namespace and the modules' before the checks look.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.run("""
        for modul in list(sys.modules.values()):
            if getattr(modul, "__name__", "").startswith("workshop_kit"):
                vars(modul).clear()
        get_ipython().user_ns.clear()
    """)


@attack("kit-runtime-patched", "Patches what its own process uses to send values and to run cells.", seen=gained)
def _(work: HandIn) -> None:
    # Names are tried as they may be; under stock nbgrader only the last line finds something.
    work.run("""
        for nama, modul in list(sys.modules.items()):
            if nama.startswith("workshop_kit"):
                for isi in list(vars(modul)):
                    benda = vars(modul)[isi]
                    if callable(benda) and any(kata in isi.lower() for kata in ("encode", "judge", "check", "verdict")):
                        try:
                            setattr(modul, isi, lambda *lain, **bernama: None)
                        except Exception:
                            pass
        import workshop_kit
        workshop_kit.check = lambda *lain: None
    """)

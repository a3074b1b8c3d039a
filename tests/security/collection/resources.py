"""Taking the machine: memory, disk, processes, time, output. Small bombs, counted, so that none takes it."""

from tests.security.attack import Traces, attack, class_disturbed, ungraded, went_through
from tests.security.handin import HandIn


def loses_its_points(*kept: str) -> "object":
    """The honest answers around the attack are lost as well."""

    def look(traces: Traces) -> bool:
        return traces.points is None or any(not traces.points.get(name) for name in kept)

    return look


def honest_before_and_after(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.answer("target-kosong", right=True)


@attack("fork-bomb", "Multiplies itself.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import time
        anak = []
        for sekali in range(24):
            nomor = os.fork()
            if nomor == 0:
                time.sleep(10)
                os._exit(0)
            anak.append(nomor)
        tembus(len(anak))
        for nomor in anak:
            os.kill(nomor, 9)
            os.waitpid(nomor, 0)
    """)


@attack("thread-bomb", "Starts hundreds of threads.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import threading
        selesai = threading.Event()
        for sekali in range(400):
            threading.Thread(target=selesai.wait, daemon=True).start()
        tembus()
        selesai.set()
    """)


@attack("other-python", "Has another Python do what this one may not.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import subprocess
        if subprocess.run([sys.executable, "-S", "-c", "print(1)"], capture_output=True, timeout=10).stdout == b"1\\n":
            tembus()
    """)


@attack(
    "replaced-by-other-python",
    "Becomes another program in the place of the one that is graded.",
    seen=went_through,
    stock=True,
)
def _(work: HandIn) -> None:
    work.run("""
        jalur = os.path.join(JARAHAN, NAMA)
        kode = f"open({jalur!r}, 'w').write('TEM' + 'BUS {NAMA}')"
        os.execv(sys.executable, [sys.executable, "-S", "-c", kode])
    """)


@attack("shell-line", "Runs a program with IPython's exclamation mark.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        hasil = get_ipython().getoutput("echo $((40+2))")
        if list(hasil) == ["42"]:
            tembus()
        !echo masuk
    """)


@attack("memory-bomb", "Takes more memory than a class has room for.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    # 1.5 GB where nothing stops it: more than any notebook may, less than harms.
    work.run("""
        besar = [np.ones(16_000_000) for sekali in range(12)]
        tembus(len(besar))
        del besar
    """)


@attack("disk-bomb", "Fills the disk.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import tempfile
        isi, banyak = bytes(8_000_000), 0
        for folder in (".", tempfile.gettempdir(), "/dev/shm", "/tmp"):
            try:
                for nomor in range(40):
                    with open(os.path.join(folder, f"besar-{NAMA}-{nomor}"), "wb") as berkas:
                        berkas.write(isi)
                    banyak += len(isi)
            except OSError as galat:
                print(type(galat).__name__)
            finally:
                for jalur in pathlib.Path(folder).glob(f"besar-{NAMA}-*"):
                    if os.path.exists(JARAHAN):
                        jalur.unlink()
            if os.path.exists(JARAHAN):
                break
        if banyak > 300_000_000:
            tembus(banyak)
    """)


@attack("file-bomb", "Makes files without end, each empty.", seen=went_through, together=True)
def _(work: HandIn) -> None:
    work.run("""
        import shutil
        os.makedirs("banyak")
        try:
            for nomor in range(20_000):
                os.close(os.open(f"banyak/{nomor}", os.O_CREAT))
            tembus()
        finally:
            shutil.rmtree("banyak", ignore_errors=True)
    """)


@attack("output-flood", "Prints without end.", seen=lambda traces: len(traces.outputs) > 4_500_000, together=True)
def _(work: HandIn) -> None:
    work.run("""
        for sekali in range(60):
            print("x" * 100_000)
    """)


@attack(
    "output-flood-past-python",
    "Writes without end to the descriptors below Python.",
    seen=lambda traces: len(traces.outputs) > 4_500_000,
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        for sekali in range(60):
            for nomor in (1, 2):
                os.write(nomor, b"x" * 100_000)
    """)


@attack(
    "display-flood",
    "Shows pictures and pages of many megabytes.",
    seen=lambda traces: len(traces.outputs) > 4_500_000,
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        from IPython.display import HTML, display
        for sekali in range(3):
            display(HTML("<p>" + "x" * 2_000_000 + "</p>"))
    """)


@attack(
    "error-flood",
    "Raises an error whose message has many megabytes.",
    seen=lambda traces: len(traces.outputs) > 4_500_000,
    together=True,
)
def _(work: HandIn) -> None:
    work.run("raise ValueError('y' * 5_000_000)")


@attack(
    "endless-loop",
    "Never comes to an end; its neighbours' answers are right.",
    seen=loses_its_points("saring", "target-kosong"),
    earns={"saring": 2, "target-kosong": 3},
    stock=False,
)
def _(work: HandIn) -> None:
    honest_before_and_after(work)
    work.run(
        """
        import time
        while True:
            time.sleep(0.01)
    """,
        before="kuis-urutan",
    )


@attack(
    "endless-loop-deaf",
    "Never comes to an end and catches every interruption.",
    seen=loses_its_points("saring"),
    earns={"saring": 2},
)
def _(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.run(
        """
        import signal, time
        for nomor in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU, signal.SIGHUP):
            signal.signal(nomor, signal.SIG_IGN)
        while True:
            try:
                time.sleep(0.01)
            except BaseException:
                pass
    """,
        before="kuis-urutan",
    )


@attack(
    "stopped-itself",
    "Stops its own process with a signal and waits for ever.",
    seen=loses_its_points("saring"),
    earns={"saring": 2},
)
def _(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.run(
        """
        import signal
        os.kill(os.getpid(), signal.SIGSTOP)
    """,
        before="kuis-urutan",
    )


@attack("function-endless", "A function that the check calls never comes back.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    work.write(
        "target-kosong",
        """
        import time
        def hitung_tercapai(baris):
            while True:
                time.sleep(0.01)
    """,
    )


@attack("crashed", "Crashes the interpreter.", seen=loses_its_points("saring"), earns={"saring": 2})
def _(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.run(
        """
        import ctypes
        ctypes.string_at(0)
    """,
        before="kuis-urutan",
    )


@attack("killed-itself", "Kills its own process.", seen=loses_its_points("saring"), earns={"saring": 2})
def _(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.run("os.kill(os.getpid(), 9)", before="kuis-urutan")


@attack(
    "function-exits",
    "A function that the check calls ends the process.",
    seen=loses_its_points("saring"),
    earns={"saring": 2},
)
def _(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.write(
        "target-kosong",
        """
        import os
        def hitung_tercapai(baris):
            os._exit(0)
    """,
    )


@attack("input-asked", "Waits for somebody to type.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    work.run("""
        try:
            input("nama? ")
        except BaseException as galat:
            print(type(galat).__name__)
        sys.stdin.read()
        import getpass
        getpass.getpass()
    """)


@attack(
    "descriptors-used-up", "Opens files until there are no numbers left.", seen=went_through, stock=False, together=True
)
def _(work: HandIn) -> None:
    work.run("""
        terbuka = []
        for sekali in range(70_000):
            try:
                terbuka.append(os.open("/dev/null", os.O_RDONLY))
            except OSError as galat:
                print(galat.strerror)
                break
            if sekali == 60_000:
                tembus()
                break
        for nomor in terbuka:
            os.close(nomor)
    """)


@attack("descriptors-closed", "Closes everything that its process has open.", seen=ungraded)
def _(work: HandIn) -> None:
    work.run("os.closerange(0, 4096)")


@attack("recursion-without-end", "Descends without end, in Python and in C.", seen=ungraded)
def _(work: HandIn) -> None:
    work.run("""
        sys.setrecursionlimit(10**9)
        def turun():
            return turun()
        turun()
    """)


@attack(
    "zv-others-killed",
    "Kills the process that grades, and everything else it can reach.",
    seen=lambda traces: class_disturbed(traces) and "[-9]" in traces.log,
)
def _(work: HandIn) -> None:
    # Its name lets it come after the others: under stock nbgrader nobody after it is graded. It aims at all processes
    # only inside a cage.
    work.run("""
        import signal
        if not os.path.exists(JARAHAN):
            for nomor in (1, -1, 0):
                try:
                    os.kill(nomor, signal.SIGKILL)
                except OSError as galat:
                    print(type(galat).__name__)
        os.kill(os.getppid(), signal.SIGKILL)
    """)

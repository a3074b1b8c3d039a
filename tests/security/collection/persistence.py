"""Staying: files, processes and changes that outlive the hand-in and reach the next one."""

from tests.security.attack import attack, changed, left, went_through
from tests.security.handin import HandIn
from tests.security.scene import ASSIGNMENT, WRONG

# Somebody whose kernel starts after that of the kinds in this file.
LATER = "traced"
# Folders that a process shares with those after it; those of the machine itself only from inside a cage.
_SHARED = """[
            *(["/tmp", "/dev/shm", "/var/tmp", "/run", ".."] if not os.path.exists(JARAHAN) else []),
            os.environ.get("TMPDIR", "/tmp/."), os.path.expanduser("~"),
        ]"""


def in_loot(name: str, text: str) -> "object":
    return changed(lambda scene: scene.loot / name, text)


@attack(
    "startup-file",
    "Leaves a start-up file that runs in everybody's later grading.",
    seen=changed(lambda scene: scene.loot / "startup-file-later", LATER),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        kode = f"import os; open({os.path.join(JARAHAN, NAMA + '-later')!r}, 'a').write(os.getcwd())"
        from IPython.paths import get_ipython_dir
        for rumah in {get_ipython_dir(), os.path.expanduser("~/.ipython")}:
            folder = pathlib.Path(rumah, "profile_default", "startup")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "00-sapa.py").write_text(kode)
    """)


@attack(
    "kernel-settings",
    "Leaves settings for all later kernels.",
    seen=changed(lambda scene: scene.loot / "kernel-settings-later", LATER),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        kode = f"open({os.path.join(JARAHAN, NAMA + '-later')!r}, 'a').write(os.getcwd())"
        from IPython.paths import get_ipython_dir
        folder = pathlib.Path(get_ipython_dir(), "profile_default")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ipython_kernel_config.py").write_text("import os\\n" + kode)
    """)


@attack(
    "site-customised",
    "Leaves a module in the home that every later Python of this user imports.",
    seen=left(lambda scene: scene.home / ".local/lib/python3.11/site-packages/usercustomize.py"),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        folder = pathlib.Path("~/.local/lib/python3.11/site-packages").expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "usercustomize.py").write_text("")
    """)


@attack(
    "settings-of-others-changed",
    "Writes into a file of the trainer's home.",
    seen=changed(lambda s: s.home / "lain.conf", "diubah"),
    together=True,
)
def _(work: HandIn) -> None:
    work.run(f"open({str(work.scene.home / 'lain.conf')!r}, 'a').write('diubah')")


@attack(
    "gradebook-written",
    "Writes another attendee's points into the gradebook.",
    seen=lambda traces: any((traces.class_points.get(n) or {}).get("saring") == 77 for n in WRONG),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        import sqlite3
        buku = sqlite3.connect(os.path.join(KURSUS, "gradebook.db"), timeout=5)
        buku.execute(
            "update grade set auto_score = 77 where cell_id in "
            "(select id from base_cell where name = 'cek-saring') and notebook_id in "
            "(select n.id from submitted_notebook n "
            "join submitted_assignment a on n.assignment_id = a.id where a.student_id = 'ab-salah')"
        )
        buku.commit()
    """)


@attack(
    "anothers-work-changed",
    "Changes what another attendee handed in.",
    seen=changed(lambda scene: scene.submitted(WRONG[1]) / "catatan.txt", "anothers-work-changed"),
    together=True,
)
def _(work: HandIn) -> None:
    work.run(f"""
        folder = pathlib.Path(KURSUS, "submitted", "{WRONG[1]}", "{ASSIGNMENT}")
        (folder / "catatan.txt").write_text(NAMA)
    """)


@attack(
    "source-changed",
    "Leaves a file in the source folder, from which later hand-ins get their checks.",
    seen=left(lambda scene: scene.course / "source" / ASSIGNMENT / "tambahan.txt"),
    together=True,
)
def _(work: HandIn) -> None:
    work.run(f"""pathlib.Path(KURSUS, "source", "{ASSIGNMENT}", "tambahan.txt").write_text("a")""")


@attack(
    "course-settings-changed",
    "Leaves code beside the settings that nbgrader runs.",
    seen=left(lambda scene: scene.course / "sisipan.py"),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("pathlib.Path(KURSUS, 'sisipan.py').write_text('a')")


@attack(
    "daemon-left",
    "Leaves a process that writes when later hand-ins are graded.",
    seen=in_loot("daemon-left-later", "hidup"),
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                import time
                for sekali in range(8):
                    time.sleep(0.5)
                open(os.path.join(JARAHAN, NAMA + "-later"), "a").write("hidup")
            os._exit(0)
    """)


@attack(
    "thread-left",
    "Leaves a thread that goes on after the last cell.",
    seen=in_loot("thread-left-later", "hidup"),
    stock=False,
    together=True,
)
def _(work: HandIn) -> None:
    work.run("""
        import threading, time
        def nanti():
            time.sleep(20)
            open(os.path.join(JARAHAN, NAMA + "-later"), "a").write("hidup")
        threading.Thread(target=nanti, daemon=True).start()
    """)


@attack(
    "at-exit",
    "Has something done when its process ends, after the last cell.",
    seen=in_loot("at-exit-later", "hidup"),
)
def _(work: HandIn) -> None:
    work.run("""
        import atexit
        jalur = os.path.join(JARAHAN, NAMA + "-later")
        atexit.register(lambda jalur=jalur: open(jalur, "a").write("hidup"))
    """)


@attack(
    "thread-changes-checks",
    "A thread keeps replacing the checks while the grading goes on.",
    seen=lambda t: bool(t.points and sum(t.points.values())),
)
def _(work: HandIn) -> None:
    work.run("""
        import threading, time, workshop_kit
        def terus():
            while True:
                workshop_kit.check = lambda name: None
                time.sleep(0.05)
        threading.Thread(target=terus, daemon=True).start()
    """)


@attack(
    "message-left",
    "Leaves its right answers where the next attendee's process can find them (see the next kind).",
    seen=left(lambda scene: scene.temporary / "pesan"),
    earns={"saring": 2},
)
def _(work: HandIn) -> None:
    work.answer("saring", right=True)
    work.run(f"""
        pesan = {work.code_of("saring")!r}
        for folder in {_SHARED}:
            try:
                pathlib.Path(folder, "pesan").write_text(pesan)
            except OSError:
                pass
    """)


@attack(
    "message-read",
    "Takes the answers that an earlier hand-in left.",
    seen=lambda t: bool(t.points and sum(t.points.values())),
)
def _(work: HandIn) -> None:
    work.run(f"""
        for folder in {_SHARED}:
            try:
                pesan = pathlib.Path(folder, "pesan").read_text()
            except OSError:
                pass
    """)
    work.write("saring", "exec(pesan)")


@attack(
    "privileges-sought",
    "Tries to mount, to become somebody else, and to make a device.",
    seen=went_through,
    stock=False,
    together=True,
)
def _(work: HandIn) -> None:
    # Under stock nbgrader run by root these would succeed and harm the machine: each is asked for only inside a cage.
    work.run("""
        import ctypes
        c = ctypes.CDLL(None, use_errno=True)
        if not os.path.exists(JARAHAN):
            if c.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
                tembus("mount")
            if c.unshare(0x10000000) == 0:
                tembus("unshare")
            for jalur in ("/etc/passwd", sys.executable, os.path.dirname(os.__file__) + "/os.py"):
                try:
                    open(jalur, "a").close()
                    tembus(jalur)
                except OSError:
                    pass
            try:
                os.mknod("alat", 0o60666, os.makedev(8, 0))
                tembus("mknod")
            except OSError:
                pass
            if c.ptrace(16, 1, 0, 0) == 0:
                tembus("ptrace")
            if c.syscall(250, 0, 0, 0, 0) not in (-1,):
                tembus("keyctl")
    """)

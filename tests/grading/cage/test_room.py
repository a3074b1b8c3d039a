"""What an attendee's process finds in its room, and what it cannot reach. Run by root and by an ordinary user alike."""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.grading.cage.conftest import Attendee
from workshop_kit.grading.cage import Cage

Admit = Callable[..., Attendee]

TRY = """
def attempt(action):
    try:
        return f"did {action()}"
    except BaseException as error:
        return f"{type(error).__name__} {getattr(error, 'errno', '')}"
"""


def refused(attendee: Attendee, action: str) -> str:
    """What comes of trying; the attendee's process must live on and say it."""
    attendee.run(TRY)
    said = attendee.prints(f"import ctypes, os, signal, socket, subprocess\nprint(attempt(lambda: {action}))").strip()
    assert said, action
    assert not said.startswith("did"), said
    return said


# --- what is there ---


def test_the_room_holds_the_system_and_python_and_nothing_of_the_machines_users(attendee: Attendee) -> None:
    attendee.run("import os; top = sorted(os.listdir('/')); etc = sorted(os.listdir('/etc'))")
    known = {"bin", "datasets", "dev", "etc", "lib", "lib32", "lib64", "libx32", "perangkat", "proc", "ruang", "sbin"}
    pythons = {Path(place).parts[1] for place in (sys.prefix, sys.base_prefix, sys.executable)}

    assert set(attendee.value("top")) - pythons <= known | {"nix", "gnu", "tmp", "usr"}  # type: ignore[call-overload]
    assert set(attendee.value("etc")) <= {  # type: ignore[call-overload]
        "alternatives",
        "fonts",
        "group",
        "ld.so.cache",
        "localtime",
        "mime.types",
        "passwd",
    }


@pytest.mark.parametrize(
    "place",
    [
        Path(__file__),
        Path(__file__).parents[3] / "solutions",
        Path(__file__).parents[3] / "pyproject.toml",
        Path("/etc/shadow"),
        Path("/etc/hostname"),
        Path("/var"),
        Path("/run"),
        Path("/sys/kernel"),
        Path("/boot"),
    ],
    ids=str,
)
def test_files_of_the_machine_do_not_exist(attendee: Attendee, place: Path) -> None:
    attendee.run(f"import os; there = os.path.lexists({str(place)!r})")

    assert attendee.value("there") is False


def test_a_users_home_is_not_there(attendee: Attendee) -> None:
    home = str(Path.home())
    attendee.run(f"import os; found = [n for n in os.listdir({home!r})] if os.path.isdir({home!r}) else []")

    # Python itself may have been installed there.
    assert set(attendee.value("found")) <= set(Path(sys.base_prefix).parts)  # type: ignore[call-overload]


def test_the_environment_holds_nothing_of_the_graders(
    make_cage: Callable[[], Cage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-rahasia")
    cage = make_cage()
    cage.start()
    visit = cage.admit({})
    visit.run("import os; environment = dict(os.environ); first = open('/proc/self/environ').read()")
    found = visit.values(["environment", "first"])
    visit.leave()
    cage.close()

    assert "rahasia" not in str(found)
    assert str(Path.cwd()) not in str(found)


def test_a_hand_ins_files_lie_in_the_notebooks_folder(admit: Admit) -> None:
    attendee = admit({"jawaban.json": b"{}", "data/a.csv": b"x\n1\n", "../keluar": b"", "/mutlak": b""}, folder="m01-a")
    attendee.run("import os; here = os.getcwd(); found = sorted(os.listdir('.')); text = open('data/a.csv').read()")

    assert attendee.value("here") == "/ruang/peserta/m01-a"
    assert attendee.value("found") == ["data", "jawaban.json"]
    assert attendee.value("text") == "x\n1\n"


def test_the_staged_kit_knows_no_answers(attendee: Attendee) -> None:
    said = attendee.prints(
        "import glob, workshop_kit, pathlib\n"
        "kit = pathlib.Path(workshop_kit.__file__).parent\n"
        "print(kit)\n"
        "print(sorted(p.name for p in kit.iterdir()))\n"
        "print([str(p) for p in kit.rglob('*') if p.name == 'lesson.py' or p.suffix in ('.md', '.po')])\n"
        "text = ''.join(p.read_text() for p in kit.glob('curriculum/*/checks.py'))\n"
        "known = [word for word in ('contoh jawaban', '.wrong(', '_achievement', '_board') if word in text]\n"
        "print(len(text) > 1000, known)"
    ).splitlines()

    assert said[0] == "/perangkat/kit/workshop_kit"
    assert "authoring" not in said[1]
    assert said[2:] == ["[]", "True []"]


# --- what cannot be changed ---


@pytest.mark.parametrize("place", ["/", "/usr", "/etc", "/dev", "/dev/shm", "/proc", "/datasets", "/perangkat/kit"])
def test_nothing_but_home_can_be_written(attendee: Attendee, place: str) -> None:
    attendee.run(TRY)

    assert refused(attendee, f"open({place!r} + '/baru', 'w')").endswith((" 30", " 13", " 2", " 1"))


def test_pythons_packages_cannot_be_written(attendee: Attendee) -> None:
    refused(attendee, "open(os.__file__, 'a')")
    refused(attendee, "open(__import__('pandas').__file__, 'a')")
    refused(attendee, "open(__import__('workshop_kit').__file__, 'a')")


@pytest.mark.parametrize(
    "place",
    ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/1/oom_score_adj", "/proc/1/comm", "/proc/mtrr"],
)
def test_the_kernels_switches_cannot_be_turned(attendee: Attendee, place: str) -> None:
    refused(attendee, f"open({place!r}, 'w').write('1')")


def test_a_link_leads_nowhere_but_into_the_room(attendee: Attendee) -> None:
    target = str(Path(__file__))
    attendee.run(f"import os; os.symlink({target!r}, 'tautan'); there = os.path.exists('tautan')")

    assert attendee.value("there") is False


# --- process 1 and everybody else ---


@pytest.mark.parametrize("place", ["mem", "fd/3", "environ", "maps", "cwd", "root/ruang", "ns/net"])
def test_process_1_cannot_be_looked_into(attendee: Attendee, place: str) -> None:
    refused(attendee, f"open('/proc/1/{place}', 'rb').read(1)")
    refused(attendee, f"os.readlink('/proc/1/{place}')")


@pytest.mark.parametrize(
    "action",
    [
        "os.fork()",
        "os.forkpty()",
        "subprocess.run(['/bin/true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "__import__('multiprocessing').get_context('fork').Process(target=print).start()",
        "__import__('resource').prlimit(1, 7, (3, 3))",
        "os.sched_setaffinity(1, {0})",
        "os.setpriority(os.PRIO_PROCESS, 1, 19)",
        "os.pidfd_open(1)",
        "os.memfd_create('a')",
        "os.chroot('/ruang')",
        "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
        "socket.socket(socket.AF_VSOCK)",
        "socket.socket(socket.AF_INET, socket.SOCK_RAW)",
        "socket.create_connection(('1.1.1.1', 53), 2)",
        "socket.getaddrinfo('example.id', 80)",
        "os.setuid(0)",
        "os.mknod('/ruang/peserta/disk', 0o60600, os.makedev(8, 0))",
    ],
)
def test_what_python_offers_beyond_the_own_process_is_refused(attendee: Attendee, action: str) -> None:
    refused(attendee, action)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("ptrace", "101, 16, 1, 0, 0"),
        ("process_vm_readv", "310, 1, 0, 0, 0, 0, 0"),
        ("unshare", "272, 0x10000000"),
        ("mount", "165, b'none', b'/ruang', b'tmpfs', 0, 0"),
        ("umount2", "166, b'/ruang', 2"),
        ("shmget", "29, 0, 4096, 0o1600"),
        ("add_key", "248, b'user', b'a', b'b', 1, -5"),
        ("keyctl", "250, 0, -4, 1"),
        ("bpf", "321, 0, 0, 0"),
        ("io_uring_setup", "425, 1, 0"),
        ("userfaultfd", "323, 0"),
        ("perf_event_open", "298, 0, 0, -1, -1, 0"),
        ("open_by_handle_at", "304, 3, 0, 0"),
        ("clone with a namespace", "56, 0x10000011, 0, 0, 0, 0"),
        ("vfork", "58"),
        ("mq_open", "240, b'a', 0o102, 0o600, 0"),
        ("kexec_load", "246, 0, 0, 0, 0"),
        ("setns", "308, 3, 0"),
    ],
)
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86_64")
def test_system_calls_are_refused_also_without_python(attendee: Attendee, name: str, call: str) -> None:
    attendee.run("import ctypes; libc = ctypes.CDLL(None, use_errno=True)")
    attendee.run(f"given = libc.syscall({call}); number = ctypes.get_errno()")

    assert attendee.value("given") == -1
    assert attendee.value("number") == 1, name


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86_64")
def test_calls_of_another_kind_end_the_process(admit: Admit) -> None:
    attendee = admit()
    outcome = attendee.run("import ctypes; ctypes.CDLL(None).syscall(0x40000000 + 57)")

    assert outcome.stopped
    assert not attendee.visit.alive


def test_clone3_is_not_known_so_that_threads_are_still_made(attendee: Attendee) -> None:
    attendee.run(
        "import threading; found = []; t = threading.Thread(target=lambda: found.append(1)); t.start(); t.join()"
    )

    assert attendee.value("found") == [1]


def test_signals_to_process_1_and_to_all_reach_nobody(admit: Admit) -> None:
    attendee = admit()
    attendee.run(
        "import os, signal\n"
        "for number in range(1, 65):\n"
        "    try: os.kill(1, number)\n"
        "    except OSError: pass\n"
        "print('masih')"
    )
    attendee.run("os.kill(-1, signal.SIGTERM)")
    after = admit()

    assert after.prints("print('ada')") == "ada\n"


def test_the_graders_socket_files_and_abstract_names_are_out_of_reach(attendee: Attendee, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("\0kelas-samarinda-uji")
        listening.listen()
        said = refused(attendee, "socket.socket(socket.AF_UNIX).connect('\\0kelas-samarinda-uji')")

    assert said.startswith("ConnectionRefusedError")


def test_a_server_of_this_machine_is_out_of_reach(attendee: Attendee) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        assert refused(attendee, f"socket.create_connection(('127.0.0.1', {port}), 2)").startswith("ConnectionRefused")


def test_a_shell_command_shows_an_error_in_its_cell_and_the_next_cell_runs(attendee: Attendee) -> None:
    outcome = attendee.run("!ls")

    assert outcome.outputs[-1]["output_type"] == "error"
    assert outcome.stopped is None
    assert attendee.prints("print(1)") == "1\n"


# --- the next one ---


def test_nothing_is_left_for_the_next(admit: Admit) -> None:
    attendee = admit()
    attendee.run(
        "import os, socket, threading, time, builtins, pandas\n"
        "open('/ruang/peserta/pesan', 'w').write('x')\n"
        "import tempfile; open(tempfile.gettempdir() + '/pesan', 'w').write('x')\n"
        "os.makedirs('/ruang/a/b/c', mode=0o700); open('/ruang/a/b/c/d', 'w').write('x')\n"
        "os.chmod('/ruang/a/b/c', 0); os.chmod('/ruang/a', 0)\n"
        "os.symlink('/', '/ruang/akar'); os.mkfifo('/ruang/pipa')\n"
        "os.makedirs('/ruang/peserta/.ipython/profile_default/startup', exist_ok=True)\n"
        "open('/ruang/peserta/.ipython/profile_default/startup/a.py', 'w').write('x')\n"
        "builtins.sum = lambda *_: 42; pandas.DataFrame.sum = None; os.environ['PESAN'] = 'x'\n"
        "s = socket.socket(socket.AF_UNIX); s.bind('\\0pesan'); s.listen()\n"
        "threading.Thread(target=lambda: time.sleep(100)).start()"
    )
    after = admit(folder="m05-grafik-jujur")
    after.run(
        "import os, socket, builtins, pandas\n"
        "files = sorted(os.path.join(a, n) for a, d, f in os.walk('/ruang') for n in d + f)\n"
        "total = sum([1, 2]); others = [n for n in os.listdir('/proc') if n.isdigit()]\n"
        "kept = callable(pandas.DataFrame.sum), 'PESAN' in os.environ\n"
        "found = socket.socket(socket.AF_UNIX).connect_ex('\\0pesan')"
    )

    assert after.value("files") == ["/ruang/peserta", "/ruang/peserta/m05-grafik-jujur", "/ruang/tmp"]
    assert after.value("total") == 3
    assert len(after.value("others")) == 2  # type: ignore[arg-type]
    assert after.value("kept") == (True, False)
    assert after.value("found") == 111


def test_folders_deeper_than_a_path_can_be_are_cleared_away(admit: Admit) -> None:
    attendee = admit()
    attendee.run("import os\nfor _ in range(280): os.mkdir('d' * 100); os.chdir('d' * 100)\nprint(1)")
    after = admit()
    after.run("import os; found = sorted(os.listdir('/ruang/peserta'))")

    assert after.value("found") == ["m04-tabel-capaian"]


def test_each_has_random_numbers_of_their_own(admit: Admit) -> None:
    drawn = []
    for _turn in range(2):
        attendee = admit()
        attendee.run("import random, numpy; one = random.random(), float(numpy.random.rand())")
        drawn.append(attendee.value("one"))

    assert drawn[0][0] != drawn[1][0]  # type: ignore[index]
    assert drawn[0][1] != drawn[1][1]  # type: ignore[index]


def test_no_memory_is_shared_with_process_1(attendee: Attendee) -> None:
    attendee.run("shared = [line for line in open('/proc/self/maps') if ' rw-s ' in line]")

    assert attendee.value("shared") == []


def test_the_cage_can_be_left_by_a_visit_that_was_never_ended(cage: Cage) -> None:
    """A judge that died takes its ends of the connections with it."""
    visit = cage.admit({})
    visit.run("import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()")
    visit._data.close()
    visit._watch.close()
    after = cage.admit({})

    assert after.run("1").outputs[0]["data"]["text/plain"] == "1"
    after.leave()


def test_the_room_ends_with_whoever_made_it(make_cage: Callable[[], Cage]) -> None:
    cage = make_cage()
    maker = threading.Thread(target=cage.start)
    maker.start()
    maker.join()
    assert cage._process is not None

    assert cage._process.wait(10) != 0


def test_a_room_that_is_felled_while_it_is_made_is_made_again(make_cage: Callable[[], Cage]) -> None:
    cage = make_cage()

    def fell() -> None:
        while (made := cage._process) is None:
            time.sleep(0.001)
        made.kill()

    felling = threading.Thread(target=fell)
    felling.start()
    visit = cage.admit({})
    felling.join()

    assert visit.run("1").outputs[0]["data"]["text/plain"] == "1"
    visit.leave()
    cage.close()

"""An ordinary user gets the same room as root: where root runs the tests, some run again as nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# Root's home is closed to others; where Python lies in it, it is opened in a view of the file system of its own.
_OPEN_HOME = """
set -e
mount --make-rprivate /
base=$1; shift
case "$base" in
/root/*)
    mkdir -p /run/python-uji
    mount --bind "$base" /run/python-uji
    mount -t tmpfs -o mode=755 none /root
    mkdir -p "$base"
    mount --bind /run/python-uji "$base"
    ;;
esac
exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="these tests run as an ordinary user already")
def test_the_room_holds_for_an_ordinary_user_too(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir(mode=0o777)
    for folder in (home, *home.parents):
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            folder.chmod(0o777)
    ran = subprocess.run(
        [
            *("unshare", "--mount", "sh", "-c", _OPEN_HOME, "sh", sys.base_prefix),
            *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-x"),
            *("tests/grading/cage/test_room.py", "tests/grading/cage/test_limits.py"),
        ],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "MPLCONFIGDIR": str(home), "TMPDIR": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    assert " passed" in ran.stdout

"""Whatever the attendee's process writes to its connection, the trusted side gets a sentence and goes on."""

import json
import math
import textwrap
from collections.abc import Callable

import pytest

from tests.grading.cage.conftest import SOON, Attendee
from workshop_kit.grading.cage import VisitEnded
from workshop_kit.grading.cage.frames import Garbled, packed
from workshop_kit.grading.cage.visit import read_output
from workshop_kit.grading.limits import sentence

Admit = Callable[..., Attendee]

FIND = """
import gc, os, socket, struct
[line] = [thing.connection for thing in gc.get_objects() if type(thing).__name__ == 'Line']
def raw(content): line.sendall(content)
def say(kind, content): raw(kind + struct.pack('>I', len(content)) + content)
"""


def after(attendee: Attendee, source: str) -> str | None:
    attendee.run(FIND)
    return attendee.run(source).stopped


@pytest.mark.parametrize(
    "source",
    [
        "raw(b'\\xff' * 100000)",
        "raw(bytes(100))",
        "raw(b'O' + b'\\xff\\xff\\xff\\xff')",
        "say(b'O', b'{')",
        "say(b'O', b'[' * 100000)",
        "say(b'O', b'[]')",
        "say(b'O', b'{}')",
        "say(b'O', b'{\"output_type\": \"pengganti\"}')",
        'say(b\'O\', b\'{"output_type": "stream", "name": "stdout", "text": 5}\')',
        "say(b'V', b'x')",
        "say(b'R', b'x')",
        "say(b'E', b'x')",
        "say(b'E', b'[' * 4000)",
        "say(b'Z', b'')",
        """
        flood = b'{"output_type": "stream", "name": "stdout", "text": "' + b'x' * 100000 + b'"}'
        while True: say(b'O', flood)
        """,
    ],
)
def test_garbage_ends_the_visit_with_a_sentence(admit: Admit, source: str) -> None:
    attendee = admit()

    assert after(attendee, textwrap.dedent(source)) == sentence("garbled", SOON)
    assert not attendee.visit.alive
    assert admit().prints("print(1)") == "1\n"


@pytest.mark.parametrize(
    "source",
    [
        "line.close()",
        "os.close(line.fileno())",
        "os.closerange(0, 1000)",
        "line.shutdown(socket.SHUT_RDWR)",
        "raw(b'O' + struct.pack('>I', 100)); os._exit(0)",
    ],
)
def test_a_closed_connection_ends_the_visit_with_a_sentence(admit: Admit, source: str) -> None:
    attendee = admit()

    assert after(attendee, source)
    assert not attendee.visit.alive
    assert admit().prints("print(1)") == "1\n"


def test_silence_in_the_middle_of_a_message_ends_at_the_cells_limit(admit: Admit) -> None:
    attendee = admit()

    assert after(attendee, "raw(b'O' + struct.pack('>I', 100)); import time; time.sleep(100)")
    assert admit().prints("print(1)") == "1\n"


def test_a_process_that_does_not_read_does_not_hold_up_the_grader(admit: Admit) -> None:
    attendee = admit()
    attendee.run("import threading; threading.Thread(target=lambda: None)")
    outcome = attendee.run("x = '" + "y" * 3_000_000 + "'\nimport time; time.sleep(100)")

    assert outcome.stopped == sentence("clock", SOON)


def test_values_that_were_not_asked_for_end_the_visit(admit: Admit) -> None:
    attendee = admit()
    attendee.run(FIND + "x = 1; say(b'D', b'')")
    with pytest.raises(VisitEnded):
        for _turn in range(3):
            attendee.visit.values(["x"])
            attendee.run("say(b'V', b'\\x00\\x01y'); say(b'D', b'')")
            attendee.visit.values(["x"])


def test_a_value_that_is_no_value_is_opaque(admit: Admit) -> None:
    attendee = admit()
    attendee.run(
        FIND + "from workshop_kit.grading import values\nvalues.encode = lambda *_, **__: b'bukan nilai'\nx = 1"
    )
    found = attendee.visit.values(["x"])

    assert type(found["x"]).__mro__[-2].__name__ == "Opaque"


def test_a_flood_of_sightings_is_bounded(admit: Admit) -> None:
    attendee = admit()
    attendee.run(FIND)
    outcome = attendee.run("for n in range(5000): say(b'E', b'[\"a\", \"b\"]')")

    assert len(outcome.events) <= 1000


# --- outputs ---


def read(**said: object) -> dict[str, object]:
    return read_output(json.dumps(said).encode())


def test_text_that_no_file_can_hold_becomes_text_that_it_can() -> None:
    output = read_output(b'{"output_type": "stream", "name": "stdout", "text": "a\\ud800b"}')

    assert output["text"] == "a?b"


def test_numbers_that_json_does_not_have_become_nothing() -> None:
    output = read_output(
        b'{"output_type": "display_data", "metadata": {"a": 1e999}, "data": {"application/json": [NaN, Infinity, 1]}}'
    )

    assert output["data"] == {"application/json": [None, None, 1]}
    assert output["metadata"] == {"a": None}
    assert not math.isinf(output["metadata"]["a"] or 0)


def test_only_what_a_notebook_has_is_kept() -> None:
    output = read(output_type="display_data", data={"text/plain": "a"}, metadata={}, transient={"x": 1}, points=100)

    assert output == {"output_type": "display_data", "data": {"text/plain": "a"}, "metadata": {}, "display_id": ""}


@pytest.mark.parametrize(
    "content",
    [
        b'{"output_type": "execute_result", "data": {"text/plain": ["a"]}, "metadata": {}, "execution_count": 1}',
        b'{"output_type": "error", "ename": 1, "evalue": "", "traceback": []}',
        b'{"output_type": "error", "ename": "", "evalue": "", "traceback": [[]]}',
        b'{"output_type": "display_data", "data": [], "metadata": {}}',
        b'{"output_type": "display_data", "data": {}, "metadata": ' + b'{"a":' * 500 + b"1" + b"}" * 501,
        b'{"output_type": "stream", "name": "stdin", "text": ""}',
        b"\xff\xfe",
        b"1" * 10000,
    ],
)
def test_outputs_of_another_form_are_refused(content: bytes) -> None:
    with pytest.raises(Garbled):
        read_output(content)


def test_a_message_says_its_length() -> None:
    assert packed(b"O", b"abc") == b"O\x00\x00\x00\x03abc"

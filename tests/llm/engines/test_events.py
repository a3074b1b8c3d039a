"""Events are the same wherever their bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_kit.llm.engines.events import EventReader, TooLong

LINES = st.lists(
    st.sampled_from(
        ["data: a", "data:b", "data: ", ": halo", "event: x", "id", "", "", "data: ü", "retry: 1", "\u2028"]
    ),
    max_size=12,
)


def events_of(*chunks: bytes) -> list[bytes]:
    reader = EventReader(most=1000)
    return [event for chunk in chunks for event in reader.feed(chunk)] + reader.close()


def by_the_standard(lines: list[str]) -> list[bytes]:
    """Server-sent events as the standard words them, but for the last one, which needs no empty line."""
    events: list[bytes] = []
    data: list[str] = []
    for line in [*lines, ""]:
        if not line and data:
            events.append("\n".join(data).encode())
            data = []
        elif line.partition(":")[0] == "data" and ":" in line:
            value = line.partition(":")[2]
            data.append(value.removeprefix(" "))
    return events


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_events_are_as_the_standard_has_them_wherever_they_are_cut(
    lines: list[str], end: str, data: st.DataObject
) -> None:
    raw = "".join(line + end for line in lines).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    parts = [raw[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(raw)], strict=True)]
    assert events_of(*parts) == by_the_standard(lines)
    assert events_of(*(raw[place : place + 1] for place in range(len(raw)))) == by_the_standard(lines)


@pytest.mark.parametrize("chunk", [b"a" * 100, b"data: a\n" * 10, b"x: " + b"a" * 100])
def test_an_event_has_a_bound_however_it_grows(chunk: bytes) -> None:
    reader = EventReader(most=1000)
    with pytest.raises(TooLong):
        for _ in range(20):
            reader.feed(chunk)


def test_comments_without_end_do_not_count_as_one_event() -> None:
    reader = EventReader(most=1000)
    for _ in range(500):
        assert reader.feed(b": halo\n") == []

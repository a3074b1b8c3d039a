"""Server-sent events, read from bytes however they are cut."""


class TooLong(Exception):
    """One event is longer than allowed."""


class EventReader:
    """Collects the data of server-sent events.

    Comments and fields other than ``data`` are left out; lines may end with LF, CRLF or CR.

    Parameters
    ----------
    most : int
        Bytes of one event at most.

    Examples
    --------
    >>> reader = EventReader(most=1000)
    >>> reader.feed(b': halo\\r\\ndata: {"a"')
    []
    >>> reader.feed(b': 1}\\r\\n\\r\\ndata: [DONE]\\n')
    [b'{"a": 1}']
    >>> reader.close()
    [b'[DONE]']
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._line: list[bytes] = []
        self._data: list[bytes] = []
        self._length = 0
        self._after_cr = False

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take the next bytes and return the data of the events that they complete.

        Raises
        ------
        TooLong
            For an event of more than `most` bytes.
        """
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
            self._after_cr = False
        events: list[bytes] = []
        for piece in chunk.splitlines(keepends=True):
            self._length += len(piece)
            if self._length > self._most:
                raise TooLong
            if piece[-1] not in b"\r\n":
                self._line.append(piece)
                continue
            self._after_cr = piece.endswith(b"\r")
            line = piece.rstrip(b"\r\n")
            if self._line:
                line = b"".join([*self._line, line])
                self._line.clear()
            self._take(line, events)
        return events

    def close(self) -> list[bytes]:
        """Return the data of an event that the end of the stream cut off before its empty line."""
        events: list[bytes] = []
        if self._line:
            self._take(b"".join(self._line), events)
            self._line.clear()
        self._take(b"", events)
        return events

    def _take(self, line: bytes, events: list[bytes]) -> None:
        if not line:
            if self._data:
                events.append(b"\n".join(self._data))
                self._data.clear()
            self._length = 0
        elif line.startswith(b"data:"):
            self._data.append(line[5:].removeprefix(b" "))
        elif not self._data:
            self._length = 0

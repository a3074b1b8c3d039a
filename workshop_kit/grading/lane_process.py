"""A lane as a program of its own, for callers that must not fork; its arguments are a socket and the limits."""

import json
import socket
import sys
from contextlib import suppress

from workshop_kit.grading.cli import lighten


def main(handle: int, limits: str) -> None:
    """Serve on a connection that was handed down, until the other side closes it."""
    lighten()
    from workshop_kit.errors import WorkshopError
    from workshop_kit.grading.cage import new_cage
    from workshop_kit.grading.connection import LaneGone, send
    from workshop_kit.grading.lanes import serve
    from workshop_kit.grading.limits import Limits

    with socket.socket(fileno=handle) as connection:
        bounds = Limits(**json.loads(limits))
        try:
            cage = new_cage(bounds, sandboxed=True)()
        except WorkshopError as error:
            send(connection, {"failed": str(error)})
            return
        with suppress(LaneGone):
            serve(connection, cage, {}, bounds, None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

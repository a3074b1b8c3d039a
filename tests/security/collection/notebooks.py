"""Forged and malformed notebooks: metadata, outputs, sizes."""

import copy
import json
from pathlib import Path

from nbformat.v4 import new_output

from tests.security.attack import attack, class_disturbed, gained, ungraded, waits_for_ever
from tests.security.handin import HandIn
from tests.security.scene import ASSIGNMENT


@attack(
    "marked-as-solution", "Marks a check cell as an answer, so that its own text is kept.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    cell = work.cell("cek-saring")
    cell.metadata.nbgrader.update(solution=True, locked=False)
    cell.source = "None"


@attack("marked-as-unlocked", "Takes the lock off a check cell and empties it.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    for exercise in ("saring", "target-kosong"):
        cell = work.cell(f"cek-{exercise}")
        cell.metadata.nbgrader.update(locked=False)
        cell.source = "None"


@attack("points-raised", "Writes a hundred points into the metadata of a check.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    for cell in work.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.points = 100


@attack(
    "grade-ids-duplicated", "Holds a check's number twice, once on a cell that always passes.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    for place in (0, len(work.notebook.cells)):
        twin = copy.deepcopy(work.cell("cek-saring"))
        twin.id = f"kembar-{place}"
        twin.source = "None"
        work.notebook.cells.insert(place, twin)


@attack("check-deleted", "Deletes the check cells.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.notebook.cells = [cell for cell in work.notebook.cells if not cell.id.startswith("cek-")]


@attack("check-turned-into-text", "Turns check cells into text cells.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    for cell in work.notebook.cells:
        if cell.id.startswith("cek-"):
            cell.cell_type = "markdown"
            del cell["outputs"]
            del cell["execution_count"]


@attack(
    "outputs-prefilled", "Hands in check cells whose outputs already say that they passed.", seen=gained, stock=False
)
def _(work: HandIn) -> None:
    for cell in work.notebook.cells:
        if cell.id.startswith("cek-"):
            cell.outputs = [new_output("execute_result", {"text/plain": "6"}, execution_count=1)]
            cell.execution_count = 1


@attack("other-kernel", "Asks for a kernel of its own making, whose command it hands in.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.notebook.metadata["kernelspec"] = {"name": "../../bash", "display_name": "x", "language": "bash"}
    work.notebook.metadata["language_info"] = {"name": "bash"}
    work.files["kernel.json"] = b'{"argv": ["true"], "display_name": "x", "language": "python"}'


@attack("metadata-of-other-types", "Gives nbgrader's metadata lists where it expects words.", seen=ungraded)
def _(work: HandIn) -> None:
    work.cell("cek-saring").metadata["nbgrader"] = [1, 2]
    work.cell("saring").metadata["nbgrader"] = "ya"
    work.cell("cek-target-kosong").metadata.nbgrader.update(points="NaN", schema_version="x", grade_id=None)
    work.notebook.metadata["workshop"] = ["m04"]


@attack("edition-forged", "Claims to be of another module and another edition.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.notebook.metadata["workshop"] = {"module": "m01", "edition": 99, "language": "../..", "exercises": []}
    work.write(
        "awal-t2",
        "from workshop_kit import check, data, hint, progress, quiz, show, start\nstart('m01', 'id', edition=1)",
    )


def _raw(work: HandIn, content: object) -> None:
    work.raw = json.dumps(content).encode() if not isinstance(content, bytes) else content


@attack("not-json", "Hands in a notebook that is no JSON.", seen=ungraded)
def _(work: HandIn) -> None:
    _raw(work, b"\x00\xff\xfebukan buku kerja" * 100)


@attack("empty-file", "Hands in an empty file.", seen=ungraded)
def _(work: HandIn) -> None:
    _raw(work, b"")


@attack("json-of-another-kind", "Hands in JSON that is no notebook.", seen=ungraded)
def _(work: HandIn) -> None:
    _raw(work, [1, {"cells": 3}])


@attack("cells-of-other-types", "Hands in a notebook whose cells and outputs are of other types.", seen=ungraded)
def _(work: HandIn) -> None:
    notebook = json.loads(json.dumps(work.notebook))
    notebook["cells"][0]["outputs"] = {"a": 1}
    notebook["cells"][1]["source"] = 17
    notebook["cells"].append(None)
    notebook["cells"].append({"cell_type": "aneh"})
    _raw(work, notebook)


@attack("json-nested-without-end", "Hands in JSON a hundred thousand deep.", seen=ungraded)
def _(work: HandIn) -> None:
    _raw(work, b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")


@attack("format-of-the-future", "Hands in a notebook of a format that does not exist yet.", seen=ungraded)
def _(work: HandIn) -> None:
    notebook = json.loads(json.dumps(work.notebook))
    notebook["nbformat"], notebook["nbformat_minor"] = 99, -1
    _raw(work, notebook)


@attack(
    "notebook-of-many-megabytes",
    "Hands in a notebook with a cell of many megabytes.",
    seen=lambda t: len(t.feedback) > 20_000_000,
    stock=False,
)
def _(work: HandIn) -> None:
    # Stored outputs of attendees' cells are made anew, so that only their code counts.
    cell = work.cell("saring")
    cell.outputs = [new_output("stream", name="stdout", text="z" * 20_000_000)]
    work.notebook.metadata["lampiran"] = "z" * 5_000_000
    work.write("saring", "# " + "y" * 3_000_000)


@attack("thousands-of-cells", "Hands in a notebook with thousands of cells.", seen=ungraded, stock=False)
def _(work: HandIn) -> None:
    for _number in range(2500):
        work.markdown("")


@attack(
    "code-nested-without-end", "Hands in code that is nested deeper than any compiler goes.", seen=ungraded, stock=False
)
def _(work: HandIn) -> None:
    work.write("saring", "milik_kami = " + "(" * 5000 + "1" + ")" * 5000)
    work.write("target-kosong", "hitung_tercapai = " + "-" * 50_000 + "1")


@attack(
    "notebook-is-a-pipe",
    "Hands in a pipe in the place of the notebook, on which a reader waits for ever.",
    seen=waits_for_ever,
)
def _(work: HandIn) -> None:
    import os

    def pipe(folder: Path) -> None:
        notebook = folder / f"{ASSIGNMENT}.ipynb"
        notebook.unlink()
        os.mkfifo(notebook)

    work.afterwards.append(pipe)


@attack(
    "folder-of-pipes-and-devices",
    "Hands in pipes, endless links and a folder in the place of its answers.",
    seen=ungraded,
)
def _(work: HandIn) -> None:
    import os

    def fill(folder: Path) -> None:
        os.mkfifo(folder / "pipa.csv")
        (folder / "nol").symlink_to("/dev/zero")
        (folder / "putar").symlink_to("putar")
        (folder / "atas").symlink_to("..")
        (folder / "jawaban.json").mkdir()

    work.afterwards.append(fill)


@attack(
    "zw-format-of-the-past",
    "Claims nbgrader's metadata of long ago, at which nbgrader stops for the whole class.",
    seen=lambda traces: class_disturbed(traces) and "nbgrader update" in traces.log,
)
def _(work: HandIn) -> None:
    work.cell("cek-saring").metadata.nbgrader.schema_version = 2

"""The copy of the kit that an attendee's process sees: what lessons use, without what checks know.

Left out are lessons' sources, everything of authors, trainers and graders, and the example answers. Checks answered in
code stay as names only: their bodies, and functions that nothing else needs, are gone, for they know the right answer.
"""

import ast
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

KIT = Path(__file__).resolve().parents[2]
EXAMPLES = "# --- contoh jawaban ---"

# Of the package, by their place in it.
_LEFT_OUT = ("authoring", "lab", "hub", "data/generate", "_lessons", "_datasets", "grading")
# Of grading, what the attendee's process itself runs on.
_OF_GRADING = ("__init__.py", "cells.py", "limits.py", "values", "cage")
_TRUSTED_ONLY = ("cage.py", "visit.py", "staging.py", "bubblewrap.py")
_KINDS_LEFT_OUT = (".md", ".po", ".pyc")


def stage(folder: Path, kit: Path = KIT) -> Path:
    """Write the copy.

    Parameters
    ----------
    folder : Path
        Empty; readable by whoever runs the cage.
    kit : Path
        The package.

    Returns
    -------
    Path
        ``folder``: in it ``kit`` (for ``sys.path``), ``etc`` and ``matplotlib``.
    """
    package = folder / "kit" / kit.name
    for path in _wanted(kit):
        place = package / path.relative_to(kit)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.name == "checks.py" and path.parent.parent.name == "curriculum":
            place.write_text(without_checks(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            _copy(path, place)
    (folder / "etc").mkdir()
    (folder / "etc" / "passwd").write_text("peserta:x:1000:1000::/ruang/peserta:/bin/false\n", encoding="ascii")
    (folder / "etc" / "group").write_text("peserta:x:1000:\n", encoding="ascii")
    _stage_fonts(folder / "matplotlib")
    return folder


def _wanted(kit: Path) -> Iterator[Path]:
    for path in sorted(kit.rglob("*")):
        inside = path.relative_to(kit)
        if not path.is_file() or path.is_symlink() or "__pycache__" in inside.parts:
            continue
        if path.suffix in _KINDS_LEFT_OUT:
            continue
        if inside.parts[0] == "curriculum" and path.suffix not in (".py", ".mo"):
            continue
        if path.name == "lesson.py":
            continue
        if inside.parts[0] == "grading":
            kept = inside.parts[1] in _OF_GRADING
            if not kept or (inside.parts[1] == "cage" and path.name in _TRUSTED_ONLY):
                continue
        elif any(inside.is_relative_to(part) for part in _LEFT_OUT):
            continue
        yield path


def _copy(path: Path, place: Path) -> None:
    """Copy a file and, of a module, what Python has compiled already: the cage starts the sooner."""
    shutil.copy2(path, place)
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.cpython-*.pyc"):
        cache = place.parent / "__pycache__"
        cache.mkdir(exist_ok=True)
        shutil.copy2(compiled, cache / compiled.name)


def _stage_fonts(folder: Path) -> None:
    """Matplotlib's list of fonts, which takes seconds to make."""
    import matplotlib.font_manager  # makes the list where there is none yet

    folder.mkdir()
    for cache in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        shutil.copy2(cache, folder / cache.name)


def without_checks(source: str) -> str:
    """A module's ``checks.py`` without what its checks know.

    Parameters
    ----------
    source : str

    Returns
    -------
    str
        A module with the same exercises, whose code checks all answer that they are done elsewhere.
    """
    tree = ast.parse(source.split(EXAMPLES)[0])
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(_declares_code(entry) for entry in node.decorator_list):
            node.body = _ELSEWHERE
            node.returns = None
            for parameter in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                parameter.annotation = None
    _drop_unused(tree)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


_ELSEWHERE = ast.parse(
    "from workshop_kit.exercises import Missing\n"
    "from workshop_kit.language import _ as marked\n"
    "raise Missing(marked('Jawaban ini diperiksa di sel pemeriksaan, bukan di sini.'))"
).body


def _declares_code(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.func.attr == "code"
    )


def _drop_unused(tree: ast.Module) -> None:
    """Take away private functions, classes and values that nothing else names any more, until none is left."""
    left = [(node, _defined(node), _used(node)) for node in tree.body]
    while True:
        users = Counter(name for _node, _names, used in left for name in used)
        kept = [
            (node, names, used)
            for node, names, used in left
            if not names or any(users[name] > (name in used) for name in names)
        ]
        if len(kept) == len(left):
            break
        left = kept
    tree.body[:] = [node for node, _names, _used in left]


def _defined(node: ast.stmt) -> set[str]:
    """The names that a statement defines and does nothing else; ``module`` and exercises are more than that."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return set() if node.decorator_list else {node.name}
    if isinstance(node, ast.Assign | ast.AnnAssign) and "module" in _used(node):
        return set()  # it declares an exercise
    if isinstance(node, ast.Assign):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        return names if len(names) == len(node.targets) else set()
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def _used(node: ast.stmt) -> set[str]:
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    # Annotations may be written as text.
    texts = {
        inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }
    return names | {text for text in texts if text.isidentifier()}

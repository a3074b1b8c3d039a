"""What attendees' code mentions that an answer does not need, read from its syntax tree; nothing is run."""

import ast
import re
import sys
import warnings
from collections.abc import Iterator
from functools import lru_cache

_LONGEST = 200_000

NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "paramiko",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "telnetlib",
    "urllib",
}
PROCESS = {"multiprocessing", "pty", "subprocess"}
INTERPRETER = {
    "_thread",
    "atexit",
    "builtins",
    "cffi",
    "ctypes",
    "faulthandler",
    "gc",
    "importlib",
    "inspect",
    "mmap",
    "signal",
}
INTERPRETER |= {"code", "codeop", "sqlite3", "threading", "types", "zipimport"}
KIT = {
    "nbgrader",
    "workshop_kit.authoring",
    "workshop_kit.curriculum",
    "workshop_kit.exercises",
    "workshop_kit.grading",
}
OF_PROCESS = {
    "_exit",
    "abort",
    "fork",
    "forkpty",
    "kill",
    "killpg",
    "popen",
    "posix_spawn",
    "putenv",
    "setsid",
    "symlink",
    "system",
}
OF_PROCESS |= {
    "execl",
    "execle",
    "execlp",
    "execv",
    "execve",
    "execvp",
    "spawnl",
    "spawnv",
    "environ",
    "getenv",
    "closerange",
}
OF_SYS = {"_current_frames", "_getframe", "meta_path", "modules", "path_hooks", "setprofile", "settrace", "displayhook"}
OF_FRAMES = {
    "__builtins__",
    "__closure__",
    "__code__",
    "__globals__",
    "__subclasses__",
    "cr_frame",
    "f_back",
    "f_builtins",
}
OF_FRAMES |= {"f_globals", "f_locals", "gi_frame", "tb_frame", "__mro__", "__class__"}
OF_SHELL = {
    "ast_transformers",
    "display_pub",
    "displayhook",
    "events",
    "getoutput",
    "history_manager",
    "input_transformers_cleanup",
}
OF_SHELL |= {"input_transformers_post", "kernel", "run_cell", "run_cell_async", "system", "user_ns", "compile"}
CALLS = {"__import__", "breakpoint", "compile", "eval", "exec"}
# Methods by which an object decides how it is compared, copied or read.
PRETENDING = {
    "__abs__",
    "__array__",
    "__bool__",
    "__class__",
    "__eq__",
    "__float__",
    "__getattribute__",
    "__len__",
    "__ne__",
}
PRETENDING |= {"__reduce__", "__reduce_ex__", "__sub__", "__instancecheck__", "__getitem__"}
PLACES = re.compile(
    r"/proc/|/dev/shm|/etc/|\.ipython|\.jupyter|\.netrc|gradebook|\bautograded\b|\bsubmitted\b|hidden tests"
    r"|jawaban\.json|sitecustomize|usercustomize|\.\./",
    re.IGNORECASE,
)
_LINE_OF_SHELL = re.compile(
    r"^\s*(?:[A-Za-z_][\w, ]*=\s*)?(!|%%?(?:sx|system|bash|sh|script|writefile|run|load_ext|cd)\b)"
)

Remark = tuple[str, str]


def remarks(source: str) -> list[Remark]:
    """What is to be remarked in one cell's code.

    Returns
    -------
    list of (str, str)
        A kind of ``findings.SENTENCES``, and what was found; in the order of the text, each once.

    Examples
    --------
    >>> remarks("import socket\\nnp.allclose = print")
    [('network', 'socket'), ('patched', 'np.allclose')]
    >>> remarks("tabel['rasio'] = tabel['a'] / tabel['b']")
    []
    """
    if len(source) > _LONGEST:
        return [("unreadable-code", f"{len(source)} karakter")]
    return list(_remarks(source))


@lru_cache(maxsize=4096)
def _remarks(source: str) -> tuple[Remark, ...]:
    found: list[Remark] = []
    rows = []
    for row in source.split("\n"):
        if match := _LINE_OF_SHELL.match(row):
            found.append(("process", match[1]))
        # A magic is no Python; what stands below it often is.
        rows.append("" if row.lstrip().startswith(("!", "%", "?")) or match else row)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found += _in_tree(ast.parse("\n".join(rows)))
    except (SyntaxError, ValueError):
        pass  # an honest slip: the kernel says so too
    except (RecursionError, MemoryError):
        found.append(("unreadable-code", "bersarang terlalu dalam"))
    return tuple(dict.fromkeys(found))


def _in_tree(tree: ast.Module) -> Iterator[Remark]:
    modules = {"np": "np", "pd": "pd", "plt": "plt"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node, modules)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield from _attribute(node)
        elif isinstance(node, ast.Name):
            if node.id in OF_FRAMES:
                yield "interpreter", node.id
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in CALLS:
                yield "interpreter", node.func.id
            elif _is_call_of(node, "setattr") and node.args and _root(node.args[0]) in modules:
                yield "patched", ast.unparse(node.args[0])[:60]
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str | bytes) and (place := _place(node.value)):
                yield "place", place
        elif isinstance(node, ast.ClassDef):
            names = sorted(_defined(node) & PRETENDING)
            if names:
                yield "pretending", f"{node.name}: {', '.join(names)}"
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and _root(target) in modules and not _is_setting(target):
                    yield "patched", ast.unparse(target)[:60]


def _imported(node: ast.Import | ast.ImportFrom, modules: dict[str, str]) -> Iterator[Remark]:
    for alias in node.names:
        if isinstance(node, ast.Import):
            full = alias.name
            modules[alias.asname or full.split(".")[0]] = full
        else:
            full = f"{node.module}.{alias.name}" if node.module else alias.name
            modules[alias.asname or alias.name] = full
        first = full.split(".")[0]
        name = alias.name if isinstance(node, ast.Import) else (node.module or full)
        if first in NETWORK:
            yield "network", name
        elif first in PROCESS:
            yield "process", name
        elif first in INTERPRETER and first in sys.stdlib_module_names | {"cffi"}:
            yield "interpreter", name
        elif any(full == inner or full.startswith(inner + ".") for inner in KIT):
            yield "kit", name
        elif first == "IPython" and not full.startswith("IPython.display"):
            yield "shell", name
        elif first in ("os", "posix") and alias.name in OF_PROCESS:
            yield "process", f"{first}.{alias.name}"
        elif first == "sys" and alias.name in OF_SYS:
            yield "interpreter", f"sys.{alias.name}"


def _attribute(node: ast.Attribute) -> Iterator[Remark]:
    root = _root(node)
    if root in ("os", "posix") and node.attr in OF_PROCESS:
        yield "process", f"{root}.{node.attr}"
    elif root == "sys" and node.attr in OF_SYS:
        yield "interpreter", f"sys.{node.attr}"
    elif root == "get_ipython" and node.attr in OF_SHELL:
        yield "shell", f"get_ipython().{node.attr}"
    elif node.attr in OF_FRAMES:
        yield "interpreter", node.attr


def _root(node: ast.expr) -> str:
    """The name that an expression of dots and calls starts with."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_call_of(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == name


def _is_setting(target: ast.Attribute) -> bool:
    """Settings that lessons and their readers change: pandas' options, pictures' defaults."""
    return bool(re.search(r"\boptions\.|\brcParams\b", ast.unparse(target)))


def _place(text: str | bytes) -> str:
    words = text.decode("latin-1") if isinstance(text, bytes) else text
    match = PLACES.search(words)
    return match.group() if match else ""


def _defined(node: ast.ClassDef) -> set[str]:
    """Names of a class's methods and attributes."""
    names = set()
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(inner.name)
        elif isinstance(inner, ast.Assign):
            names |= {target.id for target in inner.targets if isinstance(target, ast.Name)}
    return names

"""The design, checked on the code itself: who may import whom, how big things may be, what a file may hold.

Each check is a function from a tree of sources to a list of faults, so that it can be shown to fail as well.
"""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "tocsin"

LEVELS = (
    ("errors",),
    ("vocabulary", "settings", "plugins", "engine"),
    ("reading", "language", "gazetteer", "resolution", "ledger", "accounts", "jobs", "analysis", "export", "scoring"),
    ("extraction", "schemas"),
    ("tasks", "testing", "client"),
    ("web", "assistant"),
    ("cli", "__main__"),
)
LEVEL = {folder: level for level, folders in enumerate(LEVELS) for folder in folders}
EXTRACTION_SEES = ("tocsin.language", "tocsin.gazetteer.base")
BROAD_EXCEPT_IN = ("cli", "web", "engine", "__main__")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 6

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One source file of the package: its dotted name and its tree."""

    name: str
    path: Path
    is_package: bool

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), filename=str(self.path))

    @property
    def folder(self) -> str:
        """The stage that the module belongs to: the first name below `tocsin`, empty for the top itself."""
        return self.name.partition(".")[2].partition(".")[0]


def modules(root: Path) -> dict[str, Module]:
    found: dict[str, Module] = {}
    for path in sorted(root.rglob("*.py")):
        parts = ("tocsin", *path.relative_to(root).with_suffix("").parts)
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, path, is_package)
    return found


def imports(module: Module, known: dict[str, Module]) -> Iterator[tuple[int, str, str]]:
    """Yield line, module of Tocsin and imported name (empty for the module itself), wherever in the file it stands."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names if alias.name.split(".")[0] == "tocsin")
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.name.split(".")[: None if module.is_package else -1]
                above = above[: len(above) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            if base.split(".")[0] != "tocsin":
                continue
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (node.lineno, inner, "") if inner in known else (node.lineno, base, alias.name)


def seen_by_extraction(target: str) -> bool:
    return any(target == seen or target.startswith(f"{seen}.") for seen in EXTRACTION_SEES)


def direction(root: Path) -> list[str]:
    """Imports run down the levels, and stages of one level do not see one another."""
    known, faults = modules(root), []
    for module in known.values():
        for line, target, _ in imports(module, known):
            here, there = module.folder, target.partition(".")[2].partition(".")[0]
            if here == there or not there:
                continue
            where = f"{module.name}:{line} imports {target}"
            if here and (here not in LEVEL or there not in LEVEL):
                faults.append(f"{where}: give {here if here not in LEVEL else there} a level")
            elif not here or LEVEL[there] >= LEVEL[here]:
                faults.append(f"{where}: {there} is not below {here or 'the top'}")
            elif here == "extraction" and LEVEL[there] == LEVEL[here] - 1 and not seen_by_extraction(target):
                faults.append(f"{where}: extraction may see {' and '.join(EXTRACTION_SEES)} alone")
    return faults


def packages_imported(root: Path) -> list[str]:
    """No file imports what an `__init__` holds; the version at the top is the one exception."""
    known, faults = modules(root), []
    for module in known.values():
        for line, target, name in imports(module, known):
            is_package = target in known and known[target].is_package
            if is_package and (target, name) != ("tocsin", "__version__"):
                faults.append(f"{module.name}:{line} imports the __init__ of {target}; name the module in it")
            elif target not in known:
                faults.append(f"{module.name}:{line} imports {target}, which is not there")
    return faults


def circles(root: Path) -> list[str]:
    """No module leads back to itself."""
    known = modules(root)
    graph = {name: {t for _, t, _ in imports(module, known) if t in known} for name, module in known.items()}
    faults: list[str] = []
    done: set[str] = set()

    def walk(name: str, trail: list[str]) -> None:
        if name in trail:
            faults.append("a circle: " + " -> ".join([*trail[trail.index(name) :], name]))
        elif name not in done:
            for target in sorted(graph[name]):
                walk(target, [*trail, name])
            done.add(name)

    for name in sorted(graph):
        walk(name, [])
    return faults


def folder_circles(root: Path) -> list[str]:
    """No folder leads back to itself, whatever the levels say."""
    known = modules(root)
    graph: dict[str, set[str]] = {}
    for module in known.values():
        for _, target, _ in imports(module, known):
            there = target.partition(".")[2].partition(".")[0]
            if there and there != module.folder:
                graph.setdefault(module.folder, set()).add(there)
    reached = {folder: set(targets) for folder, targets in graph.items()}
    for _ in graph:
        for targets in reached.values():
            targets.update(*(reached.get(t, set()) for t in tuple(targets)))
    return [f"a circle of folders through {folder}" for folder in sorted(reached) if folder in reached[folder]]


def drawers(root: Path) -> list[str]:
    """A module is named by what it holds."""
    names = [p for p in sorted(root.rglob("*")) if p.stem in DRAWERS and (p.is_dir() or p.suffix == ".py")]
    return [f"{path.relative_to(root)}: a drawer; name it by what it holds" for path in names]


def is_command(function: Function) -> bool:
    """Whether typer makes a verb of it: then each parameter is an option of the command line."""
    calls = [d.func for d in function.decorator_list if isinstance(d, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in {"command", "callback"} for call in calls)


def sizes(root: Path) -> list[str]:
    """Modules, functions and lists of parameters stay small."""
    faults = []
    for module in modules(root).values():
        lines = len(module.path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE_LINES:
            faults.append(f"{module.name}: {lines} lines, of {MODULE_LINES} at most")
        for node in ast.walk(module.tree):
            if not isinstance(node, Function):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                faults.append(f"{module.name}:{node.lineno} {node.name}: {length} lines, of {FUNCTION_LINES} at most")
            a = node.args
            names = [x.arg for x in (*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg) if x]
            count = len(names) - (names[:1] in (["self"], ["cls"]))
            if count > PARAMETERS and not (module.folder == "cli" and is_command(node)):
                faults.append(f"{module.name}:{node.lineno} {node.name}: {count} parameters, of {PARAMETERS} at most")
    return faults


def cleans_up(handler: ast.ExceptHandler) -> bool:
    """Whether `handler` ends by raising again what it caught: then nothing is swallowed."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def broad_excepts(root: Path) -> list[str]:
    """Only the borders catch everything and go on: the command line, the web and the engine."""
    faults = []
    for module in modules(root).values():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ExceptHandler) or module.folder in BROAD_EXCEPT_IN or cleans_up(node):
                continue
            caught = [n.id if isinstance(n, ast.Name) else getattr(n, "attr", "") for n in ast.walk(node.type or node)]
            if node.type is None or {"Exception", "BaseException"} & set(caught):
                faults.append(f"{module.name}:{node.lineno}: a broad except")
    return faults


def code_in_data(root: Path) -> list[str]:
    """`data` holds data."""
    found = (root / "data").rglob("*.py")
    return [f"{path.relative_to(root)}: code among the data" for path in sorted(found)]


CHECKS: tuple[Callable[[Path], list[str]], ...] = (
    direction,
    packages_imported,
    circles,
    folder_circles,
    drawers,
    sizes,
    broad_excepts,
    code_in_data,
)

# Each is written so that it does not match itself.
FOREIGN = {
    "the address of a package registry": re.compile(
        r"pypi\.org/(?:simple|pypi)|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|deb\.debian\.org"
        r"|^--(?:extra-)?index-url|^--find-links",
        re.MULTILINE,
    ),
    "a path of one machine": re.compile(
        r"(?<![\w./-])/(?:wo[r]k|ro[o]t|User[s]/\w+|hom[e]/\w+|op[t]/\w+)/[\w.]|[A-Z]:\\User[s]\\"
    ),
}


def files_of(tree: Path) -> list[Path]:
    """Return the files that belong to the project: git's where there is git, else all."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(  # noqa: S603 - a fixed command, nothing of it comes from outside
            command, cwd=tree, capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return [p for p in sorted(tree.rglob("*")) if p.is_file()]
    return [tree / name for name in listed.split("\0") if name and (tree / name).is_file()]


def foreign(tree: Path) -> list[str]:
    """Nothing in the tree names a registry's address or a folder of the machine it was written on."""
    faults = []
    for path in files_of(tree):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for what, pattern in FOREIGN.items():
            faults += [f"{path.relative_to(tree)}: {what}: {found.group()}" for found in pattern.finditer(text)]
    return faults


@pytest.mark.parametrize("check", CHECKS)
def test_sources_follow_the_design(check: Callable[[Path], list[str]]) -> None:
    assert len(modules(SOURCES)) > 10
    assert check(SOURCES) == []


def test_tree_names_no_registry_and_no_machine() -> None:
    assert foreign(ROOT) == []


def plant(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in (path.parent, *path.parent.parents):
            if name.endswith(".py") and folder.is_relative_to(root) and folder.name != "data":
                (folder / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")
    return root


SOUND = {
    "errors.py": "class E(Exception): ...",
    "vocabulary/words.py": "from tocsin.errors import E",
    "language/dates.py": "import re\nfrom tocsin.vocabulary.words import E",
    "gazetteer/base.py": "from tocsin.vocabulary import words",
    "extraction/rules.py": "from tocsin import __version__\nfrom tocsin.gazetteer.base import x\n"
    "from tocsin.language.dates import y",
    "tasks/read.py": "from tocsin.extraction.rules import z\nfrom . import add",
    "tasks/add.py": "try: ...\nexcept BaseException:\n    print()\n    raise",
    "cli/main.py": "from tocsin.tasks.read import read\n@app.command('read')\ndef read(a,b,c,d,e,f,g):\n try: ...\n"
    " except Exception: ...",
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_sound_tree_has_no_faults(check: Callable[[Path], list[str]], tmp_path: Path) -> None:
    assert check(plant(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("check", "name", "text", "fault"),
    [
        (direction, "vocabulary/bad.py", "from tocsin.tasks.read import read", "tasks is not below vocabulary"),
        (direction, "language/bad.py", "def f():\n    from tocsin.gazetteer.base import x", "not below language"),
        (direction, "language/bad.py", "from ..gazetteer import base", "gazetteer is not below language"),
        (direction, "plugins.py", "import tocsin.vocabulary.words", "vocabulary is not below plugins"),
        (direction, "extraction/bad.py", "from tocsin.gazetteer.table import x", "alone"),
        (direction, "extraction/bad.py", "from tocsin.reading.base import x", "alone"),
        (direction, "testing/bad.py", "from tocsin.tasks.read import x", "tasks is not below testing"),
        (direction, "newcomer/a.py", "from tocsin.errors import E", "give newcomer a level"),
        (direction, "__init__.py", "from tocsin.errors import E", "not below the top"),
        (packages_imported, "tasks/bad.py", "from tocsin.language import dates_of", "__init__ of tocsin.language"),
        (packages_imported, "language/bad.py", "from . import something", "__init__ of tocsin.language"),
        (packages_imported, "language/bad.py", "import tocsin", "__init__ of tocsin"),
        (packages_imported, "language/bad.py", "from tocsin.language.gone import x", "not there"),
        (circles, "tasks/add.py", "from tocsin.tasks.read import read", "tocsin.tasks.add -> tocsin.tasks.read"),
        (folder_circles, "vocabulary/bad.py", "from tocsin.tasks.add import a", "through vocabulary"),
        (drawers, "language/utils.py", "", "a drawer"),
        (drawers, "helpers/dates.py", "", "a drawer"),
        (sizes, "language/long.py", "x = 1\n" * 401, "401 lines"),
        (sizes, "language/long.py", "def f():\n" + "    x = 1\n" * 60, "f: 61 lines"),
        (sizes, "language/long.py", "def f(a, b, c, d, *, e, f, **g): ...", "7 parameters"),
        (sizes, "cli/plain.py", "def f(a, b, c, d, e, f, g): ...", "7 parameters"),
        (broad_excepts, "tasks/bad.py", "try: ...\nexcept (ValueError, Exception): ...", "tocsin.tasks.bad:2"),
        (broad_excepts, "tasks/bad.py", "try: ...\nexcept: ...", "tocsin.tasks.bad:2"),
        (broad_excepts, "tasks/bad.py", "try: ...\nexcept Exception:\n    raise OSError", "tocsin.tasks.bad:2"),
        (broad_excepts, "tasks/bad.py", "import builtins\ntry: ...\nexcept builtins.BaseException: ...", "bad:3"),
        (code_in_data, "data/loader.py", "", "code among the data"),
    ],
)
def test_each_check_can_fail(
    check: Callable[[Path], list[str]], name: str, text: str, fault: str, tmp_path: Path
) -> None:
    faults = check(plant(tmp_path, {**SOUND, name: text}))
    assert any(fault in found for found in faults), faults


@pytest.mark.parametrize(
    "text",
    [
        "index = https://py" + "pi.org/simple",
        "see https://files.python" + "hosted.org/x.whl",
        "--find-" + "links wheels",
        "open('/ro" + "ot/x')",
        "cd /ho" + "me/ann/tocsin",
    ],
)
def test_foreign_words_are_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    assert len(foreign(tmp_path)) == 1


def test_plain_words_are_not_foreign(tmp_path: Path) -> None:
    text = "see https://py" + "pi.org/project/x, out/work/x, https://example.org/home/page and /work"
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    assert foreign(tmp_path) == []

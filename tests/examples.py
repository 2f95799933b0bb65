"""The examples of the documentation: found in its pages, run, and compared with what stands there.

A `console` block is run line by line through a shell, in a folder of its own with the files of tests/docs in it; what
follows a line that starts with `$ ` is what it must print, standard error included, `...` standing for anything. An
exit code other than 0 is a last line of its own: `[exit code 2]`. A `python` block is run in Python, as a session if
it has prompts; the classes that it names Test... are run as tests. `python -m tests.examples` writes docs/manual.md,
and in all other pages the outputs that have changed and have no `...` in them: look at what it changed.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from tocsin.cli.main import app
from tocsin.gazetteer.build import FILE_NAME
from tocsin.settings import load_settings
from tocsin.tasks.gazetteer import build_gazetteer

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MANUAL = DOCS / "manual.md"
FILES = ROOT / "tests" / "docs"
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"^\[exit code (\d+)\]\n\Z", re.MULTILINE)
WIDTH = 100
SECONDS = 120
OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: its language, what it holds, and the line on which it starts."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Step:
    """A command of a console block, what it prints, the exit code that it ends with, and how the page writes it."""

    command: str
    output: str
    code: int = 0
    shown: str = ""


def blocks(page: str) -> Iterator[Block]:
    for found in FENCE.finditer(page):
        yield Block(found[1], found[2], page.count("\n", 0, found.start()) + 1)


def steps(block: Block) -> Iterator[Step]:
    """Yield the steps of a console block; a command goes on in the next line after a backslash."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    if parts[0].strip():
        raise ValueError(f"line {block.line}: a console block starts with a command, not with {parts[0].strip()!r}")
    for part in parts[1:]:
        command, _, output = part.partition("\n")
        shown = command
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command, shown = command[:-1] + more.removeprefix("> "), f"{shown}\n{more}"
        ends = EXIT_CODE.search(output)
        yield Step(command, EXIT_CODE.sub("", output), int(ends[1]) if ends else 0, shown)


def environment(folder: Path) -> dict[str, str]:
    """Return what the examples are run with: nothing of the person's own, and a table of places in `folder`."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    fixed = {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": str(WIDTH)}
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {"PATH": path, "HOME": str(folder), "TOCSIN_DATA_DIR": str(folder / ".places"), **fixed, **kept}


def furnish(folder: Path) -> None:
    """Put the files of the examples into `folder`, and a copy of the table of places that the tests share."""
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    # The README names them as they are found from the root of a checkout.
    shutil.copytree(FILES, folder / FILES.relative_to(ROOT))
    settings = load_settings()
    if not (settings.data_dir / FILE_NAME).is_file():
        build_gazetteer(settings)
    shutil.copytree(settings.data_dir, folder / ".places")


def runs(command: str, folder: Path) -> tuple[int, str]:
    """Return the exit code of `command`, run in `folder`, and what it prints."""
    done = subprocess.run(  # noqa: S602 - the commands are those of this project's own documentation
        command,
        shell=True,
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def differences(step: Step, folder: Path) -> str:
    """Return how the output of `step` differs from what the page says; empty if it does not."""
    code, got = runs(step.command, folder)
    checker = doctest.OutputChecker()
    example = doctest.Example(step.command, step.output)
    if not checker.check_output(example.want, got, OPTIONS):
        return f"$ {step.command}\n{checker.output_difference(example, got, OPTIONS)}[exit code {code}]"
    return "" if code == step.code else f"$ {step.command}\n{got}[exit code {code}], expected {step.code}"


def run_console(block: Block, folder: Path) -> list[str]:
    found = (differences(step, folder) for step in steps(block))
    return [f"line {block.line}: {difference}" for difference in found if difference]


def run_python(block: Block, names: dict[str, Any]) -> list[str]:
    """Run a python block among `names`, which it may add to; return its faults."""
    if ">>> " not in block.text:
        exec(compile(block.text, f"line {block.line}", "exec"), names)  # noqa: S102 - our own documentation
        suites = [thing for name, thing in names.items() if name.startswith("Test") and isinstance(thing, type)]
        for suite in suites:
            for name in (name for name in dir(suite) if name.startswith("test_")):
                getattr(suite(), name)()
        return []
    test = doctest.DocTestParser().get_doctest(block.text, names, f"line {block.line}", None, block.line)
    faults: list[str] = []
    doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=faults.append, clear_globs=False)
    names.update(test.globs)
    return faults


def run_page(page: str, folder: Path) -> list[str]:
    """Run every example of `page` in `folder`, in order; return what differs."""
    if "```console" in page:
        furnish(folder)
    names: dict[str, Any] = {"__name__": "example"}
    faults: list[str] = []
    for block in blocks(page):
        if block.language == "console":
            faults += run_console(block, folder)
        elif block.language == "python":
            faults += run_python(block, names)
    return faults


def commands() -> dict[str, Any]:
    """Return every command of the command line by how it is called: `tocsin`, `tocsin read`, `tocsin gazetteer add`."""
    found: dict[str, Any] = {}

    def walk(command: Any, called: str) -> None:
        found[called] = command
        for name, inner in getattr(command, "commands", {}).items():
            if not inner.hidden:
                walk(inner, f"{called} {name}")

    walk(typer.main.get_command(app), "tocsin")
    return found


def manual() -> str:
    """Return the page that holds the help of every command, as it is printed."""
    parts = ["# Manual\n\nThe help of every command, as `--help` prints it. `make manual` writes this page.\n"]
    with tempfile.TemporaryDirectory() as folder:
        for called in commands():
            _, output = runs(f"{called} --help", Path(folder))
            parts.append(f"## `{called}`\n\n```console\n$ {called} --help\n{output}```\n")
    return "\n".join(parts)


def refreshed(page: str, folder: Path) -> str:
    """Return `page` with what its console examples print now, but for those that hold `...`, in `folder`."""
    furnish(folder)
    for block in blocks(page):
        if block.language == "console":
            text = ""
            for step in steps(block):
                code, output = runs(step.command, folder)
                kept = "..." in step.output
                text += f"$ {step.shown}\n" + (step.output if kept else output)
                text += f"[exit code {step.code if kept else code}]\n" if (step.code if kept else code) else ""
            page = page.replace(f"```console\n{block.text}```", f"```console\n{text}```", 1)
    return page


def write_all() -> None:
    """Write the manual, and every page whose examples print something else now."""
    MANUAL.write_text(manual(), encoding="utf-8")
    for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]:
        page = path.read_text(encoding="utf-8")
        if path != MANUAL and "```console" in page:
            with tempfile.TemporaryDirectory() as folder:
                new = refreshed(page, Path(folder))
            if new != page:
                path.write_text(new, encoding="utf-8")
                print(f"Changed {path.relative_to(ROOT)}")


if __name__ == "__main__":
    write_all()

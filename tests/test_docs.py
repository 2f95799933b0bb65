"""Documentation cannot lie: examples are run, help is printed anew, and what is not documented is a fault."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.examples import DOCS, MANUAL, ROOT, Block, blocks, commands, manual, refreshed, run_page, steps
from tocsin.plugins import KINDS, names
from tocsin.settings import Settings

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def title(path: Path) -> str:
    return str(path.relative_to(ROOT))


def options(command: Any) -> list[str]:
    """Return the options and arguments of a command by the names that people type; not those that every one has."""
    found: list[str] = []
    for parameter in command.params:
        if parameter.hidden if hasattr(parameter, "hidden") else False:
            continue
        if parameter.param_type_name == "argument":
            found.append((parameter.metavar or parameter.name or "").strip("[]{}."))
        else:
            found += [name for name in parameter.opts if name.startswith("--")]
    return [name for name in found if name not in {"--help", "--install-completion", "--show-completion"}]


def undocumented(page: str, called: str, command: Any) -> list[str]:
    """Return what `page` does not say of `command`: its call, its options, its arguments."""
    wanted = [called, *options(command)]
    return [
        f"{called}: {name} is not documented" for name in wanted if not re.search(rf"{re.escape(name)}(?!\w)", page)
    ]


def anchors(page: str) -> set[str]:
    """Return the anchors of the headings of `page`, as they are made for the built documentation."""
    plain = (re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower() for heading in HEADING.findall(page))
    return {re.sub(r"[\s-]+", "-", heading) for heading in plain}


def broken_links(page: str, path: Path) -> list[str]:
    """Return the links of `page`, which stands at `path`, that lead nowhere in this tree."""
    text = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    faults = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists():
            faults.append(f"{link}: not there")
        elif anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
            faults.append(f"{link}: no such heading")
    return faults


def unrun(page: str) -> list[str]:
    """Return the blocks that call Tocsin without being run: examples that nobody would notice to be wrong."""
    shells = [block for block in blocks(page) if block.language in {"", "sh", "bash", "shell", "text"}]
    return [f"line {b.line}: make it a console block" for b in shells if re.search(r"^(?:\$ )?tocsin ", b.text, re.M)]


@pytest.mark.parametrize("path", PAGES, ids=title)
def test_every_example_does_what_the_page_says(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    if path == MANUAL:
        pytest.skip("its examples are compared as a whole")
    assert "\n".join(run_page(page, tmp_path)) == ""


@pytest.mark.parametrize("path", PAGES, ids=title)
def test_no_example_escapes(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert page.count("```") % 2 == 0
    assert unrun(page) == []


@pytest.mark.parametrize("path", [*PAGES, ROOT / "CHANGELOG.md"], ids=title)
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    assert broken_links(path.read_text(encoding="utf-8"), path) == []


def test_the_manual_is_what_help_prints() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), "make manual writes it anew"


@pytest.mark.parametrize("called", sorted(set(commands()) - {"tocsin"}))
def test_every_verb_and_option_is_documented(called: str) -> None:
    verb = called.split()[1]
    page = DOCS / "verbs" / f"{verb}.md"
    assert page.is_file(), f"write {title(page)}"
    assert undocumented(page.read_text(encoding="utf-8"), called, commands()[called]) == []


def test_no_page_documents_a_verb_that_is_gone() -> None:
    verbs = {called.split()[1] for called in commands() if called != "tocsin"}
    assert {path.stem for path in (DOCS / "verbs").glob("*.md")} == verbs


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    default = getattr(Settings(), name)
    said = {Path: "the data folder of the user", str: f'`"{default}"`', bool: f"`{str(default).lower()}`"}
    kind = Path if isinstance(default, Path) else type(default)
    row = f"| `{name}` | {said.get(kind, f'`{default}`')}"
    assert row in (DOCS / "settings.md").read_text(encoding="utf-8")


def test_no_setting_is_documented_that_is_gone() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_plugin_and_every_built_in_one_is_documented(kind: str) -> None:
    page = (DOCS / "extending.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{kind}` \|.*$", page, re.MULTILINE)
    assert [name for name in names(kind) if f"`{name}`" not in row] == []


def test_the_first_screen_of_the_readme_says_how_to_start() -> None:
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    assert "make demo" in first
    assert "tocsin read" in first
    assert re.search(r"!\[[^\]]+\]\(docs/images/", first)


class Parameter:
    """An option or argument as the command line's library has them."""

    def __init__(self, name: str, kind: str = "option", hidden: bool = False) -> None:
        self.name = self.metavar = name
        self.opts, self.param_type_name, self.hidden = [name], kind, hidden


class Command:
    params = (
        Parameter("--deep"),
        Parameter("-q"),
        Parameter("--help"),
        Parameter("--secret", hidden=True),
        Parameter("[FILE]...", "argument"),
    )


def test_what_a_page_does_not_say_is_found() -> None:
    page = "# `tocsin dig`\n`--deeper` digs. `tocsin digs`"
    assert undocumented(page, "tocsin dig", Command()) == [
        "tocsin dig: --deep is not documented",
        "tocsin dig: FILE is not documented",
    ]
    assert undocumented(f"{page} --deep FILE", "tocsin dig", Command()) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("```console\n$ echo one\ntwo\n```\n", "two"),
        ("```console\n$ exit 3\n```\n", "[exit code 3]"),
        ("```console\n$ echo one >&2\n```\n", "one"),
        ("```console\n$ echo one; exit 4\n...\n```\n", "[exit code 4], expected 0"),
        ("```console\n$ echo one\none\n[exit code 4]\n```\n", "[exit code 0], expected 4"),
        ("```python\n>>> 1 + 1\n3\n```\n", "Expected"),
    ],
)
def test_an_example_that_lies_is_found(page: str, fault: str, tmp_path: Path) -> None:
    assert fault in "\n".join(run_page(page, tmp_path))


def test_a_python_example_that_fails_is_found(tmp_path: Path) -> None:
    with pytest.raises(NameError):
        run_page("```python\nunknown\n```\n", tmp_path)
    with pytest.raises(AssertionError):
        run_page("```python\nclass TestIt:\n    def test_it(self): assert False\n```\n", tmp_path)


def test_an_example_that_tells_the_truth_passes(tmp_path: Path) -> None:
    page = (
        "```console\n$ echo one \\\n> two > file\n$ cat file; exit 2\none ...\n[exit code 2]\n```\n"
        "```python\nx = 1\n```\n```python\n>>> x + 1\n2\n\n```\n"
    )
    assert run_page(page, tmp_path) == []


def test_a_page_is_refreshed_but_for_what_it_leaves_open(tmp_path: Path) -> None:
    page = "a\n```console\n$ echo one \\\n> two; exit 2\nthree\n$ echo four\nf...\n[exit code 3]\n```\nz\n"
    now = page.replace("three\n", "one two\n[exit code 2]\n")
    assert refreshed(page, tmp_path) == now
    (tmp_path / "again").mkdir()
    assert refreshed(now, tmp_path / "again") == now


def test_a_console_block_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="line 7: a console block starts with a command"):
        list(steps(Block("console", "tocsin read\n", 7)))


def test_an_example_that_is_not_run_is_found() -> None:
    assert unrun("```sh\ntocsin read x\n```\n") == ["line 1: make it a console block"]
    assert unrun("```\n$ tocsin read x\n```\n") == ["line 1: make it a console block"]
    assert unrun("```sh\nmake demo\n```\n") == []


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# A `b` heading, here\n", encoding="utf-8")
    page = "[x](page.md) [x](page.md#a-b-heading-here) ![x](gone.png) [x](page.md#gone) [x](https://example.org/gone)"
    assert broken_links(page, path) == ["gone.png: not there", "page.md#gone: no such heading"]

"""The locked requirements hold all that pyproject.toml asks for, each with its hashes, and agree with one another."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-bench.txt": PROJECT["dependency-groups"]["bench"],
    "requirements-build.txt": PROJECT["dependency-groups"]["build"] + PROJECT["build-system"]["requires"],
    "requirements-llm.txt": PROJECT["dependency-groups"]["llm"],
    "requirements-serve.txt": PROJECT["project"]["dependencies"]
    + PROJECT["project"]["optional-dependencies"]["postgresql"]
    + PROJECT["project"]["optional-dependencies"]["oidc"],
    "requirements-validators.txt": PROJECT["dependency-groups"]["validators"],
    "requirements-validators-build.txt": PROJECT["dependency-groups"]["validators-build"],
    "requirements-dev.txt": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}
PINNED = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def pinned(text: str) -> dict[str, str]:
    """Return the versions in a locked file by name; every line of it must belong to one."""
    rest = PINNED.sub("", text)
    if rest.strip():
        raise ValueError(f"not pinned with hashes: {rest.strip().splitlines()[0]}")
    return {canonicalize_name(found[1]): found[2] for found in PINNED.finditer(text)}


def lacking(wanted: Iterable[str], versions: dict[str, str]) -> list[str]:
    """Return the requirements of `wanted` that `versions` does not meet."""
    asked = [Requirement(line) for line in wanted]
    found = [(one, versions.get(canonicalize_name(one.name))) for one in asked]
    return [str(one) for one, version in found if version is None or not one.specifier.contains(version)]


@pytest.mark.parametrize("name", WANTED)
def test_a_locked_file_holds_what_is_asked_for(name: str) -> None:
    assert lacking(WANTED[name], pinned((ROOT / name).read_text(encoding="utf-8"))) == [], "run make lock"


def test_the_locked_files_agree() -> None:
    development = pinned((ROOT / "requirements-dev.txt").read_text(encoding="utf-8"))
    for name in ("requirements.txt", "requirements-build.txt", "requirements-serve.txt"):
        for package, version in pinned((ROOT / name).read_text(encoding="utf-8")).items():
            assert development[package] == version, f"{package} of {name}"
    # They go into the same environment, so what both hold must be the same.
    for name in ("requirements-bench.txt", "requirements-validators.txt"):
        beside = pinned((ROOT / name).read_text(encoding="utf-8"))
        assert {one: beside[one] for one in beside.keys() & development.keys()}.items() <= development.items(), name


@pytest.mark.parametrize(
    "text", ["rich==15.0.0\n", "rich>=14 \\\n    --hash=sha256:" + "0" * 64 + "\n", "--pre\n", "-e .\n"]
)
def test_a_line_without_version_and_hash_is_found(text: str) -> None:
    with pytest.raises(ValueError, match="not pinned with hashes"):
        pinned(text)


def test_a_requirement_that_is_not_locked_is_found() -> None:
    assert lacking(["rich>=14", "typer>=9", "gone"], {"rich": "15.0", "typer": "0.29"}) == ["typer>=9", "gone"]

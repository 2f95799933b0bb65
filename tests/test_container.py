"""The image and the compose file, without a container engine: what they name is there, and their steps do as they say.

The steps that take minutes and a network are run where TOCSIN_TEST_CONTAINER is set; the rest always.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from tests.cli.test_serving import answer, served
from tocsin.accounts.opening import open_accounts
from tocsin.cli.main import app
from tocsin.settings import load_settings

ROOT = Path(__file__).parent.parent
FOLDERS = ("/usr/local/src", "/usr/local/builder", "/usr/local/tocsin", "/var/lib/tocsin")
"""What the steps make in an image, and in a folder of the test here."""
ASKED = "TOCSIN_TEST_CONTAINER"


@dataclass(frozen=True)
class Step:
    """One instruction of a Containerfile: its word, the rest, and the stage that it stands in."""

    word: str
    rest: str
    stage: int


def steps() -> list[Step]:
    text = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    stage, found = 0, []
    for line in filter(None, (one.strip() for one in text.replace("\\\n", " ").splitlines())):
        word, _, rest = line.partition(" ")
        stage += word == "FROM"
        found.append(Step(word, " ".join(rest.split()), stage))
    return found


def of(word: str, stage: int = 2) -> list[str]:
    return [step.rest for step in steps() if step.word == word and step.stage == stage]


def environment() -> dict[str, str]:
    (line,) = of("ENV")
    return dict(part.split("=", 1) for part in shlex.split(line))


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_what_is_copied_is_there_and_not_left_out() -> None:
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    names = [name for rest in of("COPY", 1) for name in rest.split()[:-1]]
    assert {"src", "pyproject.toml", "requirements-serve.txt"} <= set(names)
    for name in names:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in let_in, name


def test_all_is_locked_but_for_the_wheel_itself() -> None:
    installs = [part for rest in of("RUN", 1) for part in rest.split("&&") if "pip install" in part]
    assert len(installs) == 3
    assert all("--require-hashes" in part or "--no-index" in part for part in installs)


def test_the_image_runs_as_a_user_who_owns_nothing_in_it() -> None:
    (user,) = of("USER")
    assert f"--uid {user} " in of("RUN")[0]
    words = [step.word for step in steps() if step.stage == 2]
    assert words.index("COPY") < words.index("USER")  # so that root owns the program
    assert all(value.startswith(FOLDERS[3]) for value in (*of("VOLUME"), *of("WORKDIR")))


def test_the_settings_of_image_and_compose_file_are_settings() -> None:
    given = environment()
    settings = load_settings({name: value for name, value in given.items() if name.startswith("TOCSIN_")})
    assert (settings.log_format, str(settings.data_dir)) == ("json", "/usr/local/tocsin/places")
    site = compose()["services"]["site"]
    filled = {name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value) for name, value in site["environment"].items()}
    settings = load_settings({**given, **filled})
    assert settings.tracker == "postgresql://tocsin@database/tocsin"
    assert settings.trusted_proxies == "127.0.0.1"


def test_the_compose_file_starts_the_site_after_its_database_and_opens_it_to_this_machine_alone() -> None:
    services = compose()["services"]
    site, database = services["site"], services["database"]
    assert site["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "pg_isready" in database["healthcheck"]["test"]
    assert site["environment"]["PGPASSWORD"] == database["environment"]["POSTGRES_PASSWORD"]
    assert site["ports"] == ["127.0.0.1:8000:8000"]
    assert site["build"] == {"context": ".", "dockerfile": "Containerfile"}
    assert (site["read_only"], site["cap_drop"]) == (True, ["ALL"])
    named = {volume.partition(":")[0] for one in services.values() for volume in one["volumes"]}
    assert named == set(compose()["volumes"])


def test_what_the_image_runs_is_a_verb_with_its_options() -> None:
    program, *words = json.loads(of("CMD")[0])
    assert program == "tocsin"
    found = CliRunner().invoke(app, [*words, "--help"])
    assert found.exit_code == 0, found.output
    assert of("EXPOSE") == [words[words.index("--port") + 1]]


def check_of(port: str) -> list[str]:
    """Return the health check of the image for a site at another port."""
    _, _, command = of("HEALTHCHECK")[0].partition("CMD ")
    program, *words = json.loads(command)
    assert program == "python"
    assert any(":8000/" in word for word in words)
    return [word.replace(":8000/", f":{port}/") for word in words]


def test_the_health_check_tells_a_site_that_is_ready_from_one_that_is_gone(tmp_path: Path) -> None:
    with served(tmp_path) as (site, process, _):
        answer(f"{site}/health/live")
        command = [sys.executable, *check_of(site.rpartition(":")[2])]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603  the image's own
        process.terminate()
        process.wait(60)
        assert subprocess.run(command, capture_output=True, check=False).returncode == 1  # noqa: S603  likewise


@pytest.mark.skipif(ASKED not in os.environ, reason=f"takes minutes and a network; set {ASKED} to run the steps")
def test_the_steps_make_a_site_that_serves(tmp_path: Path) -> None:
    """Both stages, in folders of this test instead of an image's; the user is whoever runs it."""
    folder, variables = tmp_path / "image", {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    for step in steps():
        rest = moved(step.rest, folder)
        if step.word == "WORKDIR":
            Path(rest).mkdir(parents=True, exist_ok=True)
            here = Path(rest)
        elif step.word == "COPY" and step.stage == 1:
            *names, _ = rest.split()
            for name in names:
                copy(ROOT / name, here / name)
        elif step.word == "RUN" and "useradd" not in rest:
            script = rest.replace("python -m venv", f"{shlex.quote(sys.executable)} -m venv")
            command = ["/bin/bash", "-c", script]
            done = subprocess.run(command, cwd=here, env=variables, capture_output=True, text=True, check=False)  # noqa: S603  ours
            assert done.returncode == 0, done.stderr
    tocsin = folder / "usr/local/tocsin/bin/tocsin"
    shutil.rmtree(folder / "usr/local/src")  # the second stage has no sources
    given = {name: moved(value, folder) for name, value in environment().items() if name != "PATH"}
    data = Path(given["TOCSIN_TRACKER"]).parent
    data.mkdir(parents=True, exist_ok=True)
    with served(data, program=str(tocsin), **given) as (site, _, log):
        assert answer(f"{site}/health/ready").json() == {"ready": True}
        assert "sign in as admin with" in log.read_text()
    with closing(open_accounts(given["TOCSIN_TRACKER"])) as accounts:
        assert [user.name for user in accounts.users()] == ["admin"]


def moved(text: str, folder: Path) -> str:
    return re.sub("|".join(FOLDERS), lambda found: f"{folder}{found[0]}", text)


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.malformed.generate import malformed

CHILD = Path(__file__).with_name("child.py")
SECONDS = 10
MEGABYTES = 1024
ROOMY = 6 * MEGABYTES
"""For an extractor on top: libraries of numbers ask for far more addresses than they ever use."""
PATIENT = 12 * SECONDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of memory and time are set the POSIX way")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return outcomes_of(tmp_path_factory.mktemp("malformed"), SECONDS, MEGABYTES)


def outcomes_of(folder: Path, seconds: int, megabytes: int, *extractor: str) -> list[dict[str, Any]]:
    paths = malformed(folder)
    command = [sys.executable, str(CHILD), str(folder), str(seconds), str(megabytes), *extractor]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- our own script
    assert done.returncode == 0, done.stderr[-2000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["name"] for line in found} == {path.name for path in paths}
    assert done.stderr == ""
    return found


def test_there_are_two_hundred(outcomes: list[dict[str, Any]]) -> None:
    assert len(outcomes) >= 200


def test_no_input_raises_or_outlasts_its_time_or_memory(outcomes: list[dict[str, Any]]) -> None:
    assert {line["name"]: line["fault"] for line in outcomes if line["fault"]} == {}


@pytest.mark.parametrize("extractor", ["model", "rules"])
def test_no_report_that_comes_out_makes_an_extractor_stumble(
    outcomes: list[dict[str, Any]], tmp_path: Path, extractor: str
) -> None:
    found = outcomes_of(tmp_path, PATIENT, ROOMY, extractor)
    assert {line["name"]: line["fault"] for line in found if line["fault"]} == {}
    assert [told(line) for line in found] == [told(line) for line in outcomes]


def told(line: dict[str, Any]) -> list[str]:
    """Return what became of an input, without the folder that it lay in."""
    return [outcome.rpartition("/")[2] for outcome in line["outcomes"]]


def test_every_input_gives_a_report_or_a_named_rejection(outcomes: list[dict[str, Any]]) -> None:
    assert [line["name"] for line in outcomes if not line["outcomes"]] == []
    assert all("\n" not in outcome for line in outcomes for outcome in line["outcomes"])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("archive.zip", "zip archive"),
        ("document.docx", "office document"),
        ("image.png", "PNG"),
        ("table.sqlite", "SQLite"),
        ("bomb.gz", "unpacks to more than"),
        ("cut.txt.gz", "ends too early"),
        ("twice.gz", "gzip within gzip"),
        ("laughs.xml", "XML"),
        ("empty.txt", "is empty"),
        ("nuls.txt", "is empty"),
        ("no-text.pdf", "OCR"),
        ("flate-bomb.pdf", "damaged PDF"),
        ("json-deep-array.json", "nested too deeply"),
        ("noise-6.json", "no known encoding"),
        ("big-line.txt", "far more than one report"),
        ("big-page.html", "larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_for_its_true_reason(
    outcomes: list[dict[str, Any]], name: str, reason: str
) -> None:
    found = next(line["outcomes"] for line in outcomes if line["name"] == name)
    assert len(found) == 1
    assert name in found[0]
    assert reason in found[0]


def test_one_bad_line_costs_no_other(outcomes: list[dict[str, Any]]) -> None:
    found = next(line["outcomes"] for line in outcomes if line["name"] == "json-one-bad-line.jsonl")
    assert found[0] == "a"
    assert "line 2: is not JSON" in found[1]
    assert found[2] == "a#2"

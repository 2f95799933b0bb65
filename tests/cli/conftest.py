"""A small extractor and gazetteer, installed as anyone's plug-ins are, so that the command is tested alone.

The extractor sees an incident in every "struck", takes its time over "SLOW", and stumbles over "STUMBLE" and "FALL".
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PLUGIN = """
import re, time
from tocsin.extraction.base import Extraction
from tocsin.vocabulary.claim import Claim, Method
from tocsin.vocabulary.mention import Mention, Rejection
from tocsin.vocabulary.span import cut

class Struck:
    method = Method("struck", "1")

    def __init__(self, settings, gazetteer):
        self.country = settings.country
        assert gazetteer == "nowhere"

    def extract(self, report):
        if report.language not in ("en", ""):
            reason = f"its language is {report.language}, and only English is read"
            return Extraction(report, rejections=(Rejection(report.id, "extraction", reason),))
        if "SLOW" in report.text:
            time.sleep(0.05)
        if "STUMBLE" in report.text:
            raise ValueError("stumbled")
        if "FALL" in report.text:
            raise AssertionError("fell")
        return Extraction(report, tuple(self._mentions(report)))

    def _mentions(self, report):
        for n, found in enumerate(re.finditer("struck", report.text)):
            span = cut(report, found.start(), found.end())
            slots = {"kind": "rocket", "status": "reported", "trigger": "struck"}
            claims = [Claim(slot, value, span, self.method, confidence=0.5) for slot, value in slots.items()]
            yield Mention(f"{report.id}#{n}", report.id, tuple(claims))

def open_nowhere(settings):
    return "nowhere"
"""
TABLE = """[tocsin.extractors]
struck = small_plugin:Struck
[tocsin.gazetteers]
nowhere = small_plugin:open_nowhere
"""


@pytest.fixture(scope="session")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "small_plugin.py").write_text(PLUGIN, encoding="utf-8")
    info = folder / "small_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: small-plugin\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.fixture
def environment(plugins: Path, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    return kept | {
        "PYTHONPATH": str(plugins),
        "TOCSIN_EXTRACTOR": "struck",
        "TOCSIN_GAZETTEER": "nowhere",
        "TOCSIN_DATA_DIR": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }


Tocsin = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tocsin(environment: dict[str, str], tmp_path: Path) -> Tocsin:
    def run(*arguments: str | Path, stdin: bytes = b"", **extra: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603  the command under test
            command(*arguments), input=stdin, capture_output=True, check=False, cwd=tmp_path, env=environment | extra,
            timeout=60,
        )  # fmt: skip
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", "from tocsin.cli.main import run; run()", *map(str, arguments)]

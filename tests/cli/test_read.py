import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Tocsin, command

STORY = "Two rockets struck the airport in Basra on Monday, wounding three guards, police said.\n\nNobody was held."
ARABIC = (
    "انفجرت عبوة ناسفة قرب قاعدة عسكرية شمال بغداد يوم الاثنين، ما أدى إلى إصابة ثلاثة جنود، بحسب مصدر في الشرطة. "
    "وقال المصدر إن القوات الأمنية أغلقت الطريق وبدأت التحقيق في الحادث."
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def lines_of(reports: int, text: str = STORY) -> bytes:
    rows = (json.dumps({"id": f"r{n}", "text": text, "published": "2024-05-08"}) for n in range(reports))
    return "".join(f"{row}\n" for row in rows).encode()


def test_a_table_for_people(tocsin: Tocsin, story: Path) -> None:
    done = tocsin("read", story)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 incident" in done.stdout
    assert "rocket" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def test_json_is_one_object_a_line(tocsin: Tocsin) -> None:
    done = tocsin("read", "-", "--json", "--text", stdin=lines_of(3))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [report["id"] for report in found] == ["r0", "r1", "r2"]
    for report in found:
        trigger = report["incidents"][0]["triggers"][0]
        assert report["text"][trigger["start"] : trigger["end"]] == trigger["quote"] == "struck"
        assert report["published"] == "2024-05-08"
    assert done.stderr == "tocsin: read 3 reports, 3 incidents found\n"
    assert tocsin("read", "-", "--json", "--quiet", stdin=lines_of(3)).stderr == ""


def test_records_can_be_read_again(tocsin: Tocsin) -> None:
    first = tocsin("read", "-", "--json", "--text", stdin=lines_of(2)).stdout
    assert tocsin("read", "-", "--json", "--text", stdin=first.encode()).stdout == first


def test_hints_go_before_what_the_input_says(tocsin: Tocsin) -> None:
    done = tocsin("read", "-", "--json", "--published", "2020-08-17", "--country", "iq", stdin=lines_of(1))
    assert json.loads(done.stdout)["published"] == "2020-08-17"


def test_a_report_in_another_language_is_skipped_with_a_reason(tocsin: Tocsin, tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text(ARABIC, encoding="utf-8")
    done = tocsin("read", "ar.txt", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert (found["incidents"], found["language"]) == ([], "ar")
    assert "only English" in found["rejections"][0]["reason"]
    assert "only English" in tocsin("read", "ar.txt").stdout
    assert "2 reports skipped" in tocsin("read", "ar.txt", "ar.txt", "--json").stderr


def test_one_bad_input_is_named_and_stops_nothing(tocsin: Tocsin, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    done = tocsin("read", "gone.txt", "empty.txt", "bad.pdf", story, "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    for name in ("gone.txt", "empty.txt", "bad.pdf"):
        assert sum(name in line for line in done.stderr.splitlines()) == 1
    assert "1 report, 1 incident found, 3 inputs not readable" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_that_the_extractor_stumbles_over_stops_nothing(tocsin: Tocsin) -> None:
    done = tocsin("read", "-", "--json", stdin=lines_of(1, "STUMBLE " + STORY) + lines_of(1))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "the extractor failed on it: ValueError: stumbled" in done.stderr


def test_a_fault_of_ours_is_one_line_and_keeps_what_was_done(tocsin: Tocsin) -> None:
    done = tocsin("read", "-", "--json", stdin=lines_of(1) + lines_of(1, "FALL " + STORY))
    assert done.returncode == 70
    assert len(done.stdout.splitlines()) == 1
    assert "please report it: AssertionError: fell" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "nothing to read"),
        (("x", "--published", "2020-13-40"), "such as 2020-08-15"),
        (("x", "--published", "yesterday"), "such as 2020-08-15"),
        (("x", "--country", "Iraq"), "IQ for Iraq"),
        (("x", "--country", "QQ"), "two letters"),
        (("x", "--extractor", "oracle"), "no extractor named 'oracle'; installed are"),
        (("x", "--save", "gone/report.html"), "there is no folder gone"),
        (("x", "--save", "."), "is a folder"),
        (("x", "--jsn"), "--json"),
    ],
)
def test_wrong_arguments_are_told_with_the_mend(tocsin: Tocsin, arguments: tuple[str, ...], words: str) -> None:
    done = tocsin("read", *arguments, COLUMNS="300")
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr


def test_a_wrong_setting_is_told(tocsin: Tocsin, story: Path) -> None:
    done = tocsin("read", story, TOCSIN_MAX_BYTES="many")
    assert (done.returncode, done.stdout) == (2, "")
    assert "TOCSIN_MAX_BYTES" in done.stderr


def test_explain_gives_the_words_the_method_and_the_confidence(tocsin: Tocsin, story: Path) -> None:
    out = tocsin("read", story, "--explain").stdout
    assert "“struck”" in out
    assert "0.50 struck 1" in out
    trigger = json.loads(tocsin("read", story, "--explain", "--json").stdout)["incidents"][0]["triggers"][0]
    assert trigger["method"] == "struck 1"


def test_text_is_given_on_request(tocsin: Tocsin, story: Path) -> None:
    assert "Nobody was held." in tocsin("read", story, "--text").stdout
    assert "Nobody was held." not in tocsin("read", story).stdout


def test_a_page_is_saved_and_saved_again(tocsin: Tocsin, story: Path, tmp_path: Path) -> None:
    done = tocsin("read", story, "--save", "report.html")
    assert (done.returncode, done.stderr) == (0, "tocsin: saved report.html\n")
    assert "1 incident" in done.stdout
    assert "Nobody was held." in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert tocsin("read", story, "--save", "report.html").returncode == 0
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    refused = tocsin("read", story, "--save", "mine.html", COLUMNS="300")
    assert refused.returncode == 2
    assert "choose another name" in refused.stderr
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "mine"


def test_the_samples_are_read_without_a_fault(tocsin: Tocsin) -> None:
    done = tocsin("read", "--samples", "--json")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 30
    assert "1 report skipped" in done.stderr


def test_json_is_utf_8_whatever_the_locale(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text(ARABIC, encoding="utf-8")
    for encoding in ("ascii", "latin-1"):
        raw = subprocess.run(  # noqa: S603  the command under test
            command("read", "ar.txt", "--json", "--text"),
            capture_output=True, check=True, cwd=tmp_path, env=environment | {"PYTHONIOENCODING": encoding},
        ).stdout  # fmt: skip
        assert json.loads(raw.decode("utf-8"))["text"].startswith("انفجرت")
        table = subprocess.run(  # noqa: S603  the command under test
            command("read", "ar.txt", "--text"),
            capture_output=True, check=True, cwd=tmp_path, env=environment | {"PYTHONIOENCODING": encoding},
        )  # fmt: skip
        assert table.stderr == b""


def heard() -> None:
    """Let the command hear Ctrl-C, even where the tests run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Running:
    """A long run of the command, with its results coming through a pipe."""

    def __init__(self, environment: dict[str, str], folder: Path, reports: int, *arguments: str) -> None:
        (folder / "many.jsonl").write_bytes(lines_of(reports, "SLOW " + STORY))
        self.process = subprocess.Popen(  # noqa: S603  the command under test
            command("read", "many.jsonl", *arguments),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=environment,
            bufsize=0,  # communicate does not see what is buffered behind the first line
            preexec_fn=heard,  # noqa: PLW1509  no threads here
        )  # fmt: skip
        assert self.process.stdout
        self.first = self.process.stdout.readline()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_leaves_whole_lines_and_says_how_many(
    environment: dict[str, str], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    running = Running(environment, tmp_path, 2000, "--json", "--save", "page.html")
    running.process.send_signal(number)
    rest, errors = running.process.communicate(timeout=60)
    assert running.process.returncode == code
    whole = (running.first + rest).decode()
    assert whole.endswith("\n")
    found = [json.loads(line) for line in whole.splitlines()]
    assert 0 < len(found) < 2000
    counted = f"{len(found)} report" + ("s" if len(found) > 1 else "")
    assert f"stopped after {counted}" in errors.decode()
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count('<section class="report"') == len(found)


def test_lines_come_while_the_rest_is_still_being_read(environment: dict[str, str], tmp_path: Path) -> None:
    running = Running(environment, tmp_path, 200, "--json")
    assert json.loads(running.first)["id"] == "r0"
    assert running.process.poll() is None
    running.process.kill()
    running.process.communicate()


@pytest.mark.parametrize("form", [("--json",), ()])
def test_a_reader_that_goes_away_is_no_noise(
    environment: dict[str, str], tmp_path: Path, form: tuple[str, ...]
) -> None:
    running = Running(environment, tmp_path, 2000, *form)
    assert running.process.stdout
    assert running.process.stderr
    running.process.stdout.close()
    assert running.process.wait(timeout=60) == 141
    assert running.process.stderr.read() == b""
    running.process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("form", [("--json",), ()])
def test_a_full_disk_is_told(environment: dict[str, str], story: Path, form: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603  the command under test
            command("read", str(story), *form), stdout=full, stderr=subprocess.PIPE, check=False, env=environment
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "tocsin: cannot write the result: No space left on device\n"


def on_terminal(environment: dict[str, str], folder: Path, *arguments: str) -> tuple[str, bytes]:
    """Run the command with a terminal as standard error; return what the terminal got, and standard output."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(  # noqa: S603  the command under test
        command("read", *arguments), stdout=subprocess.PIPE, stderr=follower, cwd=folder,
        env=environment | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(follower)
    out, _ = process.communicate(timeout=60)
    seen = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(leader)
    return seen.decode(), out


def test_someone_who_waits_at_a_terminal_sees_how_far_things_are(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(lines_of(40, "SLOW " + STORY))
    seen, out = on_terminal(environment, tmp_path, "many.jsonl", "--json")
    assert "Reading" in seen
    assert "/40" in seen
    assert len(out.splitlines()) == 40
    quiet, _ = on_terminal(environment, tmp_path, "many.jsonl", "--json", "--quiet")
    assert quiet == ""


def test_a_quick_run_shows_no_bar(environment: dict[str, str], story: Path) -> None:
    assert on_terminal(environment, story.parent, str(story), "--json")[0] == ""

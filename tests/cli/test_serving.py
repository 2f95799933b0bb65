"""The server as it runs for a team: several processes on PostgreSQL, and an end that breaks nothing off."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.test_serve import TOCSIN, a_port
from tests.ledger.conftest import make_database
from tests.tasks.stories import START, Told, a_story
from tests.web.site import PASSWORD
from tests.web.test_health import numbers
from tocsin.accounts.opening import open_accounts
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.add import keep
from tocsin.tasks.resolve import resolve
from tocsin.tasks.users import Caller, add_user, choose_password, make_token
from tocsin.vocabulary.retrieval import Retrieval

__all__ = ["make_database"]
ENDS_S = 60


@contextmanager
def served(
    folder: Path, *options: str, program: str = TOCSIN, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """Run `tocsin serve` with a log of its own at `folder`/log; ended by SIGTERM where the test does not end it."""
    port, log = a_port(), folder / "log"
    command = [program, "serve", "--port", str(port), *options]
    with log.open("w") as told:
        process = subprocess.Popen(command, cwd=folder, stderr=told, text=True, env={**os.environ, **settings})  # noqa: S603  ours
        try:
            yield f"http://127.0.0.1:{port}", process, log
        finally:
            process.terminate()
            process.wait(ENDS_S)


def answer(address: str) -> httpx.Response:
    """Return the first answer of a server that is starting, on a machine that may be busy."""
    for _ in range(600):
        try:
            return httpx.get(address, timeout=30)
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def filled(address: str) -> str:
    """Fill a tracker and return the key of a token that may read and review."""
    with closing(open_ledger(address)) as ledger:
        for number, one in enumerate((Told(), Told("Mosul", 3, "ied", 2), Told("Kirkuk", 40, "shooting"))):
            extraction = a_story(number, one)
            keep(Retrieval(extraction.report, START, b"<p>words</p>", "text/html"), extraction, ledger)
        resolve(ledger)
    with closing(open_accounts(address)) as accounts:
        once = add_user(accounts, "R. Haddad", "admin", Caller("admin"))
        choose_password(accounts, "R. Haddad", once, PASSWORD, Caller("R. Haddad"))
        return make_token(accounts, "R. Haddad", "test", ["read", "review"], 1, Caller("admin"))[1]


def told_by(log: Path) -> list[dict[str, object]]:
    """Return the lines of a log for programs; the lines of `tocsin serve` itself are for people."""
    lines = (line for line in log.read_text().splitlines() if not line.startswith("tocsin: "))
    return [json.loads(line) for line in lines]


def test_two_processes_answer_from_one_postgresql_and_count_together(
    tmp_path: Path, make_database: Callable[[str], str]
) -> None:
    address = make_database("")
    headers = {"Authorization": f"Bearer {filled(address)}"}
    options = ("--workers", "2", "--tracker", address)
    settings = {"TOCSIN_LOG_FORMAT": "json", "TOCSIN_LOG_LEVEL": "info"}
    with served(tmp_path, *options, **settings) as (site, process, log):
        assert answer(f"{site}/health/ready").json() == {"ready": True}
        processes, asked = set[object](), 0
        while len(processes) < 2 and asked < 2000:
            # Each with a connection of its own, so that the processes take turns.
            found = [httpx.get(f"{site}/api/v1/incidents", headers=headers, timeout=60) for _ in range(10)]
            asked += len(found)
            assert {one.status_code for one in found} == {200}
            assert {len(one.json()["incidents"]) for one in found} == {3}
            processes = {line["process"] for line in told_by(log) if line.get("path") == "/api/v1/incidents"}
        assert len(processes) == 2
        counted = numbers(httpx.get(f"{site}/metrics", timeout=60).text)
        assert counted["tocsin_http_requests_total{method=GET,route=/api/v1/incidents,status=200}"] == asked
        assert counted["tocsin_incidents"] == 3
        process.terminate()
        process.wait(ENDS_S)
    lines = told_by(log)
    assert {line["user"] for line in lines if line.get("path") == "/api/v1/incidents"} == {"R. Haddad"}
    assert not [line for line in lines if "exception" in line]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_answer_that_has_begun_is_given_to_its_end(workers: str, tmp_path: Path) -> None:
    with served(tmp_path, "--no-login", "--workers", workers) as (site, process, log):
        answer(f"{site}/health/ready")
        body = b'{"slot": "x"}'
        head = f"POST /api/v1/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        port = int(site.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), ENDS_S) as line:
            line.sendall(head + body[:4])
            time.sleep(1)  # until the request is being read
            process.send_signal(signal.SIGTERM)
            time.sleep(1)
            line.sendall(body[4:])
            assert line.recv(12).startswith(b"HTTP/1.1 404")
        process.wait(ENDS_S)
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{site}/health/live")
    assert "Traceback" not in log.read_text()


def test_a_stream_of_news_does_not_hold_the_end_up(tmp_path: Path) -> None:
    with served(tmp_path, "--no-login") as (site, process, log):
        answer(f"{site}/health/ready")
        heard, begun = list[bytes](), threading.Event()

        def hear() -> None:
            with httpx.stream("GET", f"{site}/api/v1/events", timeout=ENDS_S) as stream:
                for piece in stream.iter_raw():
                    heard.append(piece)
                    begun.set()

        listener = threading.Thread(target=_quietly, args=(hear,))
        listener.start()
        assert begun.wait(ENDS_S)
        process.send_signal(signal.SIGTERM)
        process.wait(ENDS_S)
        listener.join(ENDS_S)
        assert not listener.is_alive()
    assert b"".join(heard).startswith(b"retry:")
    assert "Traceback" not in log.read_text()


def _quietly(hear: Callable[[], None]) -> None:
    try:
        hear()
    except httpx.TransportError:
        return

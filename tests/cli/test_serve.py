"""`tocsin serve` as people type it: it listens, several processes answer, and it ends when it is asked to."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

TOCSIN = str(Path(sys.executable).parent / "tocsin")


def a_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = a_port()
    command = [TOCSIN, "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, env={**os.environ})  # noqa: S603  ours
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def answer(address: str) -> httpx.Response:
    for _ in range(100):
        try:
            return httpx.get(address, timeout=30)
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def test_two_processes_serve_one_tracker_and_end(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-login", "--workers", "2", "--tracker", "mine.db") as (address, process):
        assert "This tracker is empty" in answer(address).text
        assert "server" not in answer(address).headers
    assert process.stderr is not None
    told = process.stderr.read()
    assert f"mine.db is open at {address}/" in told
    assert "Traceback" not in told
    assert (tmp_path / "mine.db").is_file()


def test_the_first_start_says_how_to_sign_in(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, process):
        found = answer(f"{address}/users")
        assert found.status_code == 303
        assert found.headers["location"] == "/login?next=%2Fusers"
    assert process.stderr is not None
    assert re.search(r"sign in as admin with \w{4}-\w{4}-\w{4}-\w{4} and choose", process.stderr.read())


@pytest.mark.parametrize("options", [("--tracker", "no/such/folder/t.db"), ("--tracker", "oracle://db/x")])
def test_a_tracker_that_cannot_be_is_said_at_once(tmp_path: Path, options: tuple[str, ...]) -> None:
    command = [TOCSIN, "serve", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603  ours
    assert done.returncode == 4
    assert done.stderr.startswith("tocsin: ")
    assert done.stderr.count("\n") == 1

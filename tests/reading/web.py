"""A host on this machine that misbehaves on request, for the tests of fetching."""

import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<html><body><p>Two mortar bombs fell beside the ferry landing on Monday.</p></body></html>"


@dataclass
class Host:
    """Where the host listens, what it was asked for, and how it answers for its robots file."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    robots: tuple[int, bytes] = (404, b"")
    stop: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    host: Host

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        self.host.agents.append(self.headers["User-Agent"])
        if self.path == "/robots.txt":
            self._answer(self.host.robots[0], self.host.robots[1], "text/plain")
            return
        name = self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_")
        try:
            getattr(self, f"_{name}", self._missing)()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _move(self, target: str) -> None:
        self._answer(302, b"", Location=target)

    def _missing(self) -> None:
        self._answer(404, b"not here")

    def _page(self) -> None:
        self._answer(200, PAGE)

    def _error(self) -> None:
        self._answer(503, b"busy")

    def _charset(self) -> None:
        self._answer(200, "<p>Die Brücke bei Müllheim ist gesperrt.</p>".encode("latin-1"), "text/html; charset=utf-8")

    def _zipped(self) -> None:
        self._answer(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def _deflated(self) -> None:
        self._answer(200, zlib.compress(PAGE), Content_Encoding="deflate")

    def _brotli(self) -> None:
        self._answer(200, b"\x0b\x02\x80", Content_Encoding="br")

    def _bomb(self) -> None:
        self._answer(200, gzip.compress(b"A" * 30_000_000), Content_Encoding="gzip")

    def _broken_zip(self) -> None:
        self._answer(200, b"\x1f\x8b\x08rubbish", Content_Encoding="gzip")

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.host.stop.is_set():
            self.wfile.write(b"<p>more</p>" * 1000)

    def _silent(self) -> None:
        self.host.stop.wait(20)

    def _dripping(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.host.stop.is_set():
            self.wfile.write(b"X-More: a\r\n")
            time.sleep(0.05)

    def _dripping_body(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.host.stop.is_set():
            self.wfile.write(b"a")
            time.sleep(0.05)

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>half")
        self.close_connection = True

    def _nonsense(self) -> None:
        self.wfile.write(b"\x00\x01\x02 this is no HTTP\r\n\r\n")
        self.close_connection = True

    def _loop(self) -> None:
        self._move("/loop")

    def _once(self) -> None:
        self._move("page?from=once#part")

    def _to_file(self) -> None:
        self._move("file:///etc/hosts")

    def _to_private(self) -> None:
        self._move("http://10.0.0.1/secret")

    def _to_nowhere(self) -> None:
        self._move("http://[broken/")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that the base class gives it
        """Say nothing: the tests look at `asked`."""


@contextmanager
def serving() -> Iterator[Host]:
    """Serve on a free port of the loopback address until the end of the block."""
    host = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": host}))
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.stop.set()
        server.shutdown()
        server.server_close()

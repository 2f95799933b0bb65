"""One page from a URL: politely, within limits, and from public addresses only."""

import http
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from ssl import SSLContext

import httpcore
import httpx
from protego import Protego

from tocsin.errors import FetchError, InputError
from tocsin.reading.base import Raw
from tocsin.reading.decoding import printable
from tocsin.reading.network import CheckedBackend, Deadline
from tocsin.reading.unpacking import gunzip, inflate
from tocsin.settings import Settings

_REDIRECTS = {301, 302, 303, 307, 308}
# RFC 9309, section 2.5: a crawler reads at least 500 kibibytes of a robots file; section 2.3.1.2: five redirects.
_ROBOTS_BYTES = 512_000
_ROBOTS_REDIRECTS = 5
_NETWORK_ERRORS = (
    httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Limits:
    """What one chain of requests may cost; `cut` keeps the first `size` bytes where a larger answer is no error."""

    deadline: Deadline
    redirects: int
    size: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    url: httpx.URL
    status: int
    headers: dict[str, str]
    body: bytes


class Fetcher:
    """Fetches URLs one after another; remembers the robots files of the hosts it has asked.

    No proxy, cookie or password is used, and nothing but the URL, its redirects and the robots files is asked for.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._robots: dict[str, Protego | str] = {}
        self._tls: SSLContext | None = None

    def fetch(self, url: str) -> Raw:
        """Return the document at `url`, its `url` the last one of the redirects; raises FetchError."""
        settings = self._settings
        limits = _Limits(Deadline(settings.fetch_timeout_s), settings.max_redirects, settings.max_bytes)
        try:
            answer = self._follow(url, limits, robots=settings.respect_robots)
        except _NETWORK_ERRORS as error:
            raise FetchError(self._say(error)) from error
        if answer.status != http.HTTPStatus.OK:
            raise FetchError(f"the host answers {_status(answer.status)}; check the address or try later")
        kind = answer.headers.get("content-type")
        address = str(answer.url.copy_with(fragment=None))
        return Raw(url, answer.body, None, address, kind, at=datetime.now(UTC), headers=answer.headers)

    def _follow(self, url: str, limits: _Limits, *, robots: bool) -> _Answer:
        """Return the answer at the end of the redirects from `url`, each of which is checked like the first."""
        target = _checked(url)
        for _ in range(limits.redirects + 1):
            if robots:
                self._ask_robots(target, limits.deadline)
            answer = self._get(target, limits)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            try:
                target = _checked(str(target.join(location)))
            except httpx.InvalidURL as error:
                raise FetchError(f"is redirected to an address that is none: {location[:100]!r}") from error
        raise FetchError(f"is redirected more than {limits.redirects} times; see the setting max_redirects")

    def _get(self, url: httpx.URL, limits: _Limits) -> _Answer:
        backend = CheckedBackend(limits.deadline, allow_private=self._settings.allow_private)
        wait = limits.deadline.left()
        timeouts = {"connect": wait, "read": wait, "write": wait, "pool": wait}
        headers: dict[bytes | str, bytes | str] = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._settings.user_agent.encode("latin-1", "replace"),
            "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, application/json, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        if self._tls is None and url.scheme == "https":
            self._tls = httpx.create_ssl_context()
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        with (
            httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
            pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response,
        ):
            found = {k.decode("latin-1").lower(): v.decode("utf-8", "replace") for k, v in response.headers}
            return _Answer(url, response.status, found, _body(response.iter_stream(), found, limits))

    def _ask_robots(self, url: httpx.URL, deadline: Deadline) -> None:
        """Raise FetchError if the robots file of the host of `url` forbids it to us, or cannot be had (RFC 9309)."""
        origin = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        if origin not in self._robots:
            self._robots[origin] = self._robots_of(origin, deadline)
        rules = self._robots[origin]
        if isinstance(rules, str):
            raise FetchError(f"{origin} cannot be had ({rules}), so the page is left alone; try later")
        agent = self._settings.user_agent.replace("/", " ").partition(" ")[0]
        if not rules.can_fetch(str(url), agent):
            raise FetchError(f"{origin} asks programs such as this not to fetch it; save the page and read the file")

    def _robots_of(self, origin: str, deadline: Deadline) -> Protego | str:
        try:
            answer = self._follow(origin, _Limits(deadline, _ROBOTS_REDIRECTS, _ROBOTS_BYTES, cut=True), robots=False)
        except _NETWORK_ERRORS as error:
            return self._say(error)
        if answer.status >= 500:
            return f"the host answers {_status(answer.status)}"
        # Section 2.3.1.3: a robots file that is "unavailable" (400 to 499) forbids nothing.
        text = answer.body.decode("utf-8", "replace") if answer.status == http.HTTPStatus.OK else ""
        return Protego.parse(text.removeprefix("\ufeff"))

    def _say(self, error: Exception) -> str:
        if isinstance(error, httpcore.TimeoutException):
            seconds = self._settings.fetch_timeout_s
            return f"takes longer than {seconds:g} seconds; try later or raise the setting fetch_timeout_s"
        if isinstance(error, httpcore.ConnectError):
            return f"cannot be reached: {error}; check the address and the network"
        return f"breaks off: {error or type(error).__name__}; try again"


def _checked(url: str) -> httpx.URL:
    """Return `url` taken apart; raises FetchError unless it is http or https, with a host and without a password."""
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError(f"{printable(url)} is no address of a page: {error}") from error
    if target.scheme not in {"http", "https"}:
        raise FetchError(f"{printable(url)} is neither http nor https; for a file give its path")
    if not target.host:
        raise FetchError(f"{printable(url)} names no host; check the address")
    if "%" in target.host or not 0 < (target.port or 80) < 65536:
        raise FetchError(f"{printable(url)} is no address of a page: no host or port is called so")
    if target.userinfo:
        raise FetchError("the address holds a name or password, which are not sent; save the page and read the file")
    return target


def _body(chunks: Iterable[bytes], headers: dict[str, str], limits: _Limits) -> bytes:
    """Return the unpacked body; raises FetchError if it is larger than the limit, packed or unpacked."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limits.size:
            if not limits.cut:
                raise FetchError(f"is larger than {limits.size:,} bytes; see the setting max_bytes")
            break
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in {"", "identity"}:
        return bytes(body[: limits.size])
    try:
        if packing in {"gzip", "x-gzip"}:
            return gunzip(io.BytesIO(body), limits.size) if body else b""
        if packing == "deflate":
            return inflate(bytes(body), limits.size) if body else b""
    except InputError as error:
        raise FetchError(str(error)) from error
    raise FetchError(f"comes packed as {packing[:40]!r}, which is not read; save the page and read the file")


def _status(code: int) -> str:
    try:
        return f"{code} {http.HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)

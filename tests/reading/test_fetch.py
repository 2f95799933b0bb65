import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.reading.web import PAGE, Host, serving
from tocsin.errors import FetchError
from tocsin.reading.fetch import Fetcher
from tocsin.reading.page import PageReader
from tocsin.settings import Settings
from tocsin.vocabulary.report import Report

SETTINGS = Settings(allow_private=True, fetch_timeout_s=5, max_bytes=1_000_000)


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as found:
        yield found


def refusal(url: str, settings: Settings = SETTINGS) -> str:
    with pytest.raises(FetchError) as caught:
        Fetcher(settings).fetch(url)
    return str(caught.value)


def test_a_page_comes_with_its_address_and_type(host: Host) -> None:
    raw = Fetcher(SETTINGS).fetch(f"{host.address}/page")
    assert (raw.data, raw.content_type) == (PAGE, "text/html")
    assert raw.name == raw.url == f"{host.address}/page"


def test_nothing_is_asked_for_but_the_page_and_the_robots_file(host: Host) -> None:
    Fetcher(SETTINGS).fetch(f"{host.address}/page")
    assert host.asked == ["/robots.txt", "/page"]
    assert set(host.agents) == {SETTINGS.user_agent}


def test_the_robots_file_is_asked_for_once(host: Host) -> None:
    fetcher = Fetcher(SETTINGS)
    fetcher.fetch(f"{host.address}/page")
    fetcher.fetch(f"{host.address}/zipped")
    assert host.asked == ["/robots.txt", "/page", "/zipped"]


@pytest.mark.parametrize("name", ["zipped", "deflated"])
def test_packed_answers_are_unpacked(host: Host, name: str) -> None:
    assert Fetcher(SETTINGS).fetch(f"{host.address}/{name}").data == PAGE


def test_a_redirect_is_followed_and_its_end_is_the_address(host: Host) -> None:
    raw = Fetcher(SETTINGS).fetch(f"{host.address}/once")
    assert raw.url == f"{host.address}/page?from=once"
    assert raw.name == f"{host.address}/once"


def test_a_wrong_charset_does_no_harm(host: Host) -> None:
    raw = Fetcher(SETTINGS).fetch(f"{host.address}/charset")
    (report,) = PageReader(SETTINGS).read(raw)
    assert isinstance(report, Report)
    assert "Brücke bei Müllheim" in report.text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "404 Not Found"),
        ("error", "503 Service Unavailable"),
        ("endless", "larger than 1,000,000 bytes"),
        ("bomb", "unpacks to more than 1,000,000 bytes"),
        ("broken-zip", "damaged gzip"),
        ("brotli", "'br'"),
        ("loop", "redirected more than 5 times"),
        ("to-file", "neither http nor https"),
        ("to-nowhere", "no address of a page"),
        ("cut", "breaks off"),
        ("nonsense", "breaks off"),
    ],
)
def test_what_goes_wrong_is_told_with_its_mend(host: Host, name: str, reason: str) -> None:
    assert reason in refusal(f"{host.address}/{name}")


@pytest.mark.parametrize("name", ["silent", "dripping", "dripping-body"])
def test_a_slow_host_is_left_when_the_time_is_up(host: Host, name: str) -> None:
    assert "longer than 0.4 seconds" in refusal(f"{host.address}/{name}", replace(SETTINGS, fetch_timeout_s=0.4))


def test_private_addresses_are_refused_before_anything_is_asked(host: Host) -> None:
    settings = replace(SETTINGS, allow_private=False)
    assert "allow_private" in refusal(f"{host.address}/page", settings)
    assert "allow_private" in refusal(host.address.replace("127.0.0.1", "localhost"), settings)
    assert host.asked == []


def test_a_redirect_to_a_private_address_is_refused(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    # The host itself passes for public here, so that only the second hop can be refused.
    monkeypatch.setattr("tocsin.reading.network.is_public", lambda address: address == "127.0.0.1")
    message = refusal(f"{host.address}/to-private", replace(SETTINGS, allow_private=False, respect_robots=False))
    assert "10.0.0.1" in message
    assert "private" in message


def test_the_address_that_was_checked_is_the_one_connected_to(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    # A name that gives another address at every question: with a second question the check would be worth nothing.
    answers = iter(["127.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.1"])
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(name: str, port: int, *rest: Any, **more: Any) -> Any:
        if name != "rebinding.example":
            return real(name, port, *rest, **more)
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr("tocsin.reading.network.is_public", lambda address: address == "127.0.0.1")
    settings = replace(SETTINGS, allow_private=False, respect_robots=False)
    url = host.address.replace("127.0.0.1", "rebinding.example")
    assert Fetcher(settings).fetch(f"{url}/page").data == PAGE
    assert asked == ["rebinding.example"]
    assert "10.0.0.1" in refusal(f"{url}/page", settings)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://gazette.example/a", "neither http nor https"),
        ("file:///etc/hosts", "neither http nor https"),
        ("http://", "names no host"),
        ("http://[::1", "no address of a page"),
        ("http://reader:secret@gazette.example/", "password"),
        ("http://gazette.example:99999/", "no address of a page"),
        ("http://no-such-host.invalid/", "cannot be reached"),
        ("http://127.0.0.1:1/", "cannot be reached"),
    ],
)
def test_addresses_that_lead_nowhere_are_refused(url: str, reason: str) -> None:
    message = refusal(url, replace(SETTINGS, respect_robots=False))
    assert reason in message
    assert "secret" not in message


def test_robots_are_obeyed_by_our_own_name(host: Host) -> None:
    host.robots = (200, b"User-agent: tocsin\nDisallow: /page\n\nUser-agent: *\nDisallow: /zipped\n")
    fetcher = Fetcher(SETTINGS)
    with pytest.raises(FetchError, match="asks programs such as this not to"):
        fetcher.fetch(f"{host.address}/page")
    assert host.asked == ["/robots.txt"]
    assert fetcher.fetch(f"{host.address}/zipped").data == PAGE


def test_robots_are_obeyed_at_every_hop(host: Host) -> None:
    host.robots = (200, b"User-agent: *\nDisallow: /page\n")
    assert "asks programs" in refusal(f"{host.address}/once")
    assert "/page" not in host.asked


def test_a_host_that_cannot_give_its_robots_file_is_left_alone(host: Host) -> None:
    host.robots = (500, b"")
    assert "500 Internal Server Error" in refusal(f"{host.address}/page")
    assert "/page" not in host.asked


def test_robots_are_not_asked_for_where_the_user_says_so(host: Host) -> None:
    host.robots = (500, b"")
    assert Fetcher(replace(SETTINGS, respect_robots=False)).fetch(f"{host.address}/page").data == PAGE
    assert host.asked == ["/page"]

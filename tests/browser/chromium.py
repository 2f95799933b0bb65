"""Chromium as the system brings it: Playwright drives it, and fetches no browser of its own."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
LOOPBACK = "127.0.0.1"
ELSEWHERE = re.compile(rf"^(?!https?://{re.escape(LOOPBACK)}[:/]|data:|blob:|about:)")
ALONE = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}"
"""No name of another machine is found, whatever asks for it."""
WAIT_MS = 120_000
"""How long a page may take on a busy machine."""
expect.set_options(timeout=WAIT_MS)


def installed() -> str | None:
    """Return where Chromium is, None where it is missing."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=[ALONE])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A visit to a site: its page, and what went wrong or was asked of other machines on any of its pages."""

    context: BrowserContext
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(WAIT_MS)
        self.context.route(ELSEWHERE, lambda route: route.abort())
        self.context.on("request", self._ask)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.page = self.context.new_page()

    def foreign(self) -> list[str]:
        """Return the addresses of other machines that were asked for."""
        return [address for address in self.asked if not _is_of_this_machine(address)]

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        # That an answer was an error is what some tests are about, and each of them looks at the answer itself.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(message.text)


def _is_of_this_machine(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname == LOOPBACK

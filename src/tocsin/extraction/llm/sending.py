"""One request to the endpoint and its reply: a limit to time and size, and further tries while it is busy."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from tocsin.errors import ExtractionError
from tocsin.extraction.llm.endpoint import Endpoint

LONGEST_WAIT = 60.0
"""Seconds that a busy endpoint may ask to wait before the next try; one that asks for more is an error."""
LARGEST = 16_000_000
"""Bytes of an answer; no sound one comes near."""


class EndpointError(ExtractionError):
    """The endpoint cannot be asked: not there, no right to, too slow, too busy. Another text will fare no better."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_busy(self) -> bool:
        """Whether the endpoint may answer the same request later."""
        return self.status in (408, 425, 429) or self.status >= 500


class Sender:
    """Sends requests to one endpoint; keeps nothing between them but the connection."""

    def __init__(
        self,
        endpoint: Endpoint,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint = endpoint
        self._sleep = sleep
        headers = {"Content-Type": "application/json"}
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        self._client = httpx.Client(transport=transport, headers=headers, timeout=endpoint.timeout_s)

    def send(self, body: dict[str, Any]) -> Reply:
        """Return the reply to `body`, the last one if the endpoint stays busy. Raises EndpointError."""
        name = self._endpoint.name
        content = json.dumps(body, ensure_ascii=False).encode("utf-8")
        attempt = 0
        while True:
            last = attempt >= self._endpoint.retries
            try:
                reply = self._try(content)
            except httpx.ConnectError as error:
                raise EndpointError(
                    f"{name}: cannot be reached ({error}); start the server, or check llm_endpoint "
                    "(TOCSIN_LLM_ENDPOINT)"
                ) from error
            except httpx.TimeoutException as error:
                raise self._too_slow() from error
            except httpx.HTTPError as error:
                if last:
                    said = str(error) or type(error).__name__
                    raise EndpointError(f"{name}: the connection broke off ({said}); try again") from error
                self._sleep(_back_off(attempt))
            else:
                if last or not reply.is_busy:
                    return reply
                self._sleep(self._wait(reply, attempt))
            attempt += 1

    def _try(self, content: bytes) -> Reply:
        """Return the reply to one request. Raises httpx.HTTPError and EndpointError."""
        end = time.monotonic() + self._endpoint.timeout_s
        received = bytearray()
        with self._client.stream("POST", self._endpoint.url, content=content) as response:
            for chunk in response.iter_bytes():
                received += chunk
                # The client's own limit is for each wait; an answer that drips would pass it for ever.
                if time.monotonic() > end:
                    raise self._too_slow()
                if len(received) > LARGEST:
                    raise EndpointError(f"{self._endpoint.name}: the answer is larger than {LARGEST} bytes")
            return Reply(response.status_code, response.headers, bytes(received))

    def _wait(self, reply: Reply, attempt: int) -> float:
        """Return the seconds to wait before the next attempt. Raises EndpointError if they are too many."""
        asked = retry_after(reply.headers.get("retry-after", ""), datetime.now(UTC))
        if asked is not None and asked > LONGEST_WAIT:
            raise EndpointError(f"{self._endpoint.name}: is busy and asks to wait {asked:.0f} s; try again later")
        return _back_off(attempt) if asked is None else asked

    def _too_slow(self) -> EndpointError:
        return EndpointError(
            f"{self._endpoint.name}: did not answer within {self._endpoint.timeout_s:g} s; raise llm_timeout_s "
            "(TOCSIN_LLM_TIMEOUT_S)"
        )


def _back_off(attempt: int) -> float:
    """Return the seconds to wait after `attempt` (from 0) has failed: twice as long each time."""
    return LONGEST_WAIT if attempt > 5 else 2.0**attempt


def retry_after(header: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After `header` asks to wait, from a number or a date; None if it says neither.

    Source: RFC 9110, section 10.2.3.
    """
    try:
        return float(header) if header[:1].isdigit() else _until(header, now)
    except (ValueError, TypeError, OverflowError):
        return None


def _until(header: str, now: datetime) -> float:
    moment = parsedate_to_datetime(header)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())

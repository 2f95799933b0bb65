"""Calls to a server: with a token, refusals as errors with the server's own words, answers as objects."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from tocsin.client.asking import parameters
from tocsin.errors import TocsinError
from tocsin.schemas.problem import Problem
from tocsin.schemas.shape import Shape

PREFIX = "/api/v1"
Answer = TypeVar("Answer", bound=Shape)
_HALF = re.compile(r"\\ud[89a-f]", re.IGNORECASE)


class ApiError(TocsinError):
    """The server refuses, cannot be reached, or answers what is no answer; `problem` is what it says, where it does."""

    def __init__(self, words: str, problem: Problem | None = None) -> None:
        super().__init__(words)
        self.problem = problem

    @property
    def status(self) -> int | None:
        """The status of the answer, None where there was none."""
        return self.problem.status if self.problem else None


class Caller:
    """Calls one server. Safe for several threads."""

    def __init__(self, url: str, token: str, timeout_s: float, transport: httpx.BaseTransport | None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            base_url=url.rstrip("/") + PREFIX, headers=headers, timeout=timeout_s, transport=transport
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(self, shape: type[Answer], path: str, given: Mapping[str, Any] | None = None) -> Answer:
        """Return what stands at `path`. Raises ApiError."""
        return self._shaped(shape, self._called("GET", path, params=parameters(given or {})))

    def send(self, shape: type[Answer], method: str, path: str, body: Shape) -> Answer:
        """Send `body` and return the answer. Raises ApiError."""
        sent = body.model_dump(mode="json", exclude_unset=True)
        return self._shaped(shape, self._called(method, path, json=sent))

    def post_bytes(self, shape: type[Answer], path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send bytes and return the answer. Raises ApiError."""
        return self._shaped(shape, self._called("POST", path, content=body, headers=dict(headers)))

    @contextmanager
    def stream(
        self, path: str, given: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> Iterator[httpx.Response]:
        """Give an answer that comes bit by bit. Raises ApiError."""
        try:
            with self._http.stream("GET", path, params=parameters(given), headers=dict(headers or {})) as answer:
                if answer.is_error:
                    answer.read()
                    raise refusal(answer)
                yield answer
        except httpx.HTTPError as error:
            raise ApiError(f"{self._http.base_url}: cannot be reached: {error}") from error

    def _called(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **more)
        except httpx.HTTPError as error:
            raise ApiError(f"{self._http.base_url}: cannot be reached: {error}") from error
        if answer.is_error:
            raise refusal(answer)
        return answer

    def _shaped(self, shape: type[Answer], answer: httpx.Response) -> Answer:
        try:
            return shape.model_validate(_parsed(answer.text))
        except (ValidationError, ValueError) as error:
            words = f"{answer.request.url}: answers what is not as this version knows it: {error}"
            raise ApiError(words) from error


def at(*parts: str) -> str:
    """Return the path of something by its id, whatever characters it has."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def refusal(answer: httpx.Response) -> ApiError:
    """Return what a server says that refuses."""
    try:
        problem = Problem.model_validate_json(answer.content)
    except ValidationError:
        phrase = f"{answer.status_code} {answer.reason_phrase}".strip()
        return ApiError(f"{answer.request.url}: {phrase}; is this the address of a Tocsin?")
    return ApiError(problem.detail, problem)


def _parsed(text: str) -> Any:
    value = json.loads(text)
    return _whole(value) if _HALF.search(text) else value


def _whole(value: Any) -> Any:
    """Return `value` with half characters, which JSON can write and no program takes for text, as question marks."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return {key: _whole(one) for key, one in value.items()} if isinstance(value, dict) else value

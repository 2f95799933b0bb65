"""How a request is put: the strictest form that an endpoint takes, found by its complaints about stricter ones."""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from tocsin.extraction.llm.endpoint import Endpoint
from tocsin.extraction.llm.scheme import SCHEMA

Format = Literal["json_schema", "json_object", "text"]
_PLAINER: dict[Format, Format] = {"json_schema": "json_object", "json_object": "text"}
_TOO_LONG = re.compile(
    r"context[ _-]?(?:length|size|window)|exceed_context|maximum context|prompt is too long|input is too long|"
    r"too many tokens",
    re.IGNORECASE,
)
SEED = 1


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which of the optional parts of a request an endpoint takes."""

    format: Format = "json_schema"
    limit: str = "max_tokens"
    temperature: bool = True
    seed: bool = True


def request_of(dialect: Dialect, endpoint: Endpoint, instructions: str, text: str) -> dict[str, Any]:
    """Return the body of a request: `text` alone in the user's message, so that nothing else can be taken for it."""
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        "stream": False,
        dialect.limit: endpoint.max_tokens,
    }
    if dialect.temperature:
        body["temperature"] = 0
    if dialect.seed:
        body["seed"] = SEED
    if dialect.format == "json_schema":
        named = {"name": "incidents", "strict": True, "schema": SCHEMA}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    elif dialect.format == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


def plainer(dialect: Dialect, complaint: str) -> Dialect | None:
    """Return the next plainer dialect to try after `complaint` about a request, None if there is none."""
    if dialect.limit == "max_tokens" and "max_completion_tokens" in complaint:
        return replace(dialect, limit="max_completion_tokens")
    if dialect.temperature and "temperature" in complaint:
        return replace(dialect, temperature=False)
    if dialect.seed and re.search(r"\bseed\b", complaint):
        return replace(dialect, seed=False)
    if dialect.format in _PLAINER:
        return replace(dialect, format=_PLAINER[dialect.format])
    return None


def is_too_long(complaint: str) -> bool:
    """Whether an endpoint complains that a request is longer than its model can take."""
    return bool(_TOO_LONG.search(complaint))

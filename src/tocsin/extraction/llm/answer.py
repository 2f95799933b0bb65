"""From the bytes of an endpoint's answer to the object in it, or to why there is none."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.errors import ExtractionError

_THINKING = re.compile(r"<think>.*?</think>", re.DOTALL)
_INCIDENTS = re.compile(r'"incidents"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST_COMPLAINT = 200
CUT_OFF = "the answer was cut off; raise llm_max_tokens (TOCSIN_LLM_MAX_TOKENS) or lower llm_window (TOCSIN_LLM_WINDOW)"


class AnswerError(ExtractionError):
    """The endpoint has answered, and with this answer nothing can be begun; another text may fare better."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The object that the model has written; `cut_off` if it had more to say, and only whole incidents are there."""

    told: dict[str, Any]
    cut_off: bool = False


def answer_of(body: bytes, endpoint: str) -> Answer:
    """Return the answer in the `body` that `endpoint` has sent.

    Raises AnswerError if it is not of the interface's shape, was withheld, or holds no object with incidents.
    """
    content, cut_off = _content(body, endpoint)
    content = _THINKING.sub("", content)
    if cut_off:
        incidents = list(_whole(content))
        if not incidents:
            raise AnswerError(f"{endpoint}: {CUT_OFF}")
        return Answer({"incidents": incidents}, cut_off=True)
    begin = content.find("{")
    if begin < 0:
        raise AnswerError(f"{endpoint}: the model's answer is no JSON: {excerpt(content)!r}; try another model")
    try:
        found, _ = json.JSONDecoder().raw_decode(content, begin)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"{endpoint}: the model's answer is no sound JSON ({error}); try another model") from error
    if not isinstance(found.get("incidents"), list):
        raise AnswerError(f"{endpoint}: the model's answer has no list of incidents; try another model")
    return Answer(found)


def _whole(content: str) -> Iterator[Any]:
    """Yield the incidents that are whole in an answer that was cut off."""
    begin = _INCIDENTS.search(content)
    at = begin.end() if begin else len(content)
    while at < len(content):
        try:
            incident, at = json.JSONDecoder().raw_decode(content, at)
        except (ValueError, RecursionError):
            return
        yield incident
        between = _BETWEEN.match(content, at)
        at = between.end() if between else at


def _content(body: bytes, endpoint: str) -> tuple[str, bool]:
    """Return the text that the model has written and whether it was cut off. Raises AnswerError."""
    try:
        choice = json.loads(body)["choices"][0]
        message, reason = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise AnswerError(
            f"{endpoint}: this is no answer of chat completions; is llm_endpoint (TOCSIN_LLM_ENDPOINT) right?"
        ) from error
    if reason == "content_filter" or refusal:
        said = f": {excerpt(refusal)}" if isinstance(refusal, str) else ""
        raise AnswerError(f"{endpoint}: the model declines to read this text{said}; try another model")
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if content is None and reason == "length":
        content = ""
    if not isinstance(content, str):
        raise AnswerError(f"{endpoint}: the answer holds no text; try another model")
    return content, reason == "length"


def complaint_of(body: bytes, secret: str = "") -> str:
    """Return what the `body` of a refused request says is wrong, as a short line without `secret`; "" if nothing."""
    text = body[:20_000].decode("utf-8", "replace")
    if secret:
        text = text.replace(secret, "(key)")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return "" if "<" in text else excerpt(text)
    for name in ("error", "detail", "message"):
        if isinstance(said, dict) and said.get(name):
            said = said[name]
    return excerpt(said if isinstance(said, str) else json.dumps(said, ensure_ascii=False))


def excerpt(text: str) -> str:
    """Return the beginning of `text` on one line, fit to be shown."""
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= _LONGEST_COMPLAINT else f"{line[:_LONGEST_COMPLAINT]}…"

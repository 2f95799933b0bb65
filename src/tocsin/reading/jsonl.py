"""JSON Lines of reports, streamed; a JSON array or a single JSON object is read as well."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from tocsin.errors import InputError
from tocsin.reading.base import Raw
from tocsin.reading.content import content, head_of
from tocsin.reading.dates import parse_iso
from tocsin.reading.decoding import decode, is_wide, looks_binary, tidy
from tocsin.reading.making import Draft, make_report, reject
from tocsin.reading.originals import retrieval_of
from tocsin.reading.page import draft_of_page
from tocsin.settings import Settings
from tocsin.vocabulary.mention import GROUNDING, Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval

Value = tuple[str, Any, bytes]
"""The name of a part of the input, the value that stands there or its rejection, and the bytes of that part."""
_KIND = "application/json"
_NAMES = (".jsonl", ".ndjson", ".json", ".jsonlines")
_SKIP_BYTES = 1 << 20
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]\w+)*$")
_NEXT_ITEM = re.compile(r"[\s,]*(?=[^\s,\]])")


class JsonLinesReader:
    """Reads one report a line: `{"id", "text" or "html", "published", "headline", "url", "source", "language"}`.

    Only a text or html is needed, and unknown keys are ignored. A line that cannot be read becomes a rejection that
    names its number; the others go on.
    """

    name = "jsonl"

    def __init__(self, settings: Settings) -> None:
        self._limit = settings.max_bytes

    def accepts(self, raw: Raw, head: bytes) -> bool:
        """Whether the name, the content type or the first characters say JSON."""
        if raw.name.lower().removesuffix(".gz").endswith(_NAMES) or "json" in (raw.content_type or "").lower():
            return True
        start = decode(head).lstrip()
        if start.startswith("{"):
            return start[1:].lstrip()[:1] in {'"', "}"}
        return start.startswith("[") and start[1:].lstrip()[:1] in {"{", "]"}

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield the reports of `raw` in its order; the second report of an id gets the id with `#2` added."""
        return (item.report if isinstance(item, Retrieval) else item for item in self.retrieve(raw))

    def retrieve(self, raw: Raw) -> Iterator[Retrieval | Rejection]:
        """Yield what `read` yields, each report with the line or the item of an array that holds it."""
        seen: dict[str, int] = {}
        name = None
        for name, value, original in self._values(raw):
            if isinstance(value, Rejection):
                yield value
                continue
            for outcome in self._outcomes(name, value):
                if isinstance(outcome, Report):
                    yield retrieval_of(_with_own_id(outcome, seen), raw, original, _KIND)
                else:
                    yield outcome
        if name is None:
            yield reject(raw.name, "holds no reports")

    def _values(self, raw: Raw) -> Iterator[Value]:
        try:
            binary = looks_binary(head_of(raw), raw.content_type)
        except InputError as error:
            yield raw.name, reject(raw.name, str(error)), b""
            return
        if binary:
            yield raw.name, reject(raw.name, "is not JSON: most of its bytes belong to no known encoding"), b""
            return
        whole = self._whole(raw)
        if isinstance(whole, InputError):
            yield raw.name, reject(raw.name, str(whole)), b""
        elif isinstance(whole, dict):
            try:
                yield raw.name, whole, content(raw, self._limit)
            except InputError as error:
                yield raw.name, reject(raw.name, str(error)), b""
        elif isinstance(whole, str):
            yield from _items(raw.name, whole)
        else:
            try:
                with raw.open() as stream:
                    yield from self._lines(raw.name, stream)
            except OSError as error:
                yield raw.name, reject(raw.name, f"cannot be read: {error.strerror or error}"), b""

    def _whole(self, raw: Raw) -> dict[str, Any] | str | InputError | None:
        """Return the one object that the input is, its text if that is an array, None if it is lines."""
        try:
            with raw.open() as stream:
                first = stream.readline(self._limit + 1)
                lines_follow = bool(stream.read(1))
        except OSError as error:
            return InputError(f"cannot be opened: {error.strerror or error}")
        wide = is_wide(first)
        start = "" if wide else _decode_line(first).strip()
        value = _parse(start)
        if not wide and lines_follow and not isinstance(value, str):
            return None
        is_array = start.startswith("[")
        if not (wide or is_array or (lines_follow and start.startswith("{"))):
            return None
        try:
            text = _decode_line(content(raw, self._limit)).strip()
        except InputError as error:
            return InputError(f"{error}, or write it as JSON Lines, which are streamed") if wide or is_array else None
        value = _parse(text)
        if isinstance(value, dict):
            return value
        if text.startswith("["):
            return text
        # Lines in units of two bytes cannot be told apart as bytes; as items of an array they can be read.
        return text if wide else None

    def _lines(self, name: str, stream: BinaryIO) -> Iterator[Value]:
        number = 0
        while line := stream.readline(self._limit + 1):
            number += 1
            place = f"{name}, line {number}"
            if len(line) > self._limit:
                _skip_line(stream, line)
                yield place, reject(place, f"is longer than {self._limit:,} bytes; raise the setting max_bytes"), b""
                continue
            text = _decode_line(line).strip()
            if not text:
                continue
            value = _parse(text)
            yield place, reject(place, f"is not JSON: {value}") if isinstance(value, str) else value, line

    def _outcomes(self, name: str, value: Any) -> Iterator[Report | Rejection]:
        if not isinstance(value, dict):
            yield reject(name, "is not a JSON object with a text or html")
            return
        if not (_string(value, "text").strip() or _string(value, "html").strip()):
            yield reject(name, 'has neither "text" nor "html"')
            return
        raw_date = value.get("published")
        published, published_at = parse_iso(raw_date)
        if raw_date not in (None, "") and published is None:
            why = f"published is no ISO date: {str(raw_date)[:60]!r}; the report is read without a date"
            yield Rejection(name, GROUNDING, why)
        draft = Draft(
            name=name,
            text=_string(value, "text"),
            id=tidy(str(value.get("id"))).strip() if isinstance(value.get("id"), str | int) else "",
            title=_string(value, "headline") or _string(value, "title"),
            published=published,
            published_at=published_at,
            outlet=_outlet(value),
            url=_string(value, "url") or None,
            language=_code(_string(value, "language")),
        )
        if draft.text.strip():
            yield make_report(draft)
        elif len(_string(value, "html")) > self._limit:
            yield reject(name, f"its html is longer than {self._limit:,} characters")
        else:
            yield make_report(draft_of_page(_string(value, "html"), draft))


def _items(name: str, text: str) -> Iterator[Value]:
    """Yield the values of an array, or of lines, one by one, up to the first place that is no JSON."""
    decoder = json.JSONDecoder(strict=False)
    position = number = 0
    text = text.removeprefix("[")
    while match := _NEXT_ITEM.match(text, position):
        number += 1
        place = f"{name}, item {number}"
        try:
            value, position = decoder.raw_decode(text, match.end())
        except RecursionError:
            yield place, reject(place, "is not JSON: it is nested too deeply; nothing after it is read"), b""
            return
        except ValueError as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)[:200]
            yield place, reject(place, f"is not JSON: {reason}; nothing after it is read"), b""
            return
        original = text[match.end() : position].encode("utf-8", "surrogatepass")
        yield place, "a lone string" if isinstance(value, str) else value, original


def _parse(text: str) -> Any:
    """Return the value of a JSON text, or a string that says what is wrong with it (a string is no report either)."""
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        return "it is nested too deeply"
    except json.JSONDecodeError as error:
        return f"{error.msg} at character {error.pos}"
    except ValueError as error:
        return str(error)[:200]
    return "a lone string" if isinstance(value, str) else value


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(line)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_SKIP_BYTES)


def _string(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""


def _code(language: str) -> str:
    """Return the ISO 639-1 code in "en" or "en-GB"; "" for anything else, which is then told by the words."""
    match = _LANGUAGE.match(language.strip().lower())
    return match[1] if match else ""


def _outlet(value: dict[str, Any]) -> str:
    source = value.get("source")
    if isinstance(source, dict):
        return _string(source, "name")
    return _string(value, "source") or _string(value, "outlet")


def _with_own_id(report: Report, seen: dict[str, int]) -> Report:
    seen[report.id] = count = seen.get(report.id, 0) + 1
    if count == 1:
        return report
    fields = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    return Report(**fields | {"id": f"{report.id}#{count}"})

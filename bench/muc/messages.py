"""Messages as the Message Understanding Conferences distributed them: a header line, a dateline, a text in lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)
}
HEADER = re.compile(r"^[ \t]*([A-Z0-9]+-MUC\d-\d{4}\b[^\n]*)$", re.MULTILINE)
DATELINE_DAY = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (?:19)?(\d{2})\b", re.I)
TEXT_MARK = re.compile(r"\[(?:TEXT|ARTICLE|EXCERPT|EXCERPTS)\]", re.I)
DATELINE_REACH = 400
"""Characters from the start of a message within which its dateline stands."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `id` is its first line, `place` the city of the dateline, `published` the day of the dateline."""

    id: str
    place: str
    published: date | None
    text: str


def messages(content: str) -> Iterator[Message]:
    """Yield the messages in `content`; what stands before the first header belongs to none."""
    headers = list(HEADER.finditer(content))
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        body = content[header.end() : following.start() if following else len(content)]
        yield _message(header[1].strip(), body)


def _message(name: str, body: str) -> Message:
    flowing = unwrap(body)
    head = flowing[:DATELINE_REACH]
    day = DATELINE_DAY.search(head)
    mark = TEXT_MARK.search(head)
    place = head[: day.start()].split("(")[0].strip(" ,-\n") if day else ""
    return Message(
        id=name,
        place=place if place.count(" ") <= 3 else "",
        published=_day(day) if day else None,
        text=flowing[mark.end() :].strip() if mark else flowing,
    )


def unwrap(body: str) -> str:
    """Return `body` with each paragraph on one line and an empty line between paragraphs."""
    paragraphs = re.split(r"\n[ \t]*\n", body.strip("\n"))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(1900 + int(found[3]), MONTHS[found[2].upper()], int(found[1]))
    except ValueError:
        return None

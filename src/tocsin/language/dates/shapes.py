"""What the date grammar is given and what it gives."""

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.vocabulary.values import When


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of a report before its dates are read.

    `published` is the day of publication, `published_at` the aware moment; `zone` is the IANA name of the time zone
    of the place told of ("Asia/Baghdad"), in which moments are read. `day_first` is the outlet's habit for
    08/05/2020; None infers it from other dates of the text, and marks what stays open as ambiguous.
    """

    published: date | None = None
    published_at: datetime | None = None
    zone: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression at characters `start` to `end` (exclusive) of a text, and the days that it means.

    Expressions of one enumeration ("July 27 and August 3 and 15") share `group`. `relative`: resolved against
    another date of the text. `weak`: seldom an incident's date (a bare year, a bare clock time). `recurring`: a
    habit ("every Friday"), never a day. `speech`: says when somebody spoke ("said on Friday"). `future`: lies ahead
    by the words around it. `dateline` and `metadata` belong to the page rather than to what it tells.
    """

    start: int
    end: int
    when: When
    group: int
    relative: bool = False
    weak: bool = False
    recurring: bool = False
    speech: bool = False
    future: bool = False
    dateline: bool = False
    metadata: bool = False

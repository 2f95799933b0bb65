"""Occasions as reports and calendars tell of them, for the tests of this folder."""

from datetime import UTC, date, datetime

from tocsin.analysis.occasions.known import CalendarEntry, OccasionTelling
from tocsin.testing.builders import a_source
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.values import When

SEEN = datetime(2024, 5, 30, tzinfo=UTC)


def days(start: int, end: int | None = None, month: int = 5) -> When:
    last = end or start
    return When(date(2024, month, start), date(2024, month, last), "day" if last == start else "days")


def told(when: When, words: str, report: str = "a", sort: str = "visit", beside: bool = False) -> OccasionTelling:
    published = date(2024, 5, 1 + ord(report[0]) - ord("a"))
    evidence = Evidence(a_source(f"Paper {report}"), report, words, 0, len(words), published, SEEN)
    return OccasionTelling(sort, when, words, evidence, beside)


def noted(when: When, words: str, line: int = 2, file: str = "own.csv", sort: str = "visit") -> OccasionTelling:
    return OccasionTelling(sort, when, words, CalendarEntry(file, line))

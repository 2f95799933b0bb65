"""Reports for the tests of the ledger's verbs: short invented stories with mentions cut from their own words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.tasks.add import AddedReport, keep
from tocsin.vocabulary.claim import Claim, Method, Slot, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Kind
from tocsin.vocabulary.values import Place, Toll, When, Where

METHOD = Method("by hand", "1")
FIRST = date(2024, 5, 6)
START = datetime(2024, 6, 1, tzinfo=UTC)
TOWNS = {
    "Basra": (30.51, 47.78),
    "Mosul": (36.34, 43.13),
    "Kirkuk": (35.47, 44.39),
}
WORDS = {"rocket": "rockets", "ied": "bomb", "shooting": "gunmen"}


@dataclass(frozen=True)
class Told:
    """What one sentence of a story tells: `day` counts from the first one."""

    town: str = "Basra"
    day: int = 0
    kind: Kind = "rocket"
    killed: int | None = None


def a_story(number: int, *told: Told, source: str = "") -> Extraction:
    """Return report `number` with a mention for each of `told`.

    No two numbers have a text or a day of publication in common: what is older never depends on the order of sight.
    """
    filler = " ".join(f"{word}{number}" for word in ("harbour", "market", "river", "bridge", "palm", "dust", "wind"))
    sentences = [_sentence(one) for one in told]
    text = "\n".join([*sentences, f"It was a day of {filler}."])
    report = Report(
        id=f"story-{number}",
        text=text,
        source=Source(source or f"Paper {number % 4}"),
        title=f"Story {number}",
        published=FIRST + timedelta(days=7 + number),
        language="en",
    )
    return Extraction(report, tuple(_mention(report, at, one) for at, one in enumerate(told)))


def _sentence(told: Told) -> str:
    toll = "" if told.killed is None else f", killing {told.killed} people"
    return f"In {told.town} on day {told.day} {WORDS[told.kind]} struck{toll}."


def _mention(report: Report, at: int, told: Told) -> Mention:
    start = sum(len(line) + 1 for line in report.text.split("\n")[:at])
    line = report.text.split("\n")[at]

    def claim(slot: Slot, value: Value, words: str) -> Claim:
        found = start + line.index(words)
        return Claim(slot, value, cut(report, found, found + len(words)), METHOD, confidence=0.9)

    day = FIRST + timedelta(days=told.day)
    lat, lon = TOWNS[told.town]
    place = Place(f"test:{told.town}", told.town, lat, lon, 3.0, "IQ")
    claims = [
        claim("kind", told.kind, WORDS[told.kind]),
        claim("status", "reported", "struck"),
        claim("trigger", "struck", "struck"),
        claim("when", When(day, day, "day"), f"on day {told.day}"),
        claim("where", Where(told.town, "at", "city", place), told.town),
        claim("evidence", line, line),
    ]
    if told.killed is not None:
        claims.append(claim("killed", Toll(told.killed, told.killed), f"{told.killed} people"))
    return Mention(f"{report.id}#{at + 1}", report.id, tuple(claims), confidence=0.8)


def add_story(ledger: Ledger, story: Extraction, minutes: int = 0) -> AddedReport:
    """Keep `story`, got so many minutes after the start."""
    at = START + timedelta(minutes=minutes)
    return keep(Retrieval(story.report, at, story.report.text.encode(), "text/plain", "test"), story, ledger)

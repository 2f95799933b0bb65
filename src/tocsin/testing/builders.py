"""Builders for tests: each gives one sound object of the vocabulary, and takes what the test cares about.

`a_report()` alone is enough; `a_span()`, `a_claim()` and `a_mention()` cut their words from that report, or from the
one that they are given.
"""

from datetime import date

from tocsin.errors import SpanError
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import Span, cut
from tocsin.vocabulary.terms import OccasionKind, Relation, Stance
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

LEAD = "BASRA - Two rockets struck the airport in Basra on Monday, wounding three guards, police said."
TEXT = (
    f"{LEAD} The Dawn Brigade, which officials call a front for the Harbour League, claimed the attack. "
    "It came a day before the visit of the foreign minister."
)
PUBLISHED = date(2024, 5, 8)


def a_source(name: str = "The Gulf Courier", country: str | None = "IQ") -> Source:
    """Return an invented outlet."""
    return Source(name, country)


def a_report(
    text: str = TEXT,
    *,
    id: str = "courier-1",  # noqa: A002 - the field's name
    published: date | None = PUBLISHED,
    title: str = "Rockets hit Basra airport",
    language: str = "en",
    source: Source | None = None,
) -> Report:
    """Return a report; without a text of your own, one that tells of one rocket attack, a tie and an occasion."""
    return Report(id, text, source or a_source(), title, published, language=language)


def a_span(quote: str = "Two rockets", report: Report | None = None, occurrence: int = 1) -> Span:
    """Return the span of the `occurrence`-th time (from 1) that `quote` stands in `report`; raises SpanError."""
    report = report or a_report()
    start = -1
    for _ in range(occurrence):
        start = report.text.find(quote, start + 1)
        if start < 0 or not quote:
            raise SpanError(f"report {report.id}: {quote!r} does not stand there {occurrence} times")
    return cut(report, start, start + len(quote))


def a_method(name: str = "test", version: str = "1") -> Method:
    """Return a method for claims."""
    return Method(name, version)


def a_when(start: date = date(2024, 5, 6), end: date | None = None) -> When:
    """Return one day, or the days to `end`."""
    return When(start, end or start, "day" if end in (None, start) else "days")


def a_place(name: str = "Basra Airport", lat: float = 30.55, lon: float = 47.66) -> Place:
    """Return a place known to three kilometres."""
    return Place(f"test:{name.lower().replace(' ', '-')}", name, lat, lon, 3.0, "IQ", "Basra")


VALUES: dict[Slot, tuple[Value, str]] = {
    "kind": ("rocket", "rockets"),
    "status": ("claimed", "claimed"),
    "count": (1, "the attack"),
    "trigger": ("struck", "struck"),
    "when": (a_when(), "on Monday"),
    "where": (Where("the airport", kind="facility", place=a_place()), "the airport"),
    "weapon": (Weapon("rocket", 2), "Two rockets"),
    "target": (Target("the airport", "airport"), "the airport"),
    "perpetrator": (Actor("The Dawn Brigade"), "The Dawn Brigade"),
    "wounded": (Toll(3, 3), "three guards"),
    "evidence": (LEAD, LEAD),
}
"""A value for each slot that `TEXT` fills, and its words."""


def a_claim(
    slot: Slot = "kind",
    value: Value | None = None,
    span: Span | None = None,
    *,
    speaker: Speaker | None = None,
    stance: Stance | None = None,
    confidence: float = 1.0,
) -> Claim:
    """Return a claim of `slot`; value and words come from `VALUES` where none are given. Raises KeyError."""
    if value is None:
        value = VALUES[slot][0]
    if span is None:
        span = a_span(VALUES[slot][1])
    if stance is None and slot == "perpetrator":
        stance = "claims"
    return Claim(slot, value, span, a_method(), speaker, stance, confidence)


def a_mention(
    *claims: Claim,
    id: str = "courier-1#1",  # noqa: A002 - the field's name
    report: Report | None = None,
    main: bool = True,
) -> Mention:
    """Return a mention of `claims`, completed with a kind, a status and a trigger where they lack one.

    A report of your own needs these claims from you, since their words must be cut from it.
    """
    report_id = report.id if report else a_report().id
    needed: tuple[Slot, ...] = ("kind", "status", "trigger")
    given = {claim.slot for claim in claims}
    added = tuple(a_claim(slot) for slot in needed if slot not in given)
    return Mention(id, report_id, (*added, *claims), main)


def a_tie(relation: Relation = "front-for") -> Tie:
    """Return what the report says of the two groups in it."""
    report = a_report()
    head, tail = a_span("The Dawn Brigade", report), a_span("the Harbour League", report)
    evidence = a_span("which officials call a front for the Harbour League", report)
    return Tie(report.id, head, relation, tail, "stated", evidence, a_method(), Speaker("officials"))


def an_occasion(kind: OccasionKind = "visit") -> Occasion:
    """Return the visit that the report tells of."""
    report = a_report()
    return Occasion(report.id, kind, a_span("the visit of the foreign minister", report), a_when(), a_method())


def a_rejection(reason: str = "it is empty") -> Rejection:
    """Return a rejection by the reading stage."""
    return Rejection("empty.txt", "reading", reason)

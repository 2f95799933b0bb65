"""Builders for tests: each gives one sound object of the vocabulary, and takes what the test cares about.

`a_report()` alone is enough; `a_span()`, `a_claim()` and `a_mention()` cut their words from that report, or from the
one that they are given.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from tocsin.errors import SpanError
from tocsin.vocabulary.claim import SLOTS, Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Account, Incident, Step, Telling
from tocsin.vocabulary.judgement import Judgement, Reason
from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.span import Span, cut
from tocsin.vocabulary.terms import OccasionKind, Relation, ReviewKind, Stance, Verdict
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

LEAD = "BASRA - Two rockets struck the airport in Basra on Monday, wounding three guards, police said."
TEXT = (
    f"{LEAD} The Dawn Brigade, which officials call a front for the Harbour League, claimed the attack. "
    "It came a day before the visit of the foreign minister."
)
PUBLISHED = date(2024, 5, 8)
SEEN = datetime(2024, 5, 8, 12, tzinfo=UTC)
"""When reports are retrieved unless a test says otherwise."""


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


def a_full_mention(
    report: Report,
    values: Mapping[Slot, Value] | None = None,
    *,
    number: int = 1,
    without: Sequence[Slot] = (),
    main: bool = True,
) -> Mention:
    """Return a mention with a claim of every slot of `VALUES` but those `without`, cut from `report`.

    The text of `report` has to hold the words of `VALUES`, as `TEXT` and all that begins with it do. `values` go before
    those of `VALUES`. Raises SpanError.
    """
    chosen = {slot: value for slot, (value, _) in VALUES.items()} | dict(values or {})
    claims = [
        a_claim(slot, value, a_span(VALUES[slot][1] if slot in VALUES else "three guards", report))
        for slot, value in chosen.items()
        if slot not in without
    ]
    return Mention(f"{report.id}#{number}", report.id, tuple(claims), main)


def an_entry(
    mention: Mention | None = None,
    sequence: int = 1,
    *,
    source: Source | None = None,
    published: date | None = PUBLISHED,
    seen: datetime = SEEN,
    copies: str = "",
) -> Entry:
    """Return an entry of `mention`, seen once, whose report is no copy unless `copies` names another."""
    mention = mention or a_full_mention(a_report())
    return Entry(
        mention=mention,
        sequence=sequence,
        source=source or a_source(),
        published=published,
        first_seen=seen,
        last_seen=seen,
        copies=copies or mention.report_id,
        title="Rockets hit Basra airport",
    )


def a_retrieval(report: Report | None = None, at: datetime = SEEN, original: bytes | None = None) -> Retrieval:
    """Return the retrieval of a page with the text of `report`."""
    report = report or a_report()
    if original is None:
        original = f"<html><body><p>{report.text}</p></body></html>".encode("utf-8", "surrogatepass")
    address = report.url or f"{report.id}.html"
    return Retrieval(report, at, original, "text/html", address, {"etag": '"1"', "server": "press"})


def a_judgement(
    one: str, other: str, verdict: Verdict = "same", probability: float = 0.9, method: Method | None = None
) -> Judgement:
    """Return a judgement of the mentions `one` and `other`, in whichever order."""
    first, second = sorted((one, other))
    reasons = (Reason("same_day", "Both tell of 6 May 2024.", 1.5), Reason("same_kind", "Both tell of rockets.", 0.75))
    return Judgement(first, second, verdict, probability, reasons, method or a_method("policy"))


def a_review(
    kind: ReviewKind,
    *subjects: str,
    id: str = "review-1",  # noqa: A002 - the field's name
    slot: Slot | None = None,
    value: Value | None = None,
    at: datetime = SEEN,
) -> Review:
    """Return a review by an invented person."""
    return Review(id, kind, subjects, "R. Haddad", at, "Checked with the hospital.", slot, value)


def an_incident(
    *entries: Entry,
    id: str = "",  # noqa: A002 - the field's name
    confidence: float = 0.9,
    disputed: Sequence[Slot] = (),
) -> Incident:
    """Return an incident that `entries` tell of; of each slot the first telling is the chosen one."""
    entries = entries or (an_entry(),)
    tellings = [
        Telling(claim, e.mention.id, e.source, e.published, e.first_seen, e.last_seen, voice, 3)
        for voice, e in enumerate(entries)
        for claim in e.mention.claims
    ]
    accounts = []
    for slot in SLOTS:
        told = tuple(telling for telling in tellings if telling.claim.slot == slot)
        if told:
            value, several = told[0].claim.value, tuple(telling.claim.value for telling in told)
            accounts.append(Account(slot, value, told[0], told, several, len(entries), slot in disputed))  # type: ignore[arg-type]  # SLOTS holds Slots
    steps = tuple(Step("claimed", t.first_seen, t) for t in tellings if t.claim.slot == "status")
    return Incident(
        id=id or f"inc-{entries[0].mention.id}",
        mention_ids=tuple(entry.mention.id for entry in entries),
        accounts=tuple(accounts),
        steps=steps,
        first_seen=min(entry.first_seen for entry in entries),
        last_seen=max(entry.last_seen for entry in entries),
        voices=len(entries),
        confidence=confidence,
    )


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

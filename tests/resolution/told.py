"""Entries for tests of resolution: one sentence each, with what it tells said beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from tocsin.testing.builders import a_method
from tocsin.vocabulary.claim import Claim, Slot, Value
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Kind, Stance, Status
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

PLACES = {
    name: Place(f"test:{name.lower()}", name, lat, lon, km, country)
    for name, lat, lon, km, country in (
        ("Tillaberi", 14.21, 1.45, 5.0, "NE"),
        ("Ain al-Asad air base", 33.80, 42.44, 3.0, "IQ"),
        ("Anbar", 32.9, 41.5, 180.0, "IQ"),
        ("Baghdad", 33.33, 44.39, 15.0, "IQ"),
        ("Green Zone", 33.31, 44.39, 3.0, "IQ"),
        ("Camp Taji", 33.52, 44.26, 3.0, "IQ"),
        ("Peshawar", 34.01, 71.58, 10.0, "PK"),
        ("Quetta", 30.18, 67.0, 10.0, "PK"),
        ("Mogadishu", 2.04, 45.34, 12.0, "SO"),
        ("Tripoli", 34.44, 35.83, 6.0, "LB"),
        ("Tripoli in Libya", 32.89, 13.19, 12.0, "LY"),
        ("Hyderabad", 25.39, 68.37, 10.0, "PK"),
        ("Hyderabad in India", 17.38, 78.48, 15.0, "IN"),
        ("Kabul", 34.53, 69.17, 12.0, "AF"),
        ("Herat", 34.35, 62.2, 8.0, "AF"),
        ("Maiduguri", 11.85, 13.16, 8.0, "NG"),
        ("Borno", 11.5, 13.0, 150.0, "NG"),
        ("Belfast", 54.6, -5.93, 8.0, "GB"),
        ("Kharkiv", 49.99, 36.23, 10.0, "UA"),
        ("Aden", 12.79, 45.03, 10.0, "YE"),
        ("Falluja", 33.35, 43.78, 8.0, "IQ"),
        ("الفلوجة in Iraq", 33.35, 43.78, 8.0, "IQ"),
        ("Red Sea", 14.5, 42.0, 250.0, ""),
        ("Jolo", 6.05, 121.0, 5.0, "PH"),
        ("Kaya", 13.09, -1.08, 5.0, "BF"),
        ("Toribio", 2.95, -76.27, 4.0, "CO"),
    )
}


@dataclass(frozen=True)
class Story:
    """What one report tells: a sentence and the values in it."""

    text: str
    kind: Kind = "shooting"
    day: str | tuple[str, str] | None = None
    place: str = ""
    names: Sequence[str] = ()
    published: str = "2024-03-06"
    report: str = ""
    status: Status = "reported"
    killed: int | None = None
    wounded: int | None = None
    target: Target | None = None
    weapon: Weapon | None = None
    actor: Actor | None = None
    stance: Stance = "claims"
    count: int = 1
    main: bool = True
    title: str = ""
    source: Source = field(default_factory=lambda: Source("The Gulf Courier"))
    copies: str = ""
    confidence: float = 1.0


def an_entry(story: Story, sequence: int = 1, number: int = 1) -> Entry:
    """Return the entry of `story`. Without a name of its own, its report is called after `sequence`."""
    name = story.report or f"report-{sequence:02}"
    published = date.fromisoformat(story.published)
    report = Report(name, story.text, story.source, story.title, published)
    seen = datetime.combine(published, time(12), UTC)
    mention = Mention(f"{name}#{number}", name, tuple(_claims(story, report)), story.main, story.confidence)
    return Entry(mention, sequence, story.source, published, seen, seen, story.copies or name, story.title)


def _claims(story: Story, report: Report) -> list[Claim]:
    span = cut(report, 0, len(report.text))

    def claim(slot: Slot, value: Value, stance: Stance | None = None) -> Claim:
        return Claim(slot, value, span, a_method(), None, stance)

    claims = [claim("kind", story.kind), claim("status", story.status), claim("count", story.count)]
    claims += [claim("trigger", report.text), claim("evidence", report.text)]
    if story.day:
        first, last = (story.day, story.day) if isinstance(story.day, str) else story.day
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        vague = (end - start).days
        claims.append(claim("when", When(start, end, "day" if not vague else "days" if vague < 7 else "month")))
    claims += [claim("where", Where(name, kind="facility")) for name in story.names]
    if story.place:
        place = PLACES[story.place]
        wide = place.precision_km > 60
        claims.append(
            claim("where", Where(place.name.partition(" in ")[0], kind="province" if wide else "city", place=place))
        )
    for slot, value in (("killed", story.killed), ("wounded", story.wounded)):
        if value is not None:
            claims.append(claim("killed" if slot == "killed" else "wounded", Toll(value, value)))
    if story.target:
        claims.append(claim("target", story.target))
    if story.weapon:
        claims.append(claim("weapon", story.weapon))
    if story.actor:
        claims.append(claim("perpetrator", story.actor, story.stance))
    return claims

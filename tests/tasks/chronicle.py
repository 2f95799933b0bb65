"""A tracker for the tests of the brief: invented reports, each line of them one incident with its values.

Every claim has the whole line for its words. `KEPT` is what the tests ask about; `hostile` is a world of its own.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.add import keep
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Kind, Stance, Status
from tocsin.vocabulary.values import Actor, Place, Target, Toll, When, Where

METHOD = Method("by hand", "1")
BASRA = Where("Basra", "at", "city", Place("test:basra", "Basra", 30.51, 47.78, 5.0, "IQ"))
MOSUL = Where("Mosul", "at", "city", Place("test:mosul", "Mosul", 36.34, 43.13, 5.0, "IQ"))
ANBAR = Where("Anbar", "at", "province", Place("test:anbar", "Anbar", 33.0, 41.5, 160.0, "IQ"))
IRAQ = Where("Iraq", "at", "country", Place("test:iraq", "Iraq", 33.0, 44.0, 500.0, "IQ"))
DAWN = "كتائب الفجر"
SINCE, DAY = date(2024, 5, 6), date(2024, 5, 12)
"""The period that the tests ask about."""


@dataclass(frozen=True)
class Line:
    """One incident as a report tells it, in `words`."""

    words: str
    day: date | tuple[date, date] | None
    where: Where | None = BASRA
    kind: Kind = "rocket"
    status: Status = "reported"
    killed: int | None = None
    target: str = ""
    by: tuple[str, Stance] | None = None
    speaker: str = ""


def tell(ledger: Ledger, source: str, published: date, *lines: Line, **more: str) -> str:
    """Keep a report that tells of `lines`; return its id. `title`, `url` and `extra`, a last line, may be given."""
    text = "\n".join([*(line.words for line in lines), more.get("extra", "Nothing else was told on that day.")])
    id_ = f"{source.lower().replace(' ', '-')}-{published:%m%d}"
    report = Report(
        id_,
        text,
        Source(source),
        more.get("title", f"{source} of {published}"),
        published,
        url=more.get("url"),
        language="en",
    )
    mentions = tuple(_mention(report, at, line) for at, line in enumerate(lines))
    extraction = Extraction(report, mentions, _ties(report), _occasions(report))
    at = datetime.combine(published, time(18), UTC)
    return keep(
        Retrieval(report, at, text.encode("utf-8", "replace"), "text/plain", "test"), extraction, ledger
    ).report_id


def chronicle() -> Ledger:
    """Return a ledger of a few weeks in which something is rising, changed, disputed, claimed and announced."""
    ledger = open_ledger("memory:")
    for at, day in enumerate((4, 11, 18, 24, 29)):
        told = Line(
            f"A rocket fell on a field behind the harbour of Basra, number {at} of that month.", date(2024, 4, day)
        )
        tell(ledger, "Harbour Paper", date(2024, 4, day), told)
    may = [date(2024, 5, day) for day in range(32) if day]
    tell(
        ledger,
        "River Post",
        may[2],
        Line("A bomb hit a lorry in Mosul, killing two people.", may[1], MOSUL, "ied", killed=2, target="a lorry"),
    )
    tell(
        ledger,
        "Hill Radio",
        may[7],
        Line(
            "The bomb that hit a lorry in Mosul killed three people.", may[1], MOSUL, "ied", killed=3, target="a lorry"
        ),
    )
    tell(
        ledger, "River Post", may[6],
        Line(
            f"Rockets struck the airport of Basra and killed nobody; {DAWN} claimed it.", may[5], killed=0,
            target="the airport", by=(DAWN, "claims"),
        ),
        url="https://river-post.example/6", extra=f"{DAWN} is a front for the Harbour League.",
    )  # fmt: skip
    tell(
        ledger,
        "Hill Radio",
        may[8],
        Line("Rockets hit the airport of Basra and killed a guard.", may[5], killed=1, target="the airport"),
    )
    tell(
        ledger,
        "Hill Radio",
        may[10],
        Line("Gunmen shot at a patrol somewhere in Anbar this week.", (may[5], may[9]), ANBAR, "shooting"),
    )
    tell(
        ledger, "Marsh Gazette", may[9], Line("A drone was shot down over Iraq.", may[8], IRAQ, "drone", "intercepted")
    )
    tell(ledger, "Marsh Gazette", may[10], Line("A mine went off, nobody says when or where.", None, None, "ied"))
    tell(
        ledger,
        "Marsh Gazette",
        may[11],
        Line("The brigade threatens to bomb the port of Basra.", may[19], status="threatened", kind="ied"),
    )
    tell(
        ledger,
        "River Post",
        may[11],
        Line("A mortar hit a school in Mosul in April, it is now said.", date(2024, 4, 20), MOSUL, "mortar"),
        extra="The minister is to visit Basra on 20 May.",
    )
    resolve(ledger)
    return ledger


def _mention(report: Report, at: int, line: Line) -> Mention:
    start = sum(len(words) + 1 for words in report.text.split("\n")[:at])
    span = cut(report, start, start + len(line.words))
    speaker = Speaker(line.speaker) if line.speaker else None

    def claim(slot: Slot, value: Value, stance: Stance | None = None) -> Claim:
        return Claim(slot, value, span, METHOD, speaker, stance, 0.9)

    claims = [
        claim("kind", line.kind),
        claim("status", line.status),
        claim("trigger", line.words),
        claim("evidence", line.words),
    ]
    if line.day is not None:
        first, last = line.day if isinstance(line.day, tuple) else (line.day, line.day)
        claims.append(claim("when", When(first, last, "day" if first == last else "days")))
    if line.where is not None:
        claims.append(claim("where", line.where))
    if line.killed is not None:
        claims.append(claim("killed", Toll(line.killed, line.killed)))
    if line.target:
        claims.append(claim("target", Target(line.target, "airport")))
    if line.by is not None:
        claims.append(claim("perpetrator", Actor(line.by[0]), line.by[1]))
    return Mention(f"{report.id}#{at + 1}", report.id, tuple(claims), confidence=0.8)


def _ties(report: Report) -> tuple[Tie, ...]:
    at = report.text.find(f"{DAWN} is a front for the Harbour League.")
    if at < 0:
        return ()
    league = report.text.index("the Harbour League")
    head, tail = cut(report, at, at + len(DAWN)), cut(report, league + 4, league + len("the Harbour League"))
    return (Tie(report.id, head, "front-for", tail, "suspected", cut(report, at, len(report.text)), METHOD),)


def _occasions(report: Report) -> tuple[Occasion, ...]:
    at = report.text.find("The minister is to visit Basra")
    if at < 0:
        return ()
    return (
        Occasion(
            report.id,
            "visit",
            cut(report, at, len(report.text)),
            When(date(2024, 5, 20), date(2024, 5, 20), "day"),
            METHOD,
        ),
    )

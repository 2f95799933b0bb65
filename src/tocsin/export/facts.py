"""What an incident comes to, slot by slot, as every format needs it: the values that stand, and nothing else.

The rules of this module are the rules of all formats; each is told in docs/formats.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tocsin.export.incidents import Origins
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.incident import Account, Incident
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

STRENGTH: tuple[Stance, ...] = ("claims", "admits", "identified", "blamed", "suspected", "denies", "unclaimed")
"""Stances from the one that says most about who did it."""
NOT_BY: frozenset[str] = frozenset({"denies", "unclaimed"})
"""Stances that name nobody who did it."""
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reference:
    """A report that tells of an incident."""

    report_id: str
    source: Source
    title: str = ""
    url: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of people: the bounds of all that is told, and the number that stands. None where nothing is told.

    `best` is the number of the telling that speaks for the incident: of "4 to 6" and "at least 4" it is 4, and of "up
    to 6" there is none.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A perpetrator as told: `stance` the strongest that any source gives, "" where a reviewer named them."""

    actor: Actor
    stance: Stance | str
    speakers: tuple[str, ...] = ()

    @property
    def did_it(self) -> bool:
        """Whether it is said of them at all that they did it."""
        return self.stance not in NOT_BY


@dataclass(frozen=True, slots=True)
class Facts:
    """The values that stand for one incident. `located` is the one of `where` that coordinates are taken from."""

    incident: Incident
    references: tuple[Reference, ...]
    kind: str
    status: str
    count: int
    when: When | None
    where: tuple[Where, ...]
    located: Where | None
    country: str
    weapons: tuple[Weapon, ...]
    targets: tuple[Target, ...]
    suspects: tuple[Suspect, ...]
    killed: Estimate
    wounded: Estimate
    abducted: Estimate
    damage: tuple[str, ...]
    denials: tuple[str, ...]
    words: str
    speakers: tuple[str, ...]

    @property
    def perpetrators(self) -> tuple[Suspect, ...]:
        """Those of whom it is said that they did it."""
        return tuple(suspect for suspect in self.suspects if suspect.did_it)


def facts_of(incident: Incident, origins: Origins) -> Facts:
    """Return what `incident` comes to; `origins` give titles and addresses, and may lack a report."""
    where = _values(incident, "where", Where)
    weapons = _values(incident, "weapon", Weapon)
    return Facts(
        incident=incident,
        references=references_of(incident, origins),
        kind=_text(incident, "kind"),
        status=_text(incident, "status"),
        count=_count(incident),
        when=_when(incident),
        where=where,
        located=located(where),
        country=country_of(where),
        weapons=weapons,
        targets=_values(incident, "target", Target),
        suspects=_suspects(incident.account("perpetrator")),
        killed=estimate(incident.account("killed")),
        wounded=estimate(incident.account("wounded")),
        abducted=estimate(incident.account("abducted")),
        damage=_values(incident, "damage", str),
        denials=_values(incident, "denial", str),
        words=_text(incident, "evidence") or _text(incident, "trigger"),
        speakers=_speakers(incident),
    )


def references_of(incident: Incident, origins: Origins) -> tuple[Reference, ...]:
    """Return the reports that tell of `incident`, in the order in which their mentions were added."""
    order = {mention_id: number for number, mention_id in enumerate(incident.mention_ids)}
    tellings = [telling for account in incident.accounts for telling in account.tellings]
    sources: dict[str, Source] = {}
    for telling in sorted(tellings, key=lambda telling: order.get(telling.mention_id, len(order))):
        sources.setdefault(telling.claim.span.report_id, telling.source)
    return tuple(_reference(report_id, source, origins) for report_id, source in sources.items())


def _reference(report_id: str, source: Source, origins: Origins) -> Reference:
    held = origins.report(report_id)
    if held is None:
        return Reference(report_id, source)
    report = held.report
    return Reference(report_id, source, report.title, report.url or "", report.published)


def estimate(account: Account | None) -> Estimate:
    """Return the low, best and high number of a slot that counts people."""
    if account is None or not isinstance(account.value, Toll):
        return Estimate()
    toll = account.value
    if account.set_by is not None:
        return Estimate(toll.low, toll.low, toll.high)
    return Estimate(_low(account.lowest, toll), toll.low, _high(account.highest, toll))


def _low(lowest: int | None, toll: Toll) -> int | None:
    """An open start ("up to 6") has no low, unless another source gives a number below it."""
    low = min((number for number in (lowest, toll.low) if number is not None), default=None)
    if low is None or (toll.high is not None and low > toll.high):
        return None
    return None if toll.low is None and low == toll.high else low


def _high(highest: int | None, toll: Toll) -> int | None:
    """An open end ("at least 12") has no high, unless another source gives a number above it."""
    high = max((number for number in (highest, toll.high) if number is not None), default=None)
    if high is None or (toll.low is not None and high < toll.low):
        return None
    return None if toll.high is None and high == toll.low else high


def located(where: Iterable[Where]) -> Where | None:
    """Return the place that coordinates are taken from: of those that the incident was at, the one known best.

    Places that it was only near, toward or between come after those; countries never give coordinates.
    """
    placed = [one for one in where if one.place is not None and one.kind != "country"]
    return min(placed, key=lambda one: (one.relation != "at", one.place.precision_km if one.place else 0), default=None)


def country_of(where: tuple[Where, ...]) -> str:
    """Return the country (alpha-2) of the place that coordinates are taken from, else of any place; "" if unknown."""
    best = located(where)
    places = [one.place for one in ((best, *where) if best else where) if one.place is not None]
    return next((place.country for place in places if place.country), "")


def _suspects(account: Account | None) -> tuple[Suspect, ...]:
    if account is None:
        return ()
    actors = dict.fromkeys(value for value in _standing(account) if isinstance(value, Actor))
    told = (telling.claim for telling in account.tellings if telling.claim.stance == "denies")
    deniers = dict.fromkeys(claim.value for claim in told if isinstance(claim.value, Actor))
    return tuple(_suspect(actor, account) for actor in actors | deniers)


def _suspect(actor: Actor, account: Account) -> Suspect:
    claims = [
        telling.claim
        for telling in account.tellings
        if isinstance(telling.claim.value, Actor) and telling.claim.value.name.casefold() == actor.name.casefold()
    ]
    stances = [claim.stance for claim in claims if claim.stance is not None]
    strongest = min(stances, key=STRENGTH.index, default="")
    speakers = dict.fromkeys(claim.speaker.name for claim in claims if claim.speaker and claim.stance == strongest)
    return Suspect(actor, strongest, tuple(speakers))


def _speakers(incident: Incident) -> tuple[str, ...]:
    found = (t.claim.speaker.name for a in incident.accounts for t in a.tellings if t.claim.speaker is not None)
    return tuple(dict.fromkeys(found))


def _standing(account: Account) -> tuple[Value, ...]:
    """The chosen value first, then the others that stand."""
    chosen = () if account.value is None else (account.value,)
    return tuple(dict.fromkeys((*chosen, *account.values)))


def _values(incident: Incident, slot: Slot, kind: type[V]) -> tuple[V, ...]:
    account = incident.account(slot)
    return tuple(value for value in _standing(account) if isinstance(value, kind)) if account else ()


def _text(incident: Incident, slot: Slot) -> str:
    return next(iter(_values(incident, slot, str)), "")


def _when(incident: Incident) -> When | None:
    when = next(iter(_values(incident, "when", When)), None)
    return when if when is not None and when.start is not None else None


def _count(incident: Incident) -> int:
    return next(iter(_values(incident, "count", int)), 1)

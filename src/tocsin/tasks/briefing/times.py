"""When an incident was, and when it was told: what decides whether it is news."""

from collections.abc import Collection, Iterator
from datetime import date

from tocsin.analysis.tempo.events import NO_ATTACKS, UNHAPPENED
from tocsin.vocabulary.incident import Incident, Telling
from tocsin.vocabulary.values import When


def told_on(telling: Telling) -> date:
    """Return the day on which something was told: that of publication, else that on which it was first seen."""
    return telling.published or telling.first_seen.date()


def tellings(incident: Incident) -> Iterator[Telling]:
    """Yield all that is told of `incident`."""
    for account in incident.accounts:
        yield from account.tellings


def first_told(incident: Incident) -> date:
    """Return the day on which `incident` was first told of."""
    return min((told_on(telling) for telling in tellings(incident)), default=incident.first_seen.date())


def last_told(incident: Incident) -> date:
    """Return the day on which `incident` was last told of."""
    return max((told_on(telling) for telling in tellings(incident)), default=incident.last_seen.date())


def days_of(incident: Incident) -> tuple[date, date] | None:
    """Return the first and the last possible day of `incident`, None where none is known."""
    account = incident.account("when")
    when = account.value if account else None
    return (when.start, when.end) if isinstance(when, When) and when.start and when.end else None


def within(incident: Incident, since: date, until: date) -> bool:
    """Whether `incident` could have been on one of the days `since` to `until`."""
    days = days_of(incident)
    return days is not None and days[0] <= until and days[1] >= since


def status_of(incident: Incident) -> str:
    """Return the status that stands, "" where none does."""
    account = incident.account("status")
    return account.value if account and isinstance(account.value, str) else ""


def kind_of(incident: Incident) -> str:
    """Return the kind that stands, "" where none does."""
    account = incident.account("kind")
    return account.value if account and isinstance(account.value, str) else ""


def announced(incident: Incident) -> bool:
    """Whether `incident` is only threatened or planned."""
    return status_of(incident) in UNHAPPENED


def is_attack(incident: Incident, kinds: Collection[str] = ()) -> bool:
    """Whether `incident` counts as an attack: neither only announced nor done to attackers, such as an arrest.

    Such kinds count where `kinds`, those that were asked for, has any.
    """
    return not announced(incident) and (bool(kinds) or kind_of(incident) not in NO_ATTACKS)

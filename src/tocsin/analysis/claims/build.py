"""Claims of a selection, step by step: authorship of each incident, tallies, and how long claims took."""

from collections.abc import Iterable, Sequence
from statistics import median

from tocsin.analysis.claims.authorships import Kin, authorship_of, status_of
from tocsin.analysis.claims.tallies import NumberOf, counts_of, tallies_of
from tocsin.analysis.claims.words import WhoIs
from tocsin.vocabulary.authorship import Authorship, Claims, Delay
from tocsin.vocabulary.incident import Incident

ANNOUNCED = frozenset({"threatened", "planned"})
"""Statuses of what has not been done yet."""


def claims_of(incidents: Iterable[Incident], who_is: WhoIs, kin: Kin, number_of: NumberOf) -> Claims:
    """Return who claims and who denies what in `incidents`, in their order.

    An incident that is told of by nothing but a tally has no authorship of its own, nor has one that is only announced.
    """
    given = list(incidents)
    found = [one for one in given if status_of(one) not in ANNOUNCED]
    authorships = tuple(
        authorship_of(incident, who_is, kin)
        for incident in found
        if not set(incident.mention_ids) <= counts_of(incident).keys()
    )
    announced = tuple(one.id for one in given if status_of(one) in ANNOUNCED)
    return Claims(authorships, tallies_of(found, who_is, number_of), delay_over(authorships), announced)


def delay_over(authorships: Sequence[Authorship]) -> Delay | None:
    """Return the median delay of the claimed incidents whose day is known; those never claimed are not in it."""
    known = [(one.incident_id, one.delay) for one in authorships if one.delay is not None]
    if not known:
        return None
    ids = tuple(incident_id for incident_id, _ in known)
    return Delay(median(d[0] for _, d in known), median(d[1] for _, d in known), ids)

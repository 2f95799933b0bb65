"""`tocsin show`: all that the ledger has of one incident or one report."""

from dataclasses import dataclass

from tocsin.errors import InputError
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.absent import absent
from tocsin.tasks.incidents import Dossier, dossier
from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.review import Review


@dataclass(frozen=True, slots=True)
class ShownIncident:
    """An incident with its mentions, reports and reviews, the undone ones among these."""

    dossier: Dossier
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as it is kept, with what was found in it and the ids of its incidents; fits what exporters take."""

    kept: Kept
    mentions: tuple[Mention, ...]
    ties: tuple[Tie, ...]
    occasions: tuple[Occasion, ...]
    incident_ids: tuple[str, ...]
    rejections: tuple[Rejection, ...] = ()

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.kept.report


def show(ledger: Ledger, id_: str) -> ShownIncident | ShownReport:
    """Return what the ledger has under `id_`: an incident by its id, a former one or that of a mention; or a report.

    Raises InputError if there is neither.
    """
    incident = ledger.incident(id_)
    if incident is not None:
        return ShownIncident(dossier(ledger, incident), tuple(ledger.reviews(incident.mention_ids)))
    kept = ledger.report(id_)
    if kept is None:
        raise absent(
            ledger, id_, f"there is no incident, mention or report {id_}; tocsin incidents lists what there is"
        )
    return shown_report(ledger, kept)


def shown_report(ledger: Ledger, kept: Kept) -> ShownReport:
    """Return a report with all that was found in it."""
    id_ = kept.report.id
    mentions = tuple(entry.mention for entry in ledger.entries_of(id_))
    found = (ledger.incident(mention.id) for mention in mentions)
    ids = tuple(dict.fromkeys(incident.id for incident in found if incident is not None))
    return ShownReport(kept, mentions, tuple(ledger.ties([id_])), tuple(ledger.occasions([id_])), ids)


def original(ledger: Ledger, report_id: str) -> bytes:
    """Return the bytes that a report was read from. Raises InputError if there is no such report, LedgerError."""
    if ledger.report(report_id) is None:
        raise InputError(f"there is no report {report_id}; tocsin show INCIDENT lists those of an incident")
    return ledger.original(report_id)

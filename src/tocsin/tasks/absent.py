"""What to say of an id that names no incident now: it may be that of one which a person rejected."""

from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.resolution.account import incident_id
from tocsin.resolution.reviewed import standing
from tocsin.vocabulary.review import Review


def absent(ledger: Ledger, id_: str, otherwise: str) -> InputError:
    """Return the error that says who rejected the incident or mention `id_`, or, if nobody did, `otherwise`."""
    review = rejection_of(ledger, id_)
    if review is None:
        return InputError(otherwise)
    why = f", saying {review.why!r}" if review.why else ""
    return InputError(
        f"{id_} was rejected by {review.author} on {review.at:%Y-%m-%d}{why}; tocsin undo {review.id} brings it back"
    )


def rejection_of(ledger: Ledger, id_: str) -> Review | None:
    """Return the review, not undone since, that rejects the incident with this id, or the mention; None if none does.

    The id of an incident is made of its oldest mention, so that one of the mentions that were rejected has it.
    """
    rejections = [review for review in standing(ledger.reviews()) if review.kind == "reject"]
    return next((one for one in reversed(rejections) if id_ in {*one.subjects, *map(incident_id, one.subjects)}), None)

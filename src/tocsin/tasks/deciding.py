"""A decision as a program asks for it, by the verb that takes it: one way for all borders with forms or bodies."""

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.doubts import UNSURE
from tocsin.tasks.entering import value_of
from tocsin.tasks.review import (
    Decision,
    Signature,
    confirm,
    merge,
    note,
    part,
    reject,
    set_value,
    split,
    undo,
)
from tocsin.vocabulary.claim import Slot


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants decided: `kind` is a verb of `KINDS`, `ids` what it is about (of undo: a review or none).

    `slot` belongs to set and confirm, `value` to set, in the words that a reviewer writes.
    """

    kind: str
    ids: tuple[str, ...] = ()
    slot: Slot | None = None
    value: str = ""


def decide(ledger: Ledger, wish: Wish, signed: Signature, settings: Settings) -> Decision:
    """Do what `wish` says. Raises InputError for what cannot be, GazetteerError for an unknown place, LedgerError."""
    if wish.kind not in KINDS:
        raise InputError(f"there is no decision {wish.kind!r}; there are {', '.join(KINDS)}")
    return KINDS[wish.kind](ledger, wish, signed, settings)


def _part(ledger: Ledger, wish: Wish, signed: Signature, _: Settings) -> Decision:
    if len(set(wish.ids)) != 2:
        raise InputError("two mentions are parted; give two")
    first, second = wish.ids
    for id_ in wish.ids:
        if next(ledger.entries([id_]), None) is None:
            raise InputError(f"{id_} is no mention; tocsin show INCIDENT lists those of an incident")
    return part(ledger, first, second, signed)


def _set(ledger: Ledger, wish: Wish, signed: Signature, settings: Settings) -> Decision:
    if wish.slot is None:
        raise InputError("a value is set in a slot; name it")
    return set_value(ledger, _one(wish), wish.slot, value_of(wish.slot, wish.value, settings), signed)


def _one(wish: Wish) -> str:
    if len(wish.ids) != 1:
        raise InputError(f"{wish.kind} is of one incident; give one")
    return wish.ids[0]


KINDS: dict[str, Callable[[Ledger, Wish, Signature, Settings], Decision]] = {
    "merge": lambda ledger, wish, signed, _: merge(ledger, wish.ids, signed),
    "split": lambda ledger, wish, signed, _: split(ledger, wish.ids, signed),
    "part": _part,
    "set": _set,
    "confirm": lambda ledger, wish, signed, _: confirm(ledger, _one(wish), wish.slot, signed),
    "reject": lambda ledger, wish, signed, _: reject(ledger, wish.ids, signed),
    "note": lambda ledger, wish, signed, _: note(ledger, wish.ids, signed),
    "unsure": lambda ledger, wish, signed, _: note(ledger, wish.ids, Signature(signed.author, UNSURE, signed.at)),
    "undo": lambda ledger, wish, signed, _: undo(ledger, wish.ids[0] if wish.ids else "", signed),
}
"""What can be decided."""

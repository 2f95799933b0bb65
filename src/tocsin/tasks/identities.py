"""Whether two names are one actor: what people decided, and the alias table with it.

A decision is a note in the ledger, whose words people and programs can read. So it is signed, dated and kept with
everything else, and `tocsin undo` takes it back.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tocsin.analysis.network.aliases import Aliases, Ruling, aliases
from tocsin.errors import InputError
from tocsin.export.wording import day_words
from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import standing
from tocsin.tasks.review import Decision, Signature, note
from tocsin.vocabulary.network import KnownActor, Network

RULING = re.compile(r"“([^”]+)” and “([^”]+)” are (one actor|two actors)(?:: .*)?", re.DOTALL)
"""The words of a note that rules on two names, and perhaps the reason."""


def rulings(ledger: Ledger) -> Iterator[Ruling]:
    """Yield what was decided of names and stands, the oldest first. Raises LedgerError."""
    for review in standing(ledger.reviews()):
        found = RULING.fullmatch(review.why) if review.kind == "note" else None
        if found:
            source = f"decided by {review.author}, {day_words(review.at.date())}"
            yield Ruling(found[1], found[2], found[3] == "one actor", source)


def names_table(ledger: Ledger, own_aliases: Path | None = None) -> Aliases:
    """Return the alias table with the file `own_aliases` before it and what was decided. Raises InputError."""
    return aliases(own_aliases, rulings(ledger))


def rule(
    ledger: Ledger, network: Network, pair: tuple[KnownActor, KnownActor], same: bool, signed: Signature
) -> Decision:
    """Decide that two actors of `network` are one actor, or two. Raises InputError."""
    one, other = pair
    if one.id == other.id:
        ways = sorted({naming.source for naming in one.names if naming.source})
        why = f" ({'; '.join(ways)})" if ways else ""
        mend = "" if same else "; tocsin undo takes a decision back"
        raise InputError(f"{one.name} is one actor under both names already{why}{mend}")
    if "”" in one.name + other.name:
        raise InputError("a name with a closing quotation mark in it cannot be decided on; use a file of --aliases")
    words = f"“{one.name}” and “{other.name}” are {'one actor' if same else 'two actors'}"
    told = f"{words}: {signed.why}" if signed.why.strip() else words
    subjects = list(dict.fromkeys(_mention(ledger, network, actor) for actor in pair))
    return note(ledger, subjects, Signature(signed.author, told, signed.at))


def _mention(ledger: Ledger, network: Network, actor: KnownActor) -> str:
    """Return a mention that tells of `actor`, or one of a report that ties it to others."""
    for part in actor.parts:
        for evidence in part.evidence:
            return evidence.mention_id
    for bond in network.bonds:
        for telling in bond.tellings if actor.id in {bond.head, bond.tail} else ():
            for entry in ledger.entries_of(telling.evidence.report_id):
                return entry.mention.id
    raise InputError(f"no incident tells of {actor.name}, and so nothing can be decided of it; use a file of --aliases")

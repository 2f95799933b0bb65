"""`tocsin actors`: who is named, in what, and how they belong together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from tocsin.analysis.network.aliases import Aliases, aliases
from tocsin.analysis.network.bonds import STANDING, bonds_of
from tocsin.analysis.network.build import network_of
from tocsin.analysis.network.folding import fold_name
from tocsin.analysis.network.gathering import gathered
from tocsin.analysis.network.naming import bare, named
from tocsin.errors import InputError
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.identities import names_table
from tocsin.tasks.incidents import Done, incidents, nothing
from tocsin.vocabulary.network import Bond, KnownActor, Network, ToldTie
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.terms import Relation

KIN: frozenset[Relation] = frozenset({"part-of", "front-for", "also-known-as", "member-of", "leads"})
"""Relations of actors that speak for one another."""


def actors(
    ledger: Ledger,
    selection: Selection,
    at: date | None = None,
    own_aliases: Path | None = None,
    done: Done = nothing,
) -> Network:
    """Return the network that the incidents of `selection` and the ties of all reports tell of.

    Of a selection that leaves incidents out, only the ties of actors in the others are shown. With `at`, all as it was
    told by the end of that day. `own_aliases` is a file of names. `done` is called after each incident. Raises
    InputError, LedgerError.
    """
    table = names_table(ledger, own_aliases)
    narrow = replace(selection, sort="when", after="") != Selection()
    return network_of(incidents(ledger, selection, done), told_ties(ledger), table, at=at, only_involved=narrow)


def told_ties(ledger: Ledger) -> Iterator[ToldTie]:
    """Yield what reports say of how actors belong together, with who published it and when. Raises LedgerError."""
    kept: dict[str, Kept | None] = {}
    for tie in ledger.ties():
        if tie.report_id not in kept:
            kept[tie.report_id] = ledger.report(tie.report_id)
        report = kept[tie.report_id]
        if report is not None:
            yield ToldTie(tie, report.report.source, report.report.published, report.first_seen)


def actor_named(network: Network, words: str, own_aliases: Path | None = None) -> KnownActor:
    """Return the actor of `network` that `words` (a name that it is told under, an alias, an id) mean.

    Raises InputError if there is none; it names those that are close.
    """
    known = network.actor(words)
    told = {fold_name(naming.words): actor for actor in reversed(network.actors) for naming in actor.names}
    known = known or told.get(fold_name(bare(words)))
    if known is not None:
        return known
    table = aliases(own_aliases)
    for tried in (words, words.upper()):
        known = network.actor(named(tried, table).key)
        if known is not None:
            return known
    folded = fold_name(words)
    holding = [actor.name for key, actor in told.items() if folded and folded in key]
    close = [told[key].name for key in get_close_matches(folded, told)]
    meant = list(dict.fromkeys((*holding, *close)))[:3]
    mend = f"did you mean {' or '.join(meant)}?" if meant else "tocsin actors lists those that are"
    raise InputError(f"nobody called {words!r} is told of; {mend}")


def akin(ties: Iterable[ToldTie], table: Aliases) -> frozenset[frozenset[str]]:
    """Return the pairs of actors (ids) that `ties` tell to belong together so closely that one may speak for both."""
    bonds = bonds_of(gathered((), ties, table).bonds)
    return frozenset(frozenset({bond.head, bond.tail}) for bond in bonds if _kin(bond))


def _kin(bond: Bond) -> bool:
    return bond.relation in KIN and bond.status in STANDING

"""`tocsin claims`: who claims what, who denies it, and what nobody claims."""

from functools import cache
from pathlib import Path

from tocsin.analysis.claims.build import claims_of
from tocsin.analysis.network.naming import is_name, named
from tocsin.language.numerals import value_of
from tocsin.ledger.base import Ledger
from tocsin.tasks.actors import akin, told_ties
from tocsin.tasks.identities import names_table
from tocsin.tasks.incidents import Done, incidents, nothing
from tocsin.vocabulary.authorship import Claims
from tocsin.vocabulary.selection import Selection


def claims(ledger: Ledger, selection: Selection, own_aliases: Path | None = None, done: Done = nothing) -> Claims:
    """Return who claims and who denies what in the incidents of `selection`, in its order.

    `own_aliases` is a file of names of actors. `done` is called after each incident. Raises InputError, LedgerError.
    """
    table = names_table(ledger, own_aliases)
    kin = akin(told_ties(ledger), table)

    @cache
    def who_is(words: str) -> str:
        return named(words, table).key if is_name(words, table) else ""

    return claims_of(
        incidents(ledger, selection, done),
        who_is,
        lambda one, other: one == other or frozenset({one, other}) in kin,
        lambda word: value_of(word.lower()) or None,
    )

"""What people decide of names: it is kept in the ledger, holds for every question, and can be taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.analysis.network.dossier import SEEN, annotated
from tests.export.annotated import extraction_of
from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.actors import actor_named, actors
from tocsin.tasks.add import keep
from tocsin.tasks.claims import claims
from tocsin.tasks.identities import names_table, rule, rulings
from tocsin.tasks.resolve import resolve
from tocsin.tasks.review import Decision, Signature, undo
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.selection import Selection

ANN = Signature("Ann", "same letterhead", datetime(2020, 9, 2, tzinfo=UTC))
PALM, DAWN = "Palm Grove Brigade", "Companions of the Dawn"


@pytest.fixture
def ledger() -> Ledger:
    ledger = open_ledger("memory:")
    for number, given in enumerate(annotated()):
        found = extraction_of(given)
        report = replace(found.report, source=Source(given.get("source", "Paper")))
        at = SEEN + timedelta(minutes=number)
        keep(Retrieval(report, at, report.text.encode(), "text/plain", report.id), found, ledger)
    resolve(ledger)
    return ledger


def decide(ledger: Ledger, one: str, other: str, same: bool, signed: Signature = ANN) -> Decision:
    network = actors(ledger, Selection())
    return rule(ledger, network, (actor_named(network, one), actor_named(network, other)), same, signed)


def test_two_names_become_one_actor_with_who_said_so(ledger: Ledger) -> None:
    before = actors(ledger, Selection())
    decide(ledger, PALM, DAWN, True)
    after = actors(ledger, Selection())
    one, other = actor_named(before, PALM), actor_named(before, DAWN)
    joined = actor_named(after, DAWN)
    assert joined == actor_named(after, PALM)
    assert set(joined.incident_ids()) == {*one.incident_ids(), *other.incident_ids()}
    assert "decided by Ann, 2 Sep 2020" in {naming.source for naming in joined.names}
    assert len(after.actors) == len(before.actors) - 1


def test_claims_follow_what_was_decided(ledger: Ledger) -> None:
    decide(ledger, PALM, DAWN, True)
    who = {word.actor for one in claims(ledger, Selection()).authorships for word in one.claims if word.who == DAWN}
    assert who <= {actor_named(actors(ledger, Selection()), PALM).id}


def test_the_name_of_the_table_stays(ledger: Ledger) -> None:
    decide(ledger, PALM, "Kataib Hezbollah", True)
    assert actor_named(actors(ledger, Selection()), PALM).name == "Kataib Hezbollah"


def test_a_decision_on_a_decision_joins_all_three(ledger: Ledger) -> None:
    decide(ledger, PALM, DAWN, True)
    decide(ledger, DAWN, "Kataib Hezbollah", True)
    network = actors(ledger, Selection())
    assert {actor_named(network, name).name for name in (PALM, DAWN)} == {"Kataib Hezbollah"}


def test_what_is_undone_no_longer_holds(ledger: Ledger) -> None:
    before = actors(ledger, Selection())
    (review,) = decide(ledger, PALM, DAWN, True).reviews
    undo(ledger, review.id, Signature("Bo"))
    assert actors(ledger, Selection()) == before
    assert list(rulings(ledger)) == []


def test_two_that_are_two_are_kept_apart(ledger: Ledger) -> None:
    (review,) = decide(ledger, PALM, DAWN, False).reviews
    assert review.why == f"“{PALM}” and “{DAWN}” are two actors: same letterhead"
    assert names_table(ledger).kept_apart(DAWN, PALM)


def test_one_actor_is_not_joined_with_itself(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="one actor under both names already"):
        decide(ledger, "Kata'ib Hizballah", "كتائب حزب الله", True)

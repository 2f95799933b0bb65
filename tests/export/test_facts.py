from dataclasses import replace

import pytest

from tests.export.exports import FULL, UNKNOWN, VAGUE, facts
from tocsin.export.facts import Estimate, estimate, facts_of, located
from tocsin.export.schemes import acled_event
from tocsin.testing.shelf import HARBOUR, PROVINCE, a_shelf
from tocsin.vocabulary.incident import Account
from tocsin.vocabulary.values import Target, Toll, Where


@pytest.mark.parametrize(
    ("toll", "lowest", "highest", "wanted"),
    [
        (Toll(5, 5), 3, 7, Estimate(3, 5, 7)),
        (Toll(4, 6), 4, 6, Estimate(4, 4, 6)),
        (Toll(12, None), 12, 12, Estimate(12, 12, None)),
        (Toll(12, None), 12, 15, Estimate(12, 12, 15)),
        (Toll(None, 6), 6, 6, Estimate(None, None, 6)),
        (Toll(None, 6), 2, 6, Estimate(2, None, 6)),
        (Toll(0, 0), 0, 0, Estimate(0, 0, 0)),
    ],
)
def test_bounds_of_people(toll: Toll, lowest: int, highest: int, wanted: Estimate) -> None:
    account = Account("killed", toll, None, (), lowest=lowest, highest=highest)
    assert estimate(account) == wanted
    assert wanted.low is None or wanted.best is None or wanted.low <= wanted.best
    assert wanted.high is None or wanted.best is None or wanted.best <= wanted.high


def test_what_a_reviewer_set_is_the_number() -> None:
    account = Account("killed", Toll(4, 4), None, (), lowest=1, highest=9, set_by="review-1")
    assert estimate(account) == Estimate(4, 4, 4)


def test_nothing_told_is_nothing_known() -> None:
    assert estimate(None) == estimate(Account("killed", None, None, ())) == Estimate()
    unknown = facts(UNKNOWN)
    assert (unknown.when, unknown.located, unknown.country, unknown.targets) == (None, None, "", ())


def test_a_place_that_it_was_at_goes_before_one_that_is_known_better() -> None:
    at, near = Where("x", "at", place=PROVINCE), Where("y", "near", place=HARBOUR)
    assert located([near, at]) == at
    assert located([near]) == near
    assert located([Where("Iraq", kind="country", place=PROVINCE), Where("z")]) is None


def test_who_denies_it_did_not_do_it() -> None:
    found = facts(FULL)
    assert [suspect.actor.name for suspect in found.perpetrators] == ["The Dawn Brigade"]
    assert [(suspect.actor.name, suspect.stance) for suspect in found.suspects] == [
        ("The Dawn Brigade", "claims"),
        ("the Harbour League", "denies"),
    ]
    assert found.suspects[0].speakers == ("a statement",)


def test_reports_stand_in_the_order_in_which_they_were_added() -> None:
    shelf, incidents = a_shelf()
    assert [reference.report_id for reference in facts_of(incidents[FULL], shelf).references] == ["story-1", "story-2"]


@pytest.mark.parametrize(
    ("kind", "status", "categories", "event"),
    [
        ("rocket", "reported", (), ("Explosions/Remote violence", "Shelling/artillery/missile attack")),
        ("rocket", "intercepted", (), ("Strategic developments", "Disrupted weapons use")),
        ("shooting", "reported", ("civilian", "market"), ("Violence against civilians", "Attack")),
        ("shooting", "reported", ("police",), ("Battles", "Armed clash")),
        ("shooting", "reported", ("police", "civilian"), ("", "")),
        ("shooting", "reported", (), ("", "")),
        ("abduction", "reported", (), ("Violence against civilians", "Abduction/forced disappearance")),
        ("other", "reported", ("civilian",), ("", "")),
    ],
)
def test_events_of_acled(kind: str, status: str, categories: tuple[str, ...], event: tuple[str, str]) -> None:
    targets = tuple(Target(category, category) for category in categories)  # type: ignore[arg-type]  # terms of the list
    assert acled_event(replace(facts(VAGUE), kind=kind, status=status, targets=targets)) == event

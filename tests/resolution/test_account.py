"""The account of an incident: who speaks for each slot, what is in dispute, and how its status went."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from tests.resolution.told import Story, an_entry
from tocsin.errors import VocabularyError
from tocsin.resolution.account import incident_id, incident_of
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.incident import Account, Incident
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.terms import Grade, SourceKind
from tocsin.vocabulary.values import Actor, Toll, Weapon, When

NOON = datetime(2024, 5, 8, 12, tzinfo=UTC)
TEXT = "Rockets hit Camp Taji on Monday."


def a_source(name: str, grade: Grade = "F", kind: SourceKind = "unknown") -> Source:
    return Source(name, None, kind, grade)


def told(*stories: Story) -> Incident:
    return incident_of([an_entry(story, at, at) for at, story in enumerate(stories, start=1)], ())


def slot(incident: Incident, name: Slot) -> Account:
    account = incident.account(name)
    assert account is not None
    return account


def review(kind: str, *subjects: str, slot: Slot | None = None, value: Value | None = None) -> Review:
    return Review(f"{kind}-1", kind, subjects, "Ann", NOON, slot=slot, value=value)  # type: ignore[arg-type]


def test_an_incident_needs_a_mention() -> None:
    with pytest.raises(VocabularyError):
        incident_of([], ())


def test_its_id_is_that_of_the_oldest_mention() -> None:
    entries = [an_entry(Story(TEXT), at, at) for at in (1, 2)]
    incident = incident_of(entries[::-1], ())
    assert incident.id == incident_id(entries[0].mention.id)
    assert len(incident.id) == len("inc-") + 12
    assert incident.mention_ids == tuple(entry.mention.id for entry in entries)


def test_the_order_of_mentions_makes_no_difference() -> None:
    entries = [an_entry(Story(TEXT, killed=at, day=f"2024-03-0{at}"), at, at) for at in (1, 2, 3)]
    assert incident_of(entries, ()) == incident_of(entries[::-1], ())


def test_a_day_speaks_before_a_month() -> None:
    incident = told(
        Story(TEXT, day=("2024-03-01", "2024-03-31")),
        Story(TEXT, day="2024-03-04"),
        Story(TEXT, day=("2024-03-01", "2024-03-31"), published="2024-04-09"),
    )
    when = slot(incident, "when")
    assert when.value == When(date(2024, 3, 4), date(2024, 3, 4), "day")
    assert not when.disputed
    assert when.voices == 3


def test_more_voices_speak_before_fewer_and_copies_are_one() -> None:
    many = told(Story(TEXT, day="2024-03-04"), Story(TEXT, day="2024-03-05"), Story(TEXT, day="2024-03-05"))
    assert slot(many, "when").value == When(date(2024, 3, 5), date(2024, 3, 5), "day")
    assert slot(many, "when").disputed
    copied = told(
        Story(TEXT, day="2024-03-04", source=a_source("A", "A")),
        Story(TEXT, day="2024-03-05", copies="one"),
        Story(TEXT, day="2024-03-05", copies="one"),
    )
    assert copied.voices == 2
    assert slot(copied, "when").value == When(date(2024, 3, 4), date(2024, 3, 4), "day")


def test_a_toll_that_grows_is_no_dispute() -> None:
    incident = told(
        Story(TEXT, killed=5, published="2024-03-04", source=a_source("A")),
        Story(TEXT, killed=20, published="2024-03-05", source=a_source("B")),
        Story(TEXT, killed=54, published="2024-03-08", source=a_source("C")),
    )
    killed = slot(incident, "killed")
    assert killed.value == Toll(54, 54)
    assert (killed.lowest, killed.highest) == (5, 54)
    assert not killed.disputed


def test_who_later_tells_of_nobody_contradicts_and_does_not_speak() -> None:
    incident = told(
        Story(TEXT, killed=5, published="2024-03-04", source=a_source("A")),
        Story(TEXT, killed=0, published="2024-04-01", source=a_source("B")),
    )
    killed = slot(incident, "killed")
    assert killed.disputed
    assert killed.value == Toll(5, 5)
    assert (killed.lowest, killed.highest) == (0, 5)


def test_more_voices_for_fewer_dead_speak_and_are_in_dispute() -> None:
    stories = [Story(TEXT, killed=20, published="2024-03-04", source=a_source("A"))]
    stories += [Story(TEXT, killed=12, published=f"2024-03-1{n}", source=a_source(f"B{n}")) for n in (0, 1)]
    killed = slot(told(*stories), "killed")
    assert killed.disputed
    assert killed.value == Toll(12, 12)


def test_nobody_hurt_at_first_is_no_dispute() -> None:
    stories = (
        Story(TEXT, wounded=0, published="2024-03-04", source=a_source("A")),
        Story(TEXT, wounded=2, published="2024-03-08", source=a_source("B")),
    )
    wounded = slot(told(*stories), "wounded")
    assert (wounded.value, wounded.disputed) == (Toll(2, 2), False)


def test_the_order_in_which_reports_of_one_day_were_added_makes_no_difference() -> None:
    stories = [Story(TEXT, killed=n, report=f"r{n}", source=a_source("A")) for n in (3, 9, 10)]
    accounts = []
    for order in permutations(stories):
        incident = incident_of([an_entry(story, at) for at, story in enumerate(order, start=1)], ())
        killed = slot(incident, "killed")
        accounts.append((killed.value, killed.lowest, killed.highest, [t.mention_id for t in killed.tellings]))
    assert all(account == accounts[0] for account in accounts)
    assert accounts[0] == (Toll(10, 10), 10, 10, ["r3#1", "r9#1", "r10#1"])


def test_what_a_source_takes_back_bounds_nothing() -> None:
    incident = told(
        Story(TEXT, killed=99, published="2024-03-04", source=a_source("A")),
        Story(TEXT, killed=7, published="2024-03-05", source=a_source("A")),
    )
    killed = slot(incident, "killed")
    assert (killed.lowest, killed.highest) == (7, 7)
    assert len(killed.tellings) == 2


def test_two_tolls_of_one_day_are_a_dispute() -> None:
    incident = told(Story(TEXT, killed=7, source=a_source("A", "B")), Story(TEXT, killed=11, source=a_source("B", "D")))
    killed = slot(incident, "killed")
    assert killed.disputed
    assert killed.value == Toll(7, 7)
    assert "killed" in incident.disputed


def test_a_toll_told_in_passing_years_later_does_not_speak() -> None:
    incident = told(
        Story(TEXT, killed=38), Story(TEXT, killed=40, published="2030-03-06", main=False, source=a_source("B"))
    )
    assert slot(incident, "killed").value == Toll(38, 38)


def test_numbers_of_weapons_are_disputed() -> None:
    incident = told(Story(TEXT, weapon=Weapon("rocket", 3)), Story(TEXT, weapon=Weapon("rocket", 2)))
    assert slot(incident, "weapon").disputed
    assert len(slot(incident, "weapon").values) == 2
    assert not slot(
        told(Story(TEXT, weapon=Weapon("rocket")), Story(TEXT, weapon=Weapon("rocket", 2))), "weapon"
    ).disputed


def test_a_denial_disputes_authorship_and_is_no_author() -> None:
    group = Actor("The Dawn Brigade")
    incident = told(
        Story(TEXT, actor=group, stance="blamed"), Story(TEXT, actor=group, stance="denies", published="2024-03-07")
    )
    perpetrator = slot(incident, "perpetrator")
    assert perpetrator.value == group
    assert perpetrator.disputed
    alone = told(Story(TEXT, actor=group, stance="denies"))
    assert slot(alone, "perpetrator").value is None
    assert len(slot(alone, "perpetrator").tellings) == 1


def test_the_course_from_claimed_over_denied_to_confirmed() -> None:
    incident = told(
        Story(TEXT, status="claimed", published="2024-03-04"),
        Story(TEXT, status="denied", published="2024-03-05"),
        Story(TEXT, status="claimed", published="2024-03-06"),
        Story(TEXT, status="confirmed", published="2024-03-07"),
        Story(TEXT, status="reported", published="2024-03-08"),
    )
    assert [step.status for step in incident.steps] == ["claimed", "denied", "confirmed"]
    assert slot(incident, "status").value == "confirmed"
    assert slot(incident, "status").disputed


def test_a_denial_does_not_undo_what_several_report() -> None:
    incident = told(Story(TEXT), Story(TEXT), Story(TEXT, status="denied", published="2024-03-09"))
    assert slot(incident, "status").value == "reported"
    assert slot(incident, "status").disputed


def test_credibility_follows_the_rules() -> None:
    def grades(*stories: Story) -> list[int]:
        return [telling.credibility for telling in slot(told(*stories), "killed").tellings]

    assert grades(Story(TEXT, killed=3), Story(TEXT, killed=3)) == [1, 1]
    assert grades(Story(TEXT, killed=3)) == [6]
    assert grades(Story(TEXT, killed=3, source=a_source("A", "B"))) == [2]
    assert grades(Story(TEXT, killed=3, source=a_source("A", "E"))) == [5]
    assert grades(Story(TEXT, killed=3, source=a_source("A", "A", "party"))) == [4]
    assert grades(Story(TEXT, killed=3, copies="one"), Story(TEXT, killed=3, copies="one")) == [6, 6]
    two_against_one = (Story(TEXT, killed=3), Story(TEXT, killed=3), Story(TEXT, killed=9))
    assert grades(*two_against_one) == [2, 2, 4]
    assert grades(Story(TEXT, killed=3), Story(TEXT, killed=9)) == [3, 3]
    assert grades(*two_against_one[:1] * 3, Story(TEXT, killed=9)) == [2, 2, 2, 5]


def test_confidence_grows_with_voices_and_not_with_copies() -> None:
    one = told(Story(TEXT, confidence=0.6))
    two = told(Story(TEXT, confidence=0.6), Story(TEXT, confidence=0.6))
    copied = told(Story(TEXT, confidence=0.6, copies="one"), Story(TEXT, confidence=0.6, copies="one"))
    assert one.confidence == copied.confidence == pytest.approx(0.6)
    assert two.confidence == pytest.approx(0.84)
    assert told(Story(TEXT, confidence=0.6, status="denied")).confidence == pytest.approx(0.3)


def test_a_reviewer_sets_a_value_and_an_undo_takes_it_back() -> None:
    entry = an_entry(Story(TEXT, killed=3))
    setting = review("set", entry.mention.id, slot="killed", value=Toll(4, 4))
    incident = incident_of([entry], [setting])
    killed = slot(incident, "killed")
    assert (killed.value, killed.chosen, killed.set_by) == (Toll(4, 4), None, "set-1")
    assert len(killed.tellings) == 1
    assert incident.reviewed
    undo = replace(review("undo", "set-1"), id="undo-1")
    assert incident_of([entry], [undo, setting]) == incident_of([entry], ())


def test_a_reviewer_sets_what_no_report_tells() -> None:
    entry = an_entry(Story(TEXT))
    setting = review("set", entry.mention.id, slot="wounded", value=Toll(2, 2))
    assert slot(incident_of([entry], [setting]), "wounded").value == Toll(2, 2)
    assert incident_of([entry], ()).account("wounded") is None


def test_confirming_a_slot_and_the_whole() -> None:
    entry = an_entry(Story(TEXT, killed=3, confidence=0.4))
    of_slot = incident_of([entry], [review("confirm", entry.mention.id, slot="killed")])
    assert slot(of_slot, "killed").confirmed_by == "confirm-1"
    assert of_slot.confidence == pytest.approx(0.4)
    assert incident_of([entry], [review("confirm", entry.mention.id)]).confidence == 1.0
    assert incident_of([entry], [review("confirm", "another#1")]).confidence == pytest.approx(0.4)
    assert not incident_of([entry], [review("note", entry.mention.id)]).reviewed

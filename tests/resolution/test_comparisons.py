"""What comparisons look at: times of day, names, datelines, and how sure the reader was."""

from dataclasses import replace

import pytest

from tests.resolution.told import Story, an_entry
from tocsin.resolution.facets import facets_of
from tocsin.resolution.features import findings
from tocsin.resolution.hours import hours_in
from tocsin.resolution.words import content_words, names_of, without_dateline
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.values import Target

MONDAY, TUESDAY = "2024-03-04", "2024-03-05"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("at 9.05pm two youths came", [(21 + 5 / 60,) * 2]),
        ("on 12 May at about 01:20", [(1 + 20 / 60,) * 2]),
        ("off Mokha, at 21.15 Greek time", [(21.25, 21.25)]),
        ("worth 21.15 million", []),
        ("shortly before dawn", [(5, 6.5)]),
        ("at 8:30 that morning", [(8.5, 8.5)]),
        ("12:30 p.m.", [(12.5, 12.5)]),
    ],
)
def test_times_of_day(text: str, hours: list[tuple[float, float]]) -> None:
    assert list(hours_in(text)) == hours


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ADEN, March 9 (Gulf Desk) - Shells landed.", "Shells landed."),
        ("BAGHDAD (Gulf Desk) — Rockets fell.", "Rockets fell."),
        ("KARACHI, July 6: Gunmen struck twice - and left.", "Gunmen struck twice - and left."),
        ("Drones hit - hard.", "Drones hit - hard."),
        ("US forces said the base - the largest - was hit.", "US forces said the base - the largest - was hit."),
    ],
)
def test_datelines_are_no_words_of_the_story(text: str, rest: str) -> None:
    assert without_dateline(text) == rest


def test_a_plain_noun_is_no_name_and_a_date_no_word() -> None:
    assert names_of(["the Quetta tea stall", "الفلوجة"]) == ["Quetta", "الفلوجة"]
    assert content_words(["On 9 November 2018 at kilometre 118"]) == {"november", "kilometre", "118"}


def doubted(entry: Entry, slot: Slot, confidence: float) -> Entry:
    claims = tuple(replace(c, confidence=confidence) if c.slot == slot else c for c in entry.mention.claims)
    return replace(entry, mention=replace(entry.mention, claims=claims))


def test_what_differs_counts_as_far_as_both_are_sure() -> None:
    one = an_entry(Story("Gunmen killed a guard.", day=MONDAY, place="Kaya"), 1)
    other = an_entry(Story("Gunmen killed a guard.", day=TUESDAY, place="Kaya"), 2)
    assert findings(facets_of(one), facets_of(other))["next_day"].strength == 1.0
    unsure = findings(facets_of(doubted(one, "when", 0.5)), facets_of(doubted(other, "when", 0.8)))
    assert unsure["next_day"].strength == pytest.approx(0.4)
    assert unsure["read_in_doubt"].strength == pytest.approx(0.6)


def test_what_agrees_counts_whole_though_read_in_doubt() -> None:
    one, other = (an_entry(Story("Gunmen killed a guard.", day=MONDAY, place="Kaya"), at) for at in (1, 2))
    sure = findings(facets_of(one), facets_of(other))
    unsure = findings(facets_of(doubted(one, "when", 0.5)), facets_of(other))
    assert sure["same_day"] == unsure["same_day"]
    assert "read_in_doubt" not in sure


def test_places_that_the_reader_hardly_believes_are_left_aside() -> None:
    entry = an_entry(Story("Shots near Kaya.", day=MONDAY, place="Kaya", names=["Zorgho"]), 1)
    claims = tuple(
        replace(c, confidence=0.2) if getattr(c.value, "name", "") == "Zorgho" else c for c in entry.mention.claims
    )
    assert facets_of(entry).place_words == {"kaya", "zorgho"}
    assert facets_of(replace(entry, mention=replace(entry.mention, claims=claims))).place_words == {"kaya"}


def test_opposites_in_names_of_targets() -> None:
    boys, girls = (
        an_entry(
            Story(f"A blast wrecked the {who}' school.", "ied", MONDAY, target=Target(f"the {who}' school", "school"))
        )
        for who in ("boys", "girls")
    )
    assert findings(facets_of(boys), facets_of(girls))["opposites"].words == "boys and girls"
    assert findings(facets_of(girls), facets_of(boys))["opposites"].words == "boys and girls"
    both = Target("the boys' and the girls' school", "school")
    mixed = facets_of(an_entry(Story("A blast wrecked both schools.", "ied", MONDAY, target=both), 2))
    assert "opposites" not in findings(facets_of(boys), mixed)


def test_one_name_far_apart_says_nothing() -> None:
    one, other = (
        facets_of(an_entry(Story("A bomb in Hyderabad.", "ied", MONDAY, place), at))
        for at, place in ((1, "Hyderabad"), (2, "Hyderabad in India"))
    )
    found = findings(one, other)
    assert "places_apart" in found
    assert not {"same_place_name", "same_spot_name"} & set(found)


def test_several_on_one_day_may_be_the_rockets_of_one_attack() -> None:
    one = facets_of(an_entry(Story("A rocket fell.", "rocket", MONDAY), 1))
    day, month = (
        facets_of(an_entry(Story("Six rockets fell.", "rocket", days, count=6), 2))
        for days in (MONDAY, ("2024-03-01", "2024-03-31"))
    )
    assert findings(one, day)["other_count"].strength < findings(one, month)["other_count"].strength == 1.0

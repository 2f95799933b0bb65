"""What the rules make of whole short reports: how many incidents, and what each says."""

from collections.abc import Callable
from datetime import date

import pytest

from tocsin.extraction.base import Extraction
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

Read = Callable[..., Extraction]


def kinds(extraction: Extraction) -> list[object]:
    return [m.of("kind")[0].value for m in extraction.mentions]


def status(mention: Mention) -> object:
    return mention.of("status")[0].value


def days(mention: Mention) -> list[tuple[date | None, date | None]]:
    return [(c.value.start, c.value.end) for c in mention.of("when") if isinstance(c.value, When)]


def places(mention: Mention) -> list[str]:
    return [c.span.quote for c in mention.of("where")]


def day(number: int, month: int = 5) -> list[tuple[date, date]]:
    return [(date(2024, month, number), date(2024, month, number))]


KIND_CASES = [
    ("Two Grad rockets hit the airfield at Balad on Monday, the army said.", "rocket"),
    ("Five mortar rounds landed on a market in Taiz on Tuesday, killing three shoppers.", "mortar"),
    ("A drone struck an oil depot near Erbil late on Monday, wounding two workers.", "drone"),
    ("Warplanes carried out an air strike on a school in Idlib on Sunday, killing four pupils.", "airstrike"),
    ("The army shelled the town of Kherson on Sunday with artillery, killing a woman.", "artillery"),
    ("A roadside bomb went off beside a police van in Mosul on Tuesday, wounding four officers.", "ied"),
    ("A car bomb exploded outside a bank in Karachi on Monday, killing nine people.", "vehicle-bomb"),
    ("A suicide bomber blew himself up at a checkpoint in Mogadishu on Sunday and killed six soldiers.", "suicide"),
    ("Attackers on a motorcycle threw a hand grenade into a cafe in Bujumbura on Monday, hurting seven.", "grenade"),
    ("Gunmen opened fire on a bus near Maiduguri on Tuesday and killed eight passengers.", "shooting"),
    ("Gunmen shot dead a judge outside his house in Quetta on Tuesday.", "assassination"),
    ("Armed men kidnapped three engineers from their camp near Arlit on Sunday.", "abduction"),
    ("Masked men set fire to a school near Pattani on Monday night.", "arson"),
    ("Rebels stormed an army post at Djibo on Sunday and killed ten soldiers.", "raid"),
    ("Rebels and soldiers exchanged fire near Goma on Tuesday, and two fighters died.", "clash"),
]


@pytest.mark.parametrize(("text", "kind"), KIND_CASES)
def test_the_kind_follows_from_trigger_weapon_and_doer(read: Read, text: str, kind: str) -> None:
    assert kinds(read(text)) == [kind]


def test_an_enumeration_of_days_is_an_incident_a_day(read: Read) -> None:
    found = read("Rockets were fired at Camp Taji on May 1, 4 and 7.").mentions
    assert [days(m) for m in found] == [day(1), day(4), day(7)]
    assert all(places(m) == ["Camp Taji"] for m in found)


def test_a_list_of_places_with_days_is_an_incident_a_pair(read: Read) -> None:
    found = read("Bombs went off in Basra on May 2, in Mosul on May 5 and in Kirkuk on May 6.").mentions
    assert [(places(m)[0], days(m)) for m in found] == [("Basra", day(2)), ("Mosul", day(5)), ("Kirkuk", day(6))]


def test_one_attack_told_twice_is_one_incident(read: Read) -> None:
    text = (
        "A car bomb exploded in Baghdad on Tuesday, killing five people.\n\n"
        "The blast damaged several shops in the Karrada district. Twelve people were wounded, police said."
    )
    (mention,) = read(text).mentions
    assert mention.of("killed")[0].value == Toll(5, 5)
    assert mention.of("wounded")[0].value == Toll(12, 12)


def test_an_earlier_attack_of_another_day_is_an_incident_of_its_own(read: Read) -> None:
    text = (
        "Gunmen shot dead two policemen in Basra on Wednesday, officials said.\n\n"
        "On March 3 a roadside bomb killed four soldiers near Tikrit."
    )
    late, early = read(text).mentions
    assert (days(late), days(early)) == (day(8), day(3, 3))
    assert (late.main, early.main) == (True, False)


def test_a_counted_group_of_claimed_attacks_is_one_incident_with_a_denial(read: Read) -> None:
    text = (
        "New militias have claimed attacks on supply convoys that bring goods from Kuwait.\n"
        "Around six claimed attacks are known, and the Coalition denied that one of them happened."
    )
    (mention,) = read(text).mentions
    assert mention.of("count")[0].value == 6
    assert status(mention) == "claimed"
    assert mention.of("denial")
    assert [c.value.category for c in mention.of("target") if isinstance(c.value, Target)] == ["convoy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police defused a bomb outside the central bank in Lagos on Monday.", "foiled"),
        ("Soldiers found three rockets aimed and ready to fire at Balad air base on Tuesday.", "foiled"),
        ("Air defences intercepted two drones over Riyadh on Monday, and nobody was hurt.", "intercepted"),
        ("An alleged attack on the base near Basmaya took place on May 3 as troops were leaving.", "alleged"),
        (
            "By the grace of God our fighters struck the barracks at Hajin with a guided missile on Monday.",
            "claimed",
        ),
        ("A car bomb exploded in Aleppo on Sunday, killing two people.", "reported"),
    ],
)
def test_the_status_follows_the_words(read: Read, text: str, expected: str) -> None:
    (mention,) = read(text).mentions
    assert status(mention) == expected


def test_the_weapon_keeps_number_and_calibre(read: Read) -> None:
    (mention,) = read("Three 107mm rockets were fired at Baghdad airport on Tuesday.").mentions
    assert mention.of("weapon")[0].value == Weapon("rocket", 3, 107)


def test_who_claims_and_who_denies_are_kept_with_their_stance(read: Read) -> None:
    text = (
        "A bomb killed three soldiers in Kandahar on Monday. The Taliban claimed responsibility for the attack. "
        "The Haqqani network denied any role."
    )
    (mention,) = read(text).mentions
    stances = {c.value.name: c.stance for c in mention.of("perpetrator") if isinstance(c.value, Actor)}
    assert stances["The Taliban"] == "claims"
    assert stances["The Haqqani network"] == "denies"


def test_nobody_killed_is_a_toll_and_silence_is_none(read: Read) -> None:
    (told,) = read("A rocket fell near the embassy in Baghdad on Monday. There were no casualties.").mentions
    (silent,) = read("A rocket fell near the embassy in Baghdad on Monday.").mentions
    assert told.of("killed")[0].value == Toll(0, 0)
    assert not silent.of("killed")


def test_places_come_most_specific_first_and_placed(read: Read) -> None:
    (mention,) = read("A rocket hit the Green Zone in Baghdad, Iraq, on Monday.").mentions
    found = [c.value for c in mention.of("where") if isinstance(c.value, Where)]
    assert [w.kind for w in found] == sorted(
        (w.kind for w in found), key=["facility", "neighbourhood", "city", "country"].index
    )
    assert found[0].place is not None
    assert found[0].place.country == "IQ"


QUIET = [
    "The striker fired the winning shot in the 80th minute on Saturday, and fans in Madrid celebrated.",
    "Soldiers fired blank rounds in a military exercise near Kharkiv on Monday, the army said.",
    "A gas cylinder exploded in a restaurant in Lahore on Tuesday, killing two cooks.",
    "The novel opens with a bomb in a Paris cafe and a shooting on the next page.",
    "Oil prices fell on Monday after an attack on the budget by the opposition in Rome.",
    "If rebels attacked the bridge at Mopti, the town would be cut off, the mayor said on Sunday.",
    "North Korea test-fired two ballistic missiles from Wonsan on Tuesday.",
    "The minister will visit Cairo on Monday for talks on trade.",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_no_attack_is_no_incident(read: Read, text: str) -> None:
    assert read(text).mentions == ()


@pytest.mark.parametrize(
    ("text", "doer", "target"),
    [
        ("On 5 May gunmen killed four farmers near Gao.", "gunmen", "four farmers"),
        ("On May 5, 2024, gunmen shot dead a judge in Quetta.", "gunmen", "a judge"),
        ("On Monday gunmen opened fire on a bus in Karachi, killing at least seven people.", "gunmen", "a bus"),
    ],
)
def test_a_date_is_part_of_neither_doer_nor_target(read: Read, text: str, doer: str, target: str) -> None:
    (mention,) = read(text).mentions
    assert [c.span.quote for c in mention.of("perpetrator")] == [doer]
    assert mention.of("target")[0].span.quote == target


def test_a_day_after_publication_is_not_taken_for_the_incidents(read: Read) -> None:
    (mention,) = read(
        "A car bomb exploded in Basra on Wednesday, killing two people. Police will report on May 20."
    ).mentions
    assert days(mention) == day(8)


def test_a_place_without_a_name_comes_first(read: Read) -> None:
    (mention,) = read("A bomb went off in a vegetable market in Baquba on Tuesday, killing 17 people.").mentions
    assert places(mention)[:2] == ["a vegetable market", "Baquba"]

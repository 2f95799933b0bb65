"""Place words: what the gazetteer knows, what shape shows, and how an incident lies to a place."""

from collections.abc import Callable

import pytest

from tocsin.extraction.rules.notes import Notes

Note = Callable[[str], Notes]


def found(note: Note, text: str) -> dict[str, tuple[str, str]]:
    return {text[p.start : p.end]: (p.kind, p.relation) for p in note(text).places}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("A bomb went off on Halvorsen Road in Basra.", "Halvorsen Road", "road"),
        ("Gunmen fired at Qaryat School on Monday.", "Qaryat School", "facility"),
        ("Shells fell in the Tarmouk district of Homs.", "the Tarmouk district", "district"),
        ("A mine killed two men near the village of Umm Zahra.", "village of Umm Zahra", "city"),
        ("They were ambushed near Qasr Dalal at dawn.", "Qasr Dalal", "city"),
        ("Two rockets hit Baghdad.", "Baghdad", "city"),
    ],
)
def test_names_are_places_by_table_or_shape(note: Note, text: str, words: str, kind: str) -> None:
    assert found(note, text)[words][0] == kind


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        ("A rocket fell near Baghdad on Monday.", "Baghdad", "near"),
        ("A rocket fell outside Mosul on Monday.", "Mosul", "near"),
        ("A bomb went off in Mosul on Monday.", "Mosul", "at"),
        ("The convoy was heading for Kirkuk when a mine went off.", "Kirkuk", "toward"),
    ],
)
def test_the_relation_follows_the_words_before(note: Note, text: str, words: str, relation: str) -> None:
    assert found(note, text)[words][1] == relation


@pytest.mark.parametrize("text", ["He died in January.", "They met on Monday.", "It was told to Congress in March."])
def test_months_days_and_bodies_are_no_places(note: Note, text: str) -> None:
    assert not found(note, text)


def test_an_unknown_name_is_a_place_without_coordinates(note: Note) -> None:
    (place,) = note("Four farmers were shot dead near Qasr Dalalabad.").places
    assert place.place is None
    assert not place.known

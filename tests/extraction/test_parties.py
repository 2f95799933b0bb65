"""Who did it, by whose word."""

from collections.abc import Callable

import pytest

from tocsin.extraction.base import Extraction
from tocsin.vocabulary.values import Actor

Read = Callable[..., Extraction]


def stances(read: Read, text: str) -> dict[str, str | None]:
    (mention,) = read(text).mentions
    return {c.value.name: c.stance for c in mention.of("perpetrator") if isinstance(c.value, Actor)}


BOMB = "A bomb killed four people in Quetta on Monday."


@pytest.mark.parametrize(
    ("text", "name", "stance"),
    [
        ("Taliban fighters attacked a police post in Ghazni on Monday.", "Taliban fighters", "identified"),
        ("Four officers were killed on Monday in Ghazni in an ambush by the Taliban.", "the Taliban", "identified"),
        (f"{BOMB} Officials blamed Lashkar-e-Jhangvi.", "Lashkar-e-Jhangvi", "blamed"),
        (f"{BOMB} Nobody claimed responsibility.", "Nobody claimed", "unclaimed"),
        (f"{BOMB} Islamic State claimed responsibility.", "Islamic State", "claims"),
        ("Suspected militants shot dead two teachers in Pattani on Monday.", "Suspected militants", "suspected"),
    ],
)
def test_the_stance_follows_the_words(read: Read, text: str, name: str, stance: str) -> None:
    assert stances(read, text).get(name) == stance


def test_the_object_of_a_preposition_is_not_the_doer(read: Read) -> None:
    found = stances(read, "Rockets aimed at US forces were fired near Balad on Monday, wounding two guards.")
    assert "US forces" not in found
    assert "US" not in found


def test_the_blamer_is_the_speaker(read: Read) -> None:
    text = f"{BOMB} The interior minister blamed Jundullah for it."
    (mention,) = read(text).mentions
    (blamed,) = [c for c in mention.of("perpetrator") if c.stance == "blamed"]
    assert blamed.speaker is not None
    assert blamed.speaker.name == "The interior minister"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Coalition denied that a convoy had been attacked.", "denied"),
        ("The army denied that any rocket had hit the base.", "denied"),
        ("The minister rejected three demands that he resign.", "reported"),
        ("The army denied that any weapon was missing.", "reported"),
        ("The Haqqani network said it had nothing to do with it.", "reported"),
    ],
)
def test_only_a_denial_that_it_happened_denies_the_event(read: Read, sentence: str, status: str) -> None:
    (mention,) = read(f"A rocket hit a convoy near Taji on Monday, a militia said. {sentence}").mentions
    assert mention.of("status")[0].value == status
    assert bool(mention.of("denial")) == (status == "denied")

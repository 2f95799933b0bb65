import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.weapons import find_weapons, weapon_table

NAMED = [
    ("three 107mm Katyusha rockets", "three 107mm Katyusha rockets", "rocket", 3, 107, "rocket"),
    ("They fired a 122 mm Grad at it", "a 122 mm Grad", "rocket", 1, 122, "rocket"),
    ("two mortar bombs", "two mortar bombs", "mortar", 2, None, "mortar"),
    ("two mortar rounds, of 82 mm", "two mortar rounds, of 82 mm", "mortar", 2, 82, "mortar"),
    ("A CAR BOMB WENT OFF", "A CAR BOMB", "vehicle-bomb", 1, None, "vehicle-bomb"),
    ("an explosive-laden drone", "an explosive-laden drone", "drone", 1, None, "drone"),
    ("men with AK-47s", "AK-47s", "rifle", None, None, "shooting"),
    ("11 M-16 rifles", "11 M-16 rifles", "rifle", 11, None, "shooting"),
    ("a Kalashnikov rifle", "a Kalashnikov rifle", "rifle", 1, None, "shooting"),
    ("an RPG", "an RPG", "rpg", 1, None, "shooting"),
    ("a roadside bomb", "a roadside bomb", "ied", 1, None, "ied"),
    ("his suicide vest", "his suicide vest", "suicide-vest", 1, None, "suicide"),
    ("six Molotov cocktails", "six Molotov cocktails", "incendiary", 6, None, "arson"),
    ("barrel bombs fell", "barrel bombs", "aerial-bomb", None, None, "airstrike"),
    ("more than 80 Qassams", "more than 80 Qassams", "rocket", 80, None, "rocket"),
    ("a Shahed-136", "a Shahed-136", "drone", 1, None, "drone"),
    ("a second device", "a second device", "ied", 1, None, "ied"),
    ("a lorry packed with explosives", "a lorry packed with explosives", "vehicle-bomb", 1, None, "vehicle-bomb"),
    ("14 sticks of dynamite", "14 sticks of dynamite", "explosive", 14, None, "ied"),
    ("artillery pounded the hill", "artillery", "artillery", None, None, "artillery"),
    ("a rocket attack on the port", "rocket", "rocket", None, None, "rocket"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "type_", "number", "calibre", "kind"), NAMED)
def test_weapons(text: str, words: str, type_: str, number: int | None, calibre: float | None, kind: str) -> None:
    (found,) = find_weapons(text)
    assert text[found.start : found.end] == words
    assert (found.weapon.type, found.weapon.number, found.weapon.calibre_mm) == (type_, number, calibre)
    assert found.kind == kind


@pytest.mark.parametrize(
    "text", ["the bomb squad came", "a coal mine", "a petrol station", "rocket science", "missile defence", "a gunman"]
)
def test_no_weapons(text: str) -> None:
    assert find_weapons(text) == ()


def test_the_table_is_large_and_sound() -> None:
    names, pattern = weapon_table()
    assert len(names) > 800
    assert all(entry.block or entry.type for entry, _ in names.values())
    assert pattern.search("a katyusha rocket")


@given(
    st.text()
    | st.lists(st.sampled_from("two 107mm rockets a car bomb , mortar of 82 mm AK-47 x".split())).map(" ".join)
)
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    position = 0
    for found in find_weapons(text):
        assert position <= found.start < found.end <= len(text)
        position = found.end

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.rules.actors import actor_table, find_actors

FOUND = [
    ("Gunmen on a motorcycle fled.", "Gunmen", "unknown", False),
    ("Two gunmen fled.", "Two gunmen", "unknown", False),
    ("Police blamed suspected militants.", "suspected militants", "group", False),
    ("Unidentified armed men took him.", "Unidentified armed men", "unknown", False),
    ("Israeli jets hit the ridge.", "Israeli jets", "state", False),
    ("Russian forces left.", "Russian forces", "state", False),
    ("The army shelled it.", "The army", "state", False),
    ("A suicide bomber came.", "A suicide bomber", "individual", False),
    ("A little-known group calling itself the Reed Valley Front did it.", "the Reed Valley Front", "group", False),
    ("The Free Harbour Brigade did it.", "The Free Harbour Brigade", "group", False),
    ("Saraya al-Bahr did it.", "Saraya al-Bahr", "group", False),
    ("It was the P.K.K., or the PKK.", "the PKK", "group", True),
    ("Members of Asa’ib Ahl al-Haq came.", "Asa’ib Ahl al-Haq", "group", True),
    ("THE SHINING PATH DID IT THAT NIGHT.", "THE SHINING PATH", "group", True),
    ("The IRGC did it.", "The IRGC", "state", True),
    ("Iran did it.", "Iran", "state", True),
]


@pytest.mark.parametrize(("text", "words", "kind", "known"), FOUND)
def test_actors(text: str, words: str, kind: str, known: bool) -> None:
    assert (words, kind, known) in [(text[a.start : a.end], a.kind, a.known) for a in find_actors(text)]


@pytest.mark.parametrize(
    "text", ["It is us who asked.", "The Security Council met.", "He was in the mood.", "a red pit"]
)
def test_no_groups(text: str) -> None:
    assert [a for a in find_actors(text) if a.kind == "group"] == []


def test_spellings_share_a_name() -> None:
    names = {
        a.name for text in ("ISIS", "Daesh", "the Islamic State") for a in find_actors(f"He blamed {text} for it.")
    }
    assert names == {"Islamic State"}


def test_the_table_is_large_and_sound() -> None:
    table = actor_table()
    assert len({known.name for known in table.spellings.values()}) >= 250
    assert set(table.words.values()) == {"unknown", "group", "state", "individual"}


WORDS = "The Valley Front Saraya al-Noor gunmen two armed men Israeli jets ISIS of the , . calling itself X".split(" ")


@given(st.text() | st.lists(st.sampled_from([*WORDS, "\n"])).map(" ".join))
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    position = 0
    for found in find_actors(text):
        assert position <= found.start < found.end <= len(text)
        assert found.name.strip()
        position = found.end

"""The word lists: forms, keys, and what every entry must keep to."""

import pytest

from tocsin.extraction.rules.lexicon import joined, plural, read_data, targets, triggers, verb_forms
from tocsin.language.phrases import fold
from tocsin.vocabulary.terms import KINDS, TARGET_CATEGORIES, TARGET_KINDS


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", ("attack", "attacks", "attacked", "attacking")),
        ("explode", ("explode", "explodes", "exploded", "exploding")),
        ("kidnap", ("kidnap", "kidnaps", "kidnapped", "kidnapping")),
        ("torch", ("torch", "torches", "torched", "torching")),
    ],
)
def test_regular_verbs_have_four_forms(verb: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("noun", "many"), [("ambush", "ambushes"), ("embassy", "embassies"), ("clash", "clashes"), ("boy", "boys")]
)
def test_regular_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_spacing_and_hyphens_make_no_difference() -> None:
    assert joined("Car bomb") == joined("car-bomb") == joined("carbomb")
    lexicon = triggers()
    for words in ("car bomb", "car-bomb", "carbomb", "CAR  BOMB"):
        match = lexicon.pattern.search(fold(f"a {words} there"))
        assert match is not None
        assert lexicon.meaning(match[0]).kind == "vehicle-bomb"


def test_every_phrase_that_the_pattern_finds_has_a_meaning() -> None:
    for lexicon in (triggers(), targets()):
        for key in lexicon.meanings:
            assert key
    for entry in read_data("triggers.toml")["trigger"]:
        for words in (*entry.get("nouns", ()), *entry.get("words", ())):
            match = triggers().pattern.search(fold(words))
            assert match is not None, words
            triggers().meaning(match[0])


def test_triggers_use_the_terms() -> None:
    for entry in read_data("triggers.toml")["trigger"]:
        assert entry["kind"] in ("", *KINDS)
        assert entry["strength"] in ("sure", "likely", "weak")


def test_targets_use_the_terms() -> None:
    for category, kinds in read_data("targets.toml").items():
        assert category in TARGET_CATEGORIES
        assert set(kinds) <= set(TARGET_KINDS)


def test_topics_have_both_lists_and_no_word_twice() -> None:
    for name, lists in read_data("topics.toml").items():
        assert set(lists) == {"sure", "words"}, name
        words = [*lists["sure"], *lists["words"]]
        assert len(words) == len(set(words)), name

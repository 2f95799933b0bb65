"""Hints stand on the words that they are about, in every window that shows those words."""

import numpy as np

from tocsin.extraction.model.hints import APART, HINTS, NEITHER, ONE, RULED, TOGETHER, bits_of, hints_of, opinion
from tocsin.extraction.model.tokens import Window
from tocsin.extraction.rules.extractor import mentions_of
from tocsin.extraction.rules.notes import Notes, take_notes
from tocsin.gazetteer.base import Gazetteer
from tocsin.testing.builders import LEAD, a_method, a_report


def a_window(text: str) -> Window:
    """Return a window with a token for each word, and one at each end that stands nowhere."""
    offsets, at = [(0, 0)], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        offsets.append((start, at))
    offsets.append((0, 0))
    return Window((0,) * len(offsets), (0,) * len(offsets), tuple(offsets), (0,) * len(offsets))


def notes_of(gazetteer: Gazetteer) -> Notes:
    return take_notes(a_report(), gazetteer, ("IQ",))


def words_with(name: str, window: Window, bits: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> list[str]:
    column = HINTS.index(name)
    text = a_report().text
    return [text[a:b] for (a, b), row in zip(window.offsets, bits, strict=True) if row[column]]


def test_lists_and_rules_leave_hints_on_their_words(gazetteer: Gazetteer) -> None:
    notes = notes_of(gazetteer)
    window = a_window(LEAD)
    bits = bits_of(window, hints_of(notes, mentions_of(notes, a_method())))
    assert words_with("weapon", window, bits) == ["Two", "rockets"]
    assert words_with("date day", window, bits) == ["Monday,"]
    assert "guards," in words_with("toll wounded", window, bits)
    assert words_with("ruled rocket", window, bits) != []
    assert words_with("ruled trigger begin", window, bits) == ["struck", "wounding"]
    assert not bits[0].any()
    assert not bits[-1].any()


def test_without_incidents_of_the_rules_nothing_is_ruled(gazetteer: Gazetteer) -> None:
    bits = bits_of(a_window(LEAD), hints_of(notes_of(gazetteer), ()))
    assert bits.any()
    assert not bits[:, RULED:].any()


def test_the_scheme_asked_for_stands_on_every_token(gazetteer: Gazetteer) -> None:
    bits = bits_of(a_window(LEAD), hints_of(notes_of(gazetteer), (), muc=True))
    assert bits[:, HINTS.index("scheme muc")].all()


def test_opinion() -> None:
    one, two = frozenset({1}), frozenset({2})
    assert opinion(frozenset(), frozenset()) == NEITHER
    assert opinion(one, frozenset()) == ONE
    assert opinion(one, two) == APART
    assert opinion(one | two, two) == TOGETHER

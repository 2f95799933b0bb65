from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.llm.windows import OVERLAP, windows
from tocsin.language.sentences import sentences

TEXT = " ".join(f"Shell number {n} fell on the village at noon." for n in range(40))


def test_a_short_text_is_one_window() -> None:
    assert windows(TEXT, sentences(TEXT), 10_000) == [(0, len(TEXT))]


def test_nothing_to_read_gives_no_window() -> None:
    assert windows(" \n ", sentences(" \n "), 100) == []


def test_neighbours_share_sentences() -> None:
    found = windows(TEXT, sentences(TEXT), 400)
    starts = [s.start for s in sentences(TEXT)]
    for (_, end), (start, _) in pairwise(found):
        assert sum(start <= at < end for at in starts) == OVERLAP


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "word " * 100 + "end."
    found = windows(text, sentences(text), 52)
    assert " ".join(text[start:end] for start, end in found).split() == text.split()


@given(st.text(alphabet="ab .\n", max_size=300), st.integers(1, 60))
def test_windows_keep_to_their_limit_hold_every_word_and_go_on(text: str, limit: int) -> None:
    found = windows(text, sentences(text), limit)
    assert all(0 < end - start <= limit for start, end in found)
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    seen = {at for start, end in found for at in range(start, end)}
    assert all(at in seen for at, character in enumerate(text) if not character.isspace())

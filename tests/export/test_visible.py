import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tocsin.export.visible import one_line, visible


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_that_acts_comes_through(text: str) -> None:
    shown = visible(text)
    assert shown.encode() or not text
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not [c for c in shown if unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI"}]


def test_marks_say_what_stood_there() -> None:
    assert visible("a\x1b[31mb\u202ec\x9b\ud83d\x7f") == "a␛[31mb⟨RLO⟩c⟨U+009B⟩⟨U+D83D⟩␡"


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_plain_text_of_any_script_is_left_alone(text: str) -> None:
    assert visible(text) == text


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n\tb\u2028c \r\n") == "a b c"

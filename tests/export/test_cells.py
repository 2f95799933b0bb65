import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.export.cells import FORMULA_STARTS, LONGEST, cell, harmless, joined, sound


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "＝1", "＋1", "\u00a0=cmd", "\ufeff=1"]
)
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "5-7", "'quoted", "العربية\u200f", "line\nbreak", "1+1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_what_acts_is_shown_and_what_scripts_need_stays() -> None:
    assert sound("a\x1b[31m\x00\u202eb\ud83d\ufffe\x85") == "a␛[31m␀⟨RLO⟩b⟨U+D83D⟩⟨U+FFFE⟩⟨U+0085⟩"
    assert sound("سلام\u200f\u200e\u061c\t\n") == "سلام\u200f\u200e\u061c\t\n"


def test_a_cell_that_is_too_long_says_how_much_is_missing() -> None:
    assert harmless("x" * LONGEST) == "x" * LONGEST
    cut = harmless("x" * 50_000)
    assert cut.endswith(" … [17,273 characters more]")
    assert len(cut) <= LONGEST
    assert 32_727 + 17_273 == 50_000


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (True, "true"), (3, "3"), (-3, "-3"), (44.365, "44.365"), (-0.1278, "-0.1278"), (5.0, "5")],
)
def test_values_as_they_stand_in_csv(value: float | None, written: str) -> None:
    assert cell(value) == written


@given(st.text(max_size=200))
def test_no_text_is_a_formula_or_breaks_an_encoding(text: str) -> None:
    safe = harmless(text)
    safe.encode()
    assert safe.lstrip()[:1] not in FORMULA_STARTS or safe.strip() == ""
    assert not set(safe) & {chr(code) for code in range(32)} - {"\n", "\t"}
    assert len(safe) <= LONGEST


def test_parts_are_named_once() -> None:
    assert joined(["a", "", "b", "a"]) == "a; b"

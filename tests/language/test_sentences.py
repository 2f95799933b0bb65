import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.sentences import paragraphs, sentences

CUT = [
    ("The U.S. base was hit on Aug. 5. Nobody was hurt.", ["The U.S. base was hit on Aug. 5.", "Nobody was hurt."]),
    ("Lt. Col. J. Hart of St. Ives said no. He left.", ["Lt. Col. J. Hart of St. Ives said no.", "He left."]),
    ("The charge weighed 2.5 kg. It was made safe.", ["The charge weighed 2.5 kg.", "It was made safe."]),
    ("They came at 5 a.m. The gate was open.", ["They came at 5 a.m.", "The gate was open."]),
    ("It fell near No. 4 pier. Mr. Vale saw it.", ["It fell near No. 4 pier.", "Mr. Vale saw it."]),
    ('"Get down!" he cried. "It is a drone."', ['"Get down!" he cried.', '"It is a drone."']),
    ("He sat ... and fired. (No one died.) They fled.", ["He sat ... and fired.", "(No one died.)", "They fled."]),
    ("ROCKETS HIT THE PORT. TWO DIED", ["ROCKETS HIT THE PORT.", "TWO DIED"]),
    ("First line without a stop\nSecond line", ["First line without a stop", "Second line"]),
    ("• a bomb at the gate\n• a bomb at the mill", ["• a bomb at the gate", "• a bomb at the mill"]),
    ("سقطت القذيفة قرب السوق. هل أصيب أحد؟ لا.", ["سقطت القذيفة قرب السوق.", "هل أصيب أحد؟", "لا."]),
    ("爆炸发生在港口。两人受伤。", ["爆炸发生在港口。", "两人受伤。"]),
    ("دھماکہ بازار میں ہوا۔ دو زخمی ہوئے۔", ["دھماکہ بازار میں ہوا۔", "دو زخمی ہوئے۔"]),
    ("", []),
    (" \n\t\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text)] == expected


def test_a_line_is_a_paragraph_trimmed() -> None:
    text = "  One.  \r\n\r\nTwo"
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["One.", "Two"]


def test_a_long_run_of_stops_does_not_hang() -> None:
    assert len(sentences("." * 200_000 + "x")) == 1


@given(st.text(alphabet=st.sampled_from("aB. \n\"'!?…۔。)1;•-")) | st.text())
def test_sentences_hold_every_word_once_in_order(text: str) -> None:
    found = sentences(text)
    position = 0
    for sentence in found:
        assert position <= sentence.start < sentence.end <= len(text)
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()

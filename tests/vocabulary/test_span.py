import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vocabulary.strategies import reports, spans
from tocsin.errors import SpanError
from tocsin.testing.builders import a_report, a_span
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import Span, cut


@given(reports, st.integers(-5, 70), st.integers(-5, 70), st.data())
def test_a_span_exists_exactly_where_its_words_stand(report: Report, start: int, end: int, data: st.DataObject) -> None:
    there = report.text[max(start, 0) : max(end, 0)]
    quote = data.draw(st.text(max_size=10) | st.just(there))
    sound = 0 <= start < end <= len(report.text) and report.text[start:end] == quote
    if sound:
        assert Span(report.id, start, end, quote, text=report.text).quote == quote
    else:
        with pytest.raises(SpanError, match="report"):
            Span(report.id, start, end, quote, text=report.text)


@given(reports, st.data())
def test_what_is_cut_matches_the_text(report: Report, data: st.DataObject) -> None:
    span = data.draw(spans(report))
    assert report.text[span.start : span.end] == span.quote != ""


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_span_of_another_text_is_refused_if_the_words_differ(text: str, other: str) -> None:
    if other[: len(text)] != text:
        with pytest.raises(SpanError):
            Span("r", 0, len(text), text, text=other)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4), (0, 10_000)])
def test_cutting_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="courier-1"):
        cut(a_report(), start, end)


def test_the_refusal_names_both_the_quote_and_what_stands_there() -> None:
    with pytest.raises(SpanError, match=r"'Mosul' is not 'BASRA'"):
        Span("courier-1", 0, 5, "Mosul", text=a_report().text)


def test_offsets_are_characters_in_any_script() -> None:
    report = a_report("قصفت 🚀 مطار البصرة", id="ar")
    assert cut(report, 5, 6).quote == "🚀"
    assert a_span("البصرة", report).end == len(report.text)


def test_covering_asks_for_the_same_report() -> None:
    inner, outer = a_span("rockets"), a_span("Two rockets struck")
    assert outer.covers(inner)
    assert outer.covers(outer)
    assert not inner.covers(outer)
    assert not outer.covers(a_span("rockets", a_report(id="other")))


def test_spans_sort_in_the_order_of_the_text() -> None:
    words = [a_span(word) for word in ("Monday", "Two rockets", "airport")]
    assert [span.quote for span in sorted(words)] == ["Two rockets", "airport", "Monday"]

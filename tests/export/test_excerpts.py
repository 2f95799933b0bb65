from hypothesis import given
from hypothesis import strategies as st

from tocsin.export.excerpts import REACH, excerpts, runs
from tocsin.testing.builders import LEAD, TEXT, a_claim, a_full_mention, a_mention, a_report, a_span
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.span import cut


def a_mark(start: int, end: int) -> Claim:
    return a_claim("trigger", "x", cut(a_report(), start, end))


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)


@given(st.lists(spans, max_size=12), st.sets(st.integers(0, len(TEXT)), max_size=5))
def test_runs_are_the_whole_text_and_each_knows_its_claims(given_spans: list[tuple[int, int]], cuts: set[int]) -> None:
    claims = [a_mark(*span) for span in given_spans]
    found = list(runs(TEXT, claims, cuts=cuts))
    assert "".join(run.text for run in found) == TEXT
    for run in found:
        expected = [claim for claim in claims if claim.span.start <= run.start and run.end <= claim.span.end]
        assert sorted(map(id, run.claims)) == sorted(map(id, expected))
        lengths = [claim.span.end - claim.span.start for claim in run.claims]
        assert lengths == sorted(lengths)
    assert cuts <= {run.start for run in found} | {len(TEXT)}


def test_an_excerpt_is_the_sentence_that_proves() -> None:
    report = a_report()
    first, *_ = excerpts(report.text, a_full_mention(report))
    assert "".join(run.text for run in first.runs).startswith(LEAD)
    assert {run.slot for run in first.runs} >= {"trigger", "when", "wounded", ""}
    assert not first.before


def test_far_words_are_cut_out_of_a_line_without_end() -> None:
    text = f"{'so ' * 2000}Two rockets struck {'on ' * 2000}"
    report = a_report(text)
    claims = (
        a_claim("kind", "rocket", a_span("rockets", report)),
        a_claim("status", "reported", a_span("struck", report)),
    )
    mention = a_mention(*claims, a_claim("trigger", "struck", a_span("struck", report)), report=report)
    (found,) = excerpts(text, mention)
    assert found.before
    assert found.after
    assert sum(len(run.text) for run in found.runs) < 3 * REACH

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.annotated import SAMPLES, extraction_of
from tocsin.export.marked import marked_text, pieces
from tocsin.extraction.base import Extraction
from tocsin.testing.builders import TEXT, a_claim, a_mention, a_report
from tocsin.vocabulary.span import cut

spots = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda s: (s[0], min(len(TEXT), sum(s))))


@given(st.lists(spots, max_size=8))
def test_pieces_are_the_whole_text_and_know_their_claims(found: list[tuple[int, int]]) -> None:
    report = a_report()
    claims = [a_claim("damage", TEXT[start:end], cut(report, start, end)) for start, end in found]
    cuts = list(pieces(Extraction(report, (a_mention(*claims),))))
    assert "".join(TEXT[piece.start : piece.end] for piece in cuts) == TEXT
    for piece in cuts:
        over = {(s, e) for s, e in found if s <= piece.start and piece.end <= e}
        assert {(c.span.start, c.span.end) for _, c in piece.claims if c.slot == "damage"} == over


def test_the_chief_claim_is_the_narrowest_of_the_first_incident() -> None:
    report = a_report()
    wide, narrow = cut(report, 8, 40), cut(report, 12, 19)
    first = a_mention(a_claim("target", None, narrow), a_claim("damage", "x", wide))
    second = a_mention(a_claim("target", None, narrow), id="courier-1#2")
    piece = next(p for p in pieces(Extraction(report, (first, second))) if p.start == 12)
    assert piece.chief
    assert (piece.chief[0], piece.chief[1].slot) == (1, "target")


@pytest.mark.parametrize("sample", SAMPLES[:5], ids=lambda sample: str(sample["id"]))
def test_marked_text_says_what_the_text_says(sample: dict[str, object]) -> None:
    assert marked_text(extraction_of(sample)).plain == sample["text"]


def test_an_empty_text_has_no_pieces() -> None:
    assert list(pieces(Extraction(a_report("")))) == []

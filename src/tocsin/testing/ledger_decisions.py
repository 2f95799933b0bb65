"""The part of the contract suite of ledgers that is about judgements, reviews, sources and transactions."""

from dataclasses import replace

import pytest

from tocsin.errors import LedgerError
from tocsin.ledger.base import Finds, Ledger
from tocsin.testing.builders import SEEN, a_judgement, a_method, a_retrieval, a_review, a_source
from tocsin.testing.stories import HOUR, OpensLedgers, a_story, add_stories, add_story
from tocsin.vocabulary.judgement import EVEN
from tocsin.vocabulary.values import Toll


class KeepsDecisions(OpensLedgers):
    """Judgements, reviews, descriptions of sources; and that what is done is done whole or not at all."""

    def test_judgements_are_appended_once_and_the_last_counts(self) -> None:
        """By method: a newer version of a method goes before the older, another method stands beside it."""
        ledger = self.ledger()
        one, two, three = add_stories(ledger, 3)
        first = [a_judgement(one, two), a_judgement(two, three, "unsure", 0.5)]
        assert ledger.append_judgements(first) == 2
        assert ledger.append_judgements(first) == 0
        assert list(self.other(ledger).judgements()) == first
        newer = a_judgement(one, two, "different", 0.1, a_method("policy", "2"))
        beside = a_judgement(one, two, method=a_method("other"))
        assert ledger.append_judgements([newer, beside, newer]) == 2
        assert list(self.other(ledger).judgements()) == [first[1], newer, beside]
        assert list(ledger.judgements([three])) == [first[1]]
        assert list(ledger.judgements([one, three])) == [first[1], newer, beside]
        assert [*ledger.judgements([]), *ledger.judgements(["nowhere"])] == []

    def test_doubts_come_with_the_evenest_first(self) -> None:
        """Of what counts, whether likely or not, and more of them than are read at once."""
        ledger = self.ledger()
        ids = add_stories(ledger, 24)
        pairs = [(one, other) for at, one in enumerate(ids) for other in ids[at + 1 :]]
        given = [a_judgement(*pair, "unsure", (at * 37 % 59) / 59) for at, pair in enumerate(pairs)]
        ledger.append_judgements([*given, a_judgement(ids[0], ids[1], method=a_method("other"))])
        sure = [a_judgement(*pair, "different", 0.02) for pair in pairs[::3]]
        ledger.append_judgements(sure)
        open_ones = [one for at, one in enumerate(given) if at % 3]
        assert len(open_ones) > 180
        found = list(self.other(ledger).doubtful())
        assert found == sorted(open_ones, key=lambda one: abs(one.probability - EVEN))

    def test_what_was_not_gone_over_can_be_asked_of_some(self) -> None:
        """Oldest first, and as many as are wanted."""
        ledger = self.ledger()
        ids = add_stories(ledger, 5)
        ledger.replace_incidents(ids[1:2], [])
        other = self.other(ledger)
        assert other.unjudged() == (ids[0], *ids[2:])
        assert other.unjudged(limit=2) == (ids[0], ids[2])
        assert other.unjudged([ids[4], ids[1], "nowhere", ids[2]]) == (ids[2], ids[4])
        assert other.unjudged([ids[4], ids[2]], limit=1) == (ids[2],)
        assert other.unjudged([]) == ()

    def test_judgements_are_appended_all_or_none(self) -> None:
        """One of a mention that is not there lets none in."""
        ledger = self.ledger()
        one, two = add_stories(ledger, 2)
        with pytest.raises(LedgerError, match="nowhere"):
            ledger.append_judgements([a_judgement(one, two), a_judgement(one, "nowhere")])
        assert list(ledger.judgements()) == []

    def test_reviews_come_back_in_their_order(self) -> None:
        """All, or those of some mentions with what undoes them, and what undoes that."""
        ledger = self.ledger()
        one, two, three = add_stories(ledger, 3)
        reviews = [
            a_review("merge", one, two, id="a"),
            a_review("set", three, id="b", slot="killed", value=Toll(3, 5)),
            a_review("undo", "a", id="c", at=SEEN + HOUR),
            a_review("undo", "c", id="d"),
            a_review("confirm", two, id="e", slot="when"),
            a_review("undo", "b", id="f"),
        ]
        for review in reviews:
            ledger.append_review(review)
        assert list(self.other(ledger).reviews()) == reviews
        assert [review.id for review in ledger.reviews([one])] == ["a", "c", "d"]
        assert [review.id for review in ledger.reviews([two, three])] == list("abcdef")
        assert [*ledger.reviews([]), *ledger.reviews(["nowhere"])] == []

    def test_a_review_needs_an_id_of_its_own_and_subjects_that_are_there(self) -> None:
        """What is refused leaves nothing behind."""
        ledger = self.ledger()
        (one,) = add_stories(ledger, 1)
        ledger.append_review(a_review("note", one))
        for bad, word in (
            (a_review("reject", one), "review-1"),
            (a_review("reject", "nowhere", id="b"), "nowhere"),
            (a_review("merge", one, "nowhere", id="b"), "nowhere"),
            (a_review("undo", one, id="b"), one),
        ):
            with pytest.raises(LedgerError, match=word):
                ledger.append_review(bad)
        assert [review.kind for review in ledger.reviews()] == ["note"]

    def test_a_source_is_as_its_reports_have_it_until_somebody_describes_it(self) -> None:
        """From then on the last description stands for its reports, old and new."""
        ledger = self.ledger()
        add_story(ledger, 1)
        ledger.add(a_retrieval(a_story(2, outlet="Agence Zed")), Finds())
        assert [source.name for source in ledger.sources()] == ["Agence Zed", "The Gulf Courier"]
        for grade in ("B", "C"):
            described = replace(a_source(), kind="local", grade=grade, language="en")
            ledger.describe_source(described, "R. Haddad", SEEN)
        add_story(ledger, 3)
        assert self.other(ledger).sources()[1] == described
        assert {entry.source for entry in self.other(ledger).entries()} == {described}
        kept = ledger.report("story-1")
        assert kept is not None
        assert kept.report.source == described
        with pytest.raises(LedgerError, match="author"):
            ledger.describe_source(described, "", SEEN)

    def test_what_fails_within_a_hold_leaves_nothing(self) -> None:
        """All that was done in it is taken back; inside it, it was there."""
        ledger = self.ledger()
        (one,) = add_stories(ledger, 1)
        with pytest.raises(ZeroDivisionError):
            self.fail_within_a_hold(ledger, one)
        assert [entry.mention.id for entry in ledger.entries()] == [one]
        assert [*ledger.judgements(), *ledger.reviews()] == []
        assert ledger.sources() == (a_source(),)
        assert ledger.unjudged() == (one,)
        assert ledger.report("story-2") is None
        assert add_story(ledger, 2).outcome == "new"

    def test_what_fails_in_a_part_of_a_hold_takes_back_that_part(self) -> None:
        """A caller that goes on keeps the rest."""
        ledger = self.ledger()
        with ledger.writing():
            add_story(ledger, 1)
            with pytest.raises(LedgerError, match="nowhere"):
                ledger.add(a_retrieval(a_story(2)), Finds(copies="nowhere"))
            add_story(ledger, 3)
        assert [kept.report.id for kept in self.other(ledger).reports()] == ["story-1", "story-3"]

    def fail_within_a_hold(self, ledger: Ledger, one: str) -> None:
        """Write all sorts of things in one hold, see them, and fail."""
        with ledger.writing():
            two = add_story(ledger, 2).entries[0].mention.id
            ledger.append_judgements([a_judgement(one, two)])
            ledger.append_review(a_review("note", two))
            ledger.describe_source(replace(a_source(), grade="A"), "R. Haddad", SEEN)
            assert len(list(ledger.entries())) == 2
            assert list(ledger.judgements())
            raise ZeroDivisionError

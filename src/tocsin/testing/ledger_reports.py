"""The part of the contract suite of ledgers that is about reports and what they tell."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from tocsin.errors import LedgerError
from tocsin.ledger.base import Added, Finds, Ledger
from tocsin.ledger.whereabouts import lies_in, whereabouts_of
from tocsin.testing.builders import (
    PUBLISHED,
    SEEN,
    TEXT,
    a_full_mention,
    a_report,
    a_retrieval,
    a_source,
    a_tie,
    an_occasion,
)
from tocsin.testing.stories import (
    DAY,
    HOUR,
    OpensLedgers,
    a_story,
    add_stories,
    add_story,
    some_block,
    some_places,
    some_when,
)
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.entry import Block
from tocsin.vocabulary.terms import KINDS
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where


class KeepsReports(OpensLedgers):
    """Reports, versions, voices, entries, what lies near, ties and occasions."""

    def test_an_empty_ledger_answers(self) -> None:
        """Where nothing is, nothing is found, and nothing fails."""
        ledger = self.ledger()
        assert ledger.holds(a_report()) is None
        assert ledger.report("r") is None
        assert [*ledger.reports(), *ledger.entries(), *ledger.ties(), *ledger.occasions()] == []
        assert [*ledger.judgements(), *ledger.reviews(), *ledger.near([Block(DAY, DAY)])] == []
        assert [*ledger.entries_of("r"), *ledger.unjudged(), *ledger.sources(), *ledger.sharing([1])] == []

    def test_closing_twice_is_no_error(self) -> None:
        """A caller that is not sure may close again."""
        ledger = self.ledger()
        ledger.close()
        ledger.close()

    def test_a_report_comes_back_as_it_was_added(self) -> None:
        """Text, source, address, headers, the moment and the very bytes."""
        ledger, report = self.ledger(), a_story(1)
        retrieval = a_retrieval(report)
        added = ledger.add(retrieval, Finds((a_full_mention(report),)))
        assert (added.report_id, added.outcome) == (report.id, "new")
        kept = self.other(ledger).report(report.id)
        assert kept is not None
        assert (kept.report, kept.version, kept.replaces) == (report, 1, None)
        assert (kept.first_seen, kept.last_seen) == (SEEN, SEEN)
        assert (kept.address, kept.content_type) == (retrieval.address, "text/html")
        assert dict(kept.headers) == dict(retrieval.headers)
        assert kept.original_digest == retrieval.digest
        assert self.other(ledger).original(report.id) == retrieval.original
        assert ledger.holds(report) == report.id

    def test_entries_come_back_as_they_were_added(self) -> None:
        """Every claim with its words, numbered in the order of adding, with what is known of the report."""
        ledger, report = self.ledger(), a_story(1)
        values: dict[Slot, Value] = {
            "when": When(),
            "where": Where("the airport", "near", "facility"),
            "weapon": Weapon("rocket", None, 107.0),
            "target": Target("the airport", "airport", "physical", 2),
            "perpetrator": Actor("Dawn", "unknown"),
            "killed": Toll(None, 7),
            "count": 3,
        }
        mentions = (a_full_mention(report), a_full_mention(report, values, number=2, main=False))
        entries = ledger.add(a_retrieval(report), Finds(mentions)).entries
        assert tuple(entry.mention for entry in entries) == mentions
        assert entries[0].sequence < entries[1].sequence
        for entry in entries:
            assert (entry.source, entry.published, entry.title) == (report.source, report.published, report.title)
            assert (entry.first_seen, entry.last_seen, entry.copies) == (SEEN, SEEN, report.id)
        assert tuple(self.other(ledger).entries()) == self.other(ledger).entries_of(report.id) == entries
        assert ledger.unjudged() == tuple(mention.id for mention in mentions)

    def test_odd_words_come_back(self) -> None:
        """Other scripts, signs beyond the first plane, line ends, and half characters of a damaged page."""
        ledger = self.ledger()
        report = a_report(TEXT + " 🚀 انفجار\r\n\ud83d 'quoted' \"so\" 100 %", id="odd: 'é' %s", title="🚀 «Égypte»")
        mention = a_full_mention(report, {"evidence": "🚀 \ud83d"})
        ledger.add(a_retrieval(report, original=bytes(range(256))), Finds((mention,)))
        (kept,) = self.other(ledger).reports()
        assert kept.report == report
        assert [entry.mention for entry in self.other(ledger).entries()] == [mention]
        assert ledger.original(report.id) == bytes(range(256))

    def test_a_report_without_day_url_or_bytes_is_kept(self) -> None:
        """What is not known stays unknown."""
        ledger = self.ledger()
        report = a_report(id="bare", published=None, title="", language="", source=a_source("", None))
        ledger.add(a_retrieval(report, original=b""), Finds())
        kept = ledger.report("bare")
        assert kept is not None
        assert kept.report == report
        assert ledger.original("bare") == b""

    def test_the_same_report_twice_adds_nothing_but_the_sight_of_it(self) -> None:
        """First and last seen follow the retrievals, in whichever order they come."""
        ledger, report = self.ledger(), a_story(1)
        first = ledger.add(a_retrieval(report), Finds((a_full_mention(report),)))
        for at in (SEEN + HOUR, SEEN - HOUR, SEEN):
            again = ledger.add(a_retrieval(report, at), Finds((a_full_mention(report),)))
            assert again == Added(first.report_id, "known")
        (entry,) = self.other(ledger).entries()
        assert (entry.first_seen, entry.last_seen) == (SEEN - HOUR, SEEN + HOUR)
        (kept,) = self.other(ledger).reports()
        assert (kept.first_seen, kept.last_seen) == (SEEN - HOUR, SEEN + HOUR)

    def test_one_text_of_one_source_at_two_addresses_is_one_report(self) -> None:
        """A source that publishes a text at two addresses says it once; another source says it again."""
        ledger, report = self.ledger(), a_story(1)
        ledger.add(a_retrieval(report), Finds())
        moved = replace(report, id="moved", url="https://courier.example/moved")
        assert ledger.add(a_retrieval(moved), Finds()).outcome == "known"
        assert ledger.holds(moved) == report.id
        elsewhere = replace(report, id="else", url="https://herald.example/1", source=a_source("The Herald"))
        assert ledger.holds(elsewhere) is None
        assert ledger.add(a_retrieval(elsewhere), Finds()).outcome == "new"

    def test_a_changed_page_is_a_new_version(self) -> None:
        """It has an id of its own, and so have its mentions; the version before it stays, and they are one voice."""
        ledger, report = self.ledger(), a_story(1)
        ledger.add(a_retrieval(report), Finds((a_full_mention(report),)))
        changed = replace(report, text=report.text + " Update: two more were hurt.")
        added = ledger.add(a_retrieval(changed, SEEN + HOUR), Finds((a_full_mention(changed),)))
        assert added.outcome == "version"
        assert added.report_id != report.id
        kept = self.other(ledger).report(added.report_id)
        assert kept is not None
        assert (kept.version, kept.replaces, kept.report.text) == (2, report.id, changed.text)
        (entry,) = added.entries
        assert entry.mention.report_id == added.report_id
        assert entry.mention.id != f"{report.id}#1"
        assert [c.value for c in entry.mention.claims] == [c.value for c in a_full_mention(changed).claims]
        assert {claim.span.report_id for claim in entry.mention.claims} == {added.report_id}
        assert (entry.copies, entry.first_seen) == (report.id, SEEN + HOUR)
        assert len(tuple(ledger.entries())) == 2
        assert ledger.add(a_retrieval(report, SEEN + 2 * HOUR), Finds()) == Added(report.id, "known")
        third = replace(report, text=report.text + " Update: nobody died.")
        assert ledger.add(a_retrieval(third), Finds()).outcome == "version"
        assert [(kept.version, kept.replaces) for kept in ledger.reports()][-1] == (3, added.report_id)

    def test_a_changed_report_without_address_is_a_new_version_by_its_id(self) -> None:
        """Records of a file have ids and no URL."""
        ledger, report = self.ledger(), a_story(1, url=False)
        ledger.add(a_retrieval(report), Finds())
        assert ledger.add(a_retrieval(replace(report, text=TEXT)), Finds()).outcome == "version"

    def test_two_reports_that_bear_one_id_are_both_kept(self) -> None:
        """The second, from another address, gets an id of its own and is no version of the first."""
        ledger, report = self.ledger(), a_story(1)
        other = replace(a_story(2), id=report.id)
        ids = [ledger.add(a_retrieval(one), Finds((a_full_mention(one),))).report_id for one in (report, other)]
        assert len(set(ids)) == len({entry.mention.id for entry in ledger.entries()}) == 2
        assert [kept.version for kept in ledger.reports()] == [1, 1]

    def test_copies_of_copies_are_one_voice(self) -> None:
        """All bear the id of the oldest; a copy of what is not there is refused."""
        ledger = self.ledger()
        add_story(ledger, 1)
        for number, copies in ((2, "story-1"), (3, "story-2")):
            report = a_story(number, outlet=f"Outlet {number}")
            entries = ledger.add(a_retrieval(report), Finds((a_full_mention(report),), copies=copies)).entries
            assert [entry.copies for entry in entries] == ["story-1"]
        with pytest.raises(LedgerError, match="nowhere"):
            ledger.add(a_retrieval(a_story(4)), Finds(copies="nowhere"))
        assert ledger.report("story-4") is None

    def test_what_was_found_in_another_report_is_refused(self) -> None:
        """And nothing of it stays."""
        ledger = self.ledger()
        with pytest.raises(LedgerError, match="story-2"):
            ledger.add(a_retrieval(a_story(1)), Finds((a_full_mention(a_story(2)),)))
        assert list(ledger.reports()) == []

    def test_what_is_found_later_stands_as_if_it_had_been_at_once(self) -> None:
        """In a report in which nothing was found: its mentions wait, lie near their days, and keep its voice."""
        ledger, late = self.ledger(), a_story(2)
        add_story(ledger, 1)
        ledger.add(a_retrieval(late), Finds(bands=(7,), copies="story-1"))
        finds = Finds((a_full_mention(late),), bands=(8,))
        (entry,) = ledger.add_finds(late.id, finds)
        other = self.other(ledger)
        assert (entry.mention, entry.copies) == (a_full_mention(late), "story-1")
        assert other.entries_of(late.id) == (entry,)
        assert entry.mention.id in other.unjudged()
        assert entry in [found for _, found in other.near([Block(DAY, DAY)])]
        assert (other.sharing([7]), other.sharing([8])) == ((late.id,), ())

    def test_nothing_is_found_beside_what_was_found_before(self) -> None:
        """Nor in a report that is not there, nor what was found in another; and nothing of it stays."""
        ledger, report, empty = self.ledger(), a_report(), a_story(2)
        ledger.add(a_retrieval(report), Finds(ties=(a_tie(),)))
        ledger.add(a_retrieval(empty), Finds())
        with pytest.raises(LedgerError, match=f"found in the report {report.id} already"):
            ledger.add_finds(report.id, Finds((a_full_mention(report),)))
        with pytest.raises(LedgerError, match="there is no report gone"):
            ledger.add_finds("gone", Finds())
        with pytest.raises(LedgerError, match="story-3"):
            ledger.add_finds(empty.id, Finds((a_full_mention(a_story(3)),)))
        assert list(ledger.entries()) == []

    def test_ties_and_occasions_come_back(self) -> None:
        """All, or those of some reports."""
        ledger, report = self.ledger(), a_report()
        ledger.add(a_retrieval(report), Finds(ties=(a_tie(), a_tie("rival-of")), occasions=(an_occasion(),)))
        assert list(self.other(ledger).ties()) == [a_tie(), a_tie("rival-of")]
        assert list(self.other(ledger).occasions([report.id])) == [an_occasion()]
        assert [*ledger.ties(["other"]), *ledger.occasions([])] == []

    def test_reports_that_share_bands_are_found(self) -> None:
        """In the order in which they were added, whatever the size of the numbers."""
        ledger = self.ledger()
        bands = ((1, 2**64 - 1), (2, 1), (3, 2**63))
        for number, own in enumerate(bands):
            ledger.add(a_retrieval(a_story(number)), Finds(bands=own))
        assert self.other(ledger).sharing([1, 9]) == ("story-0", "story-1")
        assert ledger.sharing([2**63]) == ("story-2",)
        assert ledger.sharing([2**64 - 1, 3]) == ("story-0", "story-2")
        assert ledger.sharing([]) == ()

    def test_reports_go_on_behind_one_of_them(self) -> None:
        """In the order in which they were added; behind one that is not there is nowhere."""
        ledger = self.ledger()
        add_stories(ledger, 4)
        assert [kept.report.id for kept in ledger.reports()] == [f"story-{number}" for number in range(4)]
        assert [kept.report.id for kept in ledger.reports("story-1")] == ["story-2", "story-3"]
        assert list(ledger.reports("story-3")) == []
        with pytest.raises(LedgerError, match="nowhere"):
            list(ledger.reports("nowhere"))

    def test_bytes_of_a_report_that_is_not_there_are_an_error(self) -> None:
        """Not empty bytes."""
        with pytest.raises(LedgerError, match="nowhere"):
            self.ledger().original("nowhere")

    def test_entries_are_found_by_their_mentions(self) -> None:
        """In the order of adding, each once, unknown ones left out."""
        ledger = self.ledger()
        ids = add_stories(ledger, 3)
        found = ledger.entries([ids[2], "nowhere", ids[0], ids[2]])
        assert [entry.mention.id for entry in found] == [ids[0], ids[2]]

    def test_near_finds_what_lies_in_a_block_and_nothing_else(self) -> None:
        """Held against the definition, for days and places of all sorts."""
        ledger, chance = self.ledger(), random.Random(4)  # noqa: S311 - a sample, no secret
        with ledger.writing():
            for number in range(120):
                when, (where,) = some_when(chance), some_places(chance)
                kind = chance.choice(["rocket", "shooting", "other"])
                report = replace(a_story(number), published=chance.choice([None, DAY + timedelta(days=number - 60)]))
                mention = a_full_mention(report, {"when": when, "where": where, "kind": kind})
                ledger.add(a_retrieval(report), Finds((mention,)))
        entries, blocks = list(ledger.entries()), [some_block(chance) for _ in range(80)]
        found = list(self.other(ledger).near(blocks))
        here = [whereabouts_of(entry.mention, entry.published or SEEN.date()) for entry in entries]
        expected = [
            (number, entry)
            for number, block in enumerate(blocks)
            for entry, whereabouts in zip(entries, here, strict=True)
            if lies_in(whereabouts, block)
        ]
        assert len(expected) > 400
        assert found == expected

    def test_one_may_write_while_one_reads(self) -> None:
        """What is read goes on, also over what was added meanwhile or not, and nothing waits for it."""
        ledger = self.ledger()
        ids = add_stories(ledger, 3)
        reading = ledger.entries()
        seen = [entry.mention.id for entry in islice(reading, 1)]
        add_story(ledger, 9)
        seen += [entry.mention.id for entry in reading]
        assert seen[:3] == ids

    def test_every_kind_can_be_kept(self) -> None:
        """No word of the vocabulary is too long for a column."""
        ledger = self.ledger()
        for number, kind in enumerate(KINDS):
            add_story(ledger, number, {"kind": kind, "status": "intercepted"})
        assert [entry.mention.of("kind")[0].value for entry in ledger.entries()] == list(KINDS)

    def test_a_place_keeps_all_its_digits(self) -> None:
        """Coordinates come back exactly."""
        ledger = self.ledger()
        place = Place("geonames:1", "Basra", 30.508123456789012, 47.7835123456789, 0.1, "IQ")
        (entry,) = add_story(ledger, 1, {"where": Where("Basra", place=place)}).entries
        assert [claim.value for claim in entry.mention.of("where")] == [Where("Basra", place=place)]

    def test_near_tells_what_is_known_by_now(self) -> None:
        """Also of entries that it gave before: seen again, by a source described since, or never added after all."""
        ledger = self.ledger()
        blocks = [Block(DAY, DAY)]
        add_story(ledger, 1)
        (_, before), *_ = ledger.near(blocks)
        self.other(ledger).add(a_retrieval(a_story(1), SEEN + HOUR), Finds())
        (_, seen), *_ = ledger.near(blocks)
        assert (before.last_seen, seen.last_seen) == (SEEN, SEEN + HOUR)
        self.other(ledger).describe_source(replace(a_source(), grade="B"), "R. Haddad", SEEN)
        (_, described), *_ = ledger.near(blocks)
        assert described.source.grade == "B"
        with pytest.raises(ZeroDivisionError):
            self.see_and_take_back(ledger, blocks)
        add_story(ledger, 3)
        assert [entry.mention.report_id for _, entry in ledger.near(blocks)] == ["story-1", "story-3"]

    def see_and_take_back(self, ledger: Ledger, blocks: Sequence[Block]) -> None:
        """Add a second story, find it and fail."""
        with ledger.writing():
            add_story(ledger, 2)
            assert [entry.mention.report_id for _, entry in ledger.near(blocks)] == ["story-1", "story-2"]
            raise ZeroDivisionError

    def test_days_of_publication_lie_near(self) -> None:
        """An undated mention is near the days around its publication."""
        ledger = self.ledger()
        add_story(ledger, 1, {"when": When()})
        far = PUBLISHED + timedelta(days=31)
        found = [number for number, _ in ledger.near([Block(PUBLISHED, PUBLISHED), Block(far, far), Block(None, None)])]
        assert found == [0]

"""The part of the contract suite of ledgers that is about incidents and selections of them."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tocsin.errors import LedgerError
from tocsin.ledger.base import Finds, Ledger
from tocsin.ledger.outline import Outline, has, occurrence_of, outline_of, spot_of
from tocsin.testing.builders import SEEN, a_full_mention, a_retrieval, a_review, an_incident
from tocsin.testing.stories import DAY, OpensLedgers, a_story, add_stories, some_places, some_when
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.selection import ORDERS, Near, Order, Selection
from tocsin.vocabulary.values import Actor, Toll


def incidents_by_chance(ledger: Ledger, count: int) -> list[Incident]:
    """Add `count` reports of one incident each, and those incidents, all sorts of them."""
    chance = random.Random(7)  # noqa: S311 - a sample, no secret
    incidents = []
    with ledger.writing():
        for number in range(count):
            report = a_story(number)
            values: dict[Slot, Value] = {
                "when": some_when(chance),
                "where": some_places(chance)[0],
                "kind": chance.choice(["rocket", "shooting", "other"]),
                "status": chance.choice(["reported", "denied", "confirmed"]),
                "perpetrator": Actor(chance.choice(["The Dawn Brigade", "DAWN BRIGADE", "Unknown gunmen"])),
                "killed": Toll(chance.randrange(4), None),
            }
            absent = chance.sample(["when", "where", "killed", "perpetrator"], chance.choice([0, 0, 0, 1, 2]))
            mention = a_full_mention(report, values, without=absent)  # type: ignore[arg-type]  # these are slots
            seen = SEEN + timedelta(hours=chance.randrange(50))
            entries = ledger.add(a_retrieval(report, seen), Finds((mention,))).entries
            disputed: Sequence[Slot] = chance.choice([(), (), ("killed",)])
            incident = an_incident(*entries, confidence=chance.choice([0.25, 0.5, 0.9]), disputed=disputed)
            incidents.append(replace(incident, voices=chance.randrange(1, 4)))
        ledger.replace_incidents([id_ for incident in incidents for id_ in incident.mention_ids], incidents)
    return incidents


SELECTIONS = (
    Selection(),
    Selection(since=DAY),
    Selection(until=DAY),
    Selection(since=DAY - timedelta(days=3), until=DAY + timedelta(days=3)),
    Selection(near=Near(30.5, 47.7, 60.0)),
    Selection(near=Near(0.0, 180.0, 120.0), since=DAY - timedelta(days=60)),
    Selection(near=Near(89.9, -100.0, 90.0)),
    Selection(near=Near(30.5, 47.7, 8000.0)),
    Selection(country="iq"),
    Selection(country="SY"),
    Selection(kinds=("rocket", "other"), statuses=("denied", "confirmed")),
    Selection(actor="the dawn  Brigade"),
    Selection(actor="Dawn"),
    Selection(min_confidence=0.5, disputed=True),
    Selection(disputed=False, kinds=("shooting",), until=DAY),
)


def pages(ledger: Ledger, selection: Selection) -> list[Incident]:
    """Return the incidents of all pages of `selection`."""
    found: list[Incident] = []
    while True:
        page = ledger.incidents(selection)
        found += page.incidents
        if not page.after:
            return found
        assert len(page.incidents) == selection.limit
        selection = replace(selection, after=page.after)


def sorted_keys(outlines: Sequence[Outline], sort: Order) -> list[object]:
    """Return what outlines are sorted by, None for what is not known."""
    names = {"when": "start", "seen": "seen", "confidence": "confidence", "killed": "killed", "voices": "voices"}
    return [getattr(outline, names[sort.removeprefix("-")]) for outline in outlines]


class KeepsIncidents(OpensLedgers):
    """Incidents: written, replaced, found again under all their names, and selected."""

    def entries(self, ledger: Ledger, count: int) -> list[Entry]:
        """Add stories and return their entries."""
        ids = add_stories(ledger, count)
        return list(ledger.entries(ids))

    def test_an_empty_ledger_has_no_incidents(self) -> None:
        """And says so without failing."""
        ledger = self.ledger()
        assert ledger.incident("inc-1") is None
        assert ledger.incidents(Selection()).incidents == ()
        assert ledger.incidents(Selection(limit=3)).after == ""
        assert ledger.count(Selection()) == 0
        assert list(ledger.occurrences(Selection())) == []
        assert ledger.incidents_of([]) == ()
        ledger.replace_incidents([], [])

    def test_an_incident_comes_back_as_it_was_put(self) -> None:
        """With every account, telling, claim and quote."""
        ledger = self.ledger()
        entries = self.entries(ledger, 3)
        incident = an_incident(*entries, disputed=("killed", "wounded"))
        reviewed = [
            replace(
                account, value=Toll(9, 9), chosen=None, set_by="review-1", confirmed_by="review-2", lowest=1, highest=9
            )
            if account.slot == "wounded"
            else account
            for account in incident.accounts
        ]
        incident = replace(incident, accounts=tuple(reviewed), reviewed=True)
        ledger.replace_incidents(incident.mention_ids, [incident])
        assert self.other(ledger).incident(incident.id) == incident
        assert self.other(ledger).incidents(Selection()).incidents == (incident,)

    def test_what_was_gone_over_waits_no_longer(self) -> None:
        """Also where no incident came of it."""
        ledger = self.ledger()
        one, two, three = self.entries(ledger, 3)
        ledger.replace_incidents([one.mention.id, two.mention.id], [an_incident(one)])
        assert self.other(ledger).unjudged() == (three.mention.id,)
        assert ledger.incident(two.mention.id) is None

    def test_incidents_are_replaced_by_their_mentions(self) -> None:
        """Every incident that has one of them goes, and others stay."""
        ledger = self.ledger()
        one, two, three, four = self.entries(ledger, 4)
        ids = [entry.mention.id for entry in (one, two, three, four)]
        before = [an_incident(one, two), an_incident(three), an_incident(four)]
        ledger.replace_incidents(ids, before)
        assert ledger.incidents_of([ids[0], ids[3], ids[1]]) == (before[0], before[2])
        after = [an_incident(one), an_incident(two, three)]
        ledger.replace_incidents([ids[1], ids[2]], after)
        assert self.other(ledger).count(Selection()) == 3
        assert self.other(ledger).incidents_of([ids[2]]) == (after[1],)
        assert ledger.incidents_of([ids[0], "nowhere"]) == (after[0],)

    def test_an_incident_is_found_by_its_ids_and_its_mentions(self) -> None:
        """An id that it had before a merge leads to the incident that its oldest mention belongs to."""
        ledger = self.ledger()
        one, two, three = self.entries(ledger, 3)
        ids = [entry.mention.id for entry in (one, two, three)]
        before = [an_incident(one), an_incident(two, three)]
        ledger.replace_incidents(ids, before)
        assert ledger.incident(ids[2]) == before[1]
        merged = an_incident(one, two, three)
        ledger.replace_incidents(ids, [merged])
        for name in (*ids, before[0].id, before[1].id):
            assert self.other(ledger).incident(name) == merged
        ledger.replace_incidents(ids, before)
        assert ledger.incident(before[1].id) == before[1]
        ledger.replace_incidents(ids, [])
        assert ledger.incident(before[1].id) is None

    def test_incidents_are_replaced_all_or_none(self) -> None:
        """One that takes a mention from another, has a taken id or a mention that is not there, lets none in."""
        ledger = self.ledger()
        one, two, three = self.entries(ledger, 3)
        ids = [entry.mention.id for entry in (one, two, three)]
        before = an_incident(one, two)
        ledger.replace_incidents(ids[:2], [before])
        stranger = replace(an_incident(three), mention_ids=(ids[2], "nowhere"))
        for bad, word in (
            (an_incident(two, three), ids[1]),
            (an_incident(three, id=before.id), before.id),
            (stranger, "nowhere"),
        ):
            with pytest.raises(LedgerError, match=word):
                ledger.replace_incidents([ids[2]], [bad])
        with pytest.raises(LedgerError, match="nowhere"):
            ledger.replace_incidents([ids[2], "nowhere"], [])
        assert self.other(ledger).incidents(Selection()).incidents == (before,)
        assert ledger.unjudged() == (ids[2],)

    def test_a_selection_has_what_its_definition_says(self) -> None:
        """Held against it for many incidents; and the number of them is right."""
        ledger = self.ledger()
        outlines = [outline_of(incident) for incident in incidents_by_chance(ledger, 120)]
        other = self.other(ledger)
        for selection in SELECTIONS:
            expected = {outline.id for outline in outlines if has(selection, outline)}
            found = [incident.id for incident in other.incidents(selection).incidents]
            assert (set(found), len(found)) == (expected, len(expected)), selection
            assert other.count(replace(selection, limit=1)) == len(expected), selection

    def test_what_is_counted_is_that_of_the_incidents(self) -> None:
        """Of every incident that a selection has, whatever its order, limit and cursor."""
        ledger = self.ledger()
        incidents = incidents_by_chance(ledger, 60)
        other = self.other(ledger)
        for selection in SELECTIONS:
            expected = [occurrence_of(one) for one in incidents if has(selection, outline_of(one))]
            found = other.occurrences(replace(selection, sort="-killed", limit=2))
            assert sorted(found, key=lambda one: one.id) == sorted(expected, key=lambda one: one.id), selection

    def test_days_are_counted_by_first_and_last(self) -> None:
        """The dated ones of a selection, in the order of their days."""
        ledger = self.ledger()
        incidents = incidents_by_chance(ledger, 40)
        other = self.other(ledger)
        for selection in SELECTIONS:
            outlines = [outline for one in incidents if has(selection, outline := outline_of(one))]
            days = [(one.start.toordinal(), one.end.toordinal()) for one in outlines if one.start and one.end]
            expected = tuple((first, last, days.count((first, last))) for first, last in sorted(set(days)))
            assert other.days(replace(selection, limit=2)) == expected, selection

    def test_points_of_those_that_began_last_come_first(self) -> None:
        """With how exactly each is known; undated ones come at the end."""
        ledger = self.ledger()
        incidents = incidents_by_chance(ledger, 60)
        other = self.other(ledger)
        for selection in SELECTIONS:
            spots = [spot_of(outline) for one in incidents if has(selection, outline := outline_of(one))]
            expected = sorted(spots, key=lambda one: (one.first_day or 0, one.id), reverse=True)
            asked = replace(selection, sort="killed", limit=2)
            assert list(other.points(asked, 100)) == expected, selection
            assert list(other.points(asked, 3)) == expected[:3], selection

    def test_the_mark_is_another_after_every_write(self) -> None:
        """Reports, sights of them, incidents, reviews and sources change it; reading does not."""
        ledger = self.ledger()
        marks = [ledger.mark()]

        def written() -> None:
            marks.append(ledger.mark())
            assert marks[-1] == ledger.mark()

        entries = self.entries(ledger, 2)
        written()
        ledger.replace_incidents([entry.mention.id for entry in entries], [an_incident(*entries)])
        written()
        ledger.add(a_retrieval(a_story(0), SEEN + timedelta(days=1)), Finds())
        written()
        ledger.append_review(a_review("confirm", entries[0].mention.id))
        written()
        ledger.describe_source(Source("Old Wire", grade="B"), "R. Haddad", SEEN)
        written()
        list(ledger.occurrences(Selection()))
        assert len(set(marks)) == len(marks) == 6
        assert ledger.mark() == marks[-1]

    def test_who_told_first_is_counted_by_source(self) -> None:
        """A source that tells twice counts from its first time; days of publication go before those of retrieval."""
        ledger = self.ledger()
        told = [(1, "Old Wire", 4), (2, "Old Wire", 2), (3, "River Post", 3), (4, "Späte Nachrichten", None)]
        entries: list[Entry] = []
        for number, source, after in told:
            day = None if after is None else DAY + timedelta(days=after)
            report = replace(a_story(number), source=Source(source), published=day)
            mention = a_full_mention(report, {"count": 3})
            entries += ledger.add(a_retrieval(report, SEEN), Finds((mention,))).entries
        ledger.replace_incidents([entry.mention.id for entry in entries], [an_incident(*entries)])
        (found,) = self.other(ledger).occurrences(Selection())
        published = {"Old Wire": 2, "River Post": 3}
        expected = {source: (DAY + timedelta(days=days)).toordinal() for source, days in published.items()}
        seen = SEEN.date().toordinal()
        assert found.tellings == {**expected, "Späte Nachrichten": seen}
        assert (found.known, found.attacks) == (seen, 3)

    def test_pages_in_every_order_have_each_incident_once(self) -> None:
        """Sorted, with what is not known at the end, and the same ones as without pages."""
        ledger = self.ledger()
        incidents = {incident.id: incident for incident in incidents_by_chance(ledger, 40)}
        for sort in ORDERS:
            selection = Selection(sort=sort)  # type: ignore[arg-type]  # ORDERS holds Orders
            whole = ledger.incidents(selection).incidents
            assert {incident.id for incident in whole} == set(incidents)
            keys = sorted_keys([outline_of(incident) for incident in whole], selection.sort)
            known = [key for key in keys if key is not None]
            assert known == sorted(known, reverse=sort.startswith("-"))  # type: ignore[type-var]  # of one sort each
            assert keys[len(known) :] == [None] * (len(keys) - len(known))
            for limit in (1, 7, 40, 41):
                assert pages(ledger, replace(selection, limit=limit)) == list(whole), (sort, limit)

    def test_pages_of_a_selection_are_its_incidents_in_their_order(self) -> None:
        """Whatever is asked for, and however many there are of it."""
        ledger = self.ledger()
        incidents_by_chance(ledger, 40)
        for sort in ORDERS:
            every = [incident.id for incident in ledger.incidents(Selection(sort=sort)).incidents]  # type: ignore[arg-type]  # as above
            for selection in SELECTIONS[1:]:
                sorted_so = replace(selection, sort=sort, limit=6)  # type: ignore[arg-type]  # as above
                found = [incident.id for incident in pages(ledger, sorted_so)]
                assert found == [id_ for id_ in every if id_ in set(found)], sorted_so
                assert len(found) == ledger.count(sorted_so), sorted_so

    def test_a_cursor_that_is_none_is_an_error(self) -> None:
        """Broken ones, and those of a page in another order."""
        ledger = self.ledger()
        incidents_by_chance(ledger, 3)
        after = ledger.incidents(Selection(limit=1)).after
        for bad in (Selection(after="?"), Selection(after="bm9uZQ"), Selection(after=after, sort="-voices")):
            with pytest.raises(LedgerError, match="page"):
                ledger.incidents(bad)

from datetime import date, timedelta
from itertools import pairwise

from tests.tasks.stories import START, Told, a_story, add_story
from tocsin.ledger.base import Finds
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.neighbours import MOST, neighbours
from tocsin.tasks.overview import BARS, ON_MAP, PAGE, bars, for_map, new_since, overview
from tocsin.tasks.resolve import resolve
from tocsin.tasks.telling import Share, shares
from tocsin.testing.builders import a_full_mention, a_report, a_retrieval
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import When

FIRST = date(2024, 5, 6)


def a_ledger(*told: Told) -> MemoryLedger:
    ledger = MemoryLedger()
    for number, one in enumerate(told):
        add_story(ledger, a_story(number, one), minutes=number)
    resolve(ledger)
    return ledger


def test_the_overview_has_a_page_and_the_whole_number() -> None:
    ledger = a_ledger(*(Told(("Basra", "Mosul", "Kirkuk")[n % 3], n * 3, "ied") for n in range(55)))
    found = overview(ledger, Selection(sort="-when", limit=3))
    assert len(found.page.incidents) == PAGE
    assert found.page.after
    assert found.total == 55
    assert found.disputed == 0
    assert len(for_map(ledger, Selection(limit=3))) == 55 <= ON_MAP


def test_what_was_seen_since_is_new() -> None:
    ledger = a_ledger(Told(), Told("Mosul", 3), Told("Kirkuk", 9))
    assert len(new_since(ledger, START - timedelta(minutes=1))) == 3
    assert [one.first_seen for one in new_since(ledger, START)] == [START + timedelta(minutes=n) for n in (2, 1)]
    assert new_since(ledger, START + timedelta(days=1)) == []


def test_bars_count_each_incident_once_and_say_what_is_not_sure() -> None:
    ledger = a_ledger(Told(), Told("Mosul", 2), Told("Kirkuk", 2))
    report = a_report(id="vague", published=date(2024, 6, 1))
    when = When(FIRST, FIRST + timedelta(days=3), "days")
    ledger.add(a_retrieval(report), Finds((a_full_mention(report, {"when": when, "kind": "arson"}),)))
    resolve(ledger)
    found = bars(ledger, Selection())
    assert [bar.sure for bar in found] == [1, 0, 2, 0]
    assert [bar.possible for bar in found] == [0.25] * 4
    assert (found[0].start, found[-1].end) == (FIRST, FIRST + timedelta(days=3))


def test_bars_get_wider_rather_than_more() -> None:
    ledger = a_ledger(Told(), Told("Mosul", 4000))
    found = bars(ledger, Selection())
    assert len(found) <= BARS
    assert len({(bar.end - bar.start).days for bar in found}) == 1
    assert sum(bar.sure for bar in found) == 2
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(found))


def test_bars_stand_on_the_days_asked_for() -> None:
    ledger = a_ledger(Told(), Told("Mosul", 2))
    since, until = FIRST - timedelta(days=3), FIRST + timedelta(days=4)
    found = bars(ledger, Selection(since=since, until=until))
    assert (found[0].start, found[-1].end) == (since, until)
    assert bars(ledger, Selection(kinds=("raid",))) == []


def test_neighbours_are_near_in_days_and_kilometres() -> None:
    ledger = a_ledger(Told(), Told(day=4, kind="ied"), Told(day=2, kind="shooting"), Told("Mosul", 1), Told(day=60))
    first = ledger.incidents(Selection()).incidents[0]
    found = neighbours(ledger, first)
    kinds = [account.value for one in found if (account := one.account("kind"))]
    assert kinds == ["shooting", "ied"]
    assert first.id not in {one.id for one in found}
    assert len(found) <= MOST


def test_each_source_has_its_share() -> None:
    ledger = a_ledger(Told(), Told("Mosul", 3), Told("Kirkuk", 9))
    found = shares(ledger)
    assert found["Paper 1"] == Share(1, FIRST + timedelta(days=8), FIRST + timedelta(days=8))
    assert sum(share.incidents for share in found.values()) == 3

from datetime import date, timedelta

from tests.tasks.stories import FIRST, Told, a_story, add_story
from tocsin.ledger.base import Finds
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.resolve import resolve
from tocsin.tasks.severity import severity
from tocsin.testing.builders import TEXT, a_full_mention, a_report, a_retrieval, an_incident
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import When


def a_ledger() -> MemoryLedger:
    ledger = MemoryLedger()
    told = [Told(day=0, killed=3), Told(day=9, killed=0), Told(day=18), Told(day=40, kind="ied", killed=5)]
    for number, one in enumerate(told):
        add_story(ledger, a_story(number, one), number)
    resolve(ledger)
    report = a_report(f"{TEXT} Nobody knows when.", id="undated")
    mention = a_full_mention(report, {"when": When()})
    (entry,) = ledger.add(a_retrieval(report), Finds((mention,))).entries
    ledger.replace_incidents((mention.id,), [an_incident(entry, id="inc-undated")])
    return ledger


def test_tolls_of_a_selection_have_bounds_and_ids() -> None:
    found = severity(a_ledger(), Selection(limit=1))
    (killed, wounded, _) = found.whole.tolls
    assert (killed.low, killed.high) == (8, 8)
    assert (len(killed.told_ids), len(killed.untold_ids)) == (3, 2)
    assert wounded.told_ids == ("inc-undated",)
    assert [one.label for one in found.stretches] == ["May 2024", "June 2024"]
    assert [one.label for one in found.apart] == ["no day known"]


def test_a_selection_by_days_says_what_could_belong_to_it() -> None:
    found = severity(a_ledger(), Selection(since=FIRST, until=FIRST + timedelta(days=10)), "week")
    assert found.whole.tolls[0].low == 3
    assert found.unplaced_ids == ("inc-undated",)
    assert "1 attack has no known day, perhaps one of these: counted nowhere." in found.assumptions
    assert severity(a_ledger(), Selection()).unplaced_ids == ()


def test_nothing_selected_is_nothing_and_no_error() -> None:
    found = severity(a_ledger(), Selection(since=date(2031, 1, 1)))
    assert not any((found.whole.incident_ids, found.stretches, found.changes, found.streaks))

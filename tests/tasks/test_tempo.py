from datetime import date, timedelta

import pytest

from tests.tasks.stories import FIRST, Told, a_story, add_story
from tocsin.errors import InputError
from tocsin.ledger.base import Finds
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.resolve import resolve
from tocsin.tasks.tempo import read_events, tempo, undated
from tocsin.testing.builders import TEXT, a_full_mention, a_report, a_retrieval, an_incident
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import When


def a_ledger(*days: int) -> MemoryLedger:
    ledger = MemoryLedger()
    for number, day in enumerate(days):
        add_story(ledger, a_story(number, Told(day=day)), number)
    resolve(ledger)
    return ledger


def test_incidents_are_counted_and_not_reports() -> None:
    found = tempo(a_ledger(0, 0, 0, 4, 9), Selection())
    assert found.series.total == 3
    assert found.window.start == FIRST
    assert found.window.end == FIRST + timedelta(days=11), "the newest telling is of this day"
    assert found.series.counts[:10] == (1, 0, 0, 0, 1, 0, 0, 0, 0, 1)


def test_what_happened_after_the_last_day_does_not_count() -> None:
    selection = Selection(since=FIRST - timedelta(days=2), until=FIRST + timedelta(days=5))
    found = tempo(a_ledger(0, 4, 9), selection)
    assert found.series.counts == (0, 0, 1, 0, 0, 0, 1, 0)
    assert found.as_of == FIRST + timedelta(days=9)


def test_a_limit_changes_no_rate() -> None:
    ledger = a_ledger(0, 4, 9)
    assert tempo(ledger, Selection(limit=1, sort="-when")) == tempo(ledger, Selection())


def test_incidents_without_a_day_are_told_apart() -> None:
    ledger = MemoryLedger()
    sorts = {"dated": When(date(2024, 5, 6), date(2024, 5, 6), "day"), "undated": When()}
    for name, when in sorts.items():
        report = a_report(f"{TEXT} This is the {name} one.", id=name)
        mention = a_full_mention(report, {"when": when})
        (entry,) = ledger.add(a_retrieval(report), Finds((mention,))).entries
        ledger.replace_incidents((mention.id,), [an_incident(entry, id=f"inc-{name}")])
    found = tempo(ledger, Selection())
    assert (found.series.total, found.series.undated) == (1, 1)
    since = Selection(since=date(2024, 5, 1))
    assert undated(ledger, since) == 1
    assert read_events(ledger, since).undated == 1


def test_a_selection_without_days_is_told() -> None:
    with pytest.raises(InputError, match="no incident with a day"):
        tempo(a_ledger(), Selection())
    with pytest.raises(InputError, match="after the last day asked for"):
        tempo(a_ledger(5), Selection(until=FIRST))

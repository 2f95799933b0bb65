from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.tasks.stories import FIRST, Told, a_story, add_story
from tocsin.errors import InputError
from tocsin.ledger.base import Finds
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.occasions import Question, known_occasions, occasions, reported
from tocsin.tasks.resolve import resolve
from tocsin.testing.builders import TEXT, a_full_mention, a_report, a_retrieval, a_span, an_incident, an_occasion
from tocsin.vocabulary.mention import Occasion
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import When

LAST = FIRST + timedelta(days=45)
SELECTION = Selection(until=LAST)
"""Some stories are of later days than their reports: the days have to be named."""


def a_ledger(*days: int) -> MemoryLedger:
    ledger = MemoryLedger()
    for number, day in enumerate(days):
        add_story(ledger, a_story(number, Told(day=day)), number)
    resolve(ledger)
    return ledger


def with_a_visit(ledger: MemoryLedger, words: str = "the visit of the foreign minister") -> MemoryLedger:
    report = a_report()
    when = When(FIRST + timedelta(days=20), FIRST + timedelta(days=20), "day")
    occasion = Occasion(report.id, "visit", a_span(words, report), when, an_occasion().method)
    mention = a_full_mention(report, {"when": When()})
    ledger.add(a_retrieval(report), Finds((mention,), occasions=(occasion,)))
    return ledger


def test_occasions_of_reports_have_their_words_and_their_source() -> None:
    (telling,) = reported(with_a_visit(a_ledger()))
    assert (telling.sort, telling.words, telling.beside_attack) == ("visit", "the visit of the foreign minister", False)
    assert getattr(telling.origin, "source").name == "The Gulf Courier"  # noqa: B009  the other origin has none
    assert TEXT[getattr(telling.origin, "start") : getattr(telling.origin, "end")] == telling.words  # noqa: B009  likewise


def test_an_occasion_in_the_words_of_an_attack_is_known_as_such() -> None:
    (telling,) = reported(with_a_visit(a_ledger(), "Two rockets struck the airport in Basra on Monday"))
    assert telling.beside_attack


def test_attacks_are_counted_about_them() -> None:
    found = occasions(with_a_visit(a_ledger(1, 14, 15, 17, 19, 22, 40)), SELECTION)
    (one,) = found.tested
    rows = {row.side: row for row in found.sorts}
    assert (rows["before"].incidents, rows["after"].incidents) == (4, 1)
    assert len(rows["before"].incident_ids) == 4
    assert found.window.start == FIRST + timedelta(days=1)
    assert one.in_calendar is False


def test_calendars_are_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    day = FIRST + timedelta(days=20)
    (tmp_path / "own.csv").write_text(f"date,name\n{day},A vote\nsoon,Another\n", encoding="utf-8")
    question = Question(calendars=(tmp_path / "own.csv", tmp_path / "gone.csv"), calendar_only=True)
    found = occasions(with_a_visit(a_ledger(1, 14, 40)), SELECTION, question)
    assert [one.words for one in found.tested] == ["A vote"]
    assert len(found.rejections) == 2
    both = occasions(with_a_visit(a_ledger(1, 14, 40)), SELECTION, Question(calendars=question.calendars))
    assert {one.sort for one in both.tested} == {"visit", "own"}


@pytest.mark.parametrize(("only", "count"), [(("VISIT",), 1), (("foreign Minister",), 1), (("talks",), 0)])
def test_only_what_is_asked_for(only: tuple[str, ...], count: int) -> None:
    found = occasions(with_a_visit(a_ledger(1, 14, 40)), SELECTION, Question(only=only))
    assert len(found.tested) == count


def test_what_recurs_is_worked_out_for_the_days_looked_at_and_a_year_more(tmp_path: Path) -> None:
    path = tmp_path / "own.ics"
    lines = ["BEGIN:VEVENT", "SUMMARY:Day", "DTSTART;VALUE=DATE:20000520", "RRULE:FREQ=YEARLY", "END:VEVENT"]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = occasions(a_ledger(1, 14, 40), SELECTION, Question(calendars=(path,)))
    assert [one.when.start for one in found.tested] == [date(2024, 5, 20)]
    assert [one.when.start for one in found.coming] == [date(2025, 5, 20)]
    known, rejections = known_occasions(a_ledger(), Question(calendars=(path,)), found.window)
    assert (len(known), rejections) == (2, ())


def test_attacks_without_a_day_are_told_apart() -> None:
    ledger = with_a_visit(a_ledger(1, 14, 40))
    (entry,) = (entry for entry in ledger.entries() if entry.mention.report_id == a_report().id)
    ledger.replace_incidents((entry.mention.id,), [an_incident(entry, id="inc-undated")])
    for selection in (Selection(until=LAST), Selection(since=FIRST, until=LAST)):
        found = occasions(ledger, selection)
        assert found.undated_ids == ("inc-undated",)
        assert "inc-undated" not in found.incident_ids


def test_a_selection_without_days_is_told() -> None:
    with pytest.raises(InputError, match="no attack with a day"):
        occasions(a_ledger(), Selection())
    with pytest.raises(InputError, match="after the last day asked for"):
        occasions(a_ledger(5), Selection(until=FIRST))

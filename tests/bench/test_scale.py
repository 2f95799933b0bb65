"""The measurement of grown ledgers: what it fills at once is what adding would have made, and its bounds are held."""

import pickle
from dataclasses import replace
from pathlib import Path

from bench.ledger.bulk import fill
from bench.ledger.scale import Measured, faults, make, selections, table, world_at
from bench.ledger.world import FIRST_DAY, World
from tocsin.ledger.base import Finds
from tocsin.ledger.opening import open_ledger
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.selection import Selection

MENTIONS = 60


def test_a_ledger_filled_at_once_is_as_one_filled_story_by_story(tmp_path: Path) -> None:
    after = fill(tmp_path / "bulk.db", MENTIONS)
    filled, added = open_ledger(str(tmp_path / "bulk.db")), open_ledger("memory:")
    world = World()
    for story in world.next_day():
        retrieval = Retrieval(story.report, story.seen, story.report.text.encode(), "text/html", story.report.url or "")
        added.add(retrieval, Finds(story.mentions, copies=story.copies))
    assert list(filled.entries()) == list(added.entries())
    assert list(filled.reports()) == list(added.reports())
    assert any(entry.copies != entry.mention.report_id for entry in filled.entries())
    told = [id_ for incident in filled.incidents(Selection()).incidents for id_ in incident.mention_ids]
    assert sorted(told) == sorted(entry.mention.id for entry in added.entries())
    assert filled.unjudged() == ()
    assert pickle.loads(pickle.dumps(after)).next_day() == world.next_day()  # noqa: S301 - written on this line
    filled.close()


def test_a_longer_history_is_more_of_the_same(tmp_path: Path) -> None:
    make(tmp_path / "stretch.db", MENTIONS)
    make(tmp_path / "longer.db", 3 * MENTIONS, tmp_path / "stretch.db", 3)
    stretch, longer = (open_ledger(str(tmp_path / f"{name}.db")) for name in ("stretch", "longer"))
    assert longer.count(Selection()) == 3 * stretch.count(Selection())
    days = [one.first_day for one in longer.occurrences(Selection()) if one.first_day]
    (newest,) = stretch.incidents(Selection(sort="-when", limit=1)).incidents
    assert longer.incidents(Selection(sort="-when", limit=1)).incidents == (newest,)
    assert max(days) - min(days) > 2 * 4 * 365
    first = longer.incidents(Selection(limit=1)).incidents[0]
    own = list(longer.entries(first.mention_ids))
    assert tuple(entry.mention.id for entry in own) == first.mention_ids
    assert {entry.mention.report_id.partition("-")[0] for entry in own} == {"world.2"}
    assert len(list(longer.judgements())) == 3 * len(list(stretch.judgements()))
    assert world_at(tmp_path / "longer.db").next_day() == world_at(tmp_path / "stretch.db").next_day()
    stretch.close()
    longer.close()


def test_people_ask_for_incidents_that_are_there(tmp_path: Path) -> None:
    fill(tmp_path / "bulk.db", MENTIONS)
    ledger = open_ledger(str(tmp_path / "bulk.db"))
    asked = selections(FIRST_DAY)
    assert ledger.count(asked["the last month"])
    assert ledger.count(asked["around a town ever"])
    assert not ledger.count(asked["nothing at all"])
    ledger.close()


SOUND = Measured(100, 1.0, 10, 9.0, 2.0, 1.0, 8.0, 90.0, 10.0, 80, {"a month": 5.0}, {"a month": 5.0}, 90.0)


def test_a_large_ledger_may_take_half_as_long_again_and_no_more() -> None:
    assert faults(SOUND, SOUND) == []
    assert faults(replace(SOUND, resolve_cpu_s=15.0), SOUND) == []
    (slower,) = faults(replace(SOUND, resolve_cpu_s=17.0), SOUND)
    assert "1.58 times" in slower


def test_a_minute_and_a_fifth_of_a_second_are_bounds() -> None:
    slow = replace(SOUND, resolve_cpu_s=59.0)
    assert [fault.split(":")[0] for fault in faults(slow, slow)] == ["adding and resolving takes 61.0 s, of 60 at most"]
    assert faults(replace(SOUND, query_ms={"a month": 201.0}), SOUND) == ["a month: 201 ms, of 200 at most"]


def test_the_table_has_a_column_for_each_ledger_and_one_for_how_they_compare() -> None:
    lines = table([SOUND, replace(SOUND, add_cpu_s=3.0)]).splitlines()
    assert lines[0].split() == ["mentions", "100", "100", "1.00", "x"]
    assert any(line.split() == ["of", "the", "processor", "2.0", "3.0", "1.50", "x"] for line in lines)
    assert any(line.startswith("a month, ms") for line in lines)

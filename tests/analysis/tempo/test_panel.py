from datetime import date, timedelta

import numpy as np

from tocsin.analysis.tempo.assess import assess
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.panel import panel_of

FIRST = date(2024, 1, 1)
WINDOW = Window(FIRST, FIRST + timedelta(days=99))


def told_by(**days: list[int]) -> Events:
    """Return events, one for each day of each source, told on the day."""
    rows = sorted((day, source) for source, own in days.items() for day in own)
    first = np.array([day for day, _ in rows], dtype=np.int64) + FIRST.toordinal()
    tellings = {}
    for source in days:
        at = np.array([row for row, (_, teller) in enumerate(rows) if teller == source], dtype=np.int64)
        tellings[source] = (at, first[at])
    return Events(first, first, first, tellings=tellings)


def test_a_source_that_came_in_the_middle_is_left_out() -> None:
    events = told_by(old=list(range(0, 100, 4)), new=list(range(50, 100)), gone=list(range(40)))
    panel, told = panel_of(events, WINDOW)
    assert (panel.constant, panel.came, panel.went) == (("old",), ("new",), ("gone",))
    assert len(told) == panel.incidents == 25


def test_a_source_added_midway_makes_no_rise_but_all_incidents_alone_would() -> None:
    found = assess(told_by(old=list(range(0, 100, 3)), new=list(range(50, 100))), WINDOW)
    assert found.verdict.finding == "none"
    every, constant = found.readings[:2]
    assert (every.name, every.finding) == ("all incidents", "rise")
    assert (constant.name, constant.finding) == ("told by constant sources", "none")
    assert "new came late" in " ".join(found.assumptions)


def test_a_true_rise_makes_no_source_new() -> None:
    quiet, busy = [5, 20, 37], list(range(60, 100))
    panel, told = panel_of(events := told_by(one=quiet + busy, other=[11, 33, *busy]), WINDOW)
    assert not panel.changed
    assert told is events


def test_where_only_new_sources_tell_nothing_is_found() -> None:
    found = assess(told_by(old=[1, 30, 60, 90], new=list(range(50, 100)), gone=list(range(20))), WINDOW)
    assert found.verdict.finding == "none"
    assert "cannot be told from a change of who is read" in found.verdict.sentence


def test_sources_of_few_tellings_are_counted_and_no_panel_is_built_on_them() -> None:
    panel, told = panel_of(events := told_by(one=[1, 50], other=[3], third=[99]), WINDOW)
    assert (panel.small, panel.constant, panel.changed) == (3, (), False)
    assert told is events


def test_days_before_anything_is_told_are_doubted() -> None:
    said = " ".join(assess(told_by(one=list(range(40, 100, 5))), WINDOW).assumptions)
    assert "Nobody is read who told of anything before 10 February 2024" in said
    assert "Nobody is read" not in " ".join(assess(told_by(one=list(range(4, 100, 5))), WINDOW).assumptions)

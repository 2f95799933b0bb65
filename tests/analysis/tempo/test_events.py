from datetime import date

import numpy as np

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import events_of
from tocsin.analysis.tempo.panel import panel_of
from tocsin.vocabulary.occurrence import Occurrence

DAY = date(2024, 5, 1).toordinal()


def one(**given: object) -> Occurrence:
    usual = {"id": "a", "kind": "rocket", "status": "reported", "first_day": DAY, "last_day": DAY, "attacks": 1}
    return Occurrence(**{**usual, "known": DAY + 9, "tellings": {"River Post": DAY + 2}, **given})  # type: ignore[arg-type]


def test_an_occurrence_becomes_a_row_known_since_its_first_telling() -> None:
    events = events_of([one(), one(last_day=DAY + 6, tellings={"Old Wire": DAY + 7, "River Post": DAY + 8}, attacks=3)])
    assert events.first.tolist() == [DAY, DAY]
    assert events.last.tolist() == [DAY, DAY + 6]
    assert events.told.tolist() == [DAY + 2, DAY + 7]
    assert events.several == 1
    assert {name: rows.tolist() for name, (rows, _) in events.tellings.items()} == {
        "River Post": [0, 1],
        "Old Wire": [1],
    }


def test_what_did_not_happen_or_is_no_attack_is_left_out_and_what_has_no_day_stands_apart() -> None:
    given = [one(status="planned"), one(status="threatened"), one(kind="arrest"), one(first_day=None, last_day=None)]
    events = events_of(given)
    assert (len(events), events.undated) == (0, 1)
    assert len(events_of([one(kind="arrest")], kinds=("arrest",))) == 1


def test_doubts_are_marked_by_status() -> None:
    statuses = ("reported", "denied", "claimed", "alleged", "foiled", "intercepted", "confirmed")
    events = events_of([one(status=status) for status in statuses])
    marked = {doubt: [statuses[at] for at in np.flatnonzero(marks)] for doubt, marks in events.doubts.items()}
    assert marked == {
        "denied or taken back": ["denied"],
        "only claimed or alleged": ["claimed", "alleged"],
        "foiled or intercepted": ["foiled", "intercepted"],
    }
    kept = events.where(np.array([status != "denied" for status in statuses]))
    assert not kept.doubts["denied or taken back"].any()
    assert len(kept) == 6


def test_events_of_some_sources_are_known_as_late_as_these_tell_of_them() -> None:
    events = events_of(
        [one(tellings={"Quick Channel": DAY, "River Post": DAY + 5}), one(tellings={"Quick Channel": DAY + 1})]
    )
    told = events.told_by(["River Post", "Nobody"])
    assert len(told) == 1
    assert told.told.tolist() == [DAY + 5]
    assert list(told.tellings) == ["River Post"]


def test_a_new_source_that_is_quick_does_not_make_the_constant_ones_look_quick() -> None:
    given = []
    for day in range(0, 100, 2):
        tellings = {"River Post": DAY + day + 6} | ({"Quick Channel": DAY + day} if day >= 50 else {})
        given.append(one(first_day=DAY + day, last_day=DAY + day, tellings=tellings))
    given += [
        one(first_day=DAY + day, last_day=DAY + day, tellings={"Quick Channel": DAY + day}) for day in range(51, 100, 2)
    ]
    events = events_of(given)
    panel, fair = panel_of(events, Window(date.fromordinal(DAY), date.fromordinal(DAY + 99)))
    assert panel.came == ("Quick Channel",)
    assert len(fair) == 50
    assert (fair.told - fair.first == 6).all()

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.tasks.stories import Told, a_story, add_story
from tocsin.errors import InputError
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.history import history
from tocsin.tasks.incidents import incidents
from tocsin.tasks.rebuild import rebuild
from tocsin.tasks.resolve import resolve
from tocsin.tasks.review import Decision, Signature, confirm, merge, note, part, reject, set_value, split, undo
from tocsin.tasks.show import ShownIncident, ShownReport, original, show
from tocsin.tasks.sources import describe
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import Toll

ANN = Signature("Ann", "the hospital's list", datetime(2024, 7, 1, tzinfo=UTC))


@pytest.fixture
def ledger() -> MemoryLedger:
    """Three reports of one attack in Basra, one of another in Mosul."""
    ledger = MemoryLedger()
    for number in range(3):
        add_story(ledger, a_story(number, Told(killed=number)), number)
    add_story(ledger, a_story(3, Told("Mosul", 4, "ied", 2)), 3)
    resolve(ledger)
    return ledger


def found(ledger: MemoryLedger) -> dict[str, Incident]:
    """Return the incidents by their oldest mention."""
    return {incident.mention_ids[0]: incident for incident in incidents(ledger, Selection())}


def groups(ledger: MemoryLedger) -> set[tuple[str, ...]]:
    return {incident.mention_ids for incident in found(ledger).values()}


BASRA = ("story-0#1", "story-1#1", "story-2#1")
MOSUL = ("story-3#1",)


def test_the_ledger_under_test_holds_two_incidents(ledger: MemoryLedger) -> None:
    assert groups(ledger) == {BASRA, MOSUL}


def test_a_merge_holds_for_all_mentions_of_both_whatever_the_machine_thinks(ledger: MemoryLedger) -> None:
    before = found(ledger)
    decision = merge(ledger, [before["story-0#1"].id, "story-3#1"], ANN)
    assert groups(ledger) == {(*BASRA, *MOSUL)}
    assert decision.reviews[0].subjects == (*BASRA, *MOSUL)
    assert decision.changes.gone == (before["story-3#1"].id,)
    assert rebuild(ledger).same
    former = ledger.incident(before["story-3#1"].id)
    assert former is not None
    assert former.id == before["story-0#1"].id, "the former id still leads to it"


def test_a_split_takes_mentions_out_and_they_stay_out(ledger: MemoryLedger) -> None:
    split(ledger, ["story-1#1"], ANN)
    assert groups(ledger) == {("story-0#1", "story-2#1"), ("story-1#1",), MOSUL}
    add_story(ledger, a_story(9, Told()), 9)
    resolve(ledger)
    assert not any({"story-0#1", "story-1#1"} <= set(group) for group in groups(ledger))
    assert rebuild(ledger).same


def test_two_mentions_can_be_parted_alone(ledger: MemoryLedger) -> None:
    part(ledger, "story-0#1", "story-2#1", ANN)
    assert not any({"story-0#1", "story-2#1"} <= set(group) for group in groups(ledger))


def test_a_value_that_a_person_sets_stands_and_all_claims_stay(ledger: MemoryLedger) -> None:
    (review,) = set_value(ledger, "story-1#1", "killed", Toll(2, 3), ANN).reviews
    killed = found(ledger)["story-0#1"].account("killed")
    assert killed is not None
    assert (killed.value, killed.set_by) == (Toll(2, 3), review.id)
    assert len(killed.tellings) == 3
    assert rebuild(ledger).same


def test_what_is_confirmed_is_sure(ledger: MemoryLedger) -> None:
    confirm(ledger, "story-3#1", None, ANN)
    confirm(ledger, "story-3#1", "when", ANN)
    incident = found(ledger)["story-3#1"]
    assert (incident.confidence, incident.reviewed) == (1.0, True)
    when = incident.account("when")
    assert when is not None
    assert when.confirmed_by is not None


def test_what_is_rejected_is_in_no_incident_and_comes_back(ledger: MemoryLedger) -> None:
    reject(ledger, ["story-3#1"], ANN)
    assert groups(ledger) == {BASRA}
    assert rebuild(ledger).same
    undo(ledger, "", Signature("Ann"))
    assert groups(ledger) == {BASRA, MOSUL}
    assert rebuild(ledger).same


Decide = Callable[[MemoryLedger], Decision]


@pytest.mark.parametrize(
    "decide",
    [
        lambda ledger: merge(ledger, ["story-0#1", "story-3#1"], ANN),
        lambda ledger: split(ledger, ["story-0#1", "story-1#1"], ANN),
        lambda ledger: part(ledger, "story-0#1", "story-1#1", ANN),
        lambda ledger: set_value(ledger, "story-0#1", "killed", Toll(9, 9), ANN),
        lambda ledger: confirm(ledger, "story-0#1", None, ANN),
        lambda ledger: reject(ledger, ["story-1#1"], ANN),
    ],
    ids=["merge", "split", "part", "set", "confirm", "reject"],
)
def test_undo_gives_back_exactly_what_was_and_undoing_that_the_decision(decide: Decide, ledger: MemoryLedger) -> None:
    before = found(ledger)
    reviews = decide(ledger).reviews
    after = found(ledger)
    assert after != before
    undos = [undo(ledger, review.id, Signature("Ben")).reviews[0] for review in reviews]
    assert found(ledger) == before
    for review in undos:
        undo(ledger, review.id, Signature("Ben"))
    assert found(ledger) == after
    assert len(list(ledger.reviews())) == 3 * len(reviews), "nothing is deleted"


def test_undo_without_a_name_takes_back_ones_own_last_decision(ledger: MemoryLedger) -> None:
    first = note(ledger, ["story-0#1"], ANN).reviews[0]
    second = note(ledger, ["story-0#1"], Signature("Ann", "more", ANN.at and ANN.at + timedelta(hours=1))).reviews[0]
    note(ledger, ["story-0#1"], Signature("Ben", "mine"))
    assert undo(ledger, "", Signature("Ann")).reviews[0].subjects == (second.id,)
    assert undo(ledger, "", Signature("Ann")).reviews[0].subjects == (first.id,)
    with pytest.raises(InputError, match="no decision of Ann"):
        undo(ledger, "", Signature("Ann"))
    with pytest.raises(InputError, match="taken back already"):
        undo(ledger, first.id, Signature("Ann"))


@pytest.mark.parametrize(
    ("decide", "words"),
    [
        (lambda ledger: merge(ledger, ["inc-gone", "story-0#1"], ANN), "no incident inc-gone"),
        (lambda ledger: merge(ledger, ["story-0#1"], ANN), "needs two"),
        (lambda ledger: split(ledger, [found(ledger)["story-0#1"].id], ANN), "is no mention"),
        (lambda ledger: split(ledger, ["story-0#1", "story-3#1"], ANN), "not of one incident"),
        (lambda ledger: split(ledger, list(BASRA), ANN), "nothing would be left"),
        (lambda ledger: confirm(ledger, "story-0#1", "abducted", ANN), "nothing is told of abducted"),
        (lambda ledger: note(ledger, ["story-0#1"], Signature("Ann", " ")), "needs words"),
        (lambda ledger: undo(ledger, "rev-gone", ANN), "no review rev-gone"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(decide: Decide, words: str, ledger: MemoryLedger) -> None:
    before = found(ledger)
    with pytest.raises(InputError, match=words):
        decide(ledger)
    assert found(ledger) == before
    assert list(ledger.reviews()) == []


def test_a_decision_on_what_is_not_resolved_yet_waits_for_it(ledger: MemoryLedger) -> None:
    add_story(ledger, a_story(7, Told(day=5, town="Kirkuk")), 7)
    merge(ledger, ["story-7#1", "story-3#1"], ANN)
    assert ledger.unjudged() == ("story-7#1",)
    resolve(ledger)
    assert groups(ledger) == {BASRA, ("story-3#1", "story-7#1")}
    assert rebuild(ledger).same


def test_the_history_tells_reports_joinings_tolls_and_decisions_in_their_order(ledger: MemoryLedger) -> None:
    (review,) = merge(ledger, ["story-0#1", "story-3#1"], ANN).reviews
    undo(ledger, review.id, Signature("Ben", "no", datetime(2024, 7, 2, tzinfo=UTC)))
    events = history(ledger, "story-0#1")
    assert [event.at for event in events] == sorted(event.at for event in events)
    kinds = [event.kind for event in events]
    assert kinds.count("report") == 3
    assert kinds.count("joined") == 2, "a tree over three mentions"
    assert [event.words for event in events if event.kind == "toll"] == ["nobody killed", "1 killed", "2 killed"]
    assert kinds[-2:] == ["review", "undone"]
    merged, undone = events[-2:]
    assert merged.who == "Ann"
    assert "the hospital's list" in merged.words
    assert "taken back since" in merged.words
    assert (undone.who, undone.id != review.id, review.id in undone.words) == ("Ben", True, True)


def test_show_gives_an_incident_by_any_of_its_names_and_a_report_with_its_bytes(ledger: MemoryLedger) -> None:
    incident = found(ledger)["story-0#1"]
    for name in (incident.id, "story-1#1"):
        shown = show(ledger, name)
        assert isinstance(shown, ShownIncident)
        assert shown.dossier.incident == incident
        assert set(shown.dossier.reports) == {"story-0", "story-1", "story-2"}
    report = show(ledger, "story-3")
    assert isinstance(report, ShownReport)
    assert report.incident_ids == (found(ledger)["story-3#1"].id,)
    assert original(ledger, "story-3") == report.report.text.encode()
    for ask in (lambda: show(ledger, "gone"), lambda: original(ledger, "gone")):
        with pytest.raises(InputError, match="there is no"):
            ask()


def test_a_graded_source_tells_its_incidents_anew(ledger: MemoryLedger) -> None:
    source, changes = describe(ledger, "Paper 1", "Ann", grade="A", kind="wire")
    assert (source.grade, source.kind) == ("A", "wire")
    assert changes.changed == (found(ledger)["story-0#1"].id,)
    killed = found(ledger)["story-0#1"].account("killed")
    assert killed is not None
    assert {telling.source.grade for telling in killed.tellings} == {"A", "F"}
    assert rebuild(ledger).same
    with pytest.raises(InputError, match="did you mean Paper 0"):
        describe(ledger, "paper", "Ann", grade="A")

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tasks.stories import TOWNS, Told, a_story, add_story
from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.ledger.memory import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.resolution.base import resolve as judgements_of
from tocsin.resolution.fold import fold
from tocsin.resolution.policy import load_policy
from tocsin.tasks import resolve as task
from tocsin.tasks.incidents import incidents
from tocsin.tasks.rebuild import rebuild
from tocsin.tasks.resolve import Resolution, resolve
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection

TOLD = st.builds(
    Told,
    town=st.sampled_from(sorted(TOWNS)),
    day=st.integers(0, 6),
    kind=st.sampled_from(["rocket", "ied", "shooting"]),
    killed=st.none() | st.integers(0, 3),
)
STORIES = st.lists(st.lists(TOLD, min_size=1, max_size=3), min_size=1, max_size=7).map(
    lambda all_told: [a_story(number, *told) for number, told in enumerate(all_told)]
)


def told(ledger: Ledger) -> dict[str, Incident]:
    return {incident.id: incident for incident in incidents(ledger, Selection())}


def groups(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(incident.mention_ids) for incident in told(ledger).values()}


def add_all(ledger: Ledger, stories: list[Extraction], cuts: set[int]) -> Resolution:
    """Add `stories` in their order and resolve behind each number in `cuts`, and at the end."""
    total = Resolution()
    for number, story in enumerate(stories):
        add_story(ledger, story, number)
        if number in cuts:
            total = total.then(resolve(ledger))
    return total.then(resolve(ledger))


@settings(max_examples=30)
@given(STORIES, st.randoms(use_true_random=False), st.sets(st.integers(0, 8)), st.integers(1, 6))
def test_any_order_and_any_batches_give_the_incidents_of_a_rebuild(
    stories: list[Extraction], random: Random, cuts: set[int], size: int
) -> None:
    straight, mixed = MemoryLedger(), MemoryLedger()
    add_all(straight, stories, set())
    shuffled = stories[:]
    random.shuffle(shuffled)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(task, "BATCH", size)
        add_all(mixed, shuffled, cuts)
    assert groups(mixed) == groups(straight)
    for ledger in (straight, mixed):
        before = told(ledger)
        built = rebuild(ledger)
        assert built.same
        assert told(ledger) == before
        assert built.incidents == len(before)


@settings(max_examples=30)
@given(STORIES, st.sets(st.integers(0, 8)))
def test_differences_that_are_not_kept_change_no_incident(stories: list[Extraction], cuts: set[int]) -> None:
    ledger = MemoryLedger()
    add_all(ledger, stories, cuts)
    entries = tuple(ledger.entries())
    every = list(judgements_of(entries, ledger, load_policy()))
    folded = fold(entries, every, ())
    assert groups(ledger) == {frozenset(entry.mention.id for entry in group) for group in folded}
    assert len(list(ledger.judgements())) <= len(every)


def test_a_difference_is_kept_where_it_matters_and_where_it_takes_back_what_was_judged() -> None:
    others = [Told(), Told(day=2, kind="shooting", killed=3), Told(day=3, kind="ied", killed=1)]
    told_apart = [a_story(number, one) for number, one in enumerate(others)]
    policy = load_policy()
    doubting = replace(policy, different=1e-9, same=0.999999)
    ledger, fresh = MemoryLedger(), MemoryLedger()
    for number, story in enumerate(told_apart):
        add_story(ledger, story, number)
        add_story(fresh, story, number)
    resolve(ledger, doubting)
    assert {judgement.verdict for judgement in ledger.judgements()} == {"unsure"}
    doubted = len(list(ledger.judgements()))
    rebuild(ledger, policy)
    assert "different" in [judgement.verdict for judgement in ledger.judgements()]
    resolve(fresh)
    assert len(list(fresh.judgements())) < doubted == len(list(ledger.judgements()))
    assert told(fresh) == told(ledger)


@settings(max_examples=20)
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_no_value_of_an_account(stories: list[Extraction], random: Random) -> None:
    straight, mixed = MemoryLedger(), MemoryLedger()
    add_all(straight, stories, set())
    shuffled = stories[:]
    random.shuffle(shuffled)
    add_all(mixed, shuffled, set(range(9)))

    def accounts(ledger: Ledger) -> dict[frozenset[str], object]:
        return {
            frozenset(incident.mention_ids): {
                account.slot: (account.disputed, account.lowest, account.highest, frozenset(map(repr, account.values)))
                for account in incident.accounts
            }
            for incident in told(ledger).values()
        }

    assert accounts(mixed) == accounts(straight)


@settings(max_examples=15)
@given(STORIES, st.sets(st.integers(0, 8)))
def test_nothing_is_in_two_incidents_and_nothing_is_lost(stories: list[Extraction], cuts: set[int]) -> None:
    ledger = MemoryLedger()
    changes = add_all(ledger, stories, cuts)
    found = [mention_id for incident in told(ledger).values() for mention_id in incident.mention_ids]
    assert sorted(found) == sorted(mention.id for story in stories for mention in story.mentions)
    assert changes.mentions == len(found)
    assert set(changes.new) == set(told(ledger))
    assert ledger.unjudged() == ()
    for incident in told(ledger).values():
        reports = [mention_id.partition("#")[0] for mention_id in incident.mention_ids]
        assert len(set(reports)) == len(reports), "two that one report tells apart are one incident"


def test_a_report_of_the_same_incident_changes_it_and_another_makes_a_new_one() -> None:
    ledger = MemoryLedger()
    add_story(ledger, a_story(1, Told(killed=1)))
    (first,) = resolve(ledger).new
    add_story(ledger, a_story(2, Told(killed=3)), 1)
    add_story(ledger, a_story(3, Told(town="Mosul", day=4, kind="ied")), 2)
    changes = resolve(ledger)
    assert changes.changed == (first,)
    assert len(changes.new) == 1
    incident = ledger.incident(first)
    assert incident is not None
    assert incident.mention_ids == ("story-1#1", "story-2#1")
    killed = incident.account("killed")
    assert killed is not None
    assert (killed.lowest, killed.highest) == (1, 3)
    assert resolve(ledger) == Resolution()


def test_what_is_stopped_between_two_batches_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "BATCH", 2)
    stories = [a_story(number, Told(day=number % 3)) for number in range(6)]
    whole, stopped = MemoryLedger(), MemoryLedger()
    for number, story in enumerate(stories):
        add_story(whole, story, number)
        add_story(stopped, story, number)
    resolve(whole)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        resolve(stopped, done=stop)
    assert len(stopped.unjudged()) == 4
    resolve(stopped)
    assert told(stopped) == told(whole)


def test_a_stop_within_a_batch_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = MemoryLedger()
    for number in range(3):
        add_story(ledger, a_story(number, Told()), number)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(task, "folded", stop)
        with pytest.raises(KeyboardInterrupt):
            resolve(ledger)
    assert len(ledger.unjudged()) == 3
    assert list(ledger.judgements()) == []
    assert len(resolve(ledger).new) == 1


def open_both(folder: Path) -> list[Callable[[], Ledger]]:
    return [MemoryLedger, lambda: open_ledger(str(folder / "tracker.db"))]


def test_a_file_gives_the_same_incidents_as_memory(tmp_path: Path) -> None:
    stories = [a_story(n, Told(day=n % 2, killed=n % 3), Told("Mosul", n % 3, "ied")) for n in range(8)]
    found = []
    for opened in open_both(tmp_path):
        ledger = opened()
        add_all(ledger, stories, {2, 5})
        assert rebuild(ledger).same
        found.append(told(ledger))
        ledger.close()
    assert found[0] == found[1]


def test_what_later_changes_counts_once() -> None:
    first = Resolution(2, new=("a", "b"), changed=("c",))
    later = Resolution(1, new=("d",), changed=("a", "c"), gone=("b",), unsure=1)
    assert first.then(later) == Resolution(3, new=("a", "d"), changed=("c",), gone=(), unsure=1)

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.network.dossier import dossier
from tocsin.analysis.network.aliases import Aliases, aliases
from tocsin.analysis.network.bonds import status_of
from tocsin.analysis.network.build import network_of
from tocsin.testing.builders import SEEN, a_claim, a_mention, a_report, a_source, a_span, a_tie, an_entry, an_incident
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.network import Bond, KnownActor, Network, ToldTie
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor

TABLE = aliases()


def the_dossier(at: date | None = None) -> Network:
    incidents, ties = dossier()
    return network_of(incidents.values(), ties, TABLE, at=at)


def by_name(network: Network) -> dict[str, KnownActor]:
    return {actor.name: actor for actor in network.actors}


def between(network: Network, head: str, tail: str) -> Bond:
    names = {actor.id: actor.name for actor in network.actors}
    return next(bond for bond in network.bonds if {names[bond.head], names[bond.tail]} == {head, tail})


def told(name: str, stance: Stance = "claims", number: int = 1, day: date | None = date(2024, 5, 8)) -> Incident:
    """An incident by `name`, in a report of its own."""
    report = a_report(f"{name} struck with rockets; it claimed so.", id=f"r{number}")
    claims = [
        a_claim("kind", span=a_span("rockets", report)),
        a_claim("status", span=a_span("claimed", report)),
        a_claim("trigger", span=a_span("struck", report)),
        a_claim("perpetrator", Actor(name), cut(report, 0, len(name)), stance=stance),
    ]
    return an_incident(an_entry(a_mention(*claims, id=f"r{number}#1", report=report), number, published=day))


def test_the_bundled_dossier_has_its_actors_under_one_name_each() -> None:
    actors = by_name(the_dossier())
    assert {"Kataib Hezbollah", "Palm Grove Brigade", "Companions of the Dawn", "Popular Mobilization Forces"} <= set(
        actors
    )
    assert [naming.words for naming in actors["Popular Mobilization Forces"].names] == ["Popular Mobilization Units"]
    assert len(actors["Palm Grove Brigade"].incident_ids("claims")) == 3
    assert len(actors["Kataib Hezbollah"].incident_ids("suspected")) == 1


def test_ties_of_the_dossier_have_status_evidence_and_days() -> None:
    network = the_dossier()
    front = between(network, "Companions of the Dawn", "Kataib Hezbollah")
    assert (front.relation, front.status) == ("front-for", "disputed")
    assert [telling.status for telling in front.tellings] == ["suspected", "denied"]
    assert (front.first_told, front.last_told) == (date(2020, 8, 13), date(2020, 8, 18))
    assert between(network, "Palm Grove Brigade", "Kataib Hezbollah").status == "suspected"
    units = between(network, "Kataib Hezbollah", "Popular Mobilization Forces")
    assert (units.status, len(units.tellings)) == ("stated", 2)
    assert all(
        telling.evidence.quote and telling.evidence.report_id for bond in network.bonds for telling in bond.tellings
    )


def test_fronts_are_an_inference_that_names_its_tie_and_incidents() -> None:
    network = the_dossier()
    names = {actor.id: actor.name for actor in network.actors}
    found = {(names[one.front], names[one.behind]): one for one in network.frontings}
    assert set(found) == {
        ("Palm Grove Brigade", "Kataib Hezbollah"),
        ("Companions of the Dawn", "Kataib Hezbollah"),
    }
    one = found["Palm Grove Brigade", "Kataib Hezbollah"]
    assert one.bond.status == "suspected"
    assert set(one.incident_ids) == set(by_name(network)["Palm Grove Brigade"].incident_ids("claims"))


def test_the_view_at_a_day_holds_what_was_told_by_its_end() -> None:
    before, after = the_dossier(at=date(2020, 8, 12)), the_dossier(at=date(2020, 8, 13))
    assert not [bond for bond in before.bonds if bond.relation == "front-for"]
    assert between(after, "Companions of the Dawn", "Kataib Hezbollah").status == "suspected"
    assert len(by_name(before)["Palm Grove Brigade"].incident_ids("claims")) == 2
    assert the_dossier(at=date(2020, 1, 1)).actors == ()


def test_clusters_hold_who_is_tied() -> None:
    network = the_dossier()
    actors = by_name(network)
    (cluster,) = [one for one in network.clusters if actors["Kataib Hezbollah"].id in one]
    assert actors["Palm Grove Brigade"].id in cluster
    assert actors["Kataib Hezbollah"].cluster == actors["Palm Grove Brigade"].cluster is not None


def test_nobody_without_a_name_is_one_actor_across_incidents() -> None:
    network = network_of([told("Gunmen", "identified", 1), told("Gunmen", "identified", 2)], [], TABLE)
    assert network.actors == ()
    assert [one.words for one in network.unnamed] == ["Gunmen", "Gunmen"]
    assert len({one.incident_id for one in network.unnamed}) == 2


def test_spellings_of_the_table_are_one_actor_and_of_no_table_only_when_folded() -> None:
    incidents = [
        told("Kata'ib Hizballah", number=1),
        told("كتائب حزب الله", number=2),
        told("Harbour League", number=3),
        told("the Harbour-League", number=4),
        told("Harber Leegue", number=5),
    ]
    network = network_of(incidents, [], TABLE)
    actors = by_name(network)
    assert set(actors) == {"Kataib Hezbollah", "Harbour League", "Harber Leegue"}
    assert len(actors["Kataib Hezbollah"].incident_ids("claims")) == 2
    assert {(n.words, n.way) for n in actors["Kataib Hezbollah"].names} == {
        ("Kata'ib Hizballah", "table"),
        ("كتائب حزب الله", "table"),
    }
    assert all(naming.source for naming in actors["Kataib Hezbollah"].names)
    assert len(actors["Harbour League"].incident_ids()) == 2
    (proposal,) = network.proposals
    assert {proposal.one, proposal.other} == {actors["Harbour League"].id, actors["Harber Leegue"].id}
    assert proposal.why == "sound"


def test_a_tie_of_a_selection_needs_an_actor_in_it() -> None:
    tie = ToldTie(a_tie(), a_source(), date(2024, 5, 8), SEEN)
    assert len(network_of([told("Other League")], [tie], TABLE).bonds) == 1
    assert network_of([told("Other League")], [tie], TABLE, only_involved=True).bonds == ()
    assert len(network_of([told("Dawn Brigade")], [tie], TABLE, only_involved=True).bonds) == 1


def test_a_tie_of_nobody_in_particular_is_left_out_and_told() -> None:
    report = a_report("The militia, which is part of the Harbour League, fired.")
    tie = replace(
        a_tie("part-of"),
        report_id=report.id,
        head=a_span("The militia", report),
        tail=a_span("the Harbour League", report),
        evidence=a_span("which is part of", report),
    )
    network = network_of([], [ToldTie(tie, a_source(), None, SEEN)], TABLE)
    assert network.bonds == ()
    assert [one.tie.head.quote for one in network.untied] == ["The militia"]


def test_also_known_as_is_for_a_person_to_decide() -> None:
    tie = ToldTie(a_tie("also-known-as"), a_source(), date(2024, 5, 8), SEEN)
    network = network_of([], [tie], TABLE)
    (proposal,) = network.proposals
    assert (proposal.why, len(network.actors)) == ("told", 2)
    assert proposal.evidence[0].quote == "which officials call a front for the Harbour League"


def test_what_somebody_told_apart_is_not_proposed_again() -> None:
    incidents = [told("Harbour League", number=1), told("Harber Leegue", number=2)]
    apart = replace(TABLE, different=frozenset({frozenset({"Harbour League", "Harber Leegue"})}))
    assert network_of(incidents, [], TABLE).proposals
    assert network_of(incidents, [], apart).proposals == ()


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Kataib Hezbollah", "Asaib Ahl al-Haq", None),
        ("Kata'ab Hizbollah", "Kataib Hezbollah", "sound"),
        ("كتائب النخيل", "Kataib al-Nakhil", "sound"),
        ("Nakhil", "Harakat al-Nakhil", "words"),
        ("Free Valley Front", "FVF", "initials"),
        ("Revolutionary Harbour Committee", "Revolutionary Harbor Committee", "sound"),
        ("Harbour Brigade", "Desert Brigade", None),
    ],
)
def test_names_that_are_only_alike_are_proposed(one: str, other: str, why: str | None) -> None:
    network = network_of([told(one, number=1), told(other, number=2)], [], TABLE)
    assert [proposal.why for proposal in network.proposals] == ([why] if why else [])
    assert len(network.actors) == 2


def test_order_of_what_comes_in_changes_nothing() -> None:
    incidents, ties = dossier()
    one = network_of(incidents.values(), ties, TABLE)
    other = network_of(reversed(list(incidents.values())), tuple(reversed(ties)), TABLE)
    assert (one.actors, one.bonds, one.clusters) == (other.actors, other.bonds, other.clusters)


def test_statuses_come_to_one() -> None:
    assert status_of(["suspected"]) == "suspected"
    assert status_of(["suspected", "stated"]) == "stated"
    assert status_of(["denied"]) == "denied"
    assert status_of(["denied", "suspected"]) == "disputed"


def test_voices_tell_a_channel_of_its_own_from_a_speaker() -> None:
    network = the_dossier()
    actor = by_name(network)["Palm Grove Brigade"]
    (voicing,) = [one for one in network.voicings if one.actor == actor.id]
    assert (voicing.voice, voicing.spoken, len(voicing.evidence)) == ("Palm Grove Channel", False, 3)


def test_nothing_is_a_network_too() -> None:
    assert network_of([], [], Aliases()) == Network((), ())

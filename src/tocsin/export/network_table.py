"""A network and one of its actors in words for people; every line names its incidents and sources."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tocsin.export.palette import hue
from tocsin.export.visible import one_line
from tocsin.export.wording import STANCE_WORDS, counted, day_words, term_words, when_words
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import Bond, Deed, KnownActor, Naming, Network, Part, Proposal, Voicing
from tocsin.vocabulary.terms import STANCES, Stance

RELATION_WORDS = {
    "part-of": "is part of",
    "linked-to": "is linked to",
    "front-for": "is a front for",
    "backed-by": "is backed by",
    "leads": "leads",
    "member-of": "is a member of",
    "splinter-of": "split from",
    "allied-with": "is allied with",
    "rival-of": "is a rival of",
    "also-known-as": "is also known as",
}
WHY_WORDS = {
    "told": "a report says so",
    "sound": "the names sound alike",
    "words": "one name holds the other",
    "spelling": "the names are spelled alike",
    "initials": "one is the initials of the other",
}
KIND_WORDS = {"group": "group", "individual": "person", "state": "state", "unknown": "kind unknown"}
MOST = 20
"""Ids of incidents that a line names."""
SHOWN = 3
"""Words that are shown of an actor of whom is asked whether another is the same."""


def show_network(network: Network, console: Console) -> None:
    """Print `network` to `console`: actors, ties, clusters, fronts, and what a person has to decide."""
    if not network.actors:
        console.print("Nobody is named.")
        return
    names = {actor.id: one_line(actor.name) for actor in network.actors}
    if network.at:
        _line(console, f"As told by the end of {day_words(network.at)}", "dim")
    for actor in network.actors:
        _actor(actor, console)
    _section(console, "Ties", [_bond(bond, names) for bond in network.bonds])
    _section(console, "Clusters", [_cluster(n, one, names) for n, one in enumerate(network.clusters, start=1)])
    fronts = [
        Text(f"{names[one.front]} may have claimed for {names[one.behind]} ({one.bond.status}): ")
        + Text(some_ids(one.incident_ids))
        for one in network.frontings
    ]
    _section(console, "By whose voice claims are known", [_voicing(one, names) for one in network.voicings])
    _section(console, "Claims of those said to be fronts", fronts)
    proposals = [_proposal(one, names) for one in network.proposals]
    _section(console, "May be one actor; tocsin actors review asks", proposals)
    unnamed = [(one_line(one.words), one.incident_id) for one in network.unnamed]
    by_words = groupby(sorted(unnamed), lambda one: one[0])
    lines = [Text(f"{words}: {some_ids(id_ for _, id_ in ids)}") for words, ids in by_words]
    _section(console, "Without a name, and taken for nobody", lines)
    console.print()
    _line(console, f"{counted(len(network.actors), 'actor')}, {counted(len(network.bonds), 'tie')}")


def show_actor(actor: KnownActor, network: Network, console: Console) -> None:
    """Print all that `network` has of `actor`: names, ties and incidents with every word behind them."""
    names = {one.id: one_line(one.name) for one in network.actors}
    _line(console, f"{one_line(actor.name)}  {KIND_WORDS[actor.kind]}  {actor.id}", "bold")
    for naming in actor.names:
        how = _how(naming)
        _indented(console, Text(f"{one_line(naming.words)}, {naming.times} × ({how})"))
    if actor.cluster:
        _indented(console, Text(f"cluster {actor.cluster}: {_members(network.clusters[actor.cluster - 1], names)}"))
    bonds = [bond for bond in network.bonds if actor.id in {bond.head, bond.tail}]
    _head(console, "Ties", bool(bonds))
    for bond in bonds:
        _indented(console, _bond(bond, names))
        for telling in bond.tellings:
            _indented(console, Text(f"{telling.status}: {evidence_words(telling.evidence)}", "dim"), 6)
    deeds = {deed.incident_id: deed for deed in network.deeds}
    _head(console, "Incidents", bool(actor.parts))
    for part in sorted(actor.parts, key=lambda part: (_first_day(deeds, part), part.incident_id)):
        deed = deed_words(deeds.get(part.incident_id), part.incident_id)
        _indented(console, Text(f"{deed}: {STANCE_WORDS[part.stance]}"))
        for evidence in part.evidence:
            _indented(console, Text(evidence_words(evidence), "dim"), 6)
    own = [one for one in network.proposals if actor.id in {one.one, one.other}]
    _section(console, "May be one with; tocsin actors review asks", [_proposal(one, names) for one in own])


def _how(naming: Naming) -> str:
    if naming.source.startswith("decided by "):
        return naming.source
    return f"by the alias table: {naming.source}" if naming.source else f"{naming.way} match"


def _first_day(deeds: dict[str, Deed], part: Part) -> str:
    deed = deeds.get(part.incident_id)
    return deed.when.start.isoformat() if deed and deed.when.start else ""


def deed_words(deed: Deed | None, incident_id: str) -> str:
    """Return "rocket, Camp Taji, 15 Aug 2020 inc-d9ff16c092f6"."""
    if deed is None:
        return incident_id
    parts = (term_words(deed.kind), one_line(deed.where), when_words(deed.when))
    return f"{', '.join(part for part in parts if part)} {incident_id}"


def evidence_words(evidence: Evidence) -> str:
    """Return words with their source: "“a front”, says the army (Gulf Courier, 8 May 2024, courier-1)"."""
    speaker = f", says {one_line(evidence.speaker)}" if evidence.speaker else ""
    day = day_words(evidence.published) if evidence.published else f"seen {day_words(evidence.told_on)}"
    source = one_line(evidence.source.name) or "source unknown"
    return f"“{one_line(evidence.sentence or evidence.quote)}”{speaker} ({source}, {day}, {evidence.report_id})"


def _actor(actor: KnownActor, console: Console) -> None:
    head = Text.assemble((one_line(actor.name), f"bold {hue('perpetrator')}"), f"  {KIND_WORDS[actor.kind]}")
    if actor.cluster:
        head.append(f"  cluster {actor.cluster}")
    console.print(head.append(f"  {actor.id}", "dim"))
    others = [one_line(one.words) for one in actor.names if one.words != actor.name]
    if others:
        _indented(console, Text(f"also {'; '.join(dict.fromkeys(others))}"))
    for stance in _stances():
        ids = actor.incident_ids(stance)
        if ids:
            sources = dict.fromkeys(
                one_line(e.source.name) or e.report_id for p in actor.parts if p.stance == stance for e in p.evidence
            )
            told = f"  told by {'; '.join(sources) or 'a reviewer'}"
            _indented(console, Text.assemble(f"{STANCE_WORDS[stance]}: {some_ids(ids)}", (told, "dim")))


def _stances() -> Iterable[Stance]:
    return STANCES  # type: ignore[return-value]  # the same list, by its narrower name


def _bond(bond: Bond, names: dict[str, str]) -> Text:
    told = day_words(bond.first_told)
    if bond.last_told != bond.first_told:
        told = f"{told} to {day_words(bond.last_told)}"
    speakers = [one.evidence.speaker or one.evidence.source.name or one.evidence.report_id for one in bond.tellings]
    sources = "; ".join(dict.fromkeys(one_line(word) for word in speakers))
    words = f"{names[bond.head]} {RELATION_WORDS[bond.relation]} {names[bond.tail]}"
    return Text.assemble(words, (f"  {bond.status}", "italic"), (f"  told {told} by {sources}", "dim"))


def _cluster(number: int, cluster: Sequence[str], names: dict[str, str]) -> Text:
    return Text(f"{number}  {_members(cluster, names)}")


def _members(cluster: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(sorted(names[id_] for id_ in cluster))


def _proposal(one: Proposal, names: dict[str, str]) -> Text:
    return Text(f"{names[one.one]} = {names[one.other]}?  {WHY_WORDS[one.why]} ({one.score:.2f})")


def show_proposal(one: Proposal, network: Network, console: Console) -> None:
    """Print two actors that may be one, why, and what is told of each."""
    names = {actor.id: one_line(actor.name) for actor in network.actors}
    console.print(_proposal(one, names))
    for evidence in one.evidence:
        _indented(console, Text(evidence_words(evidence), "dim"))
    for actor in network.actors:
        if actor.id in {one.one, one.other}:
            _actor(actor, console)
            told = [evidence for part in actor.parts for evidence in part.evidence]
            for evidence in told[:SHOWN]:
                _indented(console, Text(evidence_words(evidence), "dim"))
            if len(told) > SHOWN:
                _indented(console, Text(f"and {len(told) - SHOWN} more", "dim"))


def _voicing(one: Voicing, names: dict[str, str]) -> Text:
    how = "is said to say so" if one.spoken else "tells it itself"
    voice = one_line(one.voice) or "a source unknown"
    return Text(f"{names[one.actor]}: {voice} {how}: {some_ids(e.incident_id for e in one.evidence)}")


def some_ids(ids: Iterable[str]) -> str:
    """Return ids, the first ones where there are very many, and how many more there are."""
    every = list(dict.fromkeys(ids))
    more = f" and {len(every) - MOST} more (--format json has all)" if len(every) > MOST else ""
    return ", ".join(every[:MOST]) + more


def _section(console: Console, title: str, lines: Sequence[Text]) -> None:
    _head(console, title, bool(lines))
    for line in lines:
        _indented(console, line)


def _head(console: Console, title: str, shown: bool) -> None:
    if shown:
        console.print()
        console.print(Text(title, style="bold"))


def _indented(console: Console, words: Text, by: int = 3) -> None:
    console.print(Padding(words, (0, 0, 0, by)))


def _line(console: Console, words: str, style: str = "") -> None:
    console.print(Text(words, style=style))

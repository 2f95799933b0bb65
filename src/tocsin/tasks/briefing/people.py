"""Who: the network of actors, and who claims what."""

from collections.abc import Iterable, Sequence

from tocsin.export.brief.base import Block, Bullets, Name, Paragraph, Piece, Plot, Register, Section, Sentence, Table
from tocsin.export.incident_words import title_of
from tocsin.export.pictures.web import Line, Node, network_picture
from tocsin.export.visible import one_line
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.phrases import joined, says
from tocsin.vocabulary.authorship import Authorship, Tally, Word
from tocsin.vocabulary.network import KnownActor, Network
from tocsin.vocabulary.terms import Stance

DID_IT: tuple[Stance, ...] = ("claims", "admits", "identified", "blamed", "suspected")
ROWS = 40
QUOTES = 2
CONTESTS = {
    "event-denied": "that it happened at all is denied",
    "authorship-denied": "somebody who is named denies it",
    "several-claim": "several claim it",
    "another-blamed": "another is blamed than claims it",
}


def people(material: Material, register: Register) -> Section:
    """Return the part on who is named, how they belong together and what they claim."""
    network, known = material.network, {incident.id for incident in material.known}
    blocks: list[Block] = []
    if network.actors:
        blocks += _network(network, known, register)
    else:
        blocks.append(Paragraph(("Nobody is named in the reports of these incidents.",)))
    blocks += _claims(material, known, register)
    return Section("who", "Who is behind it", tuple(blocks))


def _network(network: Network, known: set[str], register: Register) -> list[Block]:
    names = {actor.id: one_line(actor.name) for actor in network.actors}
    parts = {actor.id: _named_in(actor, known) for actor in network.actors}
    nodes = [
        Node(a.id, names[a.id], a.kind, len(parts[a.id]), f"actor-{n}") for n, a in enumerate(network.actors[:ROWS], 1)
    ]
    lines = [
        Line(bond.head, bond.tail, bond.relation, bond.status, f"tie-{n}")
        for n, bond in enumerate(network.bonds, 1)
        if bond.head in names and bond.tail in names
    ]
    rows = tuple(_actor(actor, known, register) for actor in network.actors[:ROWS])
    keys = tuple(f"actor-{n}" for n, _ in enumerate(network.actors[:ROWS], 1))
    heads = ("Actor", "Also written", "Claims it", "Laid to them", "Denies it")
    caption = (
        "Actors" if len(network.actors) <= ROWS else f"The {ROWS} actors of {len(network.actors)} that most is told of"
    )
    blocks: list[Block] = []
    if lines or len(nodes) > 1:
        blocks.append(
            Plot(
                network_picture(nodes, lines),
                ("Ties are those that reports tell of, each with its status: a tie is no proof.",),
            )
        )
    blocks.append(Table(heads, rows, caption, keys))
    ties = [(n, bond) for n, bond in enumerate(network.bonds, 1) if bond.head in names and bond.tail in names]
    if ties:
        tie_rows = tuple(
            (
                (Name(names[bond.head]), f" – {bond.relation.replace('-', ' ')} – ", Name(names[bond.tail])),
                (bond.status,),
                joined(says(one.evidence) for one in bond.tellings[:QUOTES]),
            )
            for _, bond in ties
        )
        blocks.append(Table(("Tie", "Status", "In the words of"), tie_rows, "Ties", tuple(f"tie-{n}" for n, _ in ties)))
    return blocks


def _named_in(actor: KnownActor, known: set[str]) -> list[str]:
    return [id_ for id_ in actor.incident_ids() if id_ in known]


def _actor(actor: KnownActor, known: set[str], register: Register) -> tuple[Sentence, ...]:
    others = [one_line(one.words) for one in actor.names if one.words != actor.name][:4]
    pieces: list[Piece] = []
    for other in others:
        pieces += [", ", Name(other)] if pieces else [Name(other)]

    def count(*stances: Stance) -> Sentence:
        ids = [id_ for id_ in actor.incident_ids(*stances) if id_ in known]
        return (register.number(f"{len(ids)}", ids),) if ids else ()

    return (
        (Name(one_line(actor.name)),),
        tuple(pieces),
        count("claims", "admits"),
        count("identified", "blamed", "suspected"),
        count("denies"),
    )


def _claims(material: Material, known: set[str], register: Register) -> list[Block]:
    found = [one for one in material.claims.authorships if one.incident_id in known]
    blocks: list[Block] = []
    tallies = [_tally(one, known, register) for one in material.claims.tallies]
    if found:
        blocks.append(Paragraph(_summary(found, register)))
    if tallies:
        blocks.append(
            Paragraph(
                ("Attacks that reports only count; they may hold some of the others and are never added to them:",)
            )
        )
        blocks.append(Bullets(tuple(tallies)))
    contested = [one for one in found if one.contests or one.refuted]
    if contested:
        rows = tuple(_contested(one, material, register) for one in contested)
        blocks.append(Table(("Incident", "Contested", "In the words of"), rows, "Contested claims"))
    return blocks


def _summary(found: Sequence[Authorship], register: Register) -> Sentence:
    groups = (
        ("claimed", [one for one in found if one.outcome == "claimed"]),
        ("laid to somebody", [one for one in found if one.outcome == "attributed"]),
        ("told to be unclaimed", [one for one in found if one.outcome == "unclaimed"]),
        ("of which no report says who did it", [one for one in found if one.outcome == "untold"]),
        ("denied to have happened", [one for one in found if one.denials]),
    )
    parts: list[Sentence] = [
        (register.number(f"{len(those)}", [one.incident_id for one in those]), f" {words}")
        for words, those in groups
        if those
    ]
    every = register.number(f"{len(found)}", [one.incident_id for one in found])
    return ("Of ", every, f" incident{'' if len(found) == 1 else 's'} of the period: ", *joined(parts, ", "), ".")


def _tally(tally: Tally, known: set[str], register: Register) -> Sentence:
    ids = [id_ for id_ in tally.incident_ids if id_ in known]
    about = "around " if tally.approximate else ""
    who = joined(_speakers(tally.claimants), ", ")
    denied = "a number not told" if tally.denied is None else f"{tally.denied}"
    words: list[Piece] = [register.number(f"{about}{tally.claimed}", ids), " claimed"]
    words += [" by ", *who] if who else []
    if tally.denials:
        words += [f", {denied} denied by ", *joined(_speakers(tally.denials), ", ")]
    quotes = joined(says(one) for one in tally.evidence[:QUOTES])
    return (*words, ": ", *quotes) if quotes else tuple(words)


def _speakers(words: Iterable[Word]) -> list[Sentence]:
    names = dict.fromkeys(one_line(word.who) for word in words if word.who)
    return [(Name(name),) for name in names]


def _contested(one: Authorship, material: Material, register: Register) -> tuple[Sentence, ...]:
    incident = material.incident(one.incident_id)
    title = title_of(incident) if incident else one.incident_id
    what = [CONTESTS[contest] for contest in one.contests]
    if one.refuted:
        what.append("nobody but claimants and deniers tells of it")
    words = [*one.claims[:QUOTES], *one.denials[:QUOTES], *one.disowned[:1], *one.attributions[:1]]
    quotes = joined((Name(one_line(w.who) or "somebody"), ": ", *says(w.evidence)) for w in words)
    return (register.number(title, [one.incident_id]),), ("; ".join(what),), quotes

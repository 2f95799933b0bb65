"""The first part of a brief: the figures and the sentences that somebody who reads no further should know."""

from collections.abc import Sequence

from tocsin.analysis.severity.tolls import TollSum
from tocsin.export.brief.base import Block, Bullets, Paragraph, Piece, Register, Section, Sentence, Tile, Tiles
from tocsin.export.facts import estimate
from tocsin.export.incident_words import title_of
from tocsin.export.wording import day_words, when_words
from tocsin.tasks.briefing.gravity import tolls_of_period
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.pace import verdict_words
from tocsin.tasks.briefing.phrases import counted, ids_of, joined
from tocsin.vocabulary.incident import Incident


def opening(material: Material, register: Register) -> Section:
    """Return the part that comes first."""
    blocks: list[Block] = []
    if material.happened or material.news:
        blocks.append(Tiles(tuple(_tiles(material, register))))
    blocks.append(Bullets(tuple(_sentences(material, register))))
    if not material.known:
        blocks.append(
            Paragraph(
                (
                    "The tracker holds no incident of these days and this selection. That may mean that there was "
                    "none, or that nothing was read that tells of one.",
                )
            )
        )
    return Section("brief", "In short", tuple(blocks))


def _tiles(material: Material, register: Register) -> list[Tile]:
    days = f"attacks in {material.question.days} days" if material.question.days > 1 else "attacks on the day"
    if len(material.happened) == 1:
        days = days.replace("attacks", "attack")
    before = register.number(f"{len(material.before):,}", ids_of(material.before)) if material.before else "none"
    tiles = [
        Tile(
            (register.number(f"{len(material.happened):,}", ids_of(material.happened)),),
            days,
            (before, " in as many days before"),
        )
    ]
    for toll in tolls_of_period(material):
        if toll.told_ids and (toll.harm != "abducted" or toll.high):
            note = f"told of {len(toll.told_ids)} of {len(material.happened)}"
            tiles.append(Tile((register.number(_people(toll), toll.told_ids),), toll.harm, (note,)))
    contested = disputed(material)
    tiles.append(
        Tile(
            (register.number(f"{len(contested)}", ids_of(contested)),), "in dispute", ("sources contradict each other",)
        )
    )
    late = (*counted(register, material.late, "attack"), " of earlier days")
    tiles.append(
        Tile(
            (register.number(f"{len(material.news):,}", ids_of(material.news)),),
            "first told of",
            late if material.late else (),
        )
    )
    return tiles


def _people(toll: TollSum) -> str:
    """Return "5", "3–5", "3–5+": the sum by all that is told, with a plus where its end is open."""
    numbers = f"{toll.low}" if toll.low == toll.high else f"{toll.low}–{toll.high}"
    return f"{numbers}+" if toll.endless_ids else numbers


def disputed(material: Material) -> tuple[Incident, ...]:
    """Return the attacks of the period, and the news, that sources contradict each other in."""
    found = {incident.id: incident for incident in (*material.happened, *material.news) if incident.disputed}
    return tuple(found.values())


def _sentences(material: Material, register: Register) -> list[Sentence]:
    question = material.question
    period = f"from {day_words(question.since)} to {day_words(question.day)}"
    found: list[Sentence] = [_how_many(material, register, period)]
    if material.tempo:
        start = material.tempo.window.start
        counts = counted(register, material.background, "attack")
        found.append((*verdict_words(material, register), " Counted: ", *counts, f" since {day_words(start)}."))
    worst = _worst(material.happened)
    if worst is not None:
        found.append(("The deadliest: ", register.number(title_of(worst), [worst.id]), "."))
    found += _authors(material, register)
    changed = {difference.incident.id: difference.incident for difference in material.differences}
    if changed:
        found.append(
            (
                *counted(register, tuple(changed.values()), "earlier incident"),
                " changed: what is told now is not what was told before.",
            )
        )
    if material.ahead:
        found.append(
            (
                *counted(register, material.ahead, "attack"),
                " threatened or planned: announced, and not counted as attacks.",
            )
        )
    if material.answers:
        found.append(
            (
                *counted(register, material.answers, "arrest or seizure", "arrests or seizures"),
                " told of; not counted as attacks.",
            )
        )
    if material.coming:
        first = material.coming[0]
        found.append(
            (
                f"Coming: {when_words(first.when)}, {first.sort}",
                *([f", and {len(material.coming) - 1} more"] if len(material.coming) > 1 else []),
                ".",
            )
        )
    return found


def _how_many(material: Material, register: Register, period: str) -> Sentence:
    if not material.happened:
        return (
            f"No attack is known {period}; ",
            *counted(register, material.before, "attack"),
            " in as many days before.",
        )
    parts: list[Piece] = [*counted(register, material.happened, "attack"), f" {period}, "]
    parts += [register.number(f"{len(material.before):,}", ids_of(material.before)) if material.before else "none"]
    parts.append(" in as many days before")
    if material.late:
        parts += ["; ", *counted(register, material.late, "attack"), " of earlier days became known only now"]
    return (*parts, ".")


def _worst(incidents: Sequence[Incident]) -> Incident | None:
    """Return the attack with most dead by what stands, None where none is told to have any."""
    dead = [(estimate(incident.account("killed")).best or 0, incident) for incident in incidents]
    most = max((number for number, _ in dead), default=0)
    return next((incident for number, incident in dead if number == most), None) if most else None


def _authors(material: Material, register: Register) -> list[Sentence]:
    shown = {incident.id for incident in material.known}
    claimed = [one.incident_id for one in material.claims.authorships if one.claims and one.incident_id in shown]
    denied = [one.incident_id for one in material.claims.authorships if one.denials and one.incident_id in shown]
    parts: list[Sentence] = []
    if claimed:
        parts.append(("Claimed by somebody: ", register.number(f"{len(claimed)}", claimed)))
    if denied:
        parts.append(("denied to have happened: ", register.number(f"{len(denied)}", denied)))
    return [(*joined(parts, "; "), ".")] if parts else []

"""Where and when: the map and the timeline."""

from datetime import timedelta

from tocsin.export.brief.base import Block, Paragraph, Plot, Register, Section, Sentence
from tocsin.export.pictures.map import incident_map
from tocsin.export.pictures.timeline import Flag, Stretch, timeline
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.phrases import counted, ids_of
from tocsin.tasks.briefing.pictured import pictured
from tocsin.tasks.briefing.question import AHEAD

LONGEST = 84
"""Days at most that a timeline shows before the last one, but for a longer period."""


def whereabouts(material: Material, register: Register) -> Section:
    """Return the part with map and timeline."""
    fresh = frozenset(ids_of((*material.happened, *material.news)))
    of_period = [i for i in (*material.background, *material.late) if i.id in fresh]
    every = {incident.id: incident for incident in (*material.background, *of_period)}
    shown = pictured(every.values(), fresh)
    blocks: list[Block] = []
    if any(one.lat is not None or one.country for one in shown):
        blocks.append(Plot(incident_map(shown, register.place), _unplaced(material, register)))
    else:
        blocks.append(Paragraph(("No attack has a place that is known: there is no map to draw.",)))
    stretch = _stretch(material)
    flags = [
        Flag(o.when.start, o.when.end, f"{o.sort} – {o.words}", o.id)
        for o in (*material.past, *material.coming)
        if o.when.start and o.when.end
    ]
    if any(one.start for one in shown) or flags:
        blocks.append(Plot(timeline(shown, flags, stretch, register.place)))
    return Section("places", "Where and when", tuple(blocks))


def _unplaced(material: Material, register: Register) -> Sentence:
    """Say which attacks of the period the map has no place for."""
    found = [
        incident
        for incident, one in zip(material.happened, pictured(material.happened, frozenset()), strict=True)
        if one.lat is None and not one.country
    ]
    if not found:
        return ()
    return (
        *counted(register, found, "attack"),
        " of the period not on the map: where is not known."
        if len(found) > 1
        else " of the period is not on the map: where is not known.",
    )


def _stretch(material: Material) -> Stretch:
    question = material.question
    begins = max(question.start, question.day - timedelta(days=max(LONGEST, question.days) - 1))
    starts = [days.start for days in pictured(material.background, frozenset()) if days.start]
    first = min([question.since, *starts])
    start = max(begins, min(first, question.since - timedelta(days=question.days)))
    last = max([question.day, *(one.when.start for one in material.coming if one.when.start)])
    return Stretch(start, question.since, question.day, min(last, question.day + timedelta(days=min(AHEAD, 21))))

"""Slots 6 and 7: by which means."""

from bench.muc import features
from bench.muc.judges import judge
from bench.muc.keeping import kept
from bench.muc.template import Fill, Template
from bench.muc.told import Told
from bench.muc.words import bare


def fill_instruments(template: Template, told: Told) -> None:
    """Fill slots 6 and 7 from the weapons; a verb alone tells of a gun or a bomb without naming it."""
    if template.type in {"ARSON", "KIDNAPPING"}:
        return
    for claim in kept(told, told.of("weapon")):
        name = bare(claim.span.quote)
        template.add(6, Fill(string=name))
        template.add(7, Fill(judge("weapon").answer(features.weapon(told, claim, template.type)), name))
    if 7 not in template.fills:
        value = judge("means").answer(features.means(told, template.type))
        if value:
            template.add(7, Fill(value, "-"))

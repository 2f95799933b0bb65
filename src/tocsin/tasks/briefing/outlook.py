"""What is coming: public events ahead, and whether attacks came before or after such events so far."""

from tocsin.analysis.occasions.around import Around
from tocsin.analysis.occasions.assess import Occasions
from tocsin.analysis.occasions.known import CalendarEntry, KnownOccasion
from tocsin.analysis.occasions.verdict import side_words
from tocsin.analysis.tempo.wording import number, percent, times
from tocsin.export.brief.base import Block, Lead, Name, Paragraph, Quote, Register, Section, Sentence, Table, Tone
from tocsin.export.visible import one_line
from tocsin.export.wording import day_words, when_words
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.question import AHEAD

TONES: dict[str, Tone] = {"more": "rise", "fewer": "fall"}
ROWS = 12
USUAL = 1.0
"""Where fewer attacks than this are usual, one more or less is many times as many, and says nothing."""


def outlook(material: Material, register: Register) -> Section:
    """Return the part on occasions."""
    blocks: list[Block] = []
    if material.coming:
        rows = tuple(_coming(one) for one in material.coming)
        keys = tuple(one.id for one in material.coming)
        blocks.append(Table(("When", "What", "Told by"), rows, f"The next {AHEAD} days", keys))
    else:
        blocks.append(
            Paragraph(
                (f"No public event of the next {AHEAD} days is known: neither reports nor a calendar tell of one.",)
            )
        )
    around = material.occasions
    if around and around.sorts:
        known = {incident.id for incident in material.known}
        blocks.append(Lead((around.verdict.sentence,), TONES.get(around.verdict.finding, "even")))
        countable = [one for one in around.sorts if one.expected >= USUAL]
        rows = tuple(_around(one, around, known, register) for one in countable[:ROWS])
        heads = ("", "Attacks", "Usual", "Times the usual", "More than usual", "By chance, all questions together")
        if rows:
            blocks.append(Table(heads, rows, "Before, during and after events so far"))
    if material.past:
        keys = tuple(one.id for one in material.past)
        blocks.append(
            Table(
                ("When", "What", "Told by"),
                tuple(_coming(one) for one in material.past),
                "Events of the days looked at",
                keys,
            )
        )
    return Section("ahead", "What is coming", tuple(blocks))


def _coming(one: KnownOccasion) -> tuple[Sentence, ...]:
    told = one.tellings[0].origin
    if isinstance(told, CalendarEntry):
        origin: Sentence = (Name(one_line(told.file)), f", line {told.line}")
    else:
        origin = (Name(one_line(told.source.name) or "source unknown"), f", {day_words(told.told_on)}")
    doubt = " ≠" if one.disputed else ""
    words = one_line(one.words)
    what: Sentence = (
        (f"{one.sort}: ", Name(words)) if isinstance(told, CalendarEntry) else (f"{one.sort}: ", Quote(words))
    )
    return (when_words(one.when) + doubt,), what, origin


def _around(one: Around, found: Occasions, known: set[str], register: Register) -> tuple[Sentence, ...]:
    ids = [id_ for id_ in one.incident_ids if id_ in known]
    ratio = f"{times(one.ratio.value)} ({times(one.ratio.low)} to {times(one.ratio.high)})"
    count = register.number(number(one.incidents), ids)
    return (
        (side_words(one.name, one.side, found.reach),),
        (count,),
        (number(one.expected),),
        (ratio,),
        (percent(one.more),),
        (f"{one.corrected:.2f}",),
    )

"""How the brief was made, what it rests on and what it cannot know."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from tocsin.export.brief.base import Bullets, Name, Register, Section, Sentence, Table
from tocsin.export.incident_words import GRADE_WORDS
from tocsin.export.visible import one_line
from tocsin.export.wording import counted as counted_words
from tocsin.export.wording import day_words
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.phrases import counted
from tocsin.tasks.briefing.times import tellings, told_on
from tocsin.vocabulary.report import Source

ROWS = 30


def method(material: Material, register: Register) -> Section:
    """Return the part on method and sources."""
    rows = tuple(islice(_sources(material, register), ROWS))
    blocks = [Bullets(tuple(_notes(material, register)))]
    if rows:
        return Section(
            "method",
            "How this was made",
            (*blocks, Table(("Source", "Kind", "Reliability", "Reports", "Incidents", "Newest"), rows, "Sources")),
        )
    return Section("method", "How this was made", tuple(blocks))


def _notes(material: Material, register: Register) -> Iterator[Sentence]:
    question = material.question
    reports = {telling.claim.span.report_id for incident in material.known for telling in tellings(incident)}
    yield (
        f"{question.scope}; the period is {day_words(question.since)} to {day_words(question.day)}, and what went "
        f"before is looked for from {day_words(question.start)} on. Behind it: ",
        *counted(register, material.known, "incident"),
        f", told by {counted_words(len(reports), 'report')}.",
    )
    yield (
        "Incidents are counted, never reports; one told by ten outlets is one. Days are those of the attack, not of "
        "the report. An incident whose days are not known exactly counts wherever it may have been.",
    )
    yield (
        "An incident is new if its first report appeared in the period. What is only threatened or planned is no "
        "attack, and neither is an arrest or a seizure.",
    )
    yield (
        "Nothing is said that no report says: an empty field means that nobody tells. Claims and denials are those of "
        "the reports, not findings.",
    )
    yield (
        "Tolls are the lowest and the highest of all that is told, added up; attacks without a told number add "
        "nothing, and + marks a sum with an open end.",
    )
    if material.told_since:
        yield (
            *counted(register, material.told_since, "incident"),
            f" {'was' if len(material.told_since) == 1 else 'were'} told of again after {day_words(question.day)}; "
            "what stands is what is known now, not what was known then.",
        )
    if material.tempo:
        yield (
            "Tempo: rates with exact intervals, changes as an exact posterior, and the chance of a constant rate from "
            "made-up series; late reports and new sources are allowed for. What nobody reports no figure holds.",
        )
    yield (
        "Map: Natural Earth (public domain) and GeoNames (CC-BY 4.0). Borders are drawn as they are held, which takes "
        "no side.",
    )
    for rejection in material.rejections:
        yield (f"Left out of a calendar: {one_line(rejection.item)}, {one_line(rejection.reason)}.",)


def _sources(material: Material, register: Register) -> Iterator[tuple[Sentence, ...]]:
    """Yield a row for each source, those first that most reports are by."""
    reports: dict[str, set[str]] = {}
    told: dict[str, dict[str, None]] = {}
    found, newest = dict[str, Source](), dict[str, date]()
    for incident in material.known:
        for telling in tellings(incident):
            name = telling.source.name
            found[name] = telling.source
            newest[name] = max(newest.get(name, date.min), told_on(telling))
            reports.setdefault(name, set()).add(telling.claim.span.report_id)
            told.setdefault(name, {})[incident.id] = None
    for name, own in sorted(reports.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        source = found[name]
        incidents = register.number(f"{len(told[name]):,}", tuple(told[name]))
        grade = f"{source.grade}, {GRADE_WORDS[source.grade]}"
        head = Name(one_line(name) or "source unknown")
        yield (head,), (source.kind,), (grade,), (f"{len(own):,}",), (incidents,), (day_words(newest[name]),)

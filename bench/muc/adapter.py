"""From a message to its templates: the extractor reads it, and what it finds is said in the task's terms."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bench.muc.dates import inc_date
from bench.muc.incidents import incident_type, stage
from bench.muc.instruments import fill_instruments
from bench.muc.joining import join
from bench.muc.locations import country_of, location
from bench.muc.messages import Message
from bench.muc.perpetrators import fill_perpetrators
from bench.muc.relevance import relevant
from bench.muc.targets import fill_human, fill_physical
from bench.muc.template import Fill, Template
from bench.muc.told import Told
from tocsin.extraction.base import Extractor
from tocsin.tasks.read import FAULTS
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.values import When, Where


@dataclass(frozen=True, slots=True)
class Adapter:
    """Answers messages with templates. `listed` is the task's list of places, None to do without it."""

    extractor: Extractor
    listed: Mapping[str, list[str]] | None = None

    def templates(self, message: Message) -> list[Template]:
        """Return the templates of `message`, one for each relevant incident."""
        report = report_of(message)
        if not message.text:
            return []
        try:
            found = self.extractor.extract(report).mentions
        except FAULTS as error:
            # As in reading: one odd message costs itself, never the run.
            print(f"{message.id}: {type(error).__name__}: {error}", file=sys.stderr)
            return []
        told = join([Told(mention, report) for mention in found])
        return merged([self.template(one) for one in told if relevant(one, told)])

    def template(self, told: Told) -> Template:
        """Return the template for one incident."""
        template = Template()
        when = next(iter(told.of("when")), None)
        value = when.value if when and isinstance(when.value, When) else None
        template.add(2, Fill(inc_date(value, when.span.quote if when else "", told.published)))
        places = [claim.value for claim in told.of("where") if isinstance(claim.value, Where)]
        where = location(places, told.report.source.country, self.listed)
        if where:
            template.add(3, Fill(where))
        told = replace(told, country=where.split(":")[0])
        template.add(4, Fill(incident_type(told.mention)))
        template.add(5, Fill(stage(told.mention)))
        fill_instruments(template, told)
        fill_perpetrators(template, told)
        if template.type != "KIDNAPPING":
            fill_physical(template, told)
        fill_human(template, told)
        return template


def report_of(message: Message) -> Report:
    """Return `message` as a report by a source of the country that it names most."""
    country = country_of(f"{message.place} {message.text}")
    return Report(message.id, message.text, Source("", country), published=message.published, language="en")


def merged(templates: list[Template]) -> list[Template]:
    """Return `templates` with those joined that the task counts as one: same type, place and day."""
    out: dict[tuple[object, ...], Template] = {}
    for template in templates:
        key = tuple(tuple(template.fills.get(slot, ())) for slot in (2, 3, 4))
        known = out.setdefault(key, template)
        if known is not template:
            for slot, fills in template.fills.items():
                if slot not in {5, 8}:
                    known.add(slot, *fills)
    return list(out.values())

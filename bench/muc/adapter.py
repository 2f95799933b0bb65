"""From a message to its templates: the extractor reads it, and what it finds is said in the task's terms."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from bench.muc.dates import inc_date
from bench.muc.incidents import fill_instruments, incident_type, stage
from bench.muc.locations import country_of, location
from bench.muc.messages import Message
from bench.muc.perpetrators import fill_perpetrators
from bench.muc.relevance import relevant
from bench.muc.targets import fill_human, fill_physical
from bench.muc.template import Fill, Template
from tocsin.extraction.base import Extractor
from tocsin.tasks.read import FAULTS
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.values import When, Where


@dataclass(frozen=True, slots=True)
class Adapter:
    """Answers messages with templates. `listed` is the task's list of places, None to do without it."""

    extractor: Extractor
    listed: Mapping[str, list[str]] | None = None

    def templates(self, message: Message) -> list[Template]:
        """Return the templates of `message`, one for each relevant incident."""
        country = country_of(f"{message.place} {message.text}")
        if not message.text:
            return []
        report = Report(message.id, message.text, Source("", country), published=message.published, language="en")
        try:
            found = self.extractor.extract(report).mentions
        except FAULTS as error:
            # As in reading: one odd message costs itself, never the run.
            print(f"{message.id}: {type(error).__name__}: {error}", file=sys.stderr)
            return []
        mentions = [mention for mention in found if relevant(mention, message.published)]
        return merged([self._template(mention, report, country) for mention in mentions])

    def _template(self, mention: Mention, report: Report, country: str | None) -> Template:
        template = Template()
        when = next(iter(mention.of("when")), None)
        value = when.value if when and isinstance(when.value, When) else None
        template.add(2, Fill(inc_date(value, when.span.quote if when else "", report.published)))
        places = [claim.value for claim in mention.of("where") if isinstance(claim.value, Where)]
        where = location(places, country, self.listed)
        if where:
            template.add(3, Fill(where))
        template.add(4, Fill(incident_type(mention)))
        template.add(5, Fill(stage(mention)))
        fill_instruments(template, mention)
        fill_perpetrators(template, mention.of("perpetrator"))
        nation = where.split(":")[0]
        if template.type != "KIDNAPPING":
            fill_physical(template, mention, nation)
        fill_human(template, mention, report, nation)
        return template


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

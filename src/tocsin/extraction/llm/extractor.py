"""The extractor by language model: windows, questions, grounding, mentions, in this order."""

from dataclasses import dataclass, field

from tocsin.extraction.base import Extraction
from tocsin.extraction.llm.answer import CUT_OFF, AnswerError
from tocsin.extraction.llm.endpoint import endpoint_of
from tocsin.extraction.llm.exchange import Exchange
from tocsin.extraction.llm.grounding import Ground
from tocsin.extraction.llm.instructions import INSTRUCTIONS, VERSION
from tocsin.extraction.llm.mentions import Found, found_of
from tocsin.extraction.llm.merging import merged
from tocsin.extraction.llm.saying import CONFIDENCE
from tocsin.extraction.llm.sending import EndpointError, Sender
from tocsin.extraction.llm.ties import occasion_of, tie_of
from tocsin.extraction.llm.told import Told, told_of
from tocsin.extraction.llm.windows import windows
from tocsin.extraction.rules.notes import Notes, take_notes
from tocsin.gazetteer.base import Gazetteer
from tocsin.settings import Settings
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import GROUNDING, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report


@dataclass(slots=True)
class Haul:
    """What the windows of one report have given so far."""

    found: list[Found] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    unread: list[Rejection] = field(default_factory=list)
    ungrounded: list[Rejection] = field(default_factory=list)
    answered: bool = False


class LlmExtractor:
    """Asks a language model what a report tells, in any language, and believes what stands in the text.

    The model chooses words and terms; days, places, numbers and weapons are read from these words by the same
    normalisers as the rules'. Every value that is left out is among the rejections of the extraction, with why.
    """

    def __init__(self, gazetteer: Gazetteer, exchange: Exchange, window: int, countries: tuple[str, ...] = ()) -> None:
        self.method = Method("llm", f"{exchange.endpoint.model}/{VERSION}")
        self._gazetteer = gazetteer
        self._exchange = exchange
        self._window = window
        self._countries = countries

    def extract(self, report: Report) -> Extraction:
        """Return what `report` tells of; a window that cannot be read is a rejection.

        Raises EndpointError or AnswerError if no window can be read.
        """
        if not any(map(str.isalpha, report.text)):
            return Extraction(report)
        own = (report.source.country,) if report.source.country else ()
        notes = take_notes(report, self._gazetteer, tuple(dict.fromkeys((*self._countries, *own))))
        haul = self._read(notes)
        mentions = tuple(
            one.draft.mention(number, main=one.main, confidence=CONFIDENCE)
            for number, one in enumerate(merged(haul.found), start=1)
        )
        return Extraction(
            report, mentions, tuple(dict.fromkeys(haul.ties)), tuple(dict.fromkeys(haul.occasions)),
            (*haul.unread, *haul.ungrounded),
        )  # fmt: skip

    def _read(self, notes: Notes) -> Haul:
        """Return what the windows give. Raises what the last of them raised, if none could be read."""
        report, haul = notes.report, Haul()
        stretches = windows(report.text, notes.sentences, self._window)
        for number, stretch in enumerate(stretches, start=1):
            item = f"{report.id} part {number} of {len(stretches)}"
            try:
                answer = self._exchange.ask(INSTRUCTIONS, report.text[slice(*stretch)])
            except (AnswerError, EndpointError) as error:
                over = number == len(stretches) or isinstance(error, EndpointError)
                if over and not haul.answered:
                    raise
                rest = "and what follows it " if over and number < len(stretches) else ""
                haul.unread.append(Rejection(item, "extraction", f"{rest}was not read: {error}"))
                if over:
                    break
                continue
            haul.answered = True
            self._gather(haul, notes, Ground(report, stretch), told_of(answer.told), number)
            if answer.cut_off:
                haul.unread.append(Rejection(item, "extraction", f"was read in part: {CUT_OFF}"))
        return haul

    def _gather(self, haul: Haul, notes: Notes, ground: Ground, told: Told, number: int) -> None:
        """Add to `haul` what of `told`, the answer about window `number`, stands in the text."""
        for why in told.malformed:
            ground.rejections.append(Rejection(f"{notes.report.id} answer", GROUNDING, why))
        for incident in told.incidents:
            found = found_of(notes, ground, incident, self.method, number)
            if found is not None:
                haul.found.append(found)
        ties = (tie_of(ground, tie, self.method) for tie in told.ties)
        occasions = (occasion_of(notes, ground, occasion, self.method) for occasion in told.occasions)
        haul.ties += [tie for tie in ties if tie is not None]
        haul.occasions += [occasion for occasion in occasions if occasion is not None]
        haul.ungrounded += ground.rejections


def open_llm(settings: Settings, gazetteer: Gazetteer) -> LlmExtractor:
    """Return the extractor that asks the endpoint of `settings`; nothing is asked yet.

    `settings.country` is a hint for places. Raises SettingsError if no endpoint is set, or one that cannot be used.
    """
    endpoint = endpoint_of(settings)
    exchange = Exchange(endpoint, Sender(endpoint))
    return LlmExtractor(gazetteer, exchange, settings.llm_window, (settings.country,) if settings.country else ())

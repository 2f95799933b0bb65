"""The learned extractor: notes, hints, graph, incidents, mentions, in this order."""

from functools import cache
from importlib.resources import as_file, files

from tocsin.extraction.base import Extraction
from tocsin.extraction.calibration import calibrated
from tocsin.extraction.model.graph import read_graph
from tocsin.extraction.model.hints import hints_of
from tocsin.extraction.model.incidents import Incident, incidents_of
from tocsin.extraction.model.judging import features_of
from tocsin.extraction.model.mentions import Reading, counted, mention_of
from tocsin.extraction.model.network import Weights, load_weights
from tocsin.extraction.model.neutral import neutral_words
from tocsin.extraction.model.thresholds import MUC, NEWS
from tocsin.extraction.model.tokens import windows
from tocsin.extraction.rules.extractor import LANGUAGES, RulesExtractor, mentions_of
from tocsin.extraction.rules.notes import Notes, take_notes
from tocsin.extraction.rules.occasions import find_occasions
from tocsin.extraction.rules.ties import find_ties
from tocsin.gazetteer.base import Gazetteer
from tocsin.settings import Settings
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

RULES = RulesExtractor.method
"""What the rules say stands under their name."""


class ModelExtractor:
    """Reads English reports with one small encoder; every span goes through the same normalisers as the rules'."""

    method = Method("model", "0.2.0")

    def __init__(
        self, gazetteer: Gazetteer, weights: Weights, countries: tuple[str, ...] = (), *, muc: bool = False
    ) -> None:
        """`muc` asks for the incidents, roles and words of the Message Understanding Conferences' scheme."""
        self._muc = muc
        self._least = MUC if muc else NEWS
        self._gazetteer = gazetteer
        self._weights = weights
        self._countries = countries

    def extract(self, report: Report) -> Extraction:
        """Return the incidents, ties and occasions of `report`; a report in another language is a rejection."""
        # 1. take notes: all that the word lists and normalisers find, and what the rules make of it, as hints
        if report.language not in LANGUAGES:
            reason = f"the reader knows English only, and this text is in {report.language!r}"
            return Extraction(report, rejections=(Rejection(report.id, "extraction", reason),))
        own = (report.source.country,) if report.source.country else ()
        notes = take_notes(report, self._gazetteer, tuple(dict.fromkeys((*self._countries, *own))))
        # 2. let the encoder mark words and join them, and tell incidents apart
        reading = self.put_together(notes)
        # 3. say each that is likely to be real as a mention with its words
        found = self._worth_telling(reading)
        told = (mention_of(reading, incident, n, self.method) for n, incident in enumerate(found, start=1))
        mentions = tuple(calibrated(mention, self._weights.calibration) for mention in told)
        # 4. ties and occasions stand beside the incidents
        ties = find_ties(report, RULES, notes.actors)
        return Extraction(report, mentions, ties, find_occasions(report, notes.dates, RULES))

    def put_together(self, notes: Notes) -> Reading:
        """Return the text as it was read, with all incidents that can be put together of it."""
        text = notes.report.text
        dates = tuple(d for d in notes.dates if d.when.start is not None and not d.metadata)
        ruled = mentions_of(notes, RULES)
        hints = hints_of(notes, ruled, muc=self._muc)
        parts = list(windows(text, self._weights.tokenizer, neutral_words(notes)))
        stretches = [(d.start, d.end) for d in dates]
        graph = read_graph(parts, self._weights.encoder, self._weights.heads, stretches, hints, self._least)
        return Reading(notes, ruled, hints, graph, incidents_of(graph, text, dates, self._least))

    def _worth_telling(self, reading: Reading) -> list[Incident]:
        """Return the incidents that are likelier real than not, each with how likely.

        "Five attacks" that the text does not tell apart have neither day nor place to be judged by: the rules decide.
        """
        incidents, least = reading.incidents, self._least
        judged = self._weights.heads.judge(features_of(reading)) if incidents else None
        if judged is not None:
            for incident, share in zip(incidents, judged, strict=True):
                incident.sure = float(share)
        told = reading.graph.incident >= least.report
        return [
            incident
            for incident in incidents
            if incident.sure >= (least.incident if told else least.alone) or (told and counted(reading, incident) > 1)
        ]


@cache
def bundled() -> Weights:
    """Return the weights that the package ships; raises PluginError if they are missing."""
    with as_file(files("tocsin") / "data" / "reader") as folder:
        return load_weights(folder)


def open_model(settings: Settings, gazetteer: Gazetteer) -> ModelExtractor:
    """Return the learned extractor; `settings.country` is a hint for places. Raises PluginError without weights."""
    return ModelExtractor(gazetteer, bundled(), (settings.country,) if settings.country else ())

"""The learned extractor: notes, graph, incidents, mentions, in this order."""

from tocsin.extraction.base import Extraction
from tocsin.extraction.rules.extractor import LANGUAGES
from tocsin.extraction.rules.notes import take_notes
from tocsin.extraction.rules.occasions import find_occasions
from tocsin.extraction.rules.ties import find_ties
from tocsin.gazetteer.base import Gazetteer
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from training.reader.graph import read_graph
from training.reader.incidents import incidents_of
from training.reader.mentions import mention_of
from training.reader.network import Weights
from training.reader.tokens import windows

SURE = 0.85
"""From how likely a report tells of any incident."""


class ModelExtractor:
    """Reads English reports with one small encoder; every span goes through the same normalisers as the rules'."""

    method = Method("model", "0.1.0")

    def __init__(self, gazetteer: Gazetteer, weights: Weights, countries: tuple[str, ...] = ()) -> None:
        self._gazetteer = gazetteer
        self._weights = weights
        self._countries = countries

    def extract(self, report: Report) -> Extraction:
        """Return the incidents, ties and occasions of `report`; a report in another language is a rejection."""
        if report.language not in LANGUAGES:
            reason = f"the reader knows English only, and this text is in {report.language!r}"
            return Extraction(report, rejections=(Rejection(report.id, "extraction", reason),))
        own = (report.source.country,) if report.source.country else ()
        notes = take_notes(report, self._gazetteer, tuple(dict.fromkeys((*self._countries, *own))))
        dates = tuple(d for d in notes.dates if d.when.start is not None and not d.metadata)
        parts = windows(report.text, self._weights.tokenizer)
        graph = read_graph(parts, self._weights.encoder, self._weights.heads, [(d.start, d.end) for d in dates])
        found = incidents_of(graph, report.text, dates) if graph.incident >= SURE else []
        mentions = tuple(mention_of(notes, graph, i, n, self.method) for n, i in enumerate(found, start=1))
        ties = find_ties(report, self.method, notes.actors)
        return Extraction(report, mentions, ties, find_occasions(report, notes.dates, self.method))

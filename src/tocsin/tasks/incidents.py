"""`tocsin incidents`: which incidents match, with everything that tells of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.errors import InputError, VocabularyError
from tocsin.gazetteer.base import Gazetteer
from tocsin.ledger.base import Kept, Ledger
from tocsin.plugins import load
from tocsin.settings import Settings
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Near, Selection
from tocsin.vocabulary.values import Place

PAGE = 100
"""Incidents that are asked for at once: memory holds no more, however many there are."""
_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*")
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident with its mentions as they were added, and the reports that they stand in, by id."""

    incident: Incident
    entries: tuple[Entry, ...]
    reports: dict[str, Kept]


def incidents(ledger: Ledger, selection: Selection) -> Iterator[Incident]:
    """Yield the incidents of `selection` in its order, up to its limit. Raises LedgerError."""
    left, after = selection.limit, selection.after
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = ledger.incidents(replace(selection, limit=size, after=after))
        yield from page.incidents
        left = None if left is None else left - len(page.incidents)
        after = page.after
        if not after:
            return


def dossiers(ledger: Ledger, selection: Selection) -> Iterator[Dossier]:
    """Yield the incidents of `selection` with their mentions and reports. Raises LedgerError."""
    return (dossier(ledger, incident) for incident in incidents(ledger, selection))


def dossier(ledger: Ledger, incident: Incident) -> Dossier:
    """Return `incident` with its mentions and the reports that they stand in."""
    entries = tuple(ledger.entries(incident.mention_ids))
    ids = dict.fromkeys(entry.mention.report_id for entry in entries)
    kept = ((id_, ledger.report(id_)) for id_ in ids)
    return Dossier(incident, entries, {id_: report for id_, report in kept if report is not None})


def near(text: str, within_km: float, settings: Settings) -> Near:
    """Return the circle around "LAT,LON" or a named place ("Basra", "Basra, IQ"). Raises InputError, GazetteerError.

    Of several places of the name, that of the setting `country` is meant, then the most populous one.
    """
    match = _COORDINATES.fullmatch(text)
    try:
        if match:
            return Near(float(match[1]), float(match[2]), within_km)
        place = place_of(text, settings)
        return Near(place.lat, place.lon, within_km)
    except VocabularyError as error:
        raise InputError(str(error)) from error


def place_of(text: str, settings: Settings) -> Place:
    """Return the place that a person names, with the code of its country behind a comma if they like.

    Raises InputError if there is none, GazetteerError.
    """
    gazetteer: Gazetteer = load("gazetteers", settings.gazetteer)(settings)
    name, _, code = text.rpartition(",") if re.search(r",\s*[A-Za-z]{2}\s*$", text) else (text, "", "")
    wanted = (code.strip() or settings.country).upper()
    found = [candidate.place for candidate in gazetteer.candidates(name.strip())]
    here = [place for place in found if place.country == wanted]
    if code and found and not here:
        others = ", ".join(dict.fromkeys(place.country for place in found[:_TOLD]))
        raise InputError(f"the gazetteer knows no {name.strip()} in {wanted}, but in {others}")
    if not found:
        raise InputError(f"the gazetteer knows no place {text!r}; give LAT,LON, or add it: tocsin gazetteer add")
    return (here or found)[0]

"""Turns of phrase of a brief: incidents, their words and their numbers as pieces of sentences."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.export.brief.base import Name, Number, Piece, Quote, Register, Sentence
from tocsin.export.incident_words import TOLLS, day_of, place_words, toll_of, value_words, who_words
from tocsin.export.visible import one_line
from tocsin.export.wording import day_words
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.values import Target, Toll

SHOWN = 3
"""How many of several sources a cell names."""
LONGEST = 300
"""Letters of a quote that are shown; nobody writes longer sentences, but a damaged text may hold them."""
TARGETS = 2
"""How many of several targets a cell names."""
SHORT = 30
"""Words with fewer letters say little without their sentence."""
NOBODY = Toll(0, 0)


def ids_of(incidents: Iterable[Incident]) -> list[str]:
    """Return the ids of `incidents`."""
    return [incident.id for incident in incidents]


def counted(register: Register, incidents: Sequence[Incident], noun: str, plural: str = "") -> Sentence:
    """Return "3 attacks", the number leading to them, "no attacks" where there are none."""
    if not incidents:
        return (f"no {plural or noun + 's'}",)
    words = noun if len(incidents) == 1 else plural or f"{noun}s"
    return register.number(f"{len(incidents):,}", ids_of(incidents)), f" {words}"


def what(register: Register, incident: Incident) -> Sentence:
    """Return the kind of an incident, leading to it, and what was hit."""
    kind, target = incident.account("kind"), incident.account("target")
    words = value_words("kind", kind.value) if kind and kind.value is not None else "incident"
    values = (target.values or (target.value,)) if target else ()
    names = dict.fromkeys(one_line(value.name).lstrip("-–—• ") for value in values if isinstance(value, Target))
    hit: list[Piece] = []
    for name in list(names)[:TARGETS]:
        hit += [", ", Name(name)] if hit else [": ", Name(name)]
    return (register.number(words, [incident.id]), *hit, *_doubt(incident, "kind", "target"))


def when(incident: Incident) -> Sentence:
    """Return the days of an incident."""
    return (together(day_of(incident)), *_doubt(incident, "when"))


def where(incident: Incident) -> Sentence:
    """Return where an incident was, and how exactly that is known."""
    return (Name(place_words(incident.account("where")).replace(" km", "\u00a0km")), *_doubt(incident, "where"))


def who(incident: Incident) -> Sentence:
    """Return those that are told to have done it, each with the stance; nothing where nobody is."""
    words = who_words(incident.account("perpetrator"))
    return (Name(words), *_doubt(incident, "perpetrator")) if words else ()


def harm(incident: Incident) -> Sentence:
    """Return the tolls of an incident; nothing where none is told."""
    found: list[Piece] = []
    if all(_stands(incident, slot) == NOBODY for slot in ("killed", "wounded")) and not _doubt(incident, *TOLLS):
        return ("nobody hurt",)
    for slot in TOLLS:
        account = incident.account(slot)
        if account is not None and isinstance(account.value, Toll):
            found += [*([", "] if found else []), toll_of(account), *([" ≠"] if account.disputed else [])]
    return tuple(found)


def told_by(incident: Incident) -> Sentence:
    """Return the sources of an incident, and by how many voices it is told."""
    names = dict.fromkeys(
        one_line(telling.source.name) or "source unknown"
        for account in incident.accounts
        for telling in account.tellings
    )
    pieces: list[Piece] = []
    for name in list(names)[:SHOWN]:
        pieces += [*([", "] if pieces else []), Name(name)]
    return (*pieces, *_more(len(names)))


def says(evidence: Evidence, whole: bool = True) -> Sentence:
    """Return the words of evidence and who says them; with `whole`, their sentence where they are few."""
    source = one_line(evidence.source.name) or "source unknown"
    speaker = f"{one_line(evidence.speaker)}, in " if evidence.speaker else ""
    few = whole and len(evidence.quote) < SHORT
    words = (evidence.sentence if few else "") or evidence.quote
    return Quote(shortened(words)), " (", Name(f"{speaker}{source}"), f", {day_words(evidence.told_on)})"


def shortened(words: str) -> str:
    """Return words of a report on one line, cut where they are endless."""
    line = one_line(words)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 2]} …"


def together(words: str) -> str:
    """Return `words` so that no line breaks within them."""
    return words.replace(" ", "\u00a0")


def joined(sentences: Iterable[Sentence], between: str = "; ") -> Sentence:
    """Return sentences one after another."""
    return tuple(_between(sentences, between))


def _between(sentences: Iterable[Sentence], between: str) -> Iterator[Piece]:
    for at, pieces in enumerate(sentences):
        if at:
            yield between
        yield from pieces


def listed(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def numbers_in(sentence: Sentence) -> list[Number]:
    """Return the numbers of a sentence."""
    return [piece for piece in sentence if isinstance(piece, Number)]


def _stands(incident: Incident, slot: Slot) -> object:
    account = incident.account(slot)
    return account.value if account else None


def _more(count: int) -> Sentence:
    return (f" and {count - SHOWN} more",) if count > SHOWN else ()


def _doubt(incident: Incident, *slots: str) -> Sentence:
    return (" ≠",) if set(slots) & set(incident.disputed) else ()

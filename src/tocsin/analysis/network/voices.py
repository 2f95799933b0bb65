"""Who claims for whom: whose words a claim is known by, the actor's own or another's."""

from collections.abc import Iterable

from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import KnownActor, Voicing


def voicings_of(actors: Iterable[KnownActor]) -> tuple[Voicing, ...]:
    """Return by actor and voice what was claimed: the voice is a speaker that reports name, else the outlet."""
    found: dict[tuple[str, str, bool], list[Evidence]] = {}
    for actor in actors:
        for part in actor.parts:
            if part.stance not in {"claims", "admits"}:
                continue
            for evidence in part.evidence:
                voice, spoken = (evidence.speaker, True) if evidence.speaker else (evidence.source.name, False)
                found.setdefault((actor.id, voice, spoken), []).append(evidence)
    return tuple(Voicing(*key, tuple(evidence)) for key, evidence in found.items())

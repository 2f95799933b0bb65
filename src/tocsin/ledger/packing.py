"""Incidents as compressed JSON, and back.

What is told stands in a pack once, however many accounts speak of it. The words are cut from the texts of the reports
again, as everywhere in a ledger.
"""

import json
import zlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from pydantic_core import from_json

from tocsin.ledger.encoding import FAULTS, Json, damaged, read_claim, read_value, write_claim, write_json, write_value
from tocsin.ledger.moments import read_moment, write_moment
from tocsin.vocabulary.incident import Account, Incident, Step, Telling
from tocsin.vocabulary.report import Source

LEVEL = 3
"""Of zlib: a higher one takes longer for little."""


def pack(text: str) -> bytes:
    """Return `text` compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack(packed: bytes, what: str) -> str:
    """Return the text that `pack` compressed. Raises LedgerError where it is damaged, calling it `what`."""
    try:
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise damaged(what, error) from error


class _Pack:
    """Tables of an incident that is being packed."""

    def __init__(self) -> None:
        self.tellings: dict[Telling, int] = {}
        self.sources: dict[Source, int] = {}

    def telling(self, telling: Telling | None) -> int | None:
        return None if telling is None else self.tellings.setdefault(telling, len(self.tellings))

    def source(self, source: Source) -> int:
        return self.sources.setdefault(source, len(self.sources))


def pack_incident(incident: Incident) -> bytes:
    """Return `incident` packed."""
    table = _Pack()
    content = {
        "id": incident.id,
        "mentions": incident.mention_ids,
        "accounts": [_write_account(account, table) for account in incident.accounts],
        "steps": [[step.status, write_moment(step.at), table.telling(step.telling)] for step in incident.steps],
        "seen": [write_moment(incident.first_seen), write_moment(incident.last_seen)],
        "voices": incident.voices,
        "confidence": incident.confidence,
        "reviewed": incident.reviewed,
    }
    content["tellings"] = [_write_telling(telling, table) for telling in table.tellings]
    content["sources"] = [[s.name, s.country, s.kind, s.grade, s.language] for s in table.sources]
    return pack(write_json(content))


def unpack_incident(packed: bytes) -> Json:
    """Return what `pack_incident` packed, for `reports_in` and `read_incident`. Raises LedgerError."""
    text = unpack(packed, "an incident")
    try:
        return from_json(text)  # twice as quick as the parser of Python, for which all is that this does not take
    except ValueError:
        pass
    try:
        return json.loads(text)
    except ValueError as error:
        raise damaged("an incident", error) from error


def reports_in(content: Json) -> set[str]:
    """Return the ids of the reports whose texts `read_incident` needs."""
    return {telling["report"] for telling in content["tellings"]}


def read_incident(content: Json, texts: Mapping[str, str]) -> Incident:
    """Return the incident of `content`, its words cut from `texts` (by id of the report). Raises LedgerError."""
    try:
        sources = [Source(*fields) for fields in content["sources"]]
        tellings = [_read_telling(telling, sources, texts) for telling in content["tellings"]]
        first_seen, last_seen = map(_moment, content["seen"])
        return Incident(
            content["id"],
            tuple(content["mentions"]),
            tuple(_read_account(account, tellings) for account in content["accounts"]),
            tuple(Step(status, _moment(at), tellings[number]) for status, at, number in content["steps"]),
            first_seen,
            last_seen,
            content["voices"],
            content["confidence"],
            content["reviewed"],
        )
    except FAULTS as error:
        raise damaged("an incident", error) from error


_moment = lru_cache(maxsize=1024)(read_moment)
_PLAIN = ("voices", "disputed", "lowest", "highest", "set_by", "confirmed_by")
"""Fields of an account that are written as they are."""


def _write_telling(telling: Telling, table: _Pack) -> Json:
    return {
        "claim": write_claim(telling.claim),
        "report": telling.claim.span.report_id,
        "mention": telling.mention_id,
        "source": table.source(telling.source),
        "published": telling.published.isoformat() if telling.published else None,
        "seen": [write_moment(telling.first_seen), write_moment(telling.last_seen)],
        "voice": telling.voice,
        "credibility": telling.credibility,
    }


def _read_telling(content: Json, sources: list[Source], texts: Mapping[str, str]) -> Telling:
    first_seen, last_seen = map(_moment, content["seen"])
    return Telling(
        read_claim(content["claim"], content["report"], texts[content["report"]]),
        content["mention"],
        sources[content["source"]],
        date.fromisoformat(content["published"]) if content["published"] else None,
        first_seen,
        last_seen,
        content["voice"],
        content["credibility"],
    )


def _write_account(account: Account, table: _Pack) -> Json:
    return {
        "slot": account.slot,
        "value": None if account.value is None else write_value(account.value),
        "values": [write_value(value) for value in account.values],
        "chosen": table.telling(account.chosen),
        "tellings": [table.telling(telling) for telling in account.tellings],
        **{name: getattr(account, name) for name in _PLAIN},
    }


def _read_account(content: Json, tellings: list[Telling]) -> Account:
    return Account(
        content["slot"],
        None if content["value"] is None else read_value(content["value"]),
        None if content["chosen"] is None else tellings[content["chosen"]],
        tuple(tellings[number] for number in content["tellings"]),
        tuple(map(read_value, content["values"])),
        **{name: content[name] for name in _PLAIN},
    )

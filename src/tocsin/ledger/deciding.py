"""Judgements and reviews into the tables and out of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, insert, select

from tocsin.errors import LedgerError
from tocsin.ledger.encoding import read_reasons, read_value, write_json, write_reasons, write_value
from tocsin.ledger.recalling import chunks, numbers_of
from tocsin.ledger.tables import UNSURE, judgements, mentions, review_subjects, reviews
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.judgement import EVEN, Judgement
from tocsin.vocabulary.review import Review

Key = tuple[int, int, str]
Values = dict[str, Any]
PAGE = 100
"""How many unsure judgements are read at once: a person looks at few."""
_SAID = (judgements.c.verdict, judgements.c.probability, judgements.c.reasons, judgements.c.method_version)


def judgement_values(judgement: Judgement, first: int, second: int) -> Values:
    """Return the row of `judgement` of the mentions of the numbers `first` and `second`."""
    return {
        "first": first,
        "second": second,
        "verdict": judgement.verdict,
        "probability": judgement.probability,
        "reasons": write_reasons(judgement.reasons),
        "method": judgement.method.name,
        "method_version": judgement.method.version,
    }


def append_judgements(connection: Connection, given: Sequence[Judgement]) -> int:
    """Append those of the judgements that are new or differ from what counts. Return how many."""
    numbers = numbers_of(connection, {id_ for judgement in given for id_ in (judgement.first, judgement.second)})
    standing = _standing_of(connection, [numbers[j.first] for j in given if j.first in numbers], numbers.values())
    fresh: list[Values] = []
    for judgement in given:
        for mention_id in (judgement.first, judgement.second):
            if mention_id not in numbers:
                raise LedgerError(f"there is no mention {mention_id}")
        values = judgement_values(judgement, numbers[judgement.first], numbers[judgement.second])
        key, said = (values["first"], values["second"], values["method"]), tuple(values[c.name] for c in _SAID)
        if standing.get(key) != said:
            standing[key] = said
            fresh.append(values)
    if fresh:
        connection.execute(insert(judgements), fresh)
    return len(fresh)


def _counting() -> Select[Any]:
    """Return the query for judgements that no later one of the same mentions by the same method replaces."""
    later = judgements.alias("later")
    pair = (later.c.first == judgements.c.first, later.c.second == judgements.c.second)
    behind = (later.c.method == judgements.c.method, later.c.number > judgements.c.number)
    return select(judgements).where(~exists().where(*pair, *behind))


def _standing_of(connection: Connection, firsts: Iterable[int], numbers: Iterable[int]) -> dict[Key, tuple[Any, ...]]:
    """Return what judgements say that count, those of one of `firsts` and one of `numbers`, by whom they are of."""
    found: dict[Key, tuple[Any, ...]] = {}
    for chunk in chunks(set(firsts)):
        pair = judgements.c.first.in_(chunk), judgements.c.second.in_(list(numbers))
        for row in connection.execute(_counting().where(*pair)):
            said = tuple(row._mapping[column.name] for column in _SAID)
            found[row.first, row.second, row.method] = said
    return found


def judgements_after(connection: Connection, number: int, limit: int) -> tuple[list[Judgement], int]:
    """Return up to `limit` judgements that count and stand behind `number`, and the number of the last of them."""
    rows = connection.execute(
        _counting().where(judgements.c.number > number).order_by(judgements.c.number).limit(limit)
    ).all()
    return _judgements(connection, rows), rows[-1].number if rows else number


def judgements_of(connection: Connection, mention_ids: Iterable[str]) -> list[Judgement]:
    """Return the judgements that count and that any of these mentions is in, in the order of appending."""
    rows: dict[int, Any] = {}
    for chunk in chunks(numbers_of(connection, set(mention_ids)).values()):
        for side in (judgements.c.first, judgements.c.second):
            rows.update((row.number, row) for row in connection.execute(_counting().where(side.in_(chunk))))
    return _judgements(connection, [row for _, row in sorted(rows.items())])


def doubtful_after(
    connection: Connection, likely: bool, after: tuple[float, int] | None
) -> list[tuple[int, Judgement]]:
    """Return some unsure judgements that count, with their numbers: from `EVEN` up if `likely`, else down from there.

    `after` is the probability and the number of the last one before them.
    """
    chance, number = judgements.c.probability, judgements.c.number
    order = chance if likely else chance.desc()
    query = _counting().where(UNSURE, chance >= EVEN if likely else chance < EVEN).order_by(order, number).limit(PAGE)
    if after is not None:
        # The first condition is implied by the second; it is what an index can begin at.
        up_to = chance >= after[0] if likely else chance <= after[0]
        beyond = chance > after[0] if likely else chance < after[0]
        query = query.where(up_to, beyond | ((chance == after[0]) & (number > after[1])))
    rows = connection.execute(query).all()
    return list(zip((row.number for row in rows), _judgements(connection, rows), strict=True))


def _judgements(connection: Connection, rows: Sequence[Any]) -> list[Judgement]:
    ids: dict[int, str] = {}
    for chunk in chunks({number for row in rows for number in (row.first, row.second)}):
        query = select(mentions.c.number, mentions.c.id).where(mentions.c.number.in_(chunk))
        ids.update((row.number, row.id) for row in connection.execute(query))
    return [
        Judgement(
            ids[row.first],
            ids[row.second],
            row.verdict,
            row.probability,
            read_reasons(row.reasons),
            Method(row.method, row.method_version),
        )
        for row in rows
    ]


def append_review(connection: Connection, review: Review) -> None:
    """Append a review. Raises LedgerError for an id that is taken, or a subject that is not there."""
    if connection.execute(select(exists().where(reviews.c.id == review.id))).scalar():
        raise LedgerError(f"there is a review {review.id} already")
    table, what = (reviews, "review") if review.kind == "undo" else (mentions, "mention")
    for chunk in chunks(review.subjects):
        there = set(connection.execute(select(table.c.id).where(table.c.id.in_(chunk))).scalars())
        if missing := [subject for subject in chunk if subject not in there]:
            raise LedgerError(f"there is no {what} {missing[0]}")
    values = {name: getattr(review, name) for name in ("id", "kind", "author", "why", "slot")}
    values["at"] = review.at.isoformat()
    values["value"] = None if review.value is None else write_json(write_value(review.value))
    key = connection.execute(insert(reviews), values).inserted_primary_key
    number = key[0] if key else None
    subjects = [{"review": number, "position": n, "subject": subject} for n, subject in enumerate(review.subjects)]
    connection.execute(insert(review_subjects), subjects)


def reviews_of(connection: Connection, mention_ids: Iterable[str] | None) -> Iterator[Review]:
    """Yield reviews in their order: of any of these mentions, with the undoing of those, or all."""
    if mention_ids is None:
        rows = connection.execute(select(reviews).order_by(reviews.c.number)).all()
    else:
        rows = _with_undoing(connection, set(mention_ids))
    subjects: dict[int, list[str]] = {}
    for chunk in chunks(row.number for row in rows):
        query = select(review_subjects).where(review_subjects.c.review.in_(chunk))
        for found in connection.execute(query.order_by(review_subjects.c.review, review_subjects.c.position)):
            subjects.setdefault(found.review, []).append(found.subject)
    yield from (_review(row, tuple(subjects[row.number])) for row in rows)


def _with_undoing(connection: Connection, mention_ids: set[str]) -> list[Any]:
    """Return the rows of reviews of these mentions, of the undoing of those, of the undoing of that, and so on."""
    found: dict[int, Any] = {}
    subjects, of_mentions = mention_ids, True
    while subjects:
        fresh: dict[int, Any] = {}
        for chunk in chunks(subjects):
            query = select(reviews).join(review_subjects).where(review_subjects.c.subject.in_(chunk)).distinct()
            rows = connection.execute(query.where((reviews.c.kind != "undo") == of_mentions))
            fresh.update((row.number, row) for row in rows if row.number not in found)
        found.update(fresh)
        subjects, of_mentions = {row.id for row in fresh.values()}, False
    return [row for _, row in sorted(found.items())]


def _review(row: Any, subjects: tuple[str, ...]) -> Review:
    value = None if row.value is None else read_value(json.loads(row.value))
    at = datetime.fromisoformat(row.at)
    return Review(row.id, row.kind, subjects, row.author, at, row.why, row.slot, value)

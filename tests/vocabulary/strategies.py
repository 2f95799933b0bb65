"""Strategies that draw sound objects of the vocabulary."""

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import Span, cut
from tocsin.vocabulary.terms import (
    ActorKind,
    Kind,
    OccasionKind,
    PlaceKind,
    PlaceRelation,
    Precision,
    Relation,
    Stance,
    Status,
    TargetCategory,
    TargetKind,
    TieStatus,
)
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


names = st.text(min_size=1, max_size=20)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
methods = st.builds(Method, names, names)
confidences = st.floats(0, 1)
numbers = st.none() | st.integers(0, 500)
reports = st.builds(
    Report,
    id=names,
    text=st.text(min_size=1, max_size=60),
    source=st.builds(Source, names, st.sampled_from([None, "IQ", "NG"])),
    title=names,
    published=st.none() | days,
)


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = sorted((draw(days), draw(days)))
    return draw(st.just(When()) | st.builds(When, st.just(start), st.just(end), one_of(Precision), st.booleans()))


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    low, high = sorted((draw(st.integers(0, 500)), draw(st.integers(0, 500))))
    return draw(st.sampled_from([Toll(low, high), Toll(low, None), Toll(None, high)]))


places = st.builds(Place, names, names, st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 900), names, names)
wheres = st.builds(Where, names, one_of(PlaceRelation), one_of(PlaceKind), st.none() | places)
weapons = st.builds(Weapon, names, numbers, st.none() | st.floats(1, 400))
targets = st.builds(Target, names, one_of(TargetCategory), one_of(TargetKind), numbers)
actors = st.builds(Actor, names, one_of(ActorKind))

VALUES: dict[str, st.SearchStrategy[Value]] = {
    "kind": one_of(Kind),
    "status": one_of(Status),
    "count": st.integers(1, 40),
    "trigger": names,
    "when": whens(),
    "where": wheres,
    "weapon": weapons,
    "target": targets,
    "perpetrator": actors,
    "killed": tolls(),
    "wounded": tolls(),
    "abducted": tolls(),
    "damage": names,
    "denial": names,
    "evidence": names,
}
slots = one_of(Slot)


@st.composite
def spans(draw: st.DrawFn, report: Report | None = None) -> Span:
    report = report or draw(reports)
    start = draw(st.integers(0, len(report.text) - 1))
    return cut(report, start, draw(st.integers(start + 1, len(report.text))))


@st.composite
def claims(draw: st.DrawFn, report: Report | None = None, slot: Slot | None = None) -> Claim:
    report = report or draw(reports)
    chosen: Slot = draw(slots if slot is None else st.just(slot))
    speakers = st.none() | st.builds(Speaker, names, st.none() | spans(report))
    stance = draw(one_of(Stance)) if chosen == "perpetrator" else None
    value, span = draw(VALUES[chosen]), draw(spans(report))
    return Claim(chosen, value, span, draw(methods), draw(speakers), stance, draw(confidences))


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    report = draw(reports)
    needed = [draw(claims(report, "kind")), draw(claims(report, "status")), draw(claims(report, "trigger"))]
    more = st.sampled_from([slot for slot in get_args(Slot) if slot not in {"kind", "status"}])
    further = [draw(claims(report, slot)) for slot in draw(st.lists(more, max_size=4))]
    return Mention(draw(names), report.id, (*needed, *further), draw(st.booleans()), draw(confidences))


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    report = draw(reports)
    head, tail, evidence = draw(spans(report)), draw(spans(report)), draw(spans(report))
    return Tie(report.id, head, draw(one_of(Relation)), tail, draw(one_of(TieStatus)), evidence, draw(methods))


@st.composite
def occasions(draw: st.DrawFn) -> Occasion:
    report = draw(reports)
    return Occasion(report.id, draw(one_of(OccasionKind)), draw(spans(report)), draw(whens()), draw(methods))


rejections = st.builds(Rejection, names, names, names)
everything = st.one_of(reports, spans(), claims(), mentions(), ties(), occasions(), rejections, wheres)

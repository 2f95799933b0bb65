import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.annotated import a_gold_report, an_incident, incidents
from tocsin.errors import InputError
from tocsin.scoring.figures import score
from tocsin.scoring.gold import gold_of


def lines(*values: Any) -> list[bytes]:
    return [value if isinstance(value, bytes) else json.dumps(value).encode() for value in values]


def test_bad_lines_are_named_and_the_others_go_on() -> None:
    values = (
        a_gold_report(id="a"),
        b"  ",
        b"{not json",
        {"id": "b", "text": "Rockets struck."},
        a_gold_report(id="a"),
        b"\xff\xfe",
        [1],
        b"[" * 100_000,
        a_gold_report(an_incident(), id=7),
    )
    gold = gold_of(lines(*values), "gold.jsonl")
    assert [report["id"] for report in gold.reports] == ["a", 7]
    assert [(one.item, one.reason.split(";")[0][:44]) for one in gold.rejections] == [
        ("gold.jsonl, line 3", "is not JSON: Expecting property name enclosed"[:44]),
        ("gold.jsonl, line 4", 'has no "incidents"'),
        ("gold.jsonl, line 5", "has the id 'a' of line 1"),
        ("gold.jsonl, line 6", "is not UTF-8"),
        ("gold.jsonl, line 7", "is not a JSON object"),
        ("gold.jsonl, line 8", "is nested too deeply"),
    ]


def test_an_id_is_the_same_as_a_number_and_as_a_word() -> None:
    gold = gold_of(lines(a_gold_report(id=7), a_gold_report(id=" 7 ")), "gold.jsonl")
    assert len(gold.reports) == len(gold.rejections) == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([], "gold.jsonl: is empty; give annotated reports"),
        ([b"\n", b" "], "gold.jsonl: is empty"),
        ([b"{"], "gold.jsonl: its only line cannot be scored; line 1 is not JSON"),
        ([b"", b"{", {"id": "a"}], "none of its 2 lines can be scored; line 2 is not JSON"),
    ],
)
def test_nothing_to_score_is_told_at_once(values: list[Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        gold_of(lines(*values), "gold.jsonl")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": None}, 'has no "id"'),
        ({"id": " "}, 'has no "id"'),
        ({"text": " "}, 'has no "text"'),
        ({"incidents": None}, '"incidents" is null; write []'),
        ({"incidents": {}}, '"incidents" is not a list'),
        ({"incidents": ["ied"]}, "incidents 1: is not a JSON object"),
        ({"incidents": [{}]}, 'incidents 1: has no "kind"'),
        (
            {"incidents": [an_incident(), an_incident(kind="bomb")]},
            "incidents 2: kind 'bomb' is none of rocket, missile",
        ),
        ({"incidents": [an_incident(kind=["ied"])]}, "incidents 1: kind ['ied'] is none of"),
        ({"incidents": [an_incident(status="rumoured")]}, "status 'rumoured' is none of reported"),
        ({"incidents": [an_incident(when="Monday")]}, "when 'Monday' is not a JSON object"),
        ({"incidents": [an_incident(when={"start": "8 May"})]}, "when: start '8 May' is not a day; write it as in"),
        ({"incidents": [an_incident(when={"start": "20240508"})]}, "start '20240508' is not a day"),
        ({"incidents": [an_incident(when={"start": 2024})]}, "when: start 2024 is not a string"),
        ({"incidents": [an_incident(where=[{"quote": 3}])]}, "where 1: quote 3 is not a string"),
        ({"incidents": [an_incident(where=[{"lat": "30"}])]}, "where 1: lat '30' is not a number"),
        ({"incidents": [an_incident(targets=[{"quote": "x"}])]}, 'targets 1: has no "category"'),
        ({"incidents": [an_incident(perpetrators=[{"stance": "proud"}])]}, "stance 'proud' is none of claims"),
        ({"incidents": [an_incident(weapons=[{"number": "two"}])]}, "number 'two' is not a whole number"),
        ({"incidents": [an_incident(killed=3)]}, "killed 3 is not a JSON object"),
        ({"incidents": [an_incident(killed={"low": True})]}, "killed: low True is not a whole number"),
        ({"optional": [{"kind": "x"}]}, "optional 1: kind 'x' is none of"),
        ({"relations": [{"relation": "leads", "head": "A"}]}, 'relations 1: has no "tail"'),
        ({"relations": [{"relation": "loves"}]}, "relation 'loves' is none of part-of"),
    ],
)
def test_a_wrong_shape_is_told_with_its_place(fields: dict[str, Any], reason: str) -> None:
    gold = gold_of(lines(a_gold_report(id="good"), a_gold_report() | fields), "gold.jsonl")
    assert len(gold.reports) == 1
    assert reason in gold.rejections[0].reason


def test_empty_and_absent_fields_are_no_fault() -> None:
    sparse: dict[str, Any] = {
        "kind": "ied",
        "status": None,
        "when": None,
        "where": None,
        "killed": None,
        "perpetrators": [{}],
    }
    report = a_gold_report(sparse, optional=None, relations=None)
    assert gold_of(lines(report), "gold.jsonl").reports == (report,)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(("", "ied", "2024-05-06")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("quote", "start", "low")), inner),
    max_leaves=4,
)
fields = st.sampled_from(
    ("kind", "status", "when", "where", "targets", "perpetrators", "weapons", "killed", "abducted")
)


@given(incidents, st.dictionaries(fields, anything, max_size=3))
def test_what_passes_can_be_scored(incident: dict[str, Any], odd: dict[str, Any]) -> None:
    report = a_gold_report(incident | odd)
    gold = gold_of(lines(a_gold_report(id="good"), report), "gold.jsonl")
    figures = score(gold.reports, {"a": {"incidents": [an_incident()]}})
    assert figures.reports + len(gold.rejections) == 2

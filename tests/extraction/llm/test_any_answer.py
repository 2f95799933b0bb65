"""Whatever a model answers: no exception but those of extraction, and nothing that does not stand in the text."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extraction.llm.scripted import ATTACK, WHOLE, saying
from tocsin.export.record import record
from tocsin.extraction.base import Extraction
from tocsin.extraction.llm.answer import AnswerError
from tocsin.extraction.llm.scheme import SCHEMA, Schema
from tocsin.gazetteer.base import Gazetteer
from tocsin.testing.builders import TEXT, a_report
from tocsin.testing.extractor_contract import spans

WORDS = TEXT.split()
STRETCHES = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 5)).map(
    lambda at: " ".join(WORDS[at[0] : sum(at)])
)
TEXTS = st.one_of(STRETCHES, st.text(max_size=12), st.sampled_from(["", "null", "@1", "Basra@1", "Basra@9", "3", "."]))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)


def answers(schema: Schema) -> st.SearchStrategy[Any]:
    """Return a strategy for what fits `schema`, and now and then for what does not."""
    kind = schema["type"]
    if kind == "object":
        fitting: st.SearchStrategy[Any] = st.fixed_dictionaries(
            {name: answers(inner) for name, inner in schema["properties"].items()}
        )
    elif kind == "array":
        fitting = st.lists(answers(schema["items"]), max_size=2)
    elif kind == "boolean":
        fitting = st.booleans()
    else:
        fitting = st.sampled_from(schema["enum"]) if "enum" in schema else TEXTS
    return st.one_of(*[fitting] * 9, ANYTHING)


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    return {**WHOLE, "incidents": [{**ATTACK, **changes}, ATTACK]}


FIELDS = SCHEMA["properties"]["incidents"]["items"]["properties"]
CHANGES = st.fixed_dictionaries({}, optional={name: answers(inner) for name, inner in FIELDS.items()})


def read(answer: object, gazetteer: Gazetteer) -> Extraction | None:
    try:
        return saying(json.dumps(answer)).extractor(gazetteer).extract(a_report())
    except AnswerError:
        return None


@given(st.one_of(answers(SCHEMA), CHANGES.map(changed)))
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_nothing_gets_in_that_does_not_stand_in_the_text(gazetteer: Gazetteer, answer: object) -> None:
    found = read(answer, gazetteer)
    if found is not None:
        assert all(TEXT[span.start : span.end] == span.quote for span in spans(found))
        assert all(mention.of("evidence") for mention in found.mentions)
        assert json.dumps(record(found, text=True), ensure_ascii=False)

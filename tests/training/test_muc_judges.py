"""The judges of the template writer learn from keys and from what an extractor finds."""

from datetime import date

import pytest

pytest.importorskip("scipy", reason="the judges are fitted with scipy")

from bench.muc.judges import judge_of
from bench.muc.told import Told
from tocsin.testing.builders import a_report
from tocsin.vocabulary.claim import Claim, Method, Slot, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.values import Target, When
from training.muc_fit import fit
from training.muc_keys import KeyFill, KeyTemplate
from training.muc_told import alike, matches, told_cases

TEXT = "REBELS BOMBED A BUS ON 3 MAY. THE REBELS ATTACKED A MILL."


def told(kind: str, trigger: str, target: str) -> Told:
    report = a_report(TEXT)
    days = When(date(1989, 5, 3), date(1989, 5, 3), "day")

    def claim(slot: Slot, value: Value, quote: str) -> Claim:
        start = TEXT.index(quote)
        return Claim(slot, value, cut(report, start, start + len(quote)), Method("by-hand", "1"))

    claims = [claim("kind", kind, trigger), claim("status", "reported", trigger), claim("trigger", trigger, trigger)]
    claims += [claim("target", Target(target), target), claim("when", days, "3 MAY")]
    return Told(Mention(trigger, report.id, tuple(claims)), report)


def template(kind: str, target: str) -> KeyTemplate:
    fills = {2: [KeyFill(("03 MAY 89",))], 4: [KeyFill((kind,))], 12: [KeyFill(strings=(target,))]}
    return KeyTemplate("1", fills=fills)


def test_fitting_finds_what_tells_the_answers_apart() -> None:
    cases = [(["a", "x"], "yes"), (["b", "x"], "no")] * 20
    found = judge_of(fit(cases, strength=0.1))
    assert found.chance(["a"]) > 0.9
    assert found.chance(["b", "x"]) < 0.1
    assert found.chance(["x"]) == pytest.approx(0.5, abs=0.05)


def test_a_feature_seen_once_is_not_learned() -> None:
    cases = [(["a"], "yes"), (["b"], "no")] * 5 + [(["rare"], "yes")]
    assert "rare" not in fit(cases)["weights"]


def test_mentions_are_paired_with_the_templates_that_say_the_same() -> None:
    found = [told("ied", "BOMBED", "A BUS"), told("shooting", "ATTACKED", "A MILL")]
    templates = [template("ATTACK", "MILL"), template("BOMBING", "BUS")]
    assert sorted(matches(found, templates)) == [(0, 1), (1, 0)]
    assert list(matches(found, [template("KIDNAPPING", "BUS")])) == []


def test_words_that_a_key_names_are_worth_keeping() -> None:
    found = [told("ied", "BOMBED", "A BUS"), told("shooting", "ATTACKED", "A MILL")]
    answers = [(name, answer) for name, (_, answer) in told_cases(found, [template("BOMBING", "BUS")])]
    assert answers == [("relevant", "yes"), ("keep_target", "yes"), ("relevant", "no")]


def test_words_are_alike_when_the_ones_hold_the_others() -> None:
    assert (alike("THE BUS", "BUS"), alike("CITY BUS", "BUS"), alike("BUS", "MILL"), alike("", "BUS")) == (1, 0.5, 0, 0)

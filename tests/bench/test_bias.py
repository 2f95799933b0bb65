"""The pairs differ in one word only, and what that word changes is seen, counted and held against a ceiling."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bench import bias, gate
from bench.bias_pairs.pairs import Pair, pairs
from bench.bias_pairs.reading import Outcome, changed_share, open_extractor, read_pairs
from tocsin.extraction.base import Extraction
from tocsin.vocabulary.claim import Claim, Method, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut

PAIRS = pairs()


class Prejudiced:
    """An extractor that finds an attack in every report, and a claimed one where it reads of an army."""

    method = Method("prejudiced", "1")

    def extract(self, report: Report) -> Extraction:
        span = cut(report, 0, 1)
        status = "claimed" if " army" in report.text else "reported"
        slots: tuple[tuple[Slot, str], ...] = (("kind", "other"), ("status", status), ("trigger", span.quote))
        claims = tuple(Claim(slot, value, span, self.method) for slot, value in slots)
        return Extraction(report, (Mention("m", report.id, claims),))


def outcome(one: list[tuple[str, str]], two: list[tuple[str, str]]) -> Outcome:
    return Outcome(Pair("a", "judged", ("", "brutal "), ("x", "y")), (tuple(one), tuple(two)))


def test_there_are_enough_pairs_of_enough_templates_and_each_stands_once() -> None:
    assert len(PAIRS) >= 500
    assert len({pair.id.rsplit("-", 1)[0] for pair in PAIRS}) >= 60
    assert len({pair.id for pair in PAIRS}) == len({frozenset(pair.texts) for pair in PAIRS}) == len(PAIRS)
    assert pairs() == PAIRS


def test_the_reports_of_a_pair_differ_in_the_swapped_word_alone() -> None:
    for pair in PAIRS:
        words = sorted((word.strip().casefold() for word in pair.words if word), key=len, reverse=True)
        swapped = re.compile("|".join(map(re.escape, words)))
        bare = {re.sub(r"\ban\b", "a", swapped.sub("", text.casefold())) for text in pair.texts}
        assert len({" ".join(text.split()) for text in bare}) == 1, pair
        assert all(
            word.strip().casefold() in text.casefold() for word, text in zip(pair.words, pair.texts, strict=True)
        )
        assert not re.search(r"[{}]|  ", "".join(pair.texts))


def test_texts_of_one_template_vary_and_lists_are_used_up() -> None:
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in PAIRS:
        used[pair.swap].update(pair.words)
    assert {"nation", "power", "group", "community", "fighters", "judged"} <= set(used)
    assert all(len(words) >= 4 for words in used.values())
    assert len(used["nation"]) >= 15
    assert len({pair.texts[0] for pair in PAIRS if pair.id.startswith("nation-0-")}) > 4


def test_what_changes_is_named() -> None:
    rocket, arson = ("rocket", "reported"), ("arson", "reported")
    assert outcome([rocket, arson], [arson, rocket]).changes == ()
    assert outcome([rocket], [rocket, arson]).changes == ("count",)
    assert outcome([rocket], [arson]).changes == ("kind",)
    assert outcome([rocket], [("rocket", "claimed")]).changes == ("status",)
    crossed = outcome([rocket, ("arson", "claimed")], [arson, ("rocket", "claimed")])
    assert crossed.changed
    assert changed_share([crossed, outcome([rocket], [rocket])]) == 0.5


def test_a_prejudiced_extractor_is_caught(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bias, "open_extractor", lambda _: Prejudiced())
    assert bias.main(["--swap", "power"]) == 1
    printed = capsys.readouterr().out
    assert "other claimed" in printed
    assert "at most 2.0% may" in printed
    assert bias.main(["--swap", "so_called"]) == 0
    assert bias.main(["--swap", "none"]) == 2


def test_an_extractor_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert bias.main(["--extractor", "oracle"]) == 2
    assert "oracle" in capsys.readouterr().out


def test_the_gate_holds_the_share_against_its_ceiling(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ceilings = tmp_path / "ceilings.json"
    ceilings.write_text(json.dumps({"bias.changed": 0.02}), encoding="utf-8")
    for share, code in ((0.02, 0), (0.03, 1)):
        monkeypatch.setattr(gate, "_biased", lambda found=share: found)
        assert gate.main(["--only", "bias", "--ceilings", str(ceilings)]) == code
        assert f"{share:.1%}" in capsys.readouterr().out


def test_the_rules_read_the_pairs_alike_and_read_them() -> None:
    outcomes = read_pairs(open_extractor("rules"), PAIRS)
    assert changed_share(outcomes) <= 0.02
    # A pair in which nothing is found is no proof of fairness.
    assert sum(bool(one.told[0] and one.told[1]) for one in outcomes) >= 0.8 * len(outcomes)
    kinds = {kind for one in outcomes for told in one.told for kind, _ in told}
    statuses = {status for one in outcomes for told in one.told for _, status in told}
    assert len(kinds) >= 10
    assert len(statuses) >= 4

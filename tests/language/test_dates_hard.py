"""Every sentence of dates.toml is read exactly: the words, their days, their groups and their flags."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tocsin.language.dates.find import Anchor, Dated, find_dates

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))["case"]
FLAGS = {
    "relative": "r",
    "weak": "w",
    "recurring": "h",
    "speech": "s",
    "future": "f",
    "dateline": "d",
    "metadata": "m",
}


def days(dated: Dated) -> str:
    when = dated.when
    if when.start is None:
        return "?"
    return str(when.start) if when.precision == "day" else f"{when.start}/{when.end}/{when.precision}"


def flags(dated: Dated) -> str:
    return "".join(sign for name, sign in FLAGS.items() if getattr(dated, name)) + "a" * dated.when.ambiguous


def anchor(case: dict[str, Any]) -> Anchor:
    published = date.fromisoformat(case["published"]) if "published" in case else None
    return Anchor(published, zone=case.get("zone"), day_first=case.get("day_first"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['class']}: {c['text'][:50]}")
def test_hard_sentence(case: dict[str, Any]) -> None:
    found = find_dates(case["text"], anchor(case))
    assert [(case["text"][d.start : d.end], days(d), flags(d)) for d in found] == [
        (words, expected, given[0] if given else "") for words, expected, *given in case["found"]
    ]
    if "groups" in case:
        assert [d.group for d in found] == case["groups"]


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 60

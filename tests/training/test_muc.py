"""Messages and keys become annotated reports whose quotes stand where they say."""

from pathlib import Path
from typing import Any

import pytest

from training.examples import locate
from training.muc import muc_reports
from training.muc_align import all_occurrences, centre, nearest, quote_of
from training.muc_keys import days, plain_id, read_fill, read_keys

TEXT = """
DEV-MUC3-0001 (HOUSE)

   PORTVILLE, 19 APR 89 (OWN NEWS) -- [TEXT] THE REBELS OF THE NORTH FRONT
[NF] HOLD TALKS AND HAVE NO ARMED MEN IN TOWN.

   YESTERDAY, TWO ARMED
MEN KIDNAPPED MAYOR ANA RUIZ IN PORTVILLE.  THE NORTH FRONT CLAIMED IT.

   A BOMB EXPLODED AT THE OLD MILL ON 17 APRIL. NO ONE WAS HURT.

DEV-MUC3-0002 (HOUSE)

   PORTVILLE, 20 APR 89 (OWN NEWS) -- [TEXT] NOTHING HAPPENED.
"""
KEY = r"""
;;; a remark
0.  MESSAGE: ID                     DEV-MUC3-0001 (READER, OTHER)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  18 APR 89
3.  INCIDENT: LOCATION              PERU: PORTVILLE (CITY)
4.  INCIDENT: TYPE                  KIDNAPPING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         *
9.  PERP: INDIVIDUAL ID             "ARMED MEN"
10. PERP: ORGANIZATION ID           "NF" / "NORTH FRONT"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: "NF" / "NORTH FRONT"
18. HUM TGT: NAME                   "ANA RUIZ"
19. HUM TGT: DESCRIPTION            "MAYOR": "ANA RUIZ"
20. HUM TGT: TYPE                   GOVERNMENT OFFICIAL: "ANA RUIZ"
21. HUM TGT: NUMBER                 1: "ANA RUIZ"

0.  MESSAGE: ID                     DEV-MUC3-0001 (READER, OTHER)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  17 APR 89
3.  INCIDENT: LOCATION              PERU
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ATTEMPTED
6.  INCIDENT: INSTRUMENT ID         "BOMB"
7.  INCIDENT: INSTRUMENT TYPE       BOMB: "BOMB"
12. PHYS TGT: ID                    ? "OLD MILLS"
                                    "CASTLE"
13. PHYS TGT: TYPE                  COMMERCIAL: "OLD MILLS"

0.  MESSAGE: ID                     DEV-MUC3-0002 (READER)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


@pytest.fixture
def reports(tmp_path: Path) -> list[dict[str, Any]]:
    (tmp_path / "keys").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "keys" / "key-dev-0001.muc4").write_text(KEY, "latin-1")
    (tmp_path / "keys" / "key-tst2.v4").write_text(KEY.replace("DEV-MUC3", "TST2-MUC4"), "latin-1")
    (tmp_path / "texts" / "dev-muc3-0001-0100").write_text(TEXT, "latin-1")
    (tmp_path / "texts" / "tst2-muc4").write_text(TEXT.replace("DEV-MUC3", "TST2-MUC4"), "latin-1")
    return list(muc_reports(tmp_path))


def words(report: dict[str, Any], items: list[dict[str, Any]]) -> list[str]:
    return [report["text"][item["start"] : item["end"]] for item in items]


def test_only_development_messages_become_reports(reports: list[dict[str, Any]]) -> None:
    assert [(r["id"], r["published"], len(r["incidents"])) for r in reports] == [
        ("DEV-MUC3-0001", "1989-04-19", 2),
        ("DEV-MUC3-0002", "1989-04-20", 0),
    ]
    assert "muc_irrelevant" not in reports[0]
    assert reports[1]["muc_irrelevant"]


def test_strings_are_found_where_they_lie_together(reports: list[dict[str, Any]]) -> None:
    report = reports[0]
    taken, bomb = report["incidents"]
    assert words(report, taken["targets"]) == ["MAYOR ANA RUIZ"]
    assert words(report, taken["perpetrators"]) == ["ARMED MEN", "NORTH FRONT"]
    assert [p["quote"] for p in taken["perpetrators"]] == ["ARMED MEN@2", "NORTH FRONT@2"]
    assert [(p["kind"], p["stance"]) for p in taken["perpetrators"]] == [("unknown", None), ("group", "claims")]
    assert words(report, taken["triggers"]) == ["KIDNAPPED"]
    assert (taken["kind"], taken["status"], taken["when"]["quote"]) == ("abduction", "reported", "YESTERDAY")
    assert (bomb["kind"], bomb["status"], bomb["optional"]) == ("ied", "foiled", True)
    assert words(report, bomb["targets"]) == ["OLD MILL"]
    assert (bomb["targets"][0]["category"], bomb["targets"][0]["optional"]) == ("business", True)
    assert words(report, bomb["weapons"]) == ["BOMB"]
    assert words(report, bomb["triggers"]) == ["BOMB EXPLODED"]
    assert (bomb["when"]["quote"], bomb["when"]["start"]) == ("17 APRIL", "1989-04-17")


def test_every_quote_stands_where_it_says(reports: list[dict[str, Any]]) -> None:
    report = reports[0]
    for incident in report["incidents"]:
        for field in ("triggers", "where", "weapons", "targets", "perpetrators"):
            for item in incident[field]:
                assert locate(report["text"], item["quote"]) == (item["start"], item["end"])


def test_what_was_not_chosen_is_neither_hit_nor_miss(reports: list[dict[str, Any]]) -> None:
    report = reports[0]
    assert "ARMED MEN" in words(report, report["unsure"])
    assert all("REBELS" not in report["text"][start:end] for start, end in report["trusted"])


def test_fillers_have_alternatives_doubts_and_what_they_are_about() -> None:
    described = read_fill(19, '"MAYOR" / "MAYOR OF X": "ANA RUIZ"')
    assert described is not None
    assert (described.strings, described.about) == (("MAYOR", "MAYOR OF X"), ("ANA RUIZ",))
    number = read_fill(21, '? 10 / PLURAL: "PEASANTS"')
    assert number is not None
    assert (number.values, number.about, number.optional) == (("10", "PLURAL"), ("PEASANTS",), True)
    assert read_fill(23, 'NO INJURY: "-"') == read_fill(23, "NO INJURY")
    assert read_fill(6, "*") is None


def test_keys_are_read_by_plain_id() -> None:
    keys = read_keys(KEY)
    assert {name: len(templates) for name, templates in keys.items()} == {"DEV-MUC3-0001": 2, "DEV-MUC3-0002": 0}
    assert plain_id("DEV-MUC3-0001 (READER)") == "DEV-MUC3-0001"
    assert days("01 FEB 90 - 03 FEB 90") == ((1990, 2, 1), (1990, 2, 3))


def test_words_are_found_across_line_breaks_and_marks() -> None:
    text = "THE SO-CALLED (X) FRONT AND A FRONT\nLINE"
    assert [text[a:b] for a, b in all_occurrences(text, ["so called x front", "FRONT LINE", "CALL"])] == [
        "SO-CALLED (X) FRONT",
        "FRONT\nLINE",
    ]
    assert quote_of("A BB BB", (5, 7)) == "BB@2"
    assert centre([(1.0, [(0, 2), (90, 92)]), (1.0, [(100, 103)])]) == (90, 92)
    assert centre([]) is None
    assert nearest([(0, 2), (90, 92)], (80, 85), reach=3) is None

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.cleaning import clean

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not beside this checkout")

BODY = (
    "Two mortar bombs fell beside the ferry landing of Old Qasimabad on Monday, the harbour master said, and a porter\n"
    "was carried away with burns."
).replace("\n", " ")
SECOND = "The landing was shut for an hour. Nobody has said who fired, and the police would not guess."
THIRD = "It was the second volley since the spring, when a shed burned down and four boats with it."

PAGE = f"""\
Home | News | Sport | Weather | Contact us
Sign in  Subscribe from 2 dinars
BREAKING: Gunmen storm cinema in the capital
THE FERRY GAZETTE

Mortars fall by the ferry landing

A porter is burned; the landing opens again

By Our Quay Correspondent
March 9, 2021 14:39
The landing seen from the water, March 2, 2021 (photo credit: FERRY GAZETTE)
The landing seen from the water, March 2, 2021
{BODY}

ADVERTISEMENT

{SECOND}
RELATED: Car bomb kills six in Eastmarket
{THIRD}

Tags: ferry | mortar | police
Share  Tweet  Print
Most Read

1 Suicide bomber kills nine at bus station
A policeman looks at the station where nine people died on Sunday, in a picture that we took.
2 Why bread is dear
The baker of the old town
Comments (2)
harbourrat: It was three bombs and I saw them all fall into the water behind the customs house, believe me.
© 2021 The Ferry Gazette. All rights reserved.
"""


def test_the_article_stays_and_the_page_goes() -> None:
    cleaned = clean(PAGE)
    paragraphs = [line for line in cleaned.text.split("\n") if line]
    headline = "Mortars fall by the ferry landing"
    assert paragraphs == [headline, "A porter is burned; the landing opens again", BODY, SECOND, THIRD]
    assert cleaned.title == headline
    assert cleaned.published == date(2021, 3, 9)
    assert cleaned.outlet == "The Ferry Gazette"


def test_what_is_kept_is_kept_to_the_letter() -> None:
    odd = PAGE.replace(SECOND, "  He said:\t“No” …  and   left, after which nobody saw him again.  ")
    assert "  He said:\t“No” …  and   left, after which nobody saw him again.  " in clean(odd).text


@pytest.mark.parametrize(
    "line",
    [
        "Share-taxi driver shot dead on the coast road",
        "Copyright lawyer wounded by a letter bomb",
        "Newsletter editor abducted in Old Qasimabad",
        "Terms of the truce forbid any contact, rebels say",
        "Support our soldiers, the general tells the town",
        "(Previous attacks killed four.)",
        "Tag-team of gunmen sought by police",
        "He sent his statement via Reuters.",
        "Two were killed there on March 2, 2021. (AFP)",
        "Next week: trial of the bombers",
        "More",
        "A",
        "Print works set on fire",
        "Comment by the governor: none",
    ],
)
def test_lines_of_an_article_are_not_taken_for_a_page(line: str) -> None:
    text = f"{line}\n\n{BODY}\n\n{SECOND}"
    assert clean(text).text == text
    text = f"{BODY}\n\n{line}\n\n{SECOND}"
    assert clean(text).text == text


def test_a_brief_may_open_with_the_words_of_a_link() -> None:
    text = f"LATEST NEWS: bombs fall by the ferry landing\n\n{BODY}\n\n{SECOND}"
    assert clean(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{SECOND}",
        f"NORTHTOWN, March 9 (Wire) - {BODY}\n\n{SECOND}\n\n{THIRD}",
        "🔴 Ferry landing: two bombs, one hurt. More soon.",
        "Security Desk\nNotice 14\n9 March 2021\n\n" + BODY + "\n\nColonel A. Hakim\nHarbour Command",
        "No. | Place | Date | Dead\n1 | Landing | 09/03/2021 | 0\n2 | Shed | 11/03/2021 | 1",
        "LIVE | Ferry landing\n\n[7:52pm] Landing open again.\n\n[6:15pm] Two bombs, says the harbour master.",
        "1. On 3-3-2021 a mine was found.\n2. On 5-3-2021 the post was fired on, two hurt.\n\nAdvice: stay away.",
        "سقطت قذيفتان قرب المرسى يوم الاثنين.\n\nوأصيب حمال بحروق.\n\nولم يتبن أحد الهجوم.",
    ],
)
def test_a_clean_text_comes_back_as_it_is(text: str) -> None:
    assert clean(text).text == text


def test_a_text_of_fixed_width_is_left_alone() -> None:
    lines = [
        "THE GOVERNOR OF THE NORTHERN PROVINCE STATED TODAY THAT HIS OFFICE HAD NO",
        "COMMENTS ON THE REPORTS ABOUT THE BRIDGE, AND THAT THE PRESS WOULD GET FURTHER",
        "INFORMATION.",
        "HE ADDED THAT THE ENGINEERS WERE AT WORK AND THAT THE RAILWAY WOULD BE OPENED",
        "AGAIN ON MONDAY.  THE PEASANTS OF THE REGION WERE ASKED TO STAY AWAY FROM THE",
        "TRACKS UNTIL ALL CHARGES HAD BEEN FOUND AND TAKEN APART BY THE SOLDIERS OF THE",
        "SECOND BATTALION.",
    ]
    text = "\n".join(lines)
    assert clean(text).text == text


def test_one_sign_of_a_page_costs_one_line() -> None:
    assert clean(f"Mortars by the landing\n\n{BODY}\n\n{SECOND}\n\nHits: 33").text.endswith(SECOND)


def test_a_known_headline_is_found_among_the_lines_above() -> None:
    page = PAGE.replace("THE FERRY GAZETTE", "Old ferries are the best ferries, says our book of the month")
    assert clean(page, "Mortars fall by the ferry landing").text.startswith("Mortars fall")


def test_the_mark_of_a_saved_page_is_cut_off_and_believed() -> None:
    cleaned = clean(f" date 2021-03-09 {BODY}")
    assert cleaned.text == BODY
    assert cleaned.published == date(2021, 3, 9)


def test_a_page_without_an_article_gives_nothing() -> None:
    links = "\n".join(f"{n}. Bomb number {n} kills {n} people" for n in range(1, 6))
    assert clean(f"Home | News | Sport\nMOST READ\n{links}\n© 2021 Gazette").text == ""


@given(st.text(alphabet=st.sampled_from("abA1.,!?|·>-:\n \t©“”"), max_size=300))
def test_only_whole_lines_go_and_in_their_order(text: str) -> None:
    cleaned = clean(text).text
    rest = iter(text.split("\n"))
    assert all(line in rest for line in cleaned.split("\n") if line.strip())


def _quotes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"quote", "head", "tail"} and isinstance(inner, str):
                yield re.sub(r"@\d+$", "", inner)
            else:
                yield from _quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _quotes(inner)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@needs_shared
def test_the_article_of_the_start_keeps_all_its_evidence_and_nothing_else() -> None:
    page = (SHARED / "article" / "jpost-2020-08-17.txt").read_text(encoding="utf-8")
    cleaned = clean(page)
    (gold,) = _lines(SHARED / "article" / "gold.jsonl")
    assert [quote for quote in _quotes(gold) if quote not in cleaned.text] == []
    assert cleaned.published == date(2020, 8, 17)
    assert cleaned.title.startswith("As Iraqi Prime Minister")
    assert [
        word
        for word in ("Beirut", "Harris", "blast", "balloons", "photo credit", "Copyright", "FRANTZMAN")
        if word in cleaned.text
    ] == []


# Two pages of the corpus annotate what stands under "related" and "also read"; those lists go, as on any page.
LISTED = {"afr-0042", "sasia-0018"}


@needs_shared
def test_the_evidence_of_the_corpus_survives() -> None:
    reports = [report for path in sorted((SHARED / "corpus").glob("*.jsonl")) for report in _lines(path)]
    assert len(reports) > 900
    lost = [
        (report["id"], quote)
        for report in reports
        if report["id"] not in LISTED
        for text in [clean(report["text"]).text]
        for quote in _quotes(report["incidents"])
        if quote not in text
    ]
    assert lost == []

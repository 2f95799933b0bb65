"""The languages of the pages: complete catalogues without dead words, and pages that read from the right."""

import ast
import inspect
import re
import string
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from types import ModuleType
from typing import get_args

import pytest
from babel import Locale
from jinja2 import nodes

from tests.tasks.stories import START, Told
from tests.web.ledgers import a_hostile_tracker, a_tracker, the_incident
from tests.web.site import PASSWORD, a_member, a_site
from tocsin.export.incident_words import CREDIBILITY_WORDS, GRADE_WORDS
from tocsin.export.page import LABELS
from tocsin.export.wording import STANCE_WORDS, term_words
from tocsin.language.weapons import weapon_table
from tocsin.testing.builders import a_judgement
from tocsin.vocabulary import terms
from tocsin.vocabulary.authorship import Contest
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.identity import RIGHTS, ROLES
from tocsin.vocabulary.network import Likeness
from tocsin.web import languages, wording
from tocsin.web.errors import STATUSES
from tocsin.web.languages import ENGLISH, preferred
from tocsin.web.pages import claims, filters, incident, review, tempo
from tocsin.web.rendering import PLACES, environment

OTHERS = [code for code in languages.languages() if code != ENGLISH]

WORDS: tuple[Iterable[str], ...] = (
    [name for _, name, _ in PLACES], filters.ORDERS.values(), [label for label, _ in claims.SORTS.values()],
    LABELS.values(), incident.LABELS.values(), incident.HINTS.values(), GRADE_WORDS.values(),
    CREDIBILITY_WORDS.values(), STANCE_WORDS.values(), ROLES, RIGHTS, get_args(Slot), get_args(Likeness), {"weapon"},
)  # fmt: skip
"""What pages show as it stands in a list."""
WEAPONS = {entry.type for entry, _ in weapon_table()[0].values()} - {"", "unknown"}
CLOSED: tuple[Iterable[str], ...] = (
    terms.KINDS, terms.STATUSES, terms.SOURCE_KINDS, terms.RELATIONS, terms.TIE_STATUSES, terms.STANCES,
    terms.ACTOR_KINDS, terms.PLACE_RELATIONS[1:], get_args(Contest), WEAPONS,
)  # fmt: skip
"""Terms that pages put into words first."""
PHRASES = {*STATUSES.values(), HTTPStatus.BAD_REQUEST, HTTPStatus.METHOD_NOT_ALLOWED} - {
    HTTPStatus.UNPROCESSABLE_ENTITY  # Python itself calls it otherwise since 3.13
}


def named() -> set[str]:
    """Return the terms that pages name: those of the lists, and those that stand in the modules of pages."""
    found = {term_words(term) for closed in CLOSED for term in closed} | {word for words in WORDS for word in words}
    found |= {term.replace("-", " ") for term in terms.TARGET_CATEGORIES}
    found |= {status.phrase for status in PHRASES}
    found |= {call.args[1].value for call in calls(review, "Answer") if isinstance(call.args[1], ast.Constant)}  # type: ignore[misc]
    return found | {"Kind", "Status", *figure_labels()}


def figure_labels() -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(tempo))):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            assert isinstance(node.value.elts[0], ast.Constant)
            yield str(node.value.elts[0].value)


def calls(module: ModuleType, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield node


def in_templates(function: str, place: int) -> set[str]:
    """Return what templates call `function` with; it has to stand there in quotes, or nobody could find it."""
    found: set[str] = set()
    made = environment()
    for template in made.list_templates():
        assert made.loader
        tree = made.parse(made.loader.get_source(made, template)[0])
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == function:
                word = call.args[place]
                assert isinstance(word, nodes.Const), f"{template}:{call.lineno} says what stands elsewhere"
                found.add(word.value)
    return found


def said() -> set[str]:
    """Return what templates and values say."""
    of_values = [call.args[0] for module in (wording, languages) for call in calls(module, "says", "_says")]
    return in_templates("_", 0) | {str(one.value) for one in of_values if isinstance(one, ast.Constant)}


def places(message: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_says_all_that_pages_say_and_nothing_else(code: str) -> None:
    assert set(languages.languages()[code].words) == said()


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_names_all_terms_and_no_others(code: str) -> None:
    assert set(languages.languages()[code].terms) == named()


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_put_into_a_sentence_stands_in_its_translation_once(code: str) -> None:
    for message, words in languages.languages()[code].words.items():
        assert places(message) == places(words), message
        assert words.strip()


@pytest.mark.parametrize("code", OTHERS)
def test_nouns_have_a_form_for_every_number(code: str) -> None:
    catalogue = languages.languages()[code]
    assert set(catalogue.nouns) == in_templates("counted", 1)
    for forms in catalogue.nouns.values():
        assert set(forms) == {*Locale(code).plural_form.tags, "other"}
    for number in range(200):
        assert catalogue.counted(number, "incident")


@pytest.mark.parametrize("code", [ENGLISH, *OTHERS])
def test_digits_are_western(code: str) -> None:
    catalogue = languages.languages()[code]
    words = catalogue.counted(12_345, "incident") + catalogue.day_words(START.date()) + catalogue.moment_words(START)
    assert "12,345" in words
    assert all(digit in string.digits for digit in words if digit.isdigit())


def test_arabic_counts_as_its_readers_do() -> None:
    counted = languages.languages()["ar"].counted
    assert [counted(number, "incident") for number in (0, 1, 2, 3, 11, 100)] == [
        "لا حوادث", "حادثة واحدة", "حادثتان", "3 حوادث", "11 حادثة", "100 حادثة",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "en"), ("ar", "ar"), ("ar-IQ,en;q=0.8", "ar"), ("en-US,en;q=0.9,ar;q=0.8", "en"), ("fr,ar;q=0.4", "ar"),
        ("ar;q=0,en", "en"), ("en;q=0.2,ar;q=0.7", "ar"), ("ar;q=much", "en"), (",;q=,", "en"), ("*", "en"),
    ],
)  # fmt: skip
def test_the_browser_says_which_language_it_would_have(header: str, code: str) -> None:
    assert preferred(header) == code


def test_the_address_goes_before_what_was_chosen_and_that_before_the_browser() -> None:
    def language_of(path: str, accepted: str = "") -> str:
        answer = browser.get(path, headers={"Accept-Language": accepted})
        assert f'<html lang="{answer.headers["Content-Language"]}"' in answer.text
        assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
        return str(answer.headers["Content-Language"])

    with a_site(a_tracker()) as browser:
        assert language_of("/") == "en"
        assert language_of("/", "ar") == "ar"
        assert language_of("/?lang=xx") == "en"
        assert language_of("/?lang=ar") == "ar"
        assert language_of("/") == "ar"  # as it was chosen
        assert language_of("/claims?lang=en", "ar") == "en"
        assert language_of("/", "ar") == "en"


def test_the_foot_leads_to_the_same_page_in_another_language() -> None:
    with a_site(a_tracker()) as browser:
        page = browser.get("/?country=IQ&kind=rocket").text
        assert '<a href="?country=IQ&amp;kind=rocket&amp;lang=ar" lang="ar" hreflang="ar">العربية</a>' in page
        assert 'lang="en" hreflang="en">English</a>' in browser.get("/?country=IQ&kind=rocket&lang=ar").text


PATHS = (
    "/", "/?since=nonsense", "/?country=US", "/map", "/review", "/add", "/tempo", "/actors", "/claims", "/sources",
    "/decisions", "/brief", "/users", "/audit", "/settings", "/nothing", "/incidents/{incident}", "/reports/r0",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_pages_in_arabic_read_from_the_right(path: str) -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        page = browser.get(path.format(incident=the_incident(ledger)), headers={"Accept-Language": "ar"}).text
    assert '<html lang="ar" dir="rtl">' in page
    assert "الأوقات بالتوقيت العالمي UTC" in page


def test_pages_of_accounts_in_arabic() -> None:
    with a_site(login=True) as browser:
        browser.client.headers["Accept-Language"] = "ar"
        assert "تسجيل الدخول" in browser.get("/login").text
        a_member(browser, "Amal", "admin")
        browser.sign_in("Amal", PASSWORD)
        for path in ("/account", "/users", "/password"):
            page = browser.get(path)
            assert page.status_code == 200
            assert '<html lang="ar" dir="rtl">' in page.text
        assert "مدير" in browser.get("/account").text


def test_values_stand_in_the_language_and_what_is_worked_out_is_marked_as_english() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        page = browser.get(f"/incidents/{the_incident(ledger)}?lang=ar").text
        assert "الزمان" in page
        assert 'lang="en" dir="ltr"' in page  # the history
        listed = browser.get("/").text
    assert "حوادث" in listed
    assert "2 sources" not in listed
    assert "مصدران مستقلان" in listed or "مصدر مستقل" in listed


def test_a_doubt_in_arabic() -> None:
    ledger = a_tracker(Told(), Told("Mosul", 1))
    first, second = (entry.mention.id for entry in ledger.entries())
    ledger.append_judgements([a_judgement(first, second, "unsure", 0.5)])
    with a_site(ledger) as browser:
        page = browser.get("/review?lang=ar").text
    assert "أهذه حادثة واحدة أم اثنتان؟" in page
    assert "<td>صاروخ غير موجَّه</td>" in page
    assert re.findall(r'data-key="(\w)"', page) == ["s", "d", "u"]


def test_hostile_text_in_arabic_is_as_harmless() -> None:
    ledger = a_hostile_tracker()
    with a_site(ledger) as browser:
        for path in ("/", f"/incidents/{the_incident(ledger)}", "/claims", "/actors"):
            page = browser.get(f"{path}?lang=ar").text
            assert "<script>alert" not in page
            assert "onerror=alert(2)>" not in page
            assert "\u202e" not in page
            assert page.count("\u2068") == page.count("\u2069")  # what was opened is closed again


def test_a_term_that_a_catalogue_lacks_stands_in_english() -> None:
    catalogue = languages.languages()["ar"]
    assert catalogue.term("a word <of nobody>") == "a word &lt;of nobody&gt;"
    assert catalogue.counted(2, "thing") == "2 things"

"""The adapter reads messages in the conference's form and answers in the task's terms."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench import muc4
from bench.muc import relevance
from bench.muc.adapter import Adapter, merged, report_of
from bench.muc.counting import number
from bench.muc.dates import inc_date
from bench.muc.joining import join
from bench.muc.judges import judge, judge_of
from bench.muc.locations import country_of, location, set_list
from bench.muc.messages import Message, messages, unwrap
from bench.muc.people import Person, name_at, person
from bench.muc.template import SLOT_NAMES, Fill, Template, response
from bench.muc.told import Told
from bench.muc.words import INSTRUMENTS, PEOPLE, THINGS, bare, first, plural
from bench.quality.scorers import template_scorer
from tocsin.extraction.base import Extraction
from tocsin.vocabulary.claim import Claim, Method, Slot, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

METHOD = Method("by-hand", "1")
BODY = "URBAN REBELS BLEW UP A BUS WITH A BOMB IN TESTVILLE YESTERDAY. TWO PASSENGERS WERE KILLED."
FILE = f"""NOTES THAT BELONG TO NO MESSAGE

DEV-MUC9-0001 (HOUSE)

   TESTVILLE, 19 APR 89 (OWN NEWS) -- [TEXT] {BODY[:41]}
{BODY[42:]}

   A SECOND PARAGRAPH.

TST9-MUC9-0002

   LIMA, 31 Feb 90 (OWN NEWS) -- [TEXT] Nothing happened.
"""


class ByHand:
    """An extractor that finds one bombing in the first message and nothing else."""

    method = METHOD

    def extract(self, report: Report) -> Extraction:
        if "BLEW UP" not in report.text:
            return Extraction(report)
        return Extraction(report, (bombing(report),))


def bombing(report: Report) -> Mention:
    def claim(slot: Slot, value: Value, quote: str, stance: Stance | None = None) -> Claim:
        start = report.text.index(quote)
        return Claim(slot, value, cut(report, start, start + len(quote)), METHOD, stance=stance)

    testville = Place("test:1", "Testville", -12.0, -77.0, 3.0, "PE")
    passengers = Target("TWO PASSENGERS", "civilian", "human", 2)
    return Mention(
        "1",
        report.id,
        (
            claim("kind", "ied", "BLEW UP"),
            claim("status", "reported", "BLEW UP"),
            claim("trigger", "BLEW UP", "BLEW UP"),
            claim("when", When(date(1989, 4, 18), date(1989, 4, 18), "day"), "YESTERDAY"),
            claim("where", Where("TESTVILLE", "at", "city", testville), "TESTVILLE"),
            claim("weapon", Weapon("bomb", 1), "A BOMB"),
            claim("target", Target("A BUS", "civilian", "physical", 1), "A BUS"),
            claim("target", passengers, "TWO PASSENGERS"),
            claim("perpetrator", Actor("URBAN REBELS"), "URBAN REBELS", "identified"),
            claim("killed", Toll(2, 2), "TWO PASSENGERS"),
            claim("evidence", BODY.split(". ", maxsplit=1)[0] + ".", BODY.split(". ", maxsplit=1)[0] + "."),
        ),
    )


def test_messages_are_cut_at_their_headers_and_dated_by_their_datelines() -> None:
    one, two = messages(FILE)
    assert (one.id, one.place, one.published) == ("DEV-MUC9-0001 (HOUSE)", "TESTVILLE", date(1989, 4, 19))
    assert one.text == f"{BODY}\n\nA SECOND PARAGRAPH."
    assert (two.id, two.published, two.text) == ("TST9-MUC9-0002", None, "Nothing happened.")


def test_unwrapping_keeps_paragraphs_and_joins_lines() -> None:
    assert unwrap("\n  ONE\nTWO\n \n\n THREE\n") == "ONE TWO\n\nTHREE"


def test_a_response_has_all_slots_and_an_asterisk_where_one_has_no_meaning() -> None:
    template = Template({4: [Fill("ARSON")], 12: [Fill(string='the "Old" bus'), Fill(string="house")]})
    lines = response("M-1", [template]).splitlines()
    assert [line for line in lines if line[0].isdigit()] == [
        line for line in lines if line.split(".")[0] in {str(slot) for slot in SLOT_NAMES}
    ]
    assert len([line for line in lines if line[0].isdigit()]) == 25
    assert "6.  INCIDENT: INSTRUMENT ID         *" in lines
    assert '12. PHYS TGT: ID                    "THE \\"OLD\\" BUS"' in lines
    assert " " * 36 + '"HOUSE"' in lines
    assert "18. HUM TGT: NAME                   -" in lines


def test_an_irrelevant_message_is_answered_with_asterisks() -> None:
    lines = response("M-2", []).splitlines()
    assert lines[0] == "0.  MESSAGE: ID                     M-2"
    assert len(lines) == 25
    assert all(line.endswith(" *") for line in lines[1:])


@pytest.mark.parametrize(
    ("start", "end", "words", "fill"),
    [
        (date(1990, 2, 2), date(1990, 2, 2), "2 days ago", "02 FEB 90"),
        (date(1990, 2, 2), date(1990, 2, 3), "over the weekend", "02 FEB 90 - 03 FEB 90"),
        (date(1990, 1, 31), date(1990, 1, 31), "on Wednesday", "- 04 FEB 90"),
        (None, None, "", "- 04 FEB 90"),
        (date(1980, 1, 1), date(1989, 12, 31), "in the eighties", "- 04 FEB 90"),
    ],
)
def test_days_are_written_as_the_task_wants_them(start: date | None, end: date | None, words: str, fill: str) -> None:
    when = When(start, end, "days") if start else None
    assert inc_date(when, words, date(1990, 2, 4)) == fill


def test_without_any_day_the_slot_is_empty() -> None:
    assert inc_date(None, "", None) == "-"


def test_places_are_written_from_the_country_down_once_each(tmp_path: Path) -> None:
    lima = Place("test:2", "Lima", -12.0, -77.0, 10.0, "PE", "Lima")
    places = [Where("San Isidro", "at", "neighbourhood"), Where("Lima", "at", "city", lima)]
    assert location(places, None, None) == "PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)"
    places.append(Where("the province of Lima", "at", "province"))
    assert location(places, None, None) == "PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)"
    assert location([], "CO", None) == "COLOMBIA"
    listed = tmp_path / "list"
    listed.write_text("Some words about the list.\n\nLIMA (CITY)\nLIMA (DEPARTMENT)\nCALLAO (PORT)\n", "latin-1")
    assert location(places[:2], None, set_list(listed)) == "PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)"
    club = Where("the Club", "at", "facility", lima)
    assert location([club], None, None) == "PERU"
    namesake = Place("test:3", "San Antonio", 29.4, -98.5, 10.0, "US")
    assert location([Where("San Antonio", "at", "city", namesake)], "SV", None) == "EL SALVADOR: SAN ANTONIO (CITY)"
    assert location([Where("Callao", "at", "city", lima)], None, set_list(listed)) == "PERU: CALLAO (PORT)"


def test_a_message_is_about_the_country_that_it_names_most() -> None:
    assert country_of("The Peruvian and the Colombian delegate met in Bogota.") == "CO"
    assert country_of("Nothing is named here.") is None


def test_the_closed_lists_are_chosen_by_words() -> None:
    assert first(INSTRUMENTS, "A CAR BOMB") == "VEHICLE BOMB"
    assert first(INSTRUMENTS, "several bombs") == "BOMB"
    assert first(THINGS, "POWER PYLONS") == "ENERGY"
    assert first(THINGS, "THE CASTLE") is None
    assert first(PEOPLE, "a retired army general") == "FORMER ACTIVE MILITARY"
    assert first(PEOPLE, "five policemen") == "LAW ENFORCEMENT"


def test_noun_phrases_lose_what_stands_before_the_noun() -> None:
    assert bare("at least three other peasants") == "PEASANTS"
    assert bare("the") == "THE"
    assert (plural("PEASANTS"), plural("BOSS"), plural("PEOPLE"), plural("MAYOR")) == (True, False, True, False)


def test_a_name_follows_a_role_and_ends_before_the_verb() -> None:
    one = person("THE MAYOR", " JUAN PEREZ SOTO WAS SHOT BY TWO MEN")
    assert (one.name, one.description, one.reference) == ("JUAN PEREZ SOTO", "MAYOR", "JUAN PEREZ SOTO")
    assert person("the mayor", " and his wife") == person("MAYOR", ", WHO")
    assert person("two mayors", " JUAN PEREZ") == person("MAYORS", "")
    assert name_at(" GENERAL ANA RUIZ, 54,") == "ANA RUIZ"
    assert name_at(" was shot") == ""


def test_a_name_is_told_from_the_role_beside_it_and_taken_in_full() -> None:
    text = "JUAN PEREZ SOTO, THE MAYOR, WAS SHOT. PEREZ SOTO DIED."
    assert person("MAYOR JUAN PEREZ", "", "") == Person("JUAN PEREZ", "MAYOR")
    assert person("PEREZ SOTO", " DIED.", text) == Person("JUAN PEREZ SOTO")
    assert person("JESUIT PRIESTS", "") == Person("", "JESUIT PRIESTS")
    assert person("JUAN PEREZ, MAYOR OF TESTVILLE", "") == Person("JUAN PEREZ", "MAYOR OF TESTVILLE")


def test_a_message_is_answered_in_the_terms_of_the_task() -> None:
    (template,) = Adapter(ByHand()).templates(next(messages(FILE)))
    fills = {slot: [str(fill) for fill in found] for slot, found in template.fills.items() if found}
    assert fills == {
        2: ["18 APR 89"],
        3: ["PERU: TESTVILLE (CITY)"],
        4: ["BOMBING"],
        5: ["ACCOMPLISHED"],
        6: ['"BOMB"'],
        7: ['BOMB: "BOMB"'],
        8: ["TERRORIST ACT"],
        9: ['"URBAN REBELS"'],
        12: ['"BUS"'],
        13: ['TRANSPORT VEHICLE: "BUS"'],
        14: ['1: "BUS"'],
        16: ['DESTROYED: "BUS"'],
        19: ['"PASSENGERS"'],
        20: ['CIVILIAN: "PASSENGERS"'],
        21: ['2: "PASSENGERS"'],
        23: ['DEATH: "PASSENGERS"'],
    }


def told_of(message: Message) -> Told:
    report = report_of(message)
    return Told(bombing(report), report)


def test_what_happened_long_ago_is_less_likely_wanted() -> None:
    lately, late = (Message("M", "TESTVILLE", date(1989, month, 19), BODY) for month in (4, 12))
    chances = [judge("relevant").chance(relevance.features(one, [one])) for one in map(told_of, (lately, late))]
    assert chances[0] > relevance.LEAST
    assert chances[0] > chances[1]
    assert Adapter(ByHand()).templates(Message("M", "", None, "")) == []


def test_mentions_of_one_incident_are_joined_and_others_are_not() -> None:
    one = told_of(Message("M", "TESTVILLE", date(1989, 4, 19), BODY))
    (joined,) = join([one, one])
    assert joined.mention.claims == one.mention.claims
    taken = Mention(
        "2", "M", tuple(replace(c, value="abduction") if c.slot == "kind" else c for c in one.mention.claims)
    )
    assert len(join([one, replace(one, mention=taken)])) == 2
    day = When(date(1989, 4, 3), date(1989, 4, 3), "day")
    other = Mention("3", "M", tuple(replace(c, value=day) if c.slot == "when" else c for c in one.mention.claims))
    assert len(join([one, replace(one, mention=other)])) == 2


@pytest.mark.parametrize(
    ("before", "quote", "fill"),
    [
        ("KILLED ", "TWO PEASANTS", "2"),
        ("KILLED TWO OLD ", "PEASANTS", "2"),
        ("KILLED ABOUT 30 ", "PEASANTS", "~30"),
        ("KILLED AT LEAST FIVE ", "PEASANTS", "5-"),
        ("ON 2 MAY KILLED ", "PEASANTS", "PLURAL"),
        ("TWO BOMBS KILLED THE ", "MAYOR", "1"),
    ],
)
def test_the_number_before_the_noun_counts_a_target(before: str, quote: str, fill: str) -> None:
    report = Report("M", f"{before}{quote} TODAY.", Source(""))
    span = cut(report, len(before), len(before) + len(quote))
    claim = Claim("target", Target(quote, "civilian", "human"), span, METHOD)
    told = Told(bombing(report_of(Message("M", "", None, BODY))), report)
    assert number(told, claim, quote.rsplit(maxsplit=1)[-1]) == fill


def test_a_judge_sums_the_weights_of_what_is_there() -> None:
    one = judge_of({"answers": ["no", "yes"], "bias": [0.0, 0.0], "weights": {"a": [0.0, 2.0], "b": [1.0, 0.0]}})
    assert (one.answer(["a"]), one.answer(["b", "unknown"])) == ("yes", "no")
    assert one.chance([]) == 0.5
    unsure = judge_of({"answers": ["", "DEATH"], "bias": [1.0, 0.0], "weights": {"b": [1.5, 0.0], "c": [0.0, 2.0]}})
    assert [unsure.answer(seen, 0.25) for seen in ([], ["b"], ["c"])] == ["DEATH", "", "DEATH"]
    assert one.chance(["a"]) == pytest.approx(1 / (1 + math.exp(-2)))


def test_incidents_of_one_type_place_and_day_are_one_template() -> None:
    def one(target: str, kind: str = "BOMBING") -> Template:
        return Template({2: [Fill("18 APR 89")], 4: [Fill(kind)], 5: [Fill("TRIED")], 12: [Fill(string=target)]})

    joined = merged([one("BUS"), one("BANK"), one("BANK", "ARSON")])
    assert [len(template.fills[12]) for template in joined] == [2, 1]
    assert len(joined[0].fills[5]) == 1


def test_the_response_file_can_be_read_by_the_scorer(tmp_path: Path) -> None:
    scorer = template_scorer()
    if scorer is None:
        pytest.skip("the scorer ../shared/muc4/score.py is not there")
    found = list(messages(FILE))
    answered = [response(message.id, Adapter(ByHand()).templates(message)) for message in found]
    path = tmp_path / "response"
    path.write_text("\n".join(answered), encoding="latin-1")
    read = scorer.parse(str(path))
    assert set(read) == {message.id for message in found}
    rows = scorer.evaluate(read, read).values()
    assert scorer.prf(*(sum(row[n] for row in rows) for n in range(3))) == (1.0, 1.0, 1.0)


def test_the_script_names_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert muc4.main([str(tmp_path / "nothing")]) == 1
    assert "nothing" in capsys.readouterr().err

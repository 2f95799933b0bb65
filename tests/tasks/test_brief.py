"""The brief of an invented tracker: every number against what the reports say."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.tasks.chronicle import DAWN, DAY, SINCE, Line, chronicle, tell
from tocsin.errors import InputError
from tocsin.export.brief.base import Brief, Bullets, Lead, Number, Piece, Plot, Sentence, Table, Tiles
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.brief import FORMS, brief
from tocsin.tasks.briefing import dossiers
from tocsin.tasks.briefing.material import Material, gather
from tocsin.tasks.briefing.question import Question
from tocsin.tasks.resolve import resolve
from tocsin.tasks.review import Signature, confirm
from tocsin.vocabulary.selection import Selection

QUESTION = Question(Selection(), SINCE, DAY)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return chronicle()


@pytest.fixture(scope="module")
def material(ledger: Ledger) -> Material:
    return gather(ledger, QUESTION)


@pytest.fixture(scope="module")
def made(ledger: Ledger) -> Brief:
    return brief(ledger, QUESTION)


def words(sentence: Sentence) -> str:
    return "".join(piece if isinstance(piece, str) else piece.words for piece in sentence)


def sentences(made: Brief) -> list[Sentence]:
    """Return every sentence of a brief, whatever block it stands in."""
    found: list[Sentence] = []
    for section in made.sections:
        for block in section.blocks:
            match block:
                case Bullets():
                    found += block.items
                case Table():
                    found += [cell for row in block.rows for cell in row]
                case Tiles():
                    found += [part for tile in block.tiles for part in (tile.figure, tile.note)]
                case Plot():
                    found.append(block.caption)
                case _:
                    found.append(block.sentence)
    return found


def pieces(made: Brief) -> list[Piece]:
    return [piece for sentence in sentences(made) for piece in sentence]


def section(made: Brief, key: str) -> str:
    """Return all that a section says, a line a block or row."""
    (found,) = [one for one in made.sections if one.key == key]
    lines = []
    for block in found.blocks:
        if isinstance(block, Table):
            lines += [block.caption, *(" | ".join(words(cell) for cell in row) for row in block.rows)]
        elif isinstance(block, Bullets):
            lines += [words(item) for item in block.items]
        elif isinstance(block, Tiles):
            lines += [f"{words(tile.figure)} {tile.label}: {words(tile.note)}" for tile in block.tiles]
        elif isinstance(block, Plot):
            lines.append(block.picture.telling)
        else:
            lines.append(words(block.sentence))
    return "\n".join(lines)


def test_incidents_are_sorted_by_whether_they_are_news(material: Material) -> None:
    def told(incidents: object) -> list[str]:
        return sorted(str(i.account("evidence").value)[:14] for i in incidents)  # type: ignore[attr-defined]  # incidents

    assert told(material.happened) == ["A drone was sh", "Gunmen shot at", "Rockets hit th"]
    assert told(material.late) == ["A mortar hit a"]
    assert told(material.ahead) == ["The brigade th"]
    assert told(material.before) == ["A bomb hit a l"] or len(material.before) == 2
    assert len(material.news) == 6
    assert len(material.background) == 10


def test_every_number_has_its_incidents_and_each_of_these_its_sources(made: Brief) -> None:
    numbers = [piece for piece in pieces(made) if isinstance(piece, Number)]
    assert len(numbers) > 30
    dossiers = {dossier.key: dossier for dossier in made.dossiers}
    lists = {listing.key: {key for key, _ in listing.entries} for listing in made.listings}
    for number in numbers:
        assert set(number.incident_ids) <= set(dossiers)
        led_to = lists.get(number.target, {number.target})
        assert led_to == set(number.incident_ids)
    for dossier in made.dossiers:
        assert dossier.origins
        keys = {origin.key for origin in dossier.origins}
        assert all(told.report_key in keys and told.quote for value in dossier.values for told in value.told)
        assert all(len(origin.digest) == 64 and origin.source and origin.day for origin in dossier.origins)


def test_of_very_many_incidents_those_that_matter_least_are_told_in_a_line(
    ledger: Ledger, material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "FULL", 4)
    made = brief(ledger, QUESTION)
    assert {dossier.key for dossier in made.dossiers} < {incident.id for incident in material.news}
    assert len(made.dossiers) == 4
    assert len(made.further) == 8
    assert all(one.words and "2024" in one.told_by and one.key in one.head for one in made.further)
    for form in FORMS.values():
        assert form(made)


def test_numbers_that_count_say_how_many_incidents_they_have(made: Brief) -> None:
    counted = ("brief", "who", "method")
    for one in (one for one in made.sections if one.key in counted):
        for block in one.blocks:
            for sentence in block.items if isinstance(block, Bullets) else ():
                for piece in sentence:
                    if isinstance(piece, Number) and piece.words.isdigit():
                        assert int(piece.words) == len(piece.incident_ids)


def test_the_opening_says_what_happened_and_what_went_before(made: Brief) -> None:
    said = section(made, "brief")
    assert "3 attacks from 6 May 2024 to 12 May 2024, 2 in as many days before" in said
    assert "1 attack of earlier days became known only now" in said
    assert "0–1 killed: told of 1 of 3" in said
    assert "1 attack threatened or planned" in said
    assert "Claimed by somebody: 1." in said
    assert "The deadliest: rocket, Basra, 6 May 2024." in said
    assert "Coming: 20 May 2024, visit." in said


def test_what_changed_tells_the_toll_before_and_now_with_its_words(made: Brief) -> None:
    said = section(made, "changed")
    assert "killed | IED, Mosul, 2 May 2024 | 2 killed | 3 killed" in said
    assert "| The bomb that hit a lorry in Mosul killed three people. (Hill Radio, 8 May 2024)" in said


def test_what_was_changed_by_a_reviewer_is_told() -> None:
    ledger = chronicle()
    (mosul,) = [i for i in gather(ledger, QUESTION).background if len(i.mention_ids) == 2 and "Mosul" in str(i)]
    confirm(ledger, mosul.id, None, Signature("ann", "two papers agree"))
    today = datetime.now(UTC).date()
    found = gather(ledger, Question(Selection(), today - timedelta(days=1), today + timedelta(days=1)))
    (difference,) = [one for one in found.differences if one.author == "ann"]
    assert difference.now == "confirms the incident: two papers agree"


def test_disputes_stand_side_by_side(made: Brief) -> None:
    said = section(made, "disputed")
    assert "rocket, Basra, 6 May 2024 | killed | 1 killed (0 to 1 told)" in said
    assert "River Post, 7 May 2024" in said
    assert "Hill Radio, 9 May 2024" in said


def test_actors_are_named_with_what_they_claim(made: Brief) -> None:
    said = section(made, "who")
    assert f"{DAWN} |  | 1 |" in said
    assert f"{DAWN} – front for – Harbour League | suspected" in said
    assert "1 claimed" in said


def test_the_verdict_is_that_of_the_tempo(made: Brief, material: Material) -> None:
    assert material.tempo is not None
    (tempo,) = [one for one in made.sections if one.key == "tempo"]
    lead = tempo.blocks[0]
    assert isinstance(lead, Lead)
    assert words(lead.sentence) == material.tempo.verdict.sentence
    assert "1, not counted" in section(made, "tempo")


def test_what_is_coming_is_told_with_its_words(made: Brief) -> None:
    assert "20 May 2024 | visit: The minister is to visit Basra on 20 May." in section(made, "ahead")


def test_nothing_told_after_the_last_day_is_in_it(ledger: Ledger) -> None:
    early = gather(ledger, Question(Selection(), date(2024, 5, 1), date(2024, 5, 3)))
    assert len(early.happened) == 1
    assert len(early.known) == 6
    assert len(early.told_since) == 1
    assert early.coming == ()
    assert "told of again after 3 May 2024" in section(brief(ledger, early.question), "method")


def test_a_selection_holds_for_all_of_it(ledger: Ledger) -> None:
    made = brief(ledger, Question(Selection(kinds=("ied",)), SINCE, DAY))
    titles = [dossier.title for dossier in made.dossiers]
    assert titles
    assert all(title.startswith("IED") for title in titles)


def test_arrests_count_as_attacks_only_where_they_are_asked_for() -> None:
    ledger = open_ledger("memory:")
    tell(ledger, "River Post", SINCE, Line("Police arrested two men in Basra.", SINCE, kind="arrest"))
    resolve(ledger)
    every = gather(ledger, QUESTION)
    assert (len(every.happened), len(every.answers)) == (0, 1)
    asked = gather(ledger, Question(Selection(kinds=("arrest",)), SINCE, DAY))
    assert (len(asked.happened), len(asked.answers)) == (1, 0)


@pytest.mark.parametrize("day", [date(2031, 1, 1), date(1999, 1, 1)])
def test_a_period_without_incidents_is_a_brief_that_says_so(ledger: Ledger, day: date) -> None:
    made = brief(ledger, Question(Selection(), day - timedelta(days=6), day))
    assert "No attack is known" in section(made, "brief")
    assert "The tracker holds no incident of these days" in section(made, "brief")
    assert "That cannot be said" in section(made, "tempo")
    assert made.dossiers == ()


def test_an_empty_tracker_has_a_brief() -> None:
    made = brief(open_ledger("memory:"), QUESTION)
    assert len(made.sections) == 10
    assert made.listings == ()


def test_days_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(InputError, match="cannot begin on 2024-05-13, after its last day, 2024-05-12"):
        Question(Selection(), date(2024, 5, 13), DAY)


def test_a_calendar_adds_to_what_is_coming(ledger: Ledger, tmp_path: Path) -> None:
    calendar = tmp_path / "calendar.csv"
    calendar.write_text("date,kind,name\n2024-05-15,vote,The budget\n", encoding="utf-8")
    found = gather(ledger, Question(Selection(), SINCE, DAY, calendars=(calendar,)))
    assert [one.when.start for one in found.coming] == [date(2024, 5, 15), date(2024, 5, 20)]


def test_counts_of_the_verdict_and_of_other_ways_lead_to_their_incidents(made: Brief) -> None:
    (section,) = [section for section in made.sections if section.key == "tempo"]
    (lead,) = [block for block in section.blocks if isinstance(block, Lead)]
    (readings,) = [b for b in section.blocks if isinstance(b, Table) and b.heads[0] == "Counted otherwise"]
    assert len(readings.rows) == 2
    for sentence in (lead.sentence, *(row[1] for row in readings.rows)):
        numbers = [piece for piece in sentence if isinstance(piece, Number)]
        assert numbers, words(sentence)
        assert all(str(len(number.incident_ids)) == number.words for number in numbers)


@pytest.mark.parametrize(("since", "day"), [(date(1, 1, 1), DAY), (date(9999, 12, 25), date(9999, 12, 31))])
def test_days_that_nobody_can_look_at_are_refused(since: date, day: date) -> None:
    with pytest.raises(InputError):
        Question(Selection(), since, day)

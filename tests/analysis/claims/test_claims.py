from collections.abc import Sequence
from datetime import date

import pytest

from tests.analysis.network.dossier import dossier
from tocsin.analysis.claims.authorships import delay_of
from tocsin.analysis.claims.build import claims_of
from tocsin.analysis.claims.tallies import denied_of
from tocsin.analysis.network.aliases import aliases
from tocsin.analysis.network.naming import actor_id, is_name, named
from tocsin.language.numerals import value_of
from tocsin.testing.builders import a_claim, a_mention, a_report, a_span, an_entry, an_incident
from tocsin.vocabulary.authorship import Authorship, Claims, Word
from tocsin.vocabulary.claim import Claim, Speaker
from tocsin.vocabulary.evidence import evidence_of
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.terms import Stance, Status
from tocsin.vocabulary.values import Actor, When, Where

TABLE = aliases()


def number_of(word: str) -> int | None:
    return value_of(word.lower()) or None


def who_is(words: str) -> str:
    return named(words, TABLE).key if is_name(words, TABLE) else ""


def claims(incidents: Sequence[Incident], kin: frozenset[frozenset[str]] = frozenset()) -> Claims:
    return claims_of(incidents, who_is, lambda a, b: a == b or frozenset({a, b}) in kin, number_of)


def the_dossier() -> tuple[dict[str, str], Claims]:
    incidents, _ = dossier()
    return {incident.id: key for key, incident in incidents.items()}, claims(list(incidents.values()))


def of(key: str) -> Authorship:
    keys, found = the_dossier()
    return next(one for one in found.authorships if keys[one.incident_id] == key)


TEXT = (
    "Rockets struck the camp of the Harbour Union in Basra. The Dawn Brigade claimed it and the Reed Front claimed it "
    "too. The Harbour Union denied it. The army blamed the Sand League."
)


def an_attack(*claims_: Claim, status: Status = "reported") -> Incident:
    report = a_report(TEXT)
    fixed = [
        a_claim("kind", span=a_span("Rockets", report)),
        a_claim("status", status, a_span("struck", report)),
        a_claim("trigger", span=a_span("struck", report)),
        a_claim("when", When(date(2024, 5, 6), date(2024, 5, 7), "days"), a_span("struck", report)),
    ]
    return an_incident(an_entry(a_mention(*fixed, *claims_, report=report)))


def by(name: str, stance: Stance) -> Claim:
    return a_claim("perpetrator", Actor(name), a_span(name, a_report(TEXT)), stance=stance)


def denial(speaker: str = "The Harbour Union") -> Claim:
    return a_claim("denial", "denied it", a_span("denied it", a_report(TEXT)), speaker=Speaker(speaker))


def test_around_five_claimed_and_one_denied_by_the_coalition_comes_out_of_the_dossier() -> None:
    keys, found = the_dossier()
    (tally,) = found.tallies
    assert (tally.claimed, tally.approximate, tally.denied) == (5, True, 1)
    assert {word.who for word in tally.denials} == {"The Coalition"}
    assert [keys[id_] for id_ in tally.incident_ids] == ["convoy-claims-202008"]
    assert [one.report_id for one in tally.evidence] == ["roads-0814-alert", "marsh-0815-claims"]
    assert not [one for one in found.authorships if keys[one.incident_id] == "convoy-claims-202008"]


def test_a_claim_that_the_side_hit_denies_and_nobody_else_tells_is_refuted() -> None:
    one = of("convoy-safwan-20200810")
    assert one.refuted
    assert one.claim_only
    assert one.contests == ("event-denied",)
    assert {word.who for word in one.claims} == {"the Companions of the Dawn"}
    assert {hit.word.who for hit in one.hit_denials} == {"Colonel Aaron Vale", "the US-led Coalition"}
    keys, found = the_dossier()
    assert [keys[one.incident_id] for one in found.authorships if one.refuted] == ["convoy-safwan-20200810"]


def test_a_claim_that_others_confirm_is_not_refuted() -> None:
    one = of("convoy-nasiriyah-20200806")
    assert (one.outcome, one.claim_only, one.refuted, one.contests) == ("claimed", False, False, ())
    assert one.delay == (1, 1)


def test_who_denies_to_have_done_it_is_told_from_who_denies_that_it_was() -> None:
    one = of("taji-20200803")
    assert one.contests[0] == "authorship-denied"
    assert one.denials == ()
    assert [word.evidence.speaker for word in one.disowned] == ["A spokesman for the militia"]
    embassy = of("embassy-20200816")
    assert [word.who for word in embassy.disowned] == ["his group, says Abu Sajjad al-Tamimi"]


def test_unclaimed_is_what_reports_tell_and_not_their_silence() -> None:
    assert of("airport-20200728").outcome == "unclaimed"
    assert of("airport-20200730").outcome == "untold"


def test_threats_are_announced_and_not_claimed() -> None:
    keys, found = the_dossier()
    assert [keys[id_] for id_ in found.announced] == ["threat-convoys-20200813"]
    assert "threat-convoys-20200813" not in {keys[one.incident_id] for one in found.authorships}


def test_time_to_claim_is_over_claimed_incidents_with_a_day() -> None:
    keys, found = the_dossier()
    assert found.delay is not None
    assert (found.delay.least, found.delay.most) == (1, 1)
    assert {keys[id_] for id_ in found.delay.incident_ids} == {
        "taji-20200727", "taji-20200803", "taji-20200815", "convoy-nasiriyah-20200806", "convoy-safwan-20200810"
    }  # fmt: skip


def test_two_claimants_contest_each_other_unless_they_belong_together() -> None:
    attack = an_attack(by("The Dawn Brigade", "claims"), by("the Reed Front", "claims"))
    assert claims([attack]).authorships[0].contests == ("several-claim",)
    kin = frozenset({frozenset({actor_id("Dawn Brigade"), actor_id("Reed Front")})})
    assert claims([attack], kin).authorships[0].contests == ()


def test_blame_of_another_contests_a_claim() -> None:
    attack = an_attack(by("The Dawn Brigade", "claims"), by("the Sand League", "blamed"))
    assert claims([attack]).authorships[0].contests == ("another-blamed",)


def test_a_denier_is_the_side_hit_by_name_or_by_the_status_and_else_not() -> None:
    camp = "the camp of the Harbour Union"
    target = a_claim("where", Where(camp), a_span(camp, a_report(TEXT)))
    assert [hit.ground for hit in claims([an_attack(denial(), target)]).authorships[0].hit_denials] == ["named"]
    assert [hit.ground for hit in claims([an_attack(denial(), status="denied")]).authorships[0].hit_denials] == [
        "status"
    ]
    assert claims([an_attack(denial())]).authorships[0].hit_denials == ()
    assert claims([an_attack(status="denied")]).authorships[0].hit_denials == ()
    assert claims([an_attack(denial("A neighbour"), target)]).authorships[0].hit_denials == ()


def test_a_status_alone_says_that_it_is_claimed_or_denied() -> None:
    claimed = claims([an_attack(status="claimed")]).authorships[0]
    assert [(word.who, word.actor) for word in claimed.claims] == [("", "")]
    assert claims([an_attack(status="denied")]).authorships[0].contests == ("event-denied",)
    named = claims([an_attack(by("The Dawn Brigade", "claims"), status="claimed")]).authorships[0]
    assert [word.who for word in named.claims] == ["The Dawn Brigade"]


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("denied that one of them had happened", 1),
        ("denied two of the five", 2),
        ("said that 3 of these were invented", 3),
        ("denied all of them", 5),
        ("denied the claims", None),
        ("denied nine of them", None),
        ("said one never took place", 1),
    ],
)
def test_how_many_are_denied_is_what_the_words_say(quote: str, number: int | None) -> None:
    assert denied_of(quote, 5, number_of) == number


@pytest.mark.parametrize(
    ("when", "told", "delay"),
    [
        (When(date(2024, 5, 6), date(2024, 5, 6), "day"), date(2024, 5, 8), (2, 2)),
        (When(date(2024, 5, 6), date(2024, 5, 7), "days"), date(2024, 5, 8), (1, 2)),
        (When(date(2024, 5, 1), date(2024, 5, 31), "month"), date(2024, 5, 8), (0, 7)),
        (When(date(2024, 5, 9), date(2024, 5, 9), "day"), date(2024, 5, 8), None),
        (When(), date(2024, 5, 8), None),
    ],
)
def test_a_delay_is_as_exact_as_the_days_are(when: When, told: date, delay: tuple[int, int] | None) -> None:
    incident = an_attack(by("The Dawn Brigade", "claims"))
    account = incident.account("perpetrator")
    assert account is not None
    evidence = evidence_of(account.tellings[0], incident)
    assert evidence.published == date(2024, 5, 8) == told
    assert delay_of(when, [Word("The Dawn Brigade", "x", evidence, "claims")]) == delay
    assert delay_of(when, []) is None


def test_nothing_is_claimed_of_nothing() -> None:
    assert claims([]) == Claims(())

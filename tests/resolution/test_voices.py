"""Copies are found, and texts of one's own are not taken for copies."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.resolution.voices import BANDS, COPY, alike, bands

STORY = (
    "A grenade thrown into a karaoke bar in Jolo wounded nine people late on Friday, the police of Sulu said. The"
    " thrower escaped on a motorcycle without a number plate. Investigators look into a quarrel over protection money."
    " It was the first such attack in the town since April, when two soldiers lost their lives at the pier. The mayor"
    " has asked for more patrols and told bars to close at ten until further notice."
)
OTHER = (
    "Nine guests of a bar in Jolo were hurt by a hand grenade on Friday night. Police believe that the owner had"
    " refused to pay a gang. The man who threw it got away on a motorbike, and patrols in the town were doubled."
)


def test_a_copy_under_another_headline_shares_bands() -> None:
    copied = f"MINDANAO NEWS\n\n{STORY}\n\nShare this article"
    assert set(bands(STORY)) & set(bands(copied))
    assert alike(STORY, copied) >= COPY


def test_a_copy_that_was_cut_is_one() -> None:
    cut = STORY[: len(STORY) // 2]
    assert set(bands(STORY)) & set(bands(cut))
    assert alike(cut, STORY) >= COPY


def test_another_telling_is_no_copy() -> None:
    assert alike(STORY, OTHER) < 0.1


def test_a_short_text_is_no_copy_of_a_long_one() -> None:
    assert alike("the first such attack in the town", STORY) < COPY


def test_scripts_without_blanks_are_compared_by_signs() -> None:
    text = "十日凌晨三枚火箭弹落在巴格达绿区附近没有人员伤亡军方说"
    assert alike(text, text + "街上很安静") >= COPY
    assert alike(text, "昨天市场开放到很晚人们很高兴没有发生任何事情真的很好") < COPY


def test_no_words_no_bands() -> None:
    assert bands(" ...") == ()
    assert alike("", STORY) == 0.0


@given(st.text(max_size=300))
def test_bands_are_numbers_that_a_ledger_can_keep(text: str) -> None:
    found = bands(text)
    assert found == bands(text)
    assert len(found) in (0, BANDS)
    assert all(0 <= number < 2**63 for number in found)


@given(st.text(max_size=200), st.text(max_size=200))
def test_alike_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1
    assert alike(one, other) == alike(other, one)


def test_bands_stay_what_they_are() -> None:
    # A ledger keeps them for years: if this fails, copies of older reports are no longer found.
    assert bands("two rockets struck the airport of Basra on Monday")[:2] == (1575879729775704350, 3094640385426660837)

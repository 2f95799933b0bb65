import re

import pytest

from tests.export.pictures.drawn import first, spot
from tocsin.export.pictures.inks import DARK, HUES, LIGHT, STYLE, concrete, variables
from tocsin.export.pictures.map import incident_map


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_can_be_read_on_every_ground(colours: dict[str, str]) -> None:
    for ground in ("paper", "card", "land", "lit"):
        assert contrast(colours["ink"], colours[ground]) >= 7
        assert contrast(colours["soft"], colours[ground]) >= 4.5, ground


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_marks_stand_out_from_card_and_map(colours: dict[str, str]) -> None:
    for hue in HUES:
        assert contrast(colours[hue], colours["card"]) >= 2, hue


def test_day_and_night_have_the_same_colours_by_name() -> None:
    assert set(LIGHT) == set(DARK)
    assert set(re.findall(r"var\(--(\w+)\)", STYLE)) <= set(LIGHT)
    assert all(f"--{name}:" in variables(night) for name in LIGHT for night in (False, True))


def test_a_picture_alone_names_its_colours_itself() -> None:
    picture = incident_map([spot("a")], first)
    assert "var(" not in picture.alone()
    assert LIGHT["far"] in picture.alone()
    assert DARK["far"] in picture.alone(dark=True)
    assert "<style>" not in picture.inline()
    assert "--hue" not in concrete(STYLE)

"""The page on merging says what the policy that ships does."""

from pathlib import Path

from tocsin.resolution.policy import load_policy
from training.policy_page import filled

PAGE = Path(__file__).parents[2] / "docs" / "resolution.md"


def test_the_page_has_every_comparison_with_its_weight() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page, load_policy()) == page, "run python -m training.policy_page"

"""Writes every comparison of resolution, with its sentence and its weight, into the page that documents them.

python -m training.policy_page
"""

import sys
from pathlib import Path

from tocsin.resolution.features import COMPARISONS, sentence
from tocsin.resolution.policy import Policy, load_policy

PAGE = Path(__file__).parent.parent / "docs" / "resolution.md"
HEAD = "| Comparison | What the reviewer reads | Weight |\n|---|---|---|\n"


def main() -> int:
    """Put the weights of the policy that ships into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(filled(page, load_policy()), encoding="utf-8")
    return 0


def filled(page: str, policy: Policy) -> str:
    """Return `page` with the table of comparisons as `policy` weighs them, from its head to the first empty line."""
    before, _, rest = page.partition(HEAD)
    after = rest[rest.index("\n\n") :]
    rows = [f"| `{name}` | {sentence(name)} | {policy.weights[name]:+.2f} |" for name in COMPARISONS]
    return before + HEAD + "\n".join(rows).replace("+0.00", "0").replace("-0.00", "0") + after


if __name__ == "__main__":
    sys.exit(main())

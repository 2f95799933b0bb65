"""Words of harm ("killed", "wounding", "death toll") and how each takes its people: data/harms.toml."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from tocsin.errors import VocabularyError
from tocsin.language.phrases import spaced, whole_words

Harm = Literal["killed", "wounded", "abducted"]
Form = Literal["past", "active", "ing", "subject", "state", "noun", "death-of", "none", "lives", "toll"]
Sense = tuple[Harm, Form]

# "Suffered light wounds": a verb of having and a noun of injury, with adjectives between them.
_SUFFERED = (
    r"(?:suffered|sustained|received|escaped\s+with|suffering|have|had|has|with)\s+(?:[a-z-]+,?\s+){0,3}?"
    r"(?:wounds|injuries|burns|concussions?|cuts|fractures|bruises|splinters)"
)


@cache
def harm_table() -> tuple[dict[str, Sense], re.Pattern[str]]:
    """Return the senses by phrase and a pattern of all phrases, for folded text.

    Raises VocabularyError for a form or a sort of harm that is none.
    """
    data = tomllib.loads(resources.files("tocsin.data").joinpath("harms.toml").read_text(encoding="utf-8"))
    senses: dict[str, Sense] = {}
    for harm, forms in data.items():
        if not isinstance(forms, dict):
            continue
        for form, phrases in forms.items():
            if harm not in get_args(Harm) or form not in get_args(Form):
                raise VocabularyError(f"harms.toml: no such words of harm: {harm!r}, {form!r}")
            for phrase in phrases:
                senses.setdefault(spaced(phrase), (cast("Harm", harm), cast("Form", form)))
    phrases = [
        phrase for forms in data.values() if isinstance(forms, dict) for listed in forms.values() for phrase in listed
    ]
    return senses, re.compile(f"{whole_words(phrases).pattern}|(?<!\\w){_SUFFERED}(?!\\w)")


def sense_of(words: str) -> Sense:
    """Return the sense of folded words that the pattern of `harm_table` has matched."""
    return harm_table()[0].get(spaced(words), ("wounded", "subject"))

"""The look of a text changed: case, typing errors, punctuation, loaded phrases, and the furniture of a page."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from training.augment_names import actors, person, place, words
from training.augment_quotes import SEAM, Draft, Edit

_TYPED = re.compile(r"(?<![\w-])[a-z]{5,}(?![\w-])")
_PAIRED = re.compile(r'"([^"\n]{1,400})"')
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")
_LINE_END = re.compile(r"\.(?=[ \t]*(?:\n|$))")
_DASH = re.compile(r"(?<= )--?(?= )|(?<=\d)-(?=\d{1,2}\b(?!-))(?<!\d{4}-)(?<!\d-\d\d-)")
_COMMA = re.compile(r"(?<=[a-z]),(?= [a-z])")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_STOP = re.compile(r"(?<=[a-z])\.(?= [A-Z])")


def change_case(draft: Draft, rng: random.Random) -> None:
    """Put the headline or everything in capitals, or all in lower case, character by character."""
    start = draft.seam + len(SEAM)
    headline = draft.text[start:]
    chosen = rng.choice(("headline", "headline", "capitals", "lower"))
    if chosen != "headline":
        draft.text = _cased(draft.text, str.upper if chosen == "capitals" else str.lower)
        return
    upper = _cased(headline, str.upper)
    at = draft.text.find(headline, 0, start) if headline else -1
    draft.text = draft.text[:start] + upper
    if at >= 0:
        draft.text = draft.text[:at] + upper + draft.text[at + len(upper) :]


def _cased(text: str, case: Callable[[str], str]) -> str:
    """Return `text` in another case and exactly as long: a letter that would become two stays."""
    changed = case(text)
    if len(changed) == len(text):
        return changed
    return "".join(new if len(new := case(c)) == 1 else c for c in text)


def mistype(draft: Draft, rng: random.Random) -> None:
    """Swap, drop or double a letter in a few words of the text, but not in words of dates."""
    dates = [(q.start, q.end) for q in draft.quotes if "precision" in q.holder]
    found = list(_TYPED.finditer(draft.text, 0, draft.seam))
    chosen = rng.sample(found, min(len(found), rng.randint(1, 5)))
    draft.rewrite(
        _slip(match, rng)
        for match in chosen
        if not any(start < match.end() and match.start() < end for start, end in dates)
    )


def _slip(match: re.Match[str], rng: random.Random) -> Edit:
    word, at = match[0], rng.randrange(1, len(match[0]) - 1)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
    )
    return Edit(match.start(), match.end(), rng.choice(slips))


def change_punctuation(draft: Draft, rng: random.Random) -> None:
    """Write quotation marks, apostrophes, dashes, commas and full stops in other ways, or leave some out."""
    chosen: set[str] = set(rng.sample(("curly", "ends", "dashes", "commas", "hyphens", "stops", "apostrophes"), 2))
    if "curly" in chosen and not _swap(draft, _curled(draft.text)):
        straight = {"“": '"', "”": '"', "’": "'", "‘": "'"}
        _swap(draft, (Edit(m.start(), m.end(), straight[m[0]]) for m in re.finditer("[“”’‘]", draft.text)))
    if "ends" in chosen:
        _swap(draft, (Edit(m.start(), m.end(), "") for m in _LINE_END.finditer(draft.text, 0, draft.seam)))
    if "dashes" in chosen:
        mark = rng.choice("–—")
        _swap(draft, (Edit(m.start(), m.end(), mark) for m in _DASH.finditer(draft.text)))
    for name, pattern, new in (("commas", _COMMA, ""), ("hyphens", _HYPHEN, " "), ("stops", _STOP, "")):
        if name in chosen:
            share = 0.1 if name == "stops" else 0.4
            _swap(draft, (Edit(m.start(), m.end(), new) for m in pattern.finditer(draft.text) if rng.random() < share))
    if "apostrophes" in chosen:
        new = rng.choice(("’", "’", "`", ""))
        _swap(draft, (Edit(m.start(), m.end(), new) for m in _APOSTROPHE.finditer(draft.text)))


def _swap(draft: Draft, edits: Iterator[Edit]) -> int:
    return draft.rewrite(edits)


def _curled(text: str) -> Iterator[Edit]:
    for match in _PAIRED.finditer(text):
        yield Edit(match.start(), match.start() + 1, "“")
        yield Edit(match.end() - 1, match.end(), "”")
    for match in _APOSTROPHE.finditer(text):
        yield Edit(match.start(), match.end(), "’")


@lru_cache(maxsize=1)
def _loaded() -> tuple[dict[str, Sequence[str]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the words of each set by word, the pattern of all of them, of what can go, and of attacks to be judged."""
    told = words()["loaded"]
    sets = {word: told[name] for name in ("fighters", "fighter", "ruling") for word in told[name]}
    nouns = "|".join(sorted(told["attacks"], key=len, reverse=True))
    swapped = re.compile(rf"\b(?:{'|'.join(sorted(sets, key=len, reverse=True))})\b")
    present = re.compile(
        rf"\b(?:{'|'.join(told['before_attacks'])}) (?=(?:{nouns})\b)|\b(?:{'|'.join(told['before_groups'])}) (?=[A-Z])"
    )
    attacks = re.compile(rf"(?<=\b[Tt]he )(?:{nouns})\b(?!-)")
    return sets, swapped, present, attacks


def change_loading(draft: Draft, rng: random.Random) -> None:
    """Put loaded words in, take them out, or swap them for others; what happened stays the same."""
    sets, swapped, present, attacks = _loaded()
    told = words()["loaded"]
    text = draft.text
    new = {id(words_of): rng.choice(words_of) for words_of in sets.values()}
    edits = [Edit(m.start(), m.end(), new[id(sets[m[0]])]) for m in swapped.finditer(text) if rng.random() < 0.7]
    edits += [Edit(m.start(), m.end(), "") for m in present.finditer(text)]
    edits += [
        Edit(m.start(), m.start(), rng.choice(told["before_attacks"]) + " ")
        for m in attacks.finditer(text)
        if rng.random() < 0.4
    ]
    judged = rng.choice(told["before_groups"])
    edits += [
        Edit(start, start, judged + " ")
        for start, _, actor, form, _ in actors()[0].find(text)
        if actor.sort == "group" and form[0].isupper() and text[max(0, start - 1) : start] == " " and rng.random() < 0.3
    ]
    verb = rng.choice(told["killed"])
    passive = re.finditer(r"(?<=\bwas )killed\b|(?<=\bwere )killed\b|(?<=\bbeen )killed\b", text)
    edits += [Edit(m.start(), m.end(), verb) for m in passive if verb != "killed"]
    draft.rewrite(edits)


def furnish(draft: Draft, rng: random.Random) -> None:
    """Put what stands round an article on a page before and after the text: lines that tell of no attack."""
    told = words()["furniture"]
    seam = draft.seam
    headline = draft.text[seam + len(SEAM) :]
    above = rng.sample(told["above"], rng.randint(0, 3))
    if headline and not draft.text.startswith(headline) and "\n" not in headline:
        above.append(headline)
    above += [rng.choice(told[name]) for name in ("byline", "time", "share") if rng.random() < 0.6]
    below = rng.sample(told["below"], rng.randint(0, 5))
    if rng.random() < 0.3:
        below.insert(0, rng.choice(told["share"]))
    gap = rng.choice(("\n", "\n\n"))
    edits = []
    if above:
        edits.append(Edit(0, 0, gap.join(_filled(line, rng) for line in above) + "\n\n"))
    if below:
        edits.append(Edit(seam, seam, "\n\n" + gap.join(_filled(line, rng) for line in below)))
    draft.rewrite(edits)


def _filled(line: str, rng: random.Random) -> str:
    """Return `line` with every name in braces filled in, each story a new one."""
    fill = {
        "story": lambda: _filled(rng.choice(words()["furniture"]["story"]), rng),
        "name": lambda: person(rng),
        "place": lambda: place(rng),
        "number": lambda: str(rng.randint(2, 40)),
        "time": lambda: f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}",
    }
    return re.sub(r"\{(story|name|place|number|time)\}", lambda match: fill[match[1]](), line)

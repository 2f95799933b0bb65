"""Noun phrases, shallowly: from a noun to the words that belong to it."""

import re

# Words that cannot stand inside the front of a noun phrase, so that it begins behind them.
_STOPS = frozenset(
    "in at on of to from by for with near into onto over under against toward towards between among around outside "
    "inside behind beside during after before since until while when where as and or but nor that which who whom whose "
    "if than because is are was were be been being has have had do does did will would can could may "
    "might shall should "
    "must not said says told killed killing wounded wounding injured injuring hit hitting struck striking attacked "
    "attacking fired firing targeted targeting bombed shot destroyed destroying damaged damaging burned burning "
    "kidnapped abducted seized ambushed exploded stormed raided shelled torched murdered assassinated leaving left "
    "including aimed set launched dropped landed fell blew ripped tore opened threw hurled lobbed entered took taking "
    "carrying there it he she they we you i him them also then when later "
    "dead wound wounds kill kills injure injures "
    "through across off up down out along via per about against throughout despite without within upon past".split()
)
_THAT = re.compile(r".*\b(?:said|says|told|added|stated|insisted|announced)\b(?: that)? ", re.S)
_AUXILIARY = re.compile(r"\s(?:had|has|have|was|were|is|are|also|again|later|then|yesterday|today|never)$")
_DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
_TOKEN = re.compile(r"[\w'’.\-]+")


def phrase_start(text: str, folded: str, start: int, floor: int) -> int:
    """Return where the noun phrase begins whose noun begins at `start`; not before `floor`.

    At most six words in front of the noun are taken, and none over punctuation.
    """
    window = max(floor, start - 64)
    before = list(_TOKEN.finditer(folded, window, start))
    begin = start
    for taken, token in enumerate(reversed(before)):
        gap = text[token.end() : begin]
        word = token[0].rstrip(".")
        joined = gap in (" ", "-") or not gap.strip(" \"“'‘")
        if taken >= 6 or not joined or "\n" in gap or word in _STOPS:
            break
        if token.start() == window and window > floor and folded[window - 1].isalnum():
            break
        if word.endswith("ly") and word not in {"friendly", "family", "elderly", "only"}:
            break
        begin = token.start()
        if word in _DETERMINERS:
            break
    return begin


def name_before(text: str, end: int, floor: int) -> tuple[int, int] | None:
    """Return the words just before `end` that can be a speaker: back to a comma, a stop or `floor`; at most nine."""
    stretch = text[floor:end]
    cut = max((stretch.rfind(mark) for mark in ',;:.!?"“”—–\n'), default=-1)
    # A stop within an abbreviation (U.S.) is no border.
    while (
        cut > 0
        and stretch[cut] == "."
        and re.search(r"\b[A-Z]$|\b(?:Mr|Mrs|Dr|Gen|Col|Maj|Lt|Sgt|Capt|St)$", stretch[:cut])
    ):
        cut = max((stretch.rfind(mark, 0, cut) for mark in ',;:.!?"“”—–\n'), default=-1)
    begin = floor + cut + 1
    words = text[begin:end]
    lead = re.match(
        r"\s*(?:(?:and|but|while|as|that|which|who|when|although|though|meanwhile|however)\s+)*", words, re.I
    )
    begin += lead.end() if lead else 0
    last = begin + len(text[begin:end].rstrip())
    that = _THAT.match(text, begin, last)
    begin = that.end() if that else begin
    auxiliary = _AUXILIARY.search(text, begin, last)
    last = auxiliary.start() if auxiliary else last
    if begin >= last or len(text[begin:last].split()) > 9:
        return None
    return begin, last

"""Values in the words of a language other than English: what `export` says of them, said by a catalogue.

Names and quotes stay as their sources have them, set apart from the direction of the sentence around them.
"""

from collections.abc import Callable, Iterable
from datetime import date

from markupsafe import Markup

from tocsin.export.incident_words import CREDIBILITY_WORDS, GRADE_WORDS, TOLLS, grade_words
from tocsin.export.visible import one_line
from tocsin.export.wording import STANCE_WORDS, term_words, title_words
from tocsin.vocabulary.claim import Claim, Slot, Value
from tocsin.vocabulary.incident import Account, Incident, Telling
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where
from tocsin.web.languages import Catalogue

Words = str
"""Text, or markup where names of others stand in it."""


class Worded:
    """What templates call to put values into words, by the same names as in `export`."""

    def __init__(self, language: Catalogue) -> None:
        self._language = language
        self._says = language.says

    def functions(self) -> dict[str, Callable[..., object]]:
        """Return them by name."""
        own = (
            self.account_words, self.claim_words, self.credibility_words, self.day_of, self.kind_words,
            self.place_words, self.seen_words, self.source_words, self.telling_words, self.term_words, self.title_of,
            self.title_words, self.toll_of, self.value_words, self.when_words, self.who_words,
        )  # fmt: skip
        return {"day_words": self._language.day_words} | {one.__name__: one for one in own}

    def term_words(self, term: str) -> Words:
        """Return a term of the closed lists."""
        return self._language.term(term_words(term))

    def when_words(self, when: When) -> Words:
        """Return the days of `when` no more exactly than it knows them."""
        if when.start is None or when.end is None:
            return self._says("day unknown")
        days = self._days(when.start, when.end, when.precision)
        return self._says("{days} (or day and month swapped)", days=days) if when.ambiguous else days

    def _days(self, start: date, end: date, precision: str) -> Markup:
        first, last = self._language.day_words(start), self._language.day_words(end)
        if start == end:
            return first
        if precision == "week" and (end - start).days == 6:
            return self._says("week of {day}", day=first)
        words = self._says("{first} to {last}", first=first, last=last)
        return self._says("about {days}", days=words) if precision in {"month", "season", "year"} else words

    def toll_words(self, toll: Toll, slot: str) -> Words:
        """Return how many were killed, wounded or abducted."""
        deed = self._language.term(slot.capitalize())
        return self._says("{deed}: {number}", deed=deed, number=self._bounds(toll.low, toll.high))

    def _bounds(self, low: int | None, high: int | None) -> Markup | int:
        if high is None:
            return self._says("at least {number}", number=low or 0)
        if low == high:
            return high
        return self._says("{low} to {high}", low=low, high=high) if low else self._says("up to {number}", number=high)

    def value_words(self, slot: Slot, value: Value) -> Words:
        """Return a value in words, without who says it."""
        match value:
            case When():
                return self.when_words(value)
            case Where():
                return self._where(value)
            case Weapon():
                return self._weapon_words(value)
            case Target() | Actor():
                return self._name(value.name)
            case Toll():
                return self.toll_words(value, slot)
        return self.term_words(str(value)) if slot in {"kind", "status"} else self._name(str(value))

    def claim_words(self, claim: Claim) -> Words:
        """Return the value of any claim in words."""
        value = claim.value
        if isinstance(value, Where):
            return self._placed(self._related(value, self._name(claim.span.quote)), value)
        if isinstance(value, Target):
            category = self._language.term(value.category.replace("-", " "))
            return self._says("{name} ({note})", name=one_line(value.name), note=category)
        if isinstance(value, Actor):
            return self._stance(value, claim)
        return self.value_words(claim.slot, value) if value is not None else self._name(claim.span.quote)

    def telling_words(self, telling: Telling) -> Words:
        """Return the value of a telling in words, with the stance and the speaker where the claim has them."""
        claim = telling.claim
        words = self.claim_words(claim)
        if claim.speaker is None or isinstance(claim.value, Actor):
            return words
        return self._says("{words}, says {speaker}", words=words, speaker=one_line(claim.speaker.name))

    def account_words(self, account: Account) -> Words:
        """Return what stands for a slot in words."""
        if account.value is None and not account.values:
            return self._says("nothing stands")
        if account.slot in TOLLS and isinstance(account.value, Toll):
            return self.toll_of(account)
        values = account.values or (account.value,)
        return self._joined(self.value_words(account.slot, value) for value in values if value is not None)

    def toll_of(self, account: Account) -> Words:
        """Return a toll, and where sources tell otherwise the bounds of what they tell."""
        if not isinstance(account.value, Toll):
            return ""
        words, low, high = self.toll_words(account.value, account.slot), account.lowest, account.highest
        if (low, high) in {(account.value.low, account.value.high), (None, None)} or low == high:
            return words
        return self._says("{words} ({bounds} told)", words=words, bounds=self._bounds(low, high))

    def who_words(self, account: Account | None) -> Words:
        """Return the perpetrators that stand, each with the stance of what is told of it."""
        if account is None:
            return ""
        lines: dict[str, Words] = {}
        for telling in account.tellings:
            value = telling.claim.value
            if isinstance(value, Actor) and (not account.values or value in account.values):
                lines.setdefault(one_line(value.name), self._stance(value, telling.claim))
        return self._joined(lines.values()) if lines else self.account_words(account) if account.value else ""

    def place_words(self, account: Account | None) -> Words:
        """Return where an incident was, in which country and how exactly that is known."""
        if account is None or not isinstance(account.value, Where):
            return self._says("place unknown")
        place = account.value.place
        name = self._where(account.value)
        return self._placed(
            self._says("{name}, {country}", name=name, country=place.country) if place else name, account.value
        )

    def day_of(self, incident: Incident) -> Words:
        """Return the days of an incident in words."""
        account = incident.account("when")
        return (
            self.when_words(account.value) if account and isinstance(account.value, When) else self._says("day unknown")
        )

    def title_of(self, incident: Incident) -> Words:
        """Return one line for an incident."""
        accounts = [incident.account(slot) for slot in ("kind", "where")]
        parts = [self.value_words(one.slot, one.value) for one in accounts if one and one.value is not None]
        return self._says(", ").join([*parts, self.day_of(incident)])

    def title_words(self, report: Report) -> Words:
        """Return the title of a report; for one without, the first words of its text."""
        return title_words(report) if report.title.strip() or report.text.strip() else self._says("Without a title")

    def kind_words(self, mention: Mention) -> Words:
        """Return the kind of an incident, and how many it stands for."""
        kind, counts = self.term_words(str(mention.of("kind")[0].value)), mention.of("count")
        number = counts[0].value if counts else 1
        return self._says("{number} × {name}", number=number, name=kind) if number != 1 else kind

    def source_words(self, source: Source) -> Words:
        """Return the name of a source, and what it is where that is known."""
        name = self._name(source.name) if source.name.strip() else self._says("source unknown")
        if source.kind == "unknown":
            return name
        return self._says("{name} ({note})", name=name, note=self._language.term(source.kind))

    def seen_words(self, telling: Telling) -> Words:
        """Return when a telling was published, else when it was first seen."""
        if telling.published:
            return self._language.day_words(telling.published)
        return self._says("seen {day}", day=self._language.day_words(telling.first_seen.date()))

    def credibility_words(self, telling: Telling) -> Words:
        """Return what the Admiralty code of a telling means."""
        term = self._language.term
        source, word = term(GRADE_WORDS[telling.source.grade]), term(CREDIBILITY_WORDS[telling.credibility])
        return self._says(
            "{code}: source {grade}; this {credible}", code=grade_words(telling), grade=source, credible=word
        )

    def _weapon_words(self, weapon: Weapon) -> Words:
        words = self._language.term("weapon" if weapon.type == "unknown" else term_words(weapon.type))
        if weapon.number is not None:
            words = self._says("{number} × {name}", number=weapon.number, name=words)
        if not weapon.calibre_mm:
            return words
        return self._says("{weapon}, {calibre} mm", weapon=words, calibre=f"{weapon.calibre_mm:g}")

    def _where(self, where: Where) -> Markup:
        words, place = one_line(where.name), where.place
        known = place is None or place.name.casefold() in words.casefold()
        return self._related(where, self._name(words if known or place is None else f"{words}, {place.name}"))

    def _related(self, where: Where, name: Markup) -> Markup:
        if where.relation == "at":
            return name
        return self._says("{relation} {name}", relation=self._language.term(where.relation), name=name)

    def _placed(self, name: Markup, where: Where) -> Markup:
        if where.place is None:
            return self._says("{name} (not placed)", name=name)
        return self._says("{name} {reach} km", name=name, reach=f"±{where.place.precision_km:g}")

    def _stance(self, actor: Actor, claim: Claim) -> Markup:
        stance = self._language.term(STANCE_WORDS[claim.stance or "identified"])
        return self._says("{name} ({note})", name=one_line(actor.name), note=stance)

    def _name(self, name: str) -> Markup:
        return self._says("{name}", name=one_line(name))

    def _joined(self, parts: Iterable[Words]) -> Words:
        return self._says("; ").join(dict.fromkeys(parts))

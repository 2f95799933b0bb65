"""What every gazetteer keeps to, as tests that the author of a gazetteer inherits."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from tocsin.gazetteer.base import Gazetteer, Hints, Toponym

UNKNOWN = "Qxzzyvukhar"
"""A name that no place bears."""


class GazetteerContract:
    """Inherit it as `class TestMyGazetteer(GazetteerContract)` and give `gazetteer` and `known`."""

    def gazetteer(self) -> Gazetteer:
        """Return the gazetteer under test; called for every test, so keep it if it is slow to open."""
        raise NotImplementedError

    def known(self) -> Mapping[str, str]:
        """Return names as the news writes them, each with the id of a place that it may mean."""
        raise NotImplementedError

    def test_it_has_a_name(self) -> None:
        """The name is what the entry-point table and messages call it."""
        assert self.gazetteer().name

    def test_it_knows_its_places(self) -> None:
        """Every known name has its place among the candidates."""
        assert self.known()
        for name, id_ in self.known().items():
            assert id_ in [candidate.place.id for candidate in self.gazetteer().candidates(name)], name

    def test_case_does_not_matter(self) -> None:
        """Headlines in capitals name the same places."""
        gazetteer = self.gazetteer()
        for name in self.known():
            assert list(gazetteer.candidates(name.upper())) == list(gazetteer.candidates(name)), name

    def test_the_most_populous_comes_first(self) -> None:
        """Candidates are in falling order of population."""
        for name in self.known():
            populations = [candidate.population for candidate in self.gazetteer().candidates(name)]
            assert populations == sorted(populations, reverse=True), name

    def test_an_unknown_name_has_no_candidates(self) -> None:
        """Better nothing than something similar."""
        assert list(self.gazetteer().candidates(UNKNOWN)) == []
        assert list(self.gazetteer().candidates("")) == []

    def test_it_finds_names_where_they_stand(self) -> None:
        """What is found covers the name in the text."""
        for name in self.known():
            text = f"Police said on Friday that they had met in {name}, and left."
            start = text.index(name)
            found = self.gazetteer().find(text)
            assert any(t.start <= start and start + len(name) <= t.end for t in found), name

    def test_what_it_finds_is_in_order_and_apart(self) -> None:
        """Toponyms lie within the text, in its order, and do not overlap."""
        text = ". ".join(f"They came to {name} and to {UNKNOWN}" for name in self.known())
        found = self.gazetteer().find(text)
        assert found
        edges = [edge for toponym in found for edge in (toponym.start, toponym.end)]
        assert edges == sorted(edges)
        assert all(0 <= t.start < t.end <= len(text) and t.name for t in found)

    def test_there_is_nothing_to_find_in_nothing(self) -> None:
        """Empty texts and lists have empty answers."""
        assert list(self.gazetteer().find("")) == []
        assert list(self.gazetteer().resolve([], Hints())) == []

    def test_it_answers_for_each_toponym_and_abstains_where_it_does_not_know(self) -> None:
        """One answer for each question, in order; an unknown name stays unplaced."""
        toponyms = [Toponym(0, 3, UNKNOWN), *(Toponym(9, 12, name) for name in self.known()), Toponym(20, 23, UNKNOWN)]
        places = list(self.gazetteer().resolve(toponyms, Hints()))
        assert len(places) == len(toponyms)
        assert places[0] is None
        assert places[-1] is None

    def test_a_place_is_one_of_the_candidates(self) -> None:
        """A plain name, without bearing and distance, is resolved to a candidate or to nothing."""
        for name in self.known():
            (place,) = self.gazetteer().resolve([Toponym(0, len(name), name)], Hints())
            ids = [candidate.place.id for candidate in self.gazetteer().candidates(name)]
            assert place is None or place.id in ids, name

    def test_a_country_is_never_passed_off_as_a_town(self) -> None:
        """Asked for a city, it does not answer with a country's middle."""
        for name in self.known():
            (place,) = self.gazetteer().resolve([Toponym(0, len(name), name, "city")], Hints())
            kinds = {c.place.id: c.kind for c in self.gazetteer().candidates(name)}
            assert place is None or kinds[place.id] != "country", name

    def test_hints_keep_the_countries_that_are_given(self) -> None:
        """What a person says comes first and is not lost, whatever the text says."""
        name = next(iter(self.known()))
        assert self.gazetteer().hints(f"Police met in {name}.", ["NG", "IQ"]).countries[:2] == ("NG", "IQ")
        assert self.gazetteer().hints("").countries == ()

    def test_a_time_zone_is_one_that_there_is(self) -> None:
        """The zone of a place is known by its IANA name, or it is not known."""
        for name in self.known():
            for candidate in self.gazetteer().candidates(name):
                zone = self.gazetteer().zone_of(candidate.place)
                assert zone is None or ZoneInfo(zone).key == zone, name

    def test_it_answers_the_same_twice(self) -> None:
        """No answer depends on what was asked before."""
        toponyms = [Toponym(0, len(name), name) for name in self.known()]
        first = list(self.gazetteer().resolve(toponyms, Hints()))
        self.gazetteer().resolve(toponyms[:1], Hints(("NG",)))
        assert list(self.gazetteer().resolve(toponyms, Hints())) == first

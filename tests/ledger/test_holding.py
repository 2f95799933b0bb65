from tocsin.ledger.holding import Held
from tocsin.testing.builders import an_incident


def test_the_incident_that_was_read_longest_ago_goes_first() -> None:
    held = Held(2)
    one, other, third = (an_incident(id=name) for name in ("inc-1", "inc-2", "inc-3"))
    held.put(b"1", one)
    held.put(b"2", other)
    assert held.get(b"1") is one
    held.put(b"3", third)
    assert held.get(b"2") is None
    assert (held.get(b"1"), held.get(b"3")) == (one, third)

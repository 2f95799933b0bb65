"""The contract suite for accounts: what every place that keeps users keeps to."""

from datetime import UTC, datetime, timedelta

import pytest

from tocsin.accounts.base import Accounts, Deed, Token, User
from tocsin.errors import AccountsError

NOW = datetime(2024, 5, 8, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def a_user(name: str = "R. Haddad", role: str = "reviewer", active: bool = True, once: bool = False) -> User:
    """Return an invented user."""
    return User(name, role, NOW, active, once)  # type: ignore[arg-type]  # tests name roles that there are


def a_token(user: str = "R. Haddad", ends: datetime | None = None) -> Token:
    """Return an invented token."""
    return Token("tok-1", user, "weekly export", frozenset({"read", "add"}), NOW, ends)


class AccountsContract:
    """Inherit from it and give `accounts`, a fixture with empty ones."""

    def test_users_are_kept_by_name(self, accounts: Accounts) -> None:
        """Users come back as they were added, by name."""
        accounts.add_user(a_user("Zaid", once=True), "hash-z")
        accounts.add_user(a_user("Amal", "admin"), "hash-a")
        assert accounts.users() == (a_user("Amal", "admin"), a_user("Zaid", once=True))
        assert accounts.user("Zaid") == a_user("Zaid", once=True)
        assert accounts.password("Amal") == "hash-a"
        assert accounts.user("zaid") is None
        assert accounts.password("nobody") is None

    def test_a_name_is_given_once(self, accounts: Accounts) -> None:
        """A second user of a name is refused, and the first stays."""
        accounts.add_user(a_user(), "first")
        with pytest.raises(AccountsError, match="Haddad"):
            accounts.add_user(a_user(role="admin"), "second")
        assert accounts.password("R. Haddad") == "first"

    def test_nobody_cannot_be_changed(self, accounts: Accounts) -> None:
        """What is asked of a user that is not there is an error that names them."""
        with pytest.raises(AccountsError, match="nobody"):
            accounts.set_password("nobody", "hash", once=False)
        with pytest.raises(AccountsError, match="nobody"):
            accounts.change_user(a_user("nobody"))

    def test_a_session_lasts_from_opening_to_closing(self, accounts: Accounts) -> None:
        """A session gives its user, until it is closed."""
        accounts.add_user(a_user(), "hash")
        accounts.open_session("R. Haddad", "digest", NOW)
        assert accounts.session("digest", NOW - DAY, NOW - DAY, NOW) == a_user()
        assert accounts.session("other", NOW - DAY, NOW - DAY, NOW) is None
        accounts.close_session("digest")
        accounts.close_session("digest")
        assert accounts.session("digest", NOW - DAY, NOW - DAY, NOW) is None

    def test_a_session_ends_unused_and_by_age(self, accounts: Accounts) -> None:
        """Use keeps a session alive, but not for longer than a session may last."""
        accounts.add_user(a_user(), "hash")
        accounts.open_session("R. Haddad", "digest", NOW)
        later = NOW + DAY
        assert accounts.session("digest", NOW - DAY, NOW + DAY / 2, later) is None
        assert accounts.session("digest", NOW - DAY, NOW - DAY, later) is not None
        assert accounts.session("digest", NOW - DAY, NOW + DAY / 2, later) is not None
        assert accounts.session("digest", NOW + DAY / 2, NOW, later) is None

    def test_a_new_password_and_a_bar_end_all_sessions(self, accounts: Accounts) -> None:
        """Whoever has an old key is out."""
        accounts.add_user(a_user(), "hash")
        accounts.open_session("R. Haddad", "one", NOW)
        accounts.set_password("R. Haddad", "new", once=True)
        assert accounts.session("one", NOW - DAY, NOW - DAY, NOW) is None
        assert accounts.user("R. Haddad") == a_user(once=True)
        accounts.open_session("R. Haddad", "two", NOW)
        accounts.change_user(a_user(active=False))
        accounts.change_user(a_user())
        assert accounts.session("two", NOW - DAY, NOW - DAY, NOW) is None

    def test_somebody_from_a_provider_is_known_by_what_never_changes(self, accounts: Accounts) -> None:
        """A link waits for its subject, then gives its user; a subject is of one user alone."""
        accounts.add_user(a_user(), "hash")
        accounts.add_user(a_user("Amal"), "hash")
        assert accounts.link_of("Amal") is None
        accounts.link("Amal", "https://id.example", None)
        accounts.link("R. Haddad", "https://id.example", None)
        assert accounts.link_of("Amal") == ("https://id.example", None)
        accounts.link("Amal", "https://id.example", "248289761001")
        assert accounts.linked("https://id.example", "248289761001") == a_user("Amal")
        assert accounts.linked("https://other.example", "248289761001") is None
        assert accounts.linked("https://id.example", "1") is None
        for name, subject in (("R. Haddad", "248289761001"), ("nobody", "2")):
            with pytest.raises(AccountsError):
                accounts.link(name, "https://id.example", subject)
        assert accounts.link_of("R. Haddad") == ("https://id.example", None)

    def test_a_token_lasts_until_it_ends_or_is_dropped(self, accounts: Accounts) -> None:
        """A token gives its user and itself; the time of its use is kept."""
        accounts.add_user(a_user(), "hash")
        accounts.add_token(a_token(ends=NOW + DAY), "digest")
        assert accounts.token("digest", NOW) == (a_user(), a_token(ends=NOW + DAY))
        assert accounts.tokens("R. Haddad")[0].used == NOW
        assert accounts.token("digest", NOW + DAY) is None
        assert accounts.token("other", NOW) is None
        assert accounts.drop_token("tok-1")
        assert not accounts.drop_token("tok-1")
        assert accounts.tokens() == ()

    def test_a_token_of_somebody_kept_out_opens_nothing(self, accounts: Accounts) -> None:
        """A bar holds for tokens as for sessions."""
        accounts.add_user(a_user(), "hash")
        accounts.add_token(a_token(), "digest")
        accounts.change_user(a_user(active=False))
        assert accounts.token("digest", NOW) is None

    def test_a_visit_ends_by_silence(self, accounts: Accounts) -> None:
        """What is new since the last visit is new for all of this one."""
        minute = timedelta(minutes=1)
        assert accounts.visit("Amal", NOW) is None
        assert accounts.visit("Amal", NOW + 5 * minute) is None
        assert accounts.visit("Amal", NOW + 25 * minute) is None
        back = NOW + DAY
        assert accounts.visit("Amal", back) == NOW + 25 * minute
        assert accounts.visit("Amal", back + 20 * minute) == NOW + 25 * minute
        assert accounts.visit("Zaid", back) is None

    def test_the_audit_only_grows(self, accounts: Accounts) -> None:
        """Deeds come back newest first, page by page, and are counted by who and from where."""
        deeds = [Deed(NOW + timedelta(minutes=n), f"user {n % 2}", "merge", f"inc-{n}", "10.0.0.1") for n in range(5)]
        for deed in deeds:
            accounts.note(deed)
        found = list(accounts.deeds(limit=3))
        assert found == deeds[:1:-1]
        assert list(accounts.deeds(before=found[-1].number)) == deeds[1::-1]
        assert accounts.count("merge", NOW) == 5
        assert accounts.count("merge", NOW, who="user 1") == 2
        assert accounts.count("merge", NOW + timedelta(minutes=3), address="10.0.0.1") == 2
        assert accounts.count("split", NOW) == 0

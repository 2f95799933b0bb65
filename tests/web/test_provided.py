"""Signing in with a provider: the whole way there and back, and everything on it that is not as it should be."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

pytest.importorskip("authlib", reason="authlib is not installed: pip install 'tocsin[oidc]'")

from tests.web.identity import CLIENT, SECRET, Identity, an_identity_provider
from tests.web.site import Answer, Browser, a_member, a_site
from tocsin.accounts.opening import open_accounts
from tocsin.accounts.provider import Provider, is_safe
from tocsin.cli.main import app
from tocsin.errors import SettingsError
from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings
from tocsin.tasks.provided import add_provided, provider_of
from tocsin.tasks.users import Caller, bar_user
from tocsin.web.forms import SESSION
from tocsin.web.pages.provided import ON_THE_WAY

ADMIN = Caller("admin")


@pytest.fixture(scope="module")
def running() -> Iterator[Identity]:
    with an_identity_provider() as identity:
        yield identity


@pytest.fixture
def identity(running: Identity, monkeypatch: pytest.MonkeyPatch) -> Identity:
    monkeypatch.setenv("TOCSIN_OIDC_SECRET", SECRET)
    running.fault = ""
    running.person = {"sub": "248289761001", "preferred_username": "Amal", "email": "amal@desk.example"}
    return running


@contextmanager
def a_site_of(identity: Identity, **settings: object) -> Iterator[Browser]:
    given = {"oidc_issuer": identity.issuer, "oidc_client": CLIENT, **settings}
    with a_site(None, login=True, **given) as browser:
        yield browser


def way_there(browser: Browser, path: str = "/login/provider") -> str:
    """Return where the site sends a browser."""
    found = browser.client.get(path, follow_redirects=False)
    assert found.status_code == 303, found.text
    return str(found.headers["location"])


def there_and_back(browser: Browser, path: str = "/login/provider") -> Answer:
    """Go to the provider, as a browser does, and come back."""
    sent = httpx.get(way_there(browser, path))
    return browser.get(sent.headers["location"])


def deeds(browser: Browser) -> list[tuple[str, str]]:
    return [(deed.who, deed.what) for deed in browser.accounts.deeds()]


def test_somebody_new_comes_in_with_the_role_of_the_settings_and_where_they_wanted_to(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        page = browser.get("/account")
        assert page.url.path == "/login"
        assert '"/login/provider?next=%2Faccount"' in page.text
        found = there_and_back(browser, "/login/provider?next=%2Faccount")
        assert (found.status_code, found.url.path) == (200, "/account")
        assert "You are viewer" in found.text
        assert deeds(browser) == [("Amal", "sign in"), ("Amal", "link user"), ("Amal", "add user")]
        assert browser.client.cookies.get(SESSION)
        assert not browser.client.cookies.get(ON_THE_WAY)
        assert browser.post("/logout").url.path == "/login"


def test_somebody_is_the_same_user_whatever_they_are_called_later(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        there_and_back(browser)
        identity.person["preferred_username"] = "root"
        there_and_back(browser)
        assert [user.name for user in browser.accounts.users()] == ["Amal"]


def test_an_admin_adds_them_first_where_the_settings_give_no_role(identity: Identity) -> None:
    with a_site_of(identity) as browser:
        found = there_and_back(browser)
        assert found.status_code == 403
        assert "Amal is not a user of this site" in found.text
        assert ("Amal", "sign in failed") in deeds(browser)
        settings = browser.client.app.state.shared.site.settings  # type: ignore[attr-defined]
        add_provided(browser.accounts, "Amal", "reviewer", settings, ADMIN)
        assert there_and_back(browser).url.path == "/"
        identity.person["sub"] = "another person of this name"
        browser.client.cookies.clear()
        assert "there is another Amal" in there_and_back(browser).text
        assert browser.sign_in("Amal", "").status_code == 403


def test_nobody_takes_the_name_of_a_user_with_a_password(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        a_member(browser, "Amal", "admin")
        found = there_and_back(browser)
        assert found.status_code == 403
        assert "does not come from the provider" in found.text
        assert not browser.client.cookies.get(SESSION)


def test_whoever_is_kept_out_stays_out(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        there_and_back(browser)
        a_member(browser, "boss", "admin")
        bar_user(browser.accounts, "Amal", True, ADMIN)
        browser.client.cookies.clear()
        assert "Amal is kept out" in there_and_back(browser).text


def test_an_address_of_mail_has_to_be_made_sure_of(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer", oidc_name_claim="email") as browser:
        assert "has not made sure" in there_and_back(browser).text
        identity.person["email_verified"] = True
        assert there_and_back(browser).status_code == 200
        assert browser.accounts.user("amal@desk.example") is not None


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "", "\u202eevil", None, {"a": 1}])
def test_a_name_that_is_none_is_refused(name: object, identity: Identity) -> None:
    identity.person["preferred_username"] = name
    with a_site_of(identity, oidc_role="viewer") as browser:
        found = there_and_back(browser)
        assert found.status_code == 403
        assert "<script>alert" not in found.text
        assert browser.accounts.users() == ()


@pytest.mark.parametrize(
    "fault",
    [
        "audience",
        "expired",
        "nonce",
        "issuer",
        "party",
        "signature",
        "shared key",
        "unsigned",
        "no token",
        "iss",
        "refused",
    ],
)
def test_what_the_provider_did_not_vouch_for_opens_nothing(fault: str, identity: Identity) -> None:
    identity.fault = fault
    with a_site_of(identity, oidc_role="admin") as browser:
        found = there_and_back(browser)
        assert found.status_code == 403
        assert 'role="alert"' in found.text
        assert browser.accounts.users() == ()
        assert not browser.client.cookies.get(SESSION)


@pytest.mark.parametrize("fault", ["down", "issuer of another", "plain endpoint"])
def test_a_provider_that_is_not_as_it_should_be_is_told_on_the_login(fault: str, identity: Identity) -> None:
    identity.fault = fault
    with a_site_of(identity, oidc_role="viewer") as browser:
        found = browser.client.get("/login/provider", follow_redirects=False)
        if fault == "plain endpoint":
            found = there_and_back(browser)
        assert found.status_code in (403, 422)
        assert 'role="alert"' in found.text


def test_a_way_back_that_another_browser_began_opens_nothing(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        back = httpx.get(way_there(browser)).headers["location"]
        browser.client.cookies.clear()
        assert "not yours" in browser.get(back).text
        way_there(browser)  # begins a way of its own
        assert "not yours" in browser.get(back).text
        for path in ("?", "?code=x", "?state=&code=x", "?state=x&code=x"):
            assert browser.get(f"/login/provider/back{path}").status_code == 403
        assert browser.accounts.users() == ()


def test_a_code_is_good_once(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        sent = way_there(browser)
        kept = browser.client.cookies.get(ON_THE_WAY)
        back = httpx.get(sent).headers["location"]
        assert browser.get(back).status_code == 200
        browser.client.cookies.clear()
        browser.client.cookies.set(ON_THE_WAY, kept or "")
        assert browser.get(back).status_code == 403


def test_a_provider_may_change_its_keys(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        there_and_back(browser)
        identity.key = type(identity.key).generate_key(2048, {"kid": "two"})
        browser.client.cookies.clear()
        assert there_and_back(browser).url.path == "/"
        asked = len(identity.asked)
        browser.client.cookies.clear()
        assert there_and_back(browser).url.path == "/"
        assert identity.asked[asked:] == ["/authorize"]  # what it says of itself is known


def test_the_way_back_leads_nowhere_else(identity: Identity) -> None:
    with a_site_of(identity, oidc_role="viewer") as browser:
        assert there_and_back(browser, "/login/provider?next=//evil.example").url.path == "/"


def test_without_a_provider_there_is_no_such_way() -> None:
    with a_site(login=True) as browser:
        assert "provider" not in browser.get("/login").text
        for path in ("/login/provider", "/login/provider/back?code=x&state=y"):
            assert browser.client.get(path).status_code == 404


def test_an_admin_adds_them_at_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tracker = str(tmp_path / "t.db")
    open_ledger(tracker).close()
    words = ["users", "add", "Amal", "--role", "reviewer", "--provider", "--tracker", tracker]
    refused = CliRunner().invoke(app, words)
    assert (refused.exit_code, "set oidc_issuer to its address" in refused.output) == (2, True)
    monkeypatch.setenv("TOCSIN_OIDC_ISSUER", "https://id.example")
    assert CliRunner().invoke(app, words).exit_code == 0
    with closing(open_accounts(tracker)) as accounts:
        assert accounts.link_of("Amal") == ("https://id.example", None)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"oidc_issuer": "http://id.example", "oidc_client": "x"}, "must be an address that begins with https"),
        ({"oidc_issuer": "id.example", "oidc_client": "x"}, "must be an address that begins with https"),
        ({"oidc_issuer": "https://id.example"}, "oidc_client is empty"),
    ],
)
def test_settings_that_cannot_be_are_refused_at_the_start(settings: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        provider_of(Settings(**settings))  # type: ignore[arg-type]  # all of these are words


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example/realm", True), ("http://127.0.0.1:8/x", True), ("http://[::1]/", True),
        ("http://localhost", True), ("http://localhost.evil.example", False), ("http://10.0.0.1", False),
        ("https://", False), ("ftp://127.0.0.1", False), ("http://[", False), ("", False),
    ],
)  # fmt: skip
def test_secrets_go_to_nobody_on_the_way(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


def test_a_provider_shows_its_secret_to_nobody() -> None:
    assert SECRET not in repr(Provider("https://id.example", CLIENT, SECRET))

"""Signing in: by whom, how often, with which proof; and what a stranger cannot do."""

import pytest

from tests.web.site import PASSWORD, Browser, a_member, a_site
from tocsin.tasks.users import TRIES, Caller, add_user, first_password, make_token
from tocsin.web.forms import SESSION
from tocsin.web.pages.login import own_path


def cookie_of(browser: Browser) -> str:
    return browser.client.cookies.get(SESSION) or ""


def test_a_stranger_is_led_to_the_login_and_back() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        page = browser.get("/audit?before=5")
        assert page.url.path == "/login"
        assert 'value="/audit?before=5"' in page.text
        found = browser.post("/login", name="Amal", password=PASSWORD, back="/account")
        assert found.status_code == 200
        assert found.url.path == "/account"
        assert "You are viewer" in found.text


def test_the_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        browser.get("/login")
        found = browser.client.post(
            "/login", data={"proof": browser.proof, "name": "Amal", "password": PASSWORD}, follow_redirects=False
        )
        sent = found.headers["set-cookie"]
        assert "HttpOnly" in sent
        assert "SameSite=Lax" in sent
        assert cookie_of(browser)


def test_over_tls_the_cookie_is_bound_to_the_host() -> None:
    with a_site(login=True) as browser:
        found = browser.client.get("https://localhost/login")
        assert found.headers["set-cookie"].startswith("__Host-")
        assert "Secure" in found.headers["set-cookie"]
        assert "max-age" in found.headers["strict-transport-security"]


@pytest.mark.parametrize(("name", "password"), [("Amal", "wrong wrong wrong"), ("Nobody", PASSWORD), ("", "")])
def test_name_and_password_that_do_not_belong_together_are_refused_alike(name: str, password: str) -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        found = browser.sign_in(name, password)
        assert found.status_code == 403
        assert "no user has this name and this password" in found.text
        assert not cookie_of(browser)


def test_after_some_tries_even_the_right_password_has_to_wait() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        for _ in range(TRIES):
            browser.sign_in("Amal", "wrong wrong wrong")
        assert browser.sign_in("Amal").status_code == 429
        assert not cookie_of(browser)


def test_the_first_password_is_good_for_choosing_ones_own_alone() -> None:
    with a_site(login=True) as browser:
        once = first_password(browser.accounts)
        assert once is not None
        assert first_password(browser.accounts) is None
        assert browser.sign_in("admin", once).url.path == "/password"
        assert browser.get("/users").url.path == "/password"
        assert browser.post("/users", name="Eve", role="admin").status_code == 401
        refused = browser.post("/password", old=once, new=PASSWORD, again="another one of these")
        assert "not the same" in refused.text
        assert "12 to 1,024" in browser.post("/password", old=once, new="short", again="short").text
        assert browser.post("/password", old=once, new=PASSWORD, again=PASSWORD).url.path == "/"
        assert browser.get("/users").status_code == 200
        assert browser.sign_in("admin", once).status_code == 403


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "admin")
        browser.sign_in("Amal")
        key = cookie_of(browser)
        assert browser.post("/logout").url.path == "/login"
        browser.client.cookies.set(SESSION, key)
        assert browser.get("/users").url.path == "/login"


def test_a_form_without_proof_or_with_that_of_another_is_refused() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "admin")
        browser.get("/login")
        strange = browser.proof
        browser.sign_in("Amal")
        for proof in ("", "AAAA", strange):
            found = browser.client.post("/users", data={"proof": proof, "name": "Eve", "role": "admin"})
            assert found.status_code == 403
        assert len(browser.accounts.users()) == 1
        assert browser.post("/users", name="Omar", role="viewer").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}]
)
def test_a_page_of_another_site_can_do_nothing(headers: dict[str, str]) -> None:
    with a_site() as browser:
        browser.get("/users")
        fields = {"proof": browser.proof, "name": "Eve", "role": "admin"}
        assert browser.client.post("/users", data=fields, headers=headers).status_code == 403
        assert browser.client.post("/users", data=fields, headers={"origin": "http://localhost"}).status_code == 200


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "evil", ""])
def test_the_login_leads_nobody_away(path: str) -> None:
    assert own_path(path) == "/"


def test_a_login_is_not_asked_for_where_there_is_none() -> None:
    with a_site() as browser:
        assert browser.get("/login").url.path == "/"
        assert browser.get("/account").url.path == "/"


def test_everything_about_users_is_in_the_audit() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "admin")
        browser.sign_in("Amal")
        browser.post("/users", name="Omar", role="viewer")
        browser.post("/users/Omar", role="reviewer")
        browser.post("/users/Omar", do="bar")
        browser.post("/users/Omar", do="admit")
        assert "chooses a password" in browser.post("/users/Omar", do="password").text
        page = browser.get("/audit").text
    for what in ("add user", "change role", "bar user", "let user in", "reset password", "sign in"):
        assert what in page


def test_the_last_admin_stays() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "admin")
        browser.sign_in("Amal")
        assert "only admin" in browser.post("/users/Amal", role="viewer").text
        assert "only admin" in browser.post("/users/Amal", do="bar").text


def test_a_token_does_what_it_was_made_for_and_no_more() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "admin")
        browser.sign_in("Amal")
        page = browser.post("/account/tokens", words="export", rights=["read"], days="30")
        assert "shown this once" in page.text
        key = page.text.split("tcs_")[1].split("<")[0]
        headers = {"authorization": f"Bearer tcs_{key}"}
        browser.client.cookies.clear()
        assert browser.client.get("/", headers=headers).url.path == "/"
        assert browser.client.get("/users", headers=headers).status_code == 403
        assert browser.client.get("/", headers={"authorization": "Bearer tcs_other"}).url.path == "/login"
        assert key not in browser.client.get("/account", headers=headers).text
        assert browser.client.post("/account/tokens", headers=headers, data={"rights": "read"}).status_code == 403


def test_nobody_gives_a_token_more_than_they_have() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Vera", "viewer")
        browser.sign_in("Vera")
        assert "cannot give the right" in browser.post("/account/tokens", words="x", rights=["admin"]).text
        assert browser.post("/account/tokens", words="x", rights=["read"], days="soon").status_code == 422
        token, _ = make_token(browser.accounts, "Vera", "x", ["read"], None, Caller("Vera"))
        assert browser.post(f"/account/tokens/{token.id}/drop").status_code == 200
        assert browser.accounts.tokens() == ()


def test_hostile_names_are_refused_or_shown_harmlessly() -> None:
    with a_site() as browser:
        browser.get("/users")
        for name in ("<script>alert(1)</script>", "a" * 65, "\u202eevil", "", "x\ny'; --"):
            page = browser.post("/users", name=name, role="viewer")
            assert "<script>" not in page.text
            assert "\u202e" not in page.text
        assert add_user(browser.accounts, "عادل", "viewer", Caller("admin"))

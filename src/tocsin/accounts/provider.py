"""An OpenID Connect provider that people sign in with: where it sends them, and what it tells of them.

The authorization code flow with PKCE. Source: OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636, RFC 9207; the steps
and the checks of what comes back are Authlib's.
"""

import ipaddress
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from tocsin.errors import AccountsError, SettingsError

SCOPE = "openid profile email"
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}
)
"""With keys in two parts alone: nobody but the provider can sign."""
KNOWN_S = 3600.0
"""How long what a provider says of itself holds."""
LEEWAY_S = 60
"""How far its clock may be from ours."""


class ProviderError(AccountsError):
    """The provider does not answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody is sent to the provider: to which address, and by what their coming back is known."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider tells of somebody: its own name for them that never changes, and all else by its name."""

    subject: str
    claims: Mapping[str, Any]


@dataclass(slots=True)
class Provider:
    """The provider at the address `issuer`, where this site is called `client`. Safe for threads."""

    issuer: str
    client: str
    secret: str = field(repr=False, default="")
    timeout_s: float = 20.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _said: dict[str, tuple[float, Any]] = field(default_factory=dict, repr=False)

    def way(self, back: str) -> Way:
        """Return the way there for somebody who is to come back to the address `back`. Raises ProviderError."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with _translating(), self._session(back) as session:
            address, _ = session.create_authorization_url(
                self._endpoint("authorization_endpoint"), state=state, code_verifier=verifier, nonce=nonce
            )
        return Way(str(address), state, nonce, verifier)

    def told(self, code: str, issuer: str, way: Way, back: str) -> Told:
        """Return who came back by `way` with `code`, and, if the provider says so, from which `issuer`.

        Raises ProviderError.
        """
        if issuer and issuer != self.issuer:
            raise ProviderError("somebody else than the provider answered")
        with _translating(), self._session(back) as session:
            token = session.fetch_token(
                self._endpoint("token_endpoint"), code=code, code_verifier=way.verifier, grant_type="authorization_code"
            )
        return self._proved(token, way.nonce)

    def _proved(self, token: Mapping[str, Any], nonce: str) -> Told:
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415  an extra
        from joserfc import jwt  # noqa: PLC0415  likewise
        from joserfc.errors import InvalidKeyIdError  # noqa: PLC0415
        from joserfc.jwk import KeySet  # noqa: PLC0415
        from joserfc.jws import JWSRegistry  # noqa: PLC0415

        said = self._document("")
        given = said.get("id_token_signing_alg_values_supported", ["RS256"])
        registry = JWSRegistry(algorithms=sorted(ALGORITHMS & set(given)), strict_check_header=False)
        with _translating():
            raw = str(token["id_token"])
            try:
                found = jwt.decode(raw, KeySet.import_key_set(self._keys()), registry=registry)
            except InvalidKeyIdError:  # it may have changed its keys
                found = jwt.decode(raw, KeySet.import_key_set(self._keys(anew=True)), registry=registry)
            wanted = {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client},
            }
            about = {"nonce": nonce, "client_id": self.client, "access_token": token.get("access_token")}
            claims = CodeIDToken(found.claims, found.header, wanted, about)
            claims.validate(leeway=LEEWAY_S)
            return Told(str(claims["sub"]), dict(claims))

    def _session(self, back: str) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client  # noqa: PLC0415  an extra

        ways = self._document("").get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        return OAuth2Client(
            self.client,
            self.secret or None,
            token_endpoint_auth_method=way if self.secret else "none",
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=self.timeout_s,
        )

    def _keys(self, *, anew: bool = False) -> Any:
        return self._document(self._endpoint("jwks_uri"), anew=anew)

    def _endpoint(self, name: str) -> str:
        address = str(self._document("").get(name, ""))
        if not is_safe(address):
            raise ProviderError(f"the provider {self.issuer} names no {name} that is reached by https")
        return address

    def _document(self, address: str, *, anew: bool = False) -> dict[str, Any]:
        """Return a document of the provider, that which describes it for ""; fetched when needed, then known."""
        with self._lock:
            at, found = self._said.get(address, (0.0, None))
            if found is None or anew or time.monotonic() - at > KNOWN_S:
                found = self._fetched(address or f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                if not address and found.get("issuer") != self.issuer:
                    raise ProviderError(f"{self.issuer} calls itself {found.get('issuer')!r}; set oidc_issuer to that")
                self._said[address] = (time.monotonic(), found)
            return dict(found)

    def _fetched(self, address: str) -> dict[str, Any]:
        with _translating():
            answer = httpx.get(address, timeout=self.timeout_s, headers={"Accept": "application/json"})
            answer.raise_for_status()
            found = answer.json()
            if not isinstance(found, dict):
                raise ValueError(f"{address} is no JSON object")
            return found


class _translating:  # noqa: N801  reads as a verb where it is used
    """Raises ProviderError for whatever goes wrong on the way to the provider and back."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415  an extra
        from joserfc.errors import JoseError  # noqa: PLC0415  likewise

        if isinstance(error, (httpx.HTTPError, AuthlibBaseError, JoseError, KeyError, TypeError, ValueError)):
            raise ProviderError(f"the provider does not answer as it should: {error}") from error


def open_provider(issuer: str, client: str, secret: str, timeout_s: float) -> Provider:
    """Return the provider at `issuer`. Raises SettingsError for what cannot be one."""
    if not is_safe(issuer):
        raise SettingsError(f"oidc_issuer must be an address that begins with https, not {issuer!r}")
    if not client:
        raise SettingsError("oidc_client is empty; set it to what this site is called at the provider")
    try:
        import authlib  # noqa: F401, PLC0415  only whether it is there
    except ModuleNotFoundError as error:
        raise SettingsError("signing in with a provider needs more: pip install 'tocsin[oidc]'") from error
    return Provider(issuer, client, secret, timeout_s)


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read what is sent to an address: https, or this machine itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    try:
        return parts.scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False

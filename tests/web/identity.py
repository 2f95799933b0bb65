"""An OpenID Connect provider for tests: on this machine, with one person, and faults that it can be told to have."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "tocsin", "kept between the two"


@dataclass
class Identity:
    """The provider: what it says of the one person that it knows, and which of its rules it breaks."""

    person: dict[str, Any] = field(default_factory=lambda: {"sub": "248289761001", "preferred_username": "Amal"})
    fault: str = ""
    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def describe(self) -> dict[str, Any]:
        return {
            "issuer": "http://127.0.0.1:1" if self.fault == "issuer of another" else self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": "http://id.example/token" if self.fault == "plain endpoint" else f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "response_types_supported": ["code"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent with a code."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.given[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer}
        if self.fault == "refused":
            answer = {"error": "access_denied", "state": asked["state"]}
        elif self.fault == "iss":
            answer["iss"] = "https://another.example"
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, asked: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Return a token for a code: once, to the client that proves itself and began the way."""
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        begun = self.given.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        proved = begun and base64.urlsafe_b64encode(digest).decode().rstrip("=") == begun["code_challenge"]
        if not begun or not proved or authorization.replace("%20", "+") not in (f"Basic {wanted}",):
            return 400, {"error": "invalid_grant"}
        if self.fault == "no token":
            return 200, {"access_token": "x", "token_type": "Bearer"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self._signed(begun["nonce"])}

    def _signed(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **self.person}
        wrong: dict[str, dict[str, Any]] = {
            "audience": {"aud": "another"},
            "expired": {"iat": now - 9000, "exp": now - 8000},
            "nonce": {"nonce": "another"},
            "issuer": {"iss": "https://another.example"},
            "party": {"aud": [CLIENT, "another"], "azp": "another"},
        }
        claims |= wrong.get(self.fault, {})
        header = {"alg": "RS256", "kid": str(self.key.kid)}
        if self.fault == "signature":
            return jwt.encode(header, claims, RSAKey.generate_key(2048, {"kid": "one"}))
        if self.fault == "shared key":
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(SECRET))
        if self.fault == "unsigned":
            parts = ({"alg": "none"}, claims)
            return ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."
        return jwt.encode(header, claims, self.key)


@contextmanager
def an_identity_provider() -> Iterator[Identity]:
    """Run a provider on this machine."""
    identity = Identity()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            identity.asked.append(parts.path)
            if identity.fault == "down":
                self._say(500, {})
            elif parts.path == "/authorize":
                found = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", identity.authorize(found))
                self.end_headers()
            elif parts.path == "/keys":
                self._say(200, {"keys": [identity.key.as_dict(private=False)]})
            else:
                self._say(200, identity.describe())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*identity.token(asked, self.headers.get("Authorization", "")))

        def _say(self, status: int, told: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    identity.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield identity
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

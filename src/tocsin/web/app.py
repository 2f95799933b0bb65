"""The application: its pages, its API, and what stands around both."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tocsin import __version__
from tocsin.ledger.base import Ledger
from tocsin.tasks.provided import provider_of
from tocsin.tasks.tracker import open_tracker
from tocsin.tasks.users import open_accounts
from tocsin.web import assets, health
from tocsin.web.api.description import describe
from tocsin.web.api.routers import API
from tocsin.web.errors import handle_errors
from tocsin.web.forms import FormKey
from tocsin.web.meters import Meters
from tocsin.web.pages import (
    account,
    actors,
    add,
    atlas,
    brief,
    claims,
    configuration,
    decisions,
    incident,
    login,
    overview,
    provided,
    report,
    review,
    sources,
    tempo,
)
from tocsin.web.security import LOOPBACK, BodyLimit, SafeHeaders, SameOrigin
from tocsin.web.site import Shared, Site, opened_once
from tocsin.web.watching import Watched

DESCRIPTION = "A sourced ledger of attacks: every value opens the words that prove it."
THREADS = 8
"""Requests that one process works on at once; more of them would only wait for the interpreter, and all for longer."""
PAGES = (
    login.router,
    provided.router,
    account.router,
    overview.router,
    atlas.router,
    incident.router,
    report.router,
    review.router,
    decisions.router,
    add.router,
    sources.router,
    tempo.router,
    brief.router,
    configuration.router,
    claims.router,
    actors.router,
)


def create_app(site: Site, ledger: Ledger | None = None) -> FastAPI:
    """Return the application of `site`; without a `ledger` of the caller's, it opens that of the settings itself."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        with ExitStack() as stack:
            opened = ledger or stack.enter_context(closing(open_tracker(site.settings.tracker, new=True)))
            accounts = stack.enter_context(closing(open_accounts(site.settings)))
            provider = provider_of(site.settings) if site.login else None
            app.state.shared = Shared(site, opened, accounts, opened_once(site.settings), provider=provider)
            app.state.shared.ending.listen()
            yield

    app = FastAPI(
        title="Tocsin",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its page would fetch scripts from elsewhere
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    handle_errors(app)
    for router in (assets.router, health.router, *PAGES, *API):
        app.include_router(router)
    describe(app)
    _surround(app, site)
    return app


def _surround(app: FastAPI, site: Site) -> None:
    """Put what looks at every request around `app`; what is added last is the outermost."""
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(FormKey)
    app.add_middleware(BodyLimit, most=site.settings.max_bytes)
    app.add_middleware(SameOrigin)
    if not site.login:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False)
    app.add_middleware(SafeHeaders)
    app.state.meters = Meters()
    app.add_middleware(Watched, meters=app.state.meters)

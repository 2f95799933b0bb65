"""The description of the API (OpenAPI 3.1): what FastAPI makes of the routes, and what it cannot know of errors."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from tocsin.web.errors import PROBLEM

Json = dict[str, Any]
TOKEN: Json = {"type": "http", "scheme": "bearer", "description": "A token of `tocsin users token`."}

ERRORS = range(400, 600)


def describe(app: FastAPI) -> None:
    """Let `app` give the description of its API as this module makes it, once."""

    def description() -> Json:
        if not app.openapi_schema:
            app.openapi_schema = _made(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]  # the way that FastAPI documents


def _made(app: FastAPI) -> Json:
    made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    made["components"]["securitySchemes"] = {"token": TOKEN}
    made["security"] = [{"token": []}]
    for operations in made["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) in ERRORS:
                    content = response.get("content", {})
                    response["content"] = {PROBLEM: next(iter(content.values()))} if content else {}
    for unused in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(unused, None)
    return made

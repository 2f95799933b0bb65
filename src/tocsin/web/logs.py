"""The log of the server: one line for people or one JSON object for programs, with the id of the request it is of.

What goes in is named field by field: no query, no form, no cookie, no header, so that no secret is among it.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from tocsin.export.visible import one_line
from tocsin.settings import Settings

REQUEST: ContextVar[str] = ContextVar("tocsin_request", default="")
"""The id of the request that is being answered."""
FIELDS = "tocsin"
"""Under this name a record of ours has fields of its own."""
TALKATIVE = ("httpx", "httpcore", "uvicorn.access", "asyncio", "sqlalchemy")
"""Loggers of libraries that tell whole addresses, or each step; they are heard from a warning on."""


def logging_of(settings: Settings) -> dict[str, Any]:
    """Return how the server logs, as the library `logging.config` takes it: to standard error."""
    formatter = {"plain": "PlainFormatter", "json": "JsonFormatter"}[settings.log_format]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{formatter}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": settings.log_level.upper()},
        "loggers": {name: {"level": "WARNING"} for name in TALKATIVE},
    }


class JsonFormatter(logging.Formatter):
    """Writes a record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {
            "at": _at(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
            "request": REQUEST.get() or None,
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in told.items() if value not in (None, "")}, default=str)


class PlainFormatter(logging.Formatter):
    """Writes a record as a line that cannot steer a terminal; what an exception says stands below it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = {"request": REQUEST.get(), **getattr(record, FIELDS, {})}
        words = " ".join(f"{name}={value}" for name, value in fields.items() if value not in (None, ""))
        at = _at(record).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = one_line(f"{at} {record.levelname} {record.name}: {record.getMessage()} {words}".rstrip())
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _at(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)

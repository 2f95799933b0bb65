"""All routers of the API."""

from tocsin.web.api import analysis, incidents, reports, reviews, sources

API = (incidents.router, reports.router, sources.router, analysis.router, reviews.router)

"""All routers of the API."""

from tocsin.web.api import analysis, events, incidents, jobs, reports, reviews, sources

API = (incidents.router, reports.router, sources.router, analysis.router, reviews.router, jobs.router, events.router)

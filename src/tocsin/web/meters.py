"""What is counted about the running site, in the form that Prometheus reads.

Where several processes answer, each keeps its counts in a file of a folder that they share, and whichever is asked
tells the sum. Source: the multiprocess mode of prometheus_client.
"""

import os
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from tocsin import __version__
from tocsin.errors import LedgerError
from tocsin.ledger.base import Ledger
from tocsin.vocabulary.selection import Selection

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder that several processes share; set before any of them starts."""
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds, among them those that the site holds itself to."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""For what has no name of ours: nobody makes the list longer by asking for what there is not."""


class Meters:
    """Counts the requests of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tocsin_http_requests", "Requests that were answered.", ("method", "route", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "tocsin_http_request_seconds", "Seconds from a request to the end of its answer.", ("method", "route"),
            registry=self._registry, buckets=BOUNDS,
        )  # fmt: skip

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the pattern of its address, "" where there is nothing."""
        method, route = method if method in METHODS else OTHER, route or OTHER
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def told(self, ledger: Ledger) -> bytes:
        """Return all numbers as text, those of the other processes too, and some of the ledger."""
        told = generate_latest(self._shared())
        beside = CollectorRegistry()
        beside.register(_OfLedger(ledger))
        return told + generate_latest(beside)

    def _shared(self) -> CollectorRegistry:
        if FOLDER_VARIABLE not in os.environ:
            return self._registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it says nothing of its types
        return registry


class _OfLedger(Collector):
    """Numbers of a ledger that its indices know."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers; where the ledger cannot be read, that alone."""
        begun = time.perf_counter()
        try:
            incidents = self._ledger.count(Selection())
            disputed = self._ledger.count(Selection(disputed=True))
        except LedgerError:
            yield GaugeMetricFamily("tocsin_ledger_up", "Whether the ledger can be read.", 0)
            return
        seconds = time.perf_counter() - begun
        yield GaugeMetricFamily("tocsin_ledger_up", "Whether the ledger can be read.", 1)
        yield GaugeMetricFamily("tocsin_ledger_seconds", "Seconds that these counts took.", seconds)
        yield GaugeMetricFamily("tocsin_incidents", "Incidents in the ledger.", incidents)
        yield GaugeMetricFamily("tocsin_incidents_disputed", "Incidents with a slot in dispute.", disputed)
        yield InfoMetricFamily("tocsin", "The program.", {"version": __version__})

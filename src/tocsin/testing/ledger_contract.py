"""What every ledger keeps to, as tests that the author of a ledger inherits."""

from tocsin.testing.ledger_decisions import KeepsDecisions
from tocsin.testing.ledger_incidents import KeepsIncidents
from tocsin.testing.ledger_reports import KeepsReports


class LedgerContract(KeepsReports, KeepsDecisions, KeepsIncidents):
    """Inherit it as `class TestMyLedger(LedgerContract)` and give `ledger` and `other`; pytest finds the rest."""

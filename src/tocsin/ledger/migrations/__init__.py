"""The steps by which tables of a ledger came to their format of today."""

"""What a ledger costs when it has grown."""

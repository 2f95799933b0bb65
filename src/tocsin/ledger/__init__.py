"""The ledger: remembers what was read, judged and decided; appends, and never thinks."""

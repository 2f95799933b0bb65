"""Extraction by rules: shallow grammar and word lists in TOML that a user can read and extend."""

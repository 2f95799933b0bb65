"""Severity: how many people attacks hurt, at what they aim and with what, what comes of them, and what changes."""

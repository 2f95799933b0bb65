"""Accounts: who may use a site, how they come in, and what they did."""

"""Tocsin reads news and keeps a sourced ledger of attacks; every value opens the words that prove it."""

__version__ = "0.1.0"

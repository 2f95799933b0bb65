"""Builders and contract suites for those who test Tocsin or extend it."""

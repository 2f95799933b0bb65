"""What bench/merge.py is made of: annotated reports to entries, entries to incidents, incidents to figures."""

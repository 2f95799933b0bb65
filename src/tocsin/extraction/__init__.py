"""Extraction: from a report to the incidents that it tells of, each value with its words."""

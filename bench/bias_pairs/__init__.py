"""Reports in pairs that differ only in the actor or in a loaded phrase, and what an extractor makes of them."""

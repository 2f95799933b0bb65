"""Resolution: which mentions tell of one incident, and what all of them together say of it. Knows no storage."""

"""Occasions: visits, votes, anniversaries, and whether attacks become more or fewer before and after them."""

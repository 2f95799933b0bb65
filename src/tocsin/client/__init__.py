"""A client of the API of `tocsin serve`, for programs of one's own: what it answers comes as typed objects."""

"""Why somebody is not let in or may not do something."""

from tocsin.errors import TocsinError


class Unidentified(TocsinError):  # noqa: N818  a state of the one who asks, no fault
    """Nobody has signed in, or the token is not known."""


class MustChoose(Unidentified):
    """Somebody came in with a password that is good for choosing their own and for nothing else."""


class Forbidden(TocsinError):  # noqa: N818  likewise
    """Who asks is known, but may not do this; or a form did not come from a page of ours."""

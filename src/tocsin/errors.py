"""The error tree of Tocsin and the one table that maps it to exit codes.

Every error names the input it is about and, where there is one, the mend.
"""


class TocsinError(Exception):
    """Base of every error that Tocsin raises on purpose; the message is fit to show to a person."""


class SettingsError(TocsinError):
    """A setting is unknown or has a value that cannot be used."""


class PluginError(TocsinError):
    """No plug-in of that kind and name is installed, or it cannot be loaded."""


class SpanError(TocsinError):
    """A span does not match the text it is said to be cut from."""


class VocabularyError(TocsinError):
    """A value cannot exist: an end before a start, a toll whose low is above its high, an unknown term."""


class InputError(TocsinError):
    """An input cannot be read: missing, empty, of an unknown format, too large, damaged."""


class FetchError(InputError):
    """A URL cannot be fetched: refused by a rule of ours, by the host's robots file, or by the network."""


class GazetteerError(TocsinError):
    """The gazetteer cannot be built, opened or extended."""


class PlaceError(GazetteerError):
    """A place is asked for by a name that the gazetteer does not know, or that could be several."""


class ExtractionError(TocsinError):
    """An extractor cannot read a report: what it asks does not answer, or answers what is of no use."""


class LedgerError(TocsinError):
    """A ledger cannot be opened or written, is damaged, locked for too long, or of another version."""


class AccountsError(LedgerError):
    """Users, sessions or tokens cannot be read or kept, or are asked to be what they cannot."""


class CursorError(LedgerError):
    """A word is no cursor that a page gave, or that of a page in another order."""


class OutputError(TocsinError):
    """A result cannot be written: no space, no right to, or something that is not ours is in its place."""


EXIT_CODES: dict[type[TocsinError], int] = {
    InputError: 1,
    SettingsError: 2,
    PluginError: 2,
    PlaceError: 2,
    GazetteerError: 3,
    LedgerError: 4,
    OutputError: 1,
    TocsinError: 1,
}


def exit_code(error: TocsinError) -> int:
    """Return the exit code for `error`: that of its class, or of the nearest class above it in `EXIT_CODES`."""
    return next(EXIT_CODES[c] for c in type(error).__mro__ if c in EXIT_CODES)

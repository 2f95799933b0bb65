"""Answer MUC-4 messages: read the files, run the extractor, print a response file with all 25 slots.

    python bench/muc4.py TEXTS... [--locations SET_LIST] > response

The messages may be in capitals or not; the day of the dateline is the day of publication.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script's own folder is on the path, its parent not

from bench.muc.reading import respond
from tocsin.errors import TocsinError


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the response; exit code 1 if a file or the extractor cannot be opened."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXTS", help="files of messages")
    parser.add_argument("--locations", type=Path, metavar="SET_LIST", help="the task's list of places and their kinds")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes to read with (1)")
    options = parser.parse_args(arguments)
    try:
        responses = respond(options.texts, options.locations, options.workers)
    except (OSError, TocsinError) as error:
        print(f"muc4: {error}", file=sys.stderr)
        return 1
    print("\n".join(responses))
    return 0


if __name__ == "__main__":
    sys.exit(main())

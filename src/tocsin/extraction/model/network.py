"""The encoder at run time: ONNX weights of whole numbers, run by onnxruntime on two threads, offline."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # the package brings no types
from tokenizers import Tokenizer

from tocsin.errors import PluginError
from tocsin.extraction.calibration import Calibration
from tocsin.extraction.model.graph import Encoder
from tocsin.extraction.model.heads import Floats, Heads
from tocsin.extraction.model.hints import HINTS, Bits
from tocsin.extraction.model.labels import SHAPES
from tocsin.extraction.model.tokens import Window

THREADS = 2
TOGETHER = 4
"""Windows of one text that are read at once."""
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
CALIBRATION = "calibration.json"
"""Beside those; without it, confidences are as the network has them."""


class OnnxEncoder:
    """Windows with their hints to hidden vectors [tokens, 384] and marks [tokens, roles, 3]."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, parts: Sequence[Window], bits: Sequence[Bits]) -> list[tuple[Floats, Floats]]:
        """Return hidden vectors and marks of each window; windows of like length are read together."""
        order = sorted(range(len(parts)), key=lambda n: len(parts[n].ids))
        out: dict[int, tuple[Floats, Floats]] = {}
        for first in range(0, len(order), TOGETHER):
            chosen = order[first : first + TOGETHER]
            hidden, marks = self._run([parts[n] for n in chosen], [bits[n] for n in chosen])
            for row, n in enumerate(chosen):
                size = len(parts[n].ids)
                out[n] = hidden[row, :size], marks[row, :size]
        return [out[n] for n in range(len(parts))]

    def _run(self, parts: list[Window], bits: list[Bits]) -> tuple[Floats, Floats]:
        shape = (len(parts), len(parts[-1].ids))
        ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        shapes = np.full(shape, len(SHAPES) - 1, dtype=np.int64)
        hints = np.zeros((*shape, len(HINTS)), dtype=np.float32)
        for row, (window, own) in enumerate(zip(parts, bits, strict=True)):
            size = len(window.ids)
            ids[row, :size], shapes[row, :size], hints[row, :size], mask[row, :size] = window.ids, window.shapes, own, 1
        hidden, marks = self._session.run(None, {"ids": ids, "shapes": shapes, "hints": hints, "mask": mask})
        return hidden, marks


@dataclass(frozen=True, slots=True)
class Weights:
    """What a trained reader is made of."""

    tokenizer: Tokenizer
    encoder: Encoder
    heads: Heads
    calibration: Calibration = field(default_factory=Calibration)


def load_weights(folder: Path) -> Weights:
    """Return the reader in `folder`; raises PluginError if a file is missing."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise PluginError(f"the learned reader in {folder} lacks {', '.join(missing)}; export it again")
    with np.load(folder / "heads.npz") as saved:
        heads = Heads({name: saved[name] for name in saved.files})
    known = folder / CALIBRATION
    return Weights(
        Tokenizer.from_file(str(folder / "tokenizer.json")), OnnxEncoder(folder / "encoder.onnx"), heads,
        Calibration.load(known) if known.is_file() else Calibration(),
    )  # fmt: skip

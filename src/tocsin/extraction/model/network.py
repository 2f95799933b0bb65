"""The encoder at run time: ONNX weights of whole numbers, run by onnxruntime, offline."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # the package brings no types
from onnxruntime.capi import onnxruntime_pybind11_state as refusals  # type: ignore[import-untyped]  # likewise
from tokenizers import Tokenizer

from tocsin.errors import PluginError
from tocsin.extraction.calibration import Calibration
from tocsin.extraction.model.graph import Encoder
from tocsin.extraction.model.heads import Floats, Heads
from tocsin.extraction.model.hints import HINTS, Bits
from tocsin.extraction.model.labels import ROLES, SHAPES
from tocsin.extraction.model.shapes import faults
from tocsin.extraction.model.tokens import Window

THREADS = 1
"""For each text; who reads many reads two at once, so that the word lists do not wait for the encoder."""
TOGETHER = 4
"""Windows of one text that are read at once."""
ENCODER, HEADS, TOKENIZER = "encoder.onnx", "heads.npz", "tokenizer.json"
FILES = (ENCODER, HEADS, TOKENIZER)
CALIBRATION = "calibration.json"
"""Beside those; without it, confidences are as the network has them."""
MEND = "install Tocsin again, or read with --extractor rules"
REFUSED = (
    refusals.Fail, refusals.InvalidArgument, refusals.InvalidGraph, refusals.InvalidProtobuf, refusals.NoModel,
    refusals.NotImplemented, refusals.RuntimeException,
)  # fmt: skip
"""What onnxruntime says of a file that it cannot use."""


class OnnxEncoder:
    """Windows with their hints to hidden vectors [tokens, hidden] and marks [tokens, roles, 3]."""

    def __init__(self, path: Path) -> None:
        """Open the weights at `path`; raises PluginError if they are not those of such an encoder."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3  # its warnings would stand on standard error among what Tocsin says
        # Threads that wait by spinning hold up one another where processes share the processors.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except REFUSED as error:
            raise PluginError(f"{path} is damaged or cut short; {MEND}") from error
        given = {one.name: one.shape[2:] for one in self._session.get_inputs()}
        got = [one.shape[2:] for one in self._session.get_outputs()]
        if given != {"ids": [], "shapes": [], "hints": [len(HINTS)], "mask": []} or got[1:] != [[len(ROLES), 3]]:
            raise PluginError(f"{path} is of another version of Tocsin; {MEND}")
        self.hidden: int = got[0][0]
        """How many numbers a hidden vector has."""

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
    """Return the reader in `folder`; raises PluginError, which names the file, if one is missing or damaged."""
    for name in FILES:
        if not (folder / name).is_file():
            raise PluginError(f"the learned reader lacks {folder / name}; {MEND}")
    encoder, known = OnnxEncoder(folder / ENCODER), folder / CALIBRATION
    return Weights(
        _tokenizer(folder / TOKENIZER), encoder, _heads(folder / HEADS, encoder.hidden),
        Calibration.load(known) if known.is_file() else Calibration(),
    )  # fmt: skip


def _heads(path: Path, hidden: int) -> Heads:
    try:
        with np.load(path) as saved:
            weights = {name: saved[name] for name in saved.files}
    except (OSError, ValueError, TypeError, EOFError, BadZipFile) as error:
        raise PluginError(f"{path} is damaged or cut short; {MEND}") from error
    wrong = faults(weights, hidden)
    if wrong:
        more = f" and {len(wrong) - 1} more" if wrong[1:] else ""
        raise PluginError(f"{path} is damaged or of another version of Tocsin ({wrong[0]}{more}); {MEND}")
    return Heads(weights)


def _tokenizer(path: Path) -> Tokenizer:
    try:
        written = path.read_text(encoding="utf-8")
        # Looked at here, because what the tokenizer raises cannot be told from any other error.
        if not json.loads(written)["model"]["vocab"]:
            raise ValueError("no vocabulary")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PluginError(f"{path} is damaged or cut short; {MEND}") from error
    return Tokenizer.from_str(written)

"""Export a trained reader: `python -m training.export STATE.pt... BASE OUT` writes what the runtime reads."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import (  # type: ignore[import-untyped]  # the package brings no types
    QuantType,
    quantize_dynamic,
)
from torch import Tensor, nn

from tocsin.extraction.model.hints import HINTS
from training.network import Encoder

PARTS = ("encoder", "heads")
PLAIN = ("mark", "hint")
"""Products left as they are: the first sees zeros and ones, and the last decides."""


class Rows(nn.Module):
    """Word vectors as 8-bit numbers with a scale for each word: one scale for all harms the rare ones."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("numbers", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors [..., hidden] of `ids`."""
        return self.numbers[ids].float() * self.scale[ids]


def mean_weights(states: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of the weights of `states`, of one training at several points or with several ends.

    M. Wortsman and others, "Model soups: averaging weights of multiple fine-tuned models improves accuracy without
    increasing inference time", ICML 2022 (arXiv 2203.05482).
    """
    found = [torch.load(state, map_location="cpu", weights_only=True)["average"] for state in states]
    return {
        name: torch.stack([one[name] for one in found]).mean(0) if value.is_floating_point() else value
        for name, value in found[-1].items()
    }


def export(states: Sequence[Path], base: Path, out: Path) -> None:
    """Write the mean of `states`: encoder.onnx, heads.npz and tokenizer.json.

    The encoder has 8-bit weights, per channel: the default harms the vectors.
    """
    weights = mean_weights(states)
    encoder = Encoder(base)
    parts = {name: {k.split(".", 1)[1]: v for k, v in weights.items() if k.startswith(name)} for name in PARTS}
    encoder.load_state_dict(parts["encoder"])
    encoder.body.embeddings.word_embeddings = Rows(encoder.body.embeddings.word_embeddings.weight.data)
    encoder.eval()
    out.mkdir(parents=True, exist_ok=True)
    ones = torch.ones(2, 16, dtype=torch.long)
    names = ["ids", "shapes", "hints", "mask"]
    axes = {name: {0: "batch", 1: "tokens"} for name in (*names, "hidden", "marks")}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            encoder, (ones, torch.zeros_like(ones), torch.zeros(2, 16, len(HINTS)), ones), str(full), input_names=names,
            output_names=["hidden", "marks"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        products = [node.name for node in onnx.load(full).graph.node if node.op_type == "MatMul"]
        quantize_dynamic(
            str(full), str(out / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=[name for name in products if any(part in name for part in PLAIN)],
        )  # fmt: skip
    np.savez_compressed(out / "heads.npz", **{k: v.numpy().astype(np.float32) for k, v in parts["heads"].items()})
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    tokenizer = json.loads((out / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"], tokenizer["padding"] = None, None
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("states", nargs="+", type=Path, metavar="STATE", help="of several, the mean is exported")
    for name in ("base", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    export(options.states, options.base, options.out)


if __name__ == "__main__":
    main()

"""Write the trained network as the two ONNX graphs that the reader runs, in 8-bit integers."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import OPSET, Reader

_FLOAT = 1  # onnx.TensorProto.FLOAT


def export(model: Reader, folder: Path) -> None:
    """Write ``tagger.onnx`` and ``linker.onnx`` to ``folder``.

    Weights of the tagger are stored as signed 8-bit integers with a scale for each column; on
    processors without VNNI their range is kept to 7 bits, for sums of products would overflow.
    The linker is small and stays in 32-bit floats.
    """
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "tagger.onnx"
        _tagger(model, whole)
        quantize_dynamic(
            whole,
            folder / "tagger.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": _FLOAT},
        )
    _linker(model, folder / "linker.onnx")


def _tagger(model: Reader, path: Path) -> None:
    pieces = torch.randint(1000, 2000, (1, 12))
    marks = torch.zeros(1, 12, 3, dtype=torch.long)
    ends = torch.tensor([[1, 3, 5], [2, 4, 10]])
    torch.onnx.export(
        model.tagger,
        (pieces, marks, ends),
        str(path),
        input_names=["pieces", "marks", "ends"],
        output_names=["states", "tags", "carries"],
        dynamic_axes={
            "pieces": {1: "p"},
            "marks": {1: "p"},
            "ends": {1: "w"},
            **{name: {0: "w"} for name in ("states", "tags", "carries")},
        },
        opset_version=OPSET,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def _linker(model: Reader, path: Path) -> None:
    states = torch.randn(9, model.linker.trigger.in_features)
    triggers = torch.tensor([[0, 2, 1], [3, 4, 2]])
    mentions = torch.tensor([[0, 1, 1], [2, 4, 2], [5, 6, 0]])
    t, m = len(triggers), len(mentions)
    pair = torch.zeros(t, m, dtype=torch.long)
    square = torch.zeros(m, m, dtype=torch.long)
    names = ["states", "triggers", "mentions", "near", "turn", "apart", "apart_turn", "alike"]
    axes: dict[str, dict[int, str]] = {
        "states": {0: "w"},
        "triggers": {0: "t"},
        "mentions": {0: "m"},
        "near": {0: "t", 1: "m"},
        "turn": {0: "t", 1: "m"},
        **{name: {0: "m", 1: "m"} for name in ("apart", "apart_turn", "alike", "same")},
        "slots": {0: "t", 1: "m"},
        **{name: {0: "t"} for name in ("realis", "stance", "property")},
    }
    torch.onnx.export(
        model.linker,
        (states, triggers, mentions, pair, pair, square, square, square),
        str(path),
        input_names=names,
        output_names=["slots", "realis", "stance", "property", "same"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )

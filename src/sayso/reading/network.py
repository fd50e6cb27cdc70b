"""The trained network, run: scores of words and of pairs of spans. No thresholds, no decisions.

The weights are two ONNX graphs beside this file, with the card that says how they came about
(``weights/card.md``); ``training/network.py`` describes the layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

import numpy as np
import onnxruntime as ort

from sayso.reading.pieces import Window
from sayso.reading.scheme import Floats, Ints, pair_features
from sayso.reading.shipped import folder
from sayso.reading.words import Words


@dataclass(frozen=True, slots=True)
class Tagged:
    """Scores of one window's words, as logits: tags (w, TAGS) and carries (w, CARRIES)."""

    window: Window
    states: Floats
    tags: Floats
    carries: Floats


@dataclass(frozen=True, slots=True)
class Linked:
    """Scores of one window's spans, as logits.

    ``slots`` (t, m, SLOTS): whether mention m fills a slot of trigger t; ``realis``, ``stance`` and
    ``property`` (t, classes); ``same`` (m, m): whether mention m names what an earlier one does.
    """

    slots: Floats
    realis: Floats
    stance: Floats
    property: Floats
    same: Floats


# Whether this thread is one of several that read: then it runs the network by itself.
_shared: ContextVar[bool] = ContextVar("shared", default=False)


def share() -> None:
    """Let this thread take one core for the network and leave the others to its like."""
    _shared.set(True)


def _run(name: str, given: Mapping[str, object]) -> list[Floats]:
    return [np.asarray(out) for out in _session(name, _shared.get()).run(None, dict(given))]


@cache
def _session(name: str, one_core: bool) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1 if one_core else 0  # 0: as many as there are cores
    options.inter_op_num_threads = 1
    path = folder() / f"{name}.onnx"
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def tag(window: Window) -> Tagged:
    """Return the scores of the words of ``window``."""
    given = {"pieces": window.pieces[None], "marks": window.marks[None], "ends": window.ends}
    return Tagged(window, *_run("tagger", given))


def link(words: Words, tagged: Tagged, triggers: Ints, mentions: Ints) -> Linked:
    """Return the scores of the spans of a window.

    ``triggers`` (t, 3): first word, end, what they carry; ``mentions`` (m, 3): first word, end,
    kind; words counted from the window's first.
    """
    near, turn, apart, apart_turn, alike = pair_features(
        words, tagged.window.first, triggers, mentions
    )
    given = {
        "states": tagged.states,
        "triggers": triggers,
        "mentions": mentions,
        "near": near,
        "turn": turn,
        "apart": apart,
        "apart_turn": apart_turn,
        "alike": alike,
    }
    return Linked(*_run("linker", given))

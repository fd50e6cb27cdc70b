"""From scores to spans: which words name something, and which carry a claim."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading import scheme
from sayso.reading.network import Tagged
from sayso.reading.scheme import Floats


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``end`` with a label (a kind, or what they carry) and how sure it is."""

    first: int
    end: int
    label: int
    sure: float


def sigmoid(x: Floats) -> Floats:
    """Return the logistic function of ``x``."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Return the softmax of ``x`` over its last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


_B = [scheme.TAGS.index(f"B-{k}") for k in scheme.KINDS]
_I = [scheme.TAGS.index(f"I-{k}") for k in scheme.KINDS]


def mentions(tagged: Tagged, signs: Collection[int], bias: float = 0.0) -> list[Span]:
    """Return the spans of the best sequence of tags, in order; words by number in the document.

    ``signs`` are the words of the document that no name begins or ends with (commas, brackets).

    ``bias`` is taken from the score of naming nothing: above 0, more is named.
    """
    scores = np.log(softmax(tagged.tags) + 1e-9)
    scores[:, 0] -= bias
    chance = np.exp(scores)
    path = _path(scores, chance[:, 0])
    found: list[Span] = []
    at = 0
    while at < len(path):
        if path[at] == 0:
            at += 1
            continue
        kind = _B.index(path[at])
        end = at + 1
        while end < len(path) and path[end] == _I[kind]:
            end += 1
        sure = float(np.mean([chance[at, _B[kind]], *chance[at + 1 : end, _I[kind]]]))
        first, last = tagged.window.first + at, tagged.window.first + end
        while first < last and first in signs:
            first += 1
        while first < last and last - 1 in signs:
            last -= 1
        if first < last:
            found.append(Span(first, last, kind, sure))
        at = end
    return found


def _path(scores: Floats, nothing: Floats) -> list[int]:
    """Return the best sequence of tags; words that surely name nothing part it."""
    path = [0] * len(scores)
    flags = np.concatenate([[False], nothing < _SURELY, [False]])
    edges = np.flatnonzero(flags[1:] != flags[:-1])
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        path[first:end] = _best(scores[first:end])
    return path


_SURELY = 0.999


def _best(scores: Floats) -> list[int]:
    """Return the likeliest sequence of tags in which every I follows its own B or I (Viterbi)."""
    words, tags = scores.shape
    b, i = np.array(_B), np.array(_I)
    total = scores[0].copy()
    total[i] = -1e9
    back = np.zeros((words, tags), dtype=np.int64)
    for at in range(1, words):
        best = int(total.argmax())
        new = total[best] + scores[at]
        back[at] = best
        from_b = total[b] >= total[i]
        before = np.where(from_b, b, i)
        new[i] = total[before] + scores[at, i]
        back[at, i] = before
        total = new
    path = [int(total.argmax())]
    for at in range(words - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def triggers(tagged: Tagged, thresholds: Sequence[float]) -> list[Span]:
    """Return the runs of words that carry something, in order; one span for each thing carried.

    ``thresholds`` has one probability for each of ``scheme.CARRIES``: the surest word of a run
    must reach it, and every word of the run half of it.
    """
    chance = sigmoid(tagged.carries)
    found: list[Span] = []
    for label, threshold in enumerate(thresholds):
        column = chance[:, label]
        flags = np.concatenate([[False], column >= threshold / 2, [False]])
        edges = np.flatnonzero(flags[1:] != flags[:-1])
        for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            sure = float(column[first:end].max())
            if sure >= threshold:
                start = tagged.window.first
                found.append(Span(start + first, start + end, label, sure))
    return sorted(found, key=lambda s: (s.first, s.end, s.label))

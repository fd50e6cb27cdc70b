"""The text of a document cut at every border of a highlight, so that overlaps can be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Span

_LINE = re.compile(r"[^\n]*\n+|[^\n]+\Z")


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch to mark: a kind ("claim", "cue", …) and which one of that kind."""

    kind: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under one set of layers; ``begins`` are the layers that begin with it."""

    text: str
    layers: tuple[Layer, ...]
    begins: tuple[Layer, ...]


def lines(text: str) -> list[Span]:
    """Return the spans of the lines of ``text``, each with the newlines that follow it.

    Joined, they are the whole text.
    """
    return [match.span() for match in _LINE.finditer(text)]


def cut(text: str, layers: Iterable[Layer]) -> tuple[tuple[Segment, ...], ...]:
    """Cut ``text`` into lines of segments at every border of ``layers``.

    All segments joined are ``text``; each layer with a start inside the text begins in exactly one
    segment. Layers may overlap in any way; one that runs over the end of the text is cut there,
    an empty one is given the character it stands before.
    """
    size = len(text)
    kept = sorted(
        (_inside(layer, size) for layer in layers if 0 <= layer.start < size),
        key=lambda layer: (layer.start, -layer.end, layer.kind, layer.number),
    )
    rows = lines(text)
    borders = {b for row in rows for b in row} | {b for la in kept for b in (la.start, la.end)}
    marks = sorted(borders)
    result, active, upcoming, at = [], list[Layer](), 0, 0
    for _, row_end in rows:
        row = []
        while at < len(marks) - 1 and marks[at] < row_end:
            start, end = marks[at], marks[at + 1]
            active = [layer for layer in active if layer.end > start]
            first = upcoming
            while upcoming < len(kept) and kept[upcoming].start == start:
                upcoming += 1
            begins = tuple(kept[first:upcoming])
            active.extend(begins)
            row.append(Segment(text[start:end], tuple(active), begins))
            at += 1
        result.append(tuple(row))
    return tuple(result)


def _inside(layer: Layer, size: int) -> Layer:
    end = min(max(layer.end, layer.start + 1), size)
    return layer if end == layer.end else Layer(layer.kind, layer.number, layer.start, end)

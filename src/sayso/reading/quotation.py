"""Quoted speech: where it stands, and what of it is scare quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Span

SCARE = 4  # words: a shorter quotation that is no sentence stands in another's and says nothing
_LONGEST = 6000  # characters of a quotation; a mark left open says nothing about what follows
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_OPENS = "“„«"
_CLOSES = "”»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of quoted speech, marks left out; ``goes_on``: it runs on from the one before."""

    start: int
    end: int
    goes_on: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of ``text`` that are speech, in order.

    By English typesetting's rule a quotation of several paragraphs opens each with a mark and
    closes the last alone (Chicago Manual of Style, 17th ed., 13.30).
    """
    return tuple(_speech(text))


def _speech(text: str) -> Iterator[Quotation]:
    open_paragraph = False
    for paragraph in _PARAGRAPH.finditer(text):
        first, stretches = True, list(_stretches(text, paragraph.start(), paragraph.end()))
        for start, end, closed in stretches:
            goes_on = (
                first and open_paragraph and text[paragraph.start() : start].strip("> ") in '"“„«'
            )
            if not closed and not _may_run_on(text, paragraph.end()):
                continue
            words = text[start:end].split()
            ended = bool(words) and words[0][:1].isupper() and text[end - 1] in ".!?…,"
            if (
                len(words) > SCARE or goes_on or (ended and len(words) > 1)
            ) and end - start <= _LONGEST:
                yield Quotation(start, end, goes_on)
            first = False
        open_paragraph = bool(stretches) and not stretches[-1][2]


def _may_run_on(text: str, end: int) -> bool:
    """Say whether the next paragraph opens with a mark of quotation."""
    return text[end : end + 12].lstrip("\r\n \t>")[:1] in {'"', "“", "„", "«"}


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, closed) of what stands between marks in one paragraph."""
    at: int | None = None
    for i in range(start, end):
        mark = text[i]
        if mark == '"':
            after_space = i == start or not (text[i - 1].isalnum() or text[i - 1] in ".,!?…")
            if at is None:
                at = i + 1 if after_space else None
            elif i + 1 == end or not text[i + 1].isalnum():
                yield at, i, True
                at = None
        elif mark in _OPENS and at is None:
            at = i + 1
        elif mark in _CLOSES and at is not None:
            yield at, i, True
            at = None
    if at is not None and at < end:
        yield at, end, False


def quotation_at(quoted: Sequence[Quotation], offset: int) -> Quotation | None:
    """Return the quotation that covers the character at ``offset``."""
    place = bisect_right(quoted, offset, key=lambda q: q.start)
    if place and quoted[place - 1].end > offset:
        return quoted[place - 1]
    return None


def inside(span: Span, quotation: Quotation) -> bool:
    """Say whether ``span`` stands in ``quotation``."""
    return quotation.start <= span[0] and span[1] <= quotation.end

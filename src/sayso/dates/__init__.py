"""Dates in news English: found in running text, and resolved only as far as the words are sure.

Dates are ISO 8601 strings as precise as given: ``2024-09-25``, ``2024-09`` or ``2024``. A relative
date ("last week") needs an anchor, the day the document was published, and is resolved to the
day, month or year that surely holds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.dates.grammar import expressions
from sayso.dates.resolve import absolute, relative

__all__ = ["DateSpan", "find_dates", "parse_date"]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or time expression: half-open character offsets and the words."""

    start: int
    end: int
    text: str


def find_dates(text: str) -> list[DateSpan]:
    """Return the date and time expressions of ``text`` in order, longest, without overlap."""
    return [DateSpan(e.start, e.end, text[e.start : e.end]) for e in expressions(text)]


def parse_date(words: str, anchor: str | None = None, *, future: bool = False) -> str | None:
    """Return the first date in ``words`` as ISO 8601, or None where it is not sure.

    A date with its year goes before one without. ``anchor`` is the day (or month, or year) the
    words were published, ISO 8601; ``future`` says that what is dated has yet to happen, so that
    "in January" is the coming one.
    """
    found = list(expressions(words))
    for expression in found:
        if expression.has_year:
            return absolute(expression)
    if anchor is None:
        return None
    resolved = (relative(expression, anchor, future) for expression in found)
    return next((iso for iso in resolved if iso is not None), None)

"""Numbers as a register writes them, read where they stand in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sayso.measure import Measure, find_measures, parse_measure
from sayso.model import Claim, Entry
from sayso.register.bearing import Telling
from sayso.register.rows import RegisterValue


class Figure(NamedTuple):
    """A count: in digits with its bound, whether it is exact, and the period it is for."""

    text: str
    per: str | None
    exact: bool
    size: float


def figure(entry: Entry, claim: Claim, filler: str) -> Figure | None:
    """Return the count that ``filler`` of ``claim`` gives, None where it is no count.

    It is read where it stands, for the words after it say what it counts: the "six" of "six months
    after" is none. A figure that stands outside the quote is never exact.
    """
    text = entry.document.text
    spots = [m.span() for m in re.finditer(_loosely(filler), text)]
    if not spots:
        return _written(parse_measure(filler), filler, exact=False)
    start, end = min(spots, key=lambda spot: (_away(spot, claim), spot))
    begin = text.rfind("\n\n", 0, start) + 1
    stop = text.find("\n\n", end)
    paragraph = text[begin : stop if stop >= 0 else len(text)]
    here = [
        span.measure
        for span in find_measures(paragraph)
        if span.start < end - begin and start - begin < span.end
    ]
    inside = claim.start <= start and end <= claim.end
    return _written(here[0] if here else parse_measure(filler), filler, exact=inside)


def _loosely(words: str) -> str:
    pattern = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){pattern}(?!\w)" if pattern else r"(?!)"


def _away(spot: tuple[int, int], claim: Claim) -> int:
    return max(claim.start - spot[0], spot[1] - claim.end, 0)


def _written(measure: Measure | None, filler: str, *, exact: bool) -> Figure | None:
    if measure is None or measure.kind != "count" or measure.per == "item":
        return None
    low, high = measure.low, measure.high
    size = low if low is not None else high
    if size is None:
        return None
    if low is not None and low == high:
        text = f"about {_digits(low)}" if measure.about else _digits(low)
    elif low is None or high is None:
        text = f"at least {_digits(size)}" if high is None else f"up to {_digits(size)}"
    elif re.search(r"\d", filler):
        text = f"{_digits(low)}-{_digits(high)}"
    else:
        text = filler  # "hundreds": how many that is, is a convention and nobody's claim
    return Figure(text, measure.per, exact and low == high and not measure.about, size)


def _digits(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:g}"


class Count(NamedTuple):
    """A figure with the claim that gives it."""

    figure: Figure
    telling: Telling
    sure: bool


def values_of(counts: Iterable[Count]) -> list[RegisterValue]:
    """Return each figure once with all claims that give it, from the smallest on."""
    rows: dict[tuple[float, str], list[Count]] = {}
    for count in counts:
        rows.setdefault((count.figure.size, count.figure.text), []).append(count)
    return [
        RegisterValue(
            text=text,
            sure=any(count.sure for count in found),
            support=tuple(dict.fromkeys(count.telling.support for count in found)),
        )
        for (_, text), found in sorted(rows.items(), key=lambda item: item[0])
    ]

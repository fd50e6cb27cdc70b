"""What a measure is, and when two can both hold."""

from __future__ import annotations

from dataclasses import dataclass

ROUNDING = 0.02  # relative: two conversions of one figure differ by as much
ABOUT = 0.10  # relative: what "about" is taken to allow
_PER_YEAR = {
    "year": 1.0,
    "quarter": 4.0,
    "month": 12.0,
    "week": 365 / 7,
    "day": 365.0,
    "hour": 8760.0,
}
_AS_WRITTEN = {"count", "money", "share", "multiple"}  # kinds that are not converted


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity with its bounds (inclusive; None is open) in ``unit``.

    ``kind`` is count, money, length, mass, speed, area, duration, volume, power, force, frequency,
    share or multiple ("tenfold"); ``unit`` the normalised symbol (km, kg, km/h, ha, h, L, kW, kN,
    GHz, %, ×), an ISO 4217 code, or None for a count; ``per`` a period ("year"), or "item" for a
    price each; ``thing`` what is counted, as written; ``words`` the whole, verbatim.
    """

    low: float | None
    high: float | None
    unit: str | None
    per: str | None
    about: bool
    kind: str
    thing: str | None
    words: str


@dataclass(frozen=True, slots=True)
class MeasureSpan:
    """Where a measure stands: half-open offsets of the whole, and of it without what is counted.

    ``start`` to ``end`` covers bound, number, unit, thing and rate; ``number`` stops at the unit.
    """

    start: int
    end: int
    number: tuple[int, int]
    measure: Measure


def agree(a: Measure, b: Measure) -> bool | None:
    """Return whether two measures can both hold, or None where they cannot be compared.

    Their bounds must overlap, give or take 2% where a unit or period may have been converted, and
    10% where either is approximate. Rates are brought to one period; a stock and a rate, two
    currencies, two dimensions are not compared.
    """
    if a.kind != b.kind or a.unit != b.unit or (a.per is None) != (b.per is None):
        return None
    scale = 1.0
    if a.per != b.per:
        if a.per not in _PER_YEAR or b.per not in _PER_YEAR:
            return None
        scale = _PER_YEAR[str(b.per)] / _PER_YEAR[str(a.per)]
    slack = 0.0 if a.kind in _AS_WRITTEN and a.per == b.per else ROUNDING
    if a.about or b.about:
        slack = ABOUT
    return _reaches(a.low, 1.0, b.high, scale, slack) and _reaches(b.low, scale, a.high, 1.0, slack)


def _reaches(
    low: float | None, low_scale: float, high: float | None, high_scale: float, slack: float
) -> bool:
    """Return whether ``low`` is no higher than ``high``, less ``slack`` of itself."""
    if low is None or high is None:
        return True
    return low * low_scale * (1 - slack) <= high * high_scale

"""ISO 8601 dates of any precision as days: a year or a month ends with its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
BEFORE_ALL = "0000-12-31"  # sorts before every day there is


def last_day(when: str) -> str | None:
    """Return the last day of a day, month or year; None where ``when`` is not one.

    >>> last_day("2024-02"), last_day("2024-13")
    ('2024-02-29', None)
    """
    parts = _parts(when)
    if parts is None:
        return None
    year, month, day = parts
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1]).isoformat()


def day_before(when: str) -> str | None:
    """Return the day before a day, month or year begins; None where ``when`` is not one.

    >>> day_before("2024"), day_before("2024-03")
    ('2023-12-31', '2024-02-29')
    """
    parts = _parts(when)
    if parts is None:
        return None
    first = date(parts[0], parts[1] or 1, parts[2] or 1)
    return BEFORE_ALL if first == date.min else (first - timedelta(days=1)).isoformat()


def _parts(when: str) -> tuple[int, int | None, int | None] | None:
    match = _DATE.fullmatch(when)
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return year or 0, month, day

"""What day, month or year a date expression surely names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.dates.grammar import COUNTS, DAYS, MONTHS, Expression

_ANCHOR = re.compile(r"(?:1[89]|20|21)\d\d(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\d-])")


def absolute(expression: Expression) -> str | None:
    """Return the date that an expression with its year names, None where it names no one date."""
    kind, words = expression.kind, expression.words
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?![\ds])", words)]
    months = _months(words)
    if not years or kind in {"years", "decade"}:
        return None
    year = years[-1]
    if kind == "iso":
        day = words[:10] if re.match(r"\d{4}-\d\d-\d\d", words) else None
        return words[:7] if day is None else _valid(*(int(n) for n in day.split("-")))
    if kind == "ymd":
        return _valid(*(int(n) for n in re.findall(r"\d+", words)[:3]))
    if kind == "numeric":
        return _day_or_month(words)
    if kind in {"dmy", "mdy"}:
        first = re.search(r"\d{1,2}", words)
        return _valid(year, months[0], int(first.group())) if first else None
    if kind == "months":
        # "November to March 2024" began the year before.
        return str(year) if set(years) == {year} and months[0] <= months[-1] else None
    if re.search("winter", words, re.IGNORECASE) or len(set(years)) > 1:
        return None
    return f"{year}-{months[0]:02}" if months else str(year)


def relative(expression: Expression, anchor: str, future: bool) -> str | None:
    """Return the date that an expression without its year names when said on ``anchor``.

    Resolved are the nearest day or month of that name ("on Tuesday", "in January"), before the
    anchor or after it by ``future``, and what this, last and next name. "The following year" and
    "three days later" count from what the text tells of, not from the anchor: they are not.
    """
    if _ANCHOR.match(anchor) is None:
        return None
    kind, words = expression.kind, expression.words.casefold()
    year = int(anchor[:4])
    months = _months(words)
    shift = next(
        (n for w, n in (("last", -1), ("this", 0), ("next", 1)) if re.search(rf"\b{w}\b", words)),
        None,
    )
    if kind in {"span", "part", "quarter", "month"} and re.search(r"\byear\b", words):
        if shift is None:
            return str(year) if kind == "part" else None
        return f"{year + shift}-{months[0]:02}" if months else str(year + shift)
    if kind in {"dmy", "mdy"} and shift is not None:
        day = re.search(r"\d{1,2}", words)
        return _valid(year + shift, months[0], int(day.group())) if day else None
    if len(anchor) < 7:
        return None
    this_month = year * 12 + int(anchor[5:7]) - 1
    if kind in {"span", "part"} and re.search(r"\bmonth\b", words):
        return None if shift is None else _month(this_month + shift)
    if kind == "span" and months and shift is not None:
        return _named_month(months[0], this_month, shift)
    if kind in {"month", "part", "days"} and months:
        return _month(_nearest(months[0], this_month, future))
    today = _date(anchor)
    if today is None:
        return None
    if kind in {"dmy", "mdy"} and months:
        return _nearest_day(words, months[0], today, future)
    if kind == "day":
        days = {"yesterday": -1, "tomorrow": 1, "today": 0, "tonight": 0}
        return (today + timedelta(days=days[words])).isoformat()
    if kind == "weekday":
        return _weekday(words, today, future)
    if kind == "ago":
        return _ago(words, today)
    if kind in {"span", "part"} and "week" in words and shift is not None:
        monday = today + timedelta(weeks=shift) - timedelta(days=today.weekday())
        return _common(monday, monday + timedelta(days=6))
    return None


def _months(words: str) -> list[int]:
    return [MONTHS[w] for w in re.findall(r"[a-z]+", words.casefold()) if w in MONTHS]


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _month(index: int) -> str:
    """Return the month that is ``index`` months after January of year 0."""
    return f"{index // 12}-{index % 12 + 1:02}"


def _day_or_month(words: str) -> str | None:
    """Read 25/09/2024; where day and month could change places, only the year is sure.

    With dots the day goes first everywhere that dots are written.
    """
    first, second, year = (int(n) for n in re.findall(r"\d+", words)[:3])
    if first > 12 or first == second or "." in words[:3]:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 else str(year)


def _nearest(month: int, this_month: int, future: bool) -> int:
    """Return the index of the nearest such month: this one, or before it, or after it."""
    ahead = (month - 1 - this_month) % 12
    return this_month + (ahead if future or ahead == 0 else ahead - 12)


def _named_month(month: int, this_month: int, shift: int) -> str | None:
    """Read "last June": sure only where the year's own June has not yet been, and so for "next"."""
    year, now = divmod(this_month, 12)
    index = year * 12 + month - 1
    if shift == 0:
        return _month(index)
    if shift < 0:
        return _month(index - 12) if month - 1 >= now else None
    return _month(index + 12) if month - 1 <= now else None


def _nearest_day(words: str, month: int, today: date, future: bool) -> str | None:
    """Read "Feb. 18" as the nearest; of this month's days any, as a year not given is this one."""
    match = re.search(r"\d{1,2}", words)
    if match is None:
        return None
    this_month = today.year * 12 + today.month - 1
    index = _nearest(month, this_month, future)
    found = _valid(index // 12, index % 12 + 1, int(match.group()))
    if found is None or not future or date.fromisoformat(found) >= today:
        return found
    return None


def _weekday(words: str, today: date, future: bool) -> str | None:
    """Read "on Tuesday" as the nearest; "last" and "next" may mean that one or the one beyond."""
    named = next(i for i, day in enumerate(DAYS) if day in words)
    ahead = (named - today.weekday()) % 7 or 7
    back = (today.weekday() - named) % 7
    if words.startswith("last"):
        return _common(today - timedelta(days=back + 7), today - timedelta(days=back or 7))
    if words.startswith("next"):
        return _common(today + timedelta(days=ahead), today + timedelta(days=ahead + 7))
    if future:
        return (today + timedelta(days=ahead)).isoformat()
    return (today - timedelta(days=back)).isoformat()


def _ago(words: str, today: date) -> str | None:
    """Read "three days ago"; counted weeks give the month, months the month, years the year."""
    count, unit, *_, way = words.split() if words.count(" ") >= 2 else ("", "", "")
    number = int(count) if count.isdigit() else COUNTS.get(count)
    if number is None or way != "ago":
        return None
    if unit.startswith("day"):
        return (today - timedelta(days=number)).isoformat()
    if unit.startswith("week"):
        middle = today - timedelta(weeks=number)
        return _common(middle - timedelta(days=3), middle + timedelta(days=3))
    if unit.startswith("month"):
        return _month(today.year * 12 + today.month - 1 - number)
    return str(today.year - number) if unit.startswith("year") else None


def _common(first: date, last: date) -> str | None:
    """Return the month, else the year, that holds both days."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}-{first.month:02}"
    return str(first.year) if first.year == last.year else None

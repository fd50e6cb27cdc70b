"""Dates in news English: found in running text, and resolved only as far as the words are sure.

Dates are ISO 8601 strings as precise as given: ``2024-09-25``, ``2024-09`` or ``2024``. A relative
date ("last week") needs an anchor, the day the document was published, and is resolved to the
month or year that surely holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SMALL = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_SEASON = r"(?:spring|summer|autumn|winter|fall)"
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

# Absolute dates first and fullest first: an earlier branch wins where two start at one place.
_ABSOLUTE = (
    rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?:T\d\d:\d\d\S{{0,10}})?\b",
    rf"(?P<slash>(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.]{_YEAR})\b",
    rf"(?P<dmy>{_DAY}(?:\s+of)?[\s/-]{_MONTH},?[\s/-]{_YEAR})\b",
    rf"(?P<mdy>{_MONTH}\s+{_DAY},?\s+{_YEAR})\b",
    rf"(?P<quarter>(?:the\s+)?(?:(?:first|second|third|fourth)\s+quarter|Q[1-4])"
    rf"(?:\s+(?:of\s+)?{_YEAR})?)\b",
    rf"(?P<my>{_MONTH}(?:\s+of)?,?\s+{_YEAR})\b",
    rf"(?P<dm>{_DAY}(?:\s+of)?\s+{_MONTH})\b",
    rf"(?P<md>{_MONTH}\s+{_DAY})\b(?!\s*(?:%|per|million|billion|drones?))",
    rf"(?P<part>(?:(?:the\s+)?(?:beginning|start|middle|end|first half|second half)\s+of\s+"
    rf"|(?:early|mid|late)[-\s]+)(?:{_MONTH}(?:\s+{_YEAR})?|{_YEAR}|this year|next year|last year"
    rf"|the year))\b",
    rf"(?P<decade>(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?{_YEAR}s)\b",
    rf"(?P<season>(?:last|this|next)?\s?(?:{_SEASON})(?:\s+(?:of\s+)?{_YEAR}))\b",
    rf"(?P<year>{_YEAR})\b(?![-–]\w|,\d{{3}}|\s*(?:km|kg|drones?|UAVs?|units?|people|troops)\b)",
)
_RELATIVE = (
    rf"(?P<weekday>(?:(?:last|next|this)\s+)?{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?)\b",
    r"(?P<day>today|yesterday|tomorrow|tonight|the\s+day\s+before|the\s+previous\s+day)\b",
    rf"(?P<ago>{_COUNT}\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier|later))\b",
    rf"(?P<span>(?:earlier\s+|later\s+)?(?:(?:last|this|next)\s+(?:week|month|year|{_SEASON}|quarter"
    rf"|{_MONTH})|(?:the\s+)?(?:previous|following|coming)\s+(?:week|month|year)))\b",
    rf"(?P<recent>(?:in\s+)?(?:the\s+)?(?:last|past|next|coming)\s+(?:{_COUNT}\s+)?"
    r"(?:days|weeks|months|years))\b",
    rf"(?P<month>{_MONTH})(?![\w’'])",
    r"(?P<loose>year[’']s\s+end|the\s+end\s+of\s+the\s+year|the\s+year\s+before)\b",
)
_EXPRESSION = re.compile("|".join(rf"(?<![\w/.-]){p}" for p in (*_ABSOLUTE, *_RELATIVE)), re.I)
_RANGE = re.compile(rf"(?:from|between)\s+({_YEAR})\s+(?:to|and|until)\s+({_YEAR})", re.I)
# Words that are months only with a capital, or a small verb otherwise ("may", "march").
_AMBIGUOUS = {"may", "march", "mar", "sep", "dec", "jan", "second"}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression: half-open character offsets and the words."""

    start: int
    end: int
    text: str


def find_dates(text: str) -> list[DateSpan]:
    """Return the date expressions of ``text``, longest and first, without overlap."""
    found: list[DateSpan] = []
    for match in _EXPRESSION.finditer(text):
        words = match.group()
        if match.lastgroup == "month" and not _surely_month(text, match.start(), words):
            continue
        found.append(DateSpan(match.start(), match.end(), words))
    return found


def _surely_month(text: str, start: int, words: str) -> bool:
    """Return whether a month's name alone is a date: "in May", and not "May said"."""
    if not words[0].isupper():
        return False
    if words.rstrip(".").casefold() not in _AMBIGUOUS:
        return True
    before = text[max(0, start - 12) : start].casefold().split()
    return bool(before) and before[-1] in {
        "in",
        "since",
        "by",
        "until",
        "last",
        "next",
        "of",
        "from",
    }


def parse_date(words: str, anchor: str | None = None, *, future: bool = False) -> str | None:
    """Return the first date in ``words`` as ISO 8601, or None where it is not sure.

    ``anchor`` is the day the words were published, ISO 8601; ``future`` says that what is dated
    has yet to happen, so that "in January" is the coming one.
    """
    if (years := _RANGE.search(words)) is not None:
        return None if years[1] != years[2] else years[1]
    for match in _EXPRESSION.finditer(words):
        kind = match.lastgroup
        if kind is None:
            continue
        resolved = _absolute(kind, match.group())
        if resolved is None and anchor is not None:
            resolved = _relative(kind, match.group().casefold(), anchor, future)
        if resolved is not None:
            return resolved
    return None


def _absolute(kind: str, words: str) -> str | None:
    year = re.search(_YEAR, words)
    month = next(iter(_months_in(words)), None)
    if kind == "iso":
        return words[:10]
    if kind == "slash":
        return _day_or_month(words)
    if kind in {"dmy", "mdy"} and year and month:
        day = re.search(r"\d{1,2}", words.replace(year.group(), " "))
        return _valid(int(year.group()), month, int(day.group())) if day else None
    if kind == "my" and year and month:
        return f"{year.group()}-{month:02}"
    if kind == "part" and year:
        return f"{year.group()}-{month:02}" if month else year.group()
    if kind in {"year", "season", "quarter"} and year:
        return year.group()
    return None


def _months_in(words: str) -> Iterator[int]:
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _MONTHS:
            yield _MONTHS[word]


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_or_month(words: str) -> str | None:
    """Read 25/09/2024; where day and month could change places, only the year is sure."""
    first, second, year = (int(n) for n in re.split(r"[/.]", words))
    if first > 12:
        return _valid(year, second, first)
    if second > 12:
        return _valid(year, first, second)
    if first == second:
        return _valid(year, first, second)
    return str(year)


def _relative(kind: str, words: str, anchor: str, future: bool) -> str | None:
    """Resolve ``words`` against ``anchor`` to the month or year that surely holds the date."""
    year = int(anchor[:4])
    if "year" in words and kind in {"span", "part", "loose"}:
        shift = {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}
        return str(year + next((n for word, n in shift.items() if word in words), 0))
    if len(anchor) < 7:
        return None
    if kind in {"month", "dm", "md"} or (kind in {"span", "part"} and any(_months_in(words))):
        return _nearest_month(words, anchor, future)
    if kind == "span" and "month" in words:
        step = -1 if re.search("last|previous", words) else 1 if "this" not in words else 0
        index = year * 12 + int(anchor[5:7]) - 1 + step
        return f"{index // 12}-{index % 12 + 1:02}"
    if len(anchor) < 10:
        return None
    today = date.fromisoformat(anchor[:10])
    if kind == "day":
        days = {"yesterday": -1, "tomorrow": 1, "today": 0, "tonight": 0}.get(words)
        return None if days is None else (today + timedelta(days=days)).isoformat()
    if kind == "weekday":
        return _weekday(words, today, future)
    if kind == "ago":
        return _ago(words, today)
    if kind == "span" and "week" in words:
        monday = today - timedelta(days=today.weekday())
        monday += timedelta(weeks=-1 if re.search("last|previous", words) else 0)
        monday += timedelta(weeks=1 if re.search("next|following|coming", words) else 0)
        return _common(monday, monday + timedelta(days=6))
    return None


def _nearest_month(words: str, anchor: str, future: bool) -> str | None:
    month = next(_months_in(words), None)
    if month is None:
        return None
    year, now = int(anchor[:4]), int(anchor[5:7])
    if future or "next" in words:
        year += month < now
    else:
        year -= month > now
    day = re.search(r"\d{1,2}", words)
    return _valid(year, month, int(day.group())) if day else f"{year}-{month:02}"


def _weekday(words: str, today: date, future: bool) -> str | None:
    named = next((i for i, day in enumerate(_DAYS) if day in words), None)
    if named is None:
        return None
    if future or "next" in words:
        return (today + timedelta(days=(named - today.weekday()) % 7 or 7)).isoformat()
    back = (today.weekday() - named) % 7
    if words.startswith("last"):
        # "last Friday" said on a Sunday may be two days or nine days ago.
        return _common(today - timedelta(days=back + 7), today - timedelta(days=back or 7))
    return (today - timedelta(days=back)).isoformat()


def _ago(words: str, today: date) -> str | None:
    count, unit, way = words.split()[:3]
    number = int(count) if count.isdigit() else _SMALL.get(count)
    if number is None or way == "earlier":
        return None
    sign = 1 if way == "later" else -1
    if unit.startswith("day"):
        return (today + sign * timedelta(days=number)).isoformat()
    if unit.startswith("week"):
        middle = today + sign * timedelta(weeks=number)
        return _common(middle - timedelta(days=3), middle + timedelta(days=3))
    if unit.startswith("month"):
        index = today.year * 12 + today.month - 1 + sign * number
        return f"{index // 12}-{index % 12 + 1:02}"
    return str(today.year + sign * number)


def _common(first: date, last: date) -> str | None:
    """Return the month, else the year, that holds both days."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}-{first.month:02}"
    return str(first.year) if first.year == last.year else None

"""Date lines: the lines of a page that say when it was published or changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sayso.dates import find_dates, parse_date
from sayso.documents.lines import Line
from sayso.knowledge import table

# A date line is short; longer lines are sentences with a date in them.
LONGEST_DATE_LINE = 160

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\d.])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/])((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?![\d/])")
_EASTERN = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)")
_GLUED = re.compile(
    r"(?<=[a-zA-Z])(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|Updated\b|Published\b)"
)
_LETTER = re.compile(r"[^\W\d_]")


class _Months(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    names: tuple[str, ...]
    source: str


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["published", "updated", "byline", "filler"]
    words: tuple[str, ...]


class _Clock(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says: the first date of each kind, and the words beside the dates."""

    published: str | None
    updated: str | None
    rest: str


def iso(value: str | None) -> str | None:
    """Return the ISO 8601 date that ``value`` begins with or says in words, None without one."""
    if value is None:
        return None
    value = value.strip()
    if (match := _ISO.match(value)) is not None:
        return _valid(match[1], match[2], match[3])
    dated = dates_in(value)
    return dated[0][2] if dated else None


def address_date(uri: str) -> str | None:
    """Return the date in the path of a web address (``/2024/09/25/``), None without one."""
    if not uri.startswith(("http://", "https://")):
        return None
    match = _ADDRESS.search(uri.split("?", maxsplit=1)[0])
    return _valid(match[1], match[2], match[3]) if match else None


def dates_in(words: str) -> list[tuple[int, int, str]]:
    """Return the dates in ``words`` that have a year: start, end and ISO 8601."""
    found: list[tuple[int, int, str]] = []
    patterns = [(_DOTTED, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3)), (_EASTERN, (1, 2, 3))]
    if not words.isascii():
        # Letters beyond English show a language whose numeric dates begin with the day (CLDR).
        patterns.append((_SLASHED, (3, 2, 1)))
    for pattern, order in patterns:
        for match in pattern.finditer(words):
            value = _valid(*(match[n] for n in order))
            if value is not None:
                found.append((match.start(), match.end(), value))
    for match in _named().finditer(words):
        month = _month_numbers()[match["month"].casefold()]
        value = _valid(match["year"], str(month), match["day"])
        if value is not None:
            found.append((match.start(), match.end(), value))
    for span in find_dates(words):
        value = parse_date(span.text)
        if value is not None:
            found.append((span.start, span.end, value))
    kept: list[tuple[int, int, str]] = []
    for start, end, value in sorted(found, key=lambda d: (d[0], -len(d[2]), -d[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, value))
    return kept


def date_line(line: Line | str) -> DateLine | None:
    """Return what a line says as a date line, None where it has no month with a year.

    ``rest`` is what is left of the line without dates, times and the words that go with them; it
    is empty where the line is a date line and nothing else.
    """
    words = line if isinstance(line, str) else line.text
    if len(words) > LONGEST_DATE_LINE:
        return None
    words = _GLUED.sub(" ", words)
    dated = [d for d in dates_in(words) if len(d[2]) >= len("2024-09")]  # a year is no date line
    if not dated:
        return None
    published: str | None = None
    updated: str | None = None
    rest: list[str] = []
    at = 0
    for start, end, value in dated:
        before = words[at:start]
        kind = _kind(before)
        if kind == "updated":
            updated = updated or value
        else:
            published = published or value
        rest.append(_without_labels(before))
        at = end
    rest.append(_without_labels(words[at:]))
    return DateLine(published, updated, " ".join(p for p in rest if p).strip())


def labelled(words: str) -> bool:
    """Return whether ``words`` begin as a date line does: "Posted on August 3, 2023 by …"."""
    start = words[:LONGEST_DATE_LINE]
    dated = dates_in(start)
    label = _labels("published").match(start) or _labels("updated").match(start)
    return bool(dated and label and not _without_labels(start[: dated[0][0]]))


def _valid(year: str | None, month: str | None, day: str | None) -> str | None:
    if year is None or not 1990 <= int(year) <= 2100:
        return None
    if not month:
        return year
    try:
        whole = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7]


@cache
def _month_numbers() -> dict[str, int]:
    return {
        name: number
        for row in table("datelines", "months", _Months)
        for number, forms in enumerate(row.names, start=1)
        for name in forms.split()
    }


@cache
def _named() -> re.Pattern[str]:
    names = sorted(_month_numbers(), key=lambda n: (-len(n), n))
    return re.compile(
        r"(?<![\w])(?:(?P<day>\d{1,2})(?:\.|er|-го)?[\s/-]+(?:de\s+|of\s+)?)?"
        rf"(?P<month>{'|'.join(map(re.escape, names))})\.?,?[\s/-]+(?:de\s+|del\s+|of\s+)?"
        r"(?P<year>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )


@cache
def _labels(kind: str) -> re.Pattern[str]:
    words = [
        w for row in table("datelines", "words", _Words) if row.kind == kind for w in row.words
    ]
    words.sort(key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def _clocks() -> re.Pattern[str]:
    return re.compile("|".join(c.pattern for c in table("datelines", "clocks", _Clock)), re.I)


def _kind(before: str) -> str:
    last = -1
    kind = "published"
    for name in ("published", "updated"):
        for match in _labels(name).finditer(before):
            if match.start() > last:
                last, kind = match.start(), name
    return kind


def _without_labels(words: str) -> str:
    left = _clocks().sub(" ", words)
    for kind in ("updated", "published", "filler"):
        left = _labels(kind).sub(" ", left)
    left = re.sub(r"^[\s|·•,;:()/.\-–—]+|(?:\bby)?[\s|·•,;:()/\-–—]+$|\bby$", "", left)
    return re.sub(r"\s+", " ", left) if _LETTER.search(left) else ""

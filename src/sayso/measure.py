"""Quantities in news English: counts, money, lengths, rates, with their bounds.

A measure keeps what the words say and no more: "at least 6,000" has a low bound and no high one;
"hundreds" is at least 200 and under 1,000, "dozens" at least 24, by convention. Units are
normalised by the factors of units.toml (NIST SP 811).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table

ROUNDING = 0.02  # relative: two conversions of one figure differ by as much
ABOUT = 0.10  # relative: what "about" is taken to allow either way


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity with its bounds (inclusive; None is open) in ``unit``.

    ``kind`` is count, money, length, mass, speed, area, duration, volume, power or share;
    ``unit`` the normalised symbol (km, kg, h, ha …), an ISO 4217 code, or None for a count;
    ``per`` a period ("year"); ``thing`` what is counted, as written; ``words`` the words.
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
    """Where a measure stands: offsets of the whole, and of it without the thing counted."""

    start: int
    end: int
    number: tuple[int, int]
    measure: Measure


class Unit(BaseModel):
    """A unit: the symbol it is normalised to, by what factor, and the words for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    symbol: str
    factor: float
    words: tuple[str, ...]


class Currency(BaseModel):
    """A currency by its ISO 4217 code; ``signs`` stand before a number, ``words`` after it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    signs: tuple[str, ...]
    words: tuple[str, ...]


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: float(n) for n, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_VAGUE = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "several hundred": (200, 999), "several thousand": (2000, 9999), "several dozen": (24, 99),
    "a few hundred": (200, 999), "a few dozen": (24, 99), "several": (3, 9), "a couple of": (2, 2),
    "a few": (3, 9), "half a dozen": (6, 6), "a dozen": (12, 12), "a hundred": (100, 100),
    "a thousand": (1000, 1000), "a million": (1e6, 1e6), "millions": (2e6, 999e6),
    "couple of dozen": (24, 24),
}  # fmt: skip
_BOUNDS = {
    "low": "at least|not less than|no fewer than|no less than|a minimum of|minimum|from"
    "|starting at",
    "over": "more than|over|above|in excess of|exceeding|upwards of|greater than|beyond",
    "high": "up to|at most|no more than|not more than|a maximum of|maximum|as many as|as much as"
    "|as far as|to",
    "under": "less than|fewer than|under|below|nearly|almost|just under",
    "about": "about|around|some|approximately|approx\\.?|roughly|an estimated|estimated|circa"
    "|ca\\.?|close to|~|in the region of|more or less",
}
_PERIODS = "year|annum|month|week|day|hour|quarter|shift"

_DIGITS = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS_NUMBER = (
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES[1:]))}"
)
_VAGUE_NUMBER = "|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True))
_SCALES = "hundred thousand|hundred|thousand|million|billion|trillion|bn|mn|dozen|lakh|crore"


@cache
def _units() -> dict[str, Unit]:
    return {word: unit for unit in table("units", "unit", Unit) for word in unit.words}


@cache
def _signs() -> dict[str, str]:
    return {s: c.code for c in table("units", "currency", Currency) for s in c.signs}


@cache
def _currency_words() -> dict[str, str]:
    return {w: c.code for c in table("units", "currency", Currency) for w in c.words}


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    signs = _alternatives(list(_signs()))
    after = _alternatives([*_units(), *_currency_words()])
    bounds = "|".join(rf"(?P<{name}>{words})" for name, words in _BOUNDS.items())
    one = r"an?(?=\s(?:hour|minute|tonne|ton|kilometre|kilometer|mile)\b)"
    number = rf"(?:{_DIGITS}|{_WORDS_NUMBER}|{_VAGUE_NUMBER}|{one})"
    scaled = rf"{number}(?:[- ]?(?:{_SCALES})|(?:(?<=\d)[kmKM]))?(?![\w])"
    bare = rf"{number}(?:[- ]?(?:{_SCALES}))?"
    return re.compile(
        rf"(?<![\w.,:/’'-])(?:(?:{bounds})\s+(?:as\s+)?)?(?:(?:the|a|an|another|all)\s+)?"
        rf"(?:(?P<between>between|from)\s+)?"
        rf"(?P<sign>{signs})?\s?(?P<first>{scaled}|{bare})"
        rf"(?:\s?(?:-|–|—|to|and|or)\s?(?P<sign2>{signs})?\s?(?P<second>{bare}))?"
        rf"(?:[\s -]?(?P<unit>{after})(?![\w²]))?"
        rf"(?P<more>\s+or\s+more|\s+at\s+least|\s+at\s+most)?",
        re.IGNORECASE,
    )


_THING = re.compile(
    r"[\"”’]?\s+(?:(?:of|such|such as|more|new|other|of the|of its|of these|of those)\s+)?"
    r"((?:[A-Za-zÀ-ž][\w’'/.-]*\s+){0,4}?[A-Za-z][\w’'-]*s|[A-Z][\w-]*\d[\w-]*|aircraft|personnel)\b"
)
_RATE = re.compile(
    rf"\s*,?\s*(?:(?:a|an|per|each|every|/)\s*(?P<per>{_PERIODS})|(?P<adverb>annually|monthly|yearly"
    r"|daily|weekly))\b",
    re.IGNORECASE,
)
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
_NOT_AFTER = re.compile(
    r"(?:\b(?:no\.?|number|plant|unit|factory|model|item|article|resolution|page|brigade|block|"
    r"category|phase|version|chapter|section|flight|paragraph)\s*[№#]?|[A-Z][\w’]*-)$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s*(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan\b|Feb\b|Mar\b|Apr\b|Jun\b|Jul\b|Aug\b|Sept?\b|Oct\b|Nov\b|Dec\b)"
)
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)\s+$"
)
_STOP_THINGS = {
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "times",
    "is",
    "was",
    "has",
    "as",
}


def find_measures(text: str) -> list[MeasureSpan]:
    """Return the measures of ``text`` in order, without overlap; names and dates are none."""
    return list(_scan(text))


def parse_measure(words: str) -> Measure | None:
    """Return the first measure in ``words``, or None."""
    found = next(_scan(words), None)
    return found.measure if found else None


def _scan(text: str) -> Iterator[MeasureSpan]:
    at = 0
    while (match := _pattern().search(text, at)) is not None:
        at = max(match.end(), match.start() + 1)
        span = _read(text, match)
        if span is not None:
            at = max(at, span.end)
            yield span


def _read(text: str, match: re.Match[str]) -> MeasureSpan | None:
    first, unit_word = match["first"], (match["unit"] or "")
    after = text[match.end() : match.end() + 1]
    money = _money(match)
    if not money and not unit_word and _is_name_or_date(text, match, after):
        return None
    low = _value(first)
    if low is None:
        return None
    vague = _VAGUE.get(first.casefold())
    high = low if vague is None else float(vague[1])
    if match["second"] is not None:
        second = _value(match["second"])
        if second is None:
            return None
        high = second
        low = low * _missing_scale(first, match["second"])
        if high < low:
            return None
    end = match.end()
    kind, symbol, factor = "count", None, 1.0
    if money:
        kind, symbol = "money", money
    elif unit_word:
        unit = _units()[unit_word.casefold()]
        kind, symbol, factor = unit.kind, unit.symbol, unit.factor
    bound = next((match.start(name) for name in (*_BOUNDS, "between") if match[name]), None)
    start = match.start("sign" if match["sign"] else "first") if bound is None else bound
    number = (start, end)
    thing: str | None = None
    if kind == "count" and (noun := _THING.match(text, end)) is not None:
        thing = noun[1].strip()
        if thing.split()[-1].casefold() in _STOP_THINGS or len(thing.split()) > 4:
            thing = None
        else:
            end = noun.end()
    per = None
    if (rate := _RATE.match(text, end)) is not None:
        per = _ADVERBS.get((rate["adverb"] or "").casefold()) or (rate["per"] or "").casefold()
        per = "year" if per == "annum" else per
        end = rate.end()
    measure = _bounded(match, low * factor, high * factor, vague is not None)
    low_bound, high_bound, about = measure
    return MeasureSpan(
        start,
        end,
        number,
        Measure(low_bound, high_bound, symbol, per, about, kind, thing, text[start:end]),
    )


def _bounded(
    match: re.Match[str], low: float, high: float, vague: bool
) -> tuple[float | None, float | None, bool]:
    """Return the bounds that the words around the number leave, and whether it is approximate."""
    more = (match["more"] or "").casefold()
    lower = match["low"] or match["over"] or "more" in more or "least" in more
    if lower and match["second"] is None:
        return low, None, vague
    if match["high"] or match["under"] or "most" in more:
        nearly = (match["under"] or "").casefold() in {"nearly", "almost", "just under"}
        return (low, high, True) if nearly else (None, high, vague)
    return low, high, vague or bool(match["about"])


def _money(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return next(
            (c for s, c in _signs().items() if s.casefold() == match["sign"].casefold()), None
        )
    return _currency_words().get((match["unit"] or "").casefold())


def _value(words: str) -> float | None:
    """Return the number that ``words`` spell, in digits or letters."""
    folded = words.casefold().replace(" ", " ")
    if folded in {"a", "an"}:
        return 1.0
    if folded in _VAGUE:
        return float(_VAGUE[folded][0])
    total: float | None = None
    for part in re.findall(r"\d[\d,. ]*\d|\d|[a-z]+", folded):
        if part[0].isdigit():
            total = float(part.replace(",", "").replace(" ", ""))
        elif part in _SPELLED:
            total = (total or 0.0) + _SPELLED[part]
        elif part in _SCALE:
            total = (1.0 if total is None else total) * _SCALE[part]
        else:
            return None
    return total


def _missing_scale(first: str, second: str) -> float:
    """Return the scale that a range gives once: "1.2 to 1.5 billion"."""
    scale = [w for w in re.findall(r"[a-z]+", second.casefold()) if w in _SCALE]
    own = [w for w in re.findall(r"[a-z]+", first.casefold()) if w in _SCALE]
    return _SCALE[scale[0]] if scale and not own else 1.0


def _is_name_or_date(text: str, match: re.Match[str], after: str) -> bool:
    """Return whether a bare number is part of a designation, a date, a clock time or an ordinal."""
    number = match["first"]
    start = match.start("first")
    before = text[max(0, start - 16) : start]
    bounded = any(match[name] for name in _BOUNDS)
    if after in {"-", "–", "/", ":"} or (after and (after.isalnum() or after in "²°")):
        return text[match.end() : match.end() + 2] not in {"- ", "– "}
    if re.fullmatch(r"(?:19|20)\d\d", number) and not _counts(text, match):
        return True
    if number.isdigit() and (_MONTH.match(text, match.end()) or _MONTH_BEFORE.search(before)):
        return True
    if _NOT_AFTER.search(before) and not bounded:
        return True
    previous = before.split()[-1:] if not bounded else []
    if previous and number.isdigit() and previous[0][:1].isupper() and len(number) < 4:
        # "Hamza 2", "Wing Loong 2": a number right after a name belongs to it.
        return (
            not _sentence_start(text, start, previous[0]) and previous[0].casefold() not in _WORDS
        )
    return number.casefold() in {"one", "second"} and not _counts(text, match)


_WORDS = {"the", "all", "in", "of", "and", "at", "for", "with", "its"}


def _sentence_start(text: str, start: int, word: str) -> bool:
    place = text.rfind(word, 0, start)
    return place <= 0 or text[:place].rstrip()[-1:] in {".", "!", "?", "\n", "“", '"', ""}


def _counts(text: str, match: re.Match[str]) -> bool:
    """Return whether a counted noun follows right away: "2,000 drones", "one drone"."""
    following = re.match(r"\s+[a-z][\w-]*", text[match.end() : match.end() + 24])
    return following is not None and following.group().strip() not in {
        "and", "the", "to", "in", "as", "that", "but", "when", "was", "is", "by", "of", "for",
        "with", "a", "after", "while", "had", "has", "on", "or", "from", "at", "day", "would",
    }  # fmt: skip


def agree(a: Measure, b: Measure) -> bool | None:
    """Return whether two measures can both hold, or None where they cannot be compared.

    Bounds must overlap, give or take 2% for rounding, and 10% where either is approximate. Rates
    are brought to the same period; currencies are compared as given and never converted.
    """
    if a.kind != b.kind or a.unit != b.unit:
        return None
    if (a.per is None) != (b.per is None):
        return None
    scale = 1.0
    if a.per != b.per:
        if a.per not in _PER_YEAR or b.per not in _PER_YEAR:
            return None
        scale = _PER_YEAR[b.per] / _PER_YEAR[a.per]
    slack = ABOUT if a.about or b.about else ROUNDING
    low_a, high_a = _range(a, 1.0, slack)
    low_b, high_b = _range(b, scale, slack)
    return low_a <= high_b and low_b <= high_a


_PER_YEAR = {"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0}


def _range(measure: Measure, scale: float, slack: float) -> tuple[float, float]:
    low = 0.0 if measure.low is None else measure.low * scale * (1 - slack / 2)
    high = float("inf") if measure.high is None else measure.high * scale * (1 + slack / 2)
    return low, high

"""The grammar of date expressions, and the scan that finds them.

A word that can open an expression selects the one pattern to try there, so that a text is read
once; patterns hold no unbounded repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH_NAMES = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
    ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
    ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNTS = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1}
_VAGUE_COUNTS = {"several", "some", "few", "many"}
_ORDINALS = ("first", "second", "third", "fourth")
SEASONS = ("spring", "summer", "autumn", "winter", "fall")
# Months that are also verbs, modals or short for other words; and those that are forenames.
_HOMOGRAPHS = {"may", "march", "mar", "sep", "dec", "jan"}
_FORENAMES = {"april", "june", "august"}
_DATING = {"in", "since", "by", "until", "till", "last", "next", "this", "of", "from", "to", "and"}
_DATING |= {"before", "after", "during", "early", "late", "mid", "through", "between", "for"}

_S = r"[\s\xa0]{1,3}"
_YEAR = r"(?:19|20)\d\d"
_END = r"(?![\w%]|[.,]\d)"
_MONTH = (
    f"(?:(?:{'|'.join(names[0] for names in _MONTH_NAMES)})\\b"
    f"|(?:{'|'.join(short for names in _MONTH_NAMES for short in reversed(names[1:]))})\\b\\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_DASH = r"[ \xa0]?[-–—/][ \xa0]?"
_TO = rf"(?:{_DASH}|{_S}(?:to|and|or|until){_S})"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[ \xa0]?[ap]\.?m\b\.?)?(?:[ \xa0](?:GMT|UTC|local[ ]time)\b)?"
_AT = rf"(?:(?:{_S}[-–—|@]|,)?{_S}(?:at{_S})?{_CLOCK})?"
_SEASON = f"(?:{'|'.join(SEASONS)})"
_UNIT = "(?:day|week|month|quarter|year|decade)"
_COUNT = f"(?:{'|'.join([*COUNTS, *_VAGUE_COUNTS])}|a[ ]few|a[ ]couple[ ]of)"
# A number like a year that counts something is none.
_COUNTED = (
    r"(?:km|kg|m|mm|cm|ft|lbs?|tons?|tonnes|miles|metres|meters|kilomet\w{1,4}|drones|UAVs|units"
    r"|people|troops|soldiers|missiles|shells|workers|hectares|hours|dollars|euros|roubles|rubles"
    r"|per[ ]cent|percent|%)"
)
_REL_YEAR = rf"(?:this|last|next){_S}year"
_WHOLE = (
    rf"(?:{_MONTH}(?:{_S}(?:of{_S})?(?:{_YEAR}|{_REL_YEAR}))?(?!\w)|(?:the{_S})?(?:19|20)\d0s"
    rf"|{_YEAR}|(?:this|last|next){_S}(?:year|month|week|decade)|the{_S}(?:year|month|decade)"
    rf"|(?:(?:last|this|next){_S})?{_SEASON}(?:{_S}{_YEAR})?)"
)


def _kinds(**patterns: str) -> re.Pattern[str]:
    """Return one pattern; its last group names the kind, the first that fits being taken."""
    return re.compile("|".join(rf"(?P<{k}>{p})" for k, p in patterns.items()), re.IGNORECASE)


_DIGIT = _kinds(
    iso=rf"{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
    rf"(?:T\d\d:\d\d[\w:.+-]{{0,16}}|{_S}{_CLOCK})?{_END}(?!-\d)",
    ymd=rf"{_YEAR}(?P<ymd_mark>[/.])(?:0?[1-9]|1[0-2])(?P=ymd_mark){_DAY}{_AT}{_END}",
    numeric=rf"{_DAY}(?P<mark>[/.-]){_DAY}(?P=mark){_YEAR}{_AT}{_END}",
    days=rf"{_NTH}{_TO}{_NTH}(?:{_S}of)?(?:{_S}|-){_MONTH}(?:,?{_S}{_YEAR})?{_END}",
    dmy=rf"{_NTH}(?:{_S}of)?(?:{_S}|[/-]){_MONTH}"
    rf"(?:,?(?:{_S}|[/-]){_YEAR}\b|,?{_S}{_REL_YEAR}\b)?{_AT}{_END}",
    years=rf"{_YEAR}(?:{_DASH}|{_S}to{_S})(?:{_YEAR}|\d\d){_END}(?!-\d)",
    decade=r"(?:19|20)\d0s\b",
    clock=rf"{_CLOCK}{_END}",
    ago=rf"\d{{1,2}}{_S}{_UNIT}s?{_S}(?:ago|earlier|later)\b",
    year=rf"{_YEAR}(?![\w%]|,?\d|[-–—/.]\d|-[a-z]{{1,3}}\d|[ \xa0]{_COUNTED}(?![a-z]))",
)
_FROM_MONTH = _kinds(
    days=rf"{_MONTH}{_S}{_NTH}{_TO}{_NTH}(?:,?{_S}{_YEAR})?{_END}",
    mdy=rf"{_MONTH}{_S}{_NTH}(?:,?{_S}(?:{_YEAR}|{_REL_YEAR})\b)?{_AT}{_END}"
    r"(?![ \xa0](?:per|million|billion|thousand|drones|percent)\b)",
    months=rf"{_MONTH}(?:{_S}{_YEAR})?{_TO}{_MONTH}(?:,?{_S}{_YEAR})?(?!\w)",
    my=rf"{_MONTH}(?:{_S}of|,)?(?:{_S}|-){_YEAR}{_END}",
    month=rf"{_MONTH}(?:{_S}(?:of{_S})?{_REL_YEAR})?(?![\w’'])",
)
_QUARTER = _kinds(
    quarter=rf"(?:(?:{'|'.join(_ORDINALS)}){_S}quarter|Q[1-4])"
    rf"(?:(?:{_S}of)?{_S}(?:{_YEAR}|{_REL_YEAR}|the{_S}year))?\b",
    part=rf"(?:first|second){_S}half{_S}of{_S}{_WHOLE}(?!\w)",
)
_PART = _kinds(
    part=rf"(?:(?:beginning|start|middle|end|rest|turn){_S}of{_S}|(?:early|mid|late)(?:{_S}|-){{1,2}}"
    rf"(?:in{_S})?){_WHOLE}(?!\w)",
)
_SHIFTED = _kinds(
    recent=rf"(?:last|past|next|coming|previous|recent){_S}(?:(?:\d{{1,2}}|{_COUNT}){_S})?{_UNIT}s\b",
    weekday=rf"(?:last|this|next){_S}(?:{'|'.join(DAYS)})\b",
    span=rf"(?:(?:earlier|later|late|early){_S})?(?:(?:last|this|next){_S}(?:{_UNIT}|{_SEASON}|{_MONTH})"
    rf"|(?:previous|following|coming){_S}{_UNIT})(?![\w’'])",
)
_OTHER = _kinds(
    day=r"today|yesterday|tomorrow|tonight",
    season=rf"{_SEASON}{_S}(?:of{_S})?{_YEAR}(?:{_DASH}\d\d(?:\d\d)?)?{_END}",
    years=rf"(?:from|between){_S}{_YEAR}{_S}(?:to|and|until){_S}{_YEAR}{_END}",
    ago=rf"{_COUNT}{_S}{_UNIT}s?{_S}(?:ago|earlier|later)\b|{_UNIT}s{_S}(?:ago|earlier|later)\b",
    loose=r"(?:year|month|week|day)[ ]before\b|year(?:[’']s|-)[ ]?end\b",
)
_WEEKDAY = re.compile(rf"{_S}(?:morning|afternoon|evening|night)\b", re.IGNORECASE)
_COMMA = re.compile(rf",?{_S}")
_OPENERS: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(("first", "second", "third", "fourth", "q1", "q2", "q3", "q4"), _QUARTER),
    **dict.fromkeys(("beginning", "start", "middle", "end", "rest", "turn", "mid"), _PART),
    **dict.fromkeys(("last", "this", "next", "past", "coming", "previous"), _SHIFTED),
    **dict.fromkeys(("following", "recent", "earlier", "later"), _SHIFTED),
    **dict.fromkeys(("today", "yesterday", "tomorrow", "tonight", "from", "between"), _OTHER),
    **dict.fromkeys((*SEASONS, *COUNTS, *_VAGUE_COUNTS, "year", "month", "week", "day"), _OTHER),
    **dict.fromkeys(("days", "weeks", "months", "years", "decades"), _OTHER),
    **dict.fromkeys(MONTHS, _FROM_MONTH),
}
_TOKEN = re.compile(r"\w+")
_LONGEST_WORD = 12
_NAME = re.compile(r" [A-Z][a-z]")
_THE = re.compile(r"the\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: where it stands, its kind, and the words that say the date."""

    start: int
    end: int
    kind: str
    words: str

    @property
    def has_year(self) -> bool:
        """Whether the words give a year in figures."""
        return self.kind != "clock" and re.search(rf"(?<!\d){_YEAR}", self.words) is not None


def expressions(text: str) -> Iterator[Expression]:
    """Yield the date expressions of ``text`` in order, without overlap."""
    done = 0
    for token in _TOKEN.finditer(text):
        at = token.start()
        if at < done:
            continue
        word = token.group()
        if "0" <= word[0] <= "9":
            found = _from_digit(text, at)
            done = token.end() if found is None else found.end
        elif len(word) <= _LONGEST_WORD:
            found = _from_word(text, at, token.end(), done)
        else:
            continue
        if found is not None:
            done = found.end
            yield found


def _match(pattern: re.Pattern[str], text: str, at: int) -> Expression | None:
    match = pattern.match(text, at)
    if match is None:
        return None
    kind = next(k for k, words in match.groupdict().items() if words and not k.endswith("mark"))
    return Expression(at, match.end(), kind, match.group())


def _from_digit(text: str, at: int) -> Expression | None:
    """Return the date that begins with the digits at ``at``, if no name or number holds them."""
    if at and text[at - 1] in "-–/.,:$€£#№+" and not text[at - 2 : at - 1].isspace():
        return None
    if at and text[at - 1] in "$€£#№+":
        return None
    return _match(_DIGIT, text, at)


def _from_word(text: str, at: int, end: int, done: int) -> Expression | None:
    word = text[at:end].lower()
    if word in DAYS:
        return _from_weekday(text, at, end)
    pattern = _OPENERS.get(word)
    if pattern is None and word not in {"early", "late"}:
        return None
    if at and text[at - 1] in "-/.":
        return None
    found = _match(pattern or _PART, text, at)
    if found is None and word in {"early", "late", "earlier", "later"}:
        found = _match(_SHIFTED, text, at)
    if found is None or (found.kind == "month" and not _surely_month(text, at, word)):
        return None
    if found.kind in {"mdy", "days", "months"} and not text[at].isupper():
        return None
    # "the" belongs to "the end of the year" as "last" does to "last year".
    if at - 4 >= done and _THE.search(text, at - 4, at) and found.kind != "month":
        return Expression(at - 4, found.end, found.kind, found.words)
    return found


def _from_weekday(text: str, at: int, end: int) -> Expression:
    """Return the weekday at ``at`` with the date that follows it: "Tuesday, 18 February 2025"."""
    comma = _COMMA.match(text, end)
    if comma is not None and comma.end() < len(text):
        pattern = _DIGIT if text[comma.end()].isdigit() else _FROM_MONTH
        dated = _match(pattern, text, comma.end())
        if dated is not None and dated.kind in {"iso", "ymd", "numeric", "dmy", "mdy"}:
            return Expression(at, dated.end, dated.kind, dated.words)
    part = _WEEKDAY.match(text, end)
    end = end if part is None else part.end()
    return Expression(at, end, "weekday", text[at:end])


def _surely_month(text: str, start: int, word: str) -> bool:
    """Return whether a month's name alone is a date: "in May", and not "May said"."""
    if not text[start].isupper():
        return False
    end = start + len(word)
    if word not in _HOMOGRAPHS and not (word in _FORENAMES and _NAME.match(text, end)):
        return True
    before = text[max(0, start - 12) : start].lower().split()
    if not before:
        return len(text) - end <= 1 and start == 0  # the words given are the month alone
    return before[-1] in _DATING

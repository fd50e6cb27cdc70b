"""Measures found in running text, in one pass over its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.measure.counted import counted, rate
from sayso.measure.lexicon import Sense, Unit, lexicon
from sayso.measure.names import is_counted_only, is_year, opens_number
from sayso.measure.numbers import (
    SEEDS,
    Number,
    numeric_end,
    read_digits,
    read_words,
    share_scale,
)
from sayso.measure.quantity import Measure, MeasureSpan

_TOKEN = re.compile(r"[A-Z]{3}(?=\d)|\w+")  # a currency's code may be glued on: "EUR178 million"
_RANGE = re.compile(r"[ \xa0]?[-–—][ \xa0]?|[ \xa0](?P<word>to|and|or)[ \xa0]", re.IGNORECASE)
_EACH = re.compile(
    r"[ \xa0-](?:each|apiece|a[ -]piece|per (?!cent\b)[A-Za-z][\w-]{1,30})(?!\w)", re.IGNORECASE
)
_NO_SPAN = re.compile(r"[ -](?:ago|olds?|earlier|later)\b", re.IGNORECASE)  # an age or a date
_TIMES = re.compile(r" times(?= (?:more|as|the|larger|higher|greater|faster|bigger)\b)")
_FRACTION = re.compile(r"[ -](?:halves|thirds?|quarters|fourths|fifths|eighths|tenths)\b", re.I)
# After "5m", what says that it is metres and not millions.
_EXTENT = re.compile(r" (?:above|across|apart|away|deep|from|high|in|long|of|tall|thick|up|wide)\b")
_AN_HOUR = re.compile(r"an? (?=(?:hour|minute|tonne|ton|kilometre|kilometer|mile)\b)", re.I)
_MARKS: dict[str, Sense] = {
    "~": "about", "≈": "about", "≥": "low", ">": "low", "≤": "high", "<": "high",
}  # fmt: skip
_QUOTES = "(“\"‘'[—–-"  # what may open the words of a bound
_REACH = 48  # characters before a number in which its bound stands
_CHANGE_REACH = 64  # characters before "from" in which a verb of change stands
_RUN = re.compile(r"[\d.,]*(?:[ \xa0)(./-]{1,2}\d[\d.,]*){2,}")  # a telephone number, a table row


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its unit; ``start`` is that of the sign or the number, ``end`` of the unit."""

    number: Number
    start: int
    end: int
    kind: str = "count"
    symbol: str | None = None
    factor: float = 1.0


def find_measures(text: str) -> list[MeasureSpan]:
    """Return the measures of ``text`` in order, without overlap; names and dates are none."""
    return list(_scan(text))


def parse_measure(words: str) -> Measure | None:
    """Return the first measure in ``words``, or None."""
    found = next(_scan(words), None)
    return found.measure if found else None


def _scan(text: str) -> Iterator[MeasureSpan]:
    done = 0
    for token in _TOKEN.finditer(text):
        at = token.start()
        if at < done:
            continue
        word = token.group()
        skip = token.end()
        if "0" <= word[0] <= "9":
            skip = max(skip, numeric_end(text, at))
            found = _measure_at(text, at, done)
            if found is None and (run := _RUN.match(text, at)) is not None:
                skip = max(skip, run.end())
        elif len(word) <= 12 and (word.lower() in SEEDS or word in {"a", "an"}):
            hyphened = at > 0 and text[at - 1] in "-–'’" and not text[at - 2 : at - 1].isspace()
            found = None if hyphened else _measure_at(text, at, done)
        else:
            continue
        if found is None:
            done = skip if "0" <= word[0] <= "9" else done
        else:
            done = found.end
            yield found


def _amount(text: str, at: int, floor: int, opened: bool = False) -> _Amount | None:
    """Return the number at ``at`` with the currency sign before it or the unit after it.

    Nothing before ``floor`` is its own; ``opened`` says that a number may begin at ``at``
    whatever stands before it.
    """
    words = lexicon()
    digits = "0" <= text[at] <= "9"
    sign = _sign_before(text, at, floor) if digits else None
    if digits and not (sign or opened or opens_number(text, at)):
        return None
    number = read_digits(text, at, sign is not None) if digits else _in_letters(text, at)
    if number is None:
        return None
    start, end = number.start, number.end
    if sign is not None:
        return _Amount(number, sign[0], end, "money", sign[1])
    after = end + 3 if number.vague and text.startswith(" of ", end) else end
    unit = words.unit.match(text, after)
    if unit is not None and (unit["exact"] is None or digits):
        if unit.group() == "m" and _counts_millions(text, unit.end()):
            value = number.low * 1e6
            number = replace(number, low=value, high=value, scale=1e6, plain=False)
            return _Amount(number, start, unit.end())
        named = words.units[unit["exact"] or unit["word"].casefold()]
        end = unit.end()
        if number.scale >= 1e6 and (money := words.homographs.get(unit.group()[1:].casefold())):
            named = money if not text.startswith(" of ", end) else named
        if isinstance(named, Unit):
            if named.kind == "duration" and _NO_SPAN.match(text, end):
                return None
            return _Amount(number, start, end, named.kind, named.symbol, named.factor)
        return _Amount(number, start, end, "money", named)
    if number.scale >= 1e6 and (money_word := words.homograph.match(text, after)) is not None:
        code = words.homographs[money_word.group()[1:].casefold()]
        return _Amount(number, start, money_word.end(), "money", code)
    if (times := _TIMES.match(text, end)) is not None:
        return _Amount(number, start, times.end(), "multiple", "×")
    if _FRACTION.match(text, end) or (digits and text[end : end + 1].isalnum()):
        return None
    return _Amount(number, start, end)


def _counts_millions(text: str, at: int) -> bool:
    """Return whether "5m" that ends at ``at`` is five million of something."""
    return _EXTENT.match(text, at) is None and counted(text, at, one=False) is not None


def _in_letters(text: str, at: int) -> Number | None:
    """Return the number in letters at ``at``: "six thousand", "tenfold", "an hour"."""
    article = _AN_HOUR.match(text, at)
    if article is not None:
        return Number(1.0, 1.0, at, article.end() - 1, False)
    token = _TOKEN.match(text, at)
    if token is not None and (word := token.group().lower()).endswith("fold") and word != "fold":
        number = read_words(word.removesuffix("fold"), 0)
        if number is not None:
            return replace(number, start=at, end=token.end() - len("fold"))
    return read_words(text, at)


def _sign_before(text: str, at: int, floor: int) -> tuple[int, str] | None:
    """Return where the currency sign right before ``at`` starts, and its code."""
    end = at - 1 if text[at - 1 : at] in {" ", "\xa0"} else at
    if text[max(0, end - 1) : end] not in lexicon().sign_ends:
        return None
    for sign, code in lexicon().signs:
        start = end - len(sign)
        if start < floor or not text.startswith(sign, start):
            continue
        if not sign[0].isalpha() or start == 0 or not text[start - 1].isalnum():
            return start, code
    return None


def _measure_at(text: str, at: int, done: int) -> MeasureSpan | None:
    """Return the measure whose number stands at ``at``, if it is one; ``done`` is what is read."""
    first = _amount(text, at, done)
    if first is None:
        return None
    low, high = _range(text, first)
    start, senses = _bounds_before(text, low.start, done, ranged=high is not first)
    end = high.end
    if (after := lexicon().after_pattern.match(text, end)) is not None:
        senses.add(lexicon().after[after["after"].lower()])
        end = after.end()
    number = (start, end)
    money = "money" in {low.kind, high.kind}
    kind, symbol = (low.kind, low.symbol) if low.kind == "money" else (high.kind, high.symbol)
    thing = per = None
    if kind == "count":
        noun = counted(text, end, one=low.number.low == 1 == high.number.high)
        thing, end = noun if noun is not None else (None, end)
    if (found := rate(text, end)) is not None:
        per, end = found
    elif money and (each := _EACH.match(text, end)) is not None:
        per, end = "item", each.end()
    factor = high.factor
    if low.number.unsure or high.number.unsure:
        figures = text[low.start : high.end]
        if kind == "count" and thing is not None and "," not in figures:
            factor = 1000.0  # "12.500 drones": what is counted comes whole
        elif kind == "count" or "." in figures:
            return None  # "2.500 km" may be two and a half or two thousand five hundred
    if kind == "count" and per is None and not _is_quantity(text, number, low, high, senses, thing):
        return None
    bounds = _bounded(low.number.low * factor, high.number.high * factor, senses)
    about = low.number.vague or "about" in senses
    return MeasureSpan(
        start, end, number, Measure(*bounds, symbol, per, about, kind, thing, text[start:end])
    )


def _is_quantity(
    text: str,
    number: tuple[int, int],
    low: _Amount,
    high: _Amount,
    senses: set[Sense],
    thing: str | None,
) -> bool:
    """Return whether a bare number, or two, is a quantity and no name, date or score."""
    noun = thing is not None
    ranged = high is not low and high.start != low.start
    if ranged and high.number.plain and text[low.end : low.end + 1] != " " and not (senses or noun):
        return False  # "3-2", "2022-23"
    years = is_year(low.number) and is_year(high.number)
    bounded = bool(senses) or (ranged and not years)
    last = high.number if ranged else low.number
    return is_counted_only(text, *number, last, noun=noun, bounded=bounded)


def _bounded(low: float, high: float, senses: set[Sense]) -> tuple[float | None, float | None]:
    if "low" in senses:
        return low, None
    return (None, high) if "high" in senses else (low, high)


def _range(text: str, first: _Amount) -> tuple[_Amount, _Amount]:
    """Return the two ends of the range that ``first`` begins, or ``first`` twice."""
    match = _RANGE.match(text, first.end)
    if match is None or first.number.vague:
        return first, first
    at = match.end()
    for sign, _ in lexicon().signs:
        if text.startswith(sign, at):
            at += len(sign)
            at += text[at : at + 1] in {" ", "\xa0"}
            break
    if at >= len(text) or not (text[at].isascii() and text[at].isalnum()):
        return first, first
    second = _amount(text, at, match.end(), opened=True)
    if second is None or second.number.vague or second.number.digits != first.number.digits:
        return first, first
    start = share_scale(first.number, second.number)
    alike = (first.kind, first.symbol) == (second.kind, second.symbol)
    lends = first.kind == "count" or (first.kind == "money" and second.kind == "count")
    factor = first.factor / second.factor if alike else 1.0
    start = replace(start, low=start.low * factor)
    if start.low > second.number.low or not (alike or lends):
        return first, first
    if (word := match["word"]) is not None and not _joins(text, first.start, word.lower()):
        return first, first
    return replace(first, number=start), second


def _joins(text: str, at: int, word: str) -> bool:
    """Return whether ``word`` joins the number at ``at`` and the next to a range.

    "between 250 and 400" is one; "rose from 300 to 6,000" is a change from one to the other.
    """
    before = text[max(0, at - _CHANGE_REACH) : at].lower().rpartition("\n")[2]
    *earlier, last = before.split() or [""]
    if word == "and":
        return last == "between"
    if word == "to" and last == "from":
        return lexicon().classes["change"].isdisjoint(earlier[-8:])
    return True


def _bounds_before(text: str, at: int, done: int, ranged: bool) -> tuple[int, set[Sense]]:
    """Return where the words that bound the number at ``at`` start, and what they say of it."""
    senses: set[Sense] = set()
    if at > done and (mark := _MARKS.get(text[at - 1])) is not None:
        return at - 1, {mark}
    floor = max(done, at - _REACH, text.rfind("\n", max(done, at - _REACH), at) + 1)
    last = text[floor:at].split()[-1:]
    if not (text[at - 1 : at].isspace() and last):
        return at, senses
    if last[0].lstrip(_QUOTES).lower() not in lexicon().bound_ends:
        return at, senses
    words = [(m.start() + floor, m.group()) for m in re.finditer(r"\S+", text[floor:at])]
    while words:
        for count in range(min(5, len(words)), 0, -1):
            phrase = " ".join(word for _, word in words[-count:]).lower()
            opening = len(phrase) - len(phrase.lstrip(_QUOTES))
            sense = lexicon().bounds.get(phrase[opening:])
            if sense is not None or (ranged and phrase[opening:] in {"between", "from"}):
                break
        else:
            break
        at = words[-count][0] + opening
        del words[-count:]
        if sense is not None:
            senses.add(sense)
        if opening:
            break
    return at, senses

"""Numbers in digits and in letters, read at a place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_BELOW_100 = {word: n for n, word in enumerate(_ONES) if n} | {
    word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_POWERS = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_SHORT = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12,
}  # fmt: skip
# A plural stands for at least two and fewer than ten of it (dozens and scores by custom).
_PLURALS = {f"{word}s": value for word, value in _POWERS.items()} | {"tens": 10.0, "scores": 20.0}
SEEDS = frozenset(
    {*_BELOW_100, *_PLURALS, *_POWERS, "several", "few", "couple", "half"}
    | {f"{word}fold" for word in (*_BELOW_100, *_POWERS)}
) - {"lakh", "crore", "lakhs", "crores"}

_MANY = "|".join(w for w in _PLURALS if w not in {"lakhs", "crores"})
_POWER = "|".join(_POWERS)
_VAGUE = re.compile(
    rf"(?P<plural>{_MANY})(?: of (?P<more>thousands|millions|billions|trillions))?\b"
    rf"|(?P<several>several|few|couple(?: of)?)(?: (?P<power>{_POWER})(?: (?P<higher>thousand"
    r"|million|billion))?)?\b"
    rf"|(?P<half>half) a dozen\b|(?P<one>{_POWER})(?: (?P<times>thousand|million|billion))?\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\d+(?:[.,]\d+)*")
_SPACED = re.compile(r"\d{1,3}(?:[ \xa0\u202f]\d{3}){1,4}(?![\d.,]?\d)(?!\w)")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_LONGEST = 24  # characters of a number in digits
_SPACED_M = re.compile(r" m(?!\w)")
_SCALE_WORD = re.compile(rf"[ \xa0-]?({_POWER})(?: (thousand|million|billion))?\b", re.IGNORECASE)
_SCALE_SHORT = re.compile(r"(?:[ \xa0]?(mn|mln|bn|bln|tn|trn)|([kKmMbB]))(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"(?P<join> and |[ \xa0-])?(?P<word>[A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: its range, where it starts and ends, and how it is written.

    ``unsure`` says that the digits read as a number only with a unit or a scale ("1,5", "12.500").
    """

    low: float
    high: float
    start: int
    end: int
    digits: bool
    vague: bool = False
    plain: bool = False  # ungrouped digits, nothing else: a year, a name or a label may look so
    scale: float = 1.0  # what a word or a letter after the figures multiplies them by
    unsure: bool = False


def numeric_end(text: str, at: int) -> int:
    """Return where the run of digits, dots and commas at ``at`` ends."""
    match = _NUMERIC.match(text, at)
    return at if match is None else match.end()


def read_digits(text: str, at: int, money: bool) -> Number | None:
    """Return the number in digits at ``at`` with its scale, or None where it is not sure.

    Groups are told by commas, by spaces, or by dots where there are two or more of them or a
    decimal comma; "12.500" alone may be either and is marked unsure.
    """
    match = _NUMERIC.match(text, at)
    if match is None or match.end() - at > _LONGEST:
        return None
    raw, end = match.group(), match.end()
    plain = unsure = False
    if raw.isdigit():
        spaced = _SPACED.match(text, at)
        if spaced is not None:
            raw, end = re.sub(r"\D", "", spaced.group()), spaced.end()
        elif raw[0] == "0" and len(raw) > 1:
            return None
        else:
            plain = True
        value = float(raw)
    elif _COMMAS.fullmatch(raw):
        value = float(raw.replace(",", ""))
    elif _DOTS.fullmatch(raw):
        value = float(raw.replace(".", "").replace(",", "."))
    elif re.fullmatch(r"\d+\.\d+", raw):
        unsure = re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", raw) is not None
        value = float(raw)
    elif re.fullmatch(r"\d+,\d{1,2}", raw):
        unsure = True
        value = float(raw.replace(",", "."))
    else:
        return None
    number = Number(value, value, at, end, True, plain=plain, unsure=unsure)
    return _scaled(text, number, money)


def _scaled(text: str, number: Number, money: bool) -> Number:
    """Return ``number`` with the scale after it: "1.75bn"; "5m" only where it is money."""
    scale = 1.0
    end = number.end
    if (word := _SCALE_WORD.match(text, end)) is not None:
        scale = _POWERS[word[1].lower()] * (_POWERS[word[2].lower()] if word[2] else 1.0)
        end = word.end()
    elif (short := _SCALE_SHORT.match(text, end)) is not None:
        letters = short[1] or short[2]
        if short[1] or letters in "kKM" or money:
            scale = _SHORT[letters.lower()]
            end = short.end()
    elif money and (short := _SPACED_M.match(text, end)) is not None:
        scale, end = 1e6, short.end()
    if scale == 1.0:
        return number
    value = number.low * scale
    return replace(number, low=value, high=value, end=end, scale=scale, plain=False, unsure=False)


def share_scale(first: Number, second: Number) -> Number:
    """Return ``first`` with the scale that a range gives once: "1.2 to 1.5 billion"."""
    if first.scale != 1.0 or second.scale == 1.0 or first.low >= 1000:
        return first
    low, high = first.low * second.scale, first.high * second.scale
    return replace(first, low=low, high=high, scale=second.scale, plain=False)


def read_words(text: str, at: int) -> Number | None:
    """Return the number in letters that starts at ``at``, vague amounts too, or None."""
    return _spelled(text, at) or _vague(text, at)


def _spelled(text: str, at: int) -> Number | None:
    """Read "one hundred and twenty", "twenty-five", "two million three hundred thousand"."""
    total, current, last_power = 0.0, 0.0, float("inf")
    end = at
    scale = 1.0
    while (match := _WORD.match(text, end)) is not None:
        join, word = match["join"], match["word"].lower()
        if (join is None) != (end == at):
            break
        if word in _BELOW_100:
            units = _BELOW_100[word]
            place = current % 100
            starts_group = place == 0 and (join != " and " or current > 0 or total > 0)
            joins_tens = place >= 20 and place % 10 == 0 and units < 10 and join in {"-", " "}
            if not (starts_group or joins_tens):
                break
            current += units
        elif word in _POWERS and join != " and " and end != at:
            power = _POWERS[word]
            if word in {"hundred", "dozen"}:
                if not 0 < current < 100:
                    break
                current *= power
            elif 0 < current < 1000 and power < last_power:
                total += current * power
                current, last_power = 0.0, power
            else:
                break
            scale = power
        else:
            break
        end = match.end()
    value = total + current
    return Number(value, value, at, end, False, scale=scale) if value else None


def _vague(text: str, at: int) -> Number | None:
    """Read "hundreds", "tens of thousands", "several dozen", "a few", "a hundred"."""
    match = _VAGUE.match(text, at)
    if match is None:
        return None
    low = high = 0.0
    start, article = at, text[max(0, at - 2) : at].lower() == "a "
    if plural := match["plural"]:
        base = _PLURALS[plural.lower()]
        base *= _PLURALS[match["more"].lower()] if match["more"] else 1.0
        low, high = _range_of(base)
    elif several := match["several"]:
        word = several.lower()
        if word != "several":
            if not article:
                return None
            start = at - 2
        power = 1.0
        for name in (match["power"], match["higher"]):
            power *= _POWERS[name.lower()] if name else 1.0
        if word.startswith("couple"):
            low = high = 2.0 * power
        elif power == 1.0:
            low, high = 3.0, 9.0
        else:
            low, high = _range_of(power)
    elif match["half"]:
        low = high = 6.0
    else:
        if not article:
            return None
        start = at - 2
        low = high = _POWERS[match["one"].lower()]
        low = high = low * (_POWERS[match["times"].lower()] if match["times"] else 1.0)
    return Number(low, high, start, match.end(), False, vague=True, scale=low)


def _range_of(base: float) -> tuple[float, float]:
    return 2 * base, 99.0 if base == 12.0 else 10 * base - 1

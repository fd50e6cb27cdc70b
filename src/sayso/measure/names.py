"""Numbers that are no quantities: parts of names, dates, clock times, labels, telephone numbers."""

from __future__ import annotations

import re

from sayso.knowledge.countries import country_of
from sayso.measure.lexicon import lexicon
from sayso.measure.numbers import Number

_MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_AFTER = re.compile(rf"(?: of)?[ \xa0-]{_MONTHS}(?!\w)")
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}[ \xa0]$")
_CLOCK = re.compile(r"[ \xa0]?(?:[ap]\.?m\b|o['’]clock\b|GMT\b|UTC\b)", re.IGNORECASE)
_LIST_MARK = re.compile(r"[.)](?:\s|$)")
_GLUED = re.compile(r"[\w²°/:]|[-–][^\W_]")
_MORE_FIGURES = re.compile(r"[ \xa0]{1,2}[(+]?\d|\) ?\d")
_LAST_WORD = re.compile(r"([\w.#№]+)[ \xa0]?$")
_DETERMINERS = {"the", "these", "those", "both", "all", "its", "their"}
_BACK = 32  # characters before a number that can tell it is a name's


def is_year(number: Number) -> bool:
    """Return whether ``number`` is written as a year of 1900 to 2099 would be."""
    return number.plain and 1900 <= number.low < 2100


def opens_number(text: str, at: int) -> bool:
    """Return whether what stands right before digits lets a number begin there."""
    if at == 0 or (mark := text[at - 1]).isspace():
        return True
    before = text[at - 2 : at - 1]
    if mark in "-–'’":
        return not before or before.isspace()
    if mark in ":/":
        return before.isalpha()
    return not (mark.isalnum() or mark in "_.,+@#№\\=&")


def is_counted_only(
    text: str, start: int, end: int, number: Number, *, noun: bool, bounded: bool
) -> bool:
    """Return whether a number without unit or rate is a quantity.

    ``start`` and ``end`` are those of the figures; ``noun`` says that a counted noun follows,
    ``bounded`` that a bound or a range does.
    """
    before = text[max(0, start - _BACK) : start].rpartition("\n")[2]
    match = _LAST_WORD.search(before)
    last = match[1] if match else ""
    if not number.digits:
        if _GLUED.match(text, end):
            return False
        if number.low == 1:
            return (noun or bounded) and not text.startswith(" of ", end)
        return noun or bounded or last.lower() not in _DETERMINERS
    if _CLOCK.match(text, end) or _GLUED.match(text, end) or _MONTH_AFTER.match(text, end):
        return False
    if _MORE_FIGURES.match(text, end):
        return False
    if not number.plain:
        return True
    if _MONTH_BEFORE.search(before) or (
        is_year(number) and not (noun or (bounded and number.low % 100 == 0))
    ):
        return False
    if bounded:
        return True
    if is_year(number):
        return number.low % 50 == 0 and last.lower() not in lexicon().classes["dating"]
    if not last:
        return not (_LIST_MARK.match(text, end) and not before.strip())
    return _is_no_label(before, last, noun)


def _is_no_label(before: str, word: str, noun: bool) -> bool:
    """Return whether a number is no part of the name that ``word`` before it ends."""
    classes = lexicon().classes
    folded = word.lower()
    if folded in classes["label"] or folded.rstrip(".") in classes["label"]:
        # "to order 500 drones": many labels are also verbs.
        return noun and word.islower() and folded not in {"no", "no.", "nos", "nos.", "number"}
    if not any(c.isupper() for c in word) or folded in classes["open"]:
        return True
    # "gave Russia 300 drones": the name is the recipient's, the number counts.
    return noun and country_of(word) is not None

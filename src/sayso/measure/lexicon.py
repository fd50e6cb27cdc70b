"""The words of quantities, read from units.toml and quantities.toml and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table

Sense = Literal["low", "high", "about"]


class Unit(BaseModel):
    """A unit of measure: the symbol it is normalised to, by what factor, and its spellings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    symbol: str
    factor: float
    symbols: tuple[str, ...]  # as written
    words: tuple[str, ...]  # in any case


class Currency(BaseModel):
    """A currency by its ISO 4217 code, its signs and its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    signs: tuple[str, ...]
    words: tuple[str, ...]
    homographs: tuple[str, ...] = ()  # other words too; a currency only after "million" and such


class Bound(BaseModel):
    """Words that bound the number they stand by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sense: Sense
    words: tuple[str, ...]


class Period(BaseModel):
    """A period of a rate: its nouns and its adverbs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: tuple[str, ...]
    adverbs: tuple[str, ...]


class WordClass(BaseModel):
    """Words that decide alike what a number near them is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Literal["label", "change", "stop", "plural", "attributive", "open", "dating"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything compiled; the patterns are anchored, to be matched at a place.

    ``units`` has a unit of measure or a currency's code by its spelling, words in lower case.
    """

    units: dict[str, Unit | str]
    unit: re.Pattern[str]
    homographs: dict[str, str]
    homograph: re.Pattern[str]
    signs: tuple[tuple[str, str], ...]  # (sign, code), longest first
    sign_ends: frozenset[str]  # their last characters
    bounds: dict[str, Sense]
    bound_ends: frozenset[str]  # their last words, and what opens a range
    after: dict[str, Sense]
    after_pattern: re.Pattern[str]
    periods: dict[str, str]
    rate: re.Pattern[str]
    classes: dict[str, frozenset[str]]


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def lexicon() -> Lexicon:
    """Return the words in force, built-in and the user's."""
    currencies = table("units", "currency", Currency)
    units: dict[str, Unit | str] = {}
    exact: set[str] = set()
    folded: set[str] = set()
    for unit in table("units", "unit", Unit):
        units |= dict.fromkeys(unit.symbols, unit) | {w.casefold(): unit for w in unit.words}
        exact |= set(unit.symbols)
        folded |= set(unit.words)
    for money in currencies:
        units |= {w.casefold(): money.code for w in money.words} | {money.code: money.code}
        signs = {s for s in money.signs if not s[-1].isalnum() and s[-1] != "."}
        units |= dict.fromkeys(signs, money.code)
        exact |= {money.code} | signs
        folded |= set(money.words)
    homographs = {w.casefold(): c.code for c in currencies for w in c.homographs}
    signs_of = {s: c.code for c in currencies for s in (*c.signs, c.code)}
    # A word stands apart from the number; a sign or a suffix ("-plus") does not.
    after = {
        f" {w}" if w[0].isalpha() else w: b.sense
        for b in table("quantities", "after", Bound)
        for w in b.words
    }
    bounds = {w: b.sense for b in table("quantities", "bound", Bound) for w in b.words}
    periods = table("quantities", "period", Period)
    nouns = {w for p in periods for w in p.words}
    adverbs = {w for p in periods for w in p.adverbs}
    classes: dict[str, frozenset[str]] = {}
    for row in table("quantities", "class", WordClass):
        classes[row.name] = classes.get(row.name, frozenset()) | frozenset(row.words)
    return Lexicon(
        units=units,
        unit=re.compile(
            rf"[ \xa0\u202f-]?(?:(?P<exact>{either(exact)})"
            rf"|(?i:(?P<word>{either(folded)})))(?![\w²³])"
        ),
        homographs=homographs,
        homograph=re.compile(rf"[ \xa0](?:{either(homographs)})(?! of\b)(?!\w)"),
        signs=tuple(sorted(signs_of.items(), key=lambda s: (-len(s[0]), s[0]))),
        sign_ends=frozenset(s[-1] for s in signs_of),
        bounds=bounds,
        bound_ends=frozenset({w.split()[-1] for w in bounds} | {"between", "from"}),
        after=after,
        after_pattern=re.compile(rf"(?P<after>{either(after)})(?!\w)", re.IGNORECASE),
        periods={w: p.name for p in periods for w in (*p.words, *p.adverbs)},
        rate=re.compile(
            rf"(?:[ \xa0](?:an?|per|each|every|in an?)[ \xa0]|/)(?P<per>{either(nouns)})\b"
            r"(?! (?:ago|earlier|later|before|after)\b)"
            rf"|[ \xa0](?P<adverb>{either(adverbs)})\b",
            re.IGNORECASE,
        ),
        classes=classes,
    )

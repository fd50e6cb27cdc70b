"""Countries, their peoples and capitals: one state actor under its several names."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table

_ARTICLE = re.compile(r"^\s*the\s+", re.IGNORECASE)


class Country(BaseModel):
    """A state or bloc that acts like one, and the words that stand for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    code: str | None = None  # ISO 3166-1 alpha-2
    aliases: tuple[str, ...] = ()  # other names, abbreviations
    people: tuple[str, ...] = ()  # demonyms, adjective and noun
    capitals: tuple[str, ...] = ()  # capital, seat of power: "Kremlin", "White House"


@cache
def countries() -> tuple[Country, ...]:
    """Return every known country."""
    return table("countries", "country", Country)


def _key(word: str) -> str:
    """Return what two spellings of a word share; "US" keeps its capitals, as "us" is a pronoun."""
    word = _ARTICLE.sub("", word.replace("’", "'")).strip().removesuffix("'s").rstrip(".")
    return word if word.isupper() and len(word) <= 4 else word.casefold()


@cache
def _by_word() -> dict[str, Country]:
    words: dict[str, Country] = {}
    for country in countries():
        for word in (country.name, *country.aliases, *country.people, *country.capitals):
            words.setdefault(_key(word), country)
    return words


def country_of(word: str) -> Country | None:
    """Return the country that ``word`` names, by name, alias, demonym or capital.

    >>> country_of("Moscow").name
    'Russia'
    """
    return _by_word().get(_key(word))

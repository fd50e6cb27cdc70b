"""Word lists of the language: the head nouns that say what kind of thing a phrase names."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table


class WordList(BaseModel):
    """Words that do one job in a sentence; several lists of one name add up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: tuple[str, ...]
    source: str


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of every list called ``name``, lower case as they stand in the file.

    Raises KeyError where no list is called so.
    """
    lists = [entry.words for entry in table("words", "list", WordList) if entry.name == name]
    if not lists:
        raise KeyError(name)
    return frozenset(word for entry in lists for word in entry)

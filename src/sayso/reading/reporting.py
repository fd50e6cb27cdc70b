"""The words of attribution, from reporting.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table

Stance = Literal["say", "claim", "deny", "confirm", "report", "believe", "promise"]


class Verbs(BaseModel):
    """Reporting verbs (lemmas) and what the source does with the words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Stance
    words: tuple[str, ...]


class Words(BaseModel):
    """The words of one of the other tables; ``prepositions`` in ``of`` alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    prepositions: tuple[str, ...] = ()


@cache
def stances() -> Mapping[str, Stance]:
    """Return what each reporting verb does with what it reports; the first table listed wins."""
    found: dict[str, Stance] = {}
    for entry in table("reporting", "verb", Verbs):
        for word in entry.words:
            found.setdefault(word, entry.kind)
    return found


@cache
def reporting(name: str) -> frozenset[str]:
    """Return the words of table ``name`` of reporting.toml."""
    return frozenset(w for entry in table("reporting", name, Words) for w in entry.words)


@cache
def prepositions() -> frozenset[str]:
    """Return the prepositions that may stand before what a verb of table ``of`` reports."""
    return frozenset(p for entry in table("reporting", "of", Words) for p in entry.prepositions)


@cache
def formulas() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the formulas before a source by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in reporting("formula"):
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()}

"""Names that knowledge files list, found among the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from sayso.documents.outlets import all_names
from sayso.knowledge.countries import countries
from sayso.knowledge.makers import makers
from sayso.knowledge.systems import systems
from sayso.model import Kind
from sayso.reading.words import Glue, Words, segment

_WEAPONS = {"missile", "bomb", "air defence"}


class Listing(IntEnum):
    """What the lists say a word is part of; what the encoder is told of it."""

    NONE = 0
    COUNTRY = 1
    PEOPLE = 2
    CAPITAL = 3
    SYSTEM = 4
    MAKER = 5
    OUTLET = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """Words ``first`` to ``end`` (exclusive) that a knowledge file lists, and what it says."""

    first: int
    end: int
    listing: Listing
    kind: Kind
    name: str  # as the knowledge file has it


_Entry = tuple[Listing, Kind, str]


def _entries() -> Iterator[tuple[str, _Entry]]:
    for country in countries():
        for word in (country.name, *country.aliases):
            yield word, (Listing.COUNTRY, Kind.PLACE, country.name)
        for word in country.people:
            yield word, (Listing.PEOPLE, Kind.NATIONALITY, country.name)
        for word in country.capitals:
            yield word, (Listing.CAPITAL, Kind.PLACE, country.name)
    for system in systems():
        kind = Kind.WEAPON if system.category in _WEAPONS else Kind.PLATFORM
        for word in (system.name, *system.aliases):
            yield word, (Listing.SYSTEM, kind, system.name)
    for maker in makers():
        for word in (maker.name, *maker.aliases):
            yield word, (Listing.MAKER, Kind.ORGANISATION, maker.name)
    for alias, name in all_names():
        yield alias, (Listing.OUTLET, Kind.ORGANISATION, name)


def _signless(words: Words) -> list[tuple[int, str]]:
    """Return the words that are no hyphen, by number: "Shahed 136" is "Shahed-136"."""
    return [(at, w) for at in range(len(words)) if (w := words.word(at)) not in {"-", "–", "‑"}]


def _on_line(words: Words, run: Sequence[tuple[int, str]]) -> bool:
    """Return whether a run of words goes over no line start: "Guinea" and, below, "Bissau"."""
    return all(words.glues[at] != Glue.LINE for at in range(run[0][0] + 1, run[-1][0] + 1))


@cache
def _by_first() -> dict[str, dict[tuple[str, ...], _Entry]]:
    """Return the entries under their first word, by all their words."""
    found: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for text, entry in _entries():
        key = tuple(word for _, word in _signless(segment(text)))
        least = 3 if entry[0] == Listing.COUNTRY else 4  # "IRAN", but not "us" as "US"
        forms = {key, tuple(w.upper() for w in key)} if sum(map(len, key)) > least else {key}
        for form in forms:
            if form and any(not w[0].islower() for w in form):
                found.setdefault(form[0], {}).setdefault(form, entry)
    return found


def find_listed(words: Words) -> Iterator[Listed]:
    """Yield the listed names among ``words``, the longest where they overlap, in order."""
    table = _by_first()
    own = _signless(words)
    at = 0
    while at < len(own):
        first, word = own[at]
        best: tuple[str, ...] = ()
        for form in table.get(word, ()):
            run = own[at : at + len(form)]
            if len(form) > len(best) and tuple(w for _, w in run) == form and _on_line(words, run):
                best = form
        if best:
            listing, kind, name = table[best[0]][best]
            yield Listed(first, own[at + len(best) - 1][0] + 1, listing, kind, name)
            at += len(best)
        else:
            at += 1

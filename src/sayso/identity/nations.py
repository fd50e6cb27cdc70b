"""Which country an organisation, person or system is of, by the words around its mentions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from sayso.knowledge.countries import country_of
from sayso.model import ClaimType, Entry, Kind
from sayso.naming import words_of

_BEFORE = re.compile(r"(?:['’]s?)?\s+((?:[a-z-]+\s+){0,4})")
_AFTER = re.compile(r"\s*(?:,\s*)?(?:of|from|\()\s*(?:the\s+)?")
_COUNTRIES = {Kind.PLACE, Kind.NATIONALITY}
FAR = 60  # characters between the country and what it is said of


def nations(
    entries: Sequence[Entry], entity_of: Callable[[str, str], str | None]
) -> dict[str, Counter[str]]:
    """Return, for each entity id, the countries the texts say it is of, with how often.

    "The Polish defence firm X", "Egypt's X", "X of Russia", a country that owns X and a post held
    for a country count. ``entity_of`` gives the entity of (document, name).
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        sha, text = entry.document.sha256, entry.document.text
        mentions = sorted(entry.reading.mentions, key=lambda m: (m.start, m.end))
        for one, other in pairwise(mentions):
            if not 0 <= other.start - one.end <= FAR:
                continue
            gap = text[one.end : other.start]
            if one.kind in _COUNTRIES and (country := country_of(one.text)):
                if country_of(other.text) is None and _describes(gap):
                    _vote(votes, entity_of(sha, other.name), country.name)
            elif other.kind in _COUNTRIES and _AFTER.fullmatch(gap):
                _vote(votes, entity_of(sha, one.name), _name(other.text))
        for claim in entry.reading.claims:
            key, named = {
                ClaimType.OWNERSHIP: ("owner", "owned"),
                ClaimType.POSITION: ("organisation", "person"),
            }.get(claim.type, ("", ""))
            owners = {c.name for n in claim.roles.get(key, ()) if (c := country_of(n))}
            if len(owners) == 1:
                for name in claim.roles.get(named, ()):
                    _vote(votes, entity_of(sha, name), next(iter(owners)))
    return votes


def _describes(gap: str) -> bool:
    """Say whether ``gap`` is what stands between a people's name and the name of one of theirs."""
    match = _BEFORE.fullmatch(gap)
    if match is None:
        return False
    words = match[1].split()
    return not words or words[-1] in words_of("generic") | words_of("title")


def _name(word: str) -> str | None:
    country = country_of(word)
    return country.name if country else None


def _vote(votes: dict[str, Counter[str]], entity: str | None, country: str | None) -> None:
    if entity is not None and country is not None:
        votes[entity][country] += 1

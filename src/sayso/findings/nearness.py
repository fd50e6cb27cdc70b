"""How near a claim's source is to what it says: a document, somebody named, hearsay."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from sayso.knowledge.words import words as listed_words
from sayso.model import Claim, Entry, Kind
from sayso.naming import fold


class Near(IntEnum):
    """What a claim goes back to, the nearest highest."""

    HEARSAY = 0  # other media, "reports"
    OUTLET = 1  # the outlet's own voice
    UNNAMED = 2  # "two officials"
    NAMED = 3  # a person, a body that speaks for itself
    DOCUMENT = 4


def nearness(entry: Entry, claim: Claim, outlets: Mapping[str, str]) -> Near:
    """Return how near the nearest source of ``claim`` is.

    ``outlets`` has every name of an outlet: what an outlet tells of another's report is hearsay.
    """
    if not claim.source:
        return Near.OUTLET
    kinds = {m.name: m.kind for m in entry.reading.mentions}
    known = {fold(name) for name in outlets}
    return max(_of(name, kinds.get(name), known) for name in claim.source)


def _of(name: str, kind: Kind | None, outlets: set[str]) -> Near:
    words = set(fold(name).split())
    if words & listed_words("media"):
        return Near.HEARSAY
    if fold(name) in outlets:
        return Near.HEARSAY
    if kind is Kind.DOCUMENT or words & listed_words("document head"):
        return Near.DOCUMENT
    named = any(word[:1].isupper() for word in name.split() if word not in {"The", "A"})
    if not named or words & listed_words("unnamed speaker"):
        return Near.UNNAMED
    return Near.NAMED

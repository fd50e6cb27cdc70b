"""Plain nouns for systems: "attack drones", "armed UAVs", where no name is given.

The trained tagger marks a plain noun where it thinks that a claim rests on it, and misses some;
grammar finds them all, and which of them fills a role is for the network to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.knowledge.words import words as listed_words
from sayso.reading import scheme
from sayso.reading.decide import Span
from sayso.reading.words import Words

_PLATFORM, _WEAPON = scheme.KINDS.index("platform"), scheme.KINDS.index("weapon")
_NAMED = {_PLATFORM, _WEAPON, scheme.KINDS.index("vehicle")}
_SURE = 0.5


@cache
def _kinds() -> dict[str, int]:
    """Return the plurals that name systems, with the kind of each."""
    return {
        **{word: _WEAPON for word in listed_words("weapon head") if word.endswith("s")},
        **{word: _PLATFORM for word in listed_words("unmanned system") if word.endswith("s")},
    }


def with_nominals(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Return ``spans`` with a mention for each plain plural for systems that none covers."""
    taken = {i: span for span in spans for i in range(span.first, span.end)}
    found = list(spans)
    for at in range(len(words)):
        kind = _kinds().get(words.word(at).lower())
        if kind is None or at in taken:
            continue
        first = at
        while (size := _modifier(words, first)) and not taken.keys() & set(
            range(first - size, first)
        ):
            first -= size
        before = taken.get(first - 1)
        # "Shahed drones": the noun only says what the name before it is.
        if before is None or before.label not in _NAMED:
            found.append(Span(first, at + 1, kind, _SURE))
    return sorted(found, key=lambda s: s.first)


def _modifier(words: Words, end: int) -> int:
    """Return how many words the modifier right before word ``end`` has: 3 in "long-range"."""
    for size in (3, 1):
        first = end - size
        if first >= 0 and words.sentences[first] == words.sentences[end]:
            said = "".join(words.word(i) for i in range(first, end)).lower()
            if said in listed_words("system modifier"):
                return size
    return 0

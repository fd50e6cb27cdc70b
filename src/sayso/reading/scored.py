"""A document's scores brought together: its windows tagged, its spans decided and linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from pydantic import BaseModel, ConfigDict

from sayso.knowledge.words import words as listed_words
from sayso.reading import decide, scheme
from sayso.reading.decide import Span, softmax
from sayso.reading.entities import one_kind
from sayso.reading.listed import Listed, find_listed
from sayso.reading.network import Tagged, link, tag
from sayso.reading.nominals import with_nominals
from sayso.reading.pieces import windows
from sayso.reading.scheme import Floats, Ints
from sayso.reading.shipped import folder
from sayso.reading.words import Words


class Settings(BaseModel):
    """How sure the reader must be: chosen on held-back reports of the corpus (``make train``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naming: float  # how far mentions are favoured over naming nothing (a logit)
    carries: Mapping[str, float]  # for each of scheme.CARRIES, a probability
    slots: Mapping[str, float]  # for each of scheme.SLOTS, a probability


@cache
def settings() -> Settings:
    """Return the settings that were shipped with the weights."""
    return Settings.model_validate_json((folder() / "settings.json").read_bytes())


_SIGNS = frozenset(",;:()[]!?\"“”‘’'/|–—-")  # no name begins or ends with one


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that carry a claim or an attribution, and what the network says of it."""

    span: Span
    fills: Floats  # (mentions of the document, slots): logits, very low where never seen together
    realis: Floats  # (4,): probabilities
    stance: Floats
    property: Floats


@dataclass(frozen=True, slots=True)
class Scored:
    """What the network says of a document, before anything is claimed."""

    words: Words
    listed: tuple[Listed, ...]
    mentions: tuple[Span, ...]
    triggers: tuple[Trigger, ...]
    same: Mapping[tuple[int, int], float]  # (later, earlier) mention: logit of naming one thing


def tagged(words: Words) -> tuple[tuple[Listed, ...], list[Tagged]]:
    """Return the listed names of ``words`` and their scores, window by window."""
    listed = tuple(find_listed(words))
    listings: Ints = np.zeros(len(words), dtype=np.int64)
    for found in listed:
        listings[found.first : found.end] = found.listing
    return listed, [tag(window) for window in windows(words, listings)]


def score(
    words: Words,
    listed: tuple[Listed, ...],
    windows: Sequence[Tagged],
    chosen: Settings,
) -> Scored:
    """Return the spans of ``words`` and their links."""
    named: list[Span] = []
    outside = listed_words("never at the edge of a name")
    signs = {
        i
        for i in range(len(words))
        if words.word(i) in _SIGNS
        or (words.word(i) in outside and not _is_bound(words, i))
        or _is_possessive(words, i)
    }
    for one in windows:
        lo, hi = one.window.own_first, one.window.own_end
        ours = (s for s in decide.mentions(one, signs, chosen.naming) if lo <= s.first < hi)
        named += [_closed(words, span) for span in ours if not _is_article(words, span)]
    spans = one_kind(words, with_nominals(words, named), listed)
    thresholds = [chosen.carries[c] for c in scheme.CARRIES]
    triggers: list[Trigger] = []
    same: dict[tuple[int, int], float] = {}
    for one in windows:
        window = one.window
        lo, hi = window.own_first, window.own_end
        here = [n for n, s in enumerate(spans) if window.first <= s.first and s.end <= window.end]
        own = [s for s in decide.triggers(one, thresholds) if lo <= s.first < hi]
        if not here:
            continue
        linked = link(
            words,
            one,
            _places(own, window.first),
            _places([spans[n] for n in here], window.first),
        )
        realis, stance = softmax(linked.realis), softmax(linked.stance)
        prop = softmax(linked.property)
        for row, span in enumerate(own):
            fills = np.full((len(spans), len(scheme.SLOTS)), -30, dtype=np.float32)
            fills[here] = linked.slots[row]
            triggers.append(Trigger(span, fills, realis[row], stance[row], prop[row]))
        for i, later in enumerate(here):
            if lo <= spans[later].first < hi:
                for j in range(i):
                    same[later, here[j]] = float(linked.same[i, j])
    return Scored(words, listed, tuple(spans), tuple(triggers), same)


def _is_possessive(words: Words, at: int) -> bool:
    """Return whether a word is the "s" of "Orvan's"."""
    return words.word(at) in {"s", "S"} and at > 0 and words.word(at - 1) in {"'", "’"}


def _is_bound(words: Words, at: int) -> bool:
    """Return whether a word is the "at" of "at least 40"."""
    return (
        words.word(at) == "at" and at + 1 < len(words) and words.word(at + 1) in {"least", "most"}
    )


def _is_article(words: Words, span: Span) -> bool:
    return span.end - span.first == 1 and words.word(span.first).lower() in {"the", "a", "an"}


def _closed(words: Words, span: Span) -> Span:
    """Return ``span`` up to a bracket that it opens and does not close."""
    for at in range(span.first + 1, span.end):
        if words.word(at) == "(" and ")" not in words.span(at, span.end):
            return replace(span, end=at)
    return span


def _places(spans: Sequence[Span], first: int) -> Ints:
    found = [(s.first - first, s.end - first, s.label) for s in spans]
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def filled(trigger: Trigger, belongs: Floats) -> Floats:
    """Return how surely each entity fills each slot: (entities, slots), probabilities.

    ``belongs`` (entities, mentions) is 1 where the mention is the entity's: an entity fills a slot
    by any of its mentions.
    """
    odds = belongs @ np.exp(np.clip(trigger.fills, -30, 20))
    return np.asarray(odds / (1 + odds), dtype=np.float32)

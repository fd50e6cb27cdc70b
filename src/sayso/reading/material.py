"""A document with all that the network and the lists say of it: what claims are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model import Document, Kind, Mention
from sayso.reading import scheme
from sayso.reading.entities import Entities, resolve
from sayso.reading.listed import Listed
from sayso.reading.network import Tagged
from sayso.reading.scheme import Floats
from sayso.reading.scored import Scored, Settings, score, settings, tagged
from sayso.reading.words import Words, segment

_SHOWN = {number: Kind(k) for number, k in enumerate(scheme.KINDS) if k in set(Kind)}


@dataclass(frozen=True, slots=True)
class Material:
    """A document's scores with its entities: all that a claim is made from."""

    document: Document
    scored: Scored
    entities: Entities
    members: tuple[tuple[int, ...], ...]  # mentions by entity
    belongs: Floats  # (entities, mentions): 1 where the mention is the entity's
    settings: Settings

    @property
    def words(self) -> Words:
        """The document's words."""
        return self.scored.words

    def said(self, mention: int) -> str:
        """Return the words of a mention."""
        span = self.scored.mentions[mention]
        return self.words.span(span.first, span.end)


def gather(document: Document) -> Material:
    """Return what the reader makes of the text of ``document`` outside its page furniture."""
    words = segment(document.text, [(f.start, f.end) for f in document.furniture])
    return decided(document, words, *tagged(words), settings())


def decided(
    document: Document,
    words: Words,
    listed: tuple[Listed, ...],
    windows: Sequence[Tagged],
    chosen: Settings,
) -> Material:
    """Return the spans, links and entities of words that are tagged already."""
    scored = score(words, listed, windows, chosen)
    entities = resolve(words, scored.mentions, scored.same, listed)
    members: dict[int, list[int]] = defaultdict(list)
    for mention, entity in enumerate(entities.of):
        members[entity].append(mention)
    belongs = np.zeros((len(members), len(entities.of)), dtype=np.float32)
    belongs[list(entities.of), range(len(entities.of))] = 1
    return Material(
        document,
        scored,
        entities,
        tuple(tuple(members[e]) for e in sorted(members)),
        belongs,
        chosen,
    )


def mentions(material: Material) -> tuple[Mention, ...]:
    """Return the document's mentions in order, each with the fullest name of what it names."""
    words, entities = material.words, material.entities
    return tuple(
        Mention(
            start=words.starts[span.first],
            end=words.ends[span.end - 1],
            text=words.span(span.first, span.end),
            kind=_SHOWN[span.label],
            name=entities.names[entities.of[number]],
        )
        for number, span in enumerate(material.scored.mentions)
        if span.label in _SHOWN
    )

"""Who the text says something from: sources, cues, and the words attributed.

Sources nest ("TASS cited Mikheev as saying"): a chain runs from the nearest source outwards. The
terms are those of Pareti's attribution relations (PARC 3.0, 2016).
"""

from __future__ import annotations

from sayso.model import Attribution, Span
from sayso.reading import scheme
from sayso.reading.filling import SLOT, chain, fillers, mention_of
from sayso.reading.material import Material
from sayso.reading.quoting import sentence_of
from sayso.reading.scored import Trigger
from sayso.reading.words import Words


def find_attributions(material: Material) -> tuple[Attribution, ...]:
    """Return the attributions of a document in the order of their cues."""
    cue = scheme.CARRIES.index(scheme.CUE)
    found = (_attribution(material, t) for t in material.scored.triggers if t.span.label == cue)
    return tuple(a for a in found if a.content)


def _attribution(material: Material, trigger: Trigger) -> Attribution:
    words = material.words
    slots = fillers(material, trigger)
    first, end = trigger.span.first, trigger.span.end
    source: Span | None = None
    if slots.get(scheme.NEAREST):
        nearest = slots[scheme.NEAREST][0]
        best = mention_of(material, trigger, nearest, SLOT[scheme.NEAREST])
        span = material.scored.mentions[best]
        source = words.starts[span.first], words.ends[span.end - 1]
    cue = words.starts[first], words.ends[end - 1]
    return Attribution(
        source=source,
        cue=cue,
        content=_around(words, first, [s for s in (source, cue) if s is not None]),
        chain=chain(material, slots),
    )


def _around(words: Words, at: int, out: list[Span]) -> tuple[Span, ...]:
    """Return the sentence of word ``at`` without the stretches ``out``."""
    found: list[Span] = []
    for here in sentence_of(words, at):
        start, end = words.starts[here], words.ends[here]
        if not any(a < end and start < b for a, b in out):
            joins = found and not any(found[-1][1] <= a < start for a, _ in out)
            found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (start, end)]
    return tuple(s for s in found if any(c.isalnum() for c in words.text[s[0] : s[1]]))

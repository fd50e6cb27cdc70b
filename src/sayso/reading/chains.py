"""The chain of sources that a stretch of text stands on."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Attribution, Span


def chain_at(attributions: Sequence[Attribution], span: Span) -> tuple[str, ...]:
    """Return the sources of the words at ``span``, the nearest first; () is the outlet itself.

    Whoever is given fewer words is nearer; of two with the same, the one named later, for reporters
    come before whom they cite.
    """
    covering: list[tuple[int, int, Attribution]] = []
    for attribution in attributions:
        if not any(start <= span[0] < end for start, end in attribution.content):
            continue
        if not (attribution.cue[0] <= span[0] and span[1] <= attribution.cue[1]):
            size = sum(end - start for start, end in attribution.content)
            covering.append((size, -attribution.cue[0], attribution))
    chain: list[str] = []
    for *_, attribution in sorted(covering, key=lambda c: c[:2]):
        chain.extend(name for name in attribution.chain if name not in chain)
    return tuple(chain)

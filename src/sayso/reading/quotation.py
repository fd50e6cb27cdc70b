"""Quoted speech: who says a quotation that no verb in its own sentence attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Attribution, Span

SCARE = 4  # words: a shorter quotation stands in its sentence and says nothing by itself
_QUOTED = re.compile(r"“([^“”]{1,1500})”|(?<!\w)\"([^\"]{1,1500})\"")
_REACH = 200  # characters between a quotation and the words that say whose it is


def quotations(text: str) -> Iterator[Span]:
    """Yield the spans between quotation marks that are speech, not scare quotes."""
    for match in _QUOTED.finditer(text):
        span = match.span(1) if match.group(1) is not None else match.span(2)
        if len(text[slice(*span)].split()) > SCARE:
            yield span


def attribute_quotations(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield ``found`` with every quotation given whole to its speaker.

    A quotation that runs on over several sentences belongs to the speaker of one of them; one that
    follows a speaker's words without a new cue is the same speaker's, as news style has it.
    """
    extra: dict[int, list[Span]] = {}
    alone: list[Attribution] = []
    spoken: Attribution | None = None
    for quote in quotations(text):
        index = _cue_of(quote, found)
        if index is not None:
            extra.setdefault(index, []).append(quote)
            spoken = found[index]
            continue
        before = [a for a in found if a.cue[1] <= quote[0] and quote[0] - a.cue[1] < 4 * _REACH]
        previous = before[-1] if before else spoken
        if previous is not None and "\n\n\n" not in text[previous.cue[1] : quote[0]]:
            alone.append(
                Attribution(
                    source=previous.source,
                    cue=previous.cue,
                    content=(quote,),
                    chain=previous.chain,
                )
            )
    for index, attribution in enumerate(found):
        if index in extra:
            spans = tuple(dict.fromkeys((*attribution.content, *extra[index])))
            attribution = attribution.model_copy(update={"content": spans})
        yield attribution
    yield from alone


def _cue_of(quote: Span, found: Sequence[Attribution]) -> int | None:
    """Return whose cue frames ``quote``: one whose content meets it, else one right after it."""
    near: list[tuple[int, int]] = []
    for index, attribution in enumerate(found):
        cue = attribution.cue
        if quote[0] <= cue[0] < quote[1]:
            continue  # a cue inside the quotation is the speaker's own
        meets = any(start < quote[1] and quote[0] < end for start, end in attribution.content)
        distance = cue[0] - quote[1] if cue[0] >= quote[1] else quote[0] - cue[1]
        if (meets and distance < 4 * _REACH) or 0 <= cue[0] - quote[1] <= _REACH // 5:
            near.append((distance, index))
    return min(near)[1] if near else None

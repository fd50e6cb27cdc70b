"""Whose a quotation is: the cue that frames it, the one before it, or the person just named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.model import Attribution
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Parsed, Sentence
from sayso.reading.quotation import Quotation, quotation_at
from sayso.reading.sources import find_source
from sayso.reading.syntax import arguments

_GAP = 60  # characters between two quotations of one speaker with no cue of their own
_REACH = 600  # characters back to the words that introduce a speaker


def attribute_speech(
    parsed: Parsed, lookup: Lookup, found: Sequence[Attribution], quoted: Sequence[Quotation]
) -> Iterator[Attribution]:
    """Yield ``found``, and one attribution more for each quotation, whole, with its speaker.

    A quotation that no cue frames is the speaker's of the one it continues, else of whoever the
    words before it are about, as news style has it (Reuters Handbook of Journalism, "Quotes").
    """
    outside = [a for a in found if quotation_at(quoted, a.cue[0]) is None and a.chain]
    outside.sort(key=lambda a: a.cue)
    yield from found
    previous: tuple[Quotation, Attribution] | None = None
    starts = [s.span.start_char for s in parsed.sentences]
    for quotation in quoted:
        frame = _framing(quotation, outside)
        if frame is None and previous is not None:
            between = quotation.start - previous[0].end
            if quotation.goes_on or between < _GAP:
                frame = previous[1]
        if frame is None:
            frame = _introducing(quotation, parsed, starts, lookup, outside)
        if frame is None:
            continue
        previous = quotation, frame
        yield frame.model_copy(update={"content": ((quotation.start, quotation.end),)})


def _framing(quotation: Quotation, outside: Sequence[Attribution]) -> Attribution | None:
    """Return the nearest attribution whose content meets the quotation."""
    low = bisect_right(outside, quotation.start - _REACH, key=lambda a: a.cue[0])
    near: list[tuple[int, int]] = []
    for index in range(low, len(outside)):
        cue = outside[index].cue
        if cue[0] > quotation.end + _REACH:
            break
        if any(
            start < quotation.end and quotation.start < end for start, end in outside[index].content
        ):
            distance = (
                cue[0] - quotation.end if cue[0] >= quotation.end else quotation.start - cue[1]
            )
            near.append((distance, index))
    return outside[min(near)[1]] if near else None


def _introducing(
    quotation: Quotation,
    parsed: Parsed,
    starts: Sequence[int],
    lookup: Lookup,
    outside: Sequence[Attribution],
) -> Attribution | None:
    """Return an attribution to whoever the words before a quotation are about."""
    index = bisect_right(starts, quotation.start) - 1
    if index < 0:
        return None
    here = parsed.sentences[index]
    led = parsed.document.text[here.span.start_char : quotation.start].strip('"“ \n')
    candidates = [here] if led else []
    if index:
        candidates.append(parsed.sentences[index - 1])
    for sentence in candidates:
        if quotation.start - sentence.span.start_char > _REACH:
            break
        place = bisect_right(outside, quotation.start, key=lambda a: a.cue[1]) - 1
        if (
            place >= 0
            and sentence.span.start_char <= outside[place].cue[0] < sentence.span.end_char
        ):
            return outside[place]
        made = _subject(sentence, quotation, lookup)
        if made is not None:
            return made
    return None


def _subject(sentence: Sentence, quotation: Quotation, lookup: Lookup) -> Attribution | None:
    """Return an attribution to the person or body that a sentence's main verb is about."""
    root = sentence.span.root
    for token in arguments(root).get("subject", ()):
        if token.idx >= quotation.start:
            continue
        source = find_source(token, lookup, (), any_noun=False)
        if source is not None:
            return Attribution(
                source=source.span,
                cue=(root.idx, root.idx + len(root.text)),
                content=((quotation.start, quotation.end),),
                chain=source.chain,
            )
    return None

"""The words that a claim is quoted by: its sentence, or the part of it around the trigger."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sayso.model import Span
from sayso.reading.words import Words

QUOTE_LIMIT = 400  # characters of a quote, at most


def sentence_of(words: Words, at: int) -> range:
    """Return the numbers of the words of the sentence that word ``at`` is in."""
    first = bisect_left(words.sentences, words.sentences[at])
    return range(first, bisect_right(words.sentences, words.sentences[at]))


def quote(words: Words, first: int, end: int) -> Span:
    """Return the offsets of the sentence around words ``first`` to ``end``.

    Where the sentence is longer than ``QUOTE_LIMIT`` characters, of the part around them.
    """
    whole = sentence_of(words, first)
    low, high = whole.start, max(end, whole.stop)
    while words.ends[high - 1] - words.starts[low] > QUOTE_LIMIT:
        if first - low >= high - end and low < first:
            low += 1
        elif high > end:
            high -= 1
        else:
            break
    return words.starts[low], words.ends[high - 1]

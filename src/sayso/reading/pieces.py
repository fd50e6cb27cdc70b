"""Word pieces and windows: a text as the encoder takes it, at most 512 pieces at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from tokenizers import Tokenizer

from sayso.reading.scheme import Ints
from sayso.reading.shipped import folder
from sayso.reading.words import Words

LONGEST = 512  # pieces a window holds, its two end marks among them
_OVERLAP = 160  # pieces that a window repeats of the one before
_MOST = 24  # pieces of one word: what is longer is cut, not read
_LETTERS = 200  # and so many letters of it are looked at
_UNKNOWN, _START, _END = 100, 101, 102


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` to ``end`` as pieces, and the words whose reading is this window's to give.

    ``pieces`` (p,), ``marks`` (p, 3): shape, glue and listing of the piece's word; ``ends`` (2, w):
    the first and the last piece of each word. ``own_first`` to ``own_end`` are the words that no
    other window reads better.
    """

    first: int
    end: int
    own_first: int
    own_end: int
    pieces: Ints
    marks: Ints
    ends: Ints


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=1 << 15)
def _pieces(word: str) -> tuple[int, ...]:
    """Return the pieces of one word; the unknown piece where it has none."""
    ids = _tokenizer().encode(word[:_LETTERS], add_special_tokens=False).ids
    return tuple(ids[:_MOST]) or (_UNKNOWN,)


def windows(words: Words, listings: Ints) -> Iterator[Window]:
    """Yield the windows of ``words``, cut where a sentence ends if that is near.

    ``listings`` has shape (words,): what the lists say of each word (``listed.Listing``).
    """
    if not len(words):
        return
    ids = [_pieces(words.word(i)) for i in range(len(words))]
    sizes = np.array([len(i) for i in ids])
    total = np.concatenate([[0], np.cumsum(sizes)])
    cuts = _cuts(words, total)
    for number, (first, end) in enumerate(cuts):
        own_first = 0 if number == 0 else (first + cuts[number - 1][1]) // 2
        own_end = len(words) if number + 1 == len(cuts) else (cuts[number + 1][0] + end) // 2
        marks = np.array(
            [
                (words.shapes[i], words.glues[i], listings[i])
                for i in range(first, end)
                for _ in ids[i]
            ],
            dtype=np.int64,
        )
        edge = np.zeros((1, 3), dtype=np.int64)
        pieces = [_START, *(piece for i in range(first, end) for piece in ids[i]), _END]
        starts = total[first:end] - total[first] + 1
        yield Window(
            first,
            end,
            own_first,
            own_end,
            np.array(pieces, dtype=np.int64),
            np.concatenate([edge, marks, edge]),
            np.stack([starts, starts + sizes[first:end] - 1]).astype(np.int64),
        )


def _cuts(words: Words, total: Ints) -> list[tuple[int, int]]:
    """Return the first word and the end of each window."""
    room = LONGEST - 2
    cuts: list[tuple[int, int]] = []
    first = 0
    while True:
        end = int(np.searchsorted(total, total[first] + room, side="right")) - 1
        if end >= len(words):
            return [*cuts, (first, len(words))]
        end = _sentence_start(words, end, max(first + 1, end - 60))
        cuts.append((first, end))
        back = int(np.searchsorted(total, total[end] - _OVERLAP))
        first = max(first + 1, _sentence_start(words, back, max(first + 1, back - 60)))


def _sentence_start(words: Words, at: int, least: int) -> int:
    for i in range(at, least, -1):
        if words.sentences[i] != words.sentences[i - 1]:
            return i
    return at

"""Words, sentences and lines of a text: what the trained reader sees besides the letters.

A word is a run of letters, a number or one other sign, so that every name, figure and designation
("Shahed-136", "Polish-built") is made of whole words. The reader's encoder is uncased: capitals
come to it as the *shape* of each word, spacing as its *glue*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from sayso.knowledge.words import words as listed

# Letters with the marks that combine with them and soft hyphens between; a number; another sign.
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*\u00ad?)+(?<!\u00ad)|\d+(?:[.,]\d+)*|[^\w\s]|_")
_STOP = frozenset(".!?…")
_CLOSING = frozenset("\"”’')]»")
_OPENING = frozenset("\"“‘'([«")
_BULLET = re.compile(r"\s*(?:[•▪◦●*‣·–—-]|\(?\d{1,2}[.)])\s+")
_ENDED = re.compile(r"[.!?…:;\"”’)\]]\s*$")


class Shape(IntEnum):
    """How a word is written."""

    LOWER = 0
    CAPITALISED = 1
    CAPITALS = 2
    CAPITAL = 3  # one capital letter
    MIXED = 4
    NUMBER = 5
    SIGN = 6
    OTHER = 7  # letters of a script without case


class Glue(IntEnum):
    """What stands before a word."""

    NONE = 0
    SPACE = 1
    LINE = 2  # it begins a line that continues no other


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text, by number: offsets, shapes, glue, and the sentence each is in."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shapes: tuple[int, ...]
    glues: tuple[int, ...]
    sentences: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, at: int) -> str:
        """Return the letters of word ``at``."""
        return self.text[self.starts[at] : self.ends[at]]

    def span(self, first: int, end: int) -> str:
        """Return the text of the words from ``first`` up to ``end``."""
        return self.text[self.starts[first] : self.ends[end - 1]]


def shape(word: str) -> Shape:
    """Return how ``word`` is written."""
    if word[0].isdigit():
        return Shape.NUMBER
    if not word[0].isalpha():
        return Shape.SIGN
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.CAPITAL if len(word) == 1 else Shape.CAPITALS
    if word[0].isupper() and word[1:].islower():
        return Shape.CAPITALISED
    return Shape.MIXED if word.lower() != word else Shape.OTHER


def _continues(line: str, following: str, width: int) -> bool:
    """Return whether ``line`` is as wide as its block, so that ``following`` may continue it."""
    return 50 <= width <= 100 and len(line) >= 0.8 * width and len(following) <= 1.15 * width


def line_starts(text: str) -> list[int]:
    """Return where lines start that do not continue the line before (hard-wrapped text)."""
    starts: list[int] = []
    at, previous, width = 0, "", 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            wrapped = (
                previous != ""
                and not _BULLET.match(line)
                and not _ENDED.search(previous)
                and (words[0].islower() or _continues(previous, words, width))
            )
            if not wrapped:
                starts.append(at + len(line) - len(line.lstrip()))
                width = 0
            width = max(width, len(words))
        previous = words
        at += len(line)
    return starts


@cache
def _abbreviations() -> frozenset[str]:
    return listed("abbreviation")


@cache
def _openers() -> frozenset[str]:
    return listed("sentence opener")


def segment(text: str, skipped: Sequence[tuple[int, int]] = ()) -> Words:
    """Return the words of ``text`` outside the stretches ``skipped``, with their sentences."""
    matches = list(_WORD.finditer(text))
    if skipped:
        matches = [m for m in matches if not any(a < m.end() and m.start() < b for a, b in skipped)]
    lines = line_starts(text)
    glues: list[int] = []
    line = 0
    for number, match in enumerate(matches):
        before, line = line, bisect_right(lines, match.start())
        loose = number == 0 or matches[number - 1].end() < match.start()
        opens_line = number == 0 or line != before
        glues.append(Glue.LINE if opens_line else Glue.SPACE if loose else Glue.NONE)
    words = [m.group() for m in matches]
    shapes = [shape(word) for word in words]
    return Words(
        text,
        tuple(m.start() for m in matches),
        tuple(m.end() for m in matches),
        tuple(shapes),
        tuple(glues),
        tuple(_sentences(words, shapes, glues)),
    )


def _sentences(words: Sequence[str], shapes: Sequence[int], glues: Sequence[int]) -> Iterator[int]:
    """Yield the number of the sentence that each word is in."""
    sentence, ended = 0, False
    for at, word in enumerate(words):
        fresh = ended and glues[at] == Glue.SPACE and _opens(words, shapes, at)
        if at and (glues[at] == Glue.LINE or fresh):
            sentence += 1
        yield sentence
        if word in _STOP:
            ended = not _abbreviated(words, shapes, glues, at)
        elif not (word in _CLOSING and glues[at] == Glue.NONE):
            ended = False


def _opens(words: Sequence[str], shapes: Sequence[int], at: int) -> bool:
    """Return whether a word can open a sentence: no small letter, whatever signs stand first."""
    while at + 1 < len(words) and words[at] in _OPENING:
        at += 1
    return shapes[at] != Shape.LOWER


def _abbreviated(
    words: Sequence[str], shapes: Sequence[int], glues: Sequence[int], at: int
) -> bool:
    """Return whether the full stop at ``at`` belongs to an abbreviation and ends no sentence."""
    if words[at] != "." or not at or glues[at] != Glue.NONE:
        return False
    before = words[at - 1].lower()
    after = words[at + 1] if at + 1 < len(words) else ""
    if shapes[at - 1] == Shape.NUMBER:
        return glues[at - 1] == Glue.LINE  # "1. Drones": the number of an item
    if before in {"no", "nos", "art", "fig"}:
        return after[:1].isdigit()
    letter = len(before) == 1 and words[at - 1] != "I"
    if not letter and before not in _abbreviations():
        return False
    # "for Orvan Corp. The firm": such a word opens sentences and is hardly ever part of a name.
    return not (after[:1].isupper() and after.lower() in _openers())

"""Passages: the longest stretches that two documents have word for word, and direct speech."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.lineage.duplicates import body
from sayso.model import ClaimType, Document, Entry, Passage, Span

FEW = 8  # words: a shorter stretch is a turn of phrase
SENTENCE = 12  # words of a quote: two reporters do not hear so many alike and choose the same
SHOWN = 3  # passages of two documents
OFTEN = 20  # places of one run of words in a text from which it says nothing of where it is from
KEPT = 200  # documents whose words are kept while they are compared
LONGEST = 4000  # characters between two quotation marks
_WORD = re.compile(r"\w+")


class Marks(BaseModel):
    """A pair of quotation marks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    open: str
    close: str
    source: str


class Word(NamedTuple):
    """A word, case folded, and where it stands; ``fold`` is "" where a stretch ends."""

    fold: str
    start: int
    end: int


_BREAK = Word("", 0, 0)


def words_in(document: Document) -> list[Word]:
    """Return the words of ``document`` that are not furniture, breaks where furniture stood."""
    edges = [0, *sorted(p for f in document.furniture for p in (f.start, f.end))]
    text = body(document)
    return _words(text, pairwise([*edges, len(text)]))


def _words(text: str, spans: Iterable[Span]) -> list[Word]:
    found: list[Word] = []
    for start, end in spans:
        found += [
            Word(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)
        ]
        found.append(_BREAK)
    return found


def direct_speech(entry: Entry) -> list[Word]:
    """Return the words of what ``entry`` quotes at a sentence's length or more, with breaks.

    A refusal or denial is left out: it answers a report, and many are given the same one.
    """
    answers = [(c.start, c.end) for c in entry.reading.claims if c.type is ClaimType.RESPONSE]
    text = body(entry.document)
    spans = {m.span("said") for pattern in _patterns() for m in pattern.finditer(text)}
    kept = sorted(
        s for s in spans if not any(s[0] < end and start < s[1] for start, end in answers)
    )
    return _words(text, kept)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each pair of marks: within one paragraph, its marks at words' edges."""
    return tuple(
        re.compile(
            rf"(?<!\w){re.escape(m.open)}(?=\S)"
            rf"(?P<said>(?:(?!\n\s*\n)[^{re.escape(m.open + m.close)}]){{1,{LONGEST}}})"
            rf"(?<=\S){re.escape(m.close)}(?!\w)"
        )
        for m in table("citing", "marks", Marks)
    )


def runs(words: Sequence[Word], size: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each run of ``size`` words that no break cuts, with the number of its first word."""
    folds = [w.fold for w in words]
    last = -1  # the latest break
    for i, fold in enumerate(folds):
        if not fold:
            last = i
        elif i - last >= size:
            first = i - size + 1
            yield first, tuple(folds[first : i + 1])


def shared_passages(
    a: Sequence[Word], b: Sequence[Word], few: int = FEW, most: int = SHOWN
) -> tuple[Passage, ...]:
    """Return the longest stretches of at least ``few`` words that both have, longest first.

    No two overlap in either text. Runs of words that a text repeats OFTEN start none.
    """
    return _longest(a, b, _common(a, b, few, places(b, few)), most)


def _longest(
    a: Sequence[Word], b: Sequence[Word], common: Iterable[tuple[int, int, int]], most: int
) -> tuple[Passage, ...]:
    found = sorted(common, key=lambda run: (-run[2], run[0], run[1]))
    chosen: list[tuple[int, int, int]] = []
    for i, j, size in found:
        if len(chosen) == most:
            break
        if all(
            (i + size <= x or x + n <= i) and (j + size <= y or y + n <= j) for x, y, n in chosen
        ):
            chosen.append((i, j, size))
    return tuple(
        Passage(
            span=(a[i].start, a[i + size - 1].end),
            other=(b[j].start, b[j + size - 1].end),
        )
        for i, j, size in chosen
    )


def passage_finder(
    documents: Mapping[str, Document],
) -> Callable[[str, str], tuple[Passage, ...]]:
    """Return a function that gives the passages of two of ``documents``, by SHA-256.

    Two are compared once, whichever is asked about, and the words of the latest ones are kept.
    """

    @lru_cache(maxsize=KEPT)
    def words(sha: str) -> list[Word]:
        return words_in(documents[sha])

    @lru_cache(maxsize=KEPT)
    def where(sha: str) -> dict[tuple[str, ...], list[int]]:
        return places(words(sha), FEW)

    @cache
    def compared(a: str, b: str) -> tuple[Passage, ...]:
        return _longest(words(a), words(b), _common(words(a), words(b), FEW, where(b)), SHOWN)

    def found(a: str, b: str) -> tuple[Passage, ...]:
        if a <= b:
            return compared(a, b)
        return tuple(Passage(span=p.other, other=p.span) for p in compared(b, a))

    return found


def places(words: Sequence[Word], size: int) -> dict[tuple[str, ...], list[int]]:
    """Return where each run of ``size`` words stands; those that stand OFTEN are left out."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, run in runs(words, size):
        found[run].append(i)
    return {run: at for run, at in found.items() if len(at) <= OFTEN}


def _common(
    a: Sequence[Word], b: Sequence[Word], few: int, in_b: Mapping[tuple[str, ...], list[int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield (first in a, first in b, words) of each run that cannot be made longer."""
    reached: dict[int, int] = {}  # by how far b is behind: the end, in a, of the last run
    for i, run in runs(a, few):
        for j in in_b.get(run, ()):
            if i < reached.get(i - j, 0):
                continue
            low = 0
            while i - low and j - low and a[i - low - 1].fold == b[j - low - 1].fold != "":
                low += 1
            high = few
            while (
                i + high < len(a)
                and j + high < len(b)
                and a[i + high].fold == b[j + high].fold != ""
            ):
                high += 1
            reached[i - j] = i + high
            yield i - low, j - low, low + high

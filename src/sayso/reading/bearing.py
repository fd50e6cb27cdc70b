"""Whether a document may bear on arms at all: the gate that the costly reader stands behind.

Words only, no grammar: ``knowledge/data/bearing.toml`` gives ideas, each with a weight and the
words for it, and a text bears where enough of them stand near one another. Listed systems and
makers are such ideas too. Time grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, Field

from sayso.documents.outlets import known
from sayso.knowledge import table
from sayso.knowledge.makers import Maker, makers
from sayso.knowledge.systems import systems

NEEDED = 6  # the weight at which a text bears
WITHIN = 300  # words: a long text is no likelier to bear than the stretches it is made of
_HALF = WITHIN // 2
_WORD = re.compile(r"[^\W_]+")
_PLAIN_LETTERS = 4  # a designation with fewer letters ("Air 2", "D-12") names other things as well
_DESIGNATION = 6  # "Mohajer-6"
_SYSTEM = 3  # "Heron", "Predator"
_MAKER = 2  # "Leonardo", "Renault"


class Concept(BaseModel):
    """An idea that speaks for a text's bearing on arms, or against it, and the words for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    weight: int = Field(ge=-2 * NEEDED, le=NEEDED)
    least: int = Field(default=1, ge=1)  # so many of the words must be there
    words: tuple[str, ...] = Field(min_length=1)  # lower case, no hyphen; a star ends a stem
    source: str


@dataclass(frozen=True, slots=True)
class _Term:
    """What may follow a word, and which idea is then named."""

    after: tuple[str, ...]  # lower case; of the last, a stem is enough where ``stem``
    stem: bool
    capital: bool  # a name: its first word is not written small
    concept: int
    text: str


_Found = tuple[int, str]  # which concept, by which of its words


@cache
def _concepts() -> tuple[tuple[int, int], ...]:
    """Return weight and least number of words by concept: the listed names' three come last."""
    listed = table("bearing", "concept", Concept)
    return (*((c.weight, c.least) for c in listed), (_DESIGNATION, 1), (_SYSTEM, 1), (_MAKER, 1))


def _texts() -> Iterator[tuple[str, bool, int]]:
    """Yield each word or name, whether it is a name, and the number of its concept."""
    listed = table("bearing", "concept", Concept)
    for number, concept in enumerate(listed):
        for word in concept.words:
            yield word, False, number
    designation, plain, maker_ = (len(listed) + n for n in range(3))
    for system in systems():
        for name in (system.name, *system.aliases):
            letters = sum(map(str.isalpha, name))
            plainly = letters < _PLAIN_LETTERS or not any(map(str.isdigit, name))
            yield name, True, plain if plainly else designation
    for maker in makers():
        if maker.country is not None and not _publishes(maker):  # no country: a world body
            for name in (maker.name, *maker.aliases):
                yield name, True, maker_


def _publishes(maker: Maker) -> bool:
    """Return whether the makers' file lists an outlet or a ministry: any report may cite those."""
    outlet = known(maker.name)
    return outlet is not None and outlet.kind != "company"


@cache
def _terms() -> tuple[dict[str, list[_Term]], dict[str, list[_Term]], tuple[int, ...]]:
    """Return the terms by their first word, the stems, and the lengths that stems have."""
    whole: defaultdict[str, list[_Term]] = defaultdict(list)
    stems: defaultdict[str, list[_Term]] = defaultdict(list)
    for text, capital, concept in _texts():
        first, *after = _WORD.findall(text.lower())
        stem = text.endswith("*")
        term = _Term(tuple(after), stem and bool(after), capital, concept, text)
        (stems if stem and not after else whole)[first].append(term)
    return whole, stems, tuple(sorted({len(stem) for stem in stems}))


@lru_cache(maxsize=1 << 17)
def _beginning(word: str) -> tuple[_Term, ...]:
    """Return the terms that may begin with ``word``."""
    whole, stems, lengths = _terms()
    low = word.lower()
    found = [*whole.get(low, ())]
    for length in lengths:
        found += stems.get(low[:length], ()) if length <= len(low) else ()
    return tuple(term for term in found if not (term.capital and word[0].islower()))


def _follows(term: _Term, words: Sequence[str], at: int) -> bool:
    here = tuple(word.lower() for word in words[at : at + len(term.after)])
    if not term.stem:
        return here == term.after
    return here[:-1] == term.after[:-1] and here[-1:] != () and here[-1].startswith(term.after[-1])


def _found(words: Sequence[str], first: int) -> list[_Found]:
    """Return what is named from the word numbered ``first`` on, over half a stretch."""
    return [
        (term.concept, term.text)
        for at, terms in enumerate(map(_beginning, words[first : first + _HALF]), start=first)
        for term in terms
        if not term.after or _follows(term, words, at + 1)
    ]


def _is_enough(found: Iterable[_Found]) -> bool:
    named: defaultdict[int, set[str]] = defaultdict(set)
    for concept, text in found:
        named[concept].add(text)
    concepts = _concepts()
    counted = (concepts[c][0] for c, texts in named.items() if len(texts) >= concepts[c][1])
    return sum(counted) >= NEEDED


def bears(text: str) -> bool:
    """Say whether ``text`` may bear on making, moving, owning, sanctioning or using arms.

    True is no promise: the reader finds out. Of reports with claims to make one in a hundred or so
    is refused, chiefly those that name neither arms nor forces, only engines or cases of customs;
    ``benchmarks/bearing.py`` measures it. Raises KnowledgeError where a knowledge file is faulty.
    """
    words = _WORD.findall(text)
    before = _found(words, 0)
    if len(words) <= _HALF:
        return _is_enough(before)
    for first in range(_HALF, len(words), _HALF):
        found = _found(words, first)
        if _is_enough([*before, *found]):
            return True
        before = found
    return False

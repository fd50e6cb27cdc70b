"""Cut a run of capitalised words into the names in it: "Sarmal General Manager Hakan Tuzcu"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc

from sayso.knowledge.words import words
from sayso.model import Kind
from sayso.reading.settings import Candidate, bodies

_NO_NAMES = frozenset({"am", "pm", "gmt", "utc", "edt", "est"})


@cache
def _titles() -> frozenset[str]:
    """Return the words that stand before a person's name, in small letters."""
    return frozenset(word.lower() for word in words("title")) | words("person head")


@cache
def _portfolio() -> frozenset[str]:
    return bodies() | words("post qualifier")


@cache
def _plain_heads() -> frozenset[str]:
    """Return the common nouns that, alone, name nothing, whatever their capitals: "UAV"."""
    kinds = ("platform", "weapon", "vehicle", "facility", "organisation", "person", "document")
    return frozenset().union(*(words(f"{kind} head") for kind in kinds))


def cut(doc: Doc, start: int, end: int, listed: Mapping[int, Kind]) -> Iterator[Candidate]:
    """Yield the possible names in the run [start, end); ``listed`` are tokens of known names.

    Nationalities before a name, titles and posts are no part of it, and a run of known names
    alone needs no more.
    """
    while start < end - 1 and listed.get(start) is Kind.NATIONALITY:
        start += 1
    if all(i in listed for i in range(start, end)) or doc[end - 1].lower_ in _NO_NAMES:
        return
    if end - start == 1 and (len(doc[start]) == 1 or doc[start].lower_ in _plain_heads()):
        return
    if start > 1 and doc[start - 1].lower_ in {"of", "for"} and doc[start - 2].lower_ in _titles():
        words_of = [i for i in range(start, end) if doc[i].text in _portfolio()]
        if words_of and end - words_of[-1] > 2:
            yield Candidate(words_of[-1] + 1, end, titled=True)
            return
    titles = [i for i in range(start, end) if doc[i].lower_ in _titles()]
    if not titles:
        titled = start > 0 and doc[start - 1].text in words("title")
        yield Candidate(start, end, titled=titled)
        return
    if start + 1 < end and doc[start].lower_ in _titles() and doc[start + 1].lower_ == "of":
        yield from _after_portfolio(doc, start, end)
        return
    last = titles[-1]
    person = doc[last + 1 : end]
    if len(person) and any(
        t.text in bodies() or t.lower_ in words("facility head") for t in person
    ):
        yield Candidate(start, end)
        return
    if len(person):
        yield Candidate(last + 1, end, titled=True)
    stop = titles[0]
    while stop > start and doc[stop - 1].text in words("post qualifier"):
        stop -= 1
    if stop > start and not all(i in listed for i in range(start, stop)):
        yield Candidate(start, stop)


def _after_portfolio(doc: Doc, start: int, end: int) -> Iterator[Candidate]:
    """Yield the person named after "Minister of Industry": what follows the last such word."""
    words_of = [i for i in range(start + 1, end) if doc[i].text in _portfolio()]
    if words_of and words_of[-1] + 1 < end:
        yield Candidate(words_of[-1] + 1, end, titled=True)

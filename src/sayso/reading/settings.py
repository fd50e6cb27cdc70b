"""The settings of a name, each a vote on its kind: "40 …s", "in …", "…, a maker of", "…'s plant".

Votes are weighed by how seldom the setting misleads, in steps that a reader can follow: about 1 for
a hint, 3 for a setting that hardly any other kind of name stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words
from sayso.model import Kind
from sayso.reading.page import Page

Vote = tuple[Kind, float]

_HEADS = (
    (Kind.PLATFORM, "platform head"),
    (Kind.WEAPON, "weapon head"),
    (Kind.FACILITY, "facility head"),
    (Kind.ORGANISATION, "organisation head"),
    (Kind.PERSON, "person head"),
    (Kind.PLACE, "place head"),
)
_SYSTEMS = {Kind.PLATFORM, Kind.WEAPON}
_QUOTES = frozenset("\"'“”‘’«»")
_HYPHENS = frozenset("-‐‑–")
_POSSESSIVE = {"'s", "’s", "'", "’"}
_NOMINAL = {"ADJ", "NOUN", "NUM", "PROPN"}
_PREPOSITIONS = {"in": 2.5, "near": 2.5, "outside": 2.5, "at": 1.6, "visited": 1.6}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of tokens that may be a name; ``titled`` says that a title stands before it."""

    start: int
    end: int
    titled: bool = False


@cache
def _head_kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for kind, name in _HEADS:
        for word in words(name):
            kinds.setdefault(word, kind)
    return kinds


@cache
def bodies() -> frozenset[str]:
    """Return the words that stand in names of organisations."""
    return words("organisation name word") | words("legal form")


def settings(page: Page, candidate: Candidate) -> Iterator[Vote]:
    """Yield the votes of the words around one place where a name stands."""
    start, end = candidate.start, candidate.end
    size = end - start
    before = start - 1
    if before >= 0 and page.text[before] in _QUOTES:
        before -= 1
    alone = size < 3 and not page.text[start].isupper() and page.pos_at(end) not in _NOMINAL
    yield from _before(page, before, size, alone=alone)
    yield from _after(page, end, size)
    yield from _grammar(page, candidate)
    if _dateline(page, candidate):
        yield Kind.PLACE, 4.0


def _dateline(page: Page, candidate: Candidate) -> bool:
    """Return whether a name opens a line in capitals, as places of writing do: "BAKU, April 10"."""
    start, end = candidate.start, candidate.end
    opens = start == 0 or page.text[start - 1].startswith("\n") or "\n" in page.text[start - 1]
    return (
        opens
        and all(w.isupper() for w in page.text[start:end])
        and page.word(end) in {",", "-", "–", "—", ".", "("}
    )


def _before(page: Page, at: int, size: int, *, alone: bool) -> Iterator[Vote]:
    """Yield what the words before a name say; ``at`` is the last of them."""
    word, previous = page.word(at), page.word(at - 1)
    heads = _head_kinds()
    if word in {"the", "its", "their", "a", "an", "this", "these", "each", "every", "new"}:
        if word in {"a", "an", "each", "every", "these"}:
            yield Kind.PLATFORM, 1.2
        if word == "the" and alone:
            yield Kind.PLATFORM, 0.7
        if previous == "," and page.word(at - 2) in heads:
            yield heads[page.word(at - 2)], 1.5  # "its drone, the X"
        return
    if word in {"and", "or", ","} and at - 1 in page.places:
        yield Kind.PLACE, 1.2
    if word == "," and heads.get(previous) in {Kind.PERSON, *_SYSTEMS}:
        yield heads[previous], 1.0
    elif word in heads and page.pos[at] in {"NOUN", "PROPN", "ADJ"}:
        yield heads[word], 3.0
    elif word in words("place preposition"):
        if previous in words("share noun"):
            yield Kind.ORGANISATION, 3.0
        else:
            yield Kind.PLACE, _PREPOSITIONS.get(word, 1.0)
    elif word == "of":
        if at and page.text[at - 1] in bodies():
            yield Kind.PLACE, 2.5  # "Huakun Power of Chongqing"
        yield from _after_of(previous)
    elif word == "by":
        if previous in words("personal participle"):
            yield Kind.PERSON, 1.5
        elif previous.endswith(("ed", "en")) or previous in {"made", "built", "sold"}:
            yield Kind.ORGANISATION, 1.8
    elif word == "to" and previous in words("motion verb"):
        yield Kind.PLACE, 2.0
    elif word in {"with", "between", "told"}:
        yield Kind.ORGANISATION, 1.0
    elif word in {"called", "named", "dubbed", "designated"}:
        yield Kind.PLATFORM, 1.0
    elif word in _POSSESSIVE and country_of(previous) is not None:
        yield Kind.ORGANISATION, 1.2
        yield Kind.PLATFORM, 0.6
    elif word == "based" and previous in _HYPHENS:
        yield Kind.ORGANISATION, 2.5
    elif at >= 0 and page.pos[at] == "NUM" and size <= 2:
        yield Kind.PLATFORM, 2.0


def _after_of(head: str) -> Iterator[Vote]:
    kind = _head_kinds().get(head)
    if kind is Kind.PLACE:
        yield Kind.PLACE, 3.0
    elif head in words("making noun") or head in words("version noun"):
        yield Kind.PLATFORM, 1.5
    elif head in {"dozens", "hundreds", "thousands", "scores"}:
        yield Kind.PLATFORM, 2.0
    elif kind in {Kind.PERSON, Kind.ORGANISATION, Kind.FACILITY}:
        yield Kind.ORGANISATION, 0.8


def _after(page: Page, at: int, size: int) -> Iterator[Vote]:
    """Yield what the words after a name say; ``at`` is the first of them."""
    word = page.word(at)
    if word in _QUOTES and word not in _POSSESSIVE:
        at += 1
        word = page.word(at)
    if word in _POSSESSIVE:
        yield from _owned(_last_noun(page, at + 1))
    elif word == ",":
        kind = _apposed(page, at + 1)
        if kind is not None:
            yield kind, 3.0
        elif at + 1 in page.places:
            yield Kind.PLACE, 2.0
        elif page.word(at + 1) == "who":
            yield Kind.PERSON, 3.0
        elif page.word(at + 1) == "which":
            yield Kind.ORGANISATION, 0.8
            yield Kind.PLATFORM, 0.6
    elif word in {"and", "or"} and at + 1 in page.places:
        yield Kind.PLACE, 1.2
    elif word in _HYPHENS and page.word(at + 1) == "based":
        yield Kind.PLACE, 4.0
    elif word == "of" and at + 1 < page.size and page.text[at + 1][0].isupper():
        yield Kind.ORGANISATION, 1.5 if at + 1 in page.places else 0.8
    elif word in words("saying verb"):
        yield Kind.ORGANISATION, 0.5
        yield Kind.PERSON, 0.9 if size > 1 else 0.5
    else:
        yield from _compound(page, at)


def _compound(page: Page, at: int) -> Iterator[Vote]:
    """Yield what the noun that a name stands before says: "the X plant", "X drones"."""
    system = system_after(page, at)
    last = _last_noun(page, at)
    kind = _head_kinds().get(last)
    if system is not None and (kind is None or kind in _SYSTEMS):
        yield system, 2.2
    elif last in words("version noun") or last in words("feature noun"):
        yield Kind.PLATFORM, 1.5
    elif kind is Kind.PLACE:
        yield Kind.PLACE, 3.0
    elif kind is Kind.FACILITY:
        yield Kind.ORGANISATION, 0.9
        yield Kind.PLACE, 1.0
    elif kind in {Kind.PERSON, Kind.ORGANISATION} or last in words("business noun"):
        yield Kind.ORGANISATION, 2.0


def _owned(noun: str) -> Iterator[Vote]:
    """Yield what the noun that a name owns says: "X's wingspan", "X's plant"."""
    kind = _head_kinds().get(noun)
    if noun in words("feature noun"):
        yield Kind.PLATFORM, 2.0
    elif noun in words("business noun") or kind is not None:
        yield Kind.ORGANISATION, 1.2


def _last_noun(page: Page, at: int) -> str:
    """Return the last noun of the nominal words from ``at`` on, "" where there is none."""
    last = ""
    for i in range(at, min(at + 5, page.size)):
        if page.pos[i] not in _NOMINAL and page.text[i] not in _HYPHENS:
            break
        if page.pos[i] == "NOUN" or page.low[i] in _head_kinds():
            last = page.low[i]
    return last


def system_after(page: Page, at: int) -> Kind | None:
    """Return the kind of system whose noun a name at the end ``at`` stands before, if any."""
    for i in range(at, min(at + 4, page.size)):
        kind = _head_kinds().get(page.low[i])
        if kind in _SYSTEMS:
            return kind
        if page.pos[i] not in _NOMINAL and page.text[i] not in _QUOTES | _HYPHENS:
            break
    return None


def _apposed(page: Page, at: int) -> Kind | None:
    """Return the kind of the noun phrase after a comma: "X, a maker of …", "X, chairman of"."""
    if page.word(at) in {"which", "who", "whose", "whom", "where", "that"}:
        return None
    head: Kind | None = None
    for i in range(at, min(at + 9, page.size)):
        pos, word = page.pos[i], page.low[i]
        if word in _POSSESSIVE:
            head = None
            continue
        if (
            pos not in _NOMINAL
            and not ((pos in {"DET", "PRON"} and i == at) or (pos in {"ADV", "VERB"} and i > at))
            and page.text[i] not in _HYPHENS
        ):
            break
        kind = _head_kinds().get(word)
        if kind is not None:
            head = kind
        elif pos == "NOUN":
            head = None
    return head


def _grammar(page: Page, candidate: Candidate) -> Iterator[Vote]:
    """Yield what the verb says that a name is subject or object of."""
    root = page.doc[candidate.start : candidate.end].root
    verb: Token = root.head
    lemma = verb.lemma_
    if root.dep_ in {"nsubj", "nsubjpass"}:
        passive = root.dep_ == "nsubjpass"
        if lemma in words("system verb"):
            yield Kind.PLATFORM, 1.5
        elif lemma in words("making verb"):
            yield (Kind.PLATFORM, 1.5) if passive else (Kind.ORGANISATION, 1.5)
        elif lemma in words("company verb"):
            yield Kind.ORGANISATION, 1.2
    elif root.dep_ == "dobj" and lemma in words("making verb"):
        yield Kind.PLATFORM, 1.0

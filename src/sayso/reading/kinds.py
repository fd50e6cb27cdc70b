"""What a name names: each setting it stands in votes, and it has one kind all over the document.

A name's own words ("Industries", "Mk 4") come first, then the words around it ("40 …s", "in …",
"…, a maker of"), then spaCy's label, which is weak on names it never met. Votes are summed over
every place where the name stands, and short forms follow the long. Source of the idea: Gale,
Church and Yarowsky 1992, "One sense per discourse".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words
from sayso.model import Kind
from sayso.reading.runs import DESIGNATION, NUMERAL

Votes = dict[Kind, float]

_LABELS = {
    "PERSON": (Kind.PERSON, 0.8),
    "ORG": (Kind.ORGANISATION, 0.8),
    "GPE": (Kind.PLACE, 1.2),
    "LOC": (Kind.PLACE, 1.2),
    "FAC": (Kind.FACILITY, 0.5),
    "NORP": (Kind.NATIONALITY, 1.0),
    "PRODUCT": (Kind.PLATFORM, 1.2),
}
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
_MARKED = re.compile(r"\w-(?:[A-Z]{1,2}|\d{1,3}[A-Z]?)$")  # "Balaban-S", "Lanhai-5"
_INITIAL = re.compile(r"^[A-Z]\.?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of tokens that may be a name; ``person`` says that a title stands before it."""

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
def _bodies() -> frozenset[str]:
    return words("organisation name word") | words("legal form")


class Page:
    """A document's tokens as plain lists, which are many times faster to walk than spaCy's."""

    def __init__(self, doc: Doc, places: Collection[int]) -> None:
        self.doc = doc
        self.text = [t.text for t in doc]
        self.low = [w.lower() for w in self.text]
        self.pos = [t.pos_ for t in doc]
        self.places = places  # tokens of listed places
        self.size = len(self.text)

    def word(self, at: int) -> str:
        """Return the lower-case word at ``at``, "" outside the document."""
        return self.low[at] if 0 <= at < self.size else ""

    def pos_at(self, at: int) -> str:
        """Return the part of speech at ``at``, "" outside the document."""
        return self.pos[at] if 0 <= at < self.size else ""


def kinds_of(page: Page, candidates: Sequence[Candidate]) -> dict[Candidate, Kind | None]:
    """Return the kind of each candidate; None where nothing says that it names anything."""
    forms: dict[str, list[Candidate]] = defaultdict(list)
    texts = {c: " ".join(page.text[c.start : c.end]) for c in candidates}
    known = set(texts.values())
    for candidate, text in texts.items():
        forms[_singular(text, known)].append(candidate)
    votes = {form: _votes(page, form, members) for form, members in forms.items()}
    decided: dict[str, Kind | None] = {}
    for form in sorted(forms, key=lambda f: (-len(f.split()), f)):
        _follow(form, votes, decided)
        decided[form] = _winner(votes[form])
    return {c: decided[form] for form, members in forms.items() for c in members}


def _singular(text: str, known: Collection[str]) -> str:
    return text[:-1] if text.endswith("s") and text[:-1] in known else text


def _winner(votes: Votes) -> Kind | None:
    best = max(votes, key=lambda k: votes[k], default=None)
    return best if best is not None and votes[best] > 0 else None


def _follow(form: str, votes: Mapping[str, Votes], decided: Mapping[str, Kind | None]) -> None:
    """Let a short form follow the long forms decided before it."""
    few = form.split()
    for long, kind in decided.items():
        many = long.split()
        if len(many) <= len(few) or kind is None:
            continue
        if kind is Kind.PERSON:
            if few == many[-len(few) :]:
                votes[form][kind] += 2.5
            elif few == many[:1]:
                votes[form][kind] += 0.8
        elif few == many[: len(few)] and not (kind is Kind.FACILITY or kind is Kind.PLACE):
            votes[form][kind] += 2.0
        elif kind is Kind.ORGANISATION and few == many[-len(few) :] and few[0] not in _bodies():
            votes[form][kind] += 0.8


def _votes(page: Page, form: str, members: Sequence[Candidate]) -> Votes:
    total: Votes = defaultdict(float)
    for kind, weight in _own_words(page, members[0]):
        total[kind] += weight
    settings: Votes = defaultdict(float)
    for member in members:
        for kind, weight in _settings(page, member):
            settings[kind] += weight
        for kind, weight in _label(page, member):
            # A label repeated is not a second proof: it counts by its share of the places.
            total[kind] += 1.3 * weight / len(members)
    for kind, weight in settings.items():
        total[kind] += min(weight, 3.0 + 0.3 * weight)
    total[Kind.ORGANISATION] += 0.3
    if not form.endswith("s") and any(page.text[m.end - 1].endswith("s") for m in members):
        total[Kind.PLATFORM] += 1.5  # both "Volavka" and "Volavkas"
    return total


def _own_words(page: Page, candidate: Candidate) -> Iterator[tuple[Kind, float]]:
    """Yield what a name's own words say."""
    own = page.text[candidate.start : candidate.end]
    last = page.low[candidate.end - 1]
    bodies = _bodies()
    if candidate.titled:
        yield Kind.PERSON, 5.0
    if len(own) == 1:
        if DESIGNATION.match(own[0]) or _MARKED.search(own[0]):
            yield _system(page, candidate), 4.0
        elif own[0].isupper() and 2 <= len(own[0]) <= 6:
            yield Kind.ORGANISATION, 1.2
        elif own[0].endswith(("istan", "sk", "burg", "grad", "ville", "abad", "ovo")):
            yield Kind.PLACE, 0.6
        return
    if any(w in bodies for w in own[1:]):
        yield Kind.ORGANISATION, 6.0
    elif last in words("facility head"):
        yield Kind.FACILITY, 6.0
    elif last in words("place head"):
        yield Kind.PLACE, 6.0
    elif own[0] in words("ship prefix"):
        yield Kind.PLATFORM, 6.0
    elif page.low[candidate.start] in words("document head"):
        yield Kind.DOCUMENT, 4.0
    elif own[0] in bodies:
        yield Kind.ORGANISATION, 3.0
    elif any(DESIGNATION.match(w) for w in own) or _MARKED.search(own[-1]):
        yield _system(page, candidate), 4.0
    elif NUMERAL.match(own[-1]) or (own[-1].isupper() and len(own[-1]) <= 2):
        yield _system(page, candidate), 2.5 if own[-1][0].isdigit() else 1.5
    if own[0] in words("given name"):
        yield Kind.PERSON, 2.0
    if len(own) == 3 and _INITIAL.match(own[1]):
        yield Kind.PERSON, 3.0


def _system(page: Page, candidate: Candidate) -> Kind:
    near = _system_after(page, candidate.end)
    return Kind.WEAPON if near is Kind.WEAPON else Kind.PLATFORM


def _settings(page: Page, candidate: Candidate) -> Iterator[tuple[Kind, float]]:
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


def _label(page: Page, candidate: Candidate) -> Iterator[tuple[Kind, float]]:
    """Yield the vote of the label that most of the words have for spaCy."""
    labels = [t.ent_type_ for t in page.doc[candidate.start : candidate.end]]
    label = max(labels, key=labels.count)
    if label in _LABELS and 2 * labels.count(label) >= len(labels):
        yield _LABELS[label]


def _before(page: Page, at: int, size: int, *, alone: bool) -> Iterator[tuple[Kind, float]]:
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
        if at and page.text[at - 1] in _bodies():
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


def _after_of(head: str) -> Iterator[tuple[Kind, float]]:
    kind = _head_kinds().get(head)
    if kind is Kind.PLACE:
        yield Kind.PLACE, 3.0
    elif head in words("making noun") or head in words("version noun"):
        yield Kind.PLATFORM, 1.5
    elif head in {"dozens", "hundreds", "thousands", "scores"}:
        yield Kind.PLATFORM, 2.0
    elif kind in {Kind.PERSON, Kind.ORGANISATION, Kind.FACILITY}:
        yield Kind.ORGANISATION, 0.8


def _after(page: Page, at: int, size: int) -> Iterator[tuple[Kind, float]]:
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


def _compound(page: Page, at: int) -> Iterator[tuple[Kind, float]]:
    """Yield what the noun that a name stands before says: "the X plant", "X drones"."""
    system = _system_after(page, at)
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


def _owned(noun: str) -> Iterator[tuple[Kind, float]]:
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


def _system_after(page: Page, at: int) -> Kind | None:
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


def _grammar(page: Page, candidate: Candidate) -> Iterator[tuple[Kind, float]]:
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

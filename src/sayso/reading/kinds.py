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

from sayso.knowledge.words import words
from sayso.model import Kind
from sayso.reading.page import Page
from sayso.reading.runs import DESIGNATION, NUMERAL
from sayso.reading.settings import Candidate, Vote, bodies, settings, system_after

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
_MOST = 200  # long forms that one short form is held against
_MARKED = re.compile(r"\w-(?:[A-Z]{1,2}|\d{1,3}[A-Z]?)$")  # "Balaban-S", "Lanhai-5"
_INITIAL = re.compile(r"^[A-Z]\.?$")


def kinds_of(page: Page, candidates: Sequence[Candidate]) -> dict[Candidate, Kind | None]:
    """Return the kind of each candidate; None where nothing says that it names anything."""
    forms: dict[str, list[Candidate]] = defaultdict(list)
    texts = {c: " ".join(page.text[c.start : c.end]) for c in candidates}
    known = set(texts.values())
    for candidate, text in texts.items():
        forms[_singular(text, known)].append(candidate)
    votes = {form: _votes(page, form, members) for form, members in forms.items()}
    decided: dict[str, Kind | None] = {}
    by_end: dict[str, list[str]] = defaultdict(list)  # forms by first and by last word
    for form in sorted(forms, key=lambda f: (-len(f.split()), f)):
        few = form.split()
        ends = dict.fromkeys((few[0], few[-1]))
        longer = dict.fromkeys(long for word in ends for long in by_end[word][:_MOST])
        _follow(few, votes[form], {long: decided[long] for long in longer})
        decided[form] = _winner(votes[form])
        for word in ends:
            by_end[word].append(form)
    return {c: decided[form] for form, members in forms.items() for c in members}


def _singular(text: str, known: Collection[str]) -> str:
    return text[:-1] if text.endswith("s") and text[:-1] in known else text


def _winner(votes: Votes) -> Kind | None:
    best = max(votes, key=lambda k: votes[k], default=None)
    return best if best is not None and votes[best] > 0 else None


def _follow(few: Sequence[str], votes: Votes, longer: Mapping[str, Kind | None]) -> None:
    """Let a short form, word by word, follow the long forms decided before it."""
    for long, kind in longer.items():
        many = long.split()
        if len(many) <= len(few) or kind is None:
            continue
        if kind is Kind.PERSON:
            if few == many[-len(few) :]:
                votes[kind] += 2.5
            elif few == many[:1]:
                votes[kind] += 0.8
        elif few == many[: len(few)] and not (kind is Kind.FACILITY or kind is Kind.PLACE):
            votes[kind] += 2.0
        elif kind is Kind.ORGANISATION and few == many[-len(few) :] and few[0] not in bodies():
            votes[kind] += 0.8


def _votes(page: Page, form: str, members: Sequence[Candidate]) -> Votes:
    total: Votes = defaultdict(float)
    for kind, weight in _own_words(page, members[0]):
        total[kind] += weight
    around: Votes = defaultdict(float)
    for member in members:
        for kind, weight in settings(page, member):
            around[kind] += weight
        for kind, weight in _label(page, member):
            # A label repeated is not a second proof: it counts by its share of the places.
            total[kind] += 1.3 * weight / len(members)
    for kind, weight in around.items():
        total[kind] += min(weight, 3.0 + 0.3 * weight)
    total[Kind.ORGANISATION] += 0.3
    if not form.endswith("s") and any(page.text[m.end - 1].endswith("s") for m in members):
        total[Kind.PLATFORM] += 1.5  # both "Volavka" and "Volavkas"
    return total


def _own_words(page: Page, candidate: Candidate) -> Iterator[Vote]:
    """Yield what a name's own words say."""
    own = page.text[candidate.start : candidate.end]
    last = page.low[candidate.end - 1]
    own_bodies = bodies()
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
    if any(w in own_bodies for w in own[1:]):
        yield Kind.ORGANISATION, 6.0
    elif last in words("facility head"):
        yield Kind.FACILITY, 6.0
    elif last in words("place head"):
        yield Kind.PLACE, 6.0
    elif own[0] in words("ship prefix"):
        yield Kind.PLATFORM, 6.0
    elif page.low[candidate.start] in words("document head"):
        yield Kind.DOCUMENT, 4.0
    elif own[0] in own_bodies:
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
    near = system_after(page, candidate.end)
    return Kind.WEAPON if near is Kind.WEAPON else Kind.PLATFORM


def _label(page: Page, candidate: Candidate) -> Iterator[Vote]:
    """Yield the vote of the label that most of the words have for spaCy."""
    labels = page.ent[candidate.start : candidate.end]
    label = max(labels, key=labels.count)
    if label in _LABELS and 2 * labels.count(label) >= len(labels):
        yield _LABELS[label]

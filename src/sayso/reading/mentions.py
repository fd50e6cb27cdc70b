"""Find the mentions of a document: spans that name people, bodies, places, systems, amounts, dates.

Listed names first (knowledge files), then measures and dates, then runs of capitalised words, then
unnamed noun phrases by their head noun. What is found first keeps its words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from sayso.dates import find_dates
from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words
from sayso.measure import find_measures
from sayso.model import Kind, Mention
from sayso.reading.cuts import cut
from sayso.reading.gazetteer import Listed, find_listed
from sayso.reading.kinds import kinds_of
from sayso.reading.page import Page
from sayso.reading.parse import Parsed
from sayso.reading.runs import find_runs, names_inside
from sayso.reading.settings import Candidate

_URL = re.compile(r"\b(?:https?://|www\.)\S{4,300}")
# Head nouns by kind; the first kind that knows a head noun has it.
_HEADS = (
    (Kind.PLATFORM, "platform head"),
    (Kind.WEAPON, "weapon head"),
    (Kind.FACILITY, "facility head"),
    (Kind.VEHICLE, "vehicle head"),
    (Kind.ORGANISATION, "organisation head"),
    (Kind.PERSON, "person head"),
    (Kind.DOCUMENT, "document head"),
)
_UNNAMED = {"amod", "compound", "nmod", "poss", "case", "punct", "advmod", "npadvmod"}


class Found:
    """Mentions found so far, none overlapping another, by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.taken: set[int] = set()
        self.mentions: list[Mention] = []

    def add(self, start: int, end: int, kind: Kind, name: str | None = None) -> None:
        """Add the mention of tokens [start, end), unless some are taken already."""
        if start >= end or any(i in self.taken for i in range(start, end)):
            return
        span = self.doc[start:end]
        text = span.text
        self.taken.update(range(start, end))
        self.mentions.append(
            Mention(
                start=span.start_char, end=span.end_char, text=text, kind=kind, name=name or text
            )
        )

    def free(self, start: int, end: int) -> bool:
        """Return whether no token of [start, end) is taken."""
        return not any(i in self.taken for i in range(start, end))


def find_mentions(parsed: Parsed) -> tuple[Mention, ...]:
    """Return the mentions of a document in order, without overlap, each named by its own words."""
    doc = parsed.doc
    found = Found(doc)
    _urls(found)
    listed = list(find_listed(doc))
    for item in listed:
        if item.kind is Kind.ORGANISATION:
            found.add(item.span.start, item.span.end, item.kind)
    _amounts(found)
    page = Page(doc)
    kinds = {i: item.kind for item in listed for i in range(item.span.start, item.span.end)}
    _named(found, page, kinds)
    for item in listed:
        found.add(item.span.start, item.span.end, item.kind, _country_name(item))
    for sentence in parsed.sentences:
        _unnamed(found, page, sentence.span)
    return tuple(sorted(found.mentions, key=lambda m: m.start))


def _country_name(item: Listed) -> str | None:
    """Return the country of a nationality or of a country's own name; a capital keeps its name."""
    if item.kind not in {Kind.NATIONALITY, Kind.PLACE}:
        return None
    country = country_of(item.span.text)
    if country is None or item.span.text in country.capitals:
        return None
    return item.name


def _urls(found: Found) -> None:
    for match in _URL.finditer(found.doc.text):
        span = found.doc.char_span(*match.span(), alignment_mode="contract")
        if span is not None:
            found.add(span.start, span.end, Kind.URL)


def _amounts(found: Found) -> None:
    """Add money, quantities and times; a count that is a date's ("24 February") gives way."""
    doc = found.doc
    for date in find_dates(doc.text):
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is not None:
            found.add(span.start, span.end, Kind.TIME)
    for measure in find_measures(doc.text):
        low, high = measure.number
        per = measure.measure.per
        if per is not None and measure.measure.thing is None:
            high = measure.end
        span = doc.char_span(low, high, alignment_mode="expand")
        if span is None or not found.free(span.start, span.end):
            continue
        kind = Kind.MONEY if measure.measure.kind == "money" else Kind.QUANTITY
        if measure.measure.kind == "duration" and measure.measure.unit == "h":
            kind = Kind.QUANTITY
        found.add(span.start, span.end, kind)


def _named(found: Found, page: Page, listed: dict[int, Kind]) -> None:
    """Add the runs of capitalised words, each with the kind that all its settings give it."""
    doc = found.doc
    headings = page.headings()
    known = names_inside(page, headings)
    headings -= {i for i in headings if doc[i].text in known}
    candidates: list[Candidate] = []
    for run in find_runs(page, found.taken | headings, known):
        for candidate in cut(doc, *run, listed):
            if doc[candidate.start].is_punct and candidate.end - candidate.start > 1:
                # What the first half leaves of "Russian-Chinese".
                candidate = replace(candidate, start=candidate.start + 1)
            word = doc[candidate.start]
            single = candidate.end - candidate.start == 1
            if single and (country := country_of(word.text.strip("-–"))) is not None:
                if candidate.start not in listed:
                    found.add(candidate.start, candidate.end, Kind.NATIONALITY, country.name)
            else:
                candidates.append(candidate)
    page.places = frozenset(i for i, kind in listed.items() if kind is Kind.PLACE)
    for candidate, kind in kinds_of(page, candidates).items():
        if kind is not None:
            found.add(candidate.start, candidate.end, kind)


@cache
def _head_kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for kind, name in _HEADS:
        for word in words(name):
            kinds.setdefault(word, kind)
    return kinds


def _unnamed(found: Found, page: Page, sentence: Span) -> None:
    """Add the noun phrases without a name whose head noun says what they are."""
    kinds = _head_kinds()
    for at in range(sentence.start, sentence.end):
        kind = kinds.get(page.low[at])
        if kind is None or at in found.taken or page.pos[at] not in {"NOUN", "PROPN"}:
            continue
        token = found.doc[at]
        head = token.head
        inside = token.dep_ in {"compound", "nmod"} and head.pos_ in {"NOUN", "PROPN"}
        # Part of the phrase of its head, or of a compound: no phrase of its own.
        if not (inside and head.i > at and head.lower_ in kinds) and not _is_part(token):
            start = _phrase_start(token, found)
            found.add(start, at + 1, kind, _with_nationality(found.doc, start, at + 1))


def _is_part(token: Token) -> bool:
    """Return whether a noun is half a compound ("long-range") or a title before a name."""
    doc = token.doc
    hyphen = (
        token.i > 0 and doc[token.i - 1].text in {"-", "–"} and not doc[token.i - 1].whitespace_
    )
    if hyphen and token.dep_ in {"amod", "compound", "nmod", "npadvmod"}:
        return True
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    titled = token.text[:1].isupper() and token.text in words("title")
    return titled and after is not None and after.text[:1].isupper()


def _with_nationality(doc: Doc, start: int, end: int) -> str | None:
    """Return the words of a phrase with the nationality before it, if any ("Iranian drones")."""
    if not start:
        return None
    owned = doc[start - 1].text in {"'s", "’s", "'", "’"}
    before = start - 2 if owned and start > 1 else start - 1
    country = country_of(doc[before].text)
    if country is not None and (owned or doc[before].text in country.people):
        return str(doc[before:end].text)
    return None


def _phrase_start(head: Token, found: Found) -> int:
    """Return where the phrase of ``head`` starts: its free modifiers, no article or number."""
    start = head.i
    for left in reversed(list(head.lefts)):
        if left.dep_ not in _UNNAMED or left.right_edge.i + 1 != start:
            break
        if left.dep_ == "poss" or not found.free(left.left_edge.i, left.right_edge.i + 1):
            break
        start = left.left_edge.i
    while start < head.i and (head.doc[start].is_punct or head.doc[start].is_space):
        start += 1
    return start

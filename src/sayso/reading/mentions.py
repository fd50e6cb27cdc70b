"""Find the mentions of a document: spans that name people, bodies, places, systems, amounts, dates.

Listed names first (knowledge files), then measures and dates, then runs of capitalised words, then
unnamed noun phrases by their head noun. What is found first keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from sayso.dates import find_dates
from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words
from sayso.measure import find_measures
from sayso.model import Kind, Mention
from sayso.reading.gazetteer import Listed, find_listed
from sayso.reading.parse import Parsed
from sayso.reading.runs import DESIGNATION, find_runs

_URL = re.compile(r"\b(?:https?://|www\.)\S{4,300}")
_NER = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.FACILITY,
    "NORP": Kind.NATIONALITY,
}
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
_LOOSE = {Kind.ORGANISATION, Kind.PLACE, Kind.PLATFORM}
_NO_NAMES = {"am", "pm", "gmt", "utc", "edt", "est"}
_PLACES_BEFORE = {"in", "near", "at", "outside", "from", "around", "off"}


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
    _named(found, {i: item.kind for item in listed for i in range(item.span.start, item.span.end)})
    for item in listed:
        found.add(item.span.start, item.span.end, item.kind, _country_name(item))
    for sentence in parsed.sentences:
        _unnamed(found, sentence.span)
    return tuple(_surnames(sorted(found.mentions, key=lambda m: m.start)))


def _surnames(mentions: list[Mention]) -> Iterator[Mention]:
    """Make a lone name a person's where the document gives a person that surname."""
    surnames = {m.text.split()[-1] for m in mentions if m.kind is Kind.PERSON and " " in m.text}
    for mention in mentions:
        if mention.kind in _LOOSE and mention.text in surnames:
            mention = mention.model_copy(update={"kind": Kind.PERSON})
        yield mention


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


def _named(found: Found, listed: dict[int, Kind]) -> None:
    """Add the runs of capitalised words, each with the kind its words and setting give it."""
    doc = found.doc
    for start, end in find_runs(doc, found.taken | _title_case(doc)):
        known = [listed.get(i) for i in range(start, end)]
        # "Russian President Vladimir Putin", "Iranian Shahed-136": what the run opens with is a
        # nationality or a title of its own.
        while start < end - 1 and known and known[0] in {Kind.NATIONALITY}:
            start, known = start + 1, known[1:]
        if start >= end or all(known):
            continue
        start = _past_titles(doc, start, end)
        lone = end - start == 1 and len(doc[start]) == 1
        if start >= end or lone or doc[end - 1].lower_ in _NO_NAMES:
            continue
        if end - start == 1 and (country := country_of(doc[start].text.strip("-–"))) is not None:
            found.add(start, end, Kind.NATIONALITY, country.name)
            continue
        kind = _kind_of(doc, start, end)
        if kind is not None:
            found.add(start, end, kind)


def _title_case(doc: Doc) -> set[int]:
    """Return the tokens of headings in title case, whose capitals name nothing."""
    tokens: set[int] = set()
    for sent in doc.sents:
        long = [t for t in sent if t.is_alpha and len(t) > 3]
        if len(long) >= 4 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long):
            tokens.update(t.i for t in sent)
    return tokens


def _past_titles(doc: Doc, start: int, end: int) -> int:
    titles = words("title")
    while start < end - 1 and doc[start].text in titles and doc[start + 1].text[:1].isupper():
        start += 1
    return start


def _kind_of(doc: Doc, start: int, end: int) -> Kind | None:
    """Return the kind of a run of capitalised words, by its words, its setting, then spaCy's."""
    span = doc[start:end]
    last = span[-1]
    if last.lower_ in words("platform head") | words("weapon head") and len(span) == 1:
        return None  # "UAVs"
    if all(t.text in words("title") or t.lower_ in words("person head") for t in span):
        return None
    if span[0].text in words("title") and len(span) > 1 and span[1].lower_ == "of":
        return None  # "Minister of Defence" is a post
    head = span.root
    following = doc[end] if end < len(doc) else None
    bodies = words("organisation name word") | words("legal form")
    if any(DESIGNATION.match(t.text) for t in span) and not any(t.text in bodies for t in span):
        return Kind.PLATFORM if _weapon_near(span) is not Kind.WEAPON else Kind.WEAPON
    if any(t.text in bodies for t in span[(0 if len(span) == 1 else 1) :]) and len(span) > 1:
        return Kind.ORGANISATION
    if last.lower_ in words("facility head"):
        return Kind.FACILITY
    near = _weapon_near(span)
    if near is not None:
        return near
    label = _label(span)
    if head.head.lower_ in words("title") | words("person head") and head.dep_ == "compound":
        return label or Kind.ORGANISATION
    if start > 0 and doc[start - 1].text in words("title"):
        return Kind.PERSON
    if label is Kind.PERSON and len(span) == 1 and _stands_as_system(head):
        return Kind.PLATFORM
    if label is not None:
        return label
    if following is not None and following.lower_ in words("organisation head"):
        return Kind.ORGANISATION
    if start > 0 and doc[start - 1].lower_ in _PLACES_BEFORE and len(span) <= 2:
        return Kind.PLACE
    if span.text.isupper() and 2 <= len(span.text) <= 8:
        return Kind.ORGANISATION
    if all(t.pos_ == "PROPN" for t in span):
        return Kind.ORGANISATION
    return None


def _weapon_near(span: Span) -> Kind | None:
    """Return the kind of system a name stands before or in apposition to ("Warmate drones")."""
    doc, end = span.doc, span.end
    for token in doc[end : min(end + 4, len(doc))]:
        if token.is_punct and token.text not in {"”", '"', "’", "-"}:
            break
        if token.lower_ in words("platform head"):
            return Kind.PLATFORM
        if token.lower_ in words("weapon head"):
            return Kind.WEAPON
        if token.pos_ not in {"ADJ", "NOUN", "PUNCT", "NUM"} or token.lower_ in words(
            "organisation head"
        ) | words("facility head"):
            break
    root = span.root
    if root.dep_ in {"appos", "oprd"}:
        if root.head.lower_ in words("platform head"):
            return Kind.PLATFORM
        if root.head.lower_ in words("weapon head"):
            return Kind.WEAPON
    for child in root.children:
        if child.dep_ == "appos":
            if child.lower_ in words("platform head"):
                return Kind.PLATFORM
            if child.lower_ in words("weapon head"):
                return Kind.WEAPON
    return None


def _stands_as_system(head: Token) -> bool:
    """Return whether a lone name takes an article or a plural, as people's names do not."""
    return any(c.dep_ == "det" for c in head.children) or head.tag_ == "NNPS"


def _label(span: Span) -> Kind | None:
    """Return the kind that most of the span's words have for spaCy, if any."""
    labels = [_NER[t.ent_type_] for t in span if t.ent_type_ in _NER]
    return max(labels, key=labels.count) if labels and 2 * len(labels) >= len(span) else None


def _unnamed(found: Found, sentence: Span) -> None:
    """Add the noun phrases without a name whose head noun says what they are."""
    for token in sentence:
        if token.i in found.taken or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}:
            inner = token.head.lower_
            if token.head.i > token.i and any(inner in words(name) for _, name in _HEADS):
                continue  # part of the phrase of its head
        kind = next((k for k, name in _HEADS if token.lower_ in words(name)), None)
        if kind is None or _is_part(token):
            continue
        start = _phrase_start(token, found)
        found.add(start, token.i + 1, kind, _with_nationality(found.doc, start, token.i + 1))


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

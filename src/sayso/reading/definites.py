"""What definite noun phrases stand for: "the company", "the Turkish firm", "the drone".

A phrase takes the name that stands out among those its noun fits: a subject, near, and often
named (Lappin and Leass 1994, as for pronouns). A noun for a company never means an army; a
nationality must be the name's own; a post is the person's to whom the text gave it. Where
nothing fits, the phrase keeps its own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from spacy.tokens import Doc, Span, Token

from sayso.knowledge.countries import country_of
from sayso.knowledge.makers import makers
from sayso.knowledge.words import words
from sayso.model import Kind, Mention

_SYSTEMS = (Kind.PLATFORM, Kind.WEAPON)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "such"})
_SENTENCES = 6  # how far back a body or a person may stand
_WINDOW = 8  # tokens around a person's name in which the text gives the post


@dataclass(frozen=True, slots=True)
class _Name:
    mention: Mention
    span: Span
    sentence: int
    subject: bool


class Definites:
    """One pass over a document's mentions, in order."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._text = self._doc.text
        self._mentions = mentions
        self._names: dict[Kind, list[_Name]] = defaultdict(list)
        self._often = Counter((m.kind, m.name) for m in mentions)
        self._posts: dict[str, set[str]] = defaultdict(set)
        self._countries = {
            alias: maker.country
            for maker in makers()
            for alias in (maker.name, *maker.aliases)
            if maker.country
        }
        self._sentence = {s.start: n for n, s in enumerate(doc.sents)}

    def read(self) -> Iterator[Mention]:
        """Yield every mention, a definite one under the name of what it stands for."""
        for at, mention in enumerate(self._mentions):
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                yield mention
                continue
            number = self._sentence.get(span[0].sent.start, 0)
            if is_name(mention):
                self._enter(mention, span, number)
                yield mention
                continue
            name = self._apposed(at) or self._find(mention, span, number)
            yield mention.model_copy(update={"name": name}) if name else mention

    def _enter(self, mention: Mention, span: Span, number: int) -> None:
        subject = span.root.dep_ in {"nsubj", "nsubjpass"}
        self._names[mention.kind].append(_Name(mention, span, number, subject))
        if mention.kind is Kind.PERSON:
            self._posts[mention.name].update(self._posts_at(span))
        elif mention.kind is Kind.ORGANISATION:
            country = self._country_at(span)
            if country:
                self._countries.setdefault(mention.name, country)

    def _posts_at(self, span: Span) -> Iterator[str]:
        """Yield the words for posts beside a person's name, up to the sentence's end."""
        heads = words("person head")
        sent = span[0].sent
        for token in reversed(self._doc[max(sent.start, span.start - _WINDOW) : span.start]):
            if token.pos_ in {"VERB", "AUX"}:
                break
            if token.lower_ in heads:
                yield token.lower_
        if span.end < sent.end and self._doc[span.end].text == ",":
            for token in self._doc[span.end + 1 : min(sent.end, span.end + _WINDOW)]:
                if token.text == ",":
                    break
                if token.lower_ in heads:
                    yield token.lower_

    def _country_at(self, span: Span) -> str | None:
        """Return the country that the words beside a name give: "Turkish firm X", "X of Turkey"."""
        doc, sent = self._doc, span[0].sent
        for i in range(span.start - 1, max(sent.start, span.start - 5) - 1, -1):
            country = country_of(doc[i].text)
            if country is not None:
                return country.name
            if doc[i].pos_ not in {"NOUN", "ADJ", "PART", "PROPN", "PUNCT"} or doc[i].text == ",":
                break
        if span.end + 1 < sent.end and doc[span.end].lower_ in {"of", "from", "in"}:
            for end in (span.end + 2, span.end + 3):
                country = country_of(doc[span.end + 1 : end].text)
                if country is not None:
                    return country.name
        return None

    def _apposed(self, at: int) -> str | None:
        """Return the name right after a noun for it: "the state company Aerovenca"."""
        if at + 1 >= len(self._mentions):
            return None
        mention, after = self._mentions[at], self._mentions[at + 1]
        if mention.kind is not after.kind or not is_name(after):
            return None
        between = self._text[mention.end : after.start]
        if between in {" ", " “", ' "'}:
            return None if mention.kind in _SYSTEMS else after.name
        closed = self._text[after.end : after.end + 1] in {",", ".", ";", ""}
        return after.name if between in {", ", ", the "} and closed else None

    def _find(self, mention: Mention, span: Span, number: int) -> str | None:
        head = span.root
        if mention.kind in _SYSTEMS:
            return self._system(mention, span)
        if mention.kind not in {Kind.ORGANISATION, Kind.PERSON}:
            return None
        modifiers = [t for t in span if t.i != head.i]
        first = self._doc[span.start - 1] if span.start else None
        country = country_of(first.text) if first is not None else None
        if country is not None and span.start > 1:
            first = self._doc[span.start - 2]
        if first is None or first.lower_ not in _DEFINITE or modifiers:
            return None
        if head.tag_ in {"NNS", "NNPS"} or _qualified(head):
            return None
        if mention.kind is Kind.PERSON:
            return self._person(head.lower_, number)
        return self._body(head.lower_, country.name if country else None, number)

    def _system(self, mention: Mention, span: Span) -> str | None:
        """Return the named system that a plain noun stands for."""
        for kind in _SYSTEMS:
            named = self._names[kind]
            if named and 0 <= mention.start - named[-1].mention.end <= 2:
                return named[-1].mention.name  # "G3 drones"
        before = self._names[mention.kind]
        if not before or len(span) > 1 or not span.start or _qualified(span.root):
            return None
        if self._doc[span.start - 1].lower_ in _DEFINITE:
            return before[-1].mention.name
        return None

    def _person(self, post: str, number: int) -> str | None:
        for name in reversed(self._names[Kind.PERSON]):
            if post in self._posts[name.mention.name] and number - name.sentence <= 2 * _SENTENCES:
                return name.mention.name
        return None

    def _body(self, noun: str, country: str | None, number: int) -> str | None:
        best, found = 0.0, None
        for order, name in enumerate(self._names[Kind.ORGANISATION]):
            back = number - name.sentence
            if back > _SENTENCES or not _fits(noun, name.mention):
                continue
            own = self._countries.get(name.mention.name)
            if country is not None and own != country:
                continue
            often = self._often[name.mention.kind, name.mention.name]
            score = 10 - back + (1.5 if name.subject else 0.0) + log(often) + 0.01 * order
            if back == 0 and name.span.root.dep_ in {"poss", "compound"}:
                score -= 0.5
            if score > best:
                best, found = score, name.mention.name
        return found


def is_name(mention: Mention) -> bool:
    """Return whether a mention is a proper name, by its capitals."""
    return any(c.isupper() for c in mention.text[:2])


def _qualified(head: Token) -> bool:
    """Return whether what follows a noun says which one it is: "the company that built it"."""
    return any(c.dep_ in {"prep", "relcl", "acl"} and c.lower_ != "in" for c in head.children)


def _fits(noun: str, mention: Mention) -> bool:
    """Return whether a body may be called ``noun``: a ministry is no company, nor an army."""
    own = {w for form in (mention.text, mention.name) for w in form.lower().split()}
    if noun in words("company noun"):
        return not own & words("public body word")
    return noun in own

"""Turn the grammatical arguments of a trigger into named role fillers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from sayso.knowledge.words import words
from sayso.model import Attribution, Kind, Mention
from sayso.reading.chains import chain_at
from sayso.reading.frames import families, role_kinds

_PHRASE = {"amod", "compound", "nmod", "npadvmod", "punct", "poss", "case", "quantmod"}
_SYSTEMS = {Kind.PLATFORM, Kind.WEAPON}


class Named(Protocol):
    """Mentions and references with the fullest name of each (``names.Names``)."""

    @property
    def mentions(self) -> Sequence[Mention]: ...  # noqa: D102
    @property
    def references(self) -> Sequence[Mention]: ...  # noqa: D102


class Lookup:
    """The mentions of one parsed document by token, and whom its persons act for."""

    def __init__(self, doc: Doc, names: Named) -> None:
        self.employers: dict[str, str] = {}  # a person to the body they hold a post in
        self.attributions: Sequence[Attribution] = ()  # who says "we"
        self.text = doc.text  # kept: spaCy joins the tokens anew each time it is asked
        self._at: dict[int, list[Mention]] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        for mention in (*names.mentions, *names.references):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            self._spans[mention.start, mention.end] = span
            for token in span:
                self._at.setdefault(token.i, []).append(mention)

        self._systems = sorted(
            (m for m in (*names.mentions, *names.references) if is_system(m)),
            key=lambda m: m.start,
        )

    def at(self, token: Token) -> Mention | None:
        """Return the mention that covers ``token``, if any."""
        found = self._at.get(token.i)
        return found[0] if found else None

    def all_at(self, token: Token) -> Sequence[Mention]:
        """Return every mention that covers ``token`` (two for "both countries")."""
        return self._at.get(token.i, ())

    def within(self, start: int, end: int) -> Iterator[tuple[Mention, Token]]:
        """Yield mentions whose tokens lie in [start, end), each with its head token."""
        seen: set[int] = set()
        for i in range(start, end):
            for mention in self._at.get(i, ()):
                if id(mention) not in seen:
                    seen.add(id(mention))
                    yield mention, self._spans[mention.start, mention.end].root

    def last_system(self, token: Token) -> str | None:
        """Return the weapon system named last before ``token``, else the first after it."""
        place = bisect_left(self._systems, token.idx, key=lambda m: m.start)
        if place:
            return self._systems[place - 1].name
        return self._systems[0].name if self._systems else None

    def systems(self, token: Token) -> list[str]:
        """Return the systems that ``token`` names, or that its phrase does."""
        for place in (token, *self._near(token)):
            found = [m.name for m in self.all_at(place) if is_system(m)]
            if found:
                named = [self.at(c) for c in place.children if c.dep_ == "appos"]
                better = [m.name for m in named if m is not None and is_system(m)]
                return better if better and found[0][:1].islower() else found
        return []

    def fill(self, role: str, token: Token) -> list[str]:
        """Return the names that ``token`` gives for ``role``; empty where it gives none."""
        allowed = role_kinds()[role]
        if role == "product" and self.at(token) is None and token.lower_ in words("component head"):
            return [phrase(token)]
        if role == "place" and token.lower_ in words("place head") and list(token.lefts):
            return [phrase(token)]  # "partner countries"
        if token.pos_ == "PRON":
            # "The ministry said it was not aware": it is the ministry, whatever else is near.
            told = [m for t in _speakers(token) for m in self.all_at(t) if m.kind in allowed.kinds]
            if told:
                return [self._for_whom(role, told[0].name)]
        here = [m for m in self.all_at(token) if m.kind in allowed.kinds and _may(role, m)]
        if here:
            return [self._for_whom(role, self._better(m, token, allowed.kinds)) for m in here]
        if token.pos_ == "PRON" and (names := self._first_person(role, token)):
            return names
        mention = self.at(token)
        if mention is None or mention.kind not in _NAMING:
            for near in self._near(token):
                found = [m for m in self.all_at(near) if m.kind in allowed.kinds]
                if found:
                    return [self._for_whom(role, m.name) for m in found]
        if allowed.words and mention is None and token.pos_ in {"NOUN", "PROPN"}:
            return [phrase(token)]
        return []

    def _first_person(self, role: str, token: Token) -> list[str]:
        """Return whom "we" stands for: the body of whoever says it."""
        if (
            token.lower_ not in {"we", "us", "our"}
            or Kind.ORGANISATION not in role_kinds()[role].kinds
        ):
            return []
        chain = chain_at(self.attributions, (token.idx, token.idx + len(token.text)))
        return [self.employers.get(name, name) for name in chain[:1]]

    def _for_whom(self, role: str, name: str) -> str:
        """Return the body that a person acts for, where the role is one of makers and parties."""
        if role in {"speaker", "person", "trainee", "target", "owner"}:
            return name
        return self.employers.get(name, name)

    def _better(self, mention: Mention, token: Token, kinds: Sequence[Kind]) -> str:
        """Prefer a name in apposition to an unnamed mention ("its subsidiary, Kupol")."""
        if mention.name[:1].islower():
            for child in token.children:
                other = self.at(child)
                if child.dep_ == "appos" and other and other.kind in kinds:
                    return other.name
        return mention.name

    def _near(self, token: Token) -> Iterator[Token]:
        """Yield tokens that name what ``token`` stands for: apposition, "of", compound."""
        for child in token.children:
            if child.dep_ == "appos":
                yield child
        if token.lemma_.lower() in families()["container"] or token.pos_ in {"NUM", "DET", "PRON"}:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    yield from (c for c in child.children if c.dep_ == "pobj")
        for child in reversed(list(token.lefts)):
            if child.dep_ in {"compound", "nmod"}:
                yield child


def _may(role: str, mention: Mention) -> bool:
    """Return whether a person may fill ``role``: an unnamed one speaks and learns, no more."""
    if mention.kind is not Kind.PERSON or role in {"speaker", "person", "trainee", "target"}:
        return True
    return mention.name[:1].isupper()


def _speakers(pronoun: Token) -> Iterator[Token]:
    clause = next((a for a in pronoun.ancestors if a.dep_ == "ccomp"), None)
    if clause is not None and pronoun.lower_ in {"it", "he", "she", "its"}:
        yield from (c for c in clause.head.children if c.dep_ == "nsubj" and c.pos_ != "PRON")


_NAMING = {Kind.PERSON, Kind.ORGANISATION, Kind.MONEY, Kind.TIME, Kind.PLACE}


def phrase(token: Token) -> str:
    """Return the noun phrase headed by ``token``: its left modifiers and itself, no article."""
    start = token.i
    for left in reversed(list(token.lefts)):
        if left.dep_ not in _PHRASE or left.right_edge.i + 1 != start or left.lower_ in _ARTICLES:
            break
        start = left.left_edge.i
    while token.doc[start].is_punct or token.doc[start].dep_ == "case":
        start += 1
    return str(token.doc[start : token.i + 1].text).replace("\n", " ")


_ARTICLES = {"the", "a", "an", "its", "their", "his", "her", "our", "more", "other"}


def is_system(mention: Mention | None) -> bool:
    """Return whether a mention names a weapon system."""
    return mention is not None and mention.kind in _SYSTEMS


def in_family(token: Token, family: str) -> bool:
    """Return whether the noun ``token``, or what it measures out, is of a family of nouns."""
    nouns = families()[family]
    if token.lemma_.lower() in nouns:
        return True
    return any(c.dep_ in {"compound", "nmod"} and c.lemma_.lower() in nouns for c in token.lefts)

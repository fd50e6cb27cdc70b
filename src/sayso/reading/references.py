"""What pronouns and "the two countries" stand for, where that is clear.

A pronoun takes the candidate of a fitting kind that stands out most among those before it: near,
and a subject rather than an object (the order of Lappin and Leass, 1994, "An algorithm for
pronominal anaphora resolution"). The verb it goes with says what may fit: what is flown is a
system, who says is a body. Where nothing fits, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.knowledge.countries import country_of
from sayso.model import Kind, Mention
from sayso.reading.parse import Parsed
from sayso.reading.reporting import stances

_PEOPLE = frozenset({"he", "she", "him", "her", "his"})
_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them"})
_BODIES = frozenset({Kind.ORGANISATION, Kind.PLACE})
_SYSTEMS = frozenset({Kind.PLATFORM, Kind.WEAPON})
_THINGS = _SYSTEMS | {Kind.FACILITY}
_BOTH = re.compile(
    r"^(?:the\s+)?(?:two|both)\s+(?:the\s+)?(?:countries|nations|states|sides|governments)$"
)
_BOTH_NOUNS = frozenset({"countries", "nations", "states", "sides", "governments"})
# Verbs whose subject is a system, and verbs whose object is one.
_OF_SYSTEMS = frozenset("fly carry weigh cost crash land loiter glide climb cruise reach".split())
_ON_SYSTEMS = frozenset(
    """
    fly build make produce assemble launch test buy sell export import deliver operate order
    supply unveil show field rename fit develop design manufacture copy use call
    """.split()
)
# Verbs whose subject is a body or a state.
_OF_BODIES = frozenset(
    """
    sign own hold employ buy sell plan intend order build make produce supply deliver assemble
    export import develop hire open agree decline refuse acquire win manufacture want seek expect
    """.split()
)
_CUE_ADJECTIVE = {"acomp", "attr"}
_REACH = 3  # sentences back
_MOST = 40  # candidates kept
_CLEAR = 0.5  # a rival as near as this makes a reference unclear


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    others: tuple[Mention, ...]  # the further countries of "the two countries"
    head: Token
    sentence: int
    plural: bool
    named: bool


def find_references(parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return a mention for each pronoun or "both countries" of ``parsed`` whose sense is clear.

    ``mentions`` are the document's, in order, each with its fullest name. A reference has its own
    span and text, and the kind and name of what it stands for.
    """
    return tuple(_Reader(parsed.doc, mentions).read())


class _Reader:
    """One pass over a document: the candidates so far, and what each pronoun finds among them."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._text = self._doc.text
        self._mentions = mentions
        self._recent: list[_Candidate] = []
        self._countries: Counter[str] = Counter()
        self._names: dict[str, Mention] = {}

    def read(self) -> Iterator[Mention]:
        at = 0
        for number, sentence in enumerate(self._doc.sents):
            self._recent = [c for c in self._recent if c.sentence >= number - _REACH]
            for token in sentence:
                del self._recent[:-_MOST]
                while at < len(self._mentions) and self._mentions[at].start <= token.idx:
                    self._enter(self._mentions[at], number)
                    at += 1
                found = tuple(self._refer(token, number))
                yield from found
                if found:
                    plural = token.lower_ in _PLURAL or len(found) > 1
                    first, *others = found
                    self._recent.append(
                        _Candidate(first, tuple(others), token, number, plural, True)
                    )

    def _enter(self, mention: Mention, number: int) -> None:
        if mention.kind is Kind.PLACE:
            country = country_of(mention.text)
            if country is None:
                return
            self._countries[country.name] += 1
            self._names.setdefault(country.name, mention.model_copy(update={"name": country.name}))
        elif mention.kind not in _THINGS | _BODIES | {Kind.PERSON}:
            return
        span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            head, named = span.root, mention.text[:1].isupper()
            plural = head.tag_ in {"NNS", "NNPS"} and not named
            if not (named or plural or mention.kind in _THINGS or _stands_alone(head)):
                return
            if self._recent and _apposed(self._recent[-1], head, mention.kind):
                other = self._recent.pop()
                head, named = other.head, named or other.named
                mention = mention if mention.text[:1].isupper() else other.mention
            self._recent.append(_Candidate(mention, (), head, number, plural, named))

    def _refer(self, token: Token, number: int) -> Iterator[Mention]:
        word = token.lower_
        if word in _BOTH_NOUNS:
            yield from self._both(token)
            return
        if word in _PEOPLE:
            kinds: Mapping[Kind, float] = {Kind.PERSON: 0.0}
        elif (word in _SINGULAR and not _expletive(token)) or word in _PLURAL:
            kinds = _fitting(token)
        else:
            return
        ranked = sorted(self._ranked(token, number, kinds), key=lambda r: -r[0])
        if not ranked:
            return
        best, first = ranked[0]
        rivals = [
            c
            for score, c in ranked[1:]
            if c.mention.name != first.mention.name and best - score < _CLEAR
        ]
        if rivals:
            return
        for mention in (first.mention, *first.others):
            yield _reference(token, mention)

    def _ranked(
        self, token: Token, number: int, kinds: Mapping[Kind, float]
    ) -> Iterator[tuple[float, _Candidate]]:
        word = token.lower_
        barred = _clause_mates(token)
        above = set(token.ancestors)
        for order, candidate in enumerate(self._recent):
            fit = kinds.get(candidate.mention.kind)
            if fit is None or candidate.head.i in barred or candidate.head in above:
                continue
            if word in _PLURAL and not (
                candidate.plural
                or (candidate.mention.kind is Kind.ORGANISATION and token.dep_ == "nsubj")
            ):
                continue
            if word not in _PLURAL and candidate.plural:
                continue
            back = number - candidate.sentence
            score = fit - 1.5 * back + 0.01 * order
            if candidate.head.dep_ in {"nsubj", "nsubjpass"}:
                score += 1.5
                if back == 0 and candidate.head.head in above:
                    score += 1.0  # "X said it …": the subject of a clause around the pronoun
            elif candidate.head.dep_ in {"poss", "compound", "nmod"}:
                score -= 0.7
            if candidate.plural and word in _PLURAL:
                score += 1.0
            if not candidate.named:
                score -= 0.7
            yield score, candidate

    def _both(self, token: Token) -> Iterator[Mention]:
        start = token.left_edge.idx
        phrase = self._text[start : token.idx + len(token.text)].casefold()
        often = self._countries.most_common(2)
        if _BOTH.match(phrase) and len(often) == 2:
            for name, _ in often:
                yield _reference(token, self._names[name])


def _reference(token: Token, to: Mention) -> Mention:
    return Mention(
        start=token.idx,
        end=token.idx + len(token.text),
        text=token.text,
        kind=to.kind,
        name=to.name,
    )


def _stands_alone(head: Token) -> bool:
    """Say whether an unnamed singular noun brings something in ("a foreman", "the workshop").

    A bare one is mostly a post or part of a name's description ("chief executive of Rimal").
    """
    if head.dep_ in {"attr", "oprd", "appos", "compound"}:
        return False
    return any(c.dep_ == "det" or c.lower_ == "one" for c in head.children)


def _apposed(before: _Candidate, head: Token, kind: Kind) -> bool:
    """Say whether ``head`` names the same person or body as the candidate right before it.

    "Its founder, Sani Yelwa," and "Rimal, the firm" are one each.
    """
    if before.mention.kind is not kind:
        return False
    if head.head == before.head and head.dep_ == "appos":
        return True
    return before.head.head == head and before.head.dep_ in {"compound", "appos", "nmod"}


def _clause_mates(token: Token) -> set[int]:
    """Return the tokens that ``token`` cannot stand for: the subject of its own verb.

    A pronoun that is an object or hangs on one never means its clause's subject ("the army flies
    it"); one that is the subject is free.
    """
    if token.dep_ in {"nsubj", "nsubjpass", "poss"}:
        return set()
    verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return set()
    while verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return {c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}}


def _expletive(token: Token) -> bool:
    """Say whether "it" stands for nothing: "it is clear that", "it seems", "make it hard to"."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    clauses = any(c.dep_ in {"ccomp", "csubj", "xcomp", "csubjpass"} for c in verb.children)
    if verb.lemma_ == "be" and any(c.dep_ in _CUE_ADJECTIVE for c in verb.children):
        adjective = next(c for c in verb.children if c.dep_ in _CUE_ADJECTIVE)
        return clauses or any(
            c.dep_ in {"xcomp", "ccomp", "relcl", "acl"} for c in adjective.children
        )
    if verb.lemma_ in {"seem", "appear", "happen", "turn", "rain", "take"}:
        return clauses
    return token.dep_ == "nsubjpass" and clauses and verb.lemma_ in stances()


def _fitting(token: Token) -> dict[Kind, float]:
    """Return the kinds that a pronoun for no person may mean here, and how well each fits."""
    verb = token.head
    lemma = verb.lemma_.lower()
    plain = {
        Kind.ORGANISATION: 1.0,
        Kind.PLACE: 0.0,
        Kind.PLATFORM: 0.5,
        Kind.WEAPON: 0.5,
        Kind.FACILITY: 0.0,
    }
    if token.lower_ in _PLURAL:
        plain[Kind.PERSON] = 0.5
    if token.dep_ == "nsubj":
        if lemma in _OF_SYSTEMS:
            return dict.fromkeys(_SYSTEMS, 1.0)
        if (lemma in stances() and lemma != "carry") or lemma in _OF_BODIES:
            people = {Kind.PERSON: 1.0} if token.lower_ in _PLURAL else {}
            return {Kind.ORGANISATION: 1.0, Kind.PLACE: 0.3, **people}
    elif token.dep_ in {"dobj", "nsubjpass"} and lemma in _ON_SYSTEMS:
        return {Kind.PLATFORM: 1.0, Kind.WEAPON: 1.0, Kind.FACILITY: 0.0}
    elif token.dep_ in {"dobj", "pobj"}:
        return {Kind.PLATFORM: 0.5, Kind.WEAPON: 0.5, Kind.FACILITY: 0.3, Kind.ORGANISATION: 0.3}
    return plain

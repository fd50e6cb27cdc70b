"""Denials, confirmations, refusals to comment, professions of not knowing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Token

from sayso.knowledge import table
from sayso.model import ClaimType
from sayso.reading.drafts import Draft
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Sentence
from sayso.reading.syntax import arguments

_ABOUT_LIMIT = 20  # words of what a response is about
_GIVING = {"have", "give", "make", "offer", "provide", "receive", "get"}
_IF = {"if", "unless", "whether", "when"}
_NO = {"no", "neither", "any", "not"}


class Response(BaseModel):
    """The words that carry one stance; see responses.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stance: str
    verbs: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Refusal(BaseModel):
    """Words that refuse what they govern."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]


@cache
def _stances(part: str) -> Mapping[str, str]:
    return {
        word: entry.stance
        for entry in table("responses", "response", Response)
        for word in getattr(entry, part)
    }


@cache
def _refusals() -> frozenset[str]:
    return frozenset(w for entry in table("responses", "refusal", Refusal) for w in entry.words)


def responses(sentence: Sentence, lookup: Lookup) -> Iterator[Draft]:
    """Yield a draft for each response that ``sentence`` reports."""
    for token in sentence.span:
        stance, teller = _stance_at(token)
        if stance is None or teller is None:
            continue
        draft = Draft(ClaimType.RESPONSE, token)
        found = arguments(teller)
        passive = any(c.dep_ == "nsubjpass" for c in teller.children)
        for subject in found.get("subject", ()):
            draft.add("speaker", lookup.fill("speaker", subject))
        draft.add("stance", [stance])
        about = _about(token, teller)
        if about:
            draft.add("about", [about])
        undisclosed = passive and stance == "no comment" and token.pos_ == "VERB" and about
        if "speaker" in draft.roles or undisclosed:
            yield draft


def _stance_at(token: Token) -> tuple[str | None, Token | None]:
    """Return the stance that ``token`` carries and the verb whose subject takes it."""
    word = token.lemma_.lower()
    if token.pos_ == "VERB":
        refuser = _refuser(token)
        if word in _stances("negated") and (refuser is not None or _negated(token)):
            return _stances("negated")[word], refuser or token
        if word in _stances("verbs") and not _negated(token) and token.tag_ != "VBG":
            conditional = any(c.dep_ == "mark" and c.lower_ in _IF for c in token.children)
            if token.dep_ in {"amod", "acl"} or conditional:
                return None, None
            return _stances("verbs")[word], token
    elif token.pos_ == "ADJ":
        verb = token.head
        if token.dep_ == "acomp" and verb.pos_ in {"AUX", "VERB"}:
            if word in _stances("adjectives"):
                if _stances("adjectives")[word] == "denies":
                    return None, None  # said of the report, by whoever the sentence cites
                return _stances("adjectives")[word], verb
            if word in _stances("negated") and _negated(verb):
                return _stances("negated")[word], verb
    elif token.pos_ == "NOUN" and word in _stances("nouns") and token.dep_ in {"dobj", "pobj"}:
        verb = token.head if token.dep_ == "dobj" else token.head.head
        if verb.lemma_.lower() in _GIVING and token.dep_ == "dobj":
            denied = _negated(verb) or any(c.lower_ in _NO for c in token.children)
            if denied or word in {"denial", "confirmation"}:
                return _stances("nouns")[word], verb
    return None, None


def _refuser(verb: Token) -> Token | None:
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _refusals():
        above = verb.head
        return above.head if above.pos_ == "ADJ" else above
    return None


def _negated(verb: Token) -> bool:
    if any(c.dep_ in {"neg", "preconj"} and c.lower_ != "only" for c in verb.children):
        return True
    if any(c.dep_ == "advmod" and c.lower_ == "never" for c in verb.children):
        return True
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and any(
            c.lower_ in {"no", "neither", "none", "nor"} for c in (child, *child.children)
        ):
            return True
    return False


def _about(token: Token, teller: Token) -> str | None:
    """Return the words a response is about: its object or what it says."""
    places = [token] if token == teller else [token, teller]
    for place in places:
        for child in place.children:
            if child.dep_ in {"ccomp", "dobj", "nsubjpass", "xcomp"} and child != token:
                if child.lemma_.lower() in _stances("negated"):
                    continue
                return _words(child)
        for child in place.children:
            if child.dep_ == "prep" and child.lower_ in {"to", "on", "about", "of", "for"}:
                for filler in child.children:
                    if filler.dep_ in {"pobj", "pcomp"}:
                        return _words(filler)
    return None


def _words(head: Token) -> str:
    span = head.doc[head.left_edge.i : head.right_edge.i + 1]
    tokens = list(span)[:_ABOUT_LIMIT]
    while tokens and tokens[0].lower_ in {"that", "whether", "the", "a", "any", "its", ","}:
        tokens.pop(0)
    if not tokens:
        return ""
    return str(head.doc[tokens[0].i : tokens[-1].i + 1].text).replace("\n", " ").strip(" ,;.")

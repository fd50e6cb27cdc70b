"""Tell what has happened from what is planned, possible or denied, by the words around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Token

from sayso.knowledge import table
from sayso.model import ClaimType, Realis

Where = Literal["governor", "auxiliary", "adverb", "adjective", "trigger"]

# From these a trigger looks up to what governs it.
_UP = frozenset(
    [
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "pobj",
        "pcomp",
        "dobj",
        "prep",
        "conj",
        "nsubj",
        "nsubjpass",
        "attr",
        "appos",
        "compound",
    ]
)
_DEPTH = 7
_VERBS = {"VERB", "AUX"}
_ORDER = (Realis.NEGATED, Realis.POSSIBLE, Realis.PLANNED)
# What is being built or developed is under way and not done; who is using something uses it.
_UNDER_WAY = {ClaimType.FACILITY, ClaimType.DEVELOPMENT}


class Cue(BaseModel):
    """Words that, standing somewhere near a trigger, give its claim a realis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    realis: Realis
    where: Where
    words: tuple[str, ...]


@cache
def _cues() -> Mapping[Where, Mapping[str, Realis]]:
    found: dict[Where, dict[str, Realis]] = defaultdict(dict)
    for cue in table("modality", "cue", Cue):
        for word in cue.words:
            found[cue.where].setdefault(word, cue.realis)
    return found


def realis_of(trigger: Token, claim: ClaimType) -> Realis:
    """Return the realis of what ``trigger`` asserts, from its own clause and those that govern it.

    Negation outweighs possibility, possibility outweighs a plan; without a cue it is actual.
    """
    found = _around(trigger)
    own = _cues()["trigger"].get(trigger.lemma_.lower())
    if own is not None and (claim is ClaimType.AGREEMENT or own is Realis.NEGATED):
        found.add(own)
    if claim in _UNDER_WAY and _progressive(trigger):
        found.add(Realis.PLANNED)
    if trigger.pos_ in {"NOUN", "PROPN"} and _conditional(trigger):
        found.add(Realis.POSSIBLE)
    below = trigger
    for _ in range(_DEPTH):
        above = below.head
        if below.dep_ not in _UP or above == below:
            break
        if below.dep_ == "conj" and _stands_alone(below):
            break
        found |= _from_above(above, below)
        if _reduced(below):
            break
        below = above
    return next((realis for realis in _ORDER if realis in found), Realis.ACTUAL)


def _from_above(above: Token, below: Token) -> set[Realis]:
    """Return what ``above`` says of the word or clause it governs."""
    link = below.dep_
    if _reduced(below):
        return set()  # "the drone developed by STC may be made abroad": it was developed
    if above.pos_ == "ADP" or link in {"appos", "compound"}:
        return set()
    cue = _cues()["governor"].get(above.lemma_.lower())
    if link in {"nsubj", "nsubjpass"}:
        # "delivery is planned", "a transfer is possible", "the line was dropped"
        found = {cue} if cue is not None and (link == "nsubjpass" or above.pos_ == "AUX") else set()
        own = _cues()["trigger"].get(above.lemma_.lower())
        if link == "nsubjpass" and own is Realis.NEGATED:
            found.add(own)
        for child in above.children:
            if child.dep_ in {"acomp", "attr", "oprd"}:
                said = _cues()["governor"].get(child.lemma_.lower())
                if said is not None:
                    found.add(said)
            elif child.dep_ == "xcomp" and above.lemma_ == "be":
                found.add(Realis.PLANNED)  # "production is to begin"
        return found | _around(above) if below.pos_ == "NOUN" else found
    found = set()
    if cue is not None and link not in {"conj", "advcl"}:
        found.add(cue)
    if above.lemma_ == "be" and link == "xcomp":
        found.add(Realis.PLANNED)  # "is to begin"
    if above.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in above.children):
        found.add(Realis.NEGATED)  # "no sign that"
    if above.pos_ in _VERBS and link not in {"ccomp", "advcl"}:
        found |= _around(above)
    return found


def _conditional(noun: Token) -> bool:
    """Return whether ", if …" follows a noun before its verb ("the sale, if confirmed, would")."""
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ == "if":
            return token.nbor(-1).text == ","
        if token.pos_ in _VERBS:
            return False
    return False


def _reduced(verb: Token) -> bool:
    """Return whether ``verb`` is a participle after a noun, without a clause of its own."""
    return verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"} and not _stands_alone(verb)


def _progressive(verb: Token) -> bool:
    """Return whether ``verb`` is in the present progressive, active or passive."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBG":
        return bool(auxiliaries & {"is", "are", "'s", "am"})
    return "being" in auxiliaries and bool(auxiliaries & {"is", "are"})


def _stands_alone(verb: Token) -> bool:
    """Return whether a coordinated verb has a subject or auxiliary of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)


def _around(token: Token) -> set[Realis]:
    """Return the realis of the auxiliaries, negations, adverbs and conditions at ``token``."""
    found: set[Realis] = set()
    cues = _cues()
    children = list(token.children)
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in children)
    for child in children:
        word = child.lower_.replace("’", "'")
        realis: Realis | None = None
        if child.dep_ in {"aux", "auxpass"}:
            realis = cues["auxiliary"].get(word)
            if word == "would" and perfect:
                realis = None
        elif child.dep_ in {"neg", "advmod", "det", "preconj", "cc"}:
            realis = cues["adverb"].get(word)
            if realis is not None and _only(child):
                realis = None
        elif child.dep_ == "amod":
            realis = cues["adjective"].get(word)
        elif (child.dep_ == "mark" and word in {"if", "unless", "whether"}) or (
            child.dep_ == "advcl" and _marked(child, {"if", "unless"})
        ):
            realis = Realis.POSSIBLE
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(
            c.dep_ in {"det", "preconj"} and c.lower_ in {"no", "neither"} for c in child.children
        ):
            realis = Realis.NEGATED
        if realis is not None:
            found.add(realis)
    if token.dep_ in {"advcl", "acl", "ROOT"} and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in children
    ):
        found.add(Realis.PLANNED)  # a purpose, or a headline: "Moscow to set up plant"
    return found


def _only(negation: Token) -> bool:
    following = negation.doc[negation.i + 1 : negation.i + 2]
    return len(following) == 1 and following[0].lower_ == "only"


def _marked(clause: Token, words: set[str]) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in words for c in clause.children)

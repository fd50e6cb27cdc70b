"""Tell what has happened from what is planned, possible or denied, by the words around a trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Token

from sayso.knowledge import table
from sayso.model import Realis

Where = Literal["governor", "auxiliary", "adverb", "adjective"]

_UP = {"xcomp", "ccomp", "acl", "advcl", "pobj", "pcomp", "dobj", "prep", "conj", "relcl", "nsubjpass"}
_STOP = {"relcl"}  # what the clause is said of is not under the verbs above it
_DEPTH = 6
_ORDER = (Realis.NEGATED, Realis.POSSIBLE, Realis.PLANNED)


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


def realis_of(trigger: Token) -> Realis:
    """Return the realis of what ``trigger`` asserts, from its own clause and those that govern it.

    Negation outweighs possibility, possibility outweighs a plan; without a cue it is actual.
    """
    found = _around(trigger)
    at = trigger
    for _ in range(_DEPTH):
        if at.dep_ not in _UP or at.dep_ in _STOP:
            break
        below, at = at, at.head
        if at.pos_ == "ADP":
            continue
        governed = _governed(at, below)
        if governed is not None:
            found.add(governed)
        if at.pos_ in {"VERB", "AUX"}:
            saying = below.dep_ == "ccomp"
            if not saying and below.dep_ != "advcl":
                found |= _around(at)
    for realis in _ORDER:
        if realis in found:
            return realis
    return Realis.ACTUAL


def _governed(above: Token, below: Token) -> Realis | None:
    if below.dep_ in {"conj", "advcl", "relcl"}:
        return None
    return _cues()["governor"].get(above.lemma_.lower())


def _around(token: Token) -> set[Realis]:
    """Return the realis of the auxiliaries, negations, adverbs and conditions at ``token``."""
    found: set[Realis] = set()
    cues = _cues()
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    for child in token.children:
        word = child.lower_.replace("’", "'")
        if child.dep_ in {"aux", "auxpass"}:
            realis = cues["auxiliary"].get(word)
            if realis and not (word == "would" and perfect):
                found.add(realis)
        elif child.dep_ in {"neg", "advmod", "det", "preconj", "cc"}:
            realis = cues["adverb"].get(word)
            if realis:
                found.add(realis)
        elif child.dep_ == "amod":
            realis = cues["adjective"].get(word)
            if realis:
                found.add(realis)
        elif child.dep_ == "mark" and word in {"if", "unless", "whether"}:
            found.add(Realis.POSSIBLE)
        elif child.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children
        ):
            found.add(Realis.POSSIBLE)
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(
            c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in child.children
        ):
            found.add(Realis.NEGATED)
    if token.dep_ == "xcomp" or any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        found.discard(Realis.ACTUAL)
    return found

"""Words set into a sentence to say whose it is: "…, Hinz said on Friday, …", "…, according to X".

Ranges are of tokens, half open. What an aside covers is the sentence around it, between semicolons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.model import Span
from sayso.reading.parse import Sentence
from sayso.reading.reporting import reporting
from sayso.reading.sources import speaks

Range = tuple[int, int]

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_MARKS = {'"', "“", "”", "„", "«", "»", "'", "‘", "’"}
_CLOSERS = {",", "—", "–", "-", "?", "!", "…", "...", ")"} | _MARKS
_ENDS = _CLOSERS | {".", ";", ":"}
_BREAKS = {"but", "while", "whereas", "though", "although"}
_LEFT = {"compound", "nmod", "amod", "poss", "det", "nummod", "quantmod"}
_INNER = {"relcl", "acl", "amod", "pcomp", "prep", "compound"}
_TELLING = {"DT", "WDT", "WP", "WP$", "PRP$"}
_LONG = 14  # tokens that may hang on the verb of an aside


@dataclass(frozen=True, slots=True)
class Aside:
    """A parenthetical "Hinz said on Friday": its tokens and the head of its speaker."""

    start: int
    end: int
    head: Token


def segment(token: Token, sentence: Sentence) -> Range:
    """Return the part of the sentence between semicolons that ``token`` stands in."""
    doc, lo, hi = token.doc, sentence.span.start, sentence.span.end
    lo = next((i for i in range(token.i, lo, -1) if doc[i - 1].text == ";"), lo)
    hi = next((i for i in range(token.i, hi) if doc[i].text == ";"), hi)
    return lo, hi


def find_aside(verb: Token, within: Range) -> Aside | None:
    """Return the aside that ``verb`` forms between marks, read off the words as they stand.

    The parse is weak just there: "Zayande, an e-mail suggests, paid" gives the e-mail no verb.
    """
    doc = verb.doc
    put_it = doc[verb.i + 1 : verb.i + 2].text == "it"  # "as the minister put it"
    if verb.lemma_.lower() in reporting("clauseless") and not put_it:
        return None
    reduced = verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"}  # a finite verb misread
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} and not reduced:
        return None
    end = _to_mark(doc, verb.i + 1, within[1])
    if end is None or verb.i <= within[0]:
        return None
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
    if closed(doc, verb.i):  # "…,” said Hinz"
        if subjects or verb.lemma_ == "tell":
            return None
        head = noun_from(doc, verb.i + 1, end)
        return Aside(verb.i, end, head) if head is not None else None
    start = verb.i
    while start > within[0] and doc[start - 1].text not in _CLOSERS:
        start -= 1
    as_said = doc[start].lower_ == "as"
    if as_said:
        start += 1
    elif start == within[0] or doc[start].pos_ == "SCONJ":
        return None
    if any(doc[i].pos_ in {"VERB", "AUX"} and _clausal(doc[i]) for i in range(start, verb.i)):
        return None
    said = any(doc[i].pos_ in {"VERB", "AUX"} for i in range(within[0], start))
    head = subjects[-1] if subjects and said else noun_from(doc, start, verb.i)
    if head is None or (reduced and not speaks(head)):
        return None
    return Aside(start if head.i >= start else head.left_edge.i, end, head)


def _clausal(token: Token) -> bool:
    """Say whether a verb makes a clause of its own in what would be a plain noun phrase."""
    return token.dep_ not in _INNER and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _to_mark(doc: Doc, start: int, stop: int) -> int | None:
    """Return the first mark after ``start``; None where a clause or too many words come first."""
    for i in range(start, min(stop, start + _LONG)):
        if doc[i].text in _ENDS or doc[i].is_sent_start:
            return i
        if doc[i].pos_ in {"VERB", "AUX", "SCONJ"} and doc[i].dep_ not in _INNER:
            return None
    return stop if stop - start <= _LONG else None


def noun_from(doc: Doc, start: int, stop: int) -> Token | None:
    """Return the head of the noun phrase that begins at ``start``."""
    for i in range(start, stop):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            while token.dep_ in _LEFT and token.i < token.head.i < stop:
                token = token.head
            if token.i + 2 < stop and doc[token.i + 1].text == "-":
                continue  # "vice-president" is three tokens
            return token
        if token.pos_ not in {"DET", "ADJ", "ADV", "PUNCT", "PART"} and token.dep_ not in _LEFT:
            return None
    return None


def closed(doc: Doc, first: int) -> bool:
    """Say whether a mark stands before ``first``: "…, Hinz said", "…,” said Hinz"."""
    return first > 0 and doc[first - 1].text in _CLOSERS


def end_of(verb: Token, within: Range) -> int:
    """Return the next mark after a verb, its speaker and its addressee."""
    nominal = SUBJECTS | {"dobj", "dative", "attr", "oprd", "appos"}
    last = max([verb.i, *(c.right_edge.i for c in verb.rights if c.dep_ in nominal)])
    return next(
        (i for i in range(last + 1, within[1]) if verb.doc[i].text in _CLOSERS | {":"}), within[1]
    )


def around(doc: Doc, aside: Range, within: Range) -> list[Range]:
    """Return what an aside is about: the words on both sides of it.

    After "and" it is about what follows alone; a clause set against it is not its speaker's.
    """
    before = aside[0] - 1
    while before > within[0] and doc[before].is_punct:
        before -= 1
    joined = before >= within[0] and doc[before].pos_ == "CCONJ"
    ranges = [] if joined else [(within[0], aside[0])]
    said = any(doc[i].pos_ in {"VERB", "AUX"} for i in range(within[0], aside[0]))
    rest = aside[1]
    while rest < within[1] and (doc[rest].is_punct or doc[rest].is_space):
        rest += 1
    if not said or _goes_on(doc, rest, within[1]):
        ranges.append((rest, within[1]))
    return ranges


def _goes_on(doc: Doc, at: int, stop: int) -> bool:
    """Say whether what follows an aside is still what is said.

    Words without a verb, or after an article or relative pronoun, tell more of the speaker
    ("said Hinz, a fellow who …"); "but X" and "while X" turn from what is said.
    """
    if at < stop and doc[at - 1].text in _MARKS:
        return True
    if not any(doc[i].pos_ in {"VERB", "AUX"} for i in range(at, stop)):
        return False
    if doc[at].tag_ in _TELLING and doc[at - 1].text == ",":
        return False
    if doc[at].lower_ not in _BREAKS or at + 1 >= stop:
        return True
    return doc[at].lower_ == "but" and doc[at + 1].pos_ in {"VERB", "AUX", "ADV"}


def spans(doc: Doc, ranges: Sequence[Range]) -> Iterator[Span]:
    """Yield the characters of each range, marks and spaces at its ends left out."""
    for low, high in ranges:
        while low < high and (doc[low].is_punct or doc[low].is_space):
            low += 1
        while high > low and (doc[high - 1].is_punct or doc[high - 1].is_space):
            high -= 1
        if low < high:
            yield doc[low].idx, doc[high - 1].idx + len(doc[high - 1].text)

"""Attributions by a verb: who says it, and which words are said.

A reporting verb stands before what it reports ("Hinz said that …"), after it ("…, Hinz said", "said
Hinz"), or breaks it. What it reports is a clause, an object ("denied the sale"), an infinitive
("promised to deliver") or the words after a preposition ("spoke of 40 a month"), as in the VerbNet
frames of the verbs' classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sayso.model import Attribution, Span
from sayso.reading.asides import SUBJECTS, Range, around, closed, end_of, find_aside, segment, spans
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Sentence
from sayso.reading.reporting import prepositions, reporting, stances
from sayso.reading.sources import Source, carriers, find_source, name_source
from sayso.reading.syntax import arguments

_CLAUSES = {"ccomp", "parataxis"}
_FIRST = {"i", "we", "you", "there"}
_ADDRESSEE = {"dobj", "dative"}
_WITHIN = {"appos", "compound", "nmod"}
_BESIDE = {"dobj", "attr", "oprd", "npadvmod", "conj", "appos"}


def of_verb(
    verb: Token, sentence: Sentence, lookup: Lookup, spoken: Sequence[Source]
) -> tuple[Attribution, Source | None] | None:
    """Return the attribution that ``verb`` makes and its source; None where it makes none."""
    within = segment(verb, sentence)
    aside = find_aside(verb, within)
    if aside is not None:
        source = find_source(aside.head, lookup, spoken, any_noun=True)
        outer = [] if source is None else [*carriers(aside.head, lookup), *_told(verb, lookup)]
        content = around(verb.doc, (aside.start, aside.end), within)
    else:
        source, outer = _speaker(verb, lookup, spoken)
        content = _content(verb, within)
    if not content:
        return None
    chain = list(source.chain) if source is not None else []
    chain += [name for name in outer if name not in chain]
    if source is None and not outer and not _impersonal(verb):
        return None
    attribution = Attribution(
        source=source.span if source is not None else None,
        cue=_cue(verb),
        content=tuple(spans(verb.doc, content)),
        chain=tuple(chain),
    )
    return attribution, source


def _impersonal(verb: Token) -> bool:
    """Say whether a verb reports without a source: "is said to", "it was reported that"."""
    return any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)


def _speaker(
    verb: Token, lookup: Lookup, spoken: Sequence[Source]
) -> tuple[Source | None, list[str]]:
    """Return who says what ``verb`` reports, and who reports that they said it.

    "Mikheev was quoted as saying by TASS" and "TASS quoted Mikheev as saying": Mikheev, and TASS.
    """
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    if above is not None and above.pos_ == "VERB":
        found = arguments(above)
        by = [n for t in found.get("subject", ()) if (n := name_source(t, lookup, any_noun=True))]
        for token in found.get("object", ()):
            source = find_source(token, lookup, spoken, any_noun=True)
            if source is not None:
                return source, [b for b in by if b not in source.chain]
        return None, by
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    heads: Sequence[Token] = arguments(verb).get("subject", ())
    if passive:
        heads = [
            t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"
        ]
    if not passive:
        heads = [*heads[:1], *_beside(verb), *_before(verb)]
    for token in heads:
        if token.lower_ in _FIRST:
            return None, []
        source = find_source(token, lookup, spoken, any_noun=True)
        if source is not None:
            return source, [*carriers(token, lookup), *_told(verb, lookup)]
    return None, []


def _beside(verb: Token) -> Iterator[Token]:
    """Yield the noun right after a verb that closes a quotation, where the parse has no subject."""
    if closed(verb.doc, verb.i):
        for child in verb.rights:
            if child.dep_ in _BESIDE and child.pos_ in {"PROPN", "NOUN", "PRON"}:
                yield child


def _before(verb: Token) -> Iterator[Token]:
    """Yield the head of the nominal right before ``verb``, whatever the parse hangs it on.

    Only for a verb with a clause and without a subject: "on Wednesday Tolga testified that …".
    """
    if verb.tag_ == "VBG" or not any(c.dep_ in _CLAUSES for c in verb.rights):
        return
    at = verb.i - 1
    while not verb.doc[at + 1].is_sent_start and (
        verb.doc[at].pos_ in {"ADV", "AUX"} or verb.doc[at].text == ","
    ):
        at -= 1
    token = verb.doc[at]
    if token.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return
    while token.dep_ in _WITHIN and token.head.i < verb.i and token.head.ent_type_ != "DATE":
        token = token.head
    if token.pos_ in {"NOUN", "PROPN", "PRON"}:
        yield token


def _told(verb: Token, lookup: Lookup) -> Iterator[str]:
    """Yield the outlet that a source spoke to: "Mikheev told TASS"."""
    if verb.lemma_.lower() != "tell":
        return
    for child in verb.children:
        if child.dep_ in _ADDRESSEE and child.pos_ == "PROPN":
            name = name_source(child, lookup)
            if name is not None:
                yield name


def _content(verb: Token, within: Range) -> list[Range]:
    """Return the token ranges that ``verb`` reports: a clause, its object, or the rest."""
    lemma = verb.lemma_.lower()
    first = _first(verb)
    clauses = [c for c in verb.children if c.dep_ in _CLAUSES]
    before = [c for c in clauses if c.i < first]
    after = [c for c in clauses if c.i > verb.i]
    aside = lemma not in reporting("clauseless") and _speaks(verb) and closed(verb.doc, first)
    if not after and (before or (aside and _told_before(verb, first, within))):
        return around(verb.doc, (first, end_of(verb, within)), within)
    ranges = [_clause(c, verb, within) for c in after]
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    heads: list[Token] = []
    if lemma in reporting("object") or verb.dep_ == "pcomp":
        heads += [c for c in verb.children if c.dep_ == "dobj" and not after]
        heads += [c for c in verb.children if c.dep_ == "nsubjpass" and not after]
        heads += [c for c in verb.children if c.dep_ in {"oprd", "attr"}]
        heads += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"at", "as"}]
    if lemma in reporting("of"):
        near = (verb, *(c for c in verb.rights if c.dep_ in _ADDRESSEE))
        heads += [
            c for n in near for c in n.rights if c.dep_ == "prep" and c.lower_ in prepositions()
        ]
    if (
        not after and not heads and lemma not in reporting("clauseless")
    ):  # "says the hall Vardan uses is new" read as "says the hall"
        heads += [c for c in verb.rights if c.dep_ == "dobj" and _has_clause(c)]
    if lemma in reporting("infinitive") or passive:
        heads += [c for c in verb.children if c.dep_ == "xcomp"]
        if passive and any(c.dep_ == "xcomp" for c in verb.children):
            heads += [c for c in verb.children if c.dep_ == "nsubjpass"]
    ranges += [_subtree(c, verb, within) for c in heads]
    if not ranges:
        ranges = _introduced(verb, within)
    return [part for whole in ranges for part in _without_asides(verb.doc, whole)]


def _has_clause(noun: Token) -> bool:
    return any(c.dep_ in {"relcl", "acl"} for c in noun.rights)


def _without_asides(doc: Doc, whole: Range) -> Iterator[Range]:
    """Yield ``whole`` without relative clauses set off by commas.

    What they say is not at issue in the clause they interrupt, and is mostly the writer's (Potts,
    The Logic of Conventional Implicatures, 2005).
    """
    low, high = whole
    at = low
    while at < high:
        token = doc[at]
        if token.tag_ in {"WDT", "WP", "WP$", "WRB"} and at > low and doc[at - 1].text == ",":
            clause = next((a for a in (token, *token.ancestors) if a.dep_ == "relcl"), None)
            if clause is not None and clause.left_edge.i >= at and clause.right_edge.i < high:
                yield low, at - 1
                low = at = clause.right_edge.i + 1
                continue
        at += 1
    if low < high:
        yield low, high


def _told_before(verb: Token, first: int, within: Range) -> bool:
    """Say whether what ``verb`` reports can stand before it: a clause, and no object after."""
    said = any(verb.doc[i].pos_ in {"VERB", "AUX"} for i in range(within[0], first))
    fronted = verb.doc[within[0]].dep_ == "mark"
    object_after = any(c.dep_ == "dobj" for c in verb.rights) and verb.lemma_ != "tell"
    return said and not fronted and not object_after


def _speaks(verb: Token) -> bool:
    """Say whether ``verb`` can stand in an aside: it has its own speaker and is no side clause."""
    own = any(c.dep_ in SUBJECTS for c in verb.children) or next(_beside(verb), None) is not None
    return own and verb.dep_ not in {"advcl", "relcl", "acl", "pcomp"}


def _introduced(verb: Token, within: Range) -> list[Range]:
    """Return what follows a colon, a mark of quotation or "that" right after ``verb``."""
    doc = verb.doc
    for i in range(verb.i + 1, min(within[1], verb.i + 15)):
        if doc[i].text in {":", "“", '"', "„", "«"} or (
            doc[i].lower_ == "that" and i == verb.i + 1
        ):
            return [(i + 1, within[1])] if i + 1 < within[1] else []
        if doc[i].pos_ == "VERB":
            return []
    return []


def _first(verb: Token) -> int:
    """Return where the clause of ``verb`` itself begins: its subject, its auxiliaries or it."""
    leading = SUBJECTS | {"aux", "auxpass", "neg", "mark"}
    return min([verb.i, *(c.left_edge.i for c in verb.lefts if c.dep_ in leading)])


def _clause(head: Token, verb: Token, within: Range) -> Range:
    """Return the range of a clause after ``verb``, from the words right after it.

    The subject of a clause without "that" is often read as the verb's object.
    """
    low, high = _subtree(head, verb, within)
    between = [c for c in verb.rights if c.i < low and c.dep_ in _ADDRESSEE]
    subject = any(c.dep_ in SUBJECTS for c in head.children)
    return (between[0].left_edge.i, high) if between and not subject else (low, high)


def _subtree(head: Token, verb: Token, within: Range) -> Range:
    """Return the range of a clause or phrase, cut where it would run over the verb above it."""
    low, high = max(head.left_edge.i, within[0]), min(head.right_edge.i + 1, within[1])
    if low <= verb.i < high:
        low, high = (low, verb.i) if head.i < verb.i else (verb.i + 1, high)
    return low, high


def _cue(verb: Token) -> Span:
    particle = next((c for c in verb.children if c.dep_ == "prt"), verb)
    last = particle if particle.i == verb.i + 1 else verb
    return verb.idx, last.idx + len(last.text)


def reports(token: Token) -> bool:
    """Say whether ``token`` is a reporting verb."""
    return token.pos_ == "VERB" and token.lemma_.lower() in stances()

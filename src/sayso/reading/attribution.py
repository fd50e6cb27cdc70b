"""Who the text says something from: sources, cues, and the words attributed.

Sources nest ("TASS cited Mikheev as saying"): a chain runs from the nearest source outwards. The
terms are those of Pareti's attribution relations (PARC 3.0, 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Token

from sayso.knowledge import table
from sayso.model import Attribution, Span
from sayso.reading.fillers import Lookup, Named
from sayso.reading.parse import Parsed, Sentence
from sayso.reading.quotation import attribute_quotations
from sayso.reading.sources import name_source
from sayso.reading.syntax import arguments

_CLAUSES = {"ccomp", "parataxis"}
_CLOSERS = {",", "”", '"', "’", "—", "–", "-", "?", "!"}


class Words(BaseModel):
    """Words of one table of reporting.toml; verbs have a kind (say, claim, deny …)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    kind: str | None = None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(w for entry in table("reporting", name, Words) for w in entry.words)


def find_attributions(parsed: Parsed, names: Named) -> tuple[Attribution, ...]:
    """Return the attributions of a document in the order of their cues."""
    lookup = Lookup(parsed.doc, names)
    found = [a for sentence in parsed.sentences for a in _in_sentence(sentence, lookup)]
    found.sort(key=lambda a: a.cue)
    return tuple(attribute_quotations(parsed.document.text, found))


def chain_at(attributions: Sequence[Attribution], span: Span) -> tuple[str, ...]:
    """Return the sources of the words at ``span``, the nearest first; () is the outlet itself."""
    covering: list[tuple[int, Attribution]] = []
    for attribution in attributions:
        sizes = [end - start for start, end in attribution.content if start <= span[0] < end]
        if sizes and not _inside(span, attribution.cue):
            covering.append((min(sizes), attribution))
    chain: list[str] = []
    for _, attribution in sorted(covering, key=lambda c: (c[0], c[1].cue)):
        chain.extend(name for name in attribution.chain if name not in chain)
    return tuple(chain)


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _in_sentence(sentence: Sentence, lookup: Lookup) -> Iterator[Attribution]:
    for token in sentence.span:
        if token.pos_ == "VERB" and token.lemma_.lower() in _words("verbs"):
            yield from _of_verb(token, sentence, lookup)
        elif token.lower_ == "according" or (
            token.lower_ == "per" and token.dep_ == "prep" and token.i == sentence.span.start
        ):
            yield from _of_formula(token, sentence, lookup)


def _of_formula(cue: Token, sentence: Sentence, lookup: Lookup) -> Iterator[Attribution]:
    """Read "according to X": X says the clause it stands in, which is mostly the sentence."""
    source = _object_after(cue)
    name = name_source(source, lookup) if source is not None else None
    if source is None or name is None:
        return
    phrase = (cue.i, source.right_edge.i + 1)
    for child in source.children:
        if child.dep_ in {"relcl", "conj", "appos"} and child.pos_ == "VERB":
            phrase = (cue.i, child.left_edge.i)
    content = _outside(sentence, phrase)
    yield Attribution(
        source=_span(source),
        cue=(cue.idx, source.left_edge.idx),
        content=content,
        chain=(name, *_outer(source, lookup, name)),
    )


def _outer(source: Token, lookup: Lookup, name: str) -> Iterator[str]:
    """Yield who carries a source's words: "a report cited by TASS", "remarks to Reuters"."""
    for child in source.children:
        if child.dep_ == "acl" and child.lemma_.lower() in _words("deeper") | {"carry", "report"}:
            for token in arguments(child).get("subject", ()):
                carrier = name_source(token, lookup)
                if carrier is not None and carrier not in name:
                    yield carrier


def _object_after(cue: Token) -> Token | None:
    """Return the noun that "according to" or "per" introduces."""
    for token in cue.subtree:
        if token.dep_ == "pobj" and token.i > cue.i:
            return token
    return None


def _of_verb(verb: Token, sentence: Sentence, lookup: Lookup) -> Iterator[Attribution]:
    speaker, carriers = _speaker(verb, lookup)
    content = _content(verb, sentence, speaker)
    if not content:
        return
    chain = list(dict.fromkeys(([speaker[1]] if speaker else []) + carriers))
    deeper = _deeper(verb, lookup)
    if deeper is not None and deeper not in chain:
        chain.insert(0, deeper)
    if not chain:
        return
    yield Attribution(
        source=_span(speaker[0]) if speaker else None,
        cue=_cue(verb),
        content=content,
        chain=tuple(chain),
    )


def _speaker(verb: Token, lookup: Lookup) -> tuple[tuple[Token, str] | None, list[str]]:
    """Return who says what ``verb`` reports, and who reports that they said it.

    "Mikheev was quoted as saying by TASS": Mikheev, and TASS; "TASS quoted Mikheev as saying": the
    same; "Hinz said": Hinz alone.
    """
    above = verb.head.head if verb.dep_ == "pcomp" else None
    if above is not None and above.lemma_.lower() in _words("deeper") | {"report", "describe"}:
        found = arguments(above)
        said = found.get("object", ())
        by = [n for t in found.get("subject", ()) if (n := name_source(t, lookup))]
        for token in said:
            name = name_source(token, lookup)
            if name is not None:
                return (token, name), [b for b in by if b != name]
        return None, by
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    slots = ("subject",) if passive or verb.tag_ != "VBN" or verb.dep_ != "acl" else ()
    for slot in slots:
        for token in arguments(verb).get(slot, ()):
            name = name_source(token, lookup)
            if name is not None:
                return (token, name), []
    return None, []


def _deeper(verb: Token, lookup: Lookup) -> str | None:
    """Return the source that a reporter cites: "Reuters reported, citing two officials"."""
    for child in verb.children:
        if child.dep_ in {"advcl", "prep"} and child.lemma_.lower() in _words("deeper"):
            for token in child.children:
                if token.dep_ in {"dobj", "pobj"}:
                    return name_source(token, lookup)
    return None


def _content(
    verb: Token, sentence: Sentence, speaker: tuple[Token, str] | None
) -> tuple[Span, ...]:
    """Return the words that ``verb`` attributes: its clause, its object, or the rest."""
    clauses = [c for c in verb.children if c.dep_ in _CLAUSES]
    if _quoted_aside(verb, sentence) and all(c.i < verb.i for c in clauses):
        return _rest(verb, sentence)  # "…, Hinz said on Wednesday"
    if clauses:
        return tuple(_subtree(c, verb) for c in clauses)
    lemma = verb.lemma_.lower()
    if verb.dep_ == "pcomp" or lemma in _words("object"):
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "xcomp"}]
        objects += [
            f
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ in {"of", "about", "that", "at", "as"}
            for f in c.children
        ]
        if objects:
            return tuple(_subtree(c, verb) for c in objects)
    infinitive = [c for c in verb.children if c.dep_ == "xcomp"]
    if infinitive:
        return tuple(_subtree(c, verb) for c in infinitive)
    return ()


def _quoted_aside(verb: Token, sentence: Sentence) -> bool:
    """Return whether ``verb`` closes or breaks what it reports: "…, Hinz said", "…,” said Hinz"."""
    subjects = [c.left_edge.i for c in verb.children if c.dep_ == "nsubj"]
    if not subjects or verb.dep_ == "advcl":
        return False
    first = min(verb.i, *subjects)
    before = verb.doc[first - 1] if first > sentence.span.start else None
    return before is not None and before.text in _CLOSERS


def _rest(verb: Token, sentence: Sentence) -> tuple[Span, ...]:
    """Return the sentence without the verb, its subject and what hangs on them."""
    first = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ == "nsubj")])
    last = verb.i
    for child in verb.children:
        if child.dep_ in {"nsubj", "dobj", "dative", "prep", "npadvmod", "advmod", "prt"}:
            after = child.i > verb.i and child.right_edge.i - verb.i < 12
            last = max(last, child.right_edge.i) if after else last
    return _outside(sentence, (first, last + 1))


def _outside(sentence: Sentence, tokens: tuple[int, int]) -> tuple[Span, ...]:
    """Return the spans of ``sentence`` before and after a stretch of tokens."""
    doc, start, end = sentence.span.doc, sentence.span.start, sentence.span.end
    parts = []
    for low, high in ((start, tokens[0]), (tokens[1], end)):
        while low < high and (doc[low].is_punct or doc[low].is_space):
            low += 1
        while high > low and (doc[high - 1].is_punct or doc[high - 1].is_space):
            high -= 1
        if low < high:
            parts.append((doc[low].idx, doc[high - 1].idx + len(doc[high - 1].text)))
    return tuple(parts)


def _subtree(head: Token, above: Token) -> Span:
    """Return the span of a clause, cut where it would run over the verb that governs it."""
    doc = head.doc
    low, high = head.left_edge.i, head.right_edge.i + 1
    if low <= above.i < high:
        low, high = (low, above.i) if head.i < above.i else (above.i + 1, high)
    return doc[low].idx, doc[high - 1].idx + len(doc[high - 1].text)


def _cue(verb: Token) -> Span:
    particle = next((c for c in verb.children if c.dep_ == "prt"), verb)
    last = particle if particle.i == verb.i + 1 else verb
    return verb.idx, last.idx + len(last.text)


def _span(head: Token) -> Span:
    left, right = head.left_edge, head
    return left.idx, right.idx + len(right.text)

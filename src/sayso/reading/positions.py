"""Posts that persons hold: "Alexander Mikheev, the director general of Rosoboronexport"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc, Token

from sayso.knowledge import table
from sayso.model import ClaimType, Kind, Mention
from sayso.reading.drafts import Draft
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Sentence
from sayso.reading.syntax import arguments, lemma

_BODIES = {Kind.ORGANISATION, Kind.PLACE, Kind.NATIONALITY, Kind.FACILITY}
_LINKS = {"of", "at", "for", "in", "with", "and", "from", "on"}
_WINDOW = 14  # tokens after a name in which its apposition is looked for


class Words(BaseModel):
    """A plain list of words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]


class Holding(BaseModel):
    """Verbs of holding a post; ``title`` is the post they imply by themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verbs: tuple[str, ...]
    title: str | None = None


@cache
def _posts() -> frozenset[str]:
    return frozenset(w for entry in table("posts", "post", Words) for w in entry.words)


@cache
def _title_words() -> frozenset[str]:
    extra = (w for entry in table("posts", "qualifier", Words) for w in entry.words)
    return _posts() | frozenset(extra)


@cache
def _holdings() -> dict[str, str | None]:
    return {v: h.title for h in table("posts", "holding", Holding) for v in h.verbs}


def positions(sentence: Sentence, lookup: Lookup) -> Iterator[Draft]:
    """Yield a draft for each post that ``sentence`` says a named person holds."""
    span = sentence.span
    for mention, head in lookup.within(span.start, span.end):
        if mention.kind is Kind.PERSON and mention.name[:1].isupper() and head.pos_ == "PROPN":
            yield from _of_person(mention, head, sentence, lookup)
    for token in span:
        if token.pos_ == "VERB" and lemma(token) in _holdings():
            yield from _held(token, lookup)


def _of_person(
    mention: Mention, head: Token, sentence: Sentence, lookup: Lookup
) -> Iterator[Draft]:
    doc = head.doc
    tokens = [t for t in doc[head.left_edge.i : head.i + 1] if mention.start <= t.idx < mention.end]
    first, last = tokens[0].i if tokens else head.i, head.i
    while last + 1 < len(doc) and doc[last + 1].idx < mention.end:
        last += 1
    before = _before(doc, first, sentence.span.start)
    if before is not None:
        yield from _draft(mention.name, *before, lookup, mention)
    after = _after(doc, last, sentence.span.end)
    if after is not None:
        yield from _draft(mention.name, *after, lookup, mention)
    if before is None and head.dep_ == "appos" and head.head.lower_ in _posts():
        yield from _draft(mention.name, *_around(head.head, first), lookup, mention)


def _before(doc: Doc, first: int, floor: int) -> tuple[Token, int, int, int, int] | None:
    """Return the title right before a name, with the stretch its body is looked for in."""
    end = first
    if end - 1 >= floor and doc[end - 1].text == ",":
        end -= 1  # "the company's chief executive, Emre Tolga"
    start = end
    while start > floor and _is_title_word(doc[start - 1]):
        start -= 1
    posts = [t for t in doc[start:end] if t.lower_ in _posts()]
    if not posts:
        return None
    if end != first and doc[end - 1].lower_ not in _posts():
        return None
    body = start
    while (
        body > floor
        and start - body < 6
        and (
            doc[body - 1].pos_ in {"PROPN", "ADJ", "PART", "ADP", "NOUN"}
            and doc[body - 1].lower_ not in {"with", "by", "to", "from", "in", "that", "as"}
        )
    ):
        body -= 1
    return posts[-1], start, end, body, start


def _around(post: Token, name: int) -> tuple[Token, int, int, int, int]:
    """Return the title that a name stands in apposition to: "the deputy head of X, Oreshkin"."""
    start = post.i
    while start > post.sent.start and _is_title_word(post.doc[start - 1]):
        start -= 1
    return post, start, post.i + 1, post.i + 1, name


def _after(doc: Doc, last: int, ceiling: int) -> tuple[Token, int, int, int, int] | None:
    """Return the title in the apposition right after a name, with the stretch that follows it."""
    at = last + 1
    if at >= ceiling or doc[at].text not in {",", "(", "—", "–"}:
        return None
    at += 1
    if at + 1 < ceiling and doc[at].lower_ == "who" and doc[at + 1].lemma_ == "be":
        at += 2
    limit = min(ceiling, at + _WINDOW)
    i = at
    while i < limit and doc[i].lower_ not in _posts():
        token = doc[i]
        if token.text in {",", ";", ")"} or token.pos_ in {"VERB", "AUX", "SCONJ"}:
            return None
        i += 1
    if i >= limit:
        return None
    start = end = i
    while start > at and _is_title_word(doc[start - 1]):
        start -= 1
    while end < limit and (_is_title_word(doc[end]) or doc[end].lower_ == "staff"):
        end += 1
        if end + 1 < limit and doc[end].lower_ == "of" and doc[end + 1].lower_ == "staff":
            end += 2
    stop = end
    while stop < min(ceiling, end + _WINDOW) and doc[stop].text not in {",", ";", ")", "."}:
        if doc[stop].pos_ in {"AUX"} or (doc[stop].pos_ == "VERB" and doc[stop].tag_ != "VBN"):
            break
        stop += 1
    if end < stop and doc[end].lower_ in _LINKS:
        return doc[i], start, end, end, stop
    return doc[i], start, end, at, start


def _is_title_word(token: Token) -> bool:
    return token.lower_ in _title_words() or token.text == "-"


def _draft(
    person: str,
    post: Token,
    start: int,
    end: int,
    low: int,
    high: int,
    lookup: Lookup,
    who: Mention,
) -> Iterator[Draft]:
    draft = Draft(ClaimType.POSITION, post)
    draft.add("person", [person])
    draft.add("title", [post.doc[start:end].text.strip(" -")])
    bodies = [m for m, _ in lookup.within(low, high) if m.kind in _BODIES and m.name != who.name]
    bodies.sort(key=lambda m: m.kind is not Kind.ORGANISATION)  # "Iran's Quds Aviation Industry"
    if bodies:
        draft.add("organisation", [bodies[0].name])
        yield draft


def _held(verb: Token, lookup: Lookup) -> Iterator[Draft]:
    """Read "X, who heads Y" and "X was appointed director of Y"."""
    found = arguments(verb)
    title = _holdings()[lemma(verb)]
    people = [
        m.name
        for slot in ("subject", "object")
        for t in found.get(slot, ())
        for m in lookup.all_at(t)
        if m.kind is Kind.PERSON and m.name[:1].isupper()
    ]
    if not people:
        return
    draft = Draft(ClaimType.POSITION, verb)
    draft.add("person", people[:1])
    if title is not None:
        for token in found.get("object", ()):
            bodies = lookup.fill("organisation", token)
            draft.add("organisation", [b for b in bodies if b.split()[-1][:1].isupper()])
        draft.add("title", [title])
        if "organisation" in draft.roles:
            yield draft
        return
    for child in verb.subtree:
        if child.lower_ in _posts() and child.dep_ in {"oprd", "attr", "pobj", "dobj"}:
            start = child.i
            while start > verb.i + 1 and _is_title_word(child.doc[start - 1]):
                start -= 1
            draft.add("title", [child.doc[start : child.i + 1].text])
            for token in arguments(child).get("object", ()):
                draft.add("organisation", lookup.fill("organisation", token))
            yield draft
            return

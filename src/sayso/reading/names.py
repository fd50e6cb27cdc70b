"""The fullest name a document gives for what each of its mentions names.

Acronyms in brackets, short forms, surnames and plain references ("the company", "it", "the two
countries") get the name of what they stand for, where that is clear; where it is not, they keep
their own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words
from sayso.model import Kind, Mention
from sayso.reading.parse import Parsed

_NAMEABLE = {Kind.PERSON, Kind.ORGANISATION, Kind.PLATFORM, Kind.WEAPON, Kind.FACILITY}
_ALIAS = re.compile(
    r"^\s*(?:,?\s*(?:also\s+)?(?:known(?:\s+as)?|called|named|dubbed|designated|abbreviated(?:\s+as|\s+to)?|or)"
    r"(?:\s+\w+){0,3}?\s+(?:as\s+)?|\(\s*(?:the\s+|or\s+|also\s+|formerly\s+)?)[“\"‘']?$"
)
_PEOPLE = {"he", "she", "him", "her", "his"}
_THINGS = {"it", "its", "they", "their", "them", "we", "our"}
_BOTH = re.compile(
    r"^(?:the\s+)?(?:two|both)\s+(?:the\s+)?(?:countries|nations|states|sides|governments)$"
)
_DEFINITE = {"the", "this", "that", "its"}
_SYSTEMS = (Kind.PLATFORM, Kind.WEAPON)
_BODY_NOUNS = frozenset(
    """
    company firm ministry group agency manufacturer maker corporation concern enterprise holding
    organisation organization developer supplier
    """.split()
)
_REACH = 1500  # characters back that a reference may stand from its name


@dataclass(frozen=True, slots=True)
class Names:
    """A document's mentions, fully named, and what pronouns and plain nouns stand for."""

    mentions: tuple[Mention, ...]
    references: tuple[Mention, ...]


def resolve(parsed: Parsed, mentions: Sequence[Mention]) -> Names:
    """Return ``mentions`` with the fullest name of each, and the references that are clear."""
    fullest = _fullest(parsed.document.text, mentions)
    named = [m.model_copy(update={"name": fullest.get((m.kind, m.name), m.name)}) for m in mentions]
    named = list(_definite(parsed.doc, named))
    return Names(tuple(named), tuple(_references(parsed, named)))


def _is_name(mention: Mention) -> bool:
    return mention.kind in _NAMEABLE and any(c.isupper() for c in mention.text[:2])


def _fullest(text: str, mentions: Sequence[Mention]) -> dict[tuple[Kind, str], str]:
    """Return, for each name of each kind, the fullest form it is a short form of."""
    names: dict[Kind, list[str]] = {}
    for mention in mentions:
        if _is_name(mention):
            forms = names.setdefault(mention.kind, [])
            if mention.name not in forms:
                forms.append(mention.name)
    full: dict[tuple[Kind, str], str] = {}
    for kind, forms in names.items():
        ordered = sorted(forms, key=lambda f: (-len(f.split()), -len(f)))
        for form in forms:
            longer = [o for o in ordered if o != form and _shortens(form, o, kind)]
            if longer:
                full[kind, form] = longer[0]
    for short, long in _bracketed(text, mentions):
        target = full.get((long.kind, long.name), long.name)
        for kind in (short.kind, long.kind):
            full[kind, short.name] = target
    return full


def _shortens(short: str, long: str, kind: Kind) -> bool:
    """Return whether ``short`` may stand for ``long`` once the document has said ``long``."""
    few, many = _plain(short).split(), _plain(long).split()
    if few == [f"{w}s" for w in many]:
        return True  # "G3s"
    if len(few) >= len(many):
        return _plain(short) == _plain(long) and len(short) < len(long)
    if kind is Kind.PERSON:
        return few == many[-len(few) :]
    if re.findall(r"\d+", short) and re.findall(r"\d+", short) != re.findall(r"\d+", long):
        return False
    if len(few) == 1 and few[0].isupper() and len(few[0]) > 1:
        initials = "".join(w[0] for w in many if w[:1].isupper())
        if few[0] == initials:
            return True
    weak = words("organisation name word") | words("legal form")
    if len(few) == 1 and few[0] in weak:
        return False
    return any(few == many[i : i + len(few)] for i in range(len(many) - len(few) + 1))


def _plain(name: str) -> str:
    return re.sub(r"[’']s$|[“”\"]", "", name).strip()


def _bracketed(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield (short, long) where the text says so: "Garpiya-3 (G3)", "…, also known as STC"."""
    for long, short in pairwise(mentions):
        between = text[long.end : short.start]
        if len(between) > 40 or not _ALIAS.match(between):
            continue
        alike = long.kind == short.kind or {long.kind, short.kind} <= _NAMEABLE - {Kind.PERSON}
        if alike and _is_name(long) and _is_name(short):
            yield (short, long) if len(short.text) <= len(long.text) else (long, short)


def _definite(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give "the drone" the system, and "the company" the body, that the text named last."""
    last: dict[Kind, Mention] = {}
    for mention in mentions:
        if _is_name(mention):
            last[mention.kind] = mention
        elif mention.kind in _SYSTEMS and (owner := _modifier(mention, last)) is not None:
            mention = mention.model_copy(update={"name": owner.name})
        elif mention.kind in {Kind.PLATFORM, Kind.WEAPON, Kind.ORGANISATION}:
            before = last.get(mention.kind)
            near = before is not None and mention.start - before.end < _REACH
            if near and before is not None and _bare(doc, mention):
                mention = mention.model_copy(update={"name": before.name})
        yield mention


def _modifier(mention: Mention, last: Mapping[Kind, Mention]) -> Mention | None:
    """Return the named system right before a plain noun for it ("G3 drones")."""
    for kind in _SYSTEMS:
        named = last.get(kind)
        if named is not None and 0 <= mention.start - named.end <= 2:
            return named
    return None


def _bare(doc: Doc, mention: Mention) -> bool:
    """Return whether a mention is one definite noun without modifiers ("the drone")."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or len(span) != 1 or span.start == 0:
        return False
    head = span[0]
    if head.tag_ == "NNS" or any(
        c.dep_ in {"prep", "relcl", "acl", "compound"} for c in head.children
    ):
        return False
    if mention.kind is Kind.ORGANISATION and head.lower_ not in _BODY_NOUNS:
        return False
    before = doc[span.start - 1]
    nationality = country_of(before.text) is not None and span.start > 1
    return before.lower_ in _DEFINITE or (nationality and doc[span.start - 2].lower_ in _DEFINITE)


def _references(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield a mention for each pronoun or "the two countries" whose reference is clear."""
    doc = parsed.doc
    at = 0
    people: list[Mention] = []
    actors: list[tuple[Mention, bool]] = []
    countries: list[Mention] = []
    taken = {i for m in mentions for i in range(m.start, m.end)}
    for token in doc:
        while at < len(mentions) and mentions[at].start < token.idx:
            mention = mentions[at]
            at += 1
            if mention.kind is Kind.PERSON and _is_name(mention):
                people.append(mention)
            elif mention.kind is Kind.ORGANISATION or (
                mention.kind is Kind.PLACE and country_of(mention.text)
            ):
                actors.append((mention, _is_subject(doc, mention)))
            if mention.kind is Kind.PLACE and (state := country_of(mention.text)):
                countries.append(mention.model_copy(update={"name": state.name}))
        if token.idx in taken:
            continue
        if token.lower_ in _PEOPLE and people and token.idx - people[-1].end < _REACH:
            yield _reference(token, people[-1])
        elif token.lower_ in _THINGS and (actor := _actor(token, actors)) is not None:
            yield _reference(token, actor)
        elif token.lower_ in {"countries", "nations", "states", "sides", "governments"}:
            yield from _both(token, countries)


def _reference(token: Token, to: Mention) -> Mention:
    return Mention(
        start=token.idx,
        end=token.idx + len(token.text),
        text=token.text,
        kind=to.kind,
        name=to.name,
    )


def _is_subject(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in {"nsubj", "nsubjpass"}


def _actor(pronoun: Token, actors: Sequence[tuple[Mention, bool]]) -> Mention | None:
    """Return the body or state a pronoun stands for: a subject of this or the last sentence."""
    start = pronoun.sent.start_char
    previous = pronoun.doc[pronoun.sent.start - 1].sent.start_char if pronoun.sent.start else start
    singular = pronoun.lower_ in {"it", "its"}
    if not singular and pronoun.lower_ not in {"its"}:
        return None  # "they" and "we" may be anyone
    here = [m for m, subject in actors if subject and m.start >= start]
    before = [m for m, subject in actors if subject and previous <= m.start < start]
    if pronoun.dep_ == "poss" and not here and not before:
        here = [m for m, _ in actors if m.start >= start]
    found = here or before
    return found[-1] if found else None


def _both(token: Token, countries: Sequence[Mention]) -> Iterator[Mention]:
    start = token.left_edge.idx
    phrase = token.doc.text[start : token.idx + len(token.text)].casefold()
    if not _BOTH.match(phrase):
        return
    often = Counter(m.name for m in countries).most_common(2)
    if len(often) == 2:
        for name, _ in often:
            yield _reference(token, next(m for m in countries if m.name == name))

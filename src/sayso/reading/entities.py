"""Which mentions of a document name one thing, and by what name it goes there.

The trained reader scores each mention against those before it; what names say by themselves
comes on top: the same country under its names and its people's, an acronym in brackets, one kind
for one name (Gale, Church and Yarowsky 1992, "One sense per discourse"), and designations whose
numbers differ, which are never one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.knowledge.countries import country_of
from sayso.knowledge.words import words as listed_words
from sayso.model import Kind
from sayso.reading import scheme
from sayso.reading.decide import Span
from sayso.reading.listed import Listed
from sayso.reading.names import content, form_of, is_name, is_pronoun
from sayso.reading.scheme import likeness
from sayso.reading.words import Shape, Words

KIND = {kind: number for number, kind in enumerate(scheme.KINDS)}
NATIONS = {KIND["place"], KIND["nationality"], KIND["organisation"]}
PERSON = KIND["person"]
NAMED = {KIND[k] for k in ("person", "organisation", "platform", "weapon", "vehicle", "facility")}
# What goes by a designation: one number off, and it is another thing.
DESIGNATED = {KIND[k] for k in ("platform", "weapon", "vehicle", "component")}
_LISTED = {Kind.PLATFORM, Kind.WEAPON, Kind.ORGANISATION}
# Figures, times and titles are what they say: no two of them are one thing.
PLAIN = {KIND[k] for k in ("quantity", "money", "time", "title", "url")}
_SURE = 0.0  # logit above which a mention follows an earlier one
_TRIED = 3  # of a mention's links, the surest
_RENAMED = 2.5  # and one above which two names without a word in common are one thing's


@dataclass(frozen=True, slots=True)
class Entities:
    """For each mention the number of its entity; for each entity its kind and name."""

    of: tuple[int, ...]
    kinds: tuple[int, ...]
    names: tuple[str, ...]
    named: tuple[bool, ...]  # whether that is a proper name


def one_kind(words: Words, spans: Sequence[Span], listed: Sequence[Listed]) -> list[Span]:
    """Return ``spans`` with one kind for each name, by the votes of its places and the lists."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    known = {(f.first, f.end): KIND[str(f.kind)] for f in listed}
    forms = [form_of(words, s) if s.label in NAMED and is_name(words, s) else None for s in spans]
    for span, form in zip(spans, forms, strict=True):
        if form is not None:
            votes[form][span.label] += span.sure  # type: ignore[assignment]
            kind = known.get((span.first, span.end))
            if kind in NAMED:
                votes[form][kind] += 0.7  # type: ignore[assignment]
    return [
        span if form is None else Span(span.first, span.end, _top(votes[form]), span.sure)
        for span, form in zip(spans, forms, strict=True)
    ]


def _top(votes: Counter[int]) -> int:
    return min(votes, key=lambda k: (-votes[k], k))


def resolve(
    words: Words,
    spans: Sequence[Span],
    links: Mapping[tuple[int, int], float],
    listed: Sequence[Listed],
) -> Entities:
    """Return the entities of ``spans``.

    ``links`` gives, for pairs of a later and an earlier mention, how surely they name one thing
    (a logit); pairs that no window saw together are not in it.
    """
    known = {(f.first, f.end): f.name for f in listed if f.kind in _LISTED}
    facts = [_facts(words, s, known.get((s.first, s.end), "")) for s in spans]
    groups = _Groups(facts)
    first_with: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if spans[i].label in PLAIN:
            continue
        for key in (("country", fact.country), ("listed", fact.listed), ("form", fact.form)):
            if key[1]:
                any(groups.join(i, earlier) for earlier in first_with[key])
                first_with[key].append(i)
    before: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (later, earlier), score in links.items():
        if score > _SURE and not {spans[later].label, spans[earlier].label} & PLAIN:
            before[later].append((score, earlier))
    for later in sorted(before, key=lambda i: (-max(before[i])[0], i)):
        for score, earlier in sorted(before[later], reverse=True)[:_TRIED]:
            if groups.join(later, earlier, score > _RENAMED):
                break
    for later, earlier in _bracketed(words, spans):
        groups.join(later, earlier)
    members = groups.in_order()
    number = {i: n for n, group in enumerate(members) for i in group}
    return Entities(
        tuple(number[i] for i in range(len(spans))),
        tuple(_kind_of([spans[i] for i in g], [facts[i] for i in g]) for g in members),
        tuple(_name_of(words, [spans[i] for i in g], [facts[i] for i in g]) for g in members),
        tuple(any(facts[i].named for i in g) for g in members),
    )


class _Groups:
    """Mentions in groups that only grow, and never hold two that are surely not one thing."""

    def __init__(self, facts: Sequence[_Fact]) -> None:
        self._facts = facts
        self._of = [[i] for i in range(len(facts))]

    def join(self, one: int, other: int, sure: bool = True) -> bool:
        """Put the groups of two mentions together if nothing is against it; say whether."""
        a, b = self._of[one], self._of[other]
        if a is b:
            return True
        for i in a:
            for j in b:
                apart = _apart(self._facts[i], self._facts[j])
                if apart or (not sure and _unlike(self._facts[i], self._facts[j])):
                    return False
        b += a
        for i in a:
            self._of[i] = b
        return True

    def in_order(self) -> list[list[int]]:
        """Return the groups by their first mention, each in order."""
        groups = {id(group): sorted(group) for group in self._of}
        return sorted(groups.values())


@dataclass(frozen=True, slots=True)
class _Fact:
    form: str  # the name in small letters, "" where the mention is no name
    country: str  # the country it names, "" where none; a capital is a place of its own
    listed: str  # the system or maker that the lists have under this name, ""
    numbers: tuple[str, ...]  # of a designation
    sort: frozenset[str]  # what a plain noun for systems says of their kind: "interceptor"
    kind: int

    @property
    def named(self) -> bool:
        return bool(self.form)


def _facts(words: Words, span: Span, listed: str) -> _Fact:
    named = is_name(words, span)
    first = content(words, span)
    country = ""
    if span.label in NATIONS:
        said = " ".join(words.span(first, span.end).split())
        found = country_of(said)
        if found is not None and said.removesuffix("'s") not in found.capitals:
            country = found.name
    numbers: tuple[str, ...] = ()
    if named and span.label in DESIGNATED:
        numbers = tuple(
            words.word(i) for i in range(first, span.end) if words.shapes[i] == Shape.NUMBER
        )
    form = form_of(words, span) if named or country else ""
    sort: frozenset[str] = frozenset()
    if span.label in DESIGNATED and not numbers:
        own = {words.word(i).lower() for i in range(first, span.end)}
        sort = listed_words("system sort") & own
    return _Fact(form, country, listed if named else "", numbers, sort, span.label)


def _apart(one: _Fact, other: _Fact) -> bool:
    """Return whether two mentions surely name two things."""
    if one.country and other.country:
        return one.country != other.country
    if bool(one.country) != bool(other.country) and one.named and other.named:
        return not one.kind == other.kind == KIND["organisation"]
    if one.form == other.form and one.form and PERSON in {one.kind, other.kind}:
        return one.kind != other.kind
    if one.sort and other.sort and one.sort != other.sort:
        return True  # "interceptor drones" and "attack drones"
    return bool(one.numbers and other.numbers and one.numbers != other.numbers)


def _unlike(one: _Fact, other: _Fact) -> bool:
    """Return whether two mentions are names without a word in common."""
    if not (one.form and other.form) or one.country or other.country:
        return False
    a, b = one.form.split(), other.form.split()
    return max(likeness(a, b), likeness(b, a)) == 0


def _bracketed(words: Words, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return mentions in brackets that spell the first letters of the mention right before."""
    found = []
    for later in range(1, len(spans)):
        one, two = spans[later - 1], spans[later]
        if two.first == one.end + 1 and words.word(one.end) == "(" and two.label in NAMED:
            first = content(words, one)
            letters = "".join(words.word(i)[0].upper() for i in range(first, one.end))
            short = words.span(two.first, two.end).upper()
            if len(short) > 1 and short[0] == letters[0] and _within(short, letters):
                found.append((later, later - 1))
    return found


def _within(short: str, letters: str) -> bool:
    """Return whether the letters of ``short`` stand in ``letters`` in their order."""
    rest = iter(letters)
    return all(letter in rest for letter in short)


def _kind_of(spans: Sequence[Span], facts: Sequence[_Fact]) -> int:
    votes: Counter[int] = Counter()
    for span, fact in zip(spans, facts, strict=True):
        votes[span.label] += (2 if fact.named else 1) * span.sure  # type: ignore[assignment]
    return _top(votes)


def _name_of(words: Words, spans: Sequence[Span], facts: Sequence[_Fact]) -> str:
    """Return the fullest name: a country's English name, else the longest proper name given."""
    countries = Counter(f.country for f in facts if f.country)
    if countries:
        return countries.most_common(1)[0][0]
    named = (
        [s for s, f in zip(spans, facts, strict=True) if f.named]
        or [s for s in spans if not is_pronoun(words.word(s.first))]
        or list(spans)
    )

    def rank(span: Span) -> tuple[int, int]:
        return -(span.end - content(words, span)), span.first

    best = min(named, key=rank)
    return " ".join(words.span(content(words, best), best.end).split())

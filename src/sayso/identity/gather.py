"""The names that documents use, by key, with what each document says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.identity.keys import CLASSES, Class, Key, key_of
from sayso.knowledge.countries import country_of
from sayso.model import Entry, Kind
from sayso.naming import bracketed, fold, tokens, without_brackets, words_of

_PERSONS = {"person"}
_PLACES = {"place"}
_SYSTEMS = {"product"}
_WORDS = {"title", "stance", "about", "property", "value", "quantity", "capacity", "area", "share"}


@dataclass
class Name:
    """One key over all documents: how often it is written how, as what, and where."""

    forms: Counter[str] = field(default_factory=Counter)  # as the fullest form
    short: Counter[str] = field(default_factory=Counter)  # other words that stand for it
    kinds: Counter[Kind] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)


def gather(entries: Sequence[Entry]) -> dict[Key, Name]:
    """Return every name in mentions and roles of ``entries`` by its key."""
    names: dict[Key, Name] = defaultdict(Name)
    for entry in entries:
        sha = entry.document.sha256
        for full, text, kind in _named(entry):
            key = key_of(full, CLASSES[kind], sha)
            if key is None:
                continue
            name = names[key]
            name.forms[without_brackets(full)] += 1
            name.kinds[kind] += 1
            name.documents.add(sha)
            for other in (text, *bracketed(full)):
                if _stands_alone(other) and fold(other) != fold(without_brackets(full)):
                    name.short[other] += 1
    return dict(names)


def kind_of_role(role: str) -> Kind | None:
    """Return the kind of thing that fills ``role``, None where it is words and not a name."""
    if role in _WORDS:
        return None
    if role in _PERSONS:
        return Kind.PERSON
    if role in _PLACES:
        return Kind.PLACE
    return Kind.PLATFORM if role in _SYSTEMS else Kind.ORGANISATION


def _named(entry: Entry) -> Iterable[tuple[str, str, Kind]]:
    """Yield (fullest form, words, kind); names in roles only where no mention has them."""
    seen: set[str] = set()
    for mention in entry.reading.mentions:
        if mention.kind in CLASSES:
            seen.add(mention.name)
            yield mention.name, mention.text, mention.kind
    for claim in entry.reading.claims:
        for role, fillers in claim.roles.items():
            kind = kind_of_role(role)
            for filler in fillers:
                if kind is not None and filler not in seen and _proper(filler):
                    yield filler, filler, kind


def _proper(filler: str) -> bool:
    """Say whether ``filler`` is a name or a country, not a description ("Chinese suppliers")."""
    if country_of(filler):
        return True
    capital = [w for w in filler.split() if w[0].isupper() or (w.isalnum() and not w.islower())]
    return any(not w.isdigit() and not country_of(w) for w in capital)


def _stands_alone(text: str) -> bool:
    """Say whether ``text`` could name a thing by itself: no pronoun, no "the company"."""
    if not any(c.isupper() or c.isdigit() for c in text):
        return False
    return not set(tokens(text)) <= words_of("generic") | words_of("title")


def sort_of(name: Name) -> Class:
    """Return the class that most mentions of ``name`` are of; ties fall to the first by name."""
    votes: Counter[Class] = Counter()
    for kind, count in name.kinds.items():
        votes[CLASSES[kind]] += count
    return max(sorted(votes), key=lambda c: votes[c])

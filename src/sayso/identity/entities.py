"""Entities: the real things that names in many documents name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.grouping import components
from sayso.identity.gather import Name, gather, sort_of
from sayso.identity.joining import same_words, short_forms
from sayso.identity.keys import CLASSES, Key, known, part_of
from sayso.identity.lookup import Names
from sayso.identity.nations import nations
from sayso.knowledge.countries import country_of
from sayso.model import Entity, Entry, Kind
from sayso.naming import countrywise, fold, short_hash, slug


def find_entities(entries: Sequence[Entry]) -> tuple[Entity, ...]:
    """Return the entities that ``entries`` name, by id, whatever the order of ``entries``.

    Names are one entity where they differ only in spelling, title or legal form, where knowledge
    lists them as one, and where one can only be short for the other. Names whose numbers differ
    and persons whose given names differ are never one.
    """
    names = gather(sorted(entries, key=lambda e: e.document.sha256))
    pairs = [*same_words(names), *short_forms(names)]
    groups = components(sorted(names), pairs)
    entities = _distinct([_entity([(k, names[k]) for k in group]) for group in groups])
    votes = nations(entries, Names(entities).of)
    settled = [_settle(e, votes.get(e.id, Counter())) for e in entities]
    return tuple(sorted(settled, key=lambda e: e.id))


def _entity(group: list[tuple[Key, Name]]) -> tuple[str, Entity]:
    """Return the entity of ``group`` and what tells it from others of the same slug."""
    total = Name()
    for _, name in group:
        total.forms.update(name.forms)
        total.short.update(name.short)
        total.kinds.update(name.kinds)
        total.documents |= name.documents
    first = min(group)[0]
    listed = next((k for key, _ in sorted(group) if (k := known(key))), None)
    sort = first.sort if first.known else sort_of(total)
    nation: str | None
    country = country_of(next(iter(total.forms))) if first.known and sort == "place" else None
    if country:
        name_, nation = country.name, country.name
    elif listed:
        name_, nation = listed.name, listed.country
    else:
        name_ = _plainest(total.forms) if sort == "system" else _fullest(total.forms)
        whole = part_of(first) if sort == "body" else None
        nation = _country_in(total.forms) or (whole.country if whole else None)
    kind = max(
        (k for k in sorted(total.kinds) if CLASSES[k] == sort),
        key=lambda k: total.kinds[k],
        default=Kind.ORGANISATION if sort == "body" else Kind.PLATFORM,
    )
    entity = Entity(
        id=slug(name_),
        name=name_,
        kind=Kind.PLACE if country else kind,
        aliases=tuple(sorted({*total.forms, *total.short} - {name_})),
        country=nation,
        documents=tuple(sorted(total.documents)),
    )
    return "\0".join((first.sort, first.words, first.scope)), entity


def _fullest(forms: Counter[str]) -> str:
    """Return the form with most words and fewest initials, of these the most frequent."""

    def rank(form: str) -> tuple[int, int, int, str]:
        words = fold(form).split()
        return -len(words), sum(len(w) == 1 for w in words), -forms[form], form

    return min(forms, key=rank)


def _plainest(forms: Counter[str]) -> str:
    """Return the form with fewest words: "Warmate", not "Warmate suicide drones"."""
    return min(forms, key=lambda f: (len(fold(f).split()), -forms[f], f))


def _country_in(forms: Counter[str]) -> str | None:
    """Return the one country that the forms of a name speak of ("Russian Aerospace Forces")."""
    found = {country for form in forms for country in countrywise(form)[1]}
    return found.pop() if len(found) == 1 else None


def _distinct(made: list[tuple[str, Entity]]) -> list[Entity]:
    """Give entities of the same slug different ids."""
    count = Counter(entity.id for _, entity in made)
    return [
        e if count[e.id] == 1 else e.model_copy(update={"id": f"{e.id}-{short_hash(tell)}"})
        for tell, e in made
    ]


def _settle(entity: Entity, votes: Counter[str]) -> Entity:
    """Give ``entity`` the country that most texts say it is of, where nothing else tells."""
    if entity.country is not None or not votes:
        return entity
    first, *rest = votes.most_common()
    if rest and rest[0][1] == first[1]:
        return entity
    return entity.model_copy(update={"country": first[0]})

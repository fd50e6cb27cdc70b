"""Entities: what is one name across documents, and what must never be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, entry
from sayso.identity import Names, find_entities
from sayso.model import Entity, Entry, Kind

ORG, PERSON, SYSTEM = Kind.ORGANISATION, Kind.PERSON, Kind.PLATFORM


def naming(*names: tuple[str, Kind], uri: str = "a.txt", text: str | None = None) -> Entry:
    """A document that does nothing but name things."""
    words = text or ". ".join(f"We saw {n}" for n, _ in names)
    return entry(words, uri=uri, names={n: (n, kind) for n, kind in names})


def found(*entries: Entry) -> dict[str, Entity]:
    """Entities by name, countries left out."""
    return {e.name: e for e in find_entities(entries) if e.id != "x"}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Zephyr Works Ltd", "the Zéphyr Works", ORG),
        ("Ministry of Defence of Ghana", "Ghana’s Defense Ministry", ORG),
        ("Orel-12", "Orel 12", SYSTEM),
        ("Orel-12 reconnaissance drones", "Orel-12", SYSTEM),
        ("General Viktor Maslov", "Viktor Maslov", PERSON),
        ("Andrei Mikheyev", "Andrey Mikheev", PERSON),
        ("Виктор Маслов", "Viktor Maslov", PERSON),
        ("Tern Mark II", "Tern Mark 2", SYSTEM),
    ],
)
def test_spellings_of_one_name_are_one_entity(one: str, other: str, kind: Kind) -> None:
    a, b = naming((one, kind), uri="a.txt"), naming((other, kind), uri="b.txt")
    entities = [e for e in find_entities([a, b]) if e.kind is kind]
    assert len(entities) == 1
    assert len(entities[0].documents) == 2
    names = Names(entities)
    assert names.of(a.document.sha256, one) == names.of(b.document.sha256, other) == entities[0].id


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Plant No. 7", "Plant No. 9", Kind.FACILITY),
        ("Shahed-131", "Shahed-136", SYSTEM),
        ("Orel", "Orel-12", SYSTEM),
        ("Viktor Maslov", "Pyotr Maslov", PERSON),
        ("North Korean Aviation Bureau", "South Korean Aviation Bureau", ORG),
        ("Defence Ministry", "Ministry of Defence", ORG),
    ],
)
def test_different_things_stay_apart(one: str, other: str, kind: Kind) -> None:
    a, b = naming((one, kind), uri="a.txt"), naming((other, kind), uri="b.txt")
    assert len([e for e in find_entities([a, b]) if e.kind is kind]) == 2


def test_an_acronym_goes_with_the_long_form_some_document_gives() -> None:
    long = entry("The Zonal Air Works (ZAW) opened.", names={"ZAW": ("Zonal Air Works", ORG)})
    short = naming(("ZAW", ORG), uri="b.txt")
    entity = found(long, short)["Zonal Air Works"]
    assert len(entity.documents) == 2
    assert "ZAW" in entity.aliases


def test_a_short_form_joins_only_where_it_can_be_one_thing() -> None:
    long = naming(("Zephyr Aero Works", ORG), uri="a.txt")
    short = naming(("Zephyr", ORG), uri="b.txt")
    assert len(found(long, short)) == 1
    rival = naming(("Zephyr Shipping", ORG), uri="c.txt")
    assert len(found(long, short, rival)) == 3
    # A document that has both as names means two things.
    both = naming(("Zephyr", ORG), ("Zephyr Aero Works", ORG), uri="d.txt")
    assert len(found(long, both)) == 2


def test_a_surname_or_initial_joins_the_only_person_it_can_be() -> None:
    full = naming(("Viktor Maslov", PERSON), uri="a.txt")
    surname, initial = (
        naming(("Maslov", PERSON), uri="b.txt"),
        naming(("V. Maslov", PERSON), uri="c"),
    )
    assert len(found(full, surname, initial)) == 1
    brother = naming(("Pyotr Maslov", PERSON), uri="d.txt")
    apart = found(full, surname, brother, initial)
    assert len(apart["Viktor Maslov"].documents) == 2
    assert apart["Maslov"].documents == (surname.document.sha256,)


def test_countries_are_one_under_all_their_names() -> None:
    text = "Moscow and the Russians spoke; the Kremlin agreed with Russia."
    (entity,) = find_entities([entry(text)])
    assert (entity.name, entity.country, entity.kind) == ("Russia", "Russia", Kind.PLACE)


def test_the_ministry_of_one_document_is_not_that_of_another() -> None:
    a, b = (naming(("Ministry of Defence", ORG), uri=u) for u in ("a.txt", "b.txt"))
    entities = find_entities([a, b])
    names = Names(entities)
    assert len({e.id for e in entities}) == 2
    one, other = (names.of(e.document.sha256, "Ministry of Defence") for e in (a, b))
    assert one is not None and other is not None and one != other


@pytest.mark.parametrize(
    "text",
    [
        "The Polish defence firm Zephyr Works won.",
        "Poland's Zephyr Works won.",
        "It was Zephyr Works of Poland that won.",
    ],
)
def test_a_country_is_read_from_the_words_around_a_name(text: str) -> None:
    assert found(naming(("Zephyr Works", ORG), text=text))["Zephyr Works"].country == "Poland"


def test_a_country_that_only_stands_nearby_is_not_the_country() -> None:
    text = "Poland sued Zephyr Works. In Ghana it met Zephyr Works again."
    assert found(naming(("Zephyr Works", ORG), text=text))["Zephyr Works"].country is None


def test_descriptions_and_pronouns_are_no_entities() -> None:
    made = [claim("production", "they make drones", producer="they", product="drones")]
    assert find_entities([entry("In town they make drones.", made)]) == ()


WORLD = [
    naming(("Zephyr Aero Works", ORG), ("Orel-12", SYSTEM), uri="a.txt"),
    naming(("Zephyr", ORG), ("Maslov", PERSON), uri="b.txt"),
    naming(("Viktor Maslov", PERSON), ("Plant No. 7", Kind.FACILITY), uri="c.txt"),
    naming(("Plant No. 9", Kind.FACILITY), ("Orel 12", SYSTEM), uri="d.txt"),
    naming(("Ministry of Defence", ORG), ("Ghana", Kind.PLACE), uri="e.txt"),
    naming(("Ministry of Defence", ORG), ("Zéphyr Aero Works Ltd", ORG), uri="f.txt"),
]


@given(st.permutations(WORLD))
def test_entities_do_not_depend_on_order_and_ids_are_distinct(order: list[Entry]) -> None:
    entities = find_entities(order)
    assert entities == find_entities(WORLD)
    assert len({e.id for e in entities}) == len(entities)
    documents = {e.document.sha256 for e in WORLD}
    assert all(e.documents and set(e.documents) <= documents for e in entities)


@given(st.text(max_size=40))
def test_any_name_can_be_looked_up(name: str) -> None:
    mentioned = entry("Some words.", names={"Some": (name or "Some", ORG)})
    assert isinstance(find_entities([mentioned]), tuple)
    assert Names(find_entities(WORLD)).of("", name) is None or name.strip()

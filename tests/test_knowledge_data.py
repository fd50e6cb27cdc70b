"""What the knowledge files say: sources one can look up, and no word that means two things."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sayso.knowledge import table
from sayso.knowledge.countries import countries, country_of
from sayso.knowledge.makers import makers
from sayso.knowledge.systems import systems
from sayso.knowledge.words import WordList, words

URL = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?")


def test_every_system_and_maker_has_a_web_page_as_its_source() -> None:
    assert [e.name for e in (*systems(), *makers()) if not URL.fullmatch(e.source)] == []


def test_no_word_list_has_a_word_twice() -> None:
    twice = {
        (entry.name, word)
        for entry in table("words", "list", WordList)
        for word, n in Counter(entry.words).items()
        if n > 1
    }
    assert twice == set()


def test_every_country_has_a_name_and_a_code_of_its_own() -> None:
    names = [c.name for c in countries()]
    codes = [c.code for c in countries()]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes))
    assert [c for c in codes if not re.fullmatch(r"[A-Z]{2}", c or "")] == []
    assert len(names) >= 193 + 5  # UN members; Holy See, Kosovo, Palestine, Taiwan, EU


def test_no_word_stands_for_two_countries_but_for_the_two_congos() -> None:
    said = Counter(
        word
        for c in countries()
        for word in {w.casefold() for w in (c.name, *c.aliases, *c.people, *c.capitals)}
    )
    assert {word for word, n in said.items() if n > 1} == {"congolese"}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("the Kremlin", "Russia"),
        ("Kremlin’s", "Russia"),
        ("RUSSIAN", "Russia"),
        ("U.S.", "United States"),
        ("the US", "United States"),
        ("the White House", "United States"),
        ("The UAE", "United Arab Emirates"),
        ("Burkinabe", "Burkina Faso"),
    ],
)
def test_a_country_is_found_by_any_of_its_words(word: str, name: str) -> None:
    found = country_of(word)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("word", ["us", "Us", "who", "un", "Rosoboronexport", "", "the"])
def test_a_pronoun_or_a_company_is_no_country(word: str) -> None:
    assert country_of(word) is None


def test_each_entry_has_its_aliases_once_and_its_name_not_among_them() -> None:
    for entry in (*systems(), *makers()):
        assert entry.name.strip() == entry.name != ""
        assert entry.name not in entry.aliases
        assert len(set(entry.aliases)) == len(entry.aliases), entry.name


def test_no_organisation_has_the_name_of_another() -> None:
    said = Counter(word for m in makers() for word in {m.name, *m.aliases})
    assert {word for word, n in said.items() if n > 1} == set()


def test_countries_of_systems_and_makers_are_known_countries() -> None:
    known = {c.name for c in countries()}
    used = {e.country for e in (*systems(), *makers()) if e.country is not None}
    assert used - known == set()


def test_no_system_is_called_by_an_ordinary_head_noun() -> None:
    heads = words("platform head") | words("weapon head") | words("facility head")
    assert [s.name for s in systems() if s.name.casefold() in heads] == []

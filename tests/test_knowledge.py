"""Knowledge: its lists are sourced, consistent, and extended by a user's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import knowledge
from sayso.knowledge import KnowledgeError, table
from sayso.knowledge.countries import countries, country_of
from sayso.knowledge.makers import makers
from sayso.knowledge.systems import System, systems
from sayso.knowledge.words import WordList, words


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a user's knowledge folder in force, with nothing remembered from before."""
    monkeypatch.setenv(knowledge.VARIABLE, str(tmp_path))
    table.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    table.cache_clear()
    yield
    table.cache_clear()


def test_every_fact_has_a_source() -> None:
    assert all(entry.source for entry in (*systems(), *makers()))
    assert all(entry.source for entry in table("words", "list", WordList))


def test_numbered_variants_are_systems_of_their_own() -> None:
    owner = {
        word: system.name
        for system in reversed(systems())
        for word in (system.name, *system.aliases)
    }
    assert len({owner["Anka"], owner["Anka-S"], owner["Anka-B"], owner["Anka-3"]}) == 4


def test_countries_are_found_by_people_and_capital() -> None:
    named = {country_of(w) for w in ("Turkey", "Turkish", "Ankara", "Türkiye", "the Turks")}
    assert {c.name for c in named if c is not None} == {"Turkey"}
    assert country_of("us") is None
    assert country_of("US") is not None
    assert len({c.name for c in countries()}) == len(countries())


def test_unknown_word_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("no such list")


def test_own_folder_adds_after_the_built_in(own_folder: Path) -> None:
    own = '[[system]]\nname = "Zorv 9"\nsource = "own notes"\n'
    (own_folder / "systems.toml").write_text(own, encoding="utf-8")
    found = table("systems", "system", System)
    assert found[-1].name == "Zorv 9"
    assert len(found) > 1


@pytest.mark.parametrize(
    ("text", "words_in_message"),
    [
        ("[[system]\n", "not valid TOML"),
        ('[[system]]\nname = "Zorv 9"\n', "source"),
        ('[[system]]\nname = "Z"\nsource = "x"\ncategory = "boat"\n', "category"),
    ],
)
def test_bad_own_file_is_named(own_folder: Path, text: str, words_in_message: str) -> None:
    (own_folder / "systems.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        table("systems", "system", System)
    assert "systems.toml" in str(error.value)
    assert words_in_message in str(error.value)

"""What the gate lets through to the reader, and what it keeps out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge import VARIABLE, KnowledgeError, table
from sayso.reading import bearing
from sayso.reading.bearing import WITHIN, Concept, bears

FILLER = "Rain fell on the market and nobody minded much . "


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a folder of one's own knowledge in force, with nothing remembered from before."""
    caches = (table, bearing._concepts, bearing._terms, bearing._beginning)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "Talvik Aero will assemble sixty UAVs a year in Narvo.",
        "The plant turned out 900 loitering munitions in May.",
        "A spokesman for the Defence Ministry would not comment.",
        "ARMS EXPORTS FELL BY A THIRD",
        "They shipped the counter-drone sets on Monday.",
        "Two Mohajer-6 stood in the hall.",  # a listed system alone
        "The army received its first drones in June.",  # two ideas together
        # no arms named: only what they are made of and where it goes
        "The airframe and the autopilot are made in Narvo and exported to Belarus under contract.",
    ],
)
def test_what_may_bear_on_arms_is_read(text: str) -> None:
    assert bears(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "The council kept the car park free on Sundays.",
        "Workers at the car plant vote on a contract; most engines are exported to Germany.",
        "She took him in her arms among the shells on the beach.",
        "The defence let in two goals and the coach dropped the striker, called the Missile.",
        "A grower flies his drone over the orchard to spray the crop; batteries are imported.",
        "Reuters and the BBC reported record sales of bread.",
        "A heron stood in the reeds.",  # a listed system's name, written small
        "The drones",  # one idea that others share is not enough
    ],
)
def test_what_is_plainly_about_something_else_is_not(text: str) -> None:
    assert not bears(text)


def test_a_stem_ends_a_word_and_a_whole_word_is_whole() -> None:
    assert bears("munitions")
    assert not bears("communion")
    assert not bears("usvx")


def test_ideas_far_apart_do_not_add_up() -> None:
    apart = FILLER * WITHIN
    assert bears("Army drones. " + FILLER)
    assert not bears("The army. " + apart + "Drones.")


def test_ideas_near_one_another_add_up_wherever_they_stand() -> None:
    for before in range(0, 2 * WITHIN, 25):
        assert bears("word " * before + "the army has drones " + "word " * 400)


def test_another_subject_in_the_rest_of_a_long_text_does_not_hide_it() -> None:
    assert bears("The army has drones. " + FILLER * WITHIN + "Football: the coach drops a striker.")


def test_own_words_are_added_to_the_built_in_ones(own: Path) -> None:
    (own / "bearing.toml").write_text(
        '[[concept]]\nname = "own"\nweight = 6\nwords = ["zorble*"]\nsource = "mine"\n',
        encoding="utf-8",
    )
    assert bears("He sells zorblers.")
    assert bears("He sells munitions.")


def test_a_weight_out_of_bounds_is_refused_with_its_place(own: Path) -> None:
    (own / "bearing.toml").write_text(
        '[[concept]]\nname = "own"\nweight = 60\nwords = ["zorble"]\nsource = "mine"\n',
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match=r"bearing\.toml: \[\[concept\]\] entry 1: weight"):
        bears("Anything.")


def test_the_words_are_lower_case_without_hyphens_and_stand_once() -> None:
    concepts = table("bearing", "concept", Concept)
    words = [word for concept in concepts for word in concept.words]
    assert [w for w in words if w != w.lower() or "-" in w or "*" in w[:-1]] == []
    assert sorted(w for w in set(words) if words.count(w) > 1) == []
    assert [c.name for c in concepts if c.least > len(c.words)] == []


@given(st.text())
def test_any_text_is_answered_and_case_of_a_common_word_does_not_matter(text: str) -> None:
    assert bears(text + " munitions of the defence ministry") is True
    assert bears(text + " MUNITIONS OF THE DEFENCE MINISTRY") is True

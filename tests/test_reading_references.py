"""Pronouns take the name that stands out among those that fit; where none does, none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Document, Kind, Mention
from sayso.reading.parse import parse
from sayso.reading.references import find_references


def read(text: str, names: dict[str, tuple[Kind, str]]) -> list[tuple[str, str]]:
    """Return (pronoun, name) for ``text`` with every occurrence of ``names`` a mention."""
    document = Document(uri="t", sha256="0" * 64, media_type="text/plain", text=text, language="en")
    mentions = sorted(
        (
            Mention(start=at, end=at + len(words), text=words, kind=kind, name=name)
            for words, (kind, name) in names.items()
            for at in range(len(text))
            if text.startswith(words, at)
        ),
        key=lambda m: m.start,
    )
    found = find_references(parse(document), mentions)
    assert all(text[m.start : m.end] == m.text for m in found)
    return [(m.text, m.name) for m in found]


ORG, PERSON, DRONE, PLACE = Kind.ORGANISATION, Kind.PERSON, Kind.PLATFORM, Kind.PLACE


def test_a_pronoun_for_a_person_takes_the_one_who_last_acted() -> None:
    names = {"Alexei Morozov": (PERSON, "Alexei Morozov"), "Anna Petrova": (PERSON, "Anna Petrova")}
    text = "Anna Petrova runs the plant. Alexei Morozov left in May. He said little."
    assert read(text, names) == [("He", "Alexei Morozov")]


def test_a_pronoun_for_a_person_never_takes_a_body_or_a_system() -> None:
    names = {"Rimal Aviation": (ORG, "Rimal Aviation"), "Sokol-4": (DRONE, "Sokol-4")}
    assert read("Rimal Aviation showed the Sokol-4. He was pleased.", names) == []


def test_who_says_it_is_a_body_and_what_is_flown_is_a_system() -> None:
    names = {"Rimal Aviation": (ORG, "Rimal Aviation"), "Sokol-4": (DRONE, "Sokol-4")}
    said = read("Rimal Aviation unveiled the Sokol-4 on Monday. It denied selling any.", names)
    assert said == [("It", "Rimal Aviation")]
    flies = read("Rimal Aviation unveiled the Sokol-4 on Monday. It flies for six hours.", names)
    assert flies == [("It", "Sokol-4")]


def test_an_object_is_never_its_own_subject() -> None:
    names = {"The border service": (ORG, "border service"), "Sokol-4": (DRONE, "Sokol-4")}
    text = "The Sokol-4 was shown in May. The border service flies it along the coast."
    assert read(text, names) == [("it", "Sokol-4")]


@pytest.mark.parametrize(
    "text",
    [
        "Rimal Aviation opened a plant. It is clear that more will follow.",
        "Rimal Aviation opened a plant. It seems that more will follow.",
        "Rimal Aviation opened a plant. It was reported that more will follow.",
    ],
)
def test_it_that_stands_for_nothing_gets_no_name(text: str) -> None:
    assert read(text, {"Rimal Aviation": (ORG, "Rimal Aviation")}) == []


def test_a_name_too_far_back_is_not_taken() -> None:
    between = "The weather was fine all week. " * 6
    text = f"Rimal Aviation opened a plant. {between}It denied the report."
    assert read(text, {"Rimal Aviation": (ORG, "Rimal Aviation")}) == []


def test_both_countries_are_two_mentions_and_they_are_so_too() -> None:
    names = {"Iran": (PLACE, "Iran"), "Russia": (PLACE, "Russia")}
    text = "Iran and Russia grew closer. The two nations signed a deal. They agreed on terms."
    assert read(text, names) == [
        ("nations", "Iran"),
        ("nations", "Russia"),
        ("They", "Iran"),
        ("They", "Russia"),
    ]


def test_two_names_that_fit_alike_leave_a_plural_without_one() -> None:
    names = {"Rimal Aviation": (ORG, "Rimal Aviation")}
    assert read("Rimal Aviation sold them.", names) == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Iran", "Rimal Aviation", "it", "They", "he", "the two nations", "said", "flies", ".",
             "\n", "Sokol-4", "which", "(", "“"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_a_reference_has_its_own_words_and_a_name_given_before_it(parts: list[str]) -> None:
    names = {
        "Iran": (PLACE, "Iran"),
        "Rimal Aviation": (ORG, "Rimal Aviation"),
        "Sokol-4": (DRONE, "Sokol-4"),
    }
    for text, name in read(" ".join(parts), names):
        assert text.lower() in {"it", "they", "he", "nations"}
        assert name in names

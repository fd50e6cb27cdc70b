"""Listed names among the words of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge.countries import countries
from sayso.knowledge.makers import makers
from sayso.knowledge.systems import systems
from sayso.model import Kind
from sayso.reading.listed import Listing, find_listed
from sayso.reading.words import Shape, segment


def found(text: str) -> list[tuple[str, Listing, str]]:
    """Return the words, the list and the name of each listed name in ``text``."""
    words = segment(text)
    return [(words.span(f.first, f.end), f.listing, f.name) for f in find_listed(words)]


def gap(reason: str, *values: object) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("words", "listing", "name"),
    [
        ("Iran", Listing.COUNTRY, "Iran"),
        ("Islamic Republic of Iran", Listing.COUNTRY, "Iran"),
        ("Türkiye", Listing.COUNTRY, "Turkey"),
        ("U.S.", Listing.COUNTRY, "United States"),
        ("US", Listing.COUNTRY, "United States"),
        ("UAE", Listing.COUNTRY, "United Arab Emirates"),
        ("Bosnia-Herzegovina", Listing.COUNTRY, "Bosnia and Herzegovina"),
        ("People’s Republic of China", Listing.COUNTRY, "China"),
        ("Iranians", Listing.PEOPLE, "Iran"),
        ("South Korean", Listing.PEOPLE, "South Korea"),
        ("Tehran", Listing.CAPITAL, "Iran"),
        ("Washington D.C.", Listing.CAPITAL, "United States"),
        ("Kremlin", Listing.CAPITAL, "Russia"),
        ("Shahed-136", Listing.SYSTEM, "Shahed-136"),
        ("TB2", Listing.SYSTEM, "Bayraktar TB2"),
        ("Baykar Defense", Listing.MAKER, "Baykar"),
        ("Al-Qaeda", Listing.MAKER, "al-Qaeda"),
        ("连线", Listing.NONE, ""),
    ],
)
def test_a_listed_name_is_found_with_its_list(words: str, listing: Listing, name: str) -> None:
    expected = [(words, listing, name)] if name else []
    assert found(f"We saw {words} today.") == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Iran", Kind.PLACE),
        ("Iranian", Kind.NATIONALITY),
        ("Tehran", Kind.PLACE),
        ("Bayraktar TB2", Kind.PLATFORM),
        ("Baykar", Kind.ORGANISATION),
        ("Interfax", Kind.ORGANISATION),
    ],
)
def test_a_listed_name_has_a_kind(words: str, kind: Kind) -> None:
    assert [f.kind for f in find_listed(segment(f"We saw {words} today."))] == [kind]


def test_a_missile_is_a_weapon() -> None:
    missile = next(s.name for s in systems() if s.category == "missile")
    assert [f.kind for f in find_listed(segment(f"The {missile} fell."))] == [Kind.WEAPON]


@pytest.mark.parametrize("sign", ["-", " ", "–", "‑", ""])
def test_a_system_is_found_with_hyphen_space_or_neither(sign: str) -> None:
    words = f"Shahed{sign}136"
    assert found(f"A {words} fell.") == [(words, Listing.SYSTEM, "Shahed-136")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Papua New Guinea", ["Papua New Guinea"]),
        ("Equatorial Guinea and Guinea", ["Equatorial Guinea", "Guinea"]),
        ("Guinea-Bissau or Guinea", ["Guinea-Bissau", "Guinea"]),
        (
            "Turkish Aerospace Industries of Turkish fame",
            ["Turkish Aerospace Industries", "Turkish"],
        ),
        ("Bayraktar TB2 and Bayraktar", ["Bayraktar TB2", "Bayraktar"]),
        ("Shahed-149 Gaza or Shahed-149", ["Shahed-149 Gaza", "Shahed-149"]),
        ("South Korean drones over North Korea", ["South Korean", "North Korea"]),
    ],
)
def test_the_longest_name_is_taken(text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CHINA-MADE DRONES", "China"),
        ("UNITED STATES SELLS", "United States"),
        ("IRANIAN DRONES", "Iran"),
        ("SHAHED-136 FALLS", "Shahed-136"),
        ("BAYKAR PAYS", "Baykar"),
        ("IRAN SELLS DRONES", "Iran"),
        ("DRONES FROM IRAQ", "Iraq"),
    ],
)
def test_a_name_is_found_in_capitals(text: str, name: str) -> None:
    assert [n for _, _, n in found(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "a turkey, some china and a chad",
        "they told us of it",
        "a shahed-136",
        "the bayraktar tb2",
        "an oman or mali of old",
    ],
)
def test_words_in_small_letters_name_nothing(text: str) -> None:
    assert found(text) == []


def test_part_of_a_word_names_nothing() -> None:
    assert found("Iranology, Chinatown and the Omanu Club") == []


@pytest.mark.parametrize(
    "words",
    [
        "al-Qaeda",
        gap("a single word with a small first letter is never found", "defenceWeb"),
        "24.kg",
        "新华社",
        "РИА «Новости»",
    ],
)
def test_a_name_is_found_as_its_list_writes_it(words: str) -> None:
    assert [said for said, _, _ in found(f"We asked {words} today.")] == [words]


def test_every_listed_name_is_found_alone() -> None:
    names = [
        *(word for c in countries() for word in (c.name, *c.aliases, *c.people, *c.capitals)),
        *(word for s in systems() for word in (s.name, *s.aliases)),
        *(word for m in makers() for word in (m.name, *m.aliases)),
    ]
    missed = [n for n in names if [w for w, _, _ in found(n)] != [n]]
    assert missed == []


@pytest.mark.parametrize("text", ["Guinea\n\nBissau", "- Guinea\n- Bissau", "- Bayraktar\n- TB2"])
def test_a_name_stays_within_its_sentence(text: str) -> None:
    assert len(found(text)) == 2


def test_a_name_goes_on_over_a_wrapped_line() -> None:
    text = (
        "Orvan Works said on Monday that it had sold forty drones to the United\nStates of America."
    )
    assert [name for _, _, name in found(text)] == ["United States"]


def test_a_name_does_not_span_what_is_skipped() -> None:
    text = "Made in Guinea\nShare this 35\nBissau agreed."
    words = segment(text, [(text.index("Share"), text.index("Bissau"))])
    assert [words.span(f.first, f.end) for f in find_listed(words)] == ["Guinea", "Bissau"]


PARTS = (
    "Iran Iranian Guinea Bissau Equatorial New Papua South Korea Korean Shahed Bayraktar TB2 136 - "
    "– U . S US the of and Republic Islamic Turkish Aerospace Industries \n China CHINA turkey "
    "al Qaeda defenceWeb"
).split(" ")


@given(st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join) | st.text(max_size=100))
def test_listed_names_are_in_order_and_do_not_overlap(text: str) -> None:
    words = segment(text)
    last = 0
    for name in find_listed(words):
        assert last <= name.first < name.end <= len(words)
        assert set(words.shapes[name.first : name.end]) != {Shape.LOWER}
        assert name.listing != Listing.NONE
        assert name.name
        last = name.end

"""Plain nouns for systems become mentions; those beside a name do not."""

from __future__ import annotations

import itertools

import pytest

from sayso.reading import scheme
from sayso.reading.decide import Span
from sayso.reading.nominals import with_nominals
from sayso.reading.words import segment


def found(text: str, *named: str) -> list[str]:
    words = segment(text)
    spans = []
    for name in named:
        start = text.index(name)
        first = words.starts.index(start)
        end = words.ends.index(start + len(name)) + 1
        spans.append(Span(first, end, scheme.KINDS.index("platform"), 0.9))
    return [words.span(s.first, s.end) for s in with_nominals(words, spans)]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("They build attack drones in Minsk.", ["attack drones"]),
        ("Armed UAVs and cruise missiles were sold.", ["Armed UAVs", "cruise missiles"]),
        ("Long-range drones are to follow.", ["Long-range drones"]),
        ("The drone plant hired engineers.", []),
        ("It rained.", []),
    ],
)
def test_plain_plurals_for_systems_are_mentions(text: str, nouns: list[str]) -> None:
    assert found(text) == nouns


def test_a_noun_after_a_name_only_says_what_it_is() -> None:
    assert found("Russia sent Korshun drones and decoys.", "Korshun") == ["Korshun", "decoys"]


def test_what_is_marked_already_is_left_as_it_is() -> None:
    assert found("They build attack drones.", "attack drones") == ["attack drones"]


def test_the_mentions_come_in_order_without_overlap() -> None:
    text = "Drones, the Korshun, bombs and strike drones; Korshun drones."
    words = segment(text)
    spans = with_nominals(words, [])
    assert spans == sorted(spans, key=lambda s: s.first)
    assert all(a.end <= b.first for a, b in itertools.pairwise(spans))

"""Overlapping highlights: the text stays whole and every layer has its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier.segments import Layer, cut, lines

TEXT = st.text(st.sampled_from("ab \n"), max_size=40)
SPAN = st.tuples(st.integers(0, 45), st.integers(0, 45))


@st.composite
def layers(draw: st.DrawFn) -> tuple[Layer, ...]:
    spans = draw(st.lists(SPAN, max_size=8))
    kinds = st.sampled_from(["claim", "cue", "furniture"])
    return tuple(Layer(draw(kinds), n, *sorted(span)) for n, span in enumerate(spans))


@given(TEXT)
def test_lines_joined_are_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in lines(text)) == text


@given(TEXT, layers())
def test_segments_joined_are_the_text(text: str, marks: tuple[Layer, ...]) -> None:
    assert "".join(s.text for row in cut(text, marks) for s in row) == text


@given(TEXT, layers())
def test_a_layer_begins_once_and_covers_exactly_its_words(
    text: str, marks: tuple[Layer, ...]
) -> None:
    segments = [s for row in cut(text, marks) for s in row]
    for mark in marks:
        begun = [la for s in segments for la in s.begins if la.number == mark.number]
        covered = [s.text for s in segments if mark.number in {la.number for la in s.layers}]
        inside = mark.start < len(text)
        assert len(begun) == inside
        expected = text[mark.start : max(mark.end, mark.start + 1)] if inside else ""
        assert "".join(covered) == expected


@given(TEXT, layers())
def test_no_segment_is_empty_and_none_runs_over_a_line(text: str, marks: tuple[Layer, ...]) -> None:
    for row in cut(text, marks):
        assert row
        assert all(s.text for s in row)
        assert "\n" not in "".join(s.text for s in row).rstrip("\n")


def test_overlap_is_cut_at_every_border() -> None:
    (row,) = cut("abcdef", (Layer("claim", 0, 0, 4), Layer("claim", 1, 2, 6)))
    assert [(s.text, [la.number for la in s.layers]) for s in row] == [
        ("ab", [0]),
        ("cd", [0, 1]),
        ("ef", [1]),
    ]

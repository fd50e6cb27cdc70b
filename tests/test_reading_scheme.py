"""What the trained reader tells apart, and the features of a pair of spans."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import ROLES, ClaimType, Kind, Realis
from sayso.reading import scheme
from sayso.reading.scheme import (
    CARRIES,
    CUE,
    DISTANCES,
    KINDS,
    LIKENESSES,
    NEAREST,
    OUTER,
    SENTENCE_DISTANCES,
    SLOT_OF_TYPE,
    SLOTS,
    TIME,
    distance,
    likeness,
    pair_features,
    sentence_distance,
)
from sayso.reading.words import segment

WORDS_OF_NO_SLOT = {"property", "stance", "about"}  # told by heads of their own, or by a span
SPANS = st.tuples(st.integers(0, 400), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1]))


def bucket(one: tuple[int, int], other: tuple[int, int]) -> int:
    return int(distance(np.array([one]), np.array([other]))[0, 0])


def alike(one: str, other: str) -> int:
    return likeness(one.split(), other.split())


def test_labels_name_nothing_twice() -> None:
    for labels in (KINDS, scheme.TAGS, CARRIES, SLOTS, scheme.STANCES, scheme.PROPERTIES):
        assert len(set(labels)) == len(labels)


def test_every_kind_of_mention_is_told() -> None:
    assert set(Kind) <= set(KINDS)
    assert set(KINDS) - set(Kind) == {"component", "title"}


def test_every_kind_has_two_tags() -> None:
    assert scheme.TAGS[0] == "O"
    assert set(scheme.TAGS[1:]) == {f"{side}-{kind}" for kind in KINDS for side in "BI"}


def test_every_claim_type_and_realis_is_told() -> None:
    assert list(CARRIES) == [*ClaimType, CUE]
    assert set(scheme.REALIS) == set(Realis)


def test_every_role_that_a_span_fills_has_a_slot() -> None:
    roles = {role for given in ROLES.values() for role in given}
    assert set(SLOTS) == (roles - WORDS_OF_NO_SLOT) | {NEAREST, OUTER, TIME}


@pytest.mark.parametrize("type", ClaimType)
def test_a_claim_has_the_slots_of_its_roles_its_sources_and_its_time(type: ClaimType) -> None:
    row = SLOT_OF_TYPE[CARRIES.index(type)]
    allowed = {slot for slot, may in zip(SLOTS, row, strict=True) if may}
    assert allowed == (set(ROLES[type]) - WORDS_OF_NO_SLOT) | {NEAREST, OUTER, TIME}


def test_a_cue_has_sources_only() -> None:
    row = SLOT_OF_TYPE[CARRIES.index(CUE)]
    assert {slot for slot, may in zip(SLOTS, row, strict=True) if may} == {NEAREST, OUTER}
    assert SLOT_OF_TYPE.shape == (len(CARRIES), len(SLOTS))
    assert set(SLOT_OF_TYPE.ravel().tolist()) == {0.0, 1.0}


def test_distances_have_the_shape_of_the_pairs() -> None:
    found = distance(np.array([[0, 1], [5, 7]]), np.array([[2, 3], [3, 4], [9, 10]]))
    assert found.shape == (2, 3)
    assert found.dtype == np.int64
    none = np.zeros((0, 2), dtype=np.int64)
    assert distance(none, np.array([[2, 3]])).shape == (0, 1)
    assert distance(np.array([[2, 3]]), none).shape == (1, 0)


@given(SPANS, SPANS)
def test_a_distance_is_one_of_the_buckets(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert 0 <= bucket(one, other) < DISTANCES


@given(st.lists(st.integers(-600, 600), min_size=2, max_size=20))
def test_what_stands_later_has_no_lower_bucket(places: list[int]) -> None:
    others = np.array([(p, p + 2) for p in sorted(places)])
    found = distance(np.array([(0, 2)]), others)[0].tolist()
    assert found == sorted(found)


def test_the_farthest_words_have_the_outermost_buckets() -> None:
    assert bucket((1000, 1001), (0, 1)) == 0
    assert bucket((0, 1), (1000, 1001)) == DISTANCES - 1


def test_overlapping_spans_share_a_bucket_wherever_they_overlap() -> None:
    same = bucket((5, 9), (5, 9))
    assert same == bucket((5, 9), (6, 7)) == bucket((6, 7), (5, 9)) == bucket((5, 9), (8, 12))


def test_the_word_after_is_told_from_an_overlap() -> None:
    assert bucket((5, 6), (6, 7)) > bucket((5, 6), (5, 6))


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_sentence_distance_is_clipped_at_four(one: int, other: int) -> None:
    found = int(sentence_distance(np.array([one]), np.array([other]))[0, 0])
    back = int(sentence_distance(np.array([other]), np.array([one]))[0, 0])
    assert found + back == SENTENCE_DISTANCES - 1, "before and after mirror each other"
    assert found - 4 == max(-4, min(4, other - one))


def test_sentence_distances_have_the_shape_of_the_pairs() -> None:
    found = sentence_distance(np.array([0, 1]), np.array([0, 1, 9]))
    assert found.tolist() == [[4, 5, 8], [3, 4, 8]]


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        ("orvan works", "orvan works", 6),
        ("the orvan works", "orvan works", 6),
        ("shahed 136", "shahed - 136", 6),
        ("ministry of defence", "defence ministry", 2),
        ("oat", "orvan arms trust", 5),
        ("oat", "the orvan and arms trust", 5),
        ("orvan", "orvan works", 4),
        ("orvan works group", "orvan works", 4),
        ("roth", "ada roth", 3),
        ("ada maria roth", "roth", 3),
        ("orvan trust", "orvan arms trust", 2),
        ("orvan works", "orvan group", 1),
        ("shahed - 131", "shahed - 136", 1),
        ("orvan", "tarn", 0),
        ("the", "the", 0),
        ("of the army", "of the navy", 0),
        ("( - )", "( - )", 0),
        ("", "orvan", 0),
    ],
)
def test_likeness_tells_how_far_two_names_agree(later: str, earlier: str, expected: int) -> None:
    assert alike(later, earlier) == expected


def test_an_acronym_may_count_its_small_words() -> None:
    assert alike("mod", "ministry of defence") == 5


@pytest.mark.xfail(strict=True, reason="an acronym is seen only where it comes later")
def test_an_acronym_that_comes_first_is_like_its_name() -> None:
    assert alike("orvan arms trust", "oat") == 5


WORDS = st.lists(
    st.sampled_from("orvan works group ada roth the of - 136".split()), max_size=5, unique=True
)


@given(WORDS, WORDS)
def test_likeness_is_a_level_and_the_same_either_way(one: list[str], other: list[str]) -> None:
    assert 0 <= likeness(one, other) < LIKENESSES
    assert likeness(one, other) == likeness(other, one)


def test_pair_features_look_back_from_each_mention() -> None:
    words = segment("Intro. Ada Roth flew. Later Roth fell.")
    first = 2  # "Ada", the first word of the window
    mentions = np.array([[0, 2, 0], [5, 6, 0]])
    triggers = np.array([[2, 3, 11]])
    near, turn, apart, apart_turn, same = pair_features(words, first, triggers, mentions)
    assert near.tolist() == distance(triggers[:, :2], mentions[:, :2]).tolist()
    assert turn.tolist() == [[4, 5]]
    assert apart.shape == apart_turn.shape == same.shape == (2, 2)
    assert apart_turn.tolist() == [[4, 5], [3, 4]]
    assert same.tolist() == [[0, 0], [3, 0]]


def test_pair_features_of_no_triggers_have_their_shapes() -> None:
    words = segment("Ada Roth flew.")
    none = np.zeros((0, 3), dtype=np.int64)
    near, turn, apart, *_ = pair_features(words, 0, none, np.array([[0, 2, 0]]))
    assert near.shape == turn.shape == (0, 1)
    assert apart.shape == (1, 1)

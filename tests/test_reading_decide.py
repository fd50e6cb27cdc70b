"""From scores to spans: the best tags that fit together, and runs of trigger words."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.reading import scheme
from sayso.reading.decide import Span, mentions, sigmoid, softmax, triggers
from sayso.reading.network import Tagged
from sayso.reading.pieces import Window
from sayso.reading.scheme import Floats

FIRST = 100  # the number of the window's first word in the document
PERSON, WEAPON = scheme.KINDS.index("person"), scheme.KINDS.index("weapon")
SCORES = st.integers(-50, 50).map(lambda n: n / 10)


def tagged(tags: Floats | None = None, carries: Floats | None = None) -> Tagged:
    given = [a for a in (tags, carries) if a is not None]
    size = len(given[0])
    none = np.zeros((size, 0), dtype=np.float32)
    window = Window(FIRST, FIRST + size, FIRST, FIRST + size, none, none, none)
    return Tagged(
        window,
        none,
        none if tags is None else np.asarray(tags, dtype=np.float32),
        none if carries is None else np.asarray(carries, dtype=np.float32),
    )


def scores(labels: Sequence[str], *words: dict[str, float]) -> Floats:
    """Return an array of scores, a row a word: those given, -20 for all other labels."""
    rows = [[word.get(label, -20.0) for label in labels] for word in words]
    return np.array(rows, dtype=np.float32)


def named(*words: dict[str, float], bias: float = 0.0) -> list[tuple[int, int, str]]:
    spans = mentions(tagged(scores(scheme.TAGS, *words)), (), bias)
    return [(s.first - FIRST, s.end - FIRST, scheme.KINDS[s.label]) for s in spans]


def carried(
    *words: dict[str, float], threshold: float = 0.5, own: dict[str, float] | None = None
) -> list[tuple[int, int, str]]:
    """Return the triggers of words whose probabilities are given."""
    logits = [{label: float(np.log(p / (1 - p))) for label, p in w.items()} for w in words]
    thresholds = [(own or {}).get(c, threshold) for c in scheme.CARRIES]
    spans = triggers(tagged(carries=scores(scheme.CARRIES, *logits)), thresholds)
    return [(s.first - FIRST, s.end - FIRST, scheme.CARRIES[s.label]) for s in spans]


def test_a_beginning_and_what_continues_it_is_one_mention() -> None:
    assert named({"O": 5}, {"B-person": 5}, {"I-person": 5}, {"O": 5}) == [(1, 3, "person")]


def test_two_beginnings_are_two_mentions() -> None:
    assert named({"B-person": 5}, {"B-person": 5}) == [(0, 1, "person"), (1, 2, "person")]


def test_a_mention_goes_up_to_the_last_word() -> None:
    assert named({"O": 5}, {"B-weapon": 5}, {"I-weapon": 5}) == [(1, 3, "weapon")]


def test_nothing_is_continued_after_nothing() -> None:
    assert named({"O": 10, "B-person": 0}, {"I-person": 10, "O": 5}) == []
    assert named({"O": 10, "B-person": 9}, {"I-person": 10, "O": 5}) == [(0, 2, "person")]


def test_a_text_does_not_begin_with_a_continuation() -> None:
    assert named({"I-person": 10, "B-person": 0, "O": -1}) == [(0, 1, "person")]
    assert named({"I-person": 10, "O": 0}) == []


def test_no_kind_continues_another() -> None:
    first = {"B-person": 10, "B-weapon": 0}
    assert named(first, {"I-weapon": 10, "I-person": 5}) == [(0, 2, "person")]
    assert named(first, {"I-weapon": 10, "O": 5}) == [(0, 1, "person")]


def test_bias_names_more_above_zero_and_less_below() -> None:
    word = {"O": 2.0, "B-person": 1.0}
    assert named(word) == []
    assert named(word, bias=2) == [(0, 1, "person")]
    assert named({"O": 1.0, "B-person": 2.0}, bias=-2) == []


def test_bias_leaves_the_scores_as_they_are() -> None:
    given_scores = tagged(scores(scheme.TAGS, {"O": 2.0, "B-person": 1.0}))
    before = given_scores.tags.copy()
    mentions(given_scores, (), 5.0)
    assert (given_scores.tags == before).all()


def test_a_mention_is_as_sure_as_its_words_on_average() -> None:
    even = {"B-person": 0.0, "O": 0.0}
    (span,) = mentions(tagged(scores(scheme.TAGS, even, {"I-person": 9.0})), ())
    assert span.sure == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ((), [(0, 3)]),
        ({0}, [(1, 3)]),
        ({2}, [(0, 2)]),
        ({0, 2}, [(1, 2)]),
        ({1}, [(0, 3)]),
        ({0, 1, 2}, []),
    ],
)
def test_signs_are_taken_off_the_ends_of_a_mention(
    signs: set[int], expected: list[tuple[int, int]]
) -> None:
    tags = scores(scheme.TAGS, {"B-person": 5}, {"I-person": 5}, {"I-person": 5})
    found = mentions(tagged(tags), {FIRST + s for s in signs})
    assert [(s.first - FIRST, s.end - FIRST) for s in found] == expected


def fits(path: Sequence[str]) -> bool:
    """Return whether every I follows a B or an I of its own kind."""
    return all(
        not tag.startswith("I-") or before[2:] == tag[2:] for before, tag in pairwise(["O", *path])
    )


def path_of(spans: Sequence[Span], size: int) -> list[str]:
    path = ["O"] * size
    for span in spans:
        kind = scheme.KINDS[span.label]
        first, end = span.first - FIRST, span.end - FIRST
        path[first:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - first - 1)]
    return path


TWO_KINDS = ("O", "B-person", "I-person", "B-weapon", "I-weapon")


@given(st.lists(st.lists(SCORES, min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_other_sequence_of_tags_that_fits_scores_higher(rows: list[list[float]]) -> None:
    words = [dict(zip(TWO_KINDS, row, strict=True)) for row in rows]
    found = path_of(mentions(tagged(scores(scheme.TAGS, *words)), ()), len(rows))

    def worth(path: Sequence[str]) -> float:
        return sum(word[tag] for word, tag in zip(words, path, strict=True))

    best = max(worth(p) for p in product(TWO_KINDS, repeat=len(rows)) if fits(p))
    assert fits(found)
    assert worth(found) == pytest.approx(best, abs=1e-3)


@given(
    st.integers(1, 30).flatmap(
        lambda size: arrays(
            np.float32, (size, len(scheme.TAGS)), elements=st.floats(-1000, 1000, width=32)
        )
    ),
    st.sets(st.integers(FIRST, FIRST + 30)),
    st.floats(-5, 5),
)
def test_mentions_are_in_order_without_overlap(tags: Floats, signs: set[int], bias: float) -> None:
    last = FIRST
    for span in mentions(tagged(tags), signs, bias):
        assert last <= span.first < span.end <= FIRST + len(tags)
        assert span.first not in signs
        assert span.end - 1 not in signs
        assert 0 <= span.label < len(scheme.KINDS)
        assert 0 <= span.sure <= 1.001
        last = span.end


def test_a_run_of_words_is_one_trigger() -> None:
    assert carried({}, {"use": 0.9}, {"use": 0.8}, {}) == [(1, 3, "use")]


def test_a_gap_parts_two_triggers() -> None:
    assert carried({"use": 0.9}, {}, {"use": 0.9}) == [(0, 1, "use"), (2, 3, "use")]


def test_one_sure_word_of_a_run_is_enough_and_the_others_need_half() -> None:
    assert carried({"use": 0.3}, {"use": 0.6}, {"use": 0.2}) == [(0, 2, "use")]
    assert carried({"use": 0.4}, {"use": 0.45}) == []


def test_each_thing_carried_has_its_own_threshold() -> None:
    words = {"use": 0.6, "cue": 0.6}
    assert carried(words) == [(0, 1, "use"), (0, 1, "cue")]
    assert carried(words, own={"use": 0.7}) == [(0, 1, "cue")]


def test_triggers_come_in_the_order_of_the_text() -> None:
    found = carried({"cue": 0.9}, {}, {"agreement": 0.9}, {"agreement": 0.9, "use": 0.9})
    assert found == [(0, 1, "cue"), (2, 4, "agreement"), (3, 4, "use")]


def test_a_trigger_is_as_sure_as_its_surest_word() -> None:
    logits = scores(scheme.CARRIES, {"use": 0.0}, {"use": 2.0})
    (span,) = triggers(tagged(carries=logits), [0.5] * len(scheme.CARRIES))
    assert span.sure == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-5)


@given(
    st.integers(1, 20).flatmap(
        lambda size: arrays(
            np.float32, (size, len(scheme.CARRIES)), elements=st.floats(-5, 5, width=32)
        )
    ),
    st.floats(0.1, 0.9),
)
def test_triggers_of_one_thing_never_touch_and_reach_its_threshold(
    logits: Floats, threshold: float
) -> None:
    found = triggers(tagged(carries=logits), [threshold] * len(scheme.CARRIES))
    assert found == sorted(found, key=lambda s: (s.first, s.end, s.label))
    for label in range(len(scheme.CARRIES)):
        runs = [s for s in found if s.label == label]
        assert all(a.end < b.first for a, b in pairwise(runs))
        assert all(s.sure >= threshold for s in runs)


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_sigmoid_rises_from_nought_to_one(x: float, y: float) -> None:
    low, high = sigmoid(np.array(sorted((x, y)), dtype=np.float32)).tolist()
    assert 0 <= low <= high <= 1


def test_sigmoid_is_the_logistic_function() -> None:
    found = sigmoid(np.array([0, 2, -2], dtype=np.float32))
    assert found.dtype == np.float32
    assert found.tolist() == pytest.approx([0.5, 0.880797, 0.119203], abs=1e-5)


@given(arrays(np.float32, (3, 4), elements=st.floats(-1e4, 1e4, width=32)))
def test_softmax_gives_probabilities_in_the_order_of_the_scores(x: Floats) -> None:
    found = softmax(x)
    assert found.shape == x.shape
    assert found.dtype == np.float32
    assert (found >= 0).all()
    assert found.sum(-1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert (found.argmax(-1) == x.argmax(-1)).all() or (np.diff(np.sort(x), axis=-1) < 1e-2).any()


def test_softmax_depends_on_differences_alone() -> None:
    x = np.array([[1.0, 2.0, 4.0]], dtype=np.float32)
    assert softmax(x + 100) == pytest.approx(softmax(x), abs=1e-5)


def test_softmax_of_no_rows_is_no_rows() -> None:
    assert softmax(np.zeros((0, 3), dtype=np.float32)).shape == (0, 3)

"""Windows: every word is read by one window, none of which is longer than the encoder allows."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.pieces import LONGEST, Window, windows
from sayso.reading.words import Words, segment

SENTENCE = "Orvan Works sold forty Shahed-136 drones to Korland in 2024, Ada Roth said. "
LONGEST_WORD = 24  # pieces


def cut(text: str) -> tuple[Words, list[Window], list[int]]:
    """Return the words of ``text``, its windows, and a listing for each word, all different."""
    words = segment(text)
    listings = np.arange(len(words), dtype=np.int64) % 7
    return words, list(windows(words, listings)), listings.tolist()


def check(text: str) -> list[Window]:
    """Return the windows of ``text``, once they are seen to be whole."""
    words, found, listings = cut(text)
    read = [i for w in found for i in range(w.own_first, w.own_end)]
    assert read == list(range(len(words))), "each word is read once, in order"
    for w in found:
        size = w.end - w.first
        assert 0 <= w.first <= w.own_first <= w.own_end <= w.end <= len(words)
        assert len(w.pieces) <= LONGEST
        assert w.marks.shape == (len(w.pieces), 3)
        assert w.ends.shape == (2, size)
        assert w.pieces.dtype == w.marks.dtype == w.ends.dtype == np.int64
        firsts, lasts = w.ends.tolist()
        assert firsts[0] == 1
        assert lasts[-1] == len(w.pieces) - 2
        assert firsts[1:] == [last + 1 for last in lasts[:-1]], "no piece between words is lost"
        assert not w.marks[0].any() and not w.marks[-1].any(), "end marks are no words"
        for at, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            assert first <= last < first + LONGEST_WORD
            word = w.first + at
            expected = (words.shapes[word], words.glues[word], listings[word])
            assert {tuple(m) for m in w.marks[first : last + 1].tolist()} == {expected}
    return found


def test_a_short_text_is_one_window() -> None:
    words = segment(SENTENCE)
    (window,) = check(SENTENCE)
    assert (window.first, window.end) == (window.own_first, window.own_end) == (0, len(words))


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_text_without_words_has_no_window(text: str) -> None:
    assert check(text) == []


def test_pieces_are_the_same_in_capitals() -> None:
    (small,), (large,) = check("drones of orvan"), check("DRONES OF ORVAN")
    assert small.pieces.tolist() == large.pieces.tolist()
    assert small.marks.tolist() != large.marks.tolist()


def test_pieces_begin_and_end_with_the_end_marks() -> None:
    (window,) = check("drones")
    start, *_, end = window.pieces.tolist()
    (longer,) = check("drones fell")
    assert (longer.pieces[0], longer.pieces[-1]) == (start, end)
    assert start != end


@pytest.mark.parametrize(
    "word",
    ["a" * 5000, "qzxv" * 20, "北京" * 3000, "1" * 3000, "ab" * 49, "\u0301", "\x00", "\ufeff"],
)
def test_odd_words_are_read_and_the_words_around_them_too(word: str) -> None:
    text = f"Orvan sold {word} today."
    (window,) = check(text)
    (plain,) = check("Orvan sold today.")
    pieces = window.pieces.tolist()
    assert [p for p in plain.pieces.tolist() if p in pieces] == plain.pieces.tolist()


def test_a_long_text_is_read_in_windows_that_overlap() -> None:
    found = check(SENTENCE * 400)
    assert len(found) > 10
    for before, after in pairwise(found):
        assert before.first < after.first < before.end < after.end
        assert after.own_first == before.own_end
        assert after.own_first - after.first > 20, "words before give each word its context"
        assert before.end - before.own_end > 20, "and words after"


def test_windows_are_cut_where_sentences_end() -> None:
    text = SENTENCE * 400
    words = segment(text)
    for window in check(text):
        for at in (window.first, window.end):
            assert at in {0, len(words)} or words.sentences[at] != words.sentences[at - 1]


def test_less_than_half_of_what_is_read_is_read_twice() -> None:
    text = SENTENCE * 400
    assert sum(w.end - w.first for w in check(text)) < 2 * len(segment(text))


@pytest.mark.parametrize(
    "text",
    ["drone " * 5000, "!" * 3000, "drone. Fell. " * 1500, ("北京" * 20 + " ") * 200, "a. " * 2000],
    ids=["no sentence", "signs", "short sentences", "long words", "one letter"],
)
def test_long_texts_of_any_make_are_read_whole(text: str) -> None:
    assert len(check(text)) > 1


@pytest.mark.parametrize("words", range(505, 516))
def test_no_word_is_lost_about_the_size_of_a_window(words: int) -> None:
    assert len(check("drone " * words)) == (1 if words <= LONGEST - 2 else 2)


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_random_texts_are_read_whole(text: str) -> None:
    check(text)


RUNS = st.tuples(
    st.sampled_from(
        ["drone ", "Fell. ", "北京" * 15 + " ", "qzxvj" * 8 + " ", "Shahed-136 ", "\n"]
    ),
    st.integers(1, 120),
)


@settings(max_examples=40)
@given(st.lists(RUNS, max_size=12))
def test_long_random_texts_are_read_whole(runs: list[tuple[str, int]]) -> None:
    check("".join(word * times for word, times in runs))

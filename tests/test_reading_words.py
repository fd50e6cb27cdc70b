"""Words and sentences of a text, as the trained reader takes them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.reading.words import Glue, Shape, line_starts, segment, shape

TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="aB.!? \n\t\"'“”’()-•1,_é中", max_size=200),
    st.lists(
        st.sampled_from(
            [
                "Gen.",
                "Orvan",
                "sold",
                "Shahed-136",
                "“Yes.”",
                "(no)",
                "\n",
                "\n\n",
                "- ",
                "1. ",
                "U.S.",
            ]
        ),
        max_size=40,
    ).map(" ".join),
)


def said(text: str, skipped: list[tuple[int, int]] | None = None) -> list[str]:
    words = segment(text, skipped or [])
    return [words.word(i) for i in range(len(words))]


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, white space as single spaces."""
    words = segment(text)
    firsts = [i for i in range(len(words)) if not i or words.sentences[i] != words.sentences[i - 1]]
    ends = [*firsts[1:], len(words)]
    spans = zip(firsts, ends, strict=False)
    return [" ".join(words.span(first, end).split()) for first, end in spans]


def gap(reason: str, *values: object) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shahed-136", ["Shahed", "-", "136"]),
        ("TB2", ["TB", "2"]),
        ("Polish-built", ["Polish", "-", "built"]),
        ("$1.5 million", ["$", "1.5", "million"]),
        ("10,000 of 1.2.3.", ["10,000", "of", "1.2.3", "."]),
        ("don’t", ["don", "’", "t"]),
        ("Orvan_9", ["Orvan", "_", "9"]),
        ("Akıncı, Türkiye", ["Akıncı", ",", "Türkiye"]),
        ("U.S.", ["U", ".", "S", "."]),
        ("", []),
        (" \r\n\t", []),
        ("Tu\u0308rkiye", ["Tu\u0308rkiye"]),
        ("Sha\u00adhed", ["Sha\u00adhed"]),
    ],
)
def test_words_are_runs_of_letters_numbers_and_single_signs(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("drone", Shape.LOWER),
        ("état", Shape.LOWER),
        ("Orvan", Shape.CAPITALISED),
        ("École", Shape.CAPITALISED),
        ("NATO", Shape.CAPITALS),
        ("A", Shape.CAPITAL),
        ("a", Shape.LOWER),
        ("MiG", Shape.MIXED),
        ("iPhone", Shape.MIXED),
        ("136", Shape.NUMBER),
        ("1.5", Shape.NUMBER),
        (".", Shape.SIGN),
        ("_", Shape.SIGN),
        ("“", Shape.SIGN),
        ("无人机", Shape.OTHER),
        gap("a fraction sign is taken for punctuation", "½", Shape.NUMBER),
    ],
)
def test_shape_tells_how_a_word_is_written(word: str, expected: Shape) -> None:
    assert shape(word) == expected


def test_glue_tells_what_stands_before_a_word() -> None:
    words = segment("Orvan-9 flew.\nIt fell.")
    glues = dict(zip(map(words.word, range(len(words))), words.glues, strict=True))
    assert glues["Orvan"] == glues["It"] == Glue.LINE
    assert glues["-"] == glues["9"] == glues["."] == Glue.NONE
    assert glues["flew"] == glues["fell"] == Glue.SPACE


def test_a_wrapped_line_begins_with_space_and_no_new_line() -> None:
    words = segment("The drone flew\nover the city.")
    at = [words.word(i) for i in range(len(words))].index("over")
    assert words.glues[at] == Glue.SPACE


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ada Roth spoke. | She left.",
        "He met Sen. Ada Roth, Rep. Kim and Lt. Gen. Poe. | Done.",
        "Mr. Roth paid Orvan Co. and Tarn Ltd. for it. | It flew.",
        "The plant opens in Jan. 2024. | It is big.",
        "J. K. Rowe came. | It rained.",
        "J.R.R. Tolk spoke. | Ada B. Roth left.",
        "The U.S. Army bought it. | Then it left.",
        "It flew from St. Petersburg. | No. 5 fell.",
        "It is 5 ft. tall. | It costs $1.5 million. | It is 3.14 wide.",
        "He works for Orvan Corp. | The firm makes drones.",
        "It was sold to the U.S. | The price is unknown.",
        "It was called Plan B. | Then it failed.",
        "So did I. | Then he left.",
        "He said no. | It ended.",
        "It is state of the art. | The firm sold it.",
        "Some, e.g. Iran and Syria, agreed.",
        gap('"The" opens a sentence after any abbreviation', "The drone, i.e. The Orca, flew."),
        "It left at 5 p.m. Moscow time.",
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_shortens_a_word(text: str) -> None:
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "He said “We will buy it.” | She left.",
        'He said "We will buy it." | She left.',
        '"We will." she said. | He left.',
        'He asked, "Will you buy?" and left.',
        "“Will you buy?” | “No.”",
        'It left. | "Next," he said. | ‘Fine.’',
        "Drones sold (in 2020). | They flew.",
        "They flew. | (They fell.) | They burned.",
        "It fell (he said it burned. | Then it rose).",
        gap("a note's number after the stop hides it", "He said so.[1] | She left."),
    ],
)
def test_quotes_and_brackets_close_with_their_sentence(text: str) -> None:
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "What?! | He left... | She stayed.",
        "He left... she stayed.",
        "He left… | She stayed.",
        "He came. | 5 drones flew. | $5 was paid.",
        "Orvan fell. | iPhone sales rose.",
        "It ended at 5.30 that day. | Then it rained.",
        "He left. | — She stayed.",
        "www.example.org is its page. | See it.",
    ],
)
def test_a_sentence_opens_with_no_small_letter(text: str) -> None:
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


WRAPPED = """\
Orvan Works said on Monday that it will build a plant in the north of
Korland, where Ada Roth was born. The plant will make drones, she told
Tarn News, and it will be finished in a year.
"""


def test_hard_wrapped_lines_are_one_text() -> None:
    assert sentences(WRAPPED) == [
        "Orvan Works said on Monday that it will build a plant in the north of Korland, where "
        "Ada Roth was born.",
        "The plant will make drones, she told Tarn News, and it will be finished in a year.",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_small_letter_continues_the_line_before(newline: str) -> None:
    text = newline.join(["The drone flew", "over the city", "and fell."])
    assert sentences(text) == ["The drone flew over the city and fell."]


@pytest.mark.parametrize(
    "text",
    [
        "Orvan builds a plant | The plant will make drones.",
        "ORVAN BUILDS A PLANT | By Ada Roth | KYIV, May 5 - It opened.",
        "Korland: | Orvan paid. | “It is done.” | He left.",
    ],
)
def test_a_headline_is_a_sentence_of_its_own(text: str) -> None:
    assert sentences(text.replace(" | ", "\n")) == text.split(" | ")


def test_a_headline_does_not_run_into_a_long_paragraph() -> None:
    headline = "Korland army buys forty new drones from Orvan Works of Sarland"
    paragraph = "The army of Korland bought forty drones, Ada Roth said, and will buy more. " * 3
    assert sentences(f"{headline}\n{paragraph}")[0] == headline


def test_an_empty_line_ends_a_sentence() -> None:
    assert sentences("Orvan builds\n\nplants in Korland") == ["Orvan builds", "plants in Korland"]


@pytest.mark.parametrize(
    "text",
    [
        "It makes: | - drones | - engines",
        "It makes | • drones | • engines",
        "1. Drones | 2. Engines",
        "(1) Drones | (2) Engines",
        "1) Drones | 2) Engines",
    ],
)
def test_each_bullet_is_a_sentence(text: str) -> None:
    assert sentences(text.replace(" | ", "\n")) == text.split(" | ")


def test_a_bullet_continues_no_line_however_wide() -> None:
    line = "forty drones that Orvan Works is to build in the north of Korland"
    text = f"• {line}\n• {line}\n• {line}"
    assert sentences(text) == [f"• {line}"] * 3


@pytest.mark.parametrize("end", [".", "!", ":", "”", ")"])
def test_a_line_that_has_ended_is_continued_by_none(end: str) -> None:
    assert sentences(f"Orvan paid{end}\nwhich is all") == [f"Orvan paid{end}", "which is all"]


def test_line_starts_skip_empty_lines_and_indents() -> None:
    text = "Title\n\n   Orvan paid.\n"
    assert line_starts(text) == [0, text.index("Orvan")]


def test_skipped_stretches_have_no_words() -> None:
    text = "Orvan paid.\nShare this 35\nRoth left."
    start = text.index("Share")
    assert said(text, [(start, text.index("Roth"))]) == ["Orvan", "paid", ".", "Roth", "left", "."]
    assert said(text, [(0, len(text))]) == []


def test_a_skipped_line_parts_the_lines_around_it() -> None:
    text = "Orvan paid\nShare this\nRoth left"
    start = text.index("Share")
    words = segment(text, [(start, text.index("Roth"))])
    assert words.sentences == (0, 0, 1, 1)
    assert words.glues[2] == Glue.LINE


def test_a_word_that_a_skipped_stretch_cuts_is_dropped() -> None:
    assert said("Orvan paid", [(3, 5)]) == ["paid"]


@given(TEXTS)
@example("A. \"'(B")
@example("²½Ⅳ\u0301_\x0b\x1c\x85\u2028")
def test_words_are_the_text_in_order(text: str) -> None:
    words = segment(text)
    assert len(words) == len(words.ends) == len(words.shapes)
    assert len(words) == len(words.glues) == len(words.sentences)
    last = 0
    for i, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        assert last <= start < end <= len(text)
        assert text[last:start].strip() == "", "only white space is left out"
        assert words.word(i) == words.span(i, i + 1) == text[start:end]
        assert not any(c.isspace() for c in text[start:end])
        last = end
    assert text[last:].strip() == ""


@given(TEXTS)
def test_sentences_count_up_and_lines_begin_them(text: str) -> None:
    words = segment(text)
    for i in range(len(words)):
        step = words.sentences[i] - (words.sentences[i - 1] if i else 0)
        assert step in ({0, 1} if i else {0})
        if words.glues[i] == Glue.LINE:
            assert not i or step == 1
        if words.glues[i] == Glue.NONE:
            assert words.starts[i] == words.ends[i - 1]
            assert step == 0, "no sentence begins within a word"


STRETCHES = st.tuples(st.integers(0, 200), st.integers(1, 50)).map(lambda s: (s[0], s[0] + s[1]))


@given(TEXTS, st.lists(STRETCHES, max_size=4))
def test_words_in_or_cut_by_a_skipped_stretch_are_left_out(
    text: str, skipped: list[tuple[int, int]]
) -> None:
    every = segment(text)
    kept = segment(text, skipped)
    gone = {at for first, end in skipped for at in range(first, end)}
    spans = zip(every.starts, every.ends, strict=True)
    outside = [start for start, end in spans if gone.isdisjoint(range(start, end))]
    assert list(kept.starts) == outside
    assert list(kept.sentences) == sorted(kept.sentences)


@given(TEXTS)
def test_line_starts_are_in_order_at_letters(text: str) -> None:
    starts = line_starts(text)
    assert starts == sorted(set(starts))
    assert all(not text[s].isspace() for s in starts)

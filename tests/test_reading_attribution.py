"""Attributions: whose word a thing is, by sentence shapes of reports on makers never heard of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Attribution, Document
from sayso.reading.attribution import find_attributions
from sayso.reading.chains import chain_at
from sayso.reading.mentions import find_mentions
from sayso.reading.names import resolve
from sayso.reading.parse import parse


def attributions(text: str) -> tuple[Attribution, ...]:
    document = Document(
        uri="a.txt", sha256="0" * 64, media_type="text/plain", text=text, language="en"
    )
    parsed = parse(document)
    return find_attributions(parsed, resolve(parsed, find_mentions(parsed)))


def chain(text: str, word: str) -> tuple[str, ...]:
    """Return the sources of ``word``, which stands once in ``text``."""
    assert text.count(word) == 1
    start = text.index(word)
    return chain_at(attributions(text), (start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("Emre Tolga said that Vardan builds drones.", "builds", "Emre Tolga"),
        ("Vardan builds drones, Emre Tolga said on Friday.", "builds", "Emre Tolga"),
        ("Vardan builds drones, said Emre Tolga.", "builds", "Emre Tolga"),
        ("Vardan, Emre Tolga said, builds drones.", "builds", "Emre Tolga"),
        ("Vardan, an e-mail shown to jurors suggests, builds drones.", "builds", "mail shown"),
        ("Norpress reported that Vardan builds drones.", "builds", "Norpress"),
        ("Officials told Norpress that Vardan builds drones.", "builds", "Officials"),
        ("The Kazakh ministry denied that Vardan builds drones.", "builds", "Kazakh ministry"),
        ("Emre Tolga accused Vardan of building drones.", "building", "Emre Tolga"),
        ("Emre Tolga spoke of a plan to build drones.", "build", "Emre Tolga"),
        ("Emre Tolga promised to build drones in Astana.", "build", "Emre Tolga"),
        ("As Emre Tolga put it, Vardan builds drones.", "builds", "Emre Tolga"),
        ("Vardan, by Emre Tolga's own estimate, builds drones.", "builds", "Emre Tolga"),
        (
            "Vardan builds drones, said Emre Tolga, a fellow who runs a yard.",
            "builds",
            "Emre Tolga",
        ),
        ("Officials said the drones of Vardan, if built, would fly.", "drones of", "Officials"),
        ("The US sanctioned Vardan, accusing it of building drones.", "building", "United States"),
        ("According to Norpress, Vardan builds drones.", "builds", "Norpress"),
        ("Vardan builds drones, according to two officials.", "builds", "two officials"),
        ("The records show that Vardan builds drones.", "builds", "records"),
        ("Norpress quoted Emre Tolga as saying Vardan builds drones.", "builds", "Emre Tolga"),
        (
            "Emre Tolga was quoted as saying by Norpress that Vardan builds drones.",
            "builds",
            "Emre",
        ),
    ],
)
def test_source_of_a_clause(text: str, word: str, source: str) -> None:
    found = chain(text, word)
    assert found and source in found[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Vardan builds drones.", "builds"),
        ("Vardan plans to build drones.", "build"),
        ("Vardan builds drones, but Emre Tolga said that nobody buys them.", "builds"),
        ("Vardan builds a “world class” drone.", "builds"),
        ("Emre Tolga, who owns a yard, said that nobody buys drones.", "owns"),
        ("Emre Tolga said that nobody buys drones. Vardan builds them in Astana.", "builds"),
        ("Drones fly, said Emre Tolga, a fellow who runs a yard.", "runs"),
        ("Drones fly, according to an analyst, a man who runs a yard.", "runs"),
        ("Despite the cold, Emre Tolga denied the sale of drones.", "cold"),
        ("Vardan builds drones and, Emre Tolga said, sells none.", "builds"),
        ("Vardan builds drones.\n\nType: bomb\n\nLocal Production: a hall is built", "hall"),
        ("Vardan reportedly builds drones.", "builds"),
        ("It is said that Vardan builds drones.", "builds"),
    ],
)
def test_outlets_own_voice(text: str, word: str) -> None:
    assert chain(text, word) == ()


@pytest.mark.parametrize(
    "text", ["Vardan reportedly builds drones.", "Vardan is said to build drones."]
)
def test_an_unknown_source_leaves_an_attribution_without_a_chain(text: str) -> None:
    assert [(a.source, a.chain) for a in attributions(text)] == [(None, ())]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "Norpress quoted Emre Tolga as saying that Vardan builds drones.",
            ("Emre Tolga", "Norpress"),
        ),
        (
            "Emre Tolga told Norpress that Vardan builds drones.",
            ("Emre Tolga", "Norpress"),
        ),
        (
            "Vardan builds drones, Norpress reported, citing two officials.",
            ("two officials", "Norpress"),
        ),
        (
            "According to documents reviewed by Norpress, Vardan builds drones.",
            ("documents reviewed by Norpress",),
        ),
    ],
)
def test_sources_nest_nearest_first(text: str, sources: tuple[str, ...]) -> None:
    assert chain(text, "builds") == sources


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("“We build drones in Astana,” Emre Tolga said.", "build"),
        ('"We build drones in Astana," Emre Tolga said.', "build"),
        ("“We sell nothing,” Emre Tolga said. “We build drones in Astana.”", "build"),
        ("“We sell nothing,” Emre Tolga said, “and we build drones in Astana.”", "build"),
        ("Emre Tolga was blunt. “We build drones in Astana.”", "build"),
        (
            "“We sell nothing at all to them,” Emre Tolga said.\n\n"
            "“But we do work there. It is not easy.\n\n“We build drones in Astana.”",
            "build",
        ),
        ("Emre Tolga said the hall was full. He added that they build drones.", "build"),
    ],
)
def test_speaker_of_a_quotation_or_of_a_pronoun(text: str, word: str) -> None:
    assert chain(text, word)[:1] == ("Emre Tolga",)


def test_a_bare_noun_takes_up_the_fuller_source() -> None:
    text = (
        "Vardan builds drones, according to documents reviewed by Norpress. It is a small firm. "
        "The documents show that Vardan exports them to Iran."
    )
    assert chain(text, "exports") == ("documents reviewed by Norpress",)


def test_sources_run_together_by_the_parse_come_apart() -> None:
    text = (
        "Vardan builds drones, according to two sources from an intelligence agency and documents "
        "reviewed by Norpress."
    )
    assert chain(text, "builds") == (
        "two sources from an intelligence agency",
        "documents reviewed by Norpress",
    )


def test_whoever_asks_is_no_carrier() -> None:
    text = "The ministry, when approached by Norpress, denied that Vardan builds drones."
    assert "Norpress" not in chain(text, "builds")


def test_an_unlabelled_interview() -> None:
    text = (
        "Emre Tolga runs Vardan from a shed near Astana.\n\nWhere do you work?\n\n"
        "In Astana. We assemble drones there.\n\nFor whom?\n\nFor the army. I sell no others.\n\n"
        "And the engines?\n\nOur engines come from Turkey.\n"
    )
    assert chain(text, "assemble") == chain(text, "come") == ("Emre Tolga",)


def test_a_text_that_answers_its_own_questions_is_no_interview() -> None:
    text = (
        "Emre Tolga runs Vardan from a shed near Astana.\n\nWhere does it work?\n\n"
        "In Astana. The firm assembles drones there.\n\nFor whom?\n\nFor the army.\n\n"
        "And the engines?\n\nThe engines come from Turkey.\n"
    )
    assert chain(text, "assembles") == ()


def test_a_thread_gives_each_post_to_its_writer() -> None:
    text = (
        "kite_9 wrote:\nVardan builds them in Astana.\n\nowl_2 wrote:\nNo, in Oralsk.\n\n"
        "kite_9 wrote:\nFine.\n"
    )
    assert chain(text, "builds") == ("kite_9",)


def test_an_interview_gives_each_answer_to_its_speaker() -> None:
    text = (
        "A talk with Emre Tolga, who runs Vardan.\n\nQ: Where do you work?\n\n"
        "A: In Astana. We assemble drones there.\n\nQ: For whom?\n\nA: For the army.\n"
    )
    assert chain(text, "assemble") == ("Emre Tolga",)
    assert chain(text, "runs") == ()


def test_a_label_on_a_data_sheet_is_no_speaker() -> None:
    text = "Type: reconnaissance drone, built in Astana.\n\nRange: 200 km.\n\nType: bomb.\n"
    assert chain(text, "built") == ()


def test_content_holds_neither_source_nor_cue() -> None:
    text = (
        "Vardan, Emre Tolga said on Friday, builds drones. Norpress reported, citing officials, "
        "that Oralsk buys them. According to records, none has flown. “It is true,” he said."
    )
    found = attributions(text)
    assert len(found) >= 4
    for attribution in found:
        for start, end in attribution.content:
            assert 0 <= start < end <= len(text)
            assert end <= attribution.cue[0] or attribution.cue[1] <= start
            if attribution.source is not None:
                assert end <= attribution.source[0] or attribution.source[1] <= start


def test_a_mark_left_open_does_not_swallow_the_text() -> None:
    text = 'Emre Tolga said: "We sell nothing here.\n\nVardan builds drones in Astana.\n'
    assert chain(text, "builds") == ()


_WORDS = st.sampled_from(
    'Emre Tolga|said|that|Vardan|builds|drones|,|“|”|"|.|\n\n|according to|citing|Q:|A:|he|told|;|'
    "and|quoted|as|saying|reportedly".split("|")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40))
def test_any_text_gives_spans_within_it(words: list[str]) -> None:
    text = " ".join(words)
    for attribution in attributions(text):
        spans = [attribution.cue, *attribution.content]
        spans += [attribution.source] if attribution.source else []
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert attribution.content


def test_a_report_is_traced_to_whom_it_comes_from() -> None:
    text = (
        "Drones may be built in Kenya, according to a report cited by Norpress. The information "
        "comes from remarks attributed to Emre Tolga, the director of Vardan."
    )
    assert chain(text, "built") == ("Emre Tolga", "Norpress")
